// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/recordedrun.h"

#include <QFile>

namespace interleave::tests {

RecordedRun record(const engine::Model& model, std::shared_ptr<engine::Workload> workload,
                   const engine::RunOptions& options)
{
    engine::Run run(model, std::move(workload), options);
    run.start();
    TraceBuilder builder = run.builder();
    std::vector<Event> events;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(std::chrono::seconds(1));
        engine::feed(builder, batch);
        events.insert(events.end(), batch.events.begin(), batch.events.end());
        finished = batch.finished;
    }
    const Stamp zero = builder.zero();
    return {std::move(builder).finish(stampNow()), std::move(events), zero};
}

double stolenSeconds()
{
    QFile file(QStringLiteral("/proc/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readLine().simplified().split(' ');
    return fields.size() > 8 ? fields[8].toDouble() / 100 : 0;
}

} // namespace interleave::tests
