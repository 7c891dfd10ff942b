// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/runseries.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace interleave::run {

RunSeries::RunSeries(RunList list, QString workerProgram)
    : m_list(std::move(list)), m_workerProgram(std::move(workerProgram))
{
}

QString RunSeries::prepare(std::size_t index)
{
    m_index = index;
    m_variant = m_list.variant(m_list.runs[index]);
    if (!m_variant.server)
        return {};
    if (m_wanted == m_variant.server && m_server.failure().empty())
        return useServer(m_server, m_variant);
    m_wanted = m_variant.server;
    QString failure = startServer(m_server, m_variant, m_workerProgram, m_list.available);
    if (!failure.isEmpty())
        m_wanted.reset();
    return failure;
}

std::unique_ptr<LiveRun> RunSeries::start(engine::RunOptions options, KeepEvents keep) const
{
    options.workerProgram = m_workerProgram.toStdString();
    options.recording = m_variant.recording();
    const PlannedRun& run = m_list.runs[m_index];
    if (const std::uint32_t repeat = m_list.experiment.repeat; repeat > 1)
        options.conditions.emplace_back("repetition",
                                        std::to_string(run.repetition + 1) + " of " + std::to_string(repeat));
    return std::make_unique<LiveRun>(model(), makeWorkload(m_variant), std::move(options), keep);
}

RunResult RunSeries::finish(LiveRun&& live) const
{
    RunResult result = std::move(live).finish();
    result.planned = m_list.runs[m_index];
    if (m_variant.server && std::ranges::count(result.trace.tasks, Outcome::Failed, &Task::outcome) > 0)
        nameDeadServer(result);
    return result;
}

/// What the failed tasks saw of it was a refused connection or silence.
void RunSeries::nameDeadServer(RunResult& result) const
{
    const std::string failure = m_server.failure();
    if (failure.empty())
        return;
    result.trace.info.conditions.emplace_back("practice server", failure);
    result.serverFailure =
        QCoreApplication::translate("RunSeries",
                                    "The practice server %1; what it had not answered in the run “%2” "
                                    "failed. The next run gets a new one.")
            .arg(QString::fromStdString(failure), QString::fromStdString(result.trace.info.modelName));
}

} // namespace interleave::run
