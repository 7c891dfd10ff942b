// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/workpanel.h"

#include "app/panels/addresscontrols.h"
#include "app/panels/choicelist.h"
#include "app/panels/clientcontrols.h"
#include "app/panels/numberbox.h"
#include "app/panels/scriptcontrols.h"
#include "app/panels/servercontrols.h"
#include "app/panels/textlabel.h"

#include <QFormLayout>
#include <QSignalBlocker>

#include <algorithm>

namespace interleave::panels {
namespace {

/// Of the control that chooses the workload.
enum Workload { Downloads, Squares, Mixed, Scripted };

constexpr int usualHashes = 100;

} // namespace

WorkPanel::WorkPanel(QWidget* parent) : QWidget(parent), m_form(makeForm(this))
{
    addChoices();
    m_number = new NumberBox({1, 1'000'000'000'000}, this);
    m_number->setToolTip(tr("Task k adds up i·i for all i below this number + k."));
    m_number->setExact(static_cast<std::int64_t>(workloads::SumsOptions().number));
    addFormRow(m_form, tr("Squares below"), m_number);
    m_script = new ScriptControls(m_form);
    m_server = new ServerControls(m_form);
    m_addresses = new AddressControls(m_form);
    m_client = new ClientControls(m_form);
    m_hashes = new NumberBox({1, 1'000'000, 1, tr(" times")}, this);
    m_hashes->setToolTip(tr("Compute the SHA-256 of each page so often after it has arrived."));
    m_hashes->setExact(usualHashes);
    addFormRow(m_form, tr("Hash"), m_hashes);
    m_hashes->setAccessibleName(tr("Hash each page"));
    connectParts();
    show(Practice);
}

void WorkPanel::connectParts()
{
    connect(m_workload, &ChoiceList::currentIndexChanged, this, [this] { show(kind()); });
    connect(m_target, &ChoiceList::currentIndexChanged, this, [this] { show(kind()); });
    connect(m_tasks, &NumberBox::valueChanged, this, &WorkPanel::tasksChanged);
    connect(m_number, &NumberBox::valueChanged, this, &WorkPanel::changed);
    connect(m_server, &FormSection::changed, this, &WorkPanel::changed);
    connect(m_addresses, &FormSection::changed, this, &WorkPanel::addressesChanged);
    connect(m_client, &FormSection::changed, this, &WorkPanel::changed);
    connect(m_hashes, &NumberBox::valueChanged, this, &WorkPanel::changed);
    connect(m_script, &FormSection::changed, this, [this] { show(kind()); });
}

void WorkPanel::addChoices()
{
    m_workload =
        new ChoiceList({tr("Downloads"), tr("Sums of squares"), tr("Downloads, hashed"), tr("Script")}, this);
    addFormRow(m_form, tr("Workload"), m_workload);
    m_tasks = new NumberBox({1, 1'000'000}, this);
    m_tasks->setExact(m_tasksOf[Practice]);
    addFormRow(m_form, tr("Tasks"), m_tasks);
    m_target = new ChoiceList({tr("Practice server"), tr("Addresses")}, this);
    m_target->setToolTip(tr("The practice server is a part of this program: it needs no internet."));
    addFormRow(m_form, tr("From"), m_target);
}

WorkPanel::Kind WorkPanel::kind() const
{
    if (m_workload->currentIndex() == Squares)
        return Sums;
    if (m_workload->currentIndex() == Scripted)
        return Script;
    return m_target->currentIndex() == 1 ? Addresses : Practice;
}

bool WorkPanel::isMixed() const { return m_workload->currentIndex() == Mixed; }

void WorkPanel::show(Kind kind)
{
    m_shown = kind;
    {
        const QSignalBlocker quiet(m_tasks); // shown, not typed
        m_tasks->setExact(m_tasksOf[kind]);
    }
    showRows();
    m_addresses->showTasks(static_cast<std::size_t>(m_tasksOf[Addresses]));
    Q_EMIT changed();
}

void WorkPanel::showRows()
{
    const bool downloads = m_shown == Practice || m_shown == Addresses;
    m_form->setRowVisible(m_tasks, m_shown != Script);
    m_form->setRowVisible(m_target, downloads);
    m_form->setRowVisible(m_number, m_shown == Sums);
    m_form->setRowVisible(m_hashes, downloads && isMixed());
    m_script->setShown(m_shown == Script);
    m_server->setShown(m_shown == Practice                            ? ServerControls::Shown::WithPages
                       : m_shown == Script && m_script->needsServer() ? ServerControls::Shown::WithoutPages
                                                                      : ServerControls::Shown::No);
    m_addresses->setShown(m_shown == Addresses);
    using enum ClientControls::Shown;
    m_client->setShown(m_shown == Practice ? WithSeed : m_shown == Addresses ? WithoutSeed : No);
}

void WorkPanel::tasksChanged()
{
    m_tasksOf[m_shown] = m_tasks->exact();
    m_tasksFollow = m_tasksFollow && m_shown != Addresses;
    m_addresses->showTasks(static_cast<std::size_t>(m_tasksOf[Addresses]));
    Q_EMIT changed();
}

void WorkPanel::addressesChanged()
{
    if (m_tasksFollow)
        m_tasksOf[Addresses] = std::clamp<std::int64_t>(
            static_cast<std::int64_t>(m_addresses->addresses().size()), 1, 1'000'000);
    show(m_shown);
}

void WorkPanel::setWork(const run::Experiment& experiment)
{
    const Kind kind = experiment.sums     ? Sums
                      : experiment.script ? Script
                      : experiment.server ? Practice
                                          : Addresses;
    const QSignalBlocker quiet(this); // who sets it knows
    if (experiment.sums) {
        m_tasksOf[Sums] = static_cast<std::int64_t>(experiment.sums->tasks);
        m_number->setExact(static_cast<std::int64_t>(experiment.sums->number));
    }
    if (experiment.script)
        m_script->setOptions(*experiment.script);
    if (experiment.server) {
        m_server->setOptions(*experiment.server, kind == Script ? m_server->pages() : experiment.pages);
        m_client->setSeed(experiment.server->seed);
    }
    if (experiment.downloads)
        setDownloads(experiment, kind);
    m_workload->setCurrentIndex(kind == Sums            ? Squares
                                : kind == Script        ? Scripted
                                : experiment.hashPasses ? Mixed
                                                        : Downloads);
    if (experiment.downloads)
        m_target->setCurrentIndex(kind == Addresses ? 1 : 0);
    show(kind);
}

void WorkPanel::setDownloads(const run::Experiment& experiment, Kind kind)
{
    m_client->setOptions(*experiment.downloads);
    if (kind == Addresses) {
        m_addresses->setAddresses(experiment.downloads->addresses);
        m_tasksFollow = experiment.downloads->tasks == experiment.downloads->addresses.size();
    }
    m_tasksOf[kind] = static_cast<std::int64_t>(experiment.downloads->tasks);
    if (experiment.hashPasses)
        m_hashes->setExact(*experiment.hashPasses);
}

void WorkPanel::writeTo(run::Experiment& experiment) const
{
    const auto tasks = static_cast<std::size_t>(m_tasksOf[m_shown]);
    if (m_shown == Sums) {
        experiment.sums = workloads::SumsOptions{static_cast<std::uint64_t>(m_number->exact()), tasks};
        return;
    }
    if (m_shown == Script) {
        experiment.script = m_script->options();
        if (m_script->needsServer())
            writeServer(experiment);
        return;
    }
    workloads::DownloadsOptions downloads;
    downloads.tasks = tasks;
    m_client->writeTo(downloads);
    if (m_shown == Practice) {
        writeServer(experiment);
        experiment.pages = m_server->pages();
    } else {
        downloads.addresses = m_addresses->addresses();
    }
    experiment.downloads = std::move(downloads);
    if (isMixed())
        experiment.hashPasses = static_cast<unsigned>(m_hashes->exact());
}

void WorkPanel::writeServer(run::Experiment& experiment) const
{
    experiment.server = m_server->options();
    experiment.server->seed = m_client->seed();
}

QString WorkPanel::refusal() const
{
    if (m_shown == Script)
        return m_script->refusal();
    return m_shown == Addresses ? m_addresses->refusal() : QString();
}

} // namespace interleave::panels
