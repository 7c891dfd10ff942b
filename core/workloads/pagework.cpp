// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/pagework.h"

#include "core/workloads/tally.h"

#include <QCryptographicHash>

#include <algorithm>
#include <optional>
#include <string_view>

namespace interleave::workloads {

namespace {

/// Read between two checkpoints: some 20 microseconds.
constexpr std::size_t parseSlice = 4096;
/// The same, some 30 microseconds.
constexpr std::size_t hashSlice = 8192;
/// Of the hash, in hexadecimal digits: enough to compare two lines by eye.
constexpr qsizetype shownDigits = 16;

/// Gives the whole body to `take`, slice by slice.
/// @return false: the run was stopped
template <class Take>
bool inSlices(engine::TaskContext& context, const std::string& body, std::size_t slice, Take take)
{
    for (std::size_t at = 0; at < body.size(); at += slice) {
        take(std::string_view(body).substr(at, slice));
        if (!context.checkpoint())
            return false;
    }
    return true;
}

/// Lets `pass` work out the same `passes` times.
/// @param pass returns its result; empty: the run was stopped
template <class Pass>
auto repeated(unsigned passes, const std::string& failure, engine::TaskResult& result, Pass pass)
    -> decltype(pass())
{
    decltype(pass()) first;
    for (unsigned count = 0; count < passes; ++count) {
        const auto worked = pass();
        if (!worked) {
            result.outcome = Outcome::Cancelled;
            return {};
        }
        if (first && *first != *worked) {
            result.outcome = Outcome::Failed;
            result.reason = failure;
            return {};
        }
        first = worked;
    }
    return first;
}

} // namespace

void parsePage(engine::TaskContext& context, const std::string& body, unsigned passes,
               const std::string& from, engine::TaskResult& result)
{
    if (result.outcome != Outcome::Finished || passes == 0)
        return;
    context.phase(Phase::Parse);
    repeated(passes, from + ": parsing the same body twice gave two results", result, [&] {
        PageTally page;
        const bool whole =
            inSlices(context, body, parseSlice, [&](std::string_view piece) { page.take(piece); });
        return whole ? std::optional(page.result()) : std::nullopt;
    });
}

void hashPage(engine::TaskContext& context, const std::string& body, unsigned passes, const std::string& from,
              engine::TaskResult& result)
{
    if (result.outcome != Outcome::Finished || passes == 0)
        return;
    context.phase(Phase::Compute);
    const auto sum = repeated(passes, from + ": hashing the same body twice gave two results", result, [&] {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        const bool whole = inSlices(context, body, hashSlice, [&](std::string_view piece) {
            hash.addData({piece.data(), static_cast<qsizetype>(piece.size())});
        });
        return whole ? std::optional(hash.result()) : std::nullopt;
    });
    if (sum)
        result.log += ", SHA-256 " + sum->toHex().first(shownDigits).toStdString();
}

} // namespace interleave::workloads
