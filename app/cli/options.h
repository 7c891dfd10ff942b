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

/// What must be so for an option to do anything: vainOption() (vainoptions.h) refuses it where it is not.
enum class Needs : std::uint8_t {
    Nothing,
    TaskCount,   ///< a workload that does not say itself how many tasks
    Addresses,   ///< a workload that can download from elsewhere
    Downloads,   ///< something to download
    Pages,       ///< downloads or mixed
    Server,      ///< the practice server
    ServerPages, ///< the practice server, asked for its pages in turn
    Jitter,      ///< delays drawn at random
    Https,
    Sums,
    Mixed,
    Script,
    Lock, ///< a model with the interpreter lock
    Image,
    Timelines,  ///< an image, and not the chart of a sweep
    WorkerRows, ///< such an image with a row for each worker
    PaperPng,   ///< a PNG whose width is in centimetres
    Titled,     ///< a file that bears a title
    Medians     ///< several runs of one kind
};

/// How often an option may be given.
enum class Times : std::uint8_t {
    Once, ///< one that takes no value may be given again: that says the same
    Many  ///< a list: values given again are added
};

/// One row of a command's option table. Texts are untranslated (context "cli").
struct OptionSpec
{
    const char* name;  ///< without dashes
    const char* value; ///< what stands for its value in the help; null: it takes none
    const char* help;
    Group group;
    Needs needs = Needs::Nothing;
    Times times = Times::Once;
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
