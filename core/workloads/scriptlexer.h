// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace interleave::workloads {

/// A piece of a script's text.
struct ScriptToken
{
    enum class Kind : std::uint8_t {
        Word,
        Number, ///< digits, perhaps with a point and further digits
        Quoted, ///< without its quotes
        Symbol, ///< one of , ; { } : % or ± (also written +- and +/-)
        NewLine,
        End,
        Bad, ///< what no script contains
    };
    Kind kind = Kind::End;
    std::string_view text; ///< of a Symbol always the first writing; of End and NewLine empty
    std::size_t at = 0;    ///< byte in the script
};

/// Cuts a script into tokens, one at a time. Blanks and comments (# to the end of the line) are skipped. Any
/// bytes may be given to it.
class ScriptLexer
{
public:
    enum class Comments : std::uint8_t { Skipped, Bad };
    /// @param text must outlive it
    explicit ScriptLexer(std::string_view text, Comments comments = Comments::Skipped)
        : m_text(text), m_comments(comments)
    {
    }

    ScriptToken next();
    /// The address that follows, up to a blank or one of , ; { } or in quotes; empty when there is none.
    ScriptToken nextAddress();
    /// True if the next token will be this symbol.
    bool symbolFollows(char symbol);

    /// True if an @ comes before the next blank, line end or quote.
    bool atComesBeforeBlank() const;

    /// "Line 2, column 7": columns count characters.
    std::string place(std::size_t at) const;

private:
    void skipBlanks();
    ScriptToken take(ScriptToken::Kind kind, std::size_t length);
    ScriptToken quoted();
    ScriptToken number();
    ScriptToken word();
    bool startsWith(std::string_view piece) const { return m_text.substr(m_at).starts_with(piece); }

    std::string_view m_text;
    std::size_t m_at = 0;
    Comments m_comments;
};

} // namespace interleave::workloads
