// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runner.h"

#include <utility>

namespace interleave::cli {
namespace {

using namespace std::chrono_literals;

} // namespace

run::RunResult runToEnd(const run::RunSeries& series, run::KeepEvents keep, const RunListener& listener)
{
    const std::unique_ptr<run::LiveRun> live = series.start({}, keep);
    for (bool finished = false, cancelled = false; !finished;) {
        std::vector<std::string> log;
        finished = live->advance(33ms, log);
        for (const std::string& line : log)
            listener.logged(line);
        if (!finished && !cancelled && listener.stopped()) {
            cancelled = true;
            live->cancel();
        }
        listener.progressed(live->progress());
    }
    return series.finish(std::move(*live));
}

} // namespace interleave::cli
