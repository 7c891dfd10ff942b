// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/downloadrun.h"

#include "core/engine/run.h"
#include "core/trace/invariants.h"

#include <QTest>

#include <algorithm>
#include <set>

namespace interleave::tests {

Trace download(workloads::DownloadsOptions options, const std::string& modelId)
{
    const std::string refused = workloads::refusal(options);
    if (!refused.empty()) {
        QTest::qFail(refused.c_str(), __FILE__, __LINE__);
        return {};
    }
    Trace trace = engine::execute(*engine::modelNamed(modelId), workloads::makeDownloads(std::move(options)),
                                  {.workerProgram = {}});
    for (const Violation& violation : checkInvariants(trace))
        QTest::qFail((std::string(name(violation.invariant)) + ": " + violation.where).c_str(), __FILE__,
                     __LINE__);
    return trace;
}

workloads::DownloadsOptions one(const std::string& address)
{
    workloads::DownloadsOptions options;
    options.addresses = {address};
    options.tasks = 1;
    return options;
}

std::vector<unsigned> attemptsWith(const Trace& trace, Phase phase)
{
    std::set<unsigned> found;
    for (std::size_t index = 0; index < trace.spans.size(); ++index) {
        const Span span = trace.spans[index];
        if (span.phase == phase && span.task.valid())
            found.insert(span.attempt);
    }
    return {found.begin(), found.end()};
}

std::size_t count(const Trace& trace, Outcome outcome)
{
    return static_cast<std::size_t>(std::ranges::count(trace.tasks, outcome, &Task::outcome));
}

std::string filled(QString sentence, const std::string& address)
{
    return sentence.replace(QLatin1String("%1"), QString::fromStdString(address)).toStdString();
}

} // namespace interleave::tests
