// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interleave::workloads {

/// What a page holds.
struct Tally
{
    std::uint64_t tags = 0;  ///< opening ones: <p>, <br/>, <!DOCTYPE html> not
    std::uint64_t links = 0; ///< <a> tags with an href
    std::uint64_t words = 0; ///< runs of letters and digits between tags; bytes from 128 on count as letters

    bool operator==(const Tally&) const = default;
};

/// A plain HTML tokenizer that can be interrupted: real work whose result can be checked. It knows tags,
/// quoted attributes and comments; it does not treat <script> or entities in a special way.
class PageTally
{
public:
    /// Reads the next piece of the page. Pieces may be cut anywhere.
    void take(std::string_view piece);
    /// Of all that was taken. A tag or word that is not closed at the end counts.
    Tally result() const;

private:
    enum class Place : std::uint8_t {
        Text,
        Open,      // after '<'
        Name,      // in a tag's name
        Inside,    // in a tag, between attributes
        Attribute, // in an attribute's name or unquoted value
        Value,     // in a quoted value
        Bang,      // in <! up to >
        Comment,   // in <!--
    };

    void step(char c);
    void text(char c);
    void open(char c);
    void name(char c);
    void inside(char c);
    void bang(char c);
    void endAttribute();

    Tally m_tally;
    std::uint64_t m_recent = 0; // the last eight characters, lower case: for names and ends of comments
    std::size_t m_length = 0;   // of the present tag's or attribute's name
    Place m_place = Place::Text;
    char m_quote = 0;
    bool m_word = false;
    bool m_closing = false;
    bool m_anchor = false;
    bool m_href = false;
};

} // namespace interleave::workloads
