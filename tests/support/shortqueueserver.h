// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace interleave::tests {

/// An HTTP server as Python's http.server is: one connection after another, each for one answer, and no more
/// than five wait for their turn.
class ShortQueueServer
{
public:
    ShortQueueServer();
    ~ShortQueueServer();
    ShortQueueServer(const ShortQueueServer&) = delete;
    ShortQueueServer& operator=(const ShortQueueServer&) = delete;

    std::string address() const;

private:
    struct Private; // hides <thread>, which moc cannot read
    std::unique_ptr<Private> d;
};

} // namespace interleave::tests
