# Makes files without end.
# notices: code-files
import itertools

for number in itertools.count():
    open(f'{number}.txt', 'w').close()
