# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the programs under test, one at a time unless told otherwise, and reads what they say."""
import contextlib
import json
import os
import pathlib
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

ARTICLE = pathlib.Path(__file__).resolve().parent / "article"
SAID = re.compile(r"^(\d+) tasks, total (\d+), in ([\d.]+) seconds$", re.MULTILINE)


class Failed(Exception):
    """Something could not be measured; says what."""


@dataclass
class Programs:
    interleave: pathlib.Path
    python: str

    def run_command(self, *options):
        return [str(self.interleave), "run", "--json", "--quiet", *map(str, options)]

    def ours(self, *options):
        """One run of ours, as the object that --json prints for it."""
        return read_run(*finish(start(self.run_command(*options))))

    def ours_at_once(self, each_options):
        """Runs with these options, all at the same time."""
        started = [start(self.run_command(*options)) for options in each_options]
        return [read_run(*finish(process)) for process in started]

    def article(self, script, *arguments):
        """One of the article's programs: (its tasks, their total, seconds)."""
        process = start([self.python, str(ARTICLE / script), *map(str, arguments)])
        said = SAID.search(finish(process)[0])
        if not said:
            raise Failed(f"{script} did not say how long it took")
        return int(said[1]), int(said[2]), float(said[3])

    @contextlib.contextmanager
    def practice_server(self, latency_ms):
        """The practice server for both sides, off the last processor, which ours pins its one worker to."""
        port = free_port()
        command = [str(self.interleave), "serve", "--port", str(port), "--latency", f"{latency_ms}ms"]
        server = start(command, before=lambda: os.sched_setaffinity(0, processors()[:-1] or processors()))
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.communicate()


def processors():
    return sorted(os.sched_getaffinity(0))


def start(command, before=None):
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, preexec_fn=before)
    except OSError as error:
        raise Failed(f"{command[0]} cannot be started: {error.strerror}") from error


def finish(process):
    """What it printed, and its command."""
    try:
        out, err = process.communicate(timeout=600)
    except subprocess.TimeoutExpired as error:
        process.kill()
        raise Failed(f"{' '.join(process.args)}\ndid not end within {error.timeout} seconds") from error
    if process.returncode != 0:
        raise Failed(f"{' '.join(process.args)}\nended with status {process.returncode}:\n{err.strip()}")
    return out, process.args


def read_run(out, command):
    try:
        (run,) = json.loads(out)["runs"]
    except (ValueError, KeyError) as error:
        raise Failed(f"{' '.join(command)}\ndid not print one run as JSON: {error}") from error
    if run["finished"] != run["tasks"]:
        raise Failed(f"{' '.join(command)}\nfinished {run['finished']} of {run['tasks']} tasks")
    return run


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, server):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    server.terminate()
    raise Failed(f"the practice server does not answer: {server.communicate()[1].strip()}")


def shuffled(items):
    items = list(items)
    random.shuffle(items)
    return items


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def middle(values):
    """12.3 [11.9-14.0], in milliseconds."""
    low, mid, high = (1000 * f(values) for f in (min, statistics.median, max))
    return f"{mid:.1f} [{low:.1f}-{high:.1f}]"


def table(heads, rows):
    widths = [max(len(str(cell)) for cell in column) for column in zip(heads, *rows)]
    for row in (heads, *rows):
        print("  ".join(str(cell).ljust(width) for cell, width in zip(row, widths)).rstrip())
