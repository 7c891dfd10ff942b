// SPDX-License-Identifier: GPL-3.0-or-later
// What does the window cost, and how smoothly does it draw? The same experiment beside the window and without
// it, in turn. Needs a display: tests/benchmarks/README.md says how.
#include "app/cli/presets.h"
#include "app/run/liverun.h"
#include "app/run/workerprogram.h"
#include "app/timeline/timelineview.h"
#include "app/window/mainwindow.h"
#include "app/window/windowapplication.h"
#include "core/observe/affinity.h"
#include "core/observe/pipe.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>

using namespace interleave;
using namespace std::chrono_literals;

namespace {

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Makespans in seconds by model, a column for each round.
using Makespans = std::vector<std::vector<double>>;

/// @return false if a task did not finish
bool runWithout(run::Experiment experiment, Makespans& makespans)
{
    const QString worker = run::workerProgramPath();
    net::PracticeServerProcess server;
    if (const QString failure = run::startServer(server, experiment, worker, observe::allowedProcessors());
        !failure.isEmpty()) {
        std::printf("%s\n", qPrintable(failure));
        return false;
    }
    for (std::size_t k = 0; k < experiment.models.size(); ++k) {
        run::LiveRun live(experiment.models[k], run::makeWorkload(experiment),
                          {.workerProgram = worker.toStdString()}, run::KeepEvents::Yes);
        std::vector<std::string> log;
        while (!live.advance(33ms, log)) {
        }
        if (live.progress().failed > 0)
            return false;
        makespans[k].push_back(seconds(std::move(live).finish().trace.makespan()));
    }
    return true;
}

struct Drawn
{
    std::vector<double> median, longest, cost, share;
};

bool runInWindow(window::MainWindow& window, const run::Experiment& experiment, Makespans& makespans,
                 Drawn& drawn)
{
    QEventLoop loop;
    run::RunController::Ending ending;
    std::size_t k = 0;
    QObject context;
    QObject::connect(&window.controller(), &run::RunController::runFinished, &context,
                     [&](const std::shared_ptr<const run::RunResult>& result) {
                         makespans[k++].push_back(seconds(result->trace.makespan()));
                     });
    QObject::connect(&window.controller(), &run::RunController::ended, &context,
                     [&](const run::RunController::Ending& end) {
                         ending = end;
                         loop.quit();
                     });
    window.begin(experiment);
    loop.exec();
    const view::PaintLog::Figures figures = window.timeline().paintLog().figures();
    drawn.median.push_back(seconds(figures.medianInterval) * 1e3);
    drawn.longest.push_back(seconds(figures.longestInterval) * 1e3);
    drawn.cost.push_back(seconds(figures.medianCost) * 1e3);
    drawn.share.push_back(100 * seconds(ending.windowCpu.value_or(Duration())) / seconds(ending.running));
    return ending.failure.isEmpty() && k == experiment.models.size();
}

void print(const char* what, const std::vector<double>& values, const char* unit)
{
    std::printf("%-28s median %6.1f %s, least %.1f, most %.1f\n", what, median(values), unit,
                *std::ranges::min_element(values), *std::ranges::max_element(values));
}

} // namespace

int main(int argc, char** argv)
{
    observe::raiseOpenFileLimit();
    qputenv("QT_NO_THREADED_GLIB", "1");
    QStandardPaths::setTestModeEnabled(true);
    window::WindowApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({QStringLiteral("preset"), QStringLiteral("what to run"), QStringLiteral("id"),
                      QStringLiteral("article-160")});
    parser.addOption(
        {QStringLiteral("rounds"), QStringLiteral("of each"), QStringLiteral("n"), QStringLiteral("3")});
    parser.process(application);
    const auto available = observe::allowedProcessors();
    const std::vector<run::Preset> presets = cli::presetExperiments(available);
    const auto preset = std::ranges::find(presets, parser.value(QStringLiteral("preset")), &run::Preset::id);
    if (preset == presets.end()) {
        std::printf("There is no such preset.\n");
        return 2;
    }
    Makespans with(preset->experiment.models.size());
    Makespans without(preset->experiment.models.size());
    Drawn drawn;
    for (int round = 0; round < parser.value(QStringLiteral("rounds")).toInt(); ++round) {
        if (!runWithout(preset->experiment, without))
            return 1;
        window::MainWindow window(available, presets);
        application.setLane(&window.controller().lane());
        window.show();
        if (!runInWindow(window, preset->experiment, with, drawn))
            return 1;
        application.setLane(nullptr);
    }
    std::printf("%-20s %12s %12s %8s\n", "model", "window", "without", "ratio");
    for (std::size_t k = 0; k < with.size(); ++k)
        std::printf("%-20s %10.3f s %10.3f s %8.3f\n", preset->experiment.models[k].id.c_str(),
                    median(with[k]), median(without[k]), median(with[k]) / median(without[k]));
    print("interval between frames", drawn.median, "ms");
    print("longest interval of a round", drawn.longest, "ms");
    print("cost of a frame", drawn.cost, "ms");
    print("window's share of a processor", drawn.share, "%");
    return 0;
}
