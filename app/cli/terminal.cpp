// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include "app/cli/text.h"
#include "app/run/readquantities.h"
#include "app/run/textfile.h"
#include "core/observe/terminal.h"

#include <QByteArray>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include <unistd.h>

namespace interleave::cli {
namespace {

bool outputBroken = false;
int outputError = 0; // the first one's errno
bool toStandardError = false;

std::FILE* output() { return toStandardError ? stderr : stdout; }

/// Notes why, which the stream itself forgets.
bool noted(bool written)
{
    if (!written && outputError == 0)
        outputError = errno;
    outputBroken = outputBroken || outputError == EPIPE;
    return written;
}

/// Of standard error, now: a terminal may be resized.
qsizetype columns()
{
    constexpr std::uint64_t usual = 80;
    if (const auto known = observe::terminalColumns(STDERR_FILENO))
        return *known;
    const auto told = run::numberFrom(qEnvironmentVariable("COLUMNS"));
    return static_cast<qsizetype>(std::min(told.value_or(usual), std::uint64_t{10'000}));
}

bool write(std::FILE* stream, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stream) == size;
}

} // namespace

void printToStandardError() { toStandardError = true; }

void printLine(const QString& line) { noted(write(output(), line + u'\n')); }

bool flushOutput() { return noted(std::fflush(output()) == 0) && std::ferror(output()) == 0; }

QString outputFailure()
{
    // Where it was closed, the program has put /dev/null in its place, open for reading (core/observe).
    return outputError == EBADF ? Text::tr("it is closed") : qt_error_string(outputError);
}

bool readerLeft() { return outputBroken; }

void noteReaderLeft() { outputBroken = true; }

void complain(const QString& sentence)
{
    flushOutput(); // in a terminal, both in the order in which they were said
    write(stderr, QStringLiteral("interleave: ") + run::shown(sentence) + u'\n');
}

StatusLine::StatusLine() : m_terminal(observe::canWriteOver(STDERR_FILENO)) {}

void StatusLine::show(const QString& text)
{
    // A line that reached the last column would go on in the next one, where nothing can be written over it.
    const qsizetype room = m_terminal ? columns() - 1 : 0;
    if (room < 1)
        return;
    const QString shown = text.size() > room ? text.first(room - 1) + u'…' : text;
    flushOutput();
    write(stderr, u'\r' + shown.leftJustified(std::min(m_shown, room)));
    m_shown = shown.size();
}

void StatusLine::erase()
{
    if (m_shown > 0)
        write(stderr, u'\r' + QString(std::min(m_shown, columns() - 1), u' ') + u'\r');
    m_shown = 0;
}

} // namespace interleave::cli
