# SPDX-License-Identifier: GPL-3.0-or-later
"""How long each of THREADS threads holds CPython's lock at a time: each looks at the clock without a pause for SECONDS;
where it jumps, another one held the lock. Prints one hold a line, in milliseconds."""
import sys
import threading
import time

JUMP = 0.0005


def hold(until, holds):
    clock = time.perf_counter
    begun = last = clock()
    while last < until:
        now = clock()
        if now - last > JUMP:
            holds.append(last - begun)
            begun = now
        last = now


if __name__ == "__main__":
    threads, seconds = int(sys.argv[1]), float(sys.argv[2])
    all_holds = [[] for _ in range(threads)]
    end = time.perf_counter() + seconds
    workers = [threading.Thread(target=hold, args=(end, holds)) for holds in all_holds]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for holds in all_holds:
        for length in holds[1:]:  # the first began before the others had started
            print(f"{1e3 * length:.4f}")
