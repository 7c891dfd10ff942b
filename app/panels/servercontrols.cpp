// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/servercontrols.h"

#include "app/panels/choicebox.h"
#include "app/panels/numberbox.h"

#include <QVBoxLayout>

namespace interleave::panels {
namespace {

using std::chrono::milliseconds;

const QString jython = QStringLiteral("jython"), dice = QStringLiteral("dice");

} // namespace

ServerControls::ServerControls(QFormLayout* form) : FormSection(form), m_pagesRow(form)
{
    addQuantities();
    addPages();
    m_tls = new ChoiceBox(tr("Encrypted (https)"), {}, panel());
    m_tls->setToolTip(tr("With the practice certificate: each new connection costs a TLS handshake."));
    addRow(m_tls);

    for (NumberBox* box : {m_latency, m_jitter, m_bandwidth})
        connect(box, &NumberBox::valueChanged, this, &FormSection::changed);
    for (ChoiceBox* box : {m_jython, m_dice, m_tls})
        connect(box, &ChoiceBox::toggled, this, &FormSection::changed);
    net::PracticeServerOptions usual;
    usual.latency = milliseconds(50);
    setOptions(usual, {jython, dice});
}

void ServerControls::addQuantities()
{
    m_latency = new NumberBox({0, 60'000, 1, tr(" ms")}, panel());
    m_latency->setToolTip(tr("The server waits so long before each answer."));
    addRow(tr("Latency"), m_latency);
    m_jitter = new NumberBox({0, 60'000, 1, tr(" ms")}, panel());
    m_jitter->setToolTip(tr("Added to the latency: at random, from nothing to this."));
    addRow(tr("Jitter"), m_jitter);
    m_bandwidth = new NumberBox({0, 1'000'000'000, 1000, tr(" kB/s"), tr("as fast as it goes")}, panel());
    m_bandwidth->setToolTip(tr("Of each answer."));
    addRow(tr("Bandwidth"), m_bandwidth);
}

void ServerControls::addPages()
{
    auto* const pages = new QWidget(panel());
    auto* const layout = new QVBoxLayout(pages);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_jython = new ChoiceBox(tr("/jython, 10 490 bytes"), {}, pages);
    m_dice = new ChoiceBox(tr("/dice, 276 bytes"), {}, pages);
    layout->addWidget(m_jython);
    layout->addWidget(m_dice);
    m_pagesRow.addRow(tr("Pages"), pages);
}

void ServerControls::setShown(Shown shown)
{
    FormSection::setShown(shown != Shown::No);
    m_pagesRow.setShown(shown == Shown::WithPages);
}

void ServerControls::setOptions(const net::PracticeServerOptions& options, const QStringList& pages)
{
    m_given = options;
    m_givenPages = pages;
    m_latency->setExact(options.latency.count());
    m_jitter->setExact(options.jitter.count());
    m_bandwidth->setExact(static_cast<std::int64_t>(options.bandwidth));
    m_tls->setChecked(options.tls);
    m_jython->setChecked(pages.contains(jython));
    m_dice->setChecked(pages.contains(dice));
}

net::PracticeServerOptions ServerControls::options() const
{
    net::PracticeServerOptions options = m_given;
    options.latency = milliseconds(m_latency->exact());
    options.jitter = milliseconds(m_jitter->exact());
    options.bandwidth = static_cast<std::uint64_t>(m_bandwidth->exact());
    options.tls = m_tls->isChecked();
    return options;
}

QStringList ServerControls::pages() const
{
    // Which comes first, and that one comes twice, cannot be shown: kept while the choice is the same.
    if (m_jython->isChecked() == m_givenPages.contains(jython) &&
        m_dice->isChecked() == m_givenPages.contains(dice))
        return m_givenPages;
    QStringList pages;
    if (m_jython->isChecked())
        pages << jython;
    if (m_dice->isChecked())
        pages << dice;
    return pages;
}

} // namespace interleave::panels
