// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/admission.h"

#include <algorithm>
#include <utility>

namespace interleave::net {

namespace {

using namespace std::chrono_literals;

constexpr auto growEvery = 100ms;
/// The kernel answers for the server, so it is a matter of the way; what is known of the way is the others.
constexpr Duration leastPatience = 60ms;
constexpr int timesTheSlowest = 8;

} // namespace

Admission::Admission()
{
    m_growing.setInterval(growEvery);
    QObject::connect(&m_growing, &QTimer::timeout, &m_growing, [this] { grow(); });
}

void Admission::connected(Duration took) { m_slowest = std::max(m_slowest.value_or(took), took); }

std::optional<Duration> Admission::patience() const
{
    if (!m_slowest)
        return std::nullopt;
    return leastPatience + timesTheSlowest * *m_slowest;
}

void Admission::serve()
{
    while (!m_waiting.empty() && (!m_limit || m_held < *m_limit)) {
        Ticket& next = *m_waiting.front();
        m_waiting.pop_front();
        ++m_held;
        next.m_granted = true;
        next.m_serial = m_serial++;
        next.m_whenGranted();
    }
    if (m_waiting.empty())
        m_growing.stop();
    else if (!m_growing.isActive())
        m_growing.start();
}

/// All that are out may be in good hands, with a server that takes long to answer.
void Admission::grow()
{
    *m_limit += std::max<std::size_t>(1, *m_limit / 4);
    serve();
}

void Admission::cut()
{
    m_limit = std::clamp<std::size_t>(m_takenSinceCut, 1, std::max<std::size_t>(1, m_held / 2));
    m_takenSinceCut = 0;
    m_serialAtCut = m_serial;
}

void Ticket::ask(Admission& admission, std::function<void()> whenGranted)
{
    m_admission = &admission;
    m_whenGranted = std::move(whenGranted);
    m_taken = false;
    admission.m_waiting.push_back(this);
    admission.serve();
}

void Ticket::taken()
{
    if (!m_granted || std::exchange(m_taken, true))
        return;
    ++m_admission->m_taken;
    ++m_admission->m_takenSinceCut;
}

void Ticket::untaken()
{
    if (m_granted && m_serial >= m_admission->m_serialAtCut)
        m_admission->cut();
    giveBack();
}

void Ticket::giveBack()
{
    if (!m_admission)
        return;
    Admission& admission = *std::exchange(m_admission, nullptr);
    if (std::exchange(m_granted, false))
        --admission.m_held;
    else
        std::erase(admission.m_waiting, this);
    admission.serve();
}

} // namespace interleave::net
