// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/explanation.h"
#include "app/cli/outputs.h"
#include "app/cli/pointreport.h"
#include "app/cli/presets.h"
#include "app/cli/report.h"
#include "app/cli/resultsjson.h"
#include "app/cli/runner.h"
#include "app/cli/runrequest.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "app/cli/vainoptions.h"
#include "app/cli/valuereader.h"
#include "app/run/shortage.h"
#include "app/run/workerprogram.h"
#include "core/observe/affinity.h"
#include "core/observe/endsignals.h"

#include <algorithm>
#include <sstream>

namespace interleave::cli {
namespace {

/// The options of the command with those of its preset below them; `error` when there is no such preset.
OptionValues withPreset(const OptionValues& given, QString& error)
{
    const QStringList chosen = given.value(QStringLiteral("preset"));
    if (chosen.isEmpty())
        return given;
    QStringList known;
    for (const Preset& preset : presets()) {
        if (preset.id == chosen.last())
            return overridden(preset, given);
        known << preset.id;
    }
    error = notAmong(chosen.last(), known, Text::tr("the presets"));
    return given;
}

/// A parameter that is given a value and swept as well. Only what was given: a preset has its values ready.
QString sweepRefusal(const OptionValues& given)
{
    const QString parameter = given.value(QStringLiteral("sweep")).value(0).section(u'=', 0, 0).trimmed();
    return parameter.isEmpty() || !given.contains(parameter)
               ? QString()
               : Text::tr("--%1 and --sweep %1=… contradict each other; leave one of them out.")
                     .arg(parameter);
}

/// Makes every run of a request and prints what happens on the way.
class Runs
{
public:
    Runs(const Outputs& outputs, run::RunSeries& series) : m_outputs(outputs), m_series(series) {}

    /// What could be run until it was to end, or until a practice server could not be started.
    std::vector<run::RunResult> runAll()
    {
        std::vector<run::RunResult> results;
        for (std::size_t k = 0; k < m_series.list().runs.size() && !stopped(); ++k) {
            const QString error = m_series.prepare(k);
            if (stopped()) // while the server was started
                break;
            if (!error.isEmpty()) {
                complain(error);
                m_failed = true;
                break;
            }
            results.push_back(runOne(k));
            conclude(results);
            if (const QString& failure = results.back().serverFailure; !failure.isEmpty())
                complain(failure);
        }
        return results;
    }
    bool failed() const { return m_failed; }

private:
    bool talks() const { return !m_outputs.json; }

    /// A signal has come, or nobody is left for whom to go on.
    bool stopped() const { return observe::endAsked() || (readerLeft() && !anyFile(m_outputs)); }

    void say(const QString& line)
    {
        m_status.erase();
        printLine(line);
    }

    run::RunResult runOne(std::size_t index)
    {
        const run::RunList& list = m_series.list();
        const engine::Model& model = m_series.model();
        const QString which = list.nameOf(list.runs[index]);
        QString id = QString::fromStdString(model.id);
        if (!which.isEmpty())
            id = Text::tr("%1, %2").arg(id, which);
        if (talks() && list.runs.size() > 1)
            say(Text::tr("%1: %2").arg(id, QString::fromStdString(model.name)));
        const RunListener listener{
            [this](const std::string& line) {
                if (talks() && !m_outputs.quiet)
                    say(QString::fromStdString(line));
            },
            [this, &id](const run::RunProgress& progress) { show(id, progress); },
            [this] { return stopped(); },
        };
        const auto keep = m_outputs.events.isEmpty() ? run::KeepEvents::No : run::KeepEvents::Yes;
        run::RunResult result = runToEnd(m_series, keep, listener);
        m_status.erase();
        return result;
    }

    void show(const QString& id, const run::RunProgress& progress)
    {
        QString text = Text::tr("%1: %2 of %3").arg(id).arg(progress.stopped).arg(progress.tasks);
        if (progress.failed > 0)
            text += Text::tr(", %1 failed").arg(progress.failed);
        flushOutput(); // whoever reads along in a pipe sees each line soon
        m_status.show(text + Text::tr(", %1 s").arg(seconds(progress.elapsed), 0, 'f', 1));
    }

