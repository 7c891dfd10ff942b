// SPDX-License-Identifier: GPL-3.0-or-later
// The threads that clients begin: refused by the system, and where they are kept.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/run.h"
#include "core/net/resolver.h"
#include "core/observe/affinity.h"
#include "core/observe/thread.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <latch>
#include <string_view>

#include <dlfcn.h>
#include <pthread.h>

using namespace interleave;
using namespace std::chrono_literals;
using tests::download;
using tests::FaultServer;

namespace {

/// Which of the next starts of a thread the system refuses: the lowest bit is the next one.
std::atomic<unsigned> refusals = 0;

} // namespace

/// Stands before the C library's.
extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                              void* with)
{
    using Function = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
    static const auto system = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "pthread_create"));
    const unsigned planned = refusals.load();
    refusals = planned >> 1;
    return planned & 1 ? EAGAIN : system(thread, attributes, start, with);
}

class TestResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusedThreadIsToldAndTriedAgain();
    void refusedThreadFailsTheTasksThatNeedIt();
    void resolverLeavesTheMeasuredProcessorAlone();
    void threadsOfQtLeaveTheMeasuredProcessorAlone();

private:
    static bool isMeasured(const std::vector<ProcessorId>& allowed);
};

// Both before anything that starts the thread, which stays.
void TestResolver::refusedThreadIsToldAndTriedAgain()
{
    net::Resolver resolver;
    bool called = false;
    refusals = 1;
    QCOMPARE(resolver.request("localhost", [&called] { called = true; }),
             std::string("the system refused to start the resolver's thread"));
    QVERIFY(!called);
    QVERIFY(!resolver.known("localhost"));
}

void TestResolver::refusedThreadFailsTheTasksThatNeedIt()
{
    const FaultServer server;
    workloads::DownloadsOptions options = tests::one(server.address("/ok", "localhost"));
    options.tasks = 2;
    refusals = 0b1010; // of collector, resolver, worker, and the resolver once more
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(0).reason,
             server.address("/ok", "localhost") +
                 ": the system refused to start the resolver's thread (while resolving)");
    QCOMPARE(trace.tasks.at(1).reason, std::string()); // asked later, and served
    QCOMPARE(refusals.load(), 0u);
}

/// The last processor is the measured one of a model that has one.
bool TestResolver::isMeasured(const std::vector<ProcessorId>& allowed)
{
    return std::ranges::find(allowed, observe::allowedProcessors().back()) != allowed.end();
}

void TestResolver::resolverLeavesTheMeasuredProcessorAlone()
{
    if (observe::allowedProcessors().size() < 2)
        QSKIP("this computer has one processor for us");
    // The worker needs the name first: the address that begins is a literal one.
    const FaultServer server;
    const Trace trace =
        download(tests::one(server.address("/redirect?to=" + server.address("/ok", "localhost"))));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    const auto helper = std::ranges::find(trace.workers, "resolver", &Worker::name);
    QVERIFY(helper != trace.workers.end());
    QVERIFY(!isMeasured(observe::allowedProcessors(helper->threadId)));
}

void TestResolver::threadsOfQtLeaveTheMeasuredProcessorAlone()
{
    if (std::string_view(INTERLEAVE_SANITIZER).find("thread") != std::string_view::npos)
        QSKIP("ThreadSanitizer does not know the locks inside Qt: every report would be false");
    const auto available = observe::allowedProcessors();
    if (available.size() < 2)
        QSKIP("this computer has one processor for us");
    const FaultServer server;
    workloads::DownloadsOptions options = tests::one(server.address("/drip", "localhost"));
    options.client.kind = net::ClientKind::Qt;
    engine::Run run(*engine::modelNamed("sequential"), workloads::makeDownloads(options),
                    {.workerProgram = {}});
    run.start();
    std::vector<ProcessorId> hidden;
    bool receiving = false;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        finished = batch.finished;
        for (const auto& [id, worker] : batch.workers) {
            if (hidden.empty() && worker.name.starts_with("Qt's HTTP thread"))
                hidden = observe::allowedProcessors(worker.threadId);
        }
        receiving = receiving || std::ranges::any_of(batch.events, [](const Event& event) {
                        return event.phase == Phase::Receive;
                    });
        if (receiving && !hidden.empty())
            run.cancel();
    }
    QVERIFY(!hidden.empty());
    const auto isHere = [&](ProcessorId processor) { return processor == available.back(); };
    QVERIFY(std::ranges::none_of(hidden, isHere));
    for (const observe::ThreadName& thread : observe::threadsOfThisProcess()) {
        if (thread.name == "Thread (pooled)") // looks names up, and stays for a while
            QVERIFY(std::ranges::none_of(observe::allowedProcessors(thread.id), isHere));
    }
}

int main(int argc, char** argv)
{
    TestResolver test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_resolver.moc"
