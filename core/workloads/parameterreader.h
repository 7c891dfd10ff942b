// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCborMap>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace interleave::workloads {

/// Reads a workload's parameters from input that may be hostile, and remembers the first thing that is wrong
/// with it.
class ParameterReader
{
public:
    explicit ParameterReader(const QCborMap& map) : m_map(map) {}

    /// A number from 0 to `most`. @return 0 where it does not fit
    std::uint64_t number(const char* key, std::uint64_t most);
    bool truth(const char* key);
    std::string text(const char* key);
    std::vector<std::string> texts(const char* key);
    /// An array of arrays of two texts.
    std::vector<std::pair<std::string, std::string>> pairs(const char* key);
    QCborMap map(const char* key);

    /// A sentence, or empty.
    const std::string& error() const { return m_error; }

private:
    void refuse(const char* key, const std::string& what);

    const QCborMap& m_map;
    std::string m_error;
};

} // namespace interleave::workloads
