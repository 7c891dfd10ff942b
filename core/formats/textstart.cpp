// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/textstart.h"

#include <array>

namespace interleave::formats {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view utf16 = "is text in UTF-16: save it as UTF-8";
constexpr std::string_view utf32 = "is text in UTF-32: save it as UTF-8";
constexpr std::string_view compressed = "is compressed: unpack it first";

struct Start
{
    std::string_view bytes, instead;
};

constexpr std::array starts{
    Start{"\xff\xfe\0\0"sv, utf32}, // before UTF-16, whose mark it begins with
    Start{"\0\0\xfe\xff"sv, utf32},
    Start{"\xff\xfe"sv, utf16},
    Start{"\xfe\xff"sv, utf16},
    Start{"\x1f\x8b"sv, compressed},         // gzip
    Start{"\x28\xb5\x2f\xfd"sv, compressed}, // zstd
    Start{"\xfd"
          "7zXZ\0"sv,
          compressed},                 // xz
    Start{"BZh"sv, compressed},        // bzip2
    Start{"PK\x03\x04"sv, compressed}, // zip
};

} // namespace

TextStart textStart(std::string_view begin)
{
    if (begin.starts_with("\xef\xbb\xbf"))
        return {3, {}};
    for (const Start& start : starts)
        if (begin.starts_with(start.bytes))
            return {0, start.instead};
    // Without a mark: every other byte of its first two characters is zero.
    if (begin.size() >= 4 && (begin[0] == 0) != (begin[1] == 0) && (begin[0] == 0) == (begin[2] == 0) &&
        (begin[1] == 0) == (begin[3] == 0))
        return {0, utf16};
    return {};
}

} // namespace interleave::formats
