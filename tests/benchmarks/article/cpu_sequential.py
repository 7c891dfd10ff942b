# SPDX-License-Identifier: GPL-3.0-or-later
"""The article's CPU-bound synchronous version."""
from article import cpu_bound, numbers, timed

if __name__ == "__main__":
    work = numbers()
    timed(lambda: [cpu_bound(number) for number in work])
