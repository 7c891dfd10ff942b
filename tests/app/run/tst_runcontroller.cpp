// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/run/runcontroller.h"
#include "app/run/workerprogram.h"
#include "core/engine/attributing.h"
#include "core/observe/affinity.h"
#include "core/trace/invariants.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>

#include <algorithm>
#include <csignal>

using namespace interleave;
using namespace interleave::run;
using namespace std::chrono_literals;

namespace {

Experiment sums(std::initializer_list<const char*> models, std::size_t tasks = 4)
{
    Experiment experiment;
    for (const char* model : models)
        experiment.models.push_back(*engine::modelNamed(model));
    experiment.sums = workloads::SumsOptions{.number = 3'000'000, .tasks = tasks};
    return experiment;
}

Experiment downloads(std::chrono::milliseconds latency, std::size_t tasks)
{
    Experiment experiment;
    experiment.models = {*engine::modelNamed("async"), *engine::modelNamed("gil")};
    experiment.downloads = workloads::DownloadsOptions{.tasks = tasks};
    experiment.server = net::PracticeServerOptions{.latency = latency};
    experiment.pages = {QStringLiteral("dice")};
    return experiment;
}

/// Kills the practice servers that this process has started. @return how many
int killServers()
{
    const QString self = QString::number(QCoreApplication::applicationPid());
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(self));
    if (!children.open(QIODevice::ReadOnly))
        return 0;
    int killed = 0;
    for (const QByteArray& child : children.readAll().simplified().split(' ')) {
        QFile words(QStringLiteral("/proc/%1/cmdline").arg(QString::fromLatin1(child)));
        if (words.open(QIODevice::ReadOnly) && words.readAll().contains("--practice-server"))
            killed += ::kill(static_cast<pid_t>(child.toInt()), SIGKILL) == 0 ? 1 : 0;
    }
    return killed;
}

/// Everything that a controller says until it has ended.
struct Heard
{
    int began = 0, frames = 0;
    QStringList log;
    std::vector<std::shared_ptr<const RunResult>> runs;
    RunController::Ending ending;
};

} // namespace

class TestRunController : public QObject
{
    Q_OBJECT

    /// @param onFrame called with each frame
    /// @param onFinished called after each run
    Heard hear(const Experiment& experiment, const std::function<void(RunController&)>& onFrame = {},
               const std::function<void()>& onFinished = {})
    {
        RunController controller(observe::allowedProcessors());
        Heard heard;
        QEventLoop loop;
        connect(&controller, &RunController::runBegan, &loop, [&] { ++heard.began; });
        connect(&controller, &RunController::logged, &loop, [&](const QStringList& l) { heard.log += l; });
        connect(&controller, &RunController::advanced, &loop, [&] {
            ++heard.frames;
            if (onFrame)
                onFrame(controller);
        });
        connect(&controller, &RunController::runFinished, &loop,
                [&](const std::shared_ptr<const RunResult>& run) {
                    heard.runs.push_back(run);
                    if (onFinished)
                        onFinished();
                });
        connect(&controller, &RunController::ended, &loop, [&](const RunController::Ending& ending) {
            heard.ending = ending;
            loop.quit();
        });
        controller.start(experiment);
        loop.exec();
        return heard;
    }

private Q_SLOTS:
    void runsGoOneAfterAnother()
    {
        const Heard heard = hear(sums({"sequential", "gil", "processes"}));
        QCOMPARE(heard.ending.failure, QString());
        QCOMPARE(heard.began, 3);
        QCOMPARE(heard.runs.size(), std::size_t(3));
        QCOMPARE(heard.log.size(), 12);
        for (const auto& run : heard.runs) {
            QVERIFY(checkInvariants(run->trace).empty());
            QVERIFY(std::ranges::all_of(run->trace.tasks,
                                        [](const Task& t) { return t.outcome == Outcome::Finished; }));
            QVERIFY(!run->events.empty());
        }
    }

    void threadThatDrawsIsALaneOfItsOwn_data()
    {
        QTest::addColumn<bool>("records");
        QTest::newRow("by the kernel's switch records") << true;
        QTest::newRow("by what its event loop handles") << false;
    }
    void threadThatDrawsIsALaneOfItsOwn()
    {
        QFETCH(bool, records);
        run::Experiment experiment = downloads(150ms, 20);
        experiment.switchRecords = records;
        const Heard heard = hear(experiment, [](RunController& controller) {
            controller.lane().enter(); // as the application object says
            controller.lane().leave();
        });
        for (const auto& run : heard.runs) {
            for (const Violation& violation : checkInvariants(run->trace))
                QFAIL(violation.where.c_str());
            const auto lane = std::ranges::find(run->trace.workers, std::string("window"), &Worker::name);
            QVERIFY(lane != run->trace.workers.end());
            QCOMPARE(lane->role, WorkerRole::Helper);
            const auto id = WorkerId(static_cast<std::uint32_t>(lane - run->trace.workers.begin()));
            int spans = 0;
            for (std::size_t i = 0; i < run->trace.spans.size(); ++i) {
                const Span span = run->trace.spans[i];
                if (span.worker != id)
                    continue;
                ++spans;
                QVERIFY(!span.task.valid());
                // Its own stamps do not say on which processor; the kernel does.
                if (span.state == State::Running)
                    QCOMPARE(span.processor.valid(), lane->switchRecords == true);
            }
            QVERIFY(spans > 0);
        }
    }

