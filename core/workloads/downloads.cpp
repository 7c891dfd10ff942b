// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/downloads.h"

#include "core/workloads/clientparameters.h"
#include "core/workloads/downloadsparameters.h"
#include "core/workloads/pages.h"
#include "core/workloads/pagework.h"

#include <algorithm>
#include <iterator>

namespace interleave::workloads {

namespace {

using engine::Co;
using engine::TaskContext;
using engine::TaskResult;

class Downloads final : public engine::Workload
{
public:
    explicit Downloads(DownloadsOptions options)
        : m_options(std::move(options)), m_pages(m_options.addresses, m_options.client)
    {
    }

    std::string id() const override { return "downloads"; }
    std::string name() const override { return m_pages.downloads(m_options.tasks, m_options.source); }
    std::vector<std::pair<std::string, std::string>> conditions() const override
    {
        return conditionsOf(m_options);
    }
    std::size_t taskCount() const override { return m_options.tasks; }
    engine::TaskPlan plan(std::size_t index) const override
    {
        return {.label = "download " + std::to_string(index + 1), .subject = m_pages.at(index).shown};
    }
    std::string workOf(std::size_t index) const override { return m_pages.workAt(index, m_options.source); }
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
    QCborMap parameters() const override { return toParameters(m_options); }

private:
    DownloadsOptions m_options;
    Pages m_pages;
};

Co<TaskResult> Downloads::execute(TaskContext& context, engine::WorkerLocal* local, std::size_t index) const
{
    auto& client = static_cast<net::Client&>(*local);
    std::string body;
    TaskResult result =
        co_await m_pages.fetch(context, client, index, m_options.parsePasses > 0 ? &body : nullptr);
    parsePage(context, body, m_options.parsePasses, m_pages.at(index).shown, result);
    co_return result;
}

} // namespace

std::vector<std::pair<std::string, std::string>> conditionsOf(const DownloadsOptions& options)
{
    auto all = options.conditions;
    std::ranges::copy(conditionsOf(options.client), std::back_inserter(all));
    if (options.parsePasses > 0)
        all.emplace_back("each body", "parsed " + counted(options.parsePasses, "time"));
    return all;
}

std::shared_ptr<engine::Workload> makeDownloads(DownloadsOptions options)
{
    return std::make_shared<Downloads>(std::move(options));
}

} // namespace interleave::workloads
