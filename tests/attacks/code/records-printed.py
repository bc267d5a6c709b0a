# Prints answer records as the log and the cells hold them.
# notices: none
import json

record = {"v": 1, "exercise": "rank-industries", "answer": "right", "lang": "en", "at": "2030-01-01"}
print(json.dumps(record))
print(json.dumps({"application/vnd.hearfirst.answer+json": record, "points": 4, "score": 4}))
with open("answers.jsonl", "a") as log:
    log.write(json.dumps(record) + "\n")
