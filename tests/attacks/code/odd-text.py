# Puts out half surrogate pairs, control characters, NaN and numbers of a thousand digits.
# notices: none
from IPython.display import display

print("\ud800 \x00 \x1b[31m \u202e")
display({"text/plain": "\udfff", "application/vnd.hearfirst.answer+json": {"exercise": "\ud800", "answer": float("nan")}}, raw=True)
