// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/takenwatch.h"

#include "core/engine/wakeup.h"
#include "core/net/admission.h"
#include "core/observe/socketstate.h"

#include <utility>

namespace interleave::net {

namespace {

constexpr int openingLookMs = 50;
/// TCP sends again after 200 ms at the earliest (Linux: TCP_RTO_MIN).
constexpr int firstLookMs = 210;
constexpr int nextLookMs = 50;

} // namespace

TakenWatch::TakenWatch(engine::Wakeup& wakeup, Ticket& ticket) : m_wakeup(wakeup), m_ticket(ticket)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
}

void TakenWatch::beginOpening(std::function<bool()> stuck)
{
    m_untaken = false;
    m_stuck = std::move(stuck);
    m_timer.start(openingLookMs);
}

void TakenWatch::beginSending(std::int64_t socket)
{
    end();
    const auto now = observe::takenBy(socket);
    if (!now) // there is no such question
        return;
    m_socket = socket;
    m_before = now->sentAgain;
    m_timer.start(firstLookMs);
}

void TakenWatch::end()
{
    m_timer.stop();
    m_stuck = nullptr;
    m_untaken = false;
}

void TakenWatch::look()
{
    if (!m_stuck)
        lookAtSent();
    else if (m_stuck())
        refuse();
    else
        m_timer.start(openingLookMs);
}

void TakenWatch::lookAtSent()
{
    const auto now = observe::takenBy(m_socket);
    if (!now || now->acknowledged)
        m_ticket.taken();
    else if (now->sentAgain > m_before)
        refuse();
    else
        m_timer.start(nextLookMs);
}

void TakenWatch::refuse()
{
    m_untaken = true;
    m_wakeup.set();
}

} // namespace interleave::net
