// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/attributing.h"
#include "core/engine/run.h"
#include "core/trace/invariants.h"
#include "tests/support/lockworkload.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

using namespace interleave;
using namespace std::chrono_literals;
using tests::LockStep;
using tests::LockWorkload;
using Kind = tests::LockStep::Kind;
using Steps = std::vector<LockStep>;

namespace {

constexpr std::size_t a = 0, b = 1, c = 2;

engine::Model modelWith(const char* id, std::uint32_t workers, std::uint32_t inFlight)
{
    engine::Model model = *engine::modelNamed(id);
    model.workers = workers;
    model.inFlight = inFlight;
    return model;
}

struct Done
{
    Trace trace;
    std::vector<Event> events;
};

/// @param stopAt the run is cancelled at the first event of this kind
Done execute(const engine::Model& model, std::shared_ptr<LockWorkload> workload,
             std::optional<EventKind> stopAt = {})
{
    engine::Run run(model, std::move(workload), {});
    run.start();
    TraceBuilder builder = run.builder();
    std::vector<Event> events;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        engine::feed(builder, batch);
        events.insert(events.end(), batch.events.begin(), batch.events.end());
        if (stopAt && std::ranges::find(batch.events, *stopAt, &Event::kind) != batch.events.end()) {
            builder.setCancelled();
            run.cancel();
        }
        finished = batch.finished;
    }
    Trace trace = std::move(builder).finish(stampNow());
    for (const Violation& violation : checkInvariants(trace))
        QTest::qFail((std::string(name(violation.invariant)) + ": " + violation.where).c_str(), __FILE__,
                     __LINE__);
    return {std::move(trace), std::move(events)};
}

std::size_t count(const Trace& trace, Outcome outcome)
{
    return static_cast<std::size_t>(std::ranges::count(trace.tasks, outcome, &Task::outcome));
}

std::vector<Span> spansOf(const Trace& trace, TaskId task)
{
    std::vector<Span> spans;
    for (std::size_t i = 0; i < trace.spans.size(); ++i) {
        if (trace.spans[i].task == task && trace.spans[i].state != State::Queued)
            spans.push_back(trace.spans[i]);
    }
    std::ranges::sort(spans, {}, &Span::start);
    return spans;
}

/// Its tasks take `mine`, wait for each other, and want the next one's lock.
std::shared_ptr<LockWorkload> circleOf(std::size_t tasks)
{
    std::vector<Steps> all;
    for (std::size_t task = 0; task < tasks; ++task)
        all.push_back({{Kind::Take, task}, {Kind::Meet, tasks}, {Kind::Take, (task + 1) % tasks}});
    return std::make_shared<LockWorkload>(std::move(all));
}

} // namespace

class TestTaskLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoeverComesFirstIsServedFirst();
    void oneTaskAtATimeAcrossThreads_data();
    void oneTaskAtATimeAcrossThreads();
    void aWaiterIsBlockedByTheHolderThenReady();
    void theLoopGoesOnWhileATaskWaitsForALock();
    void theInterpreterLockIsGivenBackWhileATaskWaits();
    void aCircleFailsOneTaskWithASentence_data();
    void aCircleFailsOneTaskWithASentence();
    void aLockIsNotTakenTwiceByOneTask();
    void aFailedTaskGivesItsLocksBack();
    void cancelWakesWhoWaits_data();
    void cancelWakesWhoWaits();
    void processesSayThatEachHasItsOwn();
};

void TestTaskLocks::whoeverComesFirstIsServedFirst()
{
    const auto workload = std::make_shared<LockWorkload>(
        std::vector<Steps>(9, {{Kind::Take, a}, {Kind::Wait, 1}, {Kind::Give}}));
    const Done done = execute(modelWith("async", 1, 9), workload);
    QCOMPARE(count(done.trace, Outcome::Finished), std::size_t(9));
    std::vector<std::size_t> expected(9);
    std::iota(expected.begin(), expected.end(), std::size_t{0});
    QCOMPARE(workload->order(), expected);
}

void TestTaskLocks::oneTaskAtATimeAcrossThreads_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<unsigned>("workers");
    QTest::addColumn<unsigned>("inFlight");
    QTest::newRow("one thread, one in flight") << QStringLiteral("sequential") << 1u << 1u;
    QTest::newRow("four threads") << QStringLiteral("parallel-threads") << 4u << 1u;
    QTest::newRow("four threads, five in flight each") << QStringLiteral("parallel-threads") << 4u << 5u;
    QTest::newRow("under the interpreter lock") << QStringLiteral("gil") << 4u << 1u;
    QTest::newRow("under it, five in flight each") << QStringLiteral("gil") << 4u << 5u;
}

