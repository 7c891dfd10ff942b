// SPDX-License-Identifier: GPL-3.0-or-later
// Since when a task could have gone on, as its object's events tell.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/run.h"
#include "core/trace/invariants.h"
#include "tests/support/engineapplication.h"

#include <QCborMap>

using namespace interleave;
using namespace std::chrono_literals;
using engine::Co;
using engine::Posts;
using engine::TaskContext;
using engine::TaskResult;

namespace {

void computeFor(Duration length)
{
    for (const Stamp until = stampNow() + length; stampNow() < until;) {
    }
}

/// The first task waits for a call to its object, which the second one posts in the middle of 20 ms of
/// computing.
class OneCallsTheOther final : public engine::Workload
{
public:
    explicit OneCallsTheOther(Posts posts) : m_posts(posts) {}

    std::string id() const override { return "calls"; }
    std::string name() const override { return "one calls the other"; }
    std::size_t taskCount() const override { return 2; }
    engine::TaskPlan plan(std::size_t) const override { return {}; }
    QCborMap parameters() const override { return {}; }
    Co<TaskResult> execute(TaskContext& context, engine::WorkerLocal*, std::size_t index) const override
    {
        if (index == 0) {
            engine::Wakeup wakeup(context);
            m_wakeup = &wakeup;
            m_called = std::make_unique<QObject>();
            context.own(*m_called, m_posts);
            co_await wakeup.wait(Phase::FirstByte);
            context.disown(*m_called);
            m_called.reset();
        } else {
            computeFor(10ms);
            QMetaObject::invokeMethod(
                m_called.get(), [this] { m_wakeup->set(); }, Qt::QueuedConnection);
            computeFor(10ms);
        }
        co_return TaskResult{};
    }

private:
    Posts m_posts;
    mutable std::unique_ptr<QObject> m_called; // made and used on the one worker's thread
    mutable engine::Wakeup* m_wakeup = nullptr;
};

Duration inState(const Trace& trace, TaskId task, State state)
{
    Duration sum{0};
    for (std::size_t index = 0; index < trace.spans.size(); ++index) {
        const Span span = trace.spans[index];
        if (span.task == task && span.state == state)
            sum += span.length;
    }
    return sum;
}

} // namespace

class TestDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallOfItsOwnWasReadyAllTheTime();
    void aCallOfAnotherThreadCameAtAnUnknownInstant();

private:
    static Trace run(Posts posts)
    {
        const auto workload = std::make_shared<OneCallsTheOther>(posts);
        Trace trace = engine::execute(*engine::modelNamed("async"), workload, {});
        for (const Violation& violation : checkInvariants(trace))
            QTest::qFail(violation.where.c_str(), __FILE__, __LINE__);
        return trace;
    }
};

void TestDelivery::aCallOfItsOwnWasReadyAllTheTime()
{
    const Trace trace = run(Posts::Itself);
    QVERIFY(inState(trace, TaskId(0), State::Ready) >= 20ms);
    QCOMPARE(inState(trace, TaskId(0), State::Unknown), Duration{0});
}

void TestDelivery::aCallOfAnotherThreadCameAtAnUnknownInstant()
{
    const Trace trace = run(Posts::OtherThreads);
    QVERIFY(inState(trace, TaskId(0), State::Unknown) >= 20ms);
}

int main(int argc, char** argv)
{
    TestDelivery test;
    return interleave::tests::runWithEngine(test, argc, argv);
}

#include "tst_delivery.moc"
