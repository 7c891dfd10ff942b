# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums: the shape of each model, its time over the synchronous time, beside CPython's; and the speed-up beside what
the machine gives at that moment."""
import statistics

from measuring import Failed, middle, processors, progress, shuffled, table

TASKS = 20
MODELS = ["sequential", "gil", "threads", "processes", "parallel-threads"]
SCRIPTS = {
    "sequential": "cpu_sequential.py",
    "gil": "cpu_threading.py",
    "processes": "cpu_multiprocessing.py",
}
GIL_BAND = 0.15
OF_CEILING = 0.9


def compare(programs, number, rounds):
    """Prints the tables; returns a sentence for each row that misses its bar."""
    python_number = equal_number(programs, number)
    jobs = [("ours", model) for model in MODELS] + [("theirs", model) for model in SCRIPTS] + [("ceiling", "")]
    seconds = {job: [] for job in jobs}
    for count in range(rounds):
        for job in shuffled(jobs):
            progress(f"sums, round {count + 1} of {rounds}: {' '.join(job)}")
            seconds[job].append(run(programs, job, number, python_number))
    progress("")
    print(f"\n{TASKS} sums, {rounds} rounds, ours below {number}, CPython's below {python_number}")
    return report_shapes(seconds) + report_ceiling(seconds)


def options(model, number):
    return ("--workload", "sums", "--number", number, "--tasks", TASKS, "--models", model)


def equal_number(programs, number):
    """CPython's number, for which its synchronous version takes as long as ours."""
    trial = 500_000
    trial_seconds = programs.article(SCRIPTS["sequential"], trial, TASKS)[2]
    ours = programs.ours(*options("sequential", number))["makespan_s"]
    return round(trial * ours / trial_seconds)


def run(programs, job, number, python_number):
    side, model = job
    if side == "ours":
        return programs.ours(*options(model, number))["makespan_s"]
    if side == "theirs":
        done, _, seconds = programs.article(SCRIPTS[model], python_number, TASKS)
        if done != TASKS:
            raise Failed(f"{SCRIPTS[model]} did {done} of {TASKS} tasks")
        return seconds
    # Independent loops, one pinned to each processor: how long the work of one would take at the rate of all together.
    loops = [(*options("sequential", number), "--processors", processor) for processor in processors()]
    return 1 / sum(1 / loop["makespan_s"] for loop in programs.ours_at_once(loops))


def ratios(seconds, job, base):
    """Time over the time of `base`, round by round."""
    return [a / b for a, b in zip(seconds[job], seconds[base])]


def spread(values):
    return f"{statistics.median(values):.2f} [{min(values):.2f}-{max(values):.2f}]"


def report_shapes(seconds):
    faults = []
    rows = []
    for model in MODELS:
        ours = ratios(seconds, ("ours", model), ("ours", "sequential"))
        row = [model, middle(seconds["ours", model]), spread(ours), "-", "-"]
        if model in SCRIPTS:
            theirs = ratios(seconds, ("theirs", model), ("theirs", "sequential"))
            row[3:] = [middle(seconds["theirs", model]), spread(theirs)]
            apart = statistics.median(ours) - statistics.median(theirs)
            if model == "gil" and abs(apart) > GIL_BAND:
                faults.append(f"gil: time / synchronous is {apart:+.2f} from CPython's, allowed {GIL_BAND}")
        rows.append(row)
    print("Shapes: milliseconds, and time / synchronous of the same round")
    table(("model", "ours", "/ synchronous", "CPython", "/ synchronous"), rows)
    return faults


def report_ceiling(seconds):
    faults = []
    rows = [("ceiling", spread([1 / r for r in ratios(seconds, ("ceiling", ""), ("ours", "sequential"))]), "", "")]
    for model in ("processes", "parallel-threads"):
        speed_up = [1 / r for r in ratios(seconds, ("ours", model), ("ours", "sequential"))]
        share = [1 / r for r in ratios(seconds, ("ours", model), ("ceiling", ""))]
        rows.append((model, spread(speed_up), spread(share), f"{OF_CEILING:.2f}"))
        if statistics.median(share) < OF_CEILING:
            faults.append(f"{model}: {statistics.median(share):.2f} of the ceiling, wanted {OF_CEILING}")
    print(f"\nSpeed-up, beside that of {len(processors())} independent loops, one pinned to each processor")
    table(("model", "speed-up", "/ ceiling", "wanted"), rows)
    return faults
