// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"

#include <QCborMap>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace interleave::engine {

/// Makes the workload `id` from its parameters(); null and a sentence in `error` when it cannot.
using MakeWorkload = std::function<std::shared_ptr<Workload>(std::string_view id, const QCborMap& parameters,
                                                             std::string& error)>;

/// Instead of runProcessWorker(), where not even an application can be made.
/// @return the process's exit status
int refuseProcessWorker(const std::string& why);

/// The life of a process worker: speaks the protocol over standard input and output until its input ends,
/// executing tasks on the calling thread. Needs a QCoreApplication made on this thread, best an Attributing
/// one.
/// @return the process's exit status
int runProcessWorker(const MakeWorkload& make);

} // namespace interleave::engine
