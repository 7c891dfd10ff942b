// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/scheduledprogram.h"

#include "core/net/practiceserverprocess.h"
#include "tests/support/processes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <fstream>

#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace interleave::tests {

namespace {

#ifndef INTERLEAVE_PROGRAM // built without the command line
#define INTERLEAVE_PROGRAM ""
#endif

/// Bytes: less than any file of results has.
constexpr rlim_t tiny = 1024;
/// The program's status after Ctrl-C.
constexpr int interrupted = 130;

QString inMilliseconds(std::chrono::milliseconds time) { return QStringLiteral("%1ms").arg(time.count()); }

const Fault* faultOf(const Schedule& schedule, FaultKind kind)
{
    const auto found = std::ranges::find(schedule.faults, kind, &Fault::kind);
    return found == schedule.faults.end() ? nullptr : &*found;
}

/// Nobody else sees it, and it goes with the calling process. @return false where that is not allowed
bool mountTinyDisk(const char* folder)
{
    return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("tmpfs", folder, "tmpfs", 0, "size=4k") == 0;
}

void limitTo(__rlimit_resource_t what, rlim_t value)
{
    const rlimit limit{.rlim_cur = value, .rlim_max = value};
    ::setrlimit(what, &limit);
}

} // namespace

bool ScheduledProgram::isThere() { return *INTERLEAVE_PROGRAM != '\0'; }

ScheduledProgram::ScheduledProgram(const Schedule& schedule, const std::vector<std::string>& addresses)
    : m_schedule(schedule)
{
    const Fault* const few = faultOf(m_schedule, FaultKind::FewDescriptors);
    const bool isSmall = isFull(FullPlace::FileSize), isTiny = isFull(FullPlace::TinyDisk);
    m_process.setChildProcessModifier(
        [few, isSmall, isTiny, folder = m_folder.path().toLocal8Bit()] { // before exec: system calls only
            ::setsid();
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (isSmall || (isTiny && !mountTinyDisk(folder.constData())))
                limitTo(RLIMIT_FSIZE, tiny);
            if (few)
                limitTo(RLIMIT_NOFILE, few->which);
        });
    if (isFull(FullPlace::StandardOutput))
        m_process.setStandardOutputFile(QStringLiteral("/dev/full"));
    std::ofstream(path("ca.pem").toStdString()) << net::PracticeServerProcess::certificateAuthority();
    m_process.start(QStringLiteral(INTERLEAVE_PROGRAM), arguments(addresses));
    m_process.waitForStarted();
    m_session = m_process.processId();
}

QStringList ScheduledProgram::arguments(const std::vector<std::string>& addresses) const
{
    QStringList all{QStringLiteral("run"), QStringLiteral("--json")};
    const auto add = [&all](const char* option, const QString& value) {
        all << QLatin1String(option) << value;
    };
    add("--models", QString::fromStdString(m_schedule.model));
    add("--workload", m_schedule.hashes ? QStringLiteral("mixed") : QStringLiteral("downloads"));
    add("--tasks", QString::number(m_schedule.tasks));
    add("--parse", QString::number(m_schedule.parsePasses));
    add("--client", m_schedule.client == net::ClientKind::Own ? QStringLiteral("own") : QStringLiteral("qt"));
    add("--idle-timeout", inMilliseconds(m_schedule.idle));
    add("--deadline", inMilliseconds(m_schedule.deadline));
    add("--body-limit", QString::number(scheduledBodyLimit));
    add("--save", isFull(FullPlace::Save) ? QStringLiteral("/dev/full") : path("saved.json"));
    if (isFull(FullPlace::Events))
        add("--events", QStringLiteral("/dev/full"));
    if (m_schedule.hashes)
        add("--hash", QStringLiteral("5"));
    if (m_schedule.fresh)
        all << QStringLiteral("--fresh");
    for (const std::string& address : addresses)
        add("--url", QString::fromStdString(address));
    if (addresses.empty()) {
        add("--latency", inMilliseconds(m_schedule.latency));
        if (m_schedule.tls)
            all << QStringLiteral("--tls");
    } else if (m_schedule.tls && !isFull(FullPlace::TinyDisk)) { // which hides it
        add("--ca", path("ca.pem"));
    }
    return all;
}

