// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lanes.h"
#include "core/trace/trace.h"

#include <QString>

#include <vector>

namespace interleave::view {

/// "Running", as DESIGN's table has it, in the user's language; and what it means, in a few words.
QString stateWord(State state);
QString stateMeaning(State state);

QString laneLabel(const timeline::Lane& lane);

/// What is written about one run of a picture.
struct RunWords
{
    QString name;       ///< "Threads pinned to one processor"
    QString details;    ///< "5 threads · 1 task in flight each · processor 1 (pinned) · no lock"
    QString figures;    ///< "Running 31 % of 1 processor"
    QString total;      ///< "1.66 s"
    QString comparison; ///< "5.0× faster"; empty for the baseline and where a comparison would mislead
};

/// @param baseline the first run of the picture
RunWords runWords(const Trace& run, const Trace& baseline);

/// "1.8× faster than Synchronous, latency 50 ms"; empty where a comparison would mislead.
/// @param than empty: the baseline need not be named
QString comparison(const Trace& run, const Trace& baseline, const QString& than);

/// About a run that goes on: how far it is.
/// @param stopped tasks that are over
RunWords liveWords(const Trace& soFar, std::uint64_t stopped, Instant now);

/// What is written about a whole picture.
struct SheetWords
{
    QString title;
    QString subtitle;
    std::vector<QString> footer; ///< a paragraph each
};

/// @param title empty: made from the runs
SheetWords sheetWords(const std::vector<const RunInfo*>& runs, const QString& title,
                      timeline::Grouping grouping);

/// One line without control characters: names come from files and users, and XML allows none.
QString oneLine(const std::string& text);

} // namespace interleave::view
