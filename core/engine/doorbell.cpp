// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/doorbell.h"

#include <QAbstractEventDispatcher>

namespace interleave::engine {

void Doorbell::ring()
{
    const std::lock_guard guard(m_mutex);
    if (m_dispatcher)
        m_dispatcher->wakeUp();
}

} // namespace interleave::engine
