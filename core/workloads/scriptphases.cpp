// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/scriptphases.h"

#include "core/net/address.h"
#include "core/workloads/scriptnumbers.h"

#include <algorithm>

namespace interleave::workloads {

namespace {

using namespace std::chrono_literals;
using Kind = ScriptToken::Kind;

constexpr std::size_t mostLocks = 100;
constexpr std::size_t mostSteps = 100'000; // of one task, repeats counted
constexpr std::size_t mostDepth = 20;
constexpr Duration longestCompute = 60s;
constexpr Duration longestWait = 1h;

std::string quote(std::string_view text) { return "\u201c" + std::string(text) + "\u201d"; }

} // namespace

bool PhaseParser::phases(std::vector<ScriptPhase>& phases, std::size_t& steps)
{
    for (;;) {
        const std::size_t at = m_cursor.token().at;
        std::size_t its = 0;
        if (!phase(phases.emplace_back(), its))
            return false;
        steps += its;
        if (steps > mostSteps)
            return m_cursor.fail(at, "a task has at most " + std::to_string(mostSteps) +
                                         " phases, repeats counted.");
        const bool newLine = m_depth > 0 && m_cursor.token().kind == Kind::NewLine;
        if (newLine)
            m_cursor.skipNewLines();
        const bool comma = m_cursor.isSymbol(",");
        if (comma) {
            m_cursor.advance();
            m_cursor.skipNewLines();
            if (m_depth > 0 && m_cursor.isSymbol("}"))
                return true;
        }
        if (!comma && (!newLine || m_cursor.isSymbol("}")))
            return true;
        if (!comma)
            m_cursor.addToSubject(",");
    }
}

bool PhaseParser::phase(ScriptPhase& phase, std::size_t& steps)
{
    steps = 1;
    if (m_cursor.isWord("compute"))
        return timed(phase, "compute", longestCompute);
    phase.kind = ScriptPhase::Kind::Wait;
    if (m_cursor.isWord("wait"))
        return timed(phase, "wait", longestWait);
    if (m_cursor.isWord("download"))
        return download(phase);
    if (m_cursor.isWord("lock"))
        return lock(phase, steps);
    if (m_cursor.isWord("repeat"))
        return repeat(phase, steps);
    return m_cursor.expected("a phase must stand here: compute, wait, download, lock or repeat");
}

/// @param word what was read before the time, for the sentence
bool PhaseParser::timed(ScriptPhase& phase, std::string_view word, Duration most)
{
    m_cursor.advance();
    const std::string wanted = quote(word) + " needs a time such as 2 ms";
    if (m_cursor.token().kind != Kind::Number)
        return m_cursor.expected(wanted);
    const ScriptToken number = m_cursor.token();
    m_cursor.advance();
    const auto unit = m_cursor.token().kind == Kind::Word ? unitNamed(m_cursor.token().text) : std::nullopt;
    if (!unit)
        return m_cursor.expected("after " + std::string(number.text) + " its unit must follow: us, ms or s");
    const auto time = timeFrom(number.text, *unit);
    if (!time || *time < 1us || *time > most)
        return m_cursor.fail(
            number.at, quote(word) + " takes a time from 1 us to " + timeText(most) + ", not " +
                           quote(std::string(number.text) + " " + std::string(m_cursor.token().text)) + ".");
    phase.length = *time;
    m_cursor.advance();
    return spread(phase);
}

bool PhaseParser::spread(ScriptPhase& phase)
{
    if (!m_cursor.isSymbol("\u00b1"))
        return true;
    m_cursor.advance();
    const auto number =
        m_cursor.token().kind == Kind::Number ? wholeNumber(m_cursor.token().text) : std::nullopt;
    if (!number || *number > 100)
        return m_cursor.expected("after \u00b1 a whole number from 0 to 100 and % must follow");
    phase.spread = static_cast<unsigned>(*number);
    m_cursor.advance();
    if (!m_cursor.isSymbol("%"))
        return m_cursor.expected("a % must follow here");
    m_cursor.advance();
    return true;
}

bool PhaseParser::download(ScriptPhase& phase)
{
    phase.kind = ScriptPhase::Kind::Download;
    const ScriptToken address = m_cursor.takeAddress();
    const std::string text(address.text);
    std::string why;
    if (text.empty())
        return m_cursor.fail(address.at,
                             "\u201cdownload\u201d needs an address: /dice or /jython of the practice "
                             "server, or one with http:// or https://.");
    if (m_cursor.addressGoesOn())
        return m_cursor.fail(address.at, "an address that holds , ; { or } must stand in quotes.");
    const bool ofServer = text.starts_with('/') && !text.starts_with("//");
    if (!net::parseAddress(ofServer ? "http://127.0.0.1" + text : text, why))
        return m_cursor.fail(address.at, why.ends_with('.') ? why : why + '.');
    const auto known = std::ranges::find(m_script.addresses, text);
    phase.which = static_cast<std::uint32_t>(known - m_script.addresses.begin());
    if (known == m_script.addresses.end())
        m_script.addresses.push_back(text);
    m_cursor.addToSubject(ofServer ? text : net::shownAddress(text)); // no password
    return true;
}

bool PhaseParser::lock(ScriptPhase& phase, std::size_t& steps)
{
    phase.kind = ScriptPhase::Kind::Lock;
    m_cursor.advance();
    const bool named = m_cursor.token().kind == Kind::Word || m_cursor.token().kind == Kind::Quoted;
    if (!named || m_cursor.token().text.empty() || m_cursor.token().text.size() > longestScriptName)
        return m_cursor.expected("\u201clock\u201d needs the name of a lock: lock A 3 ms");
    const auto known = std::ranges::find(m_script.locks, m_cursor.token().text);
    phase.which = static_cast<std::uint32_t>(known - m_script.locks.begin());
    if (known == m_script.locks.end())
        m_script.locks.emplace_back(m_cursor.token().text);
    if (m_script.locks.size() > mostLocks)
        return m_cursor.fail(m_cursor.token().at,
                             "there are more than " + std::to_string(mostLocks) + " locks.");
    const std::string text = "lock " + std::string(m_cursor.token().text);
    if (!m_cursor.symbolFollows('{')) {
        steps = 3;
        return timed(phase, text, longestCompute);
    }
    m_cursor.advance();
    const bool read = body(phase, steps);
    steps += 2;
    return read;
}

bool PhaseParser::repeat(ScriptPhase& phase, std::size_t& steps)
{
    phase.kind = ScriptPhase::Kind::Repeat;
    m_cursor.advance();
    const std::size_t at = m_cursor.token().at;
    const auto times =
        m_cursor.token().kind == Kind::Number ? wholeNumber(m_cursor.token().text) : std::nullopt;
    if (!times || *times < 1 || *times > mostSteps)
        return m_cursor.expected("\u201crepeat\u201d needs a whole number from 1 to " +
                                 std::to_string(mostSteps));
    phase.times = static_cast<std::uint32_t>(*times);
    m_cursor.advance();
    if (!m_cursor.isSymbol("{"))
        return m_cursor.expected("what is repeated must stand in braces: repeat 3 { compute 2 ms }");
    if (!body(phase, steps))
        return false;
    steps *= *times; // both at most a hundred thousand
    return steps <= mostSteps ||
           m_cursor.fail(at, "a task has at most " + std::to_string(mostSteps) + " phases, repeats counted.");
}

bool PhaseParser::body(ScriptPhase& phase, std::size_t& steps)
{
    if (++m_depth > mostDepth)
        return m_cursor.fail(m_cursor.token().at,
                             "braces stand at most " + std::to_string(mostDepth) + " deep.");
    steps = 0;
    m_cursor.advance();
    m_cursor.skipNewLines();
    if (!phases(phase.body, steps))
        return false;
    if (!m_cursor.isSymbol("}"))
        return m_cursor.expected("a comma and another phase, or the closing }, must follow");
    --m_depth;
    m_cursor.advance();
    return true;
}

} // namespace interleave::workloads
