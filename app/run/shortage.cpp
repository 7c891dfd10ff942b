// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/shortage.h"

#include <QCoreApplication>

namespace interleave::run {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

QString needed(const engine::Shortage& shortage, bool processes)
{
    using Of = engine::Shortage::Of;
    const auto filled = [&](const QString& pattern) {
        return pattern.arg(shortage.needed)
            .arg(shortage.limit.most)
            .arg(QString::fromStdString(shortage.limit.what));
    };
    switch (shortage.what) {
    case Of::Files:
        return filled(tr("this run needs up to %1 open files, and the system allows %2 (%3)"));
    case Of::FilesOfAnother:
        return filled(
            processes ? tr("a process of this run needs up to %1 open files, and the system allows %2 (%3)")
                      : tr("the practice server needs up to %1 open files for this run, and the system "
                           "allows %2 (%3)"));
    case Of::Threads:
        return filled(
            tr("with this run there are up to %1 threads and processes, and the system allows %2 (%3)"));
    }
    return {};
}

QString remedy(const engine::Shortage& shortage)
{
    if (shortage.workers == 1u)
        return tr("choose one worker, or raise the limit.");
    if (shortage.workers)
        return tr("choose at most %1 workers, or raise the limit.").arg(*shortage.workers);
    if (shortage.inFlight == 1u)
        return tr("choose one task in flight, or raise the limit.");
    if (shortage.inFlight)
        return tr("choose at most %1 tasks in flight, or raise the limit.").arg(*shortage.inFlight);
    return tr("raise the limit.");
}

/// As when the practice server has started: where it listens changes nothing of what is needed.
std::shared_ptr<engine::Workload> workloadOf(Experiment one)
{
    const std::string server = "http://127.0.0.1";
    if (one.server && one.script)
        one.script->server = server;
    else if (one.server)
        one.downloads->addresses = {server + '/'};
    return makeWorkload(one);
}

} // namespace

QString words(const engine::Shortage& shortage, bool processes)
{
    return tr("%1: %2").arg(needed(shortage, processes), remedy(shortage));
}

QString shortageOf(const RunList& list)
{
    engine::Limits limits; // asked for when it is known how many threads are wanted
    std::uint64_t asked = 0;
    for (const PlannedRun& run : list.runs) {
        if (run.repetition > 0)
            break;
        const Experiment one = list.variant(run);
        const engine::Model& model = one.models.front();
        const auto workload = workloadOf(one);
        const engine::RunShape shape{.switchRecords = one.switchRecords,
                                     .practiceServer = one.server.has_value()};
        const auto needs = engine::needsOf(model, *workload, list.available, shape);
        if (needs.threads > asked)
            limits = engine::limitsNow(asked = needs.threads);
        if (const auto shortage = engine::shortageOf(model, *workload, list.available, shape, limits))
            return tr("%1: %2").arg(QString::fromStdString(model.name),
                                    words(*shortage, model.kind == engine::WorkerKind::Process));
    }
    return {};
}

} // namespace interleave::run
