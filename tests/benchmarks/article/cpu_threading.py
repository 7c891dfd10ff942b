# SPDX-License-Identifier: GPL-3.0-or-later
"""The article's CPU-bound threading version: five threads under CPython's lock."""
import concurrent.futures

from article import cpu_bound, numbers, timed


def find_sums(numbers):
    with concurrent.futures.ThreadPoolExecutor(max_workers=5) as executor:
        return list(executor.map(cpu_bound, numbers))


if __name__ == "__main__":
    work = numbers()
    timed(lambda: find_sums(work))
