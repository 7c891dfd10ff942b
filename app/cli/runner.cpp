// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runner.h"

#include "app/cli/interrupt.h"

#include <utility>

namespace interleave::cli {
namespace {

using namespace std::chrono_literals;

} // namespace

run::RunResult runToEnd(const engine::Model& model, std::shared_ptr<engine::Workload> workload,
                        const engine::RunOptions& options, run::KeepEvents keep, const RunListener& listener)
{
    run::LiveRun live(model, std::move(workload), options, keep);
    for (bool finished = false, cancelled = false; !finished;) {
        std::vector<std::string> log;
        finished = live.advance(33ms, log);
        for (const std::string& line : log)
            listener.logged(line);
        if (!finished && !cancelled && Interrupt::interrupted()) {
            cancelled = true;
            live.cancel();
        }
        listener.progressed(live.progress());
    }
    return std::move(live).finish();
}

} // namespace interleave::cli
