# SPDX-License-Identifier: GPL-3.0-or-later
"""The article's CPU-bound multiprocessing version. Making the pool is inside the time."""
import multiprocessing

from article import cpu_bound, numbers, timed


def find_sums(numbers):
    with multiprocessing.Pool() as pool:
        return pool.map(cpu_bound, numbers)


if __name__ == "__main__":
    work = numbers()
    timed(lambda: find_sums(work))
