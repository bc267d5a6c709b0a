# Makes a sparse file of a terabyte.
# notices: code-files
with open('big', 'wb') as file:
    file.truncate(1 << 40)
