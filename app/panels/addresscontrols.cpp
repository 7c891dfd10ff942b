// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/addresscontrols.h"

#include "app/panels/lowtextedit.h"
#include "app/panels/textlabel.h"
#include "app/run/experiment.h"
#include "core/net/address.h"

#include <QVBoxLayout>

namespace interleave::panels {

AddressControls::AddressControls(QFormLayout* form) : FormSection(form)
{
    auto* const whole = new QWidget(panel());
    auto* const layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* const label = new TextLabel(tr("Addresses, one a line"), TextLabel::Tone::Normal, whole);
    m_edit = new LowTextEdit(5, whole);
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setPlaceholderText(QStringLiteral("https://www.example.org/\nhttps://www.example.com/page"));
    m_edit->setAccessibleName(label->text());
    label->setBuddy(m_edit);
    m_warning = new TextLabel({}, TextLabel::Tone::Warning, whole);
    m_hint = new TextLabel({}, TextLabel::Tone::Dimmed, whole);
    for (QWidget* part : std::initializer_list<QWidget*>{label, m_edit, m_warning, m_hint})
        layout->addWidget(part);
    addRow(whole);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        check();
        Q_EMIT changed();
    });
    check();
}

void AddressControls::setAddresses(const std::vector<std::string>& addresses)
{
    QStringList lines;
    for (const std::string& address : addresses)
        lines << QString::fromStdString(address);
    m_edit->setPlainText(lines.join(u'\n'));
}

std::vector<std::string> AddressControls::addresses() const
{
    std::vector<std::string> addresses;
    const QStringList lines = m_edit->toPlainText().split(u'\n');
    for (const QString& line : lines) {
        if (const QString address = line.trimmed(); !address.isEmpty())
            addresses.push_back(address.toStdString());
    }
    return addresses;
}

void AddressControls::check()
{
    m_refusal.clear();
    const QStringList lines = m_edit->toPlainText().split(u'\n');
    bool any = false;
    for (qsizetype k = 0; k < lines.size() && m_refusal.isEmpty(); ++k) {
        const std::string address = lines[k].trimmed().toStdString();
        any = any || !address.empty();
        if (std::string error; !address.empty() && !net::parseAddress(address, error))
            m_refusal = tr("Line %1: %2").arg(QString::number(k + 1), run::sentence(error));
    }
    m_warning->showWarning(m_refusal); // an empty field says enough by itself
    if (!any)
        m_refusal = tr("No address is given: type at least one.");
}

void AddressControls::showTasks(std::size_t tasks)
{
    const std::size_t count = addresses().size();
    m_hint->setVisible(count > 0 && tasks > count);
    if (count > 0)
        m_hint->setText(tr("%1 downloads: each address %2 times. Be kind to servers of other people.")
                            .arg(tasks)
                            .arg((tasks + count - 1) / count));
}

} // namespace interleave::panels
