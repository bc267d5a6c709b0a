# Writes wherever a path leads.
# notices: code-forbidden
import pathlib

errors = []
for place in ("$OUTSIDE", "$OUTSIDE/submitted/other/ms-zhang", "/tmp", "/dev/shm", "/root", "/etc", "/", "../.."):
    try:
        pathlib.Path(place, "by-a-student").write_text("x")
        print("WROTE", place)
    except OSError as error:
        errors.append(error)
raise PermissionError(13, str(errors))
