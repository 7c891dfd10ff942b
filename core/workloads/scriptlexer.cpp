// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/scriptlexer.h"

#include <algorithm>

namespace interleave::workloads {

namespace {

using Kind = ScriptToken::Kind;

constexpr std::string_view plusMinus = "\u00b1";
constexpr std::string_view times = "\u00d7";

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool isControl(char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '-' ||
           static_cast<unsigned char>(c) >= 128;
}

bool endsAddress(char c)
{
    return isBlank(c) || isControl(c) || c == ',' || c == ';' || c == '{' || c == '}' || c == '"';
}

} // namespace

void ScriptLexer::skipBlanks()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
    if (m_comments == Comments::Skipped && startsWith("#"))
        m_at = std::min(m_text.find('\n', m_at), m_text.size());
}

ScriptToken ScriptLexer::take(Kind kind, std::size_t length)
{
    const ScriptToken token{kind, m_text.substr(m_at, length), m_at};
    m_at += length;
    return token;
}

ScriptToken ScriptLexer::next()
{
    skipBlanks();
    if (m_at == m_text.size())
        return {Kind::End, {}, m_at};
    const char c = m_text[m_at];
    if (c == '\n') {
        ++m_at;
        return {Kind::NewLine, {}, m_at - 1};
    }
    for (const std::string_view writing : {plusMinus, std::string_view("+/-"), std::string_view("+-")}) {
        if (!startsWith(writing))
            continue;
        const std::size_t at = take(Kind::Symbol, writing.size()).at;
        return {Kind::Symbol, plusMinus, at};
    }
    if (startsWith(times))
        return take(Kind::Word, times.size());
    if (std::string_view(",;{}:%").find(c) != std::string_view::npos)
        return take(Kind::Symbol, 1);
    if (c == '"')
        return quoted();
    if (isDigit(c))
        return number();
    return isWord(c) ? word() : take(Kind::Bad, 1);
}

ScriptToken ScriptLexer::quoted()
{
    const std::size_t begin = m_at + 1;
    std::size_t end = begin;
    while (end < m_text.size() && m_text[end] != '"' && !isControl(m_text[end]))
        ++end;
    if (end == m_text.size() || m_text[end] != '"')
        return take(Kind::Bad, end - m_at);
    const ScriptToken token{Kind::Quoted, m_text.substr(begin, end - begin), m_at};
    m_at = end + 1;
    return token;
}

ScriptToken ScriptLexer::number()
{
    const auto digits = [this](std::size_t from) {
        while (from < m_text.size() && isDigit(m_text[from]))
            ++from;
        return from;
    };
    std::size_t end = digits(m_at);
    if (end < m_text.size() && m_text[end] == '.' && digits(end + 1) > end + 1)
        end = digits(end + 1);
    return take(Kind::Number, end - m_at);
}

ScriptToken ScriptLexer::word()
{
    std::size_t end = m_at;
    const auto symbol = [&] {
        const std::string_view rest = m_text.substr(end);
        return rest.starts_with(plusMinus) || rest.starts_with(times);
    };
    while (end < m_text.size() && isWord(m_text[end]) && !symbol())
        ++end;
    return take(Kind::Word, end - m_at);
}

ScriptToken ScriptLexer::nextAddress()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
    if (startsWith("\""))
        return quoted();
    std::size_t end = m_at;
    while (end < m_text.size() && !endsAddress(m_text[end]))
        ++end;
    return take(Kind::Word, end - m_at);
}

bool ScriptLexer::symbolFollows(char symbol)
{
    skipBlanks();
    return m_at < m_text.size() && m_text[m_at] == symbol;
}

bool ScriptLexer::atComesBeforeBlank() const
{
    const std::size_t found = m_text.find_first_of("@ \t\r\n\"", m_at);
    return found != std::string_view::npos && m_text[found] == '@';
}

std::string ScriptLexer::place(std::size_t at) const
{
    const std::string_view before = m_text.substr(0, at);
    const auto lines = std::ranges::count(before, '\n');
    const std::size_t lineBegin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto characters = std::ranges::count_if(before.substr(lineBegin), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80; // not the rest of a UTF-8 character
    });
    return "Line " + std::to_string(lines + 1) + ", column " + std::to_string(characters + 1);
}

} // namespace interleave::workloads
