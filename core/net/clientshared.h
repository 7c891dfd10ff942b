// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/admission.h"
#include "core/net/clientenvironment.h"
#include "core/net/connectionpool.h"

#include <array>
#include <map>
#include <string>

namespace interleave::net {

/// What the downloads of one worker share.
struct ClientShared
{
    explicit ClientShared(const ClientEnvironment& forAll) : environment(forAll), options(forAll.options()) {}

    const ClientEnvironment& environment;
    ClientOptions options;
    ConnectionPool pool;
    std::map<Origin, Admission> admissions;
    std::map<std::string, std::string> answered; ///< host name to the address that was connected to last
    std::array<char, 16'384> buffer{}; ///< between a socket and the parser; never kept across a wait
};

} // namespace interleave::net
