#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the article's programs and Interleave's models side by side and compares them. See README.md.

Exit status: 0 when every row keeps its bar, 1 when one does not, 2 when something could not be measured."""
import argparse
import pathlib
import sys

import downloads
import sums
from measuring import Failed, Programs

TOP = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(description="Interleave beside the article's Python programs")
    parser.add_argument("--interleave", type=pathlib.Path, default=TOP / "build/release/bin/interleave",
                        help="the program to measure (default: %(default)s)")
    parser.add_argument("--python", default="/usr/bin/python3",
                        help="with requests and aiohttp (default: Debian's, %(default)s)")
    parser.add_argument("--only", choices=["downloads", "sums"], help="one half (default: both)")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--tasks", type=int, default=160, help="downloads (default: %(default)s)")
    parser.add_argument("--latency", default="0,20,50", help="milliseconds (default: %(default)s)")
    parser.add_argument("--models", default="sequential,gil,async,processes",
                        help="for downloads (default: %(default)s)")
    parser.add_argument("--number", type=int, default=400_000_000,
                        help="for sums: ours; CPython's is chosen so that both take as long (default: %(default)s)")
    return parser.parse_args()


def main():
    args = arguments()
    programs = Programs(args.interleave, args.python)
    faults = []
    try:
        if args.only != "sums":
            faults += downloads.compare(programs, args.models.split(","),
                                        [int(ms) for ms in args.latency.split(",")], args.tasks, args.rounds)
        if args.only != "downloads":
            faults += sums.compare(programs, args.number, args.rounds)
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 2
    print("\nEvery row keeps its bar." if not faults else "\nBehind:\n" + "\n".join(f"  {f}" for f in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
