// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/clientoptions.h"

#include <QCborArray>
#include <QCborMap>

#include <string>
#include <utility>
#include <vector>

namespace interleave::workloads {

class ParameterReader;

/// The options of a client as another process is told them.
QCborMap toMap(const net::ClientOptions& client);
/// The inverse, from the parameter "client" of a workload's.
/// @param error what is wrong in there, or with `whole` up to here; empty: nothing
net::ClientOptions clientFrom(ParameterReader& whole, std::string& error);

/// Why a client cannot have these options: one sentence; empty when it can.
std::string refusal(const net::ClientOptions& client);

/// What a title says of a client that is not as usual: {"connections", "fresh"}.
std::vector<std::pair<std::string, std::string>> conditionsOf(const net::ClientOptions& client);

/// As ParameterReader::pairs() reads them.
QCborArray toCbor(const std::vector<std::pair<std::string, std::string>>& pairs);

} // namespace interleave::workloads
