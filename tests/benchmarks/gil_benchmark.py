#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does the model gil hand its lock over as CPython does? How long a thread holds it at a time, both sides in turn."""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from measuring import ARTICLE

THREADS = 5
BINS = 13
PEAK = (4, 7)  # milliseconds: the switch interval is 5
SAME_HOLD_NS = 100_000


def cpython(python, seconds):
    said = subprocess.run([python, ARTICLE / "cpu_holding.py", str(THREADS), str(seconds)], check=True,
                          capture_output=True, text=True).stdout
    return [float(line) for line in said.split()]


def ours(program, number):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as events:
        subprocess.run([program, "run", "--workload", "sums", "--tasks", str(THREADS), "--number", str(number),
                        "--models", "gil", "--quiet", "--events", events.name], check=True, capture_output=True)
        return holds(json.loads(line) for line in pathlib.Path(events.name).read_text().splitlines())


def holds(events):
    """From taking the lock to giving it back, per worker. What a worker takes again at once it has not given back."""
    taken, given, lengths = {}, {}, []
    for event in events:
        worker = event.get("worker")
        if event["event"] == "LockTaken":
            if worker in given and event["ns"] - given[worker] < SAME_HOLD_NS:
                del given[worker]
                continue
            if worker in given:
                lengths.append((given.pop(worker) - taken[worker]) / 1e6)
            taken[worker] = event["ns"]
        elif event["event"] == "LockReleased":
            given[worker] = event["ns"]
    return lengths


def histogram(lengths):
    counts = [0] * BINS
    for length in lengths:
        counts[min(int(length), BINS - 1)] += 1
    return counts


def show(sides):
    """Prints both; returns the fullest bin of each."""
    bars = {name: histogram(lengths) for name, lengths in sides.items()}
    print("hold, ms  " + "".join(f"{name:>26}" for name in sides))
    for k in range(BINS):
        row = f"{k:>3} to {k + 1:<3}" if k + 1 < BINS else f"{k:>3} and up"
        for counts in bars.values():
            share = counts[k] / max(1, sum(counts))
            row += f"{share:>7.1%} {'#' * round(18 * share):<18}"
        print(row)
    for name, lengths in sides.items():
        tenths = statistics.quantiles(lengths, n=10)
        print(f"{name}: {len(lengths)} holds, p10 / p50 / p90 {tenths[0]:.2f} / {tenths[4]:.2f} / {tenths[8]:.2f} ms")
    return {name: max(range(BINS), key=counts.__getitem__) for name, counts in bars.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interleave", default="build/release/bin/interleave")
    parser.add_argument("--python", default="/usr/bin/python3", help="Debian's CPython (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--number", type=int, default=400_000_000, help="of each sum (default %(default)s)")
    arguments = parser.parse_args()
    sides = {"gil": [], "CPython": []}
    for _ in range(arguments.rounds):
        sides["gil"] += ours(arguments.interleave, arguments.number)
        sides["CPython"] += cpython(arguments.python, 1)
    faults = [f"{name}: the most frequent hold is {peak} to {peak + 1} ms, wanted between {PEAK[0]} and {PEAK[1]}"
              for name, peak in show(sides).items() if not PEAK[0] <= peak < PEAK[1]]
    print("\n".join(faults) or "Both peak near the switch interval of 5 ms.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
