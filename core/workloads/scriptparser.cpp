// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/scriptparser.h"

#include "core/workloads/scriptnumbers.h"
#include "core/workloads/scriptphases.h"

#include <limits>

namespace interleave::workloads {

namespace {

using Kind = ScriptToken::Kind;

constexpr std::size_t mostText = 64 * 1024;
constexpr std::size_t mostTasks = 1'000'000;
constexpr std::size_t mostKinds = 1000;

/// Every function returns false, and leaves a sentence in the cursor, where the text is something else.
class Parser
{
public:
    Parser(std::string_view text, ScriptLexer::Comments comments)
        : m_text(text), m_cursor(text, comments), m_phases(m_cursor, result)
    {
    }

    bool script();
    bool onlyPhases();
    const std::string& error() const { return m_cursor.error(); }

    Script result;

private:
    bool statement();
    bool seed();
    bool kind();
    bool count(ScriptKind& kind);
    bool name(ScriptKind& kind);

    std::string_view m_text;
    ScriptCursor m_cursor;
    PhaseParser m_phases;
};

bool Parser::script()
{
    if (m_text.size() > mostText)
        return m_cursor.fail(mostText,
                             "a script has at most " + std::to_string(mostText / 1024) + " KiB of text.");
    for (;;) {
        while (m_cursor.token().kind == Kind::NewLine || m_cursor.isSymbol(";"))
            m_cursor.advance();
        if (m_cursor.token().kind == Kind::End)
            break;
        if (!statement())
            return false;
        if (m_cursor.token().kind != Kind::End && m_cursor.token().kind != Kind::NewLine &&
            !m_cursor.isSymbol(";"))
            return m_cursor.expected("a comma and another phase, or the end of the line, must follow");
    }
    if (result.kinds.empty())
        return m_cursor.fail(m_cursor.token().at,
                             "there is no task: write what one does, such as compute 2 ms, wait 20 ms.");
    return true;
}

bool Parser::onlyPhases()
{
    std::vector<ScriptPhase> all;
    std::size_t steps = 0;
    if (m_text.size() > mostText)
        return m_cursor.fail(mostText, "it is too long.");
    if (!m_phases.phases(all, steps))
        return false;
    return m_cursor.token().kind == Kind::End ||
           m_cursor.expected("a comma and another phase must follow, or nothing");
}

bool Parser::statement()
{
    const bool named = m_cursor.symbolFollows(':');
    return m_cursor.isWord("seed") && !named ? seed() : kind();
}

bool Parser::seed()
{
    m_cursor.advance();
    const auto number =
        m_cursor.token().kind == Kind::Number ? wholeNumber(m_cursor.token().text) : std::nullopt;
    if (!number || *number > std::numeric_limits<std::uint32_t>::max())
        return m_cursor.expected("\u201cseed\u201d needs a whole number from 0 to 4294967295");
    result.seed = *number;
    m_cursor.advance();
    return true;
}

bool Parser::kind()
{
    ScriptKind kind;
    const std::size_t begin = m_cursor.token().at;
    if (m_cursor.token().kind == Kind::Number && !count(kind))
        return false;
    if (result.taskCount() + kind.count > mostTasks)
        return m_cursor.fail(begin, "there are more than " + std::to_string(mostTasks) + " tasks.");
    if (result.kinds.size() >= mostKinds)
        return m_cursor.fail(begin, "there are more than " + std::to_string(mostKinds) + " kinds of task.");
    if (!name(kind))
        return false;
    m_cursor.beginSubject();
    std::size_t steps = 0;
    if (!m_phases.phases(kind.phases, steps))
        return false;
    kind.text = m_cursor.subject();
    result.kinds.push_back(std::move(kind));
    return true;
}

bool Parser::count(ScriptKind& kind)
{
    const auto count = wholeNumber(m_cursor.token().text);
    if (!count || *count < 1 || *count > mostTasks)
        return m_cursor.expected("the number of tasks must be from 1 to " + std::to_string(mostTasks));
    kind.count = static_cast<std::uint32_t>(*count);
    m_cursor.advance();
    if (!m_cursor.isWord("x") && !m_cursor.isWord("\u00d7"))
        return m_cursor.expected("after the number of tasks an x must follow: " + std::to_string(*count) +
                                 " x compute 2 ms");
    m_cursor.advance();
    return true;
}

bool Parser::name(ScriptKind& kind)
{
    const bool mayBe = m_cursor.token().kind == Kind::Word || m_cursor.token().kind == Kind::Quoted;
    if (!mayBe || !m_cursor.symbolFollows(':'))
        return true;
    if (m_cursor.token().text.empty() || m_cursor.token().text.size() > longestScriptName)
        return m_cursor.fail(m_cursor.token().at,
                             "a name has 1 to " + std::to_string(longestScriptName) + " characters.");
    kind.name = m_cursor.token().text;
    m_cursor.advance();
    m_cursor.advance();
    return true;
}

} // namespace

std::optional<Script> parseScript(std::string_view text, std::string& error)
{
    Parser parser(text, ScriptLexer::Comments::Skipped);
    const bool understood = parser.script();
    error = parser.error();
    return understood ? std::optional(std::move(parser.result)) : std::nullopt;
}

std::string phasesRefusal(std::string_view text)
{
    Parser parser(text, ScriptLexer::Comments::Bad);
    return parser.onlyPhases() ? std::string() : parser.error();
}

} // namespace interleave::workloads
