// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/modelwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace interleave::panels {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(panels)
};

/// What the words depend on.
struct Shape
{
    bool processes = false, locked = false;
    std::size_t workers = 1, inFlight = 1, processors = 1;

    bool several() const { return workers > 1; }
    bool cooperative() const { return inFlight > 1; }
    /// Processes have a lock each.
    std::size_t computing() const { return locked && !processes ? 1 : std::min(workers, processors); }
};

QString typeOf(const Shape& shape)
{
    if (!shape.several())
        return shape.cooperative() ? Text::tr("Cooperative multitasking") : Text::tr("One after another");
    if (shape.processes && shape.processors > 1)
        return shape.cooperative() ? Text::tr("Multiprocessing, cooperative in each process")
                                   : Text::tr("Multiprocessing");
    if (shape.cooperative())
        return Text::tr("Cooperative in each worker, pre-emptive between them");
    if (shape.locked && !shape.processes)
        return Text::tr("Pre-emptive multitasking under one lock");
    return shape.processors > 1 ? Text::tr("Pre-emptive multitasking on several processors")
                                : Text::tr("Pre-emptive multitasking");
}

QString deciderOf(const Shape& shape)
{
    if (!shape.several())
        return shape.cooperative() ? Text::tr("The tasks decide when to give up control")
                                   : Text::tr("Nobody: each task runs to its end before the next begins");
    if (shape.cooperative())
        return Text::tr("The tasks within a worker, the operating system between workers");
    if (shape.locked && !shape.processes)
        return Text::tr("The operating system, and the lock lets one thread compute at a time");
    if (shape.workers <= shape.processors)
        return shape.processes ? Text::tr("Nobody has to: the processes run at the same time")
                               : Text::tr("Nobody has to: the threads run at the same time");
    return Text::tr("The operating system decides when to switch");
}

QString processorsOf(const Shape& shape)
{
    const std::size_t computing = shape.computing();
    return computing < shape.processors ? Text::tr("%1 at a time, of %2").arg(computing).arg(shape.processors)
                                        : QString::number(computing);
}

QString counted(std::size_t count, const QString& one, const QString& many)
{
    return count == 1 ? one : many.arg(count);
}

QString summaryOf(const Shape& shape)
{
    const QString workers = shape.processes
                                ? counted(shape.workers, Text::tr("one process"), Text::tr("%1 processes"))
                                : counted(shape.workers, Text::tr("one thread"), Text::tr("%1 threads"));
    const QString processors =
        counted(shape.processors, Text::tr("one processor"), Text::tr("%1 processors"));
    if (!shape.several())
        return (shape.cooperative() ? Text::tr("The tasks decide when to switch: %1, %2")
                                    : Text::tr("One task after another: %1, %2"))
            .arg(workers, processors);
    if (shape.cooperative())
        return Text::tr("In each worker the tasks decide when to switch: %1, %2").arg(workers, processors);
    if (shape.locked && !shape.processes)
        return Text::tr("The operating system switches, the lock lets one compute at a time: %1, %2")
            .arg(workers, processors);
    return (shape.workers <= shape.processors ? Text::tr("All run at the same time: %1, %2")
                                              : Text::tr("The operating system switches: %1, %2"))
        .arg(workers, processors);
}

ModelWords wordsOf(const Shape& shape)
{
    return {typeOf(shape), deciderOf(shape), summaryOf(shape), processorsOf(shape)};
}

} // namespace

ModelWords modelWords(const RunInfo& info)
{
    return wordsOf({info.workerKind == "process", info.lock == "interpreter", workersBegun(info),
                    info.inFlight, std::max<std::size_t>(1, info.processors.size())});
}

ModelWords modelWords(const engine::Model& model, std::span<const ProcessorId> available)
{
    return wordsOf({model.kind == engine::WorkerKind::Process, model.lock == engine::Lock::Interpreter,
                    engine::workerCountOf(model, available), model.inFlight,
                    engine::processorsOf(model, available).size()});
}

} // namespace interleave::panels
