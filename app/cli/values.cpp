// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/values.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

namespace interleave::cli {
namespace {

/// How many letters must be changed, added or dropped, two neighbours swapped counting as one.
std::size_t distance(QStringView a, QStringView b)
{
    const auto rows = static_cast<std::size_t>(a.size()), columns = static_cast<std::size_t>(b.size());
    std::vector<std::vector<std::size_t>> cost(rows + 1, std::vector<std::size_t>(columns + 1));
    std::iota(cost[0].begin(), cost[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= rows; ++i) {
        cost[i][0] = i;
        for (std::size_t j = 1; j <= columns; ++j) {
            const auto at = [](QStringView text, std::size_t k) {
                return text[static_cast<qsizetype>(k) - 1];
            };
            const std::size_t change = at(a, i) == at(b, j) ? 0 : 1;
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && at(a, i) == at(b, j - 1) && at(a, i - 1) == at(b, j))
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[rows][columns];
}

} // namespace

QString nearest(const QString& word, const QStringList& known)
{
    QString best;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const QString& candidate : known) {
        const std::size_t cost = distance(word.toLower(), candidate.toLower());
        const bool begun = word.size() >= 3 && candidate.startsWith(word);
        if (const std::size_t rank = begun ? std::min<std::size_t>(cost, 1) : cost; rank < least) {
            least = rank;
            best = candidate;
        }
    }
    // Far from everything: a wrong guess would send the reader astray.
    return least <= std::max<std::size_t>(1, static_cast<std::size_t>(word.size()) / 3) ? best : QString();
}

} // namespace interleave::cli
