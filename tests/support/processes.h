// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <cstdint>
#include <vector>

namespace interleave::tests {

/// The process workers that a process has now, or its practice servers, by number.
std::vector<std::int64_t> workersOf(std::int64_t parent);
std::vector<std::int64_t> practiceServersOf(std::int64_t parent);
/// What has not ended of a session, each as its number and command line.
QStringList processesOf(std::int64_t session);

/// What this process holds of the system's.
struct Belongings
{
    QStringList files, threads, children;
};
Belongings belongings();
/// Of what there is more now; empty: of nothing.
QString moreThan(const Belongings& before, const Belongings& now);

} // namespace interleave::tests
