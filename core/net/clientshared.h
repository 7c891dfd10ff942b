// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/clientenvironment.h"
#include "core/net/connectionpool.h"

#include <array>

namespace interleave::net {

/// What the downloads of one worker share.
struct ClientShared
{
    explicit ClientShared(const ClientEnvironment& forAll) : environment(forAll), options(forAll.options()) {}

    const ClientEnvironment& environment;
    ClientOptions options;
    ConnectionPool pool;
    std::array<char, 16'384> buffer{}; ///< between a socket and the parser; never kept across a wait
};

} // namespace interleave::net
