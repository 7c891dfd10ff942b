// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/clientcontrols.h"

#include "app/panels/choicebox.h"
#include "app/panels/disclosure.h"
#include "app/panels/numberbox.h"
#include "app/panels/textlabel.h"

#include <QFormLayout>
#include <QVBoxLayout>

#include <limits>

namespace interleave::panels {

using std::chrono::milliseconds;

ClientControls::ClientControls(QFormLayout* form) : FormSection(form)
{
    m_passes = new NumberBox({0, 1'000'000, 1, tr(" times"), tr("not at all")}, panel());
    m_passes->setToolTip(tr("Parse each page so often after it has arrived: the share of computing."));
    addRow(tr("Parse each page"), m_passes);
    m_fresh = new ChoiceBox(tr("New connection for every download"), {}, panel());
    m_fresh->setToolTip(tr("Instead of using open ones again."));
    addRow(m_fresh);
    auto* const more = new QWidget(panel());
    auto* const layout = new QVBoxLayout(more);
    layout->setContentsMargins(0, 0, 0, 0);
    QWidget* const rare = makeRare(more);
    layout->addWidget(new Disclosure(rare, tr("More…"), more));
    layout->addWidget(rare);
    addRow(more);
    connect(m_fresh, &ChoiceBox::toggled, this, &FormSection::changed);
    for (NumberBox* box : {m_passes, m_idle, m_deadline, m_seed})
        connect(box, &NumberBox::valueChanged, this, &FormSection::changed);
    setOptions({});
    setSeed(1);
}

QWidget* ClientControls::makeRare(QWidget* parent)
{
    auto* const rare = new QWidget(parent);
    m_rare = makeForm(rare);
    m_idle = new NumberBox({1, 3'600'000, 1000, tr(" s")}, rare);
    m_idle->setToolTip(tr("A download fails when nothing arrives for so long."));
    addFormRow(m_rare, tr("Idle time-out"), m_idle);
    m_deadline = new NumberBox({1, 86'400'000, 1000, tr(" s")}, rare);
    m_deadline->setToolTip(tr("A download fails when it takes longer."));
    addFormRow(m_rare, tr("Deadline"), m_deadline);
    m_seed = new NumberBox({0, std::numeric_limits<std::uint32_t>::max()}, rare);
    m_seed->setToolTip(tr("Of the practice server's jitter: the same seed, the same delays."));
    addFormRow(m_rare, tr("Seed"), m_seed);
    return rare;
}

void ClientControls::setOptions(const workloads::DownloadsOptions& options)
{
    m_given = options.client;
    m_passes->setExact(options.parsePasses);
    m_fresh->setChecked(options.client.freshConnections);
    m_idle->setExact(options.client.idleTimeout.count());
    m_deadline->setExact(options.client.deadline.count());
}

void ClientControls::writeTo(workloads::DownloadsOptions& options) const
{
    options.client = m_given;
    options.parsePasses = static_cast<unsigned>(m_passes->exact());
    options.client.freshConnections = m_fresh->isChecked();
    options.client.idleTimeout = milliseconds(m_idle->exact());
    options.client.deadline = milliseconds(m_deadline->exact());
}

void ClientControls::setSeed(std::uint32_t seed) { m_seed->setExact(seed); }

std::uint32_t ClientControls::seed() const { return static_cast<std::uint32_t>(m_seed->exact()); }

void ClientControls::showSeed(bool shown) { m_rare->setRowVisible(m_seed, shown); }

} // namespace interleave::panels
