# Never ends, and ignores every signal that can be ignored.
# notices: code-time
import signal

for each in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(each, signal.SIG_IGN)
while True:
    pass
