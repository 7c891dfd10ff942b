// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/limits.h"

#ifdef __linux__
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>
#endif

namespace interleave::observe {

#ifdef __linux__

namespace {

namespace fs = std::filesystem;

/// The first word of a file as a number; empty where there is none ("max").
std::optional<std::uint64_t> numberIn(const std::string& path)
{
    std::ifstream file(path);
    std::uint64_t number = 0;
    return file >> number ? std::optional(number) : std::nullopt;
}

/// What follows `key` in a file of lines like /proc/self/status; empty where it is not there.
std::string lineOf(const std::string& path, std::string_view key)
{
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(key))
            return line.substr(key.size());
    return {};
}

std::uint64_t countEntries(const char* folder)
{
    std::error_code error;
    std::uint64_t count = 0;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        ++count;
    return count;
}

/// The kernel does not hold root to the limit of a user's threads, nor who may do as root does.
bool exemptFromUserLimit()
{
    constexpr std::uint64_t sysAdmin = 1u << 21, sysResource = 1u << 24; // linux/capability.h
    const std::uint64_t effective =
        std::strtoull(lineOf("/proc/self/status", "CapEff:").c_str(), nullptr, 16);
    return getuid() == 0 || (effective & (sysAdmin | sysResource)) != 0;
}

/// All threads of the system: of this user there are no more.
std::optional<std::uint64_t> threadsOfAll()
{
    std::ifstream file("/proc/loadavg");
    double average = 0;
    std::uint64_t running = 0, all = 0;
    char slash = 0;
    file >> average >> average >> average >> running >> slash >> all;
    return file ? std::optional(all) : std::nullopt;
}

std::uint64_t threadsOfThisUser()
{
    std::uint64_t threads = 0;
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename();
        if (name.empty() || name.find_first_not_of("0123456789") != std::string::npos)
            continue;
        const std::string status = entry->path().string() + "/status";
        if (std::strtoull(lineOf(status, "Uid:").c_str(), nullptr, 10) == getuid())
            threads += std::strtoull(lineOf(status, "Threads:").c_str(), nullptr, 10);
    }
    return threads;
}

std::optional<Limit> userLimit(std::uint64_t wanted)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NPROC, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || exemptFromUserLimit())
        return std::nullopt;
    // To read the status of every process takes a while; mostly it is not needed.
    if (const auto all = threadsOfAll(); all && *all + wanted < limit.rlim_cur)
        return std::nullopt;
    return Limit{limit.rlim_cur, threadsOfThisUser(), "ulimit -u"};
}

/// Where a hierarchy of control groups is, and our group in it, from /proc/self/mountinfo and cgroup.
struct Group
{
    std::string mounted, root, path;
};

std::vector<std::string> wordsOf(const std::string& line)
{
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

bool lists(const std::string& commaSeparated, std::string_view word)
{
    return ("," + commaSeparated + ",").find("," + std::string(word) + ",") != std::string::npos;
}

/// Line "4:pids:/some/group" (version 1) or "0::/some/group" (version 2).
std::vector<Group> groupsThatCountThreads()
{
    std::vector<Group> groups;
    std::string first, second; // our group in each version
    std::ifstream own("/proc/self/cgroup");
    for (std::string line; std::getline(own, line);) {
        const std::size_t one = line.find(':'), two = line.find(':', one + 1);
        if (two == std::string::npos)
            continue;
        if (const std::string controllers = line.substr(one + 1, two - one - 1); controllers.empty())
            second = line.substr(two + 1);
        else if (lists(controllers, "pids"))
            first = line.substr(two + 1);
    }
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        const std::vector<std::string> words = wordsOf(line);
        const auto dash = std::ranges::find(words, "-");
        if (words.size() < 6 || words.end() - dash < 4)
            continue;
        const std::string& options = *(dash + 3);
        if (!first.empty() && dash[1] == "cgroup" && lists(options, "pids"))
            groups.push_back({words[4], words[3], first});
        if (!second.empty() && dash[1] == "cgroup2")
            groups.push_back({words[4], words[3], second});
    }
    return groups;
}

/// The tightest of the group and those around it.
std::optional<Limit> tightestOf(const Group& group)
{
    std::optional<Limit> tightest;
    std::string inside = group.path;
    if (group.root != "/" && inside.starts_with(group.root)) // mounted from within
        inside.erase(0, group.root.size());
    for (fs::path folder = fs::path(group.mounted + "/" + inside).lexically_normal();
         folder.string().starts_with(group.mounted); folder = folder.parent_path()) {
        const auto most = numberIn(folder.string() + "/pids.max");
        const auto used = numberIn(folder.string() + "/pids.current");
        if (most && used && (!tightest || Limit{*most, *used, {}}.left() < tightest->left()))
            tightest = Limit{*most, *used, folder.string() + "/pids.max"};
        if (folder == folder.parent_path())
            break;
    }
    return tightest;
}

std::optional<Limit> systemLimit(const char* name)
{
    const auto most = numberIn(std::string("/proc/sys/kernel/") + name);
    const auto used = threadsOfAll();
    return most && used ? std::optional(Limit{*most, *used, std::string("sysctl kernel.") + name})
                        : std::nullopt;
}

} // namespace

bool mayOpenFiles(unsigned count)
{
    std::vector<int> opened;
    for (unsigned k = 0; k < count; ++k) {
        const int file = eventfd(0, EFD_CLOEXEC);
        if (file < 0)
            break;
        opened.push_back(file);
    }
    for (const int file : opened)
        close(file);
    return opened.size() == count;
}

std::optional<Limit> openFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::nullopt;
    const std::uint64_t entries = countEntries("/proc/self/fd");
    return Limit{limit.rlim_cur, entries > 0 ? entries - 1 : 0, "ulimit -n"}; // without the folder itself
}

std::optional<Limit> threadLimit(std::uint64_t wanted)
{
    std::optional<Limit> tightest;
    const auto consider = [&](const std::optional<Limit>& limit) {
        if (limit && (!tightest || limit->left() < tightest->left()))
            tightest = limit;
    };
    consider(userLimit(wanted));
    for (const Group& group : groupsThatCountThreads())
        consider(tightestOf(group));
    consider(systemLimit("threads-max"));
    consider(systemLimit("pid_max"));
    return tightest;
}

#else

bool mayOpenFiles(unsigned) { return true; }
std::optional<Limit> openFileLimit() { return std::nullopt; }
std::optional<Limit> threadLimit(std::uint64_t) { return std::nullopt; }

#endif

} // namespace interleave::observe
