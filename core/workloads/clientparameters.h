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

/// The options of a client as another process is told them, and back.
QCborMap toMap(const net::ClientOptions& client);
net::ClientOptions clientFrom(ParameterReader& read);

/// Why a client cannot have these options: one sentence; empty when it can.
std::string refusal(const net::ClientOptions& client);

/// As ParameterReader::pairs() reads them.
QCborArray toCbor(const std::vector<std::pair<std::string, std::string>>& pairs);

} // namespace interleave::workloads
