// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/practiceserverprocess.h"

#include "core/net/listenaddress.h"
#include "core/net/practicefiles.h"
#include "core/net/responsereader.h"
#include "core/observe/childprocess.h"
#include "core/observe/endsignals.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>
#include <array>

namespace interleave::net {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds startPatience{10'000};
constexpr milliseconds endPatience{1'000};
constexpr milliseconds lookInterval{20}; // between two looks for a signal
const std::string cannotBeStarted = "The practice server cannot be started: ";

int remaining(const QDeadlineTimer& deadline) { return static_cast<int>(deadline.remainingTime()); }

QStringList argumentsFor(const PracticeServerOptions& options)
{
    QStringList processors;
    for (const ProcessorId id : options.processors)
        processors += QString::number(id.value);
    QStringList arguments{QStringLiteral("--practice-server"),
                          QStringLiteral("--latency-ms=%1").arg(options.latency.count()),
                          QStringLiteral("--jitter-ms=%1").arg(options.jitter.count()),
                          QStringLiteral("--seed=%1").arg(options.seed),
                          QStringLiteral("--bandwidth=%1").arg(options.bandwidth),
                          QStringLiteral("--listen=") + QString::fromStdString(options.listenOn),
                          QStringLiteral("--port=%1").arg(options.port)};
    if (!processors.isEmpty())
        arguments += QStringLiteral("--processors=") + processors.join(QLatin1Char(','));
    if (options.tls)
        arguments += QStringLiteral("--tls");
    return arguments;
}

/// "was killed by signal 9". @pre it is not running
std::string endOf(const QProcess& process)
{
    const std::string number = std::to_string(process.exitCode());
    return process.exitStatus() == QProcess::CrashExit ? "was killed by signal " + number
                                                       : "ended by itself with status " + number;
}

/// Writes the request and waits for the response, without an event loop. @return the body, empty on any fault
std::string fetch(QTcpSocket& socket, const QDeadlineTimer& deadline)
{
    socket.write("GET /interleave/counts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    std::string body;
    ResponseReader reader(65'536, 65'536, &body);
    std::array<char, 4096> buffer;
    while (!reader.done() && reader.problem().empty()) {
        const qint64 count = socket.read(buffer.data(), buffer.size());
        if (count > 0)
            reader.feed(std::span(buffer).first(static_cast<std::size_t>(count)));
        else if (!socket.waitForReadyRead(remaining(deadline)))
            return {};
    }
    return reader.problem().empty() ? body : std::string();
}

} // namespace

struct PracticeServerProcess::Private
{
    QProcess process;
    QHostAddress address;
    std::uint16_t port = 0;
    bool tls = false;

    std::string readHello();
    void end();
};

PracticeServerProcess::PracticeServerProcess() : d(std::make_unique<Private>()) {}

PracticeServerProcess::~PracticeServerProcess() { d->end(); }

void PracticeServerProcess::Private::end()
{
    port = 0;
    if (process.state() == QProcess::NotRunning)
        return;
    process.closeWriteChannel();
    if (process.waitForFinished(static_cast<int>(endPatience.count())))
        return;
    process.kill();
    process.waitForFinished();
}

std::string PracticeServerProcess::start(const PracticeServerOptions& options)
{
    d->end();
    d->tls = options.tls;
    d->address = reachedUnder(options.listenOn);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_NO_GLIB"),
                       QStringLiteral("1")); // GLib's timers round to milliseconds
    d->process.setProcessEnvironment(environment);
    d->process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    observe::leaveEndToTheParent(d->process);
    if (const std::string why = observe::whyNoChild(options.workerProgram); !why.empty())
        return cannotBeStarted + options.workerProgram + ": " + why;
    d->process.start(QString::fromStdString(options.workerProgram), argumentsFor(options));
    std::string problem = d->readHello();
    if (!problem.empty())
        d->end();
    return problem;
}

std::string PracticeServerProcess::Private::readHello()
{
    const QDeadlineTimer deadline(startPatience);
    if (!process.waitForStarted(remaining(deadline)))
        return cannotBeStarted + process.program().toStdString() + ": " + observe::whyNotStarted(process);
    while (!process.canReadLine()) {
        if (observe::endAsked())
            return cannotBeStarted + "the program is to end";
        const int patience = std::min(remaining(deadline), static_cast<int>(lookInterval.count()));
        if (!process.waitForReadyRead(patience) &&
            (deadline.hasExpired() || process.state() == QProcess::NotRunning))
            return cannotBeStarted +
                   (process.state() == QProcess::NotRunning ? "it " + endOf(process) : "it does not answer");
    }
    const QJsonObject hello = QJsonDocument::fromJson(process.readLine()).object();
    if (const QString error = hello.value(QLatin1String("error")).toString(); !error.isEmpty())
        return cannotBeStarted + error.toStdString();
    const int number = hello.value(QLatin1String("port")).toInt();
    if (number <= 0 || number > 65'535)
        return cannotBeStarted + process.program().toStdString() + " is not interleave-worker";
    port = static_cast<std::uint16_t>(number);
    return {};
}

void PracticeServerProcess::stop() { d->end(); }

bool PracticeServerProcess::running() const { return d->process.state() == QProcess::Running; }

std::uint16_t PracticeServerProcess::port() const { return d->port; }

std::int64_t PracticeServerProcess::processId() const { return d->process.processId(); }

std::string PracticeServerProcess::address() const
{
    const std::string host = d->address.toString().toStdString();
    return std::string(d->tls ? "https" : "http") + "://" +
           (d->address.protocol() == QAbstractSocket::IPv6Protocol ? '[' + host + ']' : host) + ':' +
           std::to_string(d->port);
}

std::string PracticeServerProcess::failure(milliseconds patience) const
{
    if (d->port == 0)
        return "is not there";
    if (!running() || d->process.waitForFinished(0))
        return endOf(d->process);
    if (counts(patience))
        return {};
    // It may have ended meanwhile.
    return !running() || d->process.waitForFinished(0) ? endOf(d->process) : "does not answer any more";
}

std::optional<PracticeServerProcess::Counts> PracticeServerProcess::counts(milliseconds patience) const
{
    const QDeadlineTimer deadline(patience);
    QSslSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    if (d->tls) {
        QSslConfiguration configuration = socket.sslConfiguration();
        const std::string authority = certificateAuthority();
        configuration.setCaCertificates(QSslCertificate::fromData(QByteArray::fromStdString(authority)));
        socket.setSslConfiguration(configuration);
        socket.connectToHostEncrypted(d->address.toString(), d->port);
    } else {
        socket.connectToHost(d->address, d->port);
    }
    if (d->tls ? !socket.waitForEncrypted(remaining(deadline))
               : !socket.waitForConnected(remaining(deadline)))
        return {};
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromStdString(fetch(socket, deadline)));
    if (!document.isObject())
        return {};
    const auto number = [&document](const char* key) {
        return static_cast<std::uint64_t>(document.object().value(QLatin1String(key)).toInteger());
    };
    return Counts{.requests = number("requests"), .answers = number("answers")};
}

std::string PracticeServerProcess::certificateAuthority() { return std::string(practice::authorityPem); }

} // namespace interleave::net
