# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads: each model beside the article's program of the same model, on the same server."""
import contextlib
import math
import statistics

from measuring import Failed, middle, progress, shuffled, table

SCRIPTS = {
    "sequential": "io_sequential.py",
    "gil": "io_threading.py",
    "threads": "io_threading.py",
    "async": "io_asyncio.py",
    "processes": "io_multiprocessing.py",
}
PAGES = {"jython": 10490, "dice": 276}


def bar(model, limit, connections):
    """The longest makespan allowed, in seconds; None: the model has no bar."""
    if model in ("sequential", "gil", "threads"):
        return 1.10 * limit
    if model == "async":
        return 1.10 * limit + 0.00015 * connections
    return None


def compare(programs, models, latencies, tasks, rounds):
    """Prints the table; returns a sentence for each row that is behind."""
    unknown = [model for model in models if model not in SCRIPTS]
    if unknown:
        raise Failed(f"no Python program of the model {unknown[0]}: choose from {', '.join(SCRIPTS)}")
    pairs = [(model, latency) for model in models for latency in latencies]
    ours = {pair: [] for pair in pairs}
    theirs = {pair: [] for pair in pairs}
    with contextlib.ExitStack() as servers:
        bases = {latency: servers.enter_context(programs.practice_server(latency)) for latency in latencies}
        for number in range(rounds):
            for model, latency in shuffled(pairs):
                progress(f"downloads, round {number + 1} of {rounds}: {model}, {latency} ms")
                for side in shuffled(["ours", "theirs"]):
                    if side == "ours":
                        ours[model, latency].append(run_ours(programs, model, bases[latency], tasks))
                    else:
                        theirs[model, latency].append(run_theirs(programs, model, bases[latency], tasks))
    progress("")
    return report(pairs, ours, theirs, tasks, rounds)


def run_ours(programs, model, base, tasks):
    addresses = [word for page in PAGES for word in ("--url", f"{base}/{page}")]
    return programs.ours("--workload", "downloads", *addresses, "--tasks", tasks, "--models", model)


def run_theirs(programs, model, base, tasks):
    done, total, seconds = programs.article(SCRIPTS[model], base, tasks)
    sizes = list(PAGES.values())
    expected = sum((sizes * tasks)[:tasks])
    if (done, total) != (tasks, expected):
        raise Failed(f"{SCRIPTS[model]} read {total} bytes in {done} downloads instead of {expected} in {tasks}")
    return seconds


def report(pairs, ours, theirs, tasks, rounds):
    faults = []
    rows = []
    for model, latency in pairs:
        makespans = [run["makespan_s"] for run in ours[model, latency]]
        python = theirs[model, latency]
        run = ours[model, latency][0]
        connections = min(tasks, run["workers"] * run["in_flight"])
        limit = math.ceil(tasks / connections) * latency / 1000
        mine = statistics.median(makespans)
        ratio = statistics.median(python) / mine
        if ratio <= 1:
            faults.append(f"{model} at {latency} ms: {mine * 1000:.1f} ms, Python {mine * ratio * 1000:.1f} ms")
        over = allowed = "-"
        if limit:
            over = f"{mine / limit:.3f}"
            longest = bar(model, limit, connections)
            if longest:
                allowed = f"{longest / limit:.3f}"
                if mine > longest:
                    faults.append(f"{model} at {latency} ms: makespan / limit {over}, allowed {allowed}")
        won = sum(a < b for a, b in zip(makespans, python))
        rows.append((model, latency, middle(makespans), middle(python), f"{ratio:.2f}", f"{won}/{rounds}", over,
                     allowed))
    print(f"{tasks} downloads, {rounds} rounds; milliseconds: median [min-max]")
    table(("model", "latency", "ours", "Python", "Python/ours", "won", "makespan/limit", "allowed"), rows)
    return faults
