// SPDX-License-Identifier: GPL-3.0-or-later
// Since when a task was ready while its event loop was busy with another one, beside the clock of the server.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/address.h"
#include "core/net/clientenvironment.h"
#include "core/net/connection.h"
#include "core/net/practiceserverprocess.h"
#include "core/observe/receivetime.h"
#include "core/trace/invariants.h"
#include "tests/support/attempts.h"
#include "tests/support/engineapplication.h"
#include "tests/support/recordedrun.h"

#include <QUdpSocket>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <map>

using namespace interleave;
using namespace std::chrono_literals;
using tests::RecordedRun;

namespace {

constexpr std::size_t clients = 16;
constexpr unsigned requests = 20; // of each: their attempts tell them apart
constexpr Duration burst = 80ms;

/// The server's clock as it says it in an answer; empty: not all of the head is there.
std::optional<Stamp> sentAt(std::string_view answer)
{
    constexpr std::string_view name = "X-Interleave-Sent-Ns: ";
    const auto at = answer.find(name);
    const auto end = at == answer.npos ? at : answer.find("\r\n", at);
    std::int64_t nanoseconds = 0;
    if (end == answer.npos || answer.find("\r\n\r\n") == answer.npos ||
        std::from_chars(answer.data() + at + name.size(), answer.data() + end, nanoseconds).ec != std::errc())
        return std::nullopt;
    return Stamp(Duration(nanoseconds));
}

/// Task 0 computes in bursts as long as the others download; these note when the server sent each answer.
class BusyLoop final : public engine::Workload
{
public:
    explicit BusyLoop(const std::string& address)
    {
        std::string error;
        m_address = *net::parseAddress(address, error);
    }

    std::string id() const override { return "busy-loop"; }
    std::string name() const override { return "downloads beside a computation"; }
    std::size_t taskCount() const override { return clients + 1; }
    engine::TaskPlan plan(std::size_t index) const override { return {std::to_string(index), {}}; }
    QCborMap parameters() const override { return {}; }
    engine::Co<engine::TaskResult> execute(engine::TaskContext& context, engine::WorkerLocal*,
                                           std::size_t index) const override
    {
        return index == 0 ? compute(context) : download(context, index);
    }

    mutable std::map<std::pair<TaskId, unsigned>, Stamp> sent; ///< by task and request, once the run is over

private:
    engine::Co<engine::TaskResult> compute(engine::TaskContext& context) const
    {
        while (m_left.load() > 0) {
            for (const Stamp begun = stampNow(); stampNow() - begun < burst;) {
                if (!context.checkpoint())
                    co_return engine::TaskResult{.outcome = Outcome::Cancelled};
            }
            if (co_await context.sleep(2ms) == engine::WaitResult::Cancelled)
                co_return engine::TaskResult{.outcome = Outcome::Cancelled};
        }
        co_return engine::TaskResult{};
    }

    engine::Co<engine::TaskResult> download(engine::TaskContext& context, std::size_t index) const
    {
        engine::Wakeup wakeup(context);
        net::Connection connection(m_address.origin, m_environment);
        connection.attach(context, wakeup, 0);
        connection.open(m_address.origin.host);
        while (!connection.isOpen() && !connection.isClosed())
            if (co_await wakeup.wait(Phase::Connect) == engine::WaitResult::Cancelled)
                co_return engine::TaskResult{.outcome = Outcome::Cancelled};
        std::array<char, 16'384> buffer{};
        for (unsigned request = 0; request < requests; ++request) {
            wakeup.clear();
            connection.send(m_address.request);
            std::string answer;
            while (!sentAt(answer) && !connection.isClosed()) {
                if (co_await wakeup.wait(Phase::FirstByte, request) == engine::WaitResult::Cancelled)
                    co_return engine::TaskResult{.outcome = Outcome::Cancelled};
                answer.append(buffer.data(), connection.read(buffer));
            }
            if (connection.isClosed())
                co_return engine::TaskResult{.outcome = Outcome::Failed, .reason = "the server has closed"};
            sent[{TaskId(static_cast<std::uint32_t>(index)), request}] = *sentAt(answer);
        }
        --m_left;
        co_return engine::TaskResult{};
    }

