// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/event.h"
#include "core/trace/trace.h"
#include "core/trace/tracebuilder.h"

#include <QByteArray>
#include <QCborMap>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace interleave::engine::protocol {

/// What is said between the run and a process worker over the worker's standard streams; README.md of this
/// folder documents it. Both ends are the same build on the same host.
inline constexpr int version = 1;

/// A longer message is a fault of the sender.
inline constexpr std::size_t mostBytes = 64u << 20;

/// A worker numbers its helpers from 0; in its events helper n is WorkerId(firstHelper + n).
inline constexpr std::uint32_t firstHelper = 1u << 16;

/// The values of the key "is" that every message has.
namespace is {
inline constexpr QLatin1String configure{"configure"}; // run to worker
inline constexpr QLatin1String task{"task"};
inline constexpr QLatin1String finish{"finish"};
inline constexpr QLatin1String cancel{"cancel"};
inline constexpr QLatin1String hello{"hello"}; // worker to run
inline constexpr QLatin1String refused{"refused"};
inline constexpr QLatin1String works{"works"};
inline constexpr QLatin1String told{"told"};
inline constexpr QLatin1String helper{"helper"};
inline constexpr QLatin1String figures{"figures"};
} // namespace is

/// One message as it goes over the wire: a CBOR byte string with a 32-bit length (5 bytes) around the encoded
/// map.
QByteArray framed(const QCborMap& message);

/// Cuts messages out of a stream of bytes that arrives in pieces.
class Reader
{
public:
    void append(std::string_view bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    std::vector<char>& buffer() { return m_bytes; }
    /// The next whole message; empty when none is there yet, or the stream is broken.
    std::optional<QCborMap> next();
    /// The bytes are not this protocol's; nothing more will come out.
    bool broken() const { return m_broken; }

private:
    std::vector<char> m_bytes;
    std::size_t m_taken = 0;
    bool m_broken = false;
};

/// Events as one byte string, 24 bytes each in the host's own layout.
QByteArray packed(const std::vector<Event>& events);
/// Appends them; events with values outside their enumerations are left out.
void unpack(const QByteArray& bytes, std::vector<Event>& events);

QCborMap toCbor(const TaskReport& report);
TaskReport reportFrom(const QCborMap& map);
QCborMap toCbor(const interleave::Worker& worker);
interleave::Worker workerFrom(const QCborMap& map);

} // namespace interleave::engine::protocol
