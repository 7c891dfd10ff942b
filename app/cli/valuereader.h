// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/trace/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace interleave::cli {

/// Reads typed values out of options. The first value that does not fit is kept as one sentence in error();
/// from then on everything reads as absent, so that a caller may read on and ask once at the end.
class ValueReader
{
public:
    explicit ValueReader(const OptionValues& values) : m_values(values) {}

    bool has(const char* name) const { return m_values.contains(QLatin1StringView(name)); }
    /// The last value given; empty when there is none.
    std::optional<QString> text(const char* name) const;
    QStringList texts(const char* name) const { return m_values.value(QLatin1StringView(name)); }

    std::optional<std::uint64_t> number(const char* name, std::uint64_t least, std::uint64_t most);
    std::optional<Duration> duration(const char* name, Duration least, Duration most);
    std::optional<std::chrono::milliseconds> milliseconds(const char* name, std::chrono::milliseconds least,
                                                          std::chrono::milliseconds most);
    std::optional<std::uint64_t> size(const char* name, std::uint64_t least, std::uint64_t most);
    std::optional<std::uint64_t> bandwidth(const char* name);
    /// The position of the value in `words`.
    std::optional<std::size_t> oneOf(const char* name, const QStringList& words);

    /// Keeps `sentence` unless there is one already.
    void fail(const QString& sentence);
    const QString& error() const { return m_error; }

private:
    const OptionValues& m_values;
    QString m_error;
};

/// "“gli” is none of the models; did you mean gil?", or the list of them when nothing is near.
QString notAmong(const QString& word, const QStringList& known, const QString& ofWhat);

} // namespace interleave::cli
