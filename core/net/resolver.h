// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace interleave::net {

/// What a host name stands for. Without addresses `problem` says why: "host name not found".
struct Resolution
{
    std::vector<std::string> addresses; ///< literal ones, in the system's order of preference
    std::string problem;
};

/// The host names of one run: each is looked up once, for all workers of the process. Thread-safe.
///
/// The look-ups happen one after another on one thread named "resolver", which starts with the first name and
/// stays for the life of the process, because the system's look-up cannot be interrupted: a run never waits
/// for it, it only stops to listen. See README.md.
class Resolver
{
public:
    Resolver();
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    /// Who is to be told when the resolver's thread takes part in this run; before the first request().
    void announceTo(engine::AnnounceHelper announce);
    /// Makes sure that the thread is there and announced.
    /// @return why it is not, in words; it is tried again with the next call
    std::string start();

    /// Empty while it is not known.
    std::optional<Resolution> known(const std::string& host) const;
    /// Looks `host` up unless that is under way, and calls `whenKnown` on any thread, once.
    /// @return why it cannot be looked up now, in words: `whenKnown` is not called then, and who asks later
    /// is served; empty when all is well
    std::string request(const std::string& host, std::function<void()> whenKnown);

private:
    struct Names;
    std::shared_ptr<Names> d;
};

} // namespace interleave::net
