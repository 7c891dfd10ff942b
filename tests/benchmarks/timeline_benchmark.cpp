// SPDX-License-Identifier: GPL-3.0-or-later
// What does a frame of the timeline cost, and what do its index and its memory, from ten thousand spans to
// ten million? tests/benchmarks/README.md says how to read it.
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QMouseEvent>

#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"
#include "core/timeline/lanes.h"
#include "tests/benchmarks/rounds.h"

#include <cstdio>
#include <random>

using namespace interleave;
using namespace std::chrono_literals;

namespace {

using benchmarks::median;

constexpr std::array zooms{std::pair{"whole", 1.0}, std::pair{"mid", 1 / 30.0}, std::pair{"close", 0.0}};
constexpr double barsPerLaneClose = 20;
constexpr auto untilRest = 300ms;

double milliseconds(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

/// Tasks of eight spans or so on each lane, lengths at random, told in the order of time as a run does.
class Writer
{
public:
    Writer(Trace& trace, std::uint32_t lanes) : m_trace(trace), m_at(lanes), m_task(lanes)
    {
        trace.info.inFlight = 1;
        trace.info.workers = lanes;
        trace.info.processors = {ProcessorId(0), ProcessorId(1)};
        for (std::uint32_t i = 0; i < lanes; ++i)
            trace.workers.emplace_back().name = "thread " + std::to_string(i + 1);
    }

    void write(std::size_t spans)
    {
        constexpr std::array states{State::Running, State::Waiting, State::Ready, State::Running};
        for (std::size_t i = 0; i < spans; ++i, ++m_written) {
            const auto lane = static_cast<std::uint32_t>(m_written % m_at.size());
            const std::size_t turn = m_written / m_at.size();
            if (turn % 8 == 0)
                begin(lane);
            const State state = states[turn % states.size()];
            const Duration length(500 + m_random() % 20'000);
            m_trace.spans.append(
                {.start = m_at[lane],
                 .length = length,
                 .task = m_task[lane],
                 .worker = WorkerId(lane),
                 .slot = SlotId(0),
                 .processor = state == State::Running ? ProcessorId(lane % 2) : ProcessorId(),
                 .state = state,
                 .phase = state == State::Running ? Phase::Compute : Phase::Receive});
            m_at[lane] += length;
            m_trace.end = std::max(m_trace.end, m_at[lane]);
        }
    }

private:
    void begin(std::uint32_t lane)
    {
        m_at[lane] += Duration(m_random() % 3'000);
        m_task[lane] = TaskId(static_cast<std::uint32_t>(m_trace.tasks.size()));
        Task& task = m_trace.tasks.emplace_back();
        task.taken = task.started = m_at[lane];
    }

    Trace& m_trace;
    std::vector<Instant> m_at;
    std::vector<TaskId> m_task;
    std::size_t m_written = 0;
    std::mt19937_64 m_random{1};
};

std::size_t spanBytes(const Trace& trace)
{
    std::size_t bytes = 0;
    for (const SpanTable::Row& row : trace.spans.rows())
        bytes += row.spans.bytes();
    return bytes;
}

struct Figures
{
    double index = 0;                         ///< ms: lanes by worker, with their summaries
    double summary = 0;                       ///< ms: the summaries alone
    double bytes = 0;                         ///< per span: the trace's columns and the lanes
    double append = 0;                        ///< ns per span, of a run that goes on, in frames of 1/30 s
    double live = 0;                          ///< ms of a frame of a run that goes on, likewise
    double longestLive = 0;                   ///< of those but the first, which makes the lanes
    std::array<double, zooms.size()> frame{}; ///< ms, while the picture moves
    std::array<double, zooms.size()> rest{};  ///< ms: each pixel has a column of its own again
    double hover = 0;                         ///< ms
};

/// Lets the view draw what was asked for. @return ms until it is on the screen
template <class Change>
double drawn(view::TimelineView& view, Change change)
{
    bool painted = false;
    const auto connection =
        QObject::connect(view.plot(), &QCustomPlot::afterReplot, [&painted] { painted = true; });
    QElapsedTimer timer;
    timer.start();
    change();
    while (!painted)
        QApplication::processEvents();
    QApplication::processEvents();
    const double took = milliseconds(timer);
    QObject::disconnect(connection);
    return took;
}

double frameAtRest(view::TimelineView& view, int frames)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < untilRest.count())
        QApplication::processEvents(QEventLoop::AllEvents, 10);
    std::vector<double> took;
    for (int i = 0; i < frames; ++i) {
        timer.start();
        view.plot()->replot(QCustomPlot::rpImmediateRefresh);
        took.push_back(milliseconds(timer));
    }
    return median(took);
}

void measureFrames(view::TimelineView& view, const Trace& trace, std::uint32_t lanes, int frames,
                   Figures& figures)
{
    const double all = static_cast<double>(trace.spans.size()) / lanes;
    for (std::size_t zoom = 0; zoom < zooms.size(); ++zoom) {
        const double part =
            zooms[zoom].second > 0 ? zooms[zoom].second : std::min(1.0, barsPerLaneClose / all);
        drawn(view, [&] {
            view.fit();
            view.zoom(part * 0.999, 0.37);
        });
        std::vector<double> took;
        for (int i = 0; i < frames; ++i)
            took.push_back(drawn(view, [&] { view.zoom(i % 2 == 0 ? 0.998 : 1 / 0.998, 0.37); }));
        figures.frame[zoom] = median(took);
        figures.rest[zoom] = frameAtRest(view, frames);
    }
    drawn(view, [&] {
        view.fit();
        view.zoom(0.999, 0.37);
    });
    std::vector<double> took;
    for (int i = 0; i < frames; ++i) {
        const QPointF at(300 + 7 * i, 100 + 5 * i);
        QElapsedTimer timer;
        timer.start();
        QMouseEvent move(QEvent::MouseMove, at, view.plot()->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QApplication::sendEvent(view.plot(), &move);
        QApplication::processEvents();
        took.push_back(milliseconds(timer));
    }
    figures.hover = median(took);
}

void measureIndex(const Trace& trace, Figures& figures)
{
    QElapsedTimer timer;
    timer.start();
    timeline::Lanes lanes(timeline::Grouping::Worker);
    lanes.follow(trace);
    figures.index = milliseconds(timer);
    timer.restart();
    std::size_t sum = 0;
    for (const SpanTable::Row& row : trace.spans.rows()) {
        timeline::Summary summary;
        summary.follow(row.spans);
        sum += summary.size();
    }
    figures.summary = milliseconds(timer);
    if (sum != trace.spans.size())
        std::abort();
    figures.bytes = static_cast<double>(spanBytes(trace) + lanes.bytes()) / static_cast<double>(sum);
}

/// A run that goes on at 100 000 spans a second, drawn 30 times a second.
void measureAppending(Trace& trace, Writer& writer, Figures& figures)
{
    constexpr std::size_t perFrame = 3'333;
    timeline::Lanes lanes(timeline::Grouping::Worker);
    lanes.follow(trace);
    std::vector<double> took;
    for (int frame = 0; frame < 30; ++frame) {
        writer.write(perFrame);
        QElapsedTimer timer;
        timer.start();
        lanes.follow(trace);
        took.push_back(milliseconds(timer) * 1e6 / perFrame);
    }
    figures.append = median(took);
}

/// Likewise, in the view: everything that a frame costs the window, events that become spans not counted.
void measureLive(view::TimelineView& view, Trace& trace, Writer& writer, Figures& figures)
{
    constexpr std::size_t perFrame = 3'333;
    std::vector<double> took;
    for (int frame = 0; frame < 30; ++frame) {
        writer.write(perFrame);
        took.push_back(drawn(view, [&] { view.showLive({.trace = trace, .open = {}, .now = trace.end}); }));
    }
    figures.live = median(took);
    figures.longestLive = *std::ranges::max_element(std::next(took.begin()), took.end());
    view.setRuns({}, QString());
    QApplication::processEvents();
}

Figures measure(std::size_t spans, std::uint32_t lanes, int frames)
{
    auto trace = std::make_shared<Trace>();
    Writer writer(*trace, lanes);
    writer.write(spans);
    trace->spans.shrinkToFit();
    Figures figures;
    measureIndex(*trace, figures);
    view::TimelineView view;
    view.resize(1920, 1080);
    view::ViewSettings settings = view.settings();
    settings.animate = false; // what a frame costs, not how long a movement takes
    view.setSettings(settings);
    view.show();
    view.setRuns({trace}, QString());
    QApplication::processEvents();
    measureFrames(view, *trace, lanes, frames, figures);
    view.setRuns({}, QString());
    QApplication::processEvents();
    measureAppending(*trace, writer, figures);
    measureLive(view, *trace, writer, figures);
    return figures;
}

void print(const char* spans, const Figures& f, const Figures& base)
{
    std::printf("%5s | %8.1f %8.1f | %6.1f | %6.1f", spans, f.index, f.summary, f.bytes, f.append);
    for (std::size_t zoom = 0; zoom < zooms.size(); ++zoom)
        std::printf(" | %6.1f %5.2f %5.1f", f.frame[zoom], f.frame[zoom] / base.frame[zoom], f.rest[zoom]);
    std::printf(" | %6.2f | %6.1f %6.1f\n", f.hover, f.live, f.longestLive);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    // The scale is the platform's: it has to be known before there is an application.
    for (int i = 1; i + 1 < argc; ++i)
        if (std::string(argv[i]) == "--scale")
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    QApplication application(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({{"frames", "Frames of each view; the median counts.", "number", "15"},
                        {"most", "The largest number of spans, in thousands.", "thousands", "10000"},
                        {"lanes", "32 or 1000 only.", "number"},
                        {"scale", "Device pixels per logical pixel.", "scale", "1"}});
    options.process(application);
    for (const std::uint32_t lanes : {32U, 1000U}) {
        if (options.isSet("lanes") && lanes != options.value("lanes").toUInt())
            continue;
        std::printf("\n%u lanes, 1920 x 1080 at %s device pixels each\n"
                    "spans | index ms  summary | B/span | append |        whole        |         mid         "
                    "|        close        | hover  | live ms, longest\n"
                    "      |                   |        |  ns    |   ms   ratio  rest  |   ms   ratio  rest  "
                    "|   ms   ratio  rest  |   ms   |\n",
                    lanes, qPrintable(options.value("scale")));
        Figures base;
        for (const auto& [name, spans] : {std::pair{"10 k", 10'000UL},
                                          {"100 k", 100'000UL},
                                          {"1 M", 1'000'000UL},
                                          {"10 M", 10'000'000UL}}) {
            if (spans > options.value("most").toULong() * 1000)
                break;
            const Figures figures = measure(spans, lanes, options.value("frames").toInt());
            if (spans == 10'000)
                base = figures;
            print(name, figures, base);
        }
    }
}
