// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/doorbell.h"
#include "core/engine/wakeup.h"
#include "core/trace/time.h"

#include <memory>
#include <mutex>
#include <vector>

namespace interleave::engine {

/// Wake-ups from other threads on their way to a worker. Outlives the worker as long as somebody may post.
class Inbox
{
public:
    /// Any thread.
    void post(std::shared_ptr<Wakeup::Token> token);
    /// Worker's thread.
    struct Posted
    {
        std::shared_ptr<Wakeup::Token> token;
        Stamp at; ///< when it was posted: the task is Ready from then on
    };
    std::vector<Posted> take();
    Doorbell& bell() { return m_bell; }

private:
    std::mutex m_mutex;
    std::vector<Posted> m_posted;
    Doorbell m_bell;
};

} // namespace interleave::engine
