// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/rangewords.h"

#include "app/timeline/spanfacts.h"
#include "app/timeline/words.h"
#include "core/analysis/rangestatistics.h"
#include "core/trace/durationtext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace interleave::view {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

QString timeText(Duration duration) { return QString::fromStdString(text(duration)); }

QString number(std::uint64_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

QString orNone(const std::optional<double>& value, double scale, int decimals, const QString& unit)
{
    return value ? QString::number(*value * scale, 'f', decimals) + unit : tr("not known");
}

QString timeOrNone(Duration time)
{
    return time > Duration::zero() ? timeText(time) : QStringLiteral("\u2013");
}

} // namespace

RangeWords rangeWords(const std::vector<const Trace*>& runs, Instant from, Instant to)
{
    RangeWords words;
    words.length = timeText(to - from);
    words.where = tr("from %1 to %2").arg(instantText(from), instantText(to));
    std::vector<analysis::RangeStatistics> all;
    for (const Trace* run : runs) {
        words.runs.push_back(oneLine(run->info.modelName));
        all.push_back(analysis::rangeStatistics(*run, from, to));
    }
    const auto add = [&](const QString& name, std::optional<State> state, auto value) {
        RangeWords::Figure& figure = words.figures.emplace_back(RangeWords::Figure{name, state, {}});
        for (const analysis::RangeStatistics& each : all)
            figure.values.push_back(value(each));
    };
    for (const State state : {State::Running, State::Ready, State::Waiting, State::Blocked})
        add(stateWord(state), state, [state](const auto& each) { return timeOrNone(each.tasks[state]); });
    add(tr("Processor share"), {},
        [](const auto& each) { return orNone(each.processorShare, 100, 1, QStringLiteral(" %")); });
    add(tr("In flight, mean"), {},
        [](const auto& each) { return orNone(each.concurrency, 1, 2, QString()); });
    add(tr("Tasks finished"), {}, [](const auto& each) { return number(each.finished); });
    add(tr("Pre-emptions"), {}, [](const auto& each) { return number(each.preEmptions); });
    add(tr("Spans"), {}, [](const auto& each) { return number(each.spans); });
    return words;
}

QString asText(const RangeWords& words)
{
    const auto line = [](const QString& name, const std::vector<QString>& values) {
        return (QStringList{name} + QStringList(values.begin(), values.end())).join(u'\t');
    };
    QStringList lines{tr("%1, %2").arg(words.length, words.where), line(tr("Run"), words.runs)};
    for (const RangeWords::Figure& figure : words.figures)
        lines += line(figure.name, figure.values);
    return lines.join(u'\n') + u'\n';
}

} // namespace interleave::view
