// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/options.h"
#include "app/cli/runrequest.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "app/cli/vainoptions.h"
#include "app/cli/valuereader.h"
#include "app/run/workerprogram.h"
#include "core/net/listenaddress.h"

#include "core/observe/endsignals.h"

#include <QEventLoop>
#include <QSocketNotifier>
#include <QTimer>

namespace interleave::cli {
namespace {

using namespace std::chrono_literals;

void announce(const net::PracticeServerProcess& server, const net::PracticeServerOptions& options)
{
    const QString address = QString::fromStdString(server.address());
    QStringList conditions;
    for (const auto& [what, howMuch] : run::conditionsOf(options))
        conditions << QString::fromStdString(what) + u' ' + QString::fromStdString(howMuch);
    printLine(Text::tr("The practice server listens on %1 (%2)")
                  .arg(address, conditions.join(QLatin1StringView(", "))));
    printLine(Text::tr("  %1/jython  10490 bytes").arg(address));
    printLine(Text::tr("  %1/dice    276 bytes").arg(address));
    if (net::reachedByOthers(options.listenOn))
        printLine(
            Text::tr(
                "Other computers can reach it, since it listens on %1; without --listen only this one can")
                .arg(QString::fromStdString(options.listenOn)));
    printLine(Text::tr("Ctrl-C ends it"));
    flushOutput();
}

int serveUntilInterrupted(const net::PracticeServerOptions& options)
{
    const observe::OrderlyEnd orderly;
    net::PracticeServerProcess server;
    if (const std::string error = server.start(options); !error.empty()) {
        if (observe::endAsked())
            return Success;
        complain(QString::fromStdString(error));
        return Failure;
    }
    announce(server, options);
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (!server.running())
            loop.quit();
    });
    timer.start(50ms);
    const QSocketNotifier end(observe::endDescriptor(), QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &loop, &QEventLoop::quit);
    loop.exec();
    if (observe::endAsked())
        return Success;
    complain(Text::tr("the practice server has ended by itself; start it again."));
    return Failure;
}

} // namespace

int serveCommand(const QStringList& arguments)
{
    const QString name = QStringLiteral("serve");
    const Parsed parsed = parse(serveOptions(), arguments);
    if (const std::optional<int> ended = endedByArguments(name, parsed))
        return *ended;

    ValueReader reader(parsed.values);
    net::PracticeServerOptions options = readServerOptions(reader);
    options.port = static_cast<std::uint16_t>(reader.number("port", 0, 65'535).value_or(8000));
    options.listenOn = reader.text("listen").value_or(QStringLiteral("127.0.0.1")).toStdString();
    if (const std::string why = net::listenRefusal(options.listenOn); !why.empty())
        reader.fail(Text::tr("--listen: %1.").arg(QString::fromStdString(why)));
    options.workerProgram = run::workerProgramPath().toStdString();
    if (!reader.error().isEmpty())
        return refuse(name, reader.error());
    RunRequest asked;
    asked.experiment.server = options;
    if (const QString vain = vainOption(serveOptions(), parsed.values, asked); !vain.isEmpty())
        return refuse(name, vain);
    if (options.workerProgram.empty())
        return refuse(name, run::noWorkerProgram());
    return serveUntilInterrupted(options);
}

} // namespace interleave::cli
