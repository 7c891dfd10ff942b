// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/runcontroller.h"

#include "app/run/shortage.h"
#include "app/run/workerprogram.h"

#include <algorithm>
#include <utility>

namespace interleave::run {
namespace {

using namespace std::chrono_literals;

/// Of each interval drawing may take one in so many parts; where it takes longer frames come more rarely.
constexpr int mostShareOfDrawing = 3;

} // namespace

RunController::RunController(std::vector<ProcessorId> available, QObject* parent)
    : QObject(parent), m_available(std::move(available))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RunController::advance);
}

RunController::~RunController() = default;

void RunController::start(const Experiment& experiment)
{
    Q_ASSERT(!running());
    m_experiment = experiment;
    m_stopping = false;
    m_index = 0;
    m_ending = {};
    // What is said of the start is painted first: the server may take a moment.
    QTimer::singleShot(10ms, this, &RunController::begin);
}

void RunController::begin()
{
    QString failure = refusal(*m_experiment, m_available);
    QString workerProgram;
    if (failure.isEmpty() && m_experiment->needsWorkerProgram()) {
        workerProgram = workerProgramPath();
        if (workerProgram.isEmpty())
            failure = noWorkerProgram();
    }
    RunList list;
    if (failure.isEmpty()) {
        list = runList(*m_experiment, m_available);
        failure = shortageOf(list);
    }
    m_ending.failure = failure;
    if (!failure.isEmpty())
        return end();
    m_series = std::make_unique<RunSeries>(std::move(list), workerProgram);
    nextRun();
}

void RunController::nextRun()
{
    if (m_stopping || m_index == static_cast<int>(m_series->list().runs.size()))
        return end();
    m_ending.failure = m_series->prepare(static_cast<std::size_t>(m_index));
    if (!m_ending.failure.isEmpty())
        return end();
    engine::RunOptions options{.callerName = "window"};
    options.conditions.emplace_back("drawn live", "up to " + std::to_string(m_frameRate) + " frames/s");
    m_lane.begin();
    m_runBegun = stampNow();
    m_live = m_series->start(std::move(options), KeepEvents::Yes);
    Q_EMIT runBegan(m_index);
    m_frame = std::chrono::milliseconds(1000 / m_frameRate);
    m_timer.start(m_frame);
}

void RunController::stop()
{
    if (!running() || std::exchange(m_stopping, true))
        return;
    m_ending.stopped = true;
    if (m_live)
        m_live->cancel();
}

void RunController::advance()
{
    const Stamp begun = stampNow();
    std::vector<std::string> log;
    const bool over = m_live->advance(0ms, log);
    m_lane.flush(*m_live);
    if (!log.empty()) {
        QStringList lines;
        for (const std::string& line : log)
            lines << QString::fromStdString(line);
        Q_EMIT logged(lines);
    }
    if (over)
        return finishRun();
    Q_EMIT advanced();
    const auto cost = std::chrono::duration_cast<std::chrono::milliseconds>(stampNow() - begun);
    const auto interval = std::max(m_frame, mostShareOfDrawing * cost);
    if (interval != m_timer.intervalAsDuration())
        m_timer.setInterval(interval);
}

void RunController::finishRun()
{
    m_timer.stop();
    m_ending.running += stampNow() - m_runBegun;
    if (const std::optional<Duration> cpu = m_lane.end(*m_live))
        m_ending.windowCpu = m_ending.windowCpu.value_or(Duration()) + *cpu;
    const auto result = std::make_shared<const RunResult>(m_series->finish(std::move(*m_live)));
    ++m_ending.runs;
    Q_EMIT runFinished(result); // until then live() may be looked at
    m_live.reset();
    ++m_index;
    QTimer::singleShot(0, this, &RunController::nextRun); // what was finished is drawn before
}

void RunController::end()
{
    m_experiment.reset();
    m_series.reset(); // with the practice server
    Q_EMIT ended(m_ending);
}

} // namespace interleave::run