    void stoppingCancelsTheRunAndMakesNoOther()
    {
        bool stopped = false;
        const Heard heard = hear(downloads(30s, 50), [&](RunController& controller) {
            if (!std::exchange(stopped, true))
                controller.stop();
        });
        QVERIFY(heard.ending.stopped);
        QCOMPARE(heard.runs.size(), std::size_t(1));
        QVERIFY(heard.runs[0]->trace.info.cancelled);
        QVERIFY(checkInvariants(heard.runs[0]->trace).empty());
        QVERIFY(heard.ending.running < 25s); // it did not wait for the downloads
    }

    void sweepMakesEveryRunWithItsOwnServer()
    {
        Experiment experiment = downloads(5ms, 2);
        experiment.repeat = 2;
        experiment.sweep = Sweep{QStringLiteral("latency"), QStringLiteral("0,100ms")};
        const Heard heard = hear(experiment);
        QCOMPARE(heard.ending.failure, QString());
        QCOMPARE(heard.began, 8);
        QCOMPARE(heard.runs.size(), std::size_t(8));
        QVERIFY((heard.runs[6]->planned == PlannedRun{0, 1, 1}));
        for (const auto& run : heard.runs) {
            QVERIFY(checkInvariants(run->trace).empty());
            QVERIFY(run->planned.value == 0 || run->trace.makespan() >= 100ms);
            QVERIFY(std::ranges::all_of(run->trace.tasks,
                                        [](const Task& t) { return t.outcome == Outcome::Finished; }));
        }
    }

    void stoppingASweepKeepsWhatIsDone()
    {
        Experiment experiment = downloads(5ms, 2);
        experiment.models.pop_back();
        experiment.sweep = Sweep{QStringLiteral("latency"), QStringLiteral("1ms,60s")};
        const Heard heard = hear(experiment, [](RunController& controller) {
            if (controller.index() == 1)
                controller.stop();
        });
        QVERIFY(heard.ending.stopped);
        QCOMPARE(heard.runs.size(), std::size_t(2));
        QVERIFY(!heard.runs[0]->trace.info.cancelled);
        QVERIFY(heard.runs[1]->trace.info.cancelled);
    }

    void goingAwayInMidRunLeavesNothing()
    {
        auto controller = std::make_unique<RunController>(observe::allowedProcessors());
        QEventLoop loop;
        connect(controller.get(), &RunController::advanced, &loop, &QEventLoop::quit);
        controller->start(downloads(30s, 50));
        loop.exec();
        controller.reset(); // hangs or crashes, or does not
    }

    void whatCannotBeRunIsSaid()
    {
        Experiment none = sums({});
        QVERIFY(hear(none).ending.failure.contains(QStringLiteral("No model")));
        Experiment wrong = sums({"gil"});
        wrong.models[0].kind = engine::WorkerKind::Process;
        const Heard heard = hear(wrong);
        QVERIFY(!heard.ending.failure.isEmpty());
        QCOMPARE(heard.began, 0);
    }

    void serverThatDiesInMidRunIsNamedAndStartedAnew()
    {
        Experiment experiment = downloads(20ms, 300);
        experiment.models[0] = experiment.models[1];
        experiment.models[1].id = "threads"; // any other
        int killed = 0;
        const Heard heard = hear(experiment, [&](RunController& controller) {
            if (killed == 0 && controller.live()->progress().stopped > 0)
                killed = killServers();
        });
        QCOMPARE(killed, 1);
        QCOMPARE(heard.ending.failure, QString());
        QCOMPARE(heard.runs.size(), std::size_t(2));
        const RunResult& first = *heard.runs[0];
        QVERIFY2(first.serverFailure.contains(QStringLiteral("was killed by signal 9")),
                 qPrintable(first.serverFailure));
        QVERIFY(std::ranges::count(
                    first.trace.info.conditions,
                    std::pair<std::string, std::string>("practice server", "was killed by signal 9")) == 1);
        QVERIFY(std::ranges::count(first.trace.tasks, Outcome::Failed, &Task::outcome) > 0);
        QCOMPARE(heard.runs[1]->serverFailure, QString());
        QCOMPARE(std::ranges::count(heard.runs[1]->trace.tasks, Outcome::Finished, &Task::outcome), 300);
    }

    void serverThatDiesBetweenRunsIsStartedAnew()
    {
        Experiment experiment = downloads(1ms, 3);
        experiment.repeat = 2;
        int killed = 0;
        const Heard heard = hear(experiment, {}, [&] { killed += killServers(); });
        QCOMPARE(killed, 4);
        QCOMPARE(heard.ending.failure, QString());
        QCOMPARE(heard.runs.size(), std::size_t(4));
        for (const auto& run : heard.runs) {
            QCOMPARE(run->serverFailure, QString());
            QCOMPARE(std::ranges::count(run->trace.tasks, Outcome::Finished, &Task::outcome), 3);
        }
    }

    void deadServerFailsTheTasksWithReasons()
    {
        Experiment experiment = downloads(1ms, 3);
        experiment.server.reset();
        experiment.downloads->addresses = {"http://127.0.0.1:1/x"};
        const Heard heard = hear(experiment);
        QCOMPARE(heard.ending.failure, QString());
        QCOMPARE(heard.runs.size(), std::size_t(2));
        for (const Task& task : heard.runs[0]->trace.tasks)
            QVERIFY(task.outcome == Outcome::Failed && !task.reason.empty());
    }
};

int main(int argc, char** argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    engine::Attributing<QCoreApplication> app(argc, argv);
    TestRunController test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runcontroller.moc"
