// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace interleave::benchmarks {

/// Both download the practice server's two pages in turn, on so many connections.
///
/// The least that a client can do: connections kept alive, one request after another on each, answers only
/// counted.
/// @return CPU seconds of the calling thread
double rawEpoll(std::uint16_t port, std::size_t requests, std::size_t connections);

/// libcurl's multi interface with its own poll. @return likewise; 0 where this was built without it
double curlMulti(const std::string& server, std::size_t requests, std::size_t inFlight);

} // namespace interleave::benchmarks
