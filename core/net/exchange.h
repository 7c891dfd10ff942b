// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/taskcontext.h"
#include "core/net/address.h"
#include "core/net/clientshared.h"
#include "core/net/race.h"
#include "core/net/responsereader.h"
#include "core/net/takenwatch.h"
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
        Untaken, ///< the server has not taken the connection; between its own functions only
    };

    /// @param body receives the body of the last response; may be null
    Exchange(ClientShared& shared, engine::TaskContext& context, std::string* body);

    /// One request and its response. @param address must outlive it
    engine::Co<Step> run(const Address& address);

    /// From now on this is the next attempt.
    void countAttempt() { ++m_attempt; }
    unsigned attempts() const { return m_attempt + 1; }
    /// How many connections the server did not take, up to now.
    unsigned untaken() const { return m_untaken; }
    const std::string& problem() const { return m_problem; }
    /// The response to the last request; null if there was none.
    const ResponseReader* response() const { return m_response ? &*m_response : nullptr; }

private:
    engine::Co<Step> askFresh();
    engine::Co<Step> tryFresh();
    engine::Co<Step> resolve();
    engine::Co<Step> admit();
    engine::Co<Step> pause();
    engine::Co<Step> open();
    engine::Co<Step> connect(Race& race);
    engine::Co<Step> secure();
    engine::Co<Step> converse();
    engine::Co<Step> receive();
    bool readAvailable();
    void finish();
    bool isStale(Step step) const;
    bool isStuck(const Race& race) const;
    void touch();
    void arrived();

    Step check(engine::WaitResult woken, Phase phase);
    Step fail(std::string_view problem, Phase phase);

    ClientShared& m_shared;
    engine::TaskContext& m_context;
    engine::Wakeup m_wakeup;
    Watchdog m_watchdog;
    Ticket m_ticket;
    TakenWatch m_takenWatch;
    QTimer m_pause;
    std::string* m_body;
    const Address* m_address = nullptr;
    std::vector<std::string> m_candidates;      // where to connect to, literal
    Admission* m_admission = nullptr;           // of the address that is asked
    std::optional<std::uint64_t> m_takenBefore; // connections of others, when one of ours was not taken
    std::unique_ptr<Connection> m_connection;
    std::optional<ResponseReader> m_response;
    std::string m_problem;
    unsigned m_attempt = 0;
    unsigned m_untaken = 0;
};

} // namespace interleave::net
