# Hands in objects that run code where they are copied or unpickled.
# notices: none
import pandas as pd


class Evil:
    def __reduce__(self):
        return (exec, ("open('$OUTSIDE/by-a-student', 'w')",))

    def __str__(self):
        return "<script>canary_script()</script>"


ranked = pd.DataFrame({"industry": [Evil()] * 5, "left_percent": [Evil()] * 5})
