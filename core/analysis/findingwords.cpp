// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/findingwords.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace interleave::analysis {

std::string percent(double share)
{
    std::array<char, 32> buffer{};
    const double value = 100 * share;
    if (value >= 99.5 && value < 100)
        return "over 99 %";
    std::snprintf(buffer.data(), buffer.size(), value < 9.95 ? "%.1f %%" : "%.0f %%", value);
    std::ranges::replace(buffer, ',', '.'); // of the C locale
    return buffer.data();
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string plain(std::string_view text, std::size_t most)
{
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0u;
        const bool c1 = byte == 0xC2 && next >= 0x80 && next <= 0x9F; // in UTF-8: two bytes
        if (byte > 0x20 && byte != 0x7F && !c1)
            line += text[i];
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
        i += c1 ? 1 : 0;
    }
    while (!line.empty() && line.back() == ' ')
        line.pop_back();
    if (line.size() <= most)
        return line;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) // inside a character
        --end;
    return line.substr(0, end) + "\xE2\x80\xA6";
}

std::string nameOf(const Trace& trace, TaskId task)
{
    std::string label = plain(trace[task].label);
    return label.empty() ? "task " + std::to_string(task.value + 1) : label;
}

std::string workersOf(const RunInfo& info)
{
    const bool process = info.workerKind == "process";
    if (workersBegun(info) == 1)
        return process ? "one process" : "one thread";
    return std::to_string(workersBegun(info)) + (process ? " processes" : " threads");
}

std::string processorsOf(const RunInfo& info)
{
    return info.processors.size() == 1 ? "one processor"
                                       : std::to_string(info.processors.size()) + " processors";
}

std::string_view wereOf(const RunInfo& info) { return info.processors.size() == 1 ? "was" : "were"; }

std::string capital(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

} // namespace interleave::analysis
