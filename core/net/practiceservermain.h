// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace interleave::net {

/// The practice server as a program of its own: what interleave-worker does when its first argument is
/// `--practice-server`. Writes one line of JSON to its standard output, {"port": N, "pid": N} or {"error":
/// "…"}, and serves until its standard input ends, so that it never outlives who started it.
///
///     --latency-ms N --jitter-ms N --seed N --bandwidth N --port N --processors 0,1 --tls --log FILE
///     --listen ADDRESS   127.0.0.1 by default: only this computer reaches it
///
/// @param arguments as QCoreApplication::arguments(), program first; `--practice-server` itself is accepted
/// @return the exit status. @pre a QCoreApplication
int runPracticeServer(const QStringList& arguments);

/// Instead of it, where not even an application can be made. @return the exit status
int refusePracticeServer(const QString& why);

} // namespace interleave::net
