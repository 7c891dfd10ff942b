// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/downloads.h"

#include "core/net/address.h"
#include "core/net/clientenvironment.h"
#include "core/net/httpclient.h"
#include "core/net/resolver.h"
#include "core/workloads/downloadsparameters.h"
#include "core/workloads/tally.h"

#include <algorithm>
#include <optional>

namespace interleave::workloads {

namespace {

using engine::Co;
using engine::TaskContext;
using engine::TaskResult;

/// Read between two checkpoints: some 20 microseconds.
constexpr std::size_t parseSlice = 4096;

enum class Parsed { Yes, Cancelled, Differently };

std::string counted(std::size_t number, const char* word)
{
    return std::to_string(number) + ' ' + word + (number == 1 ? "" : "s");
}

class Downloads final : public engine::Workload
{
public:
    explicit Downloads(DownloadsOptions options);

    std::string id() const override { return "downloads"; }
    std::string name() const override;
    std::vector<std::pair<std::string, std::string>> conditions() const override;
    std::size_t taskCount() const override { return m_options.tasks; }
    engine::TaskPlan plan(std::size_t index) const override;
    void begin(engine::AnnounceHelper announce) override;
    std::unique_ptr<engine::WorkerLocal> prepare() const override;
    Co<TaskResult> execute(TaskContext& context, engine::WorkerLocal* local,
                           std::size_t index) const override;
    QCborMap parameters() const override { return toParameters(m_options); }

private:
    const net::Address& addressOf(std::size_t index) const { return m_addresses[index % m_addresses.size()]; }
    std::string hosts() const;
    Co<Parsed> parse(TaskContext& context, const std::string& body) const;

    DownloadsOptions m_options;
    std::vector<net::Address> m_addresses;
    net::ClientEnvironment m_environment;
};

Downloads::Downloads(DownloadsOptions options)
    : m_options(std::move(options)), m_environment(m_options.client)
{
    std::string error;
    for (const std::string& text : m_options.addresses)
        m_addresses.push_back(*net::parseAddress(text, error));
}

std::string Downloads::name() const
{
    return counted(m_options.tasks, "download") + " of " +
           (m_addresses.size() == 1 ? "one address" : std::to_string(m_addresses.size()) + " addresses") +
           " from " + (m_options.source.empty() ? hosts() : m_options.source);
}

std::string Downloads::hosts() const
{
    constexpr std::size_t mostNamed = 3;
    std::vector<std::string> names;
    for (const net::Address& address : m_addresses) {
        if (std::ranges::find(names, address.origin.host) == names.end())
            names.push_back(address.origin.host);
    }
    std::string text;
    for (std::size_t index = 0; index < std::min(names.size(), mostNamed); ++index)
        text += (index == 0 ? "" : ", ") + names[index];
    return names.size() > mostNamed ? text + " and " + std::to_string(names.size() - mostNamed) + " more"
                                    : text;
}

std::vector<std::pair<std::string, std::string>> Downloads::conditions() const
{
    auto all = m_options.conditions;
    if (m_options.client.freshConnections)
        all.emplace_back("connections", "fresh");
    if (m_options.parsePasses > 0)
        all.emplace_back("each body", "parsed " + counted(m_options.parsePasses, "time"));
    return all;
}

engine::TaskPlan Downloads::plan(std::size_t index) const
{
    return {.label = "download " + std::to_string(index + 1), .subject = addressOf(index).shown};
}

void Downloads::begin(engine::AnnounceHelper announce)
{
    m_environment.names()->announceTo(std::move(announce));
    if (std::ranges::any_of(m_addresses, [](const auto& address) { return address.origin.tls; }))
        m_environment.warmUp();
    if (!std::ranges::all_of(m_addresses,
                             [](const auto& address) { return net::isLiteral(address.origin.host); }))
        m_environment.names()->start();
}

std::unique_ptr<engine::WorkerLocal> Downloads::prepare() const
{
    return std::make_unique<net::HttpClient>(m_environment);
}

Co<TaskResult> Downloads::execute(TaskContext& context, engine::WorkerLocal* local, std::size_t index) const
{
    auto& client = static_cast<net::HttpClient&>(*local);
    const net::Address& address = addressOf(index);
    std::string body;
    net::Download download =
        co_await client.get(context, address, m_options.parsePasses > 0 ? &body : nullptr);

    TaskResult result;
    result.outcome = download.outcome;
    result.reason = std::move(download.reason);
    result.bytes = download.bytes;
    result.attempts = download.attempts;
    if (download.complete)
        result.log = "Read " + std::to_string(download.bytes) + " from " + address.shown;
    if (result.outcome == Outcome::Finished && m_options.parsePasses > 0) {
        const Parsed parsed = co_await parse(context, body);
        if (parsed == Parsed::Cancelled)
            result.outcome = Outcome::Cancelled;
        if (parsed == Parsed::Differently) {
            result.outcome = Outcome::Failed;
            result.reason = address.shown + ": parsing the same body twice gave two results";
        }
    }
    co_return result;
}

Co<Parsed> Downloads::parse(TaskContext& context, const std::string& body) const
{
    context.phase(Phase::Parse);
    std::optional<Tally> first;
    for (unsigned pass = 0; pass < m_options.parsePasses; ++pass) {
        PageTally page;
        for (std::size_t at = 0; at < body.size(); at += parseSlice) {
            page.take(std::string_view(body).substr(at, parseSlice));
            if (!context.checkpoint())
                co_return Parsed::Cancelled;
        }
        // Compared, so that no compiler may leave a pass out.
        if (first && *first != page.result())
            co_return Parsed::Differently;
        first = page.result();
    }
    co_return Parsed::Yes;
}

} // namespace

std::shared_ptr<engine::Workload> makeDownloads(DownloadsOptions options)
{
    return std::make_shared<Downloads>(std::move(options));
}

} // namespace interleave::workloads
