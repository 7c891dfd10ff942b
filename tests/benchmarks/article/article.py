# SPDX-License-Identifier: GPL-3.0-or-later
"""What the article's programs share: their arguments and their closing line."""
import sys
import time


def sites():
    """The addresses of a download program: BASE TASKS on the command line."""
    base, tasks = sys.argv[1], int(sys.argv[2])
    return ([f"{base}/jython", f"{base}/dice"] * tasks)[:tasks]


def numbers():
    """The numbers of a computing program: NUMBER TASKS on the command line."""
    number, tasks = int(sys.argv[1]), int(sys.argv[2])
    return [number + k for k in range(tasks)]


def cpu_bound(number):
    return sum(i * i for i in range(number))


def timed(work):
    """Runs work(), which returns a list with one entry per task; prints what the driver reads."""
    start = time.perf_counter()
    results = work()
    duration = time.perf_counter() - start
    print(f"{len(results)} tasks, total {sum(results)}, in {duration:.6f} seconds")
