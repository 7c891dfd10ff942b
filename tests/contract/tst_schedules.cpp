// SPDX-License-Identifier: GPL-3.0-or-later
// Mixtures of faults, drawn from seeds: whatever happens, each task has its outcome, nothing hangs, nothing
// is left.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/model.h"
#include "tests/contract/scheduledrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/processes.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <tuple>

using namespace interleave;
using namespace interleave::tests;
using namespace std::chrono_literals;

namespace {

/// So many are carried out without being asked for another number: about half a minute.
constexpr std::uint64_t usualCount = 160;

std::uint64_t numberIn(const char* variable, std::uint64_t otherwise)
{
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariable(variable).toULongLong() : otherwise;
}

/// How to carry out this one alone.
std::string alone(const Schedule& schedule)
{
    return "INTERLEAVE_SEED=" + std::to_string(schedule.seed) +
           " INTERLEAVE_SCHEDULES=1 build/dev/tests/tst_schedules   # " + text(schedule);
}

/// Ends the test where a schedule hangs: nothing else could.
class HangWatch
{
public:
    void begin(const Schedule& schedule)
    {
        std::chrono::milliseconds longest = 60s; // a busy machine starts processes slowly
        longest += static_cast<int>(schedule.tasks) * (schedule.deadline + 1s);
        for (const Fault& fault : schedule.faults)
            longest += fault.length;
        set(std::chrono::steady_clock::now() + longest, alone(schedule));
    }
    void end() { set(std::nullopt, {}); }

private:
    using Instant = std::chrono::steady_clock::time_point;

    void set(std::optional<Instant> last, std::string whose)
    {
        {
            const std::lock_guard guard(m_mutex);
            m_last = last;
            m_whose = std::move(whose);
        }
        m_changed.notify_one();
    }
    void watch(const std::stop_token& stop)
    {
        std::unique_lock guard(m_mutex);
        while (!stop.stop_requested()) {
            const auto last = m_last;
            const auto isOther = [&] { return m_last != last; };
            if (!last) {
                m_changed.wait(guard, stop, isOther);
            } else if (!m_changed.wait_until(guard, stop, *last, isOther) && !stop.stop_requested()) {
                std::fprintf(stderr, "HANGS: %s\n", m_whose.c_str());
                std::_Exit(3); // children of ours end with us
            }
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<Instant> m_last;
    std::string m_whose;
    std::jthread m_thread{[this](const std::stop_token& stop) { watch(stop); }}; // last: joined first
};

/// How often each kind of fault happened under each model with each client.
class Tally
{
public:
    void add(const Schedule& schedule, const std::vector<FaultKind>& happened)
    {
        for (std::size_t kind = 0; kind < faultKinds; ++kind) {
            if (std::ranges::count(happened, static_cast<FaultKind>(kind)) > 0)
                ++m_counts[{kind, schedule.model, schedule.client}];
        }
    }
    void print() const
    {
        std::printf("%-16s", "own/Qt's client");
        for (const engine::Model& model : engine::models())
            std::printf("%17s", model.id.c_str());
        for (std::size_t kind = 0; kind < faultKinds; ++kind) {
            std::printf("\n%-16s", nameOf(static_cast<FaultKind>(kind)));
            for (const engine::Model& model : engine::models())
                std::printf("%12d/%4d", count(kind, model.id, net::ClientKind::Own),
                            count(kind, model.id, net::ClientKind::Qt));
        }
        std::puts("");
    }

private:
    using Cell = std::tuple<std::size_t, std::string, net::ClientKind>;

    int count(std::size_t kind, const std::string& model, net::ClientKind client) const
    {
        const auto found = m_counts.find(Cell(kind, model, client));
        return found == m_counts.end() ? 0 : found->second;
    }

    std::map<Cell, int> m_counts;
};

} // namespace

class TestSchedules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameSeedIsTheSameSchedule();
    void everyScheduleIsSurvived();

private:
    QString whatIsWrong(const Schedule& schedule);

    HangWatch m_watch;
    Tally m_tally;
};

/// What Qt and OpenSSL keep for the life of a process they keep from here on.
void TestSchedules::initTestCase()
{
    if (!QFileInfo::exists(QStringLiteral("/proc/self/task")))
        QSKIP("this system does not list a process's threads and files");
    for (const net::ClientKind client : {net::ClientKind::Own, net::ClientKind::Qt}) {
        Schedule quiet{
            .model = "threads", .client = client, .tasks = 6, .tls = true, .idle = 10s, .deadline = 20s};
        if (canBeCarriedOut(quiet)) {
            const QStringList wrong = carryOut(quiet).wrong;
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        }
    }
}

void TestSchedules::sameSeedIsTheSameSchedule()
{
    // A seed can be told to somebody else: what is drawn does not depend on the standard library.
    QCOMPARE(QString::fromStdString(text(scheduleOf(417))),
             QStringLiteral(
                 "seed 417: parallel-threads, Qt's client, 8 mixed, by the program, idle 113 ms, deadline "
                 "428 ms; few descriptors (43); garbage (/no-colon) for task 4; reset (/reset) for task 5"));
}

/// Carries it out, and compares what this process has afterwards with what it had.
QString TestSchedules::whatIsWrong(const Schedule& schedule)
{
    const Belongings before = belongings();
    m_watch.begin(schedule);
    const Carried carried = carryOut(schedule);
    m_tally.add(schedule, carried.happened);
    QStringList wrong = carried.wrong;
    // Some threads end a moment after the run.
    if (!QTest::qWaitFor([&before] { return moreThan(before, belongings()).isEmpty(); }, 10'000))
        wrong << moreThan(before, belongings());
    m_watch.end();
    return wrong.join(QStringLiteral("\n  "));
}

void TestSchedules::everyScheduleIsSurvived()
{
    const std::uint64_t first = numberIn("INTERLEAVE_SEED", 1);
    const std::uint64_t minutes = numberIn("INTERLEAVE_MINUTES", 0);
    const std::uint64_t count =
        numberIn("INTERLEAVE_SCHEDULES", minutes > 0 ? std::uint64_t(-1) - first : usualCount);
    const QDeadlineTimer end(minutes > 0 ? std::chrono::minutes(minutes) : std::chrono::minutes(24 * 60));
    QElapsedTimer taken;
    taken.start();
    int survived = 0, leftOut = 0, failed = 0;
    for (std::uint64_t seed = first; seed < first + count && !end.hasExpired(); ++seed) {
        const Schedule schedule = scheduleOf(seed);
        if (!canBeCarriedOut(schedule)) {
            ++leftOut;
            continue;
        }
        std::puts(text(schedule).c_str());
        std::fflush(stdout);
        const QString wrong = whatIsWrong(schedule);
        if (wrong.isEmpty()) {
            ++survived;
            continue;
        }
        ++failed;
        std::printf("FAILS: %s\n  %s\n", alone(schedule).c_str(), qPrintable(wrong));
    }
    m_tally.print();
    std::printf("%d schedules survived, %d not, %d left out, in %.1f s\n", survived, failed, leftOut,
                double(taken.elapsed()) / 1000);
    std::fflush(stdout);
    QVERIFY(survived + failed > 0);
    QCOMPARE(failed, 0);
}

int main(int argc, char** argv)
{
    TestSchedules test;
    return interleave::tests::runWithEngine(test, argc, argv);
}

#include "tst_schedules.moc"