void TestTaskLocks::oneTaskAtATimeAcrossThreads()
{
    QFETCH(const QString, model);
    QFETCH(const unsigned, workers);
    QFETCH(const unsigned, inFlight);
    const Steps steps{{Kind::Take, a}, {Kind::Compute, 50}, {Kind::Take, b}, {Kind::Wait, 1},
                      {Kind::Give},    {Kind::Compute, 20}, {Kind::Give},    {Kind::Take, c},
                      {Kind::Give},    {Kind::Take, a},     {Kind::Give}};
    const auto workload = std::make_shared<LockWorkload>(std::vector<Steps>(60, steps));
    const Done done = execute(modelWith(qPrintable(model), workers, inFlight), workload);
    QCOMPARE(count(done.trace, Outcome::Finished), std::size_t(60));
    QVERIFY(!workload->heldTwice());
    QCOMPARE(workload->order().size(), std::size_t(120));
}

void TestTaskLocks::aWaiterIsBlockedByTheHolderThenReady()
{
    const auto workload = std::make_shared<LockWorkload>(std::vector<Steps>{
        {{Kind::Take, a}, {Kind::Wait, 5}, {Kind::Give}, {Kind::Compute, 2000}}, {{Kind::Take, a}}});
    const Done done = execute(modelWith("async", 1, 2), workload);
    const std::vector<Span> spans = spansOf(done.trace, TaskId(1));
    const auto blocked = std::ranges::find(spans, State::Blocked, &Span::state);
    QVERIFY(spans.end() - blocked > 2);
    QVERIFY(blocked->phase == Phase::Lock);
    QVERIFY(blocked->by == TaskId(0));
    const Span ready = *(blocked + 1);
    QVERIFY(ready.state == State::Ready);
    QVERIFY2(ready.length >= 2ms, "the lock was free while its first holder went on computing");
    QVERIFY((blocked + 2)->state == State::Running);

    const auto stampOf = [&](EventKind kind, TaskId task) {
        const auto found = std::ranges::find_if(
            done.events, [&](const Event& event) { return event.kind == kind && event.task == task; });
        return found == done.events.end() ? Stamp{} : found->at;
    };
    QVERIFY(stampOf(EventKind::LockTaken, TaskId(0)) < stampOf(EventKind::LockWanted, TaskId(1)));
    QVERIFY(stampOf(EventKind::LockReleased, TaskId(0)) <= stampOf(EventKind::TaskReady, TaskId(1)));
    QVERIFY(stampOf(EventKind::TaskReady, TaskId(1)) < stampOf(EventKind::LockTaken, TaskId(1)));
    QVERIFY(stampOf(EventKind::LockReleased, TaskId(1)) > stampOf(EventKind::LockTaken, TaskId(1)));
    const bool waited =
        std::ranges::any_of(spans, [](const Span& span) { return span.state == State::Waiting; });
    QVERIFY(!waited);
}

void TestTaskLocks::theLoopGoesOnWhileATaskWaitsForALock()
{
    // Task 2 lets task 0 go on, which could not be if task 1's wait held up the only thread.
    const auto workload = std::make_shared<LockWorkload>(std::vector<Steps>{
        {{Kind::Take, a}, {Kind::Meet, 2}, {Kind::Give}}, {{Kind::Take, a}}, {{Kind::Meet, 2}}});
    const Done done = execute(modelWith("async", 1, 3), workload);
    QCOMPARE(count(done.trace, Outcome::Finished), std::size_t(3));
}

void TestTaskLocks::theInterpreterLockIsGivenBackWhileATaskWaits()
{
    // Else task 0 could never compute again, and so never give lock A back.
    const Steps steps{{Kind::Take, a}, {Kind::Wait, 5}, {Kind::Compute, 500}, {Kind::Give}};
    const auto workload = std::make_shared<LockWorkload>(std::vector<Steps>(4, steps));
    const Done done = execute(modelWith("gil", 4, 1), workload);
    QCOMPARE(count(done.trace, Outcome::Finished), std::size_t(4));
    QVERIFY(!workload->heldTwice());
}

void TestTaskLocks::aCircleFailsOneTaskWithASentence_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<unsigned>("tasks");
    for (const unsigned tasks : {2u, 3u}) {
        QTest::addRow("%u tasks of one event loop", tasks) << QStringLiteral("async") << tasks;
        QTest::addRow("%u threads", tasks) << QStringLiteral("parallel-threads") << tasks;
        QTest::addRow("%u threads with one lock more", tasks) << QStringLiteral("gil") << tasks;
    }
}

