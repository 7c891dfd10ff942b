// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include <QByteArray>

#include <cstdio>

#include <unistd.h>

namespace interleave::cli {
namespace {

void write(std::FILE* stream, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
}

} // namespace

void printLine(const QString& line) { write(stdout, line + u'\n'); }

bool flushOutput() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

void complain(const QString& sentence)
{
    std::fflush(stdout); // in a terminal, both in the order in which they were said
    write(stderr, QStringLiteral("interleave: ") + sentence + u'\n');
}

StatusLine::StatusLine() : m_terminal(isatty(STDERR_FILENO) == 1) {}

void StatusLine::show(const QString& text)
{
    if (!m_terminal)
        return;
    std::fflush(stdout);
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
