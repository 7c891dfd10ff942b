// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace interleave::cli {

/// From here on what is printed goes to standard error: standard output is taken by something else.
void printToStandardError();

/// A line on standard output, in UTF-8. What cannot be written is noticed by flushOutput().
void printLine(const QString& line);

/// @return false when something printed since the start could not be written (a full disk)
bool flushOutput();

/// Why, in words that follow a colon.
QString outputFailure();

/// Whether the reason was a reader that has read enough and left (`interleave run … | head`).
bool readerLeft();
/// It was noticed elsewhere.
void noteReaderLeft();

/// "interleave: …" on standard error, on one line.
void complain(const QString& sentence);

/// The last line of a terminal's standard error, written over again and again with carriage returns and
/// spaces: no escape sequence, which NO_COLOR and some terminals forbid. Does nothing when standard error is
/// no terminal, or one that cannot go back in its line. Cut to the terminal's columns. Erased at the end.
class StatusLine
{
public:
    StatusLine();
    ~StatusLine() { erase(); }
    StatusLine(const StatusLine&) = delete;
    StatusLine& operator=(const StatusLine&) = delete;

    void show(const QString& text);
    /// To be called before anything else is printed.
    void erase();

private:
    bool m_terminal;
    qsizetype m_shown = 0; ///< characters
};

} // namespace interleave::cli
