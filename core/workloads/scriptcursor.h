// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workloads/scriptlexer.h"

#include <string>
#include <string_view>

namespace interleave::workloads {

inline constexpr std::size_t longestScriptName = 60;

/// Where a parser is in a script, and the first fault that it has found. What fails returns false.
class ScriptCursor
{
public:
    /// @param text must outlive it
    ScriptCursor(std::string_view text, ScriptLexer::Comments comments) : m_lexer(text, comments)
    {
        advance();
    }

    /// The next one to read.
    const ScriptToken& token() const { return m_token; }
    bool isWord(std::string_view text) const { return is(ScriptToken::Kind::Word, text); }
    bool isSymbol(std::string_view text) const { return is(ScriptToken::Kind::Symbol, text); }
    /// True if this symbol comes after the token.
    bool symbolFollows(char symbol) { return m_lexer.symbolFollows(symbol); }
    void advance();
    void skipNewLines();
    /// Reads the token and the address behind it. @return the address
    ScriptToken takeAddress();
    /// The address that was taken last is followed by what looks like the rest of it: no blank before an @,
    /// as in a password with a comma.
    bool addressGoesOn() const { return m_addressGoesOn; }

    /// Keeps "Line 1, column 9: message" unless there is a fault already.
    bool fail(std::size_t at, const std::string& message);
    /// The same about the present token: "message, not “this”."
    bool expected(const std::string& message);
    const std::string& error() const { return m_error; }

    /// What was read since beginSubject(), on one line and without comments, perhaps shortened.
    std::string subject() const;
    void beginSubject() { m_subject.clear(); }
    void addToSubject(std::string_view text);

private:
    bool is(ScriptToken::Kind kind, std::string_view text) const
    {
        return m_token.kind == kind && m_token.text == text;
    }
    std::string found() const;

    ScriptLexer m_lexer;
    ScriptToken m_token;
    bool m_addressGoesOn = false;
    std::string m_subject;
    std::string m_error;
};

} // namespace interleave::workloads
