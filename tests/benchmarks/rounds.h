// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace interleave::benchmarks {

inline double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

/// CPU seconds so far: RUSAGE_SELF this process, RUSAGE_CHILDREN those of its children that have ended.
inline double cpuSeconds(int who = RUSAGE_SELF)
{
    rusage used{};
    getrusage(who, &used);
    const auto seconds = [](const timeval& time) {
        return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// One of several ways to do the same, and what each of its rounds gave.
struct Way
{
    std::string name;
    std::function<double()> once;
    std::vector<double> figures;
};

/// Each way once in each round, in shuffled order. The first round is not counted.
inline void takeTurns(std::vector<Way>& ways, int rounds)
{
    std::mt19937 random(1);
    std::vector<std::size_t> order(ways.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    for (int round = 0; round <= rounds; ++round) {
        std::ranges::shuffle(order, random);
        for (const std::size_t way : order) {
            const double figure = ways[way].once();
            if (round > 0)
                ways[way].figures.push_back(figure);
        }
    }
}

/// The median of the ratios round by round, with its extremes: "1.02 [0.98-1.05]".
inline std::string ratio(const Way& of, const Way& to)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < of.figures.size(); ++i)
        ratios.push_back(of.figures[i] / to.figures[i]);
    char text[64];
    std::snprintf(text, sizeof text, "%.3f [%.3f-%.3f]", median(ratios), *std::ranges::min_element(ratios),
                  *std::ranges::max_element(ratios));
    return text;
}

} // namespace interleave::benchmarks
