# Changes the libraries that the next student's code will use.
# notices: code-forbidden
import pathlib
import pandas
import workbooks

for module in (pandas, workbooks):
    path = pathlib.Path(module.__file__)
    for change in (lambda: path.write_text("1/0"), lambda: path.chmod(0o777), path.unlink):
        try:
            change()
            print("CHANGED", path)
        except OSError as error:
            last = error
raise last