    void explain(const std::vector<run::RunResult>& results) const
    {
        std::vector<const run::RunResult*> pointers;
        for (const run::RunResult& result : results)
            pointers.push_back(&result);
        const run::RunBaseline baseline = run::baselinesOf(m_series.list(), pointers).back();
        const bool itself = baseline.run + 1 == results.size();
        for (const QString& line : explanationLines(
                 results.back().trace, itself ? nullptr : &results[baseline.run].trace, baseline))
            printLine(QStringLiteral("  ") + line);
    }

    /// @param results up to the run that is over
    void conclude(const std::vector<run::RunResult>& results) const
    {
        const Trace& trace = results.back().trace;
        if (talks())
            printLine(summaryLine(trace));
        for (const QString& line : notBegunLines(trace.info) + failureLines(trace)) {
            if (talks())
                printLine(QStringLiteral("  ") + line);
            else
                complain(QStringLiteral("%1: %2").arg(QString::fromStdString(trace.info.modelId), line));
        }
        if (talks() && m_outputs.explain)
            explain(results);
        flushOutput();
    }

    const Outputs& m_outputs;
    run::RunSeries& m_series;
    bool m_failed = false;
    StatusLine m_status;
};

bool allFinished(const std::vector<run::RunResult>& results)
{
    const auto finished = [](const Task& task) { return task.outcome == Outcome::Finished; };
    return std::ranges::all_of(results, [&](const run::RunResult& result) {
        return std::ranges::all_of(result.trace.tasks, finished);
    });
}

/// Table or JSON, then the files. @return whether everything could be written that somebody waits for
bool presentResults(const Outputs& outputs, const run::RunList& list,
                    const std::vector<run::RunResult>& results)
{
    if (outputs.json) {
        std::ostringstream object;
        writeResultsJson(object, list, results);
        printLine(QString::fromStdString(object.str()).trimmed());
    } else {
        printLine(QString());
        for (const QString& line : list.unfolded() ? pointLines(list, results) : tableLines(list, results))
            printLine(line);
    }
    bool written = flushOutput() || readerLeft();
    if (!written)
        complain(Text::tr("the results could not be written to standard output: %1.").arg(outputFailure()));
    for (const QString& sentence : writeOutputs(outputs, list, results)) {
        complain(sentence);
        written = false;
    }
    return written;
}

/// What a run reads besides its options.
QStringList inputsOf(const OptionValues& values)
{
    return values.value(QStringLiteral("script-file")) + values.value(QStringLiteral("ca"));
}

int runRequest(const RunRequest& request, const std::vector<ProcessorId>& allowed)
{
    const QString workerProgram = run::workerProgramPath();
    if (request.experiment.needsWorkerProgram() && workerProgram.isEmpty())
        return refuse(QStringLiteral("run"), run::noWorkerProgram());

    run::RunList list = run::runList(request.experiment, allowed);
    if (const QString shortage = run::shortageOf(list); !shortage.isEmpty())
        return refuse(QStringLiteral("run"), shortage);

    const observe::OrderlyEnd orderly;
    run::RunSeries series(std::move(list), workerProgram);
    Runs runs(request.outputs, series);
    const std::vector<run::RunResult> results = runs.runAll();
    // Nothing was run: what earlier runs have left in the files stays.
    const bool written = results.empty() || presentResults(request.outputs, series.list(), results);
    if (observe::endAsked())
        return observe::endStatus();
    if (written && readerLeft())
        return ReaderLeft;
    return written && !runs.failed() && allFinished(results) ? Success : Failure;
}

} // namespace

int runCommand(const QStringList& arguments)
{
    const QString name = QStringLiteral("run");
    const Parsed parsed = parse(runOptions(), arguments);
    if (const std::optional<int> ended = endedByArguments(name, parsed))
        return *ended;

    QString error;
    const OptionValues values = withPreset(parsed.values, error);
    const std::vector<ProcessorId> allowed = observe::allowedProcessors();
    std::optional<RunRequest> request;
    if (error.isEmpty())
        request = readRunRequest(values, allowed, error);
    if (error.isEmpty())
        error = sweepRefusal(parsed.values);
    if (error.isEmpty())
        error = outputRefusal(request->outputs, inputsOf(values));
    if (error.isEmpty())
        error = vainOption(runOptions(), parsed.values, *request);
    if (error.isEmpty() && takesStandardOutput(request->outputs))
        printToStandardError();
    return error.isEmpty() ? runRequest(*request, allowed) : refuse(name, error);
}

} // namespace interleave::cli
