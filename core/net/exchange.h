// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/taskcontext.h"
#include "core/net/address.h"
#include "core/net/clientshared.h"
#include "core/net/responsereader.h"
#include "core/net/watchdog.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace interleave::net {

/// The requests of one download, one after another: each a connection (reused or new), the sending of the
/// request and the reading of the response. Lives in the frame of HttpClient::get().
class Exchange
{
public:
    enum class Step {
        Done,
        Failed, ///< problem() says why
        Cancelled,
    };

    /// @param body receives the body of the last response; may be null
    Exchange(ClientShared& shared, engine::TaskContext& context, std::string* body);

    /// One request and its response. @param address must outlive it
    engine::Co<Step> run(const Address& address);

    /// From now on this is the next attempt.
    void countAttempt() { ++m_attempt; }
    unsigned attempts() const { return m_attempt + 1; }
    const std::string& problem() const { return m_problem; }
    /// The response to the last request; null if there was none.
    const ResponseReader* response() const { return m_response ? &*m_response : nullptr; }

private:
    engine::Co<Step> resolve();
    engine::Co<Step> open();
    engine::Co<Step> connect(const std::string& address);
    engine::Co<Step> converse();
    engine::Co<Step> receive();
    bool readAvailable();
    void finish();

    Step check(engine::WaitResult woken, Phase phase);
    Step fail(std::string_view problem, Phase phase);

    ClientShared& m_shared;
    engine::TaskContext& m_context;
    engine::Wakeup m_wakeup;
    Watchdog m_watchdog;
    std::string* m_body;
    const Address* m_address = nullptr;
    std::vector<std::string> m_candidates; // where to connect to, literal
    std::unique_ptr<Connection> m_connection;
    std::optional<ResponseReader> m_response;
    std::string m_problem;
    unsigned m_attempt = 0;
};

} // namespace interleave::net
