// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/registry.h"

#include "core/workloads/downloadsparameters.h"
#include "core/workloads/mixed.h"
#include "core/workloads/parameterreader.h"
#include "core/workloads/script.h"
#include "core/workloads/sums.h"

#include <algorithm>
#include <array>
#include <limits>

namespace interleave::workloads {

namespace {

/// What a CBOR integer holds; refusal() knows the real limits.
constexpr std::uint64_t mostNumber = std::numeric_limits<std::int64_t>::max();

using Made = std::shared_ptr<engine::Workload>;

Made downloadsFrom(const QCborMap& parameters, std::string& error)
{
    auto options = fromParameters(parameters, error);
    return options ? makeDownloads(std::move(*options)) : nullptr;
}

Made sumsFrom(const QCborMap& parameters, std::string& error)
{
    ParameterReader read(parameters);
    SumsOptions options;
    options.number = read.number("number", mostNumber);
    options.tasks = static_cast<std::size_t>(read.number("tasks", mostNumber));
    error = read.error();
    if (error.empty())
        error = refusal(options);
    return error.empty() ? makeSums(options) : nullptr;
}

Made mixedOf(const QCborMap& parameters, std::string& error)
{
    auto options = mixedFrom(parameters, error);
    return options ? makeMixed(std::move(*options)) : nullptr;
}

Made scriptOf(const QCborMap& parameters, std::string& error)
{
    auto options = scriptFrom(parameters, error);
    return options ? makeScript(std::move(*options)) : nullptr;
}

struct Row
{
    Entry entry;
    Made (*make)(const QCborMap&, std::string&);
};

constexpr std::array rows{
    Row{{"downloads", "HTTP downloads: the article's I/O-bound work"}, downloadsFrom},
    Row{{"sums", "sums of squares: the article's CPU-bound work"}, sumsFrom},
    Row{{"mixed", "HTTP downloads whose pages are parsed and hashed: waiting and computing"}, mixedOf},
    Row{{"script", "tasks as phases: compute 2 ms, wait 20 ms, download /dice, lock A 3 ms"}, scriptOf},
};

constexpr auto entries = [] {
    std::array<Entry, rows.size()> all{};
    std::ranges::transform(rows, all.begin(), &Row::entry);
    return all;
}();

} // namespace

std::span<const Entry> workloads() { return entries; }

std::shared_ptr<engine::Workload> makeWorkload(std::string_view id, const QCborMap& parameters,
                                               std::string& error)
{
    error.clear();
    const auto row = std::ranges::find(rows, id, [](const Row& each) { return each.entry.id; });
    if (row != rows.end())
        return row->make(parameters, error);
    error = "There is no workload \"" + std::string(id) + "\".";
    return nullptr;
}

} // namespace interleave::workloads