    net::Address m_address;
    net::ClientEnvironment m_environment{{}};
    mutable std::atomic<std::size_t> m_left{clients};
};

/// For each request how much later than the server's sending its task was Ready; sorted.
std::vector<Duration> errors(const RecordedRun& run, const BusyLoop& work)
{
    std::map<std::pair<TaskId, unsigned>, Instant> ready; // the first after the wait
    for (std::size_t i = 0; i < run.trace.spans.size(); ++i) {
        const Span span = run.trace.spans[i];
        if (span.state == State::Waiting && span.phase == Phase::FirstByte)
            ready.try_emplace({span.task, span.attempt}, span.end());
    }
    std::vector<Duration> late;
    for (const auto& [request, stamp] : work.sent) {
        if (const auto found = ready.find(request); found != ready.end())
            late.push_back(found->second - instantOf(stamp, run.zero));
    }
    std::ranges::sort(late);
    return late;
}

} // namespace

class TestReadiness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyBeginsWhenTheAnswerWasSent();
    void readyAfterASleepBeginsAtItsDeadline();
};

void TestReadiness::readyBeginsWhenTheAnswerWasSent()
{
    QUdpSocket probe;
    if (!probe.bind() || !observe::stampReceiving(probe.socketDescriptor()))
        QSKIP("this system stamps nothing");
    net::PracticeServerProcess server;
    const std::string error =
        server.start({.latency = 5ms, .jitter = 60ms, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    tests::verifyOneOf(3, [&]() -> QString {
        const auto work = std::make_shared<BusyLoop>(server.address() + "/dice");
        const RecordedRun run = tests::record(*engine::modelNamed("async"), work, {});
        if (const auto broken = checkInvariants(run.trace); !broken.empty())
            return QString::fromStdString(broken.front().where);
        if (!run.trace.info.sources.receiveStamps)
            return QStringLiteral("no stamp was used");
        const auto late = errors(run, *work);
        if (late.size() < clients * requests * 9 / 10)
            return QStringLiteral("only %1 answers").arg(late.size());
        const auto part = [&](double share) { return late[std::size_t(double(late.size() - 1) * share)]; };
        const QString figures =
            QString::asprintf("%zu answers: Ready after the server's stamp by p1 %.3f ms, p50 %.3f ms, p99 "
                              "%.3f ms, at most %.3f ms",
                              late.size(), 1e3 * seconds(part(0.01)), 1e3 * seconds(part(0.5)),
                              1e3 * seconds(part(0.99)), 1e3 * seconds(late.back()));
        qInfo("%s", qPrintable(figures));
        // The loop learns of it up to 80 ms late; a stamp that shows that is worth nothing.
        return part(0.99) < 1ms && part(0.01) > -1ms ? QString() : figures;
    });
}

void TestReadiness::readyAfterASleepBeginsAtItsDeadline()
{
    /// One sleeps 20 ms while the other one computes for longer.
    class Sleeper final : public engine::Workload
    {
    public:
        std::string id() const override { return "sleeper"; }
        std::string name() const override { return "a sleep beside a computation"; }
        std::size_t taskCount() const override { return 2; }
        engine::TaskPlan plan(std::size_t) const override { return {"task", {}}; }
        QCborMap parameters() const override { return {}; }
        engine::Co<engine::TaskResult> execute(engine::TaskContext& context, engine::WorkerLocal*,
                                               std::size_t index) const override
        {
            if (index == 0)
                co_await context.sleep(20ms);
            for (const Stamp begun = stampNow(); index == 1 && stampNow() - begun < burst;)
                if (!context.checkpoint())
                    break;
            co_return engine::TaskResult{};
        }
    };
    tests::verifyOneOf(3, []() -> QString {
        const Trace trace =
            tests::record(*engine::modelNamed("async"), std::make_shared<Sleeper>(), {}).trace;
        Duration asleep{};
        Duration ready{};
        for (std::size_t i = 0; i < trace.spans.size(); ++i) {
            const Span span = trace.spans[i];
            if (span.task != TaskId(0))
                continue;
            asleep += span.state == State::Waiting && span.phase == Phase::Sleep ? span.length : Duration{};
            ready += span.state == State::Ready ? span.length : Duration{};
        }
        // Asleep for its 20 ms and no longer, then Ready until the computation was over.
        return asleep > 18ms && asleep < 22ms && ready > burst - 25ms
                   ? QString()
                   : QStringLiteral("asleep %1 s, ready %2 s").arg(seconds(asleep)).arg(seconds(ready));
    });
}

int main(int argc, char** argv)
{
    TestReadiness test;
    return interleave::tests::runWithEngine(test, argc, argv);
}

#include "tst_readiness.moc"
