// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/points.h"
#include "core/trace/note.h"

#include <QString>

#include <memory>
#include <vector>

namespace interleave::window {

/// Which runs of a repeated or swept experiment are looked at.
struct Selection
{
    std::optional<std::uint32_t> model; ///< empty: all of them
    std::uint32_t value = 0, repetition = 0;

    bool operator==(const Selection&) const = default;
};

/// The runs that the window shows, made here or opened from a file.
struct Results
{
    QString title; ///< empty: made from the runs
    std::vector<std::shared_ptr<const run::RunResult>> runs;
    std::vector<Note> notes; ///< beside all of them
    run::RunList list;       ///< what they are of; empty when they were opened
    QString presetId;        ///< of the ready-made experiment that they are of; empty: of none
    QString path;            ///< of the file that they are saved in; empty: in none

    std::vector<std::shared_ptr<const Trace>> traces() const;
    std::vector<const Trace*> pointers() const;
    std::vector<const run::RunResult*> results() const;
    /// Where nothing is repeated and swept: all of them.
    std::vector<std::shared_ptr<const Trace>> traces(const Selection& selection) const;
    /// Their places in `runs`.
    std::vector<std::uint32_t> indices(const Selection& selection) const;
    /// How often the selected model or models were run with the value: repetitions that can be selected.
    int repetitions(const Selection& selection) const;
    /// What each of them is compared with, whatever is selected.
    analysis::BaselineOf baselines() const;
    std::vector<analysis::Point> points() const { return run::pointsOf(list, results()); }
    /// Events are not kept in files.
    bool hasEvents() const;
};

/// Writes the runs as a trace that open() reads and Perfetto shows. @return empty, or a sentence
QString save(const Results& results, const QString& path);
/// Writes every event as a line. @return empty, or a sentence
QString saveEvents(const Results& results, const QString& path);
/// @return the runs of a file, none and a sentence in `failure` when it cannot be read
Results open(const QString& path, QString& failure);

} // namespace interleave::window
