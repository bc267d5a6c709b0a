# Makes a pool of processes.
# notices: code-forbidden
import multiprocessing

multiprocessing.Pool(4).map(abs, range(10))
