// SPDX-License-Identifier: GPL-3.0-or-later
// What does a download cost the client, beside raw epoll, libcurl and aiohttp? See README.md.
#include "core/engine/attributing.h"
#include "core/engine/run.h"
#include "core/net/practiceserverprocess.h"
#include "core/observe/affinity.h"
#include "core/workloads/downloads.h"
#include "tests/benchmarks/otherclients.h"
#include "tests/benchmarks/rounds.h"

#include <QCoreApplication>
#include <QProcess>

using namespace interleave;
using namespace interleave::benchmarks;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t inFlight = 100;

/// Microseconds of CPU time a request.
double perRequest(double cpu, std::size_t requests) { return 1e6 * cpu / double(requests); }

double ours(const std::string& server, std::size_t requests, engine::Recording recording)
{
    workloads::DownloadsOptions downloads{
        .addresses = {server + "/jython", server + "/dice"}, .tasks = requests, .client = {}};
    const double before = cpuSeconds();
    engine::Run run(*engine::modelNamed("async"), workloads::makeDownloads(downloads),
                    {.recording = recording});
    run.start();
    std::size_t finished = 0;
    for (bool over = false; !over;) {
        const engine::RunBatch batch = run.drain(1s);
        for (const Event& event : batch.events)
            finished += event.kind == EventKind::TaskStopped && event.outcome == Outcome::Finished;
        over = batch.finished;
    }
    if (finished != requests)
        std::printf("only %zu of %zu downloads finished\n", finished, requests);
    return perRequest(cpuSeconds() - before, requests);
}

/// The article's asyncio program, less what it takes to start and end.
double aiohttp(const std::string& server, std::size_t requests)
{
    const auto cpu = [&](std::size_t count) {
        const double before = cpuSeconds(RUSAGE_CHILDREN);
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QStringLiteral("/usr/bin/python3"),
                      {QStringLiteral(ARTICLE_FOLDER "/io_asyncio.py"), QString::fromStdString(server),
                       QString::number(count)});
        program.waitForFinished(-1);
        if (program.exitCode() != 0)
            std::printf("io_asyncio.py failed\n");
        return cpuSeconds(RUSAGE_CHILDREN) - before;
    };
    const double start = cpu(1);
    return perRequest(cpu(requests) - start, requests);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    const engine::Attributing<QCoreApplication> application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 7;
    const std::size_t requests = 5000;
    auto others = observe::allowedProcessors();
    if (others.size() > 1)
        others.pop_back(); // the clients have the last one
    net::PracticeServerProcess server;
    const std::string error =
        server.start({.latency = 0ms, .processors = others, .workerProgram = INTERLEAVE_WORKER});
    if (!error.empty()) {
        std::printf("%s\n", error.c_str());
        return 1;
    }
    const std::string address = server.address();
    std::vector<Way> ways{
        {"raw epoll", [&] { return perRequest(rawEpoll(server.port(), requests, inFlight), requests); }, {}},
        {"libcurl multi", [&] { return perRequest(curlMulti(address, requests, inFlight), requests); }, {}},
        {"async, only outcomes recorded",
         [&] { return ours(address, requests, engine::Recording::Nothing); },
         {}},
        {"async", [&] { return ours(address, requests, engine::Recording::SwitchRecords); }, {}},
        {"aiohttp", [&] { return aiohttp(address, requests); }, {}},
    };
    takeTurns(ways, rounds);
    std::printf(
        "%zu requests, %zu in flight, %d rounds: CPU time of the client's process, us a request, and over "
        "raw epoll's\n",
        requests, inFlight, rounds);
    for (const Way& way : ways)
        std::printf("  %-32s %7.1f   %s\n", way.name.c_str(), median(way.figures),
                    ratio(way, ways[0]).c_str());
    return 0;
}
