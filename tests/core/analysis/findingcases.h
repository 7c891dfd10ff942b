// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/findings.h"

#include "tests/core/analysis/madetrace.h"

#include <QString>

#include <optional>

namespace interleave::tests {

constexpr State R = State::Running, W = State::Waiting, Y = State::Ready, B = State::Blocked;
constexpr std::int64_t ms = 1'000'000;

inline std::optional<analysis::Finding> found(const Trace& trace, analysis::FindingKind kind,
                                              const Trace* baseline = nullptr)
{
    for (const analysis::Finding& finding : analysis::findings(trace, baseline))
        if (finding.kind == kind)
            return finding;
    return std::nullopt;
}

/// Its sentence; empty: it is not said.
inline QString said(const Trace& trace, analysis::FindingKind kind, const Trace* baseline = nullptr)
{
    const auto finding = found(trace, kind, baseline);
    return finding ? QString::fromStdString(finding->text) : QString();
}

/// So many workers, each with as many tasks one after another that compute 1 ms and wait 50 ms.
inline MadeTrace waiting(std::uint32_t workers, int each, Shape shape = {})
{
    shape.workers = workers;
    MadeTrace made(shape);
    for (int round = 0; round < each; ++round)
        for (std::uint32_t worker = 0; worker < workers; ++worker)
            made.task(worker, 0, round * 51 * ms, {{R, ms}, {W, 50 * ms, Phase::FirstByte}});
    return made;
}

/// Two workers that compute one task of `length` each: in turns of 10 ms on one processor, or at once on two.
inline MadeTrace computing(Shape shape, State between, std::int64_t length = 40 * ms)
{
    shape.workers = 2;
    MadeTrace made(shape);
    if (shape.processors == 2 && between == Y) {
        made.task(0, 0, 0, {{R, length}}).task(1, 0, 0, {{R, length}});
        return made;
    }
    constexpr std::int64_t turn = 10 * ms;
    made.task(0, 0, 0, {{R, turn}, {between, turn}, {R, turn}, {between, turn}, {R, length - 2 * turn}});
    made.task(1, 0, 0,
              {{between, turn},
               {R, turn},
               {between, turn},
               {R, turn},
               {between, length - 2 * turn},
               {R, length - 2 * turn}});
    return made;
}

/// One thread, one task after another that computes, the same work as computing().
inline MadeTrace oneByOne(std::int64_t length = 40 * ms, const char* name = "Synchronous")
{
    MadeTrace made({});
    made.trace.info.modelName = name;
    made.task(0, 0, 0, {{R, length}}).task(0, 0, length, {{R, length}});
    return made;
}

/// One loop: task 1 computes for 84 ms while tasks 2 to 4 become Ready.
inline MadeTrace frozen(Shape shape = {.inFlight = 4})
{
    MadeTrace made(shape);
    made.task(0, 0, 0, {{R, ms}, {W, 5 * ms}, {Y, 88 * ms}, {R, ms}}); // 0..95
    made.task(0, 1, ms, {{R, ms}, {W, 28 * ms}, {Y, 65 * ms}, {R, ms}});
    made.task(0, 2, 2 * ms, {{R, ms}, {W, 200 * ms}});
    made.task(0, 3, 10 * ms, {{R, 40 * ms}, {Y, 10 * ms}, {R, 34 * ms}}); // 10..94, pre-empted once
    return made;
}

} // namespace interleave::tests