void TestTaskLocks::aCircleFailsOneTaskWithASentence()
{
    QFETCH(const QString, model);
    QFETCH(const unsigned, tasks);
    const bool async = model == QStringLiteral("async");
    const Done done =
        execute(modelWith(qPrintable(model), async ? 1 : tasks, async ? tasks : 1), circleOf(tasks));
    QCOMPARE(count(done.trace, Outcome::Failed), std::size_t(1));
    QCOMPARE(count(done.trace, Outcome::Finished), std::size_t(tasks - 1));
    const auto failed = std::ranges::find(done.trace.tasks, Outcome::Failed, &Task::outcome);
    // From the one that failed, along the circle.
    const char* const locks[] = {"A", "B", "C"};
    std::string sentence = "deadlock: ";
    for (unsigned k = 0; k < tasks; ++k) {
        const auto task = static_cast<unsigned>(failed - done.trace.tasks.begin() + k) % tasks;
        sentence += (k == 0 ? "task " : ", task ") + std::to_string(task) + " holds " + locks[task] +
                    " and wants " + locks[(task + 1) % tasks];
    }
    QCOMPARE(failed->reason, sentence);
}

void TestTaskLocks::aLockIsNotTakenTwiceByOneTask()
{
    const auto workload = std::make_shared<LockWorkload>(
        std::vector<Steps>{{{Kind::Take, a}, {Kind::Take, b}, {Kind::Take, a}}, {{Kind::Take, a}}});
    const Done done = execute(modelWith("sequential", 1, 1), workload);
    QVERIFY(done.trace.tasks[0].outcome == Outcome::Failed);
    QCOMPARE(done.trace.tasks[0].reason,
             std::string("task 0 holds A and wants it again: no task gets a lock twice"));
    QVERIFY(done.trace.tasks[1].outcome == Outcome::Finished);
}

void TestTaskLocks::aFailedTaskGivesItsLocksBack()
{
    const auto workload = std::make_shared<LockWorkload>(
        std::vector<Steps>{{{Kind::Take, a}, {Kind::Take, b}, {Kind::Wait, 2}, {Kind::Fail}},
                           {{Kind::Take, b}, {Kind::Take, a}}});
    const Done done = execute(modelWith("async", 1, 2), workload);
    QVERIFY(done.trace.tasks[0].outcome == Outcome::Failed);
    QVERIFY2(done.trace.tasks[1].outcome == Outcome::Finished, done.trace.tasks[1].reason.c_str());
    const auto of = [&](EventKind kind) { return std::ranges::count(done.events, kind, &Event::kind); };
    QCOMPARE(of(EventKind::LockTaken), 4);
    QCOMPARE(of(EventKind::LockReleased), 4);
}

void TestTaskLocks::cancelWakesWhoWaits_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<unsigned>("workers");
    QTest::addColumn<unsigned>("inFlight");
    QTest::newRow("one event loop") << QStringLiteral("async") << 1u << 5u;
    QTest::newRow("threads") << QStringLiteral("parallel-threads") << 5u << 1u;
    QTest::newRow("threads with one lock more") << QStringLiteral("gil") << 5u << 1u;
}

void TestTaskLocks::cancelWakesWhoWaits()
{
    QFETCH(const QString, model);
    QFETCH(const unsigned, workers);
    QFETCH(const unsigned, inFlight);
    const Steps steps{{Kind::Take, a}, {Kind::Wait, 3'600'000}};
    const auto workload = std::make_shared<LockWorkload>(std::vector<Steps>(7, steps));
    const Done done =
        execute(modelWith(qPrintable(model), workers, inFlight), workload, EventKind::LockWanted);
    QCOMPARE(count(done.trace, Outcome::Cancelled), std::size_t(7));
}

void TestTaskLocks::processesSayThatEachHasItsOwn()
{
    const auto says = [](const char* model) {
        const auto workload = std::make_shared<LockWorkload>(std::vector<Steps>{});
        const Trace trace =
            engine::execute(*engine::modelNamed(model), workload, {.workerProgram = "/nonexistent"});
        return trace.info.conditions;
    };
    using Conditions = std::vector<std::pair<std::string, std::string>>;
    QCOMPARE(says("processes"), (Conditions{{"task locks", "separate in each process"}}));
    QCOMPARE(says("parallel-threads"), (Conditions{{"task locks", "shared by all tasks"}}));
}

int main(int argc, char** argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    engine::Attributing<QCoreApplication> app(argc, argv);
    TestTaskLocks test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tasklocks.moc"
