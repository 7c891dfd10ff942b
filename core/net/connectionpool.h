// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/connection.h"

#include <memory>
#include <vector>

namespace interleave::net {

/// The idle connections of one worker. One that its server has closed meanwhile is never handed out.
class ConnectionPool
{
public:
    /// The one that was used last, or null.
    std::unique_ptr<Connection> take(const Origin& origin);
    /// Keeps it unless it cannot be used again.
    void give(std::unique_ptr<Connection> connection);
    std::size_t size() const { return m_idle.size(); }

private:
    std::vector<std::unique_ptr<Connection>> m_idle; // used last at the end
};

} // namespace interleave::net
