// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inbox.h"

#include <utility>

namespace interleave::engine {

void Inbox::post(std::shared_ptr<Wakeup::Token> token)
{
    {
        const std::lock_guard guard(m_mutex);
        m_posted.push_back({std::move(token), stampNow()});
    }
    m_bell.ring();
}

std::vector<Inbox::Posted> Inbox::take()
{
    const std::lock_guard guard(m_mutex);
    return std::exchange(m_posted, {});
}

} // namespace interleave::engine
