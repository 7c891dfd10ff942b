// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/mixed.h"

#include "core/workloads/downloadsparameters.h"
#include "core/workloads/pages.h"
#include "core/workloads/pagework.h"
#include "core/workloads/parameterreader.h"

namespace interleave::workloads {

namespace {

using engine::Co;
using engine::TaskContext;
using engine::TaskResult;

constexpr unsigned mostPasses = 1'000'000;

class Mixed final : public engine::Workload
{
public:
    explicit Mixed(MixedOptions options)
        : m_options(std::move(options)), m_pages(m_options.downloads.addresses, m_options.downloads.client)
    {
    }

    std::string id() const override { return "mixed"; }
    std::string name() const override
    {
        return m_pages.downloads(m_options.downloads.tasks, m_options.downloads.source) +
               (m_options.downloads.parsePasses > 0 ? ", parsed and hashed" : ", hashed");
    }
    std::vector<std::pair<std::string, std::string>> conditions() const override
    {
        auto all = conditionsOf(m_options.downloads);
        all.emplace_back("each body", "hashed " + counted(m_options.hashPasses, "time"));
        return all;
    }
    std::size_t taskCount() const override { return m_options.downloads.tasks; }
    engine::TaskPlan plan(std::size_t index) const override
    {
        return {.label = "page " + std::to_string(index + 1), .subject = m_pages.at(index).shown};
    }
    std::string workOf(std::size_t index) const override
    {
        return m_pages.workAt(index, m_options.downloads.source);
    }
    std::size_t helpersPerWorker() const override { return m_pages.helpersPerWorker(); }
    std::size_t connectionsPerWorker(std::uint32_t inFlight) const override
    {
        return m_pages.connectionsPerWorker(inFlight);
    }
    void begin(engine::AnnounceHelper announce) override { m_pages.begin(std::move(announce)); }
    std::unique_ptr<engine::WorkerLocal> prepare() const override
    {
        return net::makeClient(m_pages.environment());
    }
    Co<TaskResult> execute(TaskContext& context, engine::WorkerLocal* local,
                           std::size_t index) const override;
    QCborMap parameters() const override
    {
        return {{QLatin1String("downloads"), toParameters(m_options.downloads)},
                {QLatin1String("hashPasses"), static_cast<qint64>(m_options.hashPasses)}};
    }

private:
    MixedOptions m_options;
    Pages m_pages;
};

Co<TaskResult> Mixed::execute(TaskContext& context, engine::WorkerLocal* local, std::size_t index) const
{
    std::string body;
    TaskResult result = co_await m_pages.fetch(context, static_cast<net::Client&>(*local), index, &body);
    const std::string& from = m_pages.at(index).shown;
    parsePage(context, body, m_options.downloads.parsePasses, from, result);
    hashPage(context, body, m_options.hashPasses, from, result);
    co_return result;
}

} // namespace

std::string refusal(const MixedOptions& options)
{
    if (options.hashPasses < 1 || options.hashPasses > mostPasses)
        return "Bodies can be hashed from 1 to " + std::to_string(mostPasses) + " times.";
    DownloadsOptions downloads = options.downloads;
    downloads.parsePasses += downloads.parsePasses == 0; // kept in memory even where they are only hashed
    return refusal(downloads);
}

std::optional<MixedOptions> mixedFrom(const QCborMap& parameters, std::string& error)
{
    ParameterReader read(parameters);
    MixedOptions options;
    options.hashPasses = static_cast<unsigned>(read.number("hashPasses", mostPasses));
    auto downloads = fromParameters(read.map("downloads"), error);
    if (!downloads)
        return std::nullopt;
    options.downloads = std::move(*downloads);
    error = read.error().empty() ? refusal(options) : read.error();
    return error.empty() ? std::optional(std::move(options)) : std::nullopt;
}

std::shared_ptr<engine::Workload> makeMixed(MixedOptions options)
{
    return std::make_shared<Mixed>(std::move(options));
}

} // namespace interleave::workloads
