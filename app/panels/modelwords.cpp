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

ModelWords wordsOf(const Shape& shape) { return {typeOf(shape), deciderOf(shape), processorsOf(shape)}; }

} // namespace

ModelWords modelWords(const RunInfo& info)
{
    return wordsOf({info.workerKind == "process", info.lock == "interpreter", info.workers, info.inFlight,
                    std::max<std::size_t>(1, info.processors.size())});
}

ModelWords modelWords(const engine::Model& model, std::span<const ProcessorId> available)
{
    return wordsOf({model.kind == engine::WorkerKind::Process, model.lock == engine::Lock::Interpreter,
                    engine::workerCountOf(model, available), model.inFlight,
                    engine::processorsOf(model, available).size()});
}

} // namespace interleave::panels
