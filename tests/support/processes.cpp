// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace interleave::tests {

namespace {

struct Process
{
    std::int64_t id = 0, parent = 0, session = 0;
    char state = '?';
    QString command; ///< with its arguments; of one that ended and was not waited for its name
};

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList namesIn(const QString& folder, QDir::Filters filters)
{
    return QDir(folder).entryList(filters | QDir::NoDotAndDotDot | QDir::System);
}

std::vector<Process> allProcesses()
{
    std::vector<Process> found;
    for (const QString& name : namesIn(QStringLiteral("/proc"), QDir::Dirs)) {
        if (!name.front().isDigit())
            continue;
        const QByteArray stat = contents(QStringLiteral("/proc/%1/stat").arg(name));
        const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.size() < 4)
            continue;
        QString command =
            QString::fromLocal8Bit(contents(QStringLiteral("/proc/%1/cmdline").arg(name)).replace('\0', ' '));
        if (command.isEmpty())
            command = QString::fromLocal8Bit(stat.mid(0, stat.lastIndexOf(')') + 1));
        found.push_back({.id = name.toLongLong(),
                         .parent = fields[1].toLongLong(),
                         .session = fields[3].toLongLong(),
                         .state = fields[0].front(),
                         .command = command});
    }
    return found;
}

std::vector<std::int64_t> helpersOf(std::int64_t parent, bool areServers)
{
    std::vector<std::int64_t> found;
    for (const Process& process : allProcesses()) {
        if (process.parent == parent && process.state != 'Z' &&
            process.command.section(u' ', 0, 0).endsWith(QStringLiteral("interleave-worker")) &&
            process.command.contains(QStringLiteral("--practice-server")) == areServers)
            found.push_back(process.id);
    }
    return found;
}

QString more(const char* what, const QStringList& before, QStringList now)
{
    if (now.size() <= before.size())
        return {};
    for (const QString& known : before)
        now.removeOne(known);
    return QStringLiteral("%1 left: %2; ").arg(QLatin1String(what), now.join(QStringLiteral(", ")));
}

} // namespace

std::vector<std::int64_t> workersOf(std::int64_t parent) { return helpersOf(parent, false); }

std::vector<std::int64_t> practiceServersOf(std::int64_t parent) { return helpersOf(parent, true); }

QStringList processesOf(std::int64_t session)
{
    QStringList found;
    for (const Process& process : allProcesses()) {
        if (process.session == session && process.state != 'Z')
            found << QStringLiteral("%1 %2").arg(process.id).arg(process.command);
    }
    return found;
}

Belongings belongings()
{
    Belongings all;
    const QString files = QStringLiteral("/proc/self/fd");
    for (const QString& number : namesIn(files, QDir::AllEntries))
        all.files << number + QStringLiteral(" ") + QFile::symLinkTarget(files + u'/' + number);
    for (const QString& number : namesIn(QStringLiteral("/proc/self/task"), QDir::Dirs))
        all.threads << number + u' ' +
                           QString::fromLocal8Bit(
                               contents(QStringLiteral("/proc/self/task/%1/comm").arg(number)).trimmed());
    for (const Process& process : allProcesses()) {
        if (process.parent == ::getpid())
            all.children
                << QStringLiteral("%1 %2 %3").arg(process.id).arg(process.state).arg(process.command);
    }
    return all;
}

QString moreThan(const Belongings& before, const Belongings& now)
{
    return more("descriptors", before.files, now.files) + more("threads", before.threads, now.threads) +
           more("children", before.children, now.children);
}

} // namespace interleave::tests
