// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include <QByteArray>

#include <cerrno>
#include <cstdio>

#include <unistd.h>

namespace interleave::cli {
namespace {

bool outputBroken = false;

/// Notes why, which the stream itself forgets.
bool noted(bool written)
{
    outputBroken = outputBroken || (!written && errno == EPIPE);
    return written;
}

bool write(std::FILE* stream, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stream) == size;
}

} // namespace

void printLine(const QString& line) { noted(write(stdout, line + u'\n')); }

bool flushOutput() { return noted(std::fflush(stdout) == 0) && std::ferror(stdout) == 0; }

bool readerLeft() { return outputBroken; }

void complain(const QString& sentence)
{
    flushOutput(); // in a terminal, both in the order in which they were said
    write(stderr, QStringLiteral("interleave: ") + sentence + u'\n');
}

StatusLine::StatusLine() : m_terminal(isatty(STDERR_FILENO) == 1) {}

void StatusLine::show(const QString& text)
{
    if (!m_terminal)
        return;
    flushOutput();
    write(stderr, QStringLiteral("\r\x1b[K") + text);
    m_shown = true;
}

void StatusLine::erase()
{
    if (m_shown)
        write(stderr, QStringLiteral("\r\x1b[K"));
    m_shown = false;
}

} // namespace interleave::cli
