// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/practiceservermain.h"

#include "core/net/listenaddress.h"
#include "core/net/practiceserver.h"
#include "core/observe/affinity.h"
#include "core/observe/pipe.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <cstdio>
#include <limits>
#include <optional>
#include <vector>

namespace interleave::net {

namespace {

constexpr int usageError = 2;

void say(const QJsonObject& object)
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
}

int refuse(const QString& sentence, int status)
{
    say({{QStringLiteral("error"), sentence}});
    return status;
}

QCommandLineOption option(const char* name, const char* fallback)
{
    const QString word = QString::fromLatin1(name);
    return {word, {}, word, QString::fromLatin1(fallback)};
}

/// Reads numbers from the command line and remembers the first one that is none.
class Numbers
{
public:
    explicit Numbers(const QCommandLineParser& parser) : m_parser(parser) {}

    std::uint64_t operator()(const char* name, std::uint64_t most)
    {
        const QString word = QString::fromLatin1(name);
        return read(word, m_parser.value(word), most);
    }

    std::vector<ProcessorId> list(const char* name)
    {
        const QString word = QString::fromLatin1(name);
        std::vector<ProcessorId> ids;
        for (const QString& part : m_parser.value(word).split(QLatin1Char(','), Qt::SkipEmptyParts))
            ids.emplace_back(static_cast<std::uint32_t>(read(word, part, 4095)));
        return ids;
    }

    const QString& error() const { return m_error; }

private:
    std::uint64_t read(const QString& name, const QString& text, std::uint64_t most)
    {
        bool fits = false;
        const qulonglong value = text.toULongLong(&fits);
        if ((!fits || value > most) && m_error.isEmpty())
            m_error =
                QStringLiteral("--%1 takes a number from 0 to %2, not \"%3\"").arg(name).arg(most).arg(text);
        return value;
    }

    const QCommandLineParser& m_parser;
    QString m_error;
};

PracticeServerOptions optionsFrom(const QCommandLineParser& parser, QString& error)
{
    constexpr std::uint64_t mostMilliseconds = 60'000;
    Numbers number(parser);
    PracticeServerOptions options;
    options.listenOn = parser.value(QStringLiteral("listen")).toStdString();
    options.port = static_cast<std::uint16_t>(number("port", std::numeric_limits<std::uint16_t>::max()));
    options.latency = std::chrono::milliseconds(number("latency-ms", mostMilliseconds));
    options.jitter = std::chrono::milliseconds(number("jitter-ms", mostMilliseconds));
    options.seed = static_cast<std::uint32_t>(number("seed", std::numeric_limits<std::uint32_t>::max()));
    options.bandwidth = number("bandwidth", std::numeric_limits<std::int64_t>::max());
    options.processors = number.list("processors");
    options.tls = parser.isSet(QStringLiteral("tls"));
    error = number.error();
    if (const std::string refusal = listenRefusal(options.listenOn); error.isEmpty() && !refusal.empty())
        error = QStringLiteral("--listen: ") + QString::fromStdString(refusal);
    return options;
}

/// Ends the program when its standard input ends.
class EndOfInput
{
public:
    EndOfInput()
    {
        observe::prepareStandardStreams();
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] {
            std::vector<char> ignored;
            if (observe::readStandardInput(ignored, 65536) == observe::InputState::Ended) {
                m_notifier.setEnabled(false);
                QCoreApplication::quit();
            }
        });
    }

private:
    QSocketNotifier m_notifier{0, QSocketNotifier::Read};
};

} // namespace

int refusePracticeServer(const QString& why) { return refuse(why, EXIT_FAILURE); }

int runPracticeServer(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.addOptions(
        {QCommandLineOption(QStringLiteral("practice-server")), QCommandLineOption(QStringLiteral("tls")),
         option("latency-ms", "0"), option("jitter-ms", "0"), option("seed", "1"), option("bandwidth", "0"),
         option("listen", "127.0.0.1"), option("port", "0"), option("processors", ""), option("log", "")});
    if (!parser.parse(arguments))
        return refuse(parser.errorText(), usageError);
    QString error;
    const PracticeServerOptions options = optionsFrom(parser, error);
    if (!error.isEmpty())
        return refuse(error, usageError);
    if (!options.processors.empty() && !observe::restrictThisThread(options.processors))
        return refuse(QStringLiteral("the system refuses to keep the server on these processors"),
                      EXIT_FAILURE);

    PracticeServer server(options);
    std::string problem = server.listen();
    if (const QString log = parser.value(QStringLiteral("log")); problem.empty() && !log.isEmpty())
        problem = server.logTo(log);
    if (!problem.empty())
        return refuse(QString::fromStdString(problem), EXIT_FAILURE);
    say({{QStringLiteral("port"), server.port()},
         {QStringLiteral("pid"), static_cast<qint64>(QCoreApplication::applicationPid())}});
    const EndOfInput watch;
    return QCoreApplication::exec();
}

} // namespace interleave::net
