// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/vainoptions.h"

#include "app/cli/text.h"
#include "core/workloads/scriptparser.h"

#include <algorithm>

namespace interleave::cli {
namespace {

/// What a request is about, as far as options depend on it.
class Circumstances
{
public:
    explicit Circumstances(const RunRequest& request);

    /// What follows the option's name in the sentence; empty: what it needs is there.
    QString missing(Needs needs) const;

private:
    QString of(const char* workload, bool chosen) const;
    QString ofDownloads() const;
    QString ofPages(bool chosen) const;
    QString ofServer() const;
    QString ofServerPages() const;
    QString ofJitter() const;
    QString ofHttps() const;
    QString ofLock() const;
    QString ofImage() const;
    QString ofTimelines() const;
    QString ofPaperPng() const;
    QString ofTaskCount() const;
    QString ofWorkerRows() const;
    QString ofTitled() const;
    QString ofMedians() const;

    const run::Experiment& m_work;
    const Outputs& m_outputs;
    std::optional<workloads::Script> m_script;
};

Circumstances::Circumstances(const RunRequest& request)
    : m_work(request.experiment), m_outputs(request.outputs)
{
    std::string error;
    if (m_work.script)
        m_script = workloads::parseScript(m_work.script->text, error);
}

QString Circumstances::of(const char* workload, bool chosen) const
{
    return chosen ? QString()
                  : Text::tr("belongs to %1; leave it out, or choose --workload %1.")
                        .arg(QLatin1StringView(workload));
}

QString Circumstances::ofDownloads() const
{
    if (m_script && m_script->addresses.empty())
        return Text::tr("belongs to downloads, of which the script has none; leave it out.");
    return of("downloads", m_work.downloads || m_script);
}

QString Circumstances::ofPages(bool chosen) const
{
    return m_script && !chosen
               ? Text::tr("has no meaning here: a script says itself what to download; leave it out.")
               : of("downloads", chosen);
}

QString Circumstances::ofServer() const
{
    if (m_work.server)
        return {};
    if (m_script)
        return Text::tr("belongs to the practice server, from which the script downloads nothing.");
    return m_work.downloads ? Text::tr("belongs to the practice server, which is not used with --url; leave "
                                       "one of them out.")
                            : of("downloads", false);
}

QString Circumstances::ofServerPages() const { return m_script ? ofPages(false) : ofServer(); }

QString Circumstances::ofJitter() const
{
    const bool swept = m_work.sweep && m_work.sweep->parameter == QLatin1StringView("jitter");
    if (m_work.server && m_work.server->jitter.count() == 0 && !swept)
        return Text::tr("belongs to --jitter, which it draws; add --jitter TIME, or leave it out.");
    return ofServer();
}

/// An address that begins with http may lead on to one with https.
QString Circumstances::ofHttps() const
{
    const QString missing = ofDownloads();
    if (!missing.isEmpty() || !m_work.server || m_work.server->tls)
        return missing;
    const auto elsewhere = [](const std::string& address) { return !address.starts_with('/'); };
    if (m_script && std::ranges::any_of(m_script->addresses, elsewhere))
        return {};
    return Text::tr(
        "belongs to https, but the practice server is asked without; add --tls, or leave it out.");
}

QString Circumstances::ofLock() const
{
    const auto locked = [](const engine::Model& model) { return model.lock == engine::Lock::Interpreter; };
    return std::ranges::any_of(m_work.models, locked)
               ? QString()
               : Text::tr("belongs to the interpreter lock, which none of these models has; add gil or "
                          "--lock interpreter.");
}

QString Circumstances::ofImage() const
{
    return m_outputs.images.isEmpty() ? Text::tr("belongs to --image; add --image FILE, or leave it out.")
                                      : QString();
}

QString Circumstances::ofTimelines() const
{
    return m_work.sweep ? Text::tr("belongs to timelines, but of a sweep a chart is drawn; leave it out.")
                        : ofImage();
}

QString Circumstances::ofPaperPng() const
{
    const auto isPng = [](const QString& path) {
        return path.endsWith(QLatin1StringView(".png"), Qt::CaseInsensitive);
    };
    return std::ranges::any_of(m_outputs.images, isPng) && m_outputs.drawing.centimetres > 0
               ? QString()
               : Text::tr(
                     "belongs to a PNG whose width is in centimetres; add --image FILE.png --width 16cm, "
                     "or leave it out.");
}

QString Circumstances::ofTaskCount() const
{
    return m_script ? Text::tr("has no meaning here: a script says itself how many, as in 8 x compute 2 ms.")
                    : QString();
}

QString Circumstances::ofWorkerRows() const
{
    return ofTimelines().isEmpty() && m_outputs.drawing.grouping != timeline::Grouping::Worker
               ? Text::tr("belongs to --by worker: rows of tasks or processors show no thread; leave it out.")
               : ofTimelines();
}

QString Circumstances::ofTitled() const
{
    return m_outputs.save.isEmpty() && !ofImage().isEmpty()
               ? Text::tr("belongs to --image and --save; add one of them, or leave it out.")
               : QString();
}

QString Circumstances::ofMedians() const
{
    return m_work.sweep || m_work.repeat > 1
               ? QString()
               : Text::tr("belongs to --repeat and --sweep, whose medians it holds; add one of them, or use "
                          "--csv.");
}

QString Circumstances::missing(Needs needs) const
{
    switch (needs) {
    case Needs::Nothing:
        return {};
    case Needs::TaskCount:
        return ofTaskCount();
    case Needs::Addresses:
        return ofPages(m_work.downloads.has_value());
    case Needs::Downloads:
        return ofDownloads();
    case Needs::Pages:
        return of("downloads", m_work.downloads.has_value());
    case Needs::Server:
        return ofServer();
    case Needs::ServerPages:
        return ofServerPages();
    case Needs::Jitter:
        return ofJitter();
    case Needs::Https:
        return ofHttps();
    case Needs::Sums:
        return of("sums", m_work.sums.has_value());
    case Needs::Mixed:
        return of("mixed", m_work.hashPasses.has_value());
    case Needs::Script:
        return of("script", m_work.script.has_value());
    case Needs::Lock:
        return ofLock();
    case Needs::Image:
        return ofImage();
    case Needs::Timelines:
        return ofTimelines();
    case Needs::WorkerRows:
        return ofWorkerRows();
    case Needs::PaperPng:
        return ofPaperPng();
    case Needs::Titled:
        return ofTitled();
    case Needs::Medians:
        return ofMedians();
    }
    return {};
}

} // namespace

QString vainOption(std::span<const OptionSpec> specs, const OptionValues& given, const RunRequest& request)
{
    const Circumstances circumstances(request);
    for (const OptionSpec& spec : specs) {
        const QString name = QLatin1StringView(spec.name);
        if (!given.contains(name))
            continue;
        if (const QString missing = circumstances.missing(spec.needs); !missing.isEmpty())
            return Text::tr("--%1 %2").arg(name, missing);
    }
    return {};
}

} // namespace interleave::cli
