# Reads what another student handed in.
# notices: code-forbidden
print(open('$OUTSIDE/submitted/other/ms-zhang/answers.jsonl').read())
