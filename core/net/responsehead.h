// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace interleave::net {

/// Where the body of a response to GET ends (RFC 9112 section 6.3).
struct Framing
{
    enum class Kind : std::uint8_t {
        NoBody, ///< the status has none
        Length,
        Chunks,
        UntilClose,
    };

    Kind kind = Kind::UntilClose;
    std::uint64_t length = 0; ///< where it is a Length; what does not fit is the largest
    std::string problem;      ///< why nobody can tell, in words; else empty
};

/// @param length,coding the fields Content-Length and Transfer-Encoding; several of a name joined with
/// commas. A transfer coding other than "chunked" is a problem: it was not asked for, and nobody decodes it.
Framing framingOf(unsigned status, std::optional<std::string_view> length,
                  std::optional<std::string_view> coding);

/// What is worth knowing of the head of a response.
struct ResponseHead
{
    unsigned status = 0; ///< as sent: 0 to 999
    std::string reason;  ///< the phrase after it, cut; may hold anything
    std::string location;
    Framing framing;
    bool keepAlive = false; ///< the server will take another request
    std::string problem;    ///< what is wrong with it, in words; else empty
};

/// Takes one apart, with the leniency that RFC 9112 advises: any HTTP/1.x, lines that end in LF alone, white
/// space of any kind and number in the status line, none after the status, folded fields, space before a
/// colon.
/// @param text from the status line to the empty line
ResponseHead responseHead(std::string_view text);

/// White space as a status line may have it; before the line it counts for nothing.
std::string_view withoutWhiteSpaceBefore(std::string_view text);

/// "404 Not Found", "099"; without control characters.
std::string statusLine(unsigned status, std::string_view reason);

} // namespace interleave::net
