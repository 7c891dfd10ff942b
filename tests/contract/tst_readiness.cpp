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

#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <QUdpSocket>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <map>
#include <string_view>

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

/// What the trace says of the answers, beside the server's clock.
struct Told
{
    /// For each how much later than its first byte was sent its task is said to have waited, or if that is
    /// not known, by how much the time in which it may have come misses it; sorted.
    std::vector<Duration> late;
    std::size_t unknown = 0; ///< of them
};

Told toldBy(const RecordedRun& run, const BusyLoop& work)
{
    struct Wait
    {
        Instant end, unknownEnd; // the same: its end is known
    };
    std::map<std::pair<TaskId, unsigned>, Wait> waits; // the first of each request
    for (const Span span : run.trace.spans) {
        if (span.phase != Phase::FirstByte)
            continue;
        const auto request = std::pair(span.task, unsigned(span.attempt));
        if (span.state == State::Waiting)
            waits.try_emplace(request, Wait{span.end(), span.end()});
        else if (const auto wait = waits.find(request);
                 span.state == State::Unknown && wait != waits.end() && wait->second.unknownEnd == span.start)
            wait->second.unknownEnd = span.end();
    }
    Told told;
    for (const auto& [request, stamp] : work.sent) {
        const auto found = waits.find(request);
        if (found == waits.end())
            continue;
        const auto& [end, unknownEnd] = found->second;
        const Instant sent = instantOf(stamp, run.zero);
        const bool unknown = unknownEnd > end;
        told.unknown += unknown;
        if (unknown && sent >= end)
            told.late.push_back(std::min(Duration{}, unknownEnd - sent));
        else
            told.late.push_back(end - sent);
    }
    std::ranges::sort(told.late);
    return told;
}

/// Answers each request in two pieces, the first one with the clock of that moment: while the loop computes
/// both come, and the kernel merges them.
class TwoPieces
{
public:
    TwoPieces()
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context, [this] { listen(); }, Qt::BlockingQueuedConnection);
    }
    ~TwoPieces()
    {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(m_port); }

private:
    void listen()
    {
        m_server = std::make_unique<QTcpServer>();
        m_server->setListenBacklogSize(64);
        m_server->listen(QHostAddress::LocalHost);
        m_port = m_server->serverPort();
        QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [this] {
            QTcpSocket* const socket = m_server->nextPendingConnection();
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(*socket); });
        });
    }
    void answer(QTcpSocket& socket)
    {
        if (!socket.readAll().endsWith("\r\n\r\n"))
            return;
        const auto latency = std::chrono::milliseconds(5 + m_random.bounded(40));
        QTimer::singleShot(latency, &socket, [&socket] {
            const auto now = stampNow().time_since_epoch().count();
            socket.write("HTTP/1.1 200 OK\r\nX-Interleave-Sent-Ns: " + QByteArray::number(qint64(now)) +
                         "\r\n");
            socket.flush();
        });
        QTimer::singleShot(latency + 25ms, &socket, [&socket] {
            socket.write("Content-Length: 0\r\n\r\n");
            socket.flush();
        });
    }

    QThread m_thread;
    QObject m_context; // of that thread
    std::unique_ptr<QTcpServer> m_server;
    QRandomGenerator m_random{1};
    std::uint16_t m_port = 0;
};

/// @return empty, or what is wrong
QString wrongIn(const RecordedRun& run, const BusyLoop& work, Told& told)
{
    if (const auto broken = checkInvariants(run.trace); !broken.empty())
        return QString::fromStdString(broken.front().where);
    if (!run.trace.info.sources.receiveStamps)
        return QStringLiteral("no stamp was used");
    told = toldBy(run, work);
    const auto& late = told.late;
    if (late.size() < clients * requests * 9 / 10)
        return QStringLiteral("only %1 answers").arg(late.size());
    const auto part = [&](double share) { return late[std::size_t(double(late.size() - 1) * share)]; };
    const QString figures =
        QString::asprintf("%zu answers, %zu at a time not known: Ready after the server's stamp by p1 %.3f "
                          "ms, p50 %.3f ms, p99 "
                          "%.3f ms, at most %.3f ms",
                          late.size(), told.unknown, 1e3 * seconds(part(0.01)), 1e3 * seconds(part(0.5)),
                          1e3 * seconds(part(0.99)), 1e3 * seconds(late.back()));
    qInfo("%s", qPrintable(figures));
    // The loop learns of it up to 80 ms late; a stamp that shows that is worth nothing.
    return part(0.99) < 1ms && part(0.01) > -1ms ? QString() : figures;
}

} // namespace

class TestReadiness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyBeginsWhenTheAnswerWasSent();
    void readyIsNotKnownToBeginWithTheLastOfSeveralPieces();
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
        Told told;
        const QString wrong = wrongIn(run, *work, told);
        // Each is one segment: as a rule that is known.
        return !wrong.isEmpty() || told.unknown < told.late.size() / 2
                   ? wrong
                   : QStringLiteral("%1 of %2 are not known").arg(told.unknown).arg(told.late.size());
    });
}

void TestReadiness::readyIsNotKnownToBeginWithTheLastOfSeveralPieces()
{
    if (std::string_view(INTERLEAVE_SANITIZER).find("thread") != std::string_view::npos)
        QSKIP("ThreadSanitizer does not know the locks inside Qt, with which the server's thread is reached");
    QUdpSocket probe;
    if (!probe.bind() || !observe::stampReceiving(probe.socketDescriptor()))
        QSKIP("this system stamps nothing");
    const TwoPieces server;
    tests::verifyOneOf(3, [&]() -> QString {
        const auto work = std::make_shared<BusyLoop>(server.address() + "/");
        const RecordedRun run = tests::record(*engine::modelNamed("async"), work, {});
        Told told;
        const QString wrong = wrongIn(run, *work, told);
        return !wrong.isEmpty() || told.unknown > told.late.size() / 10
                   ? wrong
                   : QStringLiteral("only %1 came in two pieces").arg(told.unknown);
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
