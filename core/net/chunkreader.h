// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace interleave::net {

/// Takes a chunked body (RFC 9112 section 7.1) apart as it arrives. Lines may end in LF alone, and a size may
/// be followed by spaces, as some servers send it; extensions and trailers are skipped.
class ChunkReader
{
public:
    /// @param lineLimit of a size with its extensions, and of the trailer, in bytes
    explicit ChunkReader(std::size_t lineLimit) : m_lineLimit(lineLimit) {}

    struct Taken
    {
        std::size_t used = 0;   ///< how much of the data is done with
        std::string_view piece; ///< what of it is body
    };
    /// One step: at most one piece. Until isDone() or a fault.
    Taken take(std::string_view data);

    bool isDone() const { return m_state == State::Done; }
    bool isMalformed() const { return m_state == State::Malformed; }
    bool isTooLong() const { return m_state == State::TooLong; }
    /// Of the present chunk's bytes; what does not fit is the largest.
    std::uint64_t left() const { return m_left; }

private:
    enum class State : std::uint8_t {
        Size,
        Data,
        DataEnd,
        Trailer,
        Done,
        Malformed,
        TooLong,
    };

    void lineIsWhole();
    void readSize();

    std::size_t m_lineLimit;
    State m_state = State::Size;
    std::uint64_t m_left = 0;
    std::string m_line;        // so far
    std::size_t m_trailer = 0; // its length so far
};

} // namespace interleave::net
