// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/explanation.h"
#include "app/cli/interrupt.h"
#include "app/cli/outputs.h"
#include "app/cli/presets.h"
#include "app/cli/report.h"
#include "app/cli/resultsjson.h"
#include "app/cli/runner.h"
#include "app/cli/runrequest.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "app/cli/valuereader.h"
#include "app/run/workerprogram.h"
#include "core/observe/affinity.h"

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

/// Options of the picture where none is asked for: silence would look as if they did something. Only what was
/// given: a preset always has its title ready.
QString pictureRefusal(const OptionValues& given)
{
    if (given.contains(QStringLiteral("image")))
        return {};
    for (const OptionSpec& spec : runOptions()) {
        const QString name = QLatin1StringView(spec.name);
        if (spec.group == Group::Picture && given.contains(name))
            return Text::tr("--%1 belongs to --image; add --image FILE, or leave it out.").arg(name);
    }
    return {};
}

/// Runs every model of a request and prints what happens on the way.
class Runs
{
public:
    Runs(const RunRequest& request, std::string workerProgram)
        : m_request(request), m_workerProgram(std::move(workerProgram))
    {
    }

    std::vector<run::RunResult> runAll()
    {
        std::vector<run::RunResult> results;
        for (const engine::Model& model : m_request.experiment.models) {
            if (Interrupt::interrupted())
                break;
            results.push_back(runOne(model));
            conclude(results.back().trace, results.front().trace);
        }
        return results;
    }

private:
    bool talks() const { return !m_request.outputs.json; }

    void say(const QString& line)
    {
        m_status.erase();
        printLine(line);
    }

    run::RunResult runOne(const engine::Model& model)
    {
        const QString id = QString::fromStdString(model.id);
        if (talks() && m_request.experiment.models.size() > 1)
            say(Text::tr("%1: %2").arg(id, QString::fromStdString(model.name)));
        const RunListener listener{
            [this](const std::string& line) {
                if (talks() && !m_request.outputs.quiet)
                    say(QString::fromStdString(line));
            },
            [this, &id](const run::RunProgress& progress) { show(id, progress); },
        };
        const auto workload = run::makeWorkload(m_request.experiment);
        const engine::RunOptions options{.workerProgram = m_workerProgram,
                                         .recording = m_request.experiment.recording()};
        const auto keep = m_request.outputs.events.isEmpty() ? run::KeepEvents::No : run::KeepEvents::Yes;
        run::RunResult result = runToEnd(model, workload, options, keep, listener);
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

    void conclude(const Trace& trace, const Trace& baseline) const
    {
        if (talks())
            printLine(summaryLine(trace));
        for (const QString& line : failureLines(trace)) {
            if (talks())
                printLine(QStringLiteral("  ") + line);
            else
                complain(QStringLiteral("%1: %2").arg(QString::fromStdString(trace.info.modelId), line));
        }
        if (talks() && m_request.outputs.explain)
            for (const QString& line : explanationLines(trace, &trace == &baseline ? nullptr : &baseline))
                printLine(QStringLiteral("  ") + line);
        flushOutput();
    }

    const RunRequest& m_request;
    std::string m_workerProgram;
    StatusLine m_status;
};

bool allFinished(const std::vector<run::RunResult>& results)
{
    const auto finished = [](const Task& task) { return task.outcome == Outcome::Finished; };
    return std::ranges::all_of(results, [&](const run::RunResult& result) {
        return std::ranges::all_of(result.trace.tasks, finished);
    });
}

/// Table or JSON, then the files. @return whether everything could be written
bool presentResults(const Outputs& outputs, const std::vector<run::RunResult>& results)
{
    std::vector<const Trace*> traces;
    for (const run::RunResult& result : results)
        traces.push_back(&result.trace);
    if (outputs.json) {
        std::ostringstream object;
        writeResultsJson(object, traces);
        printLine(QString::fromStdString(object.str()).trimmed());
    } else {
        printLine(QString());
        for (const QString& line : tableLines(traces))
            printLine(line);
    }
    bool written = flushOutput();
    if (!written && !readerLeft())
        complain(
            Text::tr("the results could not be written to standard output; make room there and run again."));
    for (const QString& sentence : writeOutputs(outputs, results)) {
        complain(sentence);
        written = false;
    }
    return written;
}

int runRequest(RunRequest& request, const std::vector<ProcessorId>& allowed)
{
    const QString workerProgram = run::workerProgramPath();
    if (request.experiment.needsWorkerProgram() && workerProgram.isEmpty())
        return refuse(QStringLiteral("run"), run::noWorkerProgram());

    const Interrupt interrupt;
    net::PracticeServerProcess server;
    if (const QString error = run::startServer(server, request.experiment, workerProgram, allowed);
        !error.isEmpty()) {
        complain(error);
        return Failure;
    }
    const std::vector<run::RunResult> results = Runs(request, workerProgram.toStdString()).runAll();
    if (results.empty()) // interrupted before the first: what earlier runs have left in the files stays
        return Interrupt::status();
    const bool written = presentResults(request.outputs, results);
    if (Interrupt::interrupted())
        return Interrupt::status();
    return written && allFinished(results) ? Success : Failure;
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
        error = pictureRefusal(parsed.values);
    if (error.isEmpty())
        error = outputRefusal(request->outputs);
    return error.isEmpty() ? runRequest(*request, allowed) : refuse(name, error);
}

} // namespace interleave::cli
