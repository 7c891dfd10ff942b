// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"
#include "core/net/address.h"
#include "core/net/client.h"
#include "core/net/clientenvironment.h"

#include <memory>
#include <string>
#include <vector>

namespace interleave::workloads {

/// The addresses that the tasks of a run download, and what its workers' clients share: what workloads that
/// download have in common. Thread-safe but for begin().
class Pages
{
public:
    /// @pre net::parseAddress() takes each address
    Pages(const std::vector<std::string>& addresses, net::ClientOptions client);

    /// Address k % how many there are. @pre there is one
    const net::Address& at(std::size_t k) const { return m_addresses[k % m_addresses.size()]; }
    /// As Workload::workOf(): of a server with a name of its own, which is another port each time, the path.
    /// @param source as for downloads()
    std::string workAt(std::size_t k, const std::string& source) const;
    /// "12 downloads of one address from a.example".
    /// @param source instead of the hosts' names; empty: these
    std::string downloads(std::size_t count, const std::string& source) const;
    const net::ClientEnvironment& environment() const { return m_environment; }

    /// As Workload::helpersPerWorker().
    std::size_t helpersPerWorker() const { return usesQt() ? 1 : 0; }
    /// As Workload::connectionsPerWorker().
    std::size_t connectionsPerWorker(std::uint32_t inFlight) const;
    /// As Workload::begin().
    void begin(engine::AnnounceHelper announce);

    /// Downloads at(k). @param body where it is kept; null: it is counted and dropped
    engine::Co<engine::TaskResult> fetch(engine::TaskContext& context, net::Client& client, std::size_t k,
                                         std::string* body) const;

private:
    bool usesQt() const { return m_environment.options().kind == net::ClientKind::Qt; }
    std::string hosts() const;

    std::vector<net::Address> m_addresses;
    net::ClientEnvironment m_environment;
};

/// "1 task", "12 tasks".
std::string counted(std::size_t number, const char* word);

} // namespace interleave::workloads
