# Reads and changes the gradebook through SQLite.
# notices: code-forbidden
import sqlite3

try:
    book = sqlite3.connect("$OUTSIDE/gradebook.db")
    print(book.execute("select * from mark").fetchall())
    book.execute("update mark set points = 1000")
    book.commit()
except sqlite3.Error as error:
    raise PermissionError(13, str(error))
