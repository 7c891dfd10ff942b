// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/tally.h"

namespace interleave::workloads {

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 128;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// Four characters as one number, to compare with the end of m_recent.
constexpr std::uint32_t packed(const char (&text)[5])
{
    std::uint32_t value = 0;
    for (int index = 0; index < 4; ++index)
        value = value << 8 | static_cast<unsigned char>(text[index]);
    return value;
}

} // namespace

void PageTally::take(std::string_view piece)
{
    for (const char c : piece)
        step(c);
}

Tally PageTally::result() const { return m_tally; }

void PageTally::step(char c)
{
    m_recent = m_recent << 8 | static_cast<unsigned char>(lower(c));
    switch (m_place) {
    case Place::Text:
        text(c);
        break;
    case Place::Open:
        open(c);
        break;
    case Place::Name:
        name(c);
        break;
    case Place::Inside:
    case Place::Attribute:
        inside(c);
        break;
    case Place::Value:
        if (c == m_quote)
            m_place = Place::Inside;
        break;
    case Place::Bang:
        bang(c);
        break;
    case Place::Comment:
        if ((m_recent & 0xffffff) == packed("-->\0") >> 8)
            m_place = Place::Text;
        break;
    }
}

void PageTally::text(char c)
{
    const bool letter = isLetter(c);
    m_tally.words += letter && !m_word;
    m_word = letter;
    if (c == '<')
        m_place = Place::Open;
}

void PageTally::open(char c)
{
    m_closing = c == '/';
    m_anchor = false;
    m_href = false;
    m_length = 0;
    if (c == '!') {
        m_place = Place::Bang;
    } else if (c == '/') {
        m_place = Place::Name;
    } else if (isLetter(c)) {
        ++m_tally.tags;
        m_place = Place::Name;
        m_length = 1;
    } else { // "a < b"
        m_place = Place::Text;
        text(c);
    }
}

void PageTally::name(char c)
{
    if (!isSpace(c) && c != '>' && c != '/') {
        ++m_length;
        return;
    }
    m_anchor = !m_closing && m_length == 1 && (m_recent >> 8 & 0xff) == 'a';
    m_place = Place::Inside;
    inside(c);
}

void PageTally::inside(char c)
{
    if (c == '>') {
        endAttribute();
        m_tally.links += m_anchor && m_href;
        m_place = Place::Text;
        return;
    }
    if (c == '"' || c == '\'') {
        m_quote = c;
        m_place = Place::Value;
        return;
    }
    if (isSpace(c) || c == '/' || c == '=') {
        endAttribute();
        m_place = Place::Inside;
        return;
    }
    if (m_place == Place::Inside) {
        m_place = Place::Attribute;
        m_length = 0;
    }
    ++m_length;
}

// The character after the name has just been read.
void PageTally::endAttribute()
{
    if (m_place == Place::Attribute && m_length == 4 && (m_recent >> 8 & 0xffffffff) == packed("href"))
        m_href = true;
}

void PageTally::bang(char c)
{
    if ((m_recent & 0xffffffff) == packed("<!--"))
        m_place = Place::Comment;
    else if (c == '>')
        m_place = Place::Text;
}

} // namespace interleave::workloads
