# Calls itself without end.
# notices: none
def again():
    return again()


ranked = again()
