// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace interleave::tests {

/// While it lives the system's look-up knows this name: for Qt and everything else in this program.
class KnownName
{
public:
    /// @param addresses literal ones, in the order in which the system prefers them
    KnownName(std::string name, std::vector<std::string> addresses);
    ~KnownName();
    KnownName(const KnownName&) = delete;
    KnownName& operator=(const KnownName&) = delete;

private:
    std::string m_name;
};

} // namespace interleave::tests
