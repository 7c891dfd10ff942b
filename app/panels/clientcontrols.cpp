// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/clientcontrols.h"

#include "app/panels/choicebox.h"
#include "app/panels/choicelist.h"
#include "app/panels/disclosure.h"
#include "app/panels/numberbox.h"

#include <limits>

namespace interleave::panels {

using std::chrono::milliseconds;

ClientControls::ClientControls(QFormLayout* form) : FormSection(form), m_rare(form), m_seedRow(form)
{
    m_kind = new ChoiceList({tr("The program's own"), tr("Qt's (QNetworkAccessManager)")}, panel());
    m_kind->setToolTip(tr("What downloads. Qt's has a hidden thread, and six connections to one host."));
    addRow(tr("Client"), m_kind);
    m_passes = new NumberBox({0, 1'000'000, 1, tr(" times"), tr("not at all")}, panel());
    m_passes->setToolTip(tr("Parse each page so often after it has arrived: the share of computing."));
    addRow(tr("Parse"), m_passes);
    m_passes->setAccessibleName(tr("Parse each page"));
    m_fresh = new ChoiceBox(tr("New connection for every download"), {}, panel());
    m_fresh->setToolTip(tr("Instead of using open ones again."));
    addRow(m_fresh);
    m_more = new Disclosure(nullptr, tr("More…"), panel());
    addRow(m_more);
    addRare();
    connect(m_more, &Disclosure::toggled, this, &ClientControls::showRare);
    connect(m_fresh, &ChoiceBox::toggled, this, &FormSection::changed);
    connect(m_kind, &ChoiceList::currentIndexChanged, m_fresh, // Qt's cannot be told to
            [this](int kind) { m_fresh->setEnabled(kind == static_cast<int>(net::ClientKind::Own)); });
    connect(m_kind, &ChoiceList::currentIndexChanged, this, &FormSection::changed);
    for (NumberBox* box : {m_passes, m_idle, m_deadline, m_seed})
        connect(box, &NumberBox::valueChanged, this, &FormSection::changed);
    setOptions({});
    setSeed(1);
    setShown(Shown::WithSeed);
}

void ClientControls::addRare()
{
    m_idle = new NumberBox({1, 3'600'000, 1000, tr(" s")}, panel());
    m_idle->setToolTip(tr("A download fails when nothing arrives for so long."));
    m_rare.addRow(tr("Time-out"), m_idle);
    m_idle->setAccessibleName(tr("Idle time-out"));
    m_deadline = new NumberBox({1, 86'400'000, 1000, tr(" s")}, panel());
    m_deadline->setToolTip(tr("A download fails when it takes longer."));
    m_rare.addRow(tr("Deadline"), m_deadline);
    m_seed = new NumberBox({0, std::numeric_limits<std::uint32_t>::max()}, panel());
    m_seed->setToolTip(tr("Of the practice server's jitter: the same seed, the same delays."));
    m_seedRow.addRow(tr("Seed"), m_seed);
}

void ClientControls::setOptions(const workloads::DownloadsOptions& options)
{
    m_given = options.client;
    m_kind->setCurrentIndex(static_cast<int>(options.client.kind));
    m_passes->setExact(options.parsePasses);
    m_fresh->setChecked(options.client.freshConnections);
    m_idle->setExact(options.client.idleTimeout.count());
    m_deadline->setExact(options.client.deadline.count());
}

void ClientControls::writeTo(workloads::DownloadsOptions& options) const
{
    options.client = m_given;
    options.parsePasses = static_cast<unsigned>(m_passes->exact());
    options.client.kind = static_cast<net::ClientKind>(m_kind->currentIndex());
    options.client.freshConnections = m_fresh->isEnabledTo(panel()) && m_fresh->isChecked();
    options.client.idleTimeout = milliseconds(m_idle->exact());
    options.client.deadline = milliseconds(m_deadline->exact());
}

void ClientControls::setSeed(std::uint32_t seed) { m_seed->setExact(seed); }

std::uint32_t ClientControls::seed() const { return static_cast<std::uint32_t>(m_seed->exact()); }

void ClientControls::setShown(Shown shown)
{
    m_shown = shown;
    FormSection::setShown(shown != Shown::No);
    showRare();
}

void ClientControls::showRare()
{
    const bool open = m_more->isChecked();
    m_rare.setShown(open && m_shown != Shown::No);
    m_seedRow.setShown(open && m_shown == Shown::WithSeed);
}

} // namespace interleave::panels
