// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/protocol.h"

#include <QCborValue>
#include <QString>

#include <cstring>

namespace interleave::engine::protocol {

namespace {

constexpr char byteString32 = 0x5a; // CBOR major type 2, 32-bit length follows
constexpr std::size_t headerBytes = 5;
constexpr std::size_t mostTakenBytesKept = 1u << 16;

bool plausible(const Event& event)
{
    return event.kind <= EventKind::Lost && event.phase <= Phase::Unknown &&
           event.outcome <= Outcome::Cancelled;
}

template <class Rep>
void put(QCborMap& map, QLatin1String key, const std::optional<Rep>& value)
{
    if (value)
        map[key] = static_cast<qint64>(*value);
}

std::optional<std::uint64_t> count(const QCborMap& map, QLatin1String key)
{
    const QCborValue value = map[key];
    return value.isInteger() && value.toInteger() >= 0
               ? std::optional<std::uint64_t>(static_cast<std::uint64_t>(value.toInteger()))
               : std::nullopt;
}

std::optional<Duration> duration(const QCborMap& map, QLatin1String key)
{
    const QCborValue value = map[key];
    return value.isInteger() ? std::optional(Duration(value.toInteger())) : std::nullopt;
}

} // namespace

QByteArray framed(const QCborMap& message)
{
    const QByteArray body = QCborValue(message).toCbor();
    const auto length = static_cast<quint32>(body.size());
    QByteArray frame;
    frame.reserve(body.size() + qsizetype(headerBytes));
    frame.append(byteString32);
    for (int shift = 24; shift >= 0; shift -= 8)
        frame.append(static_cast<char>(length >> shift & 0xff));
    return frame.append(body);
}

std::optional<QCborMap> Reader::next()
{
    const std::size_t held = m_bytes.size() - m_taken;
    if (m_broken || held < headerBytes)
        return std::nullopt;
    const char* const head = m_bytes.data() + m_taken;
    std::size_t length = 0;
    for (std::size_t i = 1; i < headerBytes; ++i)
        length = length << 8 | static_cast<unsigned char>(head[i]);
    m_broken = head[0] != byteString32 || length > mostBytes;
    if (m_broken || held < headerBytes + length)
        return std::nullopt;
    const auto value =
        QCborValue::fromCbor(QByteArray::fromRawData(head + headerBytes, static_cast<qsizetype>(length)));
    m_taken += headerBytes + length;
    if (m_taken == m_bytes.size() || m_taken > mostTakenBytesKept) {
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_taken));
        m_taken = 0;
    }
    m_broken = !value.isMap();
    return m_broken ? std::nullopt : std::optional(value.toMap());
}

QByteArray packed(const std::vector<Event>& events)
{
    return QByteArray(reinterpret_cast<const char*>(events.data()),
                      static_cast<qsizetype>(events.size() * sizeof(Event)));
}

void unpack(const QByteArray& bytes, std::vector<Event>& events)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    for (std::size_t at = 0; at + sizeof(Event) <= size; at += sizeof(Event)) {
        Event event;
        std::memcpy(&event, bytes.constData() + at, sizeof event);
        if (plausible(event))
            events.push_back(event);
    }
}

QCborMap toCbor(const TaskReport& report)
{
    return {{QLatin1String("task"), qint64(report.task.value)},
            {QLatin1String("bytes"), static_cast<qint64>(report.bytes)},
            {QLatin1String("attempts"), qint64(report.attempts)},
            {QLatin1String("untaken"), qint64(report.untaken)},
            {QLatin1String("reason"), QString::fromStdString(report.reason)},
            {QLatin1String("log"), QString::fromStdString(report.log)}};
}

TaskReport reportFrom(const QCborMap& map)
{
    return {.task = TaskId(static_cast<std::uint32_t>(map[QLatin1String("task")].toInteger(TaskId::none))),
            .bytes = count(map, QLatin1String("bytes")).value_or(0),
            .attempts = static_cast<std::uint32_t>(count(map, QLatin1String("attempts")).value_or(0)),
            .reason = map[QLatin1String("reason")].toString().toStdString(),
            .log = map[QLatin1String("log")].toString().toStdString(),
            .untaken = static_cast<std::uint32_t>(count(map, QLatin1String("untaken")).value_or(0))};
}

QCborMap toCbor(const interleave::Worker& worker)
{
    QCborMap map{{QLatin1String("name"), QString::fromStdString(worker.name)},
                 {QLatin1String("process"), qint64(worker.processId)},
                 {QLatin1String("thread"), qint64(worker.threadId)}};
    if (worker.cpuClock)
        map[QLatin1String("cpu")] = qint64(worker.cpuClock->count());
    if (worker.runDelay)
        map[QLatin1String("delay")] = qint64(worker.runDelay->count());
    if (worker.resolution)
        map[QLatin1String("resolution")] = qint64(worker.resolution->count());
    if (worker.switchRecords)
        map[QLatin1String("records")] = *worker.switchRecords;
    put(map, QLatin1String("voluntary"), worker.voluntarySwitches);
    put(map, QLatin1String("involuntary"), worker.involuntarySwitches);
    return map;
}

interleave::Worker workerFrom(const QCborMap& map)
{
    interleave::Worker worker;
    worker.name = map[QLatin1String("name")].toString().toStdString();
    worker.processId = map[QLatin1String("process")].toInteger();
    worker.threadId = map[QLatin1String("thread")].toInteger();
    worker.cpuClock = duration(map, QLatin1String("cpu"));
    worker.runDelay = duration(map, QLatin1String("delay"));
    worker.resolution = duration(map, QLatin1String("resolution"));
    if (const QCborValue records = map[QLatin1String("records")]; records.isBool())
        worker.switchRecords = records.toBool();
    worker.voluntarySwitches = count(map, QLatin1String("voluntary"));
    worker.involuntarySwitches = count(map, QLatin1String("involuntary"));
    return worker;
}

} // namespace interleave::engine::protocol
