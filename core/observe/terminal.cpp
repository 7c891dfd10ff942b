// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/terminal.h"

#include <cstdlib>
#include <string_view>

#if __has_include(<sys/ioctl.h>)
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace interleave::observe {

#if __has_include(<sys/ioctl.h>)

std::optional<int> terminalColumns(int descriptor)
{
    winsize size{};
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? std::optional<int>(size.ws_col)
                                                                        : std::nullopt;
}

bool canWriteOver(int descriptor)
{
    const char* const name = std::getenv("TERM");
    const std::string_view terminal = name ? name : "";
    return isatty(descriptor) == 1 && !terminal.empty() && terminal != "dumb" && terminal != "unknown";
}

#else

std::optional<int> terminalColumns(int) { return std::nullopt; }

bool canWriteOver(int) { return false; }

#endif

} // namespace interleave::observe
