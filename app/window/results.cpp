// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/results.h"

#include "app/run/textfile.h"
#include "core/analysis/measuredby.h"
#include "core/formats/chrometrace.h"
#include "core/formats/eventlines.h"
#include "core/formats/tracereader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <fstream>
#include <map>

namespace interleave::window {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Window", text); }

} // namespace

std::vector<std::shared_ptr<const Trace>> Results::traces() const
{
    std::vector<std::shared_ptr<const Trace>> all;
    for (const auto& run : runs)
        all.emplace_back(run, &run->trace);
    return all;
}

std::vector<const Trace*> Results::pointers() const
{
    std::vector<const Trace*> all;
    for (const auto& run : runs)
        all.push_back(&run->trace);
    return all;
}

std::vector<const run::RunResult*> Results::results() const
{
    std::vector<const run::RunResult*> all;
    for (const auto& run : runs)
        all.push_back(run.get());
    return all;
}

std::vector<std::shared_ptr<const Trace>> Results::traces(const Selection& selection) const
{
    std::vector<std::shared_ptr<const Trace>> selected;
    for (const std::uint32_t index : indices(selection))
        selected.emplace_back(runs[index], &runs[index]->trace);
    return selected;
}

std::vector<std::uint32_t> Results::indices(const Selection& selection) const
{
    std::vector<std::uint32_t> selected;
    for (std::uint32_t i = 0; i < runs.size(); ++i)
        if (const run::PlannedRun& planned = runs[i]->planned;
            !list.unfolded() ||
            (planned.value == selection.value && planned.repetition == selection.repetition &&
             planned.model == selection.model.value_or(planned.model)))
            selected.push_back(i);
    return selected;
}

int Results::repetitions(const Selection& selection) const
{
    std::uint32_t most = 0;
    for (const auto& run : runs)
        if (run->planned.value == selection.value &&
            run->planned.model == selection.model.value_or(run->planned.model))
            most = std::max(most, run->planned.repetition + 1);
    return static_cast<int>(most);
}

analysis::BaselineOf Results::baselines() const
{
    const std::vector<run::RunBaseline> all = run::baselinesOf(list, results());
    std::map<const Trace*, analysis::Baseline> byRun;
    for (std::size_t k = 0; k < runs.size(); ++k) {
        const auto& baseline = runs[all[k].run];
        byRun[&runs[k]->trace] = {{baseline, &baseline->trace}, all[k].name.toStdString()};
    }
    return [byRun = std::move(byRun)](const Trace& run) {
        const auto found = byRun.find(&run);
        return found == byRun.end() ? analysis::Baseline() : found->second;
    };
}

bool Results::hasEvents() const
{
    for (const auto& run : runs)
        if (!run->events.empty())
            return true;
    return false;
}

QString save(const Results& results, const QString& path)
{
    const std::vector<const Trace*> traces = results.pointers();
    return run::writeTextFile(path,
                              [&](std::ostream& out) {
                                  formats::writeChromeTrace(out, traces, analysis::measuredBy,
                                                            results.title.toStdString(), results.notes);
                              })
        .failure;
}

QString saveEvents(const Results& results, const QString& path)
{
    return run::writeTextFile(path,
                              [&](std::ostream& out) {
                                  for (std::uint32_t k = 0; k < results.runs.size(); ++k)
                                      formats::writeEventLines(out, results.runs[k]->events,
                                                               results.runs[k]->zero, k);
                              })
        .failure;
}

Results open(const QString& path, QString& failure)
{
    failure.clear();
    Results results;
    const QString shown = QDir::toNativeSeparators(path);
    if (const QFileInfo info(path); !info.isFile() || !info.isReadable()) {
        failure =
            !info.exists() && path.contains(QChar::ReplacementCharacter)
                ? tr("The name %1 is not UTF-8: give the file a name that is, or open a link to it that has "
                     "one.")
                      .arg(shown)
            : !info.exists() ? tr("There is no file %1.").arg(shown)
            : info.isFile()  ? tr("%1 may not be read.").arg(shown)
                             : tr("%1 is not a file.").arg(shown);
        return results;
    }
    std::ifstream file(QFile::encodeName(path).toStdString(), std::ios::binary);
    formats::ReadTraces read = formats::readTraces(file);
    if (!read.error.empty()) {
        failure = tr("%1 cannot be opened: %2").arg(shown, QString::fromStdString(read.error));
        return results;
    }
    for (Trace& trace : read.runs)
        results.runs.push_back(
            std::make_shared<const run::RunResult>(run::RunResult{std::move(trace), {}, {}, {}}));
    if (results.runs.empty())
        failure = tr("%1 holds no run.").arg(shown);
    results.notes = std::move(read.notes);
    results.path = path;
    results.title = QString::fromStdString(read.title);
    return results;
}

} // namespace interleave::window
