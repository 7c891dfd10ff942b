// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/scriptcursor.h"

namespace interleave::workloads {

namespace {

using Kind = ScriptToken::Kind;

constexpr std::size_t longestSubject = 200;

} // namespace

void ScriptCursor::advance()
{
    if (m_token.kind == Kind::Quoted)
        addToSubject('"' + std::string(m_token.text) + '"');
    else
        addToSubject(m_token.text);
    m_token = m_lexer.next();
}

void ScriptCursor::skipNewLines()
{
    while (m_token.kind == Kind::NewLine)
        advance();
}

ScriptToken ScriptCursor::takeAddress()
{
    const ScriptToken address = m_lexer.nextAddress();
    m_addressGoesOn = address.kind == Kind::Word && m_lexer.atComesBeforeBlank();
    advance();
    return address;
}

void ScriptCursor::addToSubject(std::string_view text)
{
    if (text.empty() || m_subject.size() > longestSubject)
        return;
    if (!m_subject.empty() && text != ",")
        m_subject += ' ';
    m_subject += text;
}

std::string ScriptCursor::subject() const
{
    if (m_subject.size() <= longestSubject)
        return m_subject;
    std::size_t end = longestSubject;
    while (end > 0 && (static_cast<unsigned char>(m_subject[end]) & 0xc0) == 0x80)
        --end; // not in the middle of a UTF-8 character
    return m_subject.substr(0, end) + "\u2026";
}

bool ScriptCursor::fail(std::size_t at, const std::string& message)
{
    if (m_error.empty())
        m_error = m_lexer.place(at) + ": " + message;
    return false;
}

bool ScriptCursor::expected(const std::string& message)
{
    return fail(m_token.at, message + ", not " + found() + ".");
}

std::string ScriptCursor::found() const
{
    switch (m_token.kind) {
    case Kind::End:
        return "the end of the script";
    case Kind::NewLine:
        return "the end of the line";
    case Kind::Bad:
        if (m_token.text.starts_with('"'))
            return "a text without its second \"";
        if (static_cast<unsigned char>(m_token.text.front()) < 32 || m_token.text.front() == 127)
            return "a control character";
        break;
    default:
        break;
    }
    return "\u201c" + std::string(m_token.text.substr(0, longestScriptName)) + "\u201d";
}

} // namespace interleave::workloads
