// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/chunkreader.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace interleave::net {

ChunkReader::Taken ChunkReader::take(std::string_view data)
{
    if (m_state == State::Data) {
        const std::string_view piece =
            data.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(m_left, data.size())));
        m_left -= piece.size();
        if (m_left == 0)
            m_state = State::DataEnd;
        return {piece.size(), piece};
    }
    const std::size_t end = data.find('\n');
    const std::size_t used = end == std::string_view::npos ? data.size() : end + 1;
    m_line += data.substr(0, used);
    if (m_state == State::DataEnd && m_line != "\r" && m_line != "\n" && m_line != "\r\n")
        m_state = State::Malformed;
    else if (m_line.size() + m_trailer > m_lineLimit)
        m_state = State::TooLong;
    else if (end != std::string_view::npos)
        lineIsWhole();
    return {used, {}};
}

void ChunkReader::lineIsWhole()
{
    const bool isEmpty = m_line == "\n" || m_line == "\r\n";
    if (m_state == State::Size) {
        readSize();
    } else if (m_state == State::DataEnd) {
        m_state = State::Size;
    } else if (isEmpty) {
        m_state = State::Done;
    } else {
        m_trailer += m_line.size();
    }
    m_line.clear();
}

void ChunkReader::readSize()
{
    std::string_view digits = std::string_view(m_line).substr(0, m_line.find(';'));
    digits = digits.substr(0, digits.find_last_not_of(" \t\r\n") + 1);
    const char* const end = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(digits.data(), end, m_left, 16);
    if (digits.empty() || stop != end || fault == std::errc::invalid_argument) {
        m_state = State::Malformed;
        return;
    }
    if (fault == std::errc::result_out_of_range)
        m_left = std::numeric_limits<std::uint64_t>::max();
    m_state = m_left == 0 ? State::Trailer : State::Data;
}

} // namespace interleave::net
