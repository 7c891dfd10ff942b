// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // first: moc 6.4 cannot read <compare> before it

#include "app/run/runseries.h"
#include "app/run/threadlane.h"

#include <QStringList>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace interleave::run {

/// Runs an experiment beside an event loop: its runs one after another, drained once for each frame. One
/// thread, on which all signals are given.
class RunController : public QObject
{
    Q_OBJECT

public:
    /// How an experiment ended.
    struct Ending
    {
        int runs = 0;         ///< that were made
        bool stopped = false; ///< by the user
        QString failure;      ///< why it could not go on, as a sentence; empty if it could
        Duration running{};   ///< from the begin to the end of each run, added up
        /// CPU time of this thread while they went on; empty where the system does not tell.
        std::optional<Duration> windowCpu;
    };

    /// @param available the processors that this program may use
    explicit RunController(std::vector<ProcessorId> available, QObject* parent = nullptr);
    ~RunController() override;

    /// How often a run that goes on is drawn at most, a second; from the next run on. 1 to 100, 30 at first.
    void setFrameRate(int frames) { m_frameRate = frames; }

    /// Begins; ended() follows in any case, not before this returns. @pre !running()
    void start(const Experiment& experiment);
    /// The run that goes on is cancelled, no other follows.
    void stop();
    bool running() const { return m_experiment.has_value(); }
    /// What is run, from the first runBegan() to ended(); null otherwise.
    const RunSeries* series() const { return m_series.get(); }

    /// The run that goes on; null between two.
    const LiveRun* live() const { return m_live.get(); }
    int index() const { return m_index; } ///< of the run that goes on in the list of runs, from 0
    /// Where this thread's own work is recorded: whoever delivers its events says when.
    ThreadLane& lane() { return m_lane; }

Q_SIGNALS:
    void runBegan(int index);
    /// There may be more in live(). Whoever draws does so at once: how long it takes decides when the next
    /// one comes.
    void advanced();
    void logged(const QStringList& lines);
    void runFinished(std::shared_ptr<const interleave::run::RunResult> result);
    void ended(const interleave::run::RunController::Ending& ending);

private:
    void begin();
    void nextRun();
    void advance();
    void finishRun();
    void end();

    std::vector<ProcessorId> m_available;
    std::optional<Experiment> m_experiment;
    std::unique_ptr<RunSeries> m_series;
    std::unique_ptr<LiveRun> m_live;
    ThreadLane m_lane;
    QTimer m_timer;
    int m_index = 0;
    int m_frameRate = 30;
    std::chrono::milliseconds m_frame{}; // of the run that goes on
    Stamp m_runBegun{};
    bool m_stopping = false;
    Ending m_ending;
};

} // namespace interleave::run
