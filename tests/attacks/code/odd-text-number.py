# Puts out a number of thousands of digits where JSON is expected.
# notices: none
from IPython.display import display

display({"application/vnd.hearfirst.answer+json": {"exercise": "rank-industries", "answer": 10**4000}}, raw=True)
deep = []
for _ in range(900):
    deep = [deep]
display({"application/vnd.hearfirst.answer+json": {"exercise": "rank-industries", "answer": deep}}, raw=True)