void ScheduledProgram::interrupt()
{
    if (m_session != 0 && m_process.state() == QProcess::Running)
        ::kill(-static_cast<pid_t>(m_session), SIGINT);
}

bool ScheduledProgram::ended(std::chrono::milliseconds patience)
{
    return m_process.state() == QProcess::NotRunning ||
           m_process.waitForFinished(static_cast<int>(patience.count())) ||
           m_process.state() == QProcess::NotRunning;
}

bool ScheduledProgram::isFull(FullPlace place) const
{
    const Fault* const full = faultOf(m_schedule, FaultKind::FullDisk);
    return full && full->which == static_cast<unsigned>(place);
}

QStringList ScheduledProgram::wrong()
{
    if (m_process.error() == QProcess::FailedToStart)
        return {QStringLiteral("it could not be started: ") + m_process.errorString()};
    QStringList wrong;
    const QByteArray out = m_process.readAllStandardOutput();
    const QByteArray err = m_process.readAllStandardError();
    const bool isCrash = m_process.exitStatus() == QProcess::CrashExit;
    // Until it looks for signals itself, Ctrl-C ends it as it ends any program.
    const bool isEarlyEnd = isCrash && m_schedule.has(FaultKind::Cancelled) && m_process.exitCode() == SIGINT;
    if (isCrash && !isEarlyEnd)
        wrong << QStringLiteral("it was killed by signal %1").arg(m_process.exitCode());
    else if (const QString what = isCrash ? QString() : wrongWith(out, err); !what.isEmpty())
        wrong << what;
    if (!wrong.isEmpty())
        wrong << QStringLiteral("it ended with status %1 and said: %2 %3")
                     .arg(m_process.exitCode())
                     .arg(QString::fromLocal8Bit(err), QString::fromLocal8Bit(out.left(400)));
    if (!QTest::qWaitFor([this] { return processesOf(m_session).isEmpty(); }, 10'000))
        wrong << QStringLiteral("it left ") + processesOf(m_session).join(QStringLiteral(", "));
    return wrong;
}

/// @pre it ended by itself
QString ScheduledProgram::wrongWith(const QByteArray& out, const QByteArray& err) const
{
    const int status = m_process.exitCode();
    const bool isFew = m_schedule.has(FaultKind::FewDescriptors);
    const bool isDiskFull = m_schedule.has(FaultKind::FullDisk);
    const bool isCancelled = m_schedule.has(FaultKind::Cancelled);
    if (err.contains("QEventDispatcher") || err.contains("GLib"))
        return QStringLiteral("it let Qt speak");
    if (status == 2)
        return isFew && err.startsWith("interleave: ") && err.count('\n') == 1
                   ? QString()
                   : QStringLiteral("it refuses what it should do, or not in one sentence");
    if (status == interrupted && isCancelled && out.isEmpty())
        return {}; // before the run
    if (status != 0 && status != 1 && !(status == interrupted && isCancelled))
        return QStringLiteral("its status is none of its own");
    if (status == 1 && (isFew || m_schedule.ownServer) && out.isEmpty() && err.contains("cannot be started"))
        return {}; // of its practice server
    if (isDiskFull && (status == 0 || err.isEmpty()))
        return QStringLiteral("it does not tell that the disk is full");
    if (isFull(FullPlace::StandardOutput))
        return {};
    const QJsonObject result = QJsonDocument::fromJson(out)[QLatin1String("runs")][0].toObject();
    const auto number = [&result](const char* name) {
        return result.value(QLatin1String(name)).toInteger(-1);
    };
    const auto tasks = static_cast<qint64>(m_schedule.tasks);
    if (number("tasks") != tasks || number("finished") + number("failed") + number("cancelled") != tasks)
        return QStringLiteral("its outcomes do not sum to the tasks");
    const bool isAll = number("finished") == tasks;
    if ((status == 0 && !isAll) || (status == 1 && isAll && err.isEmpty()))
        return QStringLiteral("its status is not that of its outcomes");
    if (!isFew && !isDiskFull && saved().runs.size() != 1)
        return QStringLiteral("what it saved cannot be read: ") + QString::fromStdString(saved().error);
    return {};
}

formats::ReadTraces ScheduledProgram::saved() const
{
    std::ifstream in(path("saved.json").toStdString(), std::ios::binary);
    return in ? formats::readTraces(in) : formats::ReadTraces();
}

} // namespace interleave::tests
