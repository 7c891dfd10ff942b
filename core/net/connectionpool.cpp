// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/connectionpool.h"

namespace interleave::net {

namespace {

// Far below the 1024 open files that a process usually may have.
constexpr std::size_t mostIdle = 256;

} // namespace

std::unique_ptr<Connection> ConnectionPool::take(const Origin& origin)
{
    for (std::size_t index = m_idle.size(); index-- > 0;) {
        if (m_idle[index]->origin() != origin)
            continue;
        std::unique_ptr<Connection> found = std::move(m_idle[index]);
        m_idle.erase(m_idle.begin() + static_cast<std::ptrdiff_t>(index));
        if (found->isReusable())
            return found;
    }
    return nullptr;
}

void ConnectionPool::give(std::unique_ptr<Connection> connection)
{
    if (!connection->isIdle())
        return;
    connection->detach();
    if (m_idle.size() >= mostIdle)
        m_idle.erase(m_idle.begin());
    m_idle.push_back(std::move(connection));
}

} // namespace interleave::net
