// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <span>

namespace interleave::cli {

/// What an option is about: the headings of the help, and which options a choice makes senseless.
enum class Group : std::uint8_t {
    Work,
    Downloads,
    Server,
    Sums,
    Mixed,
    Script,
    Model,
    Unfolding,
    Picture,
    Output,
    Serve,
    List
};

/// One row of a command's option table. Texts are untranslated (context "cli").
struct OptionSpec
{
    const char* name;  ///< without dashes
    const char* value; ///< what stands for its value in the help; null: it takes none
    const char* help;
    Group group;
    bool repeatable = false; ///< values given again are added; otherwise the last one counts
};

/// The values given to each option, by its name; an option without value has an empty list of one empty
/// string.
using OptionValues = QMap<QString, QStringList>;

std::span<const OptionSpec> runOptions();
std::span<const OptionSpec> serveOptions();
std::span<const OptionSpec> listOptions();

/// What was asked for after a command's name.
struct Parsed
{
    OptionValues values;
    QStringList words; ///< what is not an option
    bool help = false; ///< --help was among them
    QString error;     ///< one sentence when the rest means nothing
};

/// @param arguments without the program's and the command's name
Parsed parse(std::span<const OptionSpec> specs, const QStringList& arguments);

/// The table's row of this name, or null.
const OptionSpec* find(std::span<const OptionSpec> specs, QStringView name);

} // namespace interleave::cli
