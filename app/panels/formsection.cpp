// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/formsection.h"

#include "app/panels/textlabel.h"

#include <QFormLayout>

namespace interleave::panels {

FormSection::FormSection(QFormLayout* form) : QObject(form->parentWidget()), m_form(form) {}

void FormSection::setShown(bool shown)
{
    for (QWidget* field : m_fields)
        m_form->setRowVisible(field, shown);
}

void FormSection::addRow(const QString& label, QWidget* field)
{
    addFormRow(m_form, label, field);
    m_fields.push_back(field);
}

void FormSection::addRow(QWidget* field)
{
    m_form->addRow(field);
    m_fields.push_back(field);
}

QWidget* FormSection::panel() const { return m_form->parentWidget(); }

QFormLayout* makeForm(QWidget* panel)
{
    auto* const form = new QFormLayout(panel);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return form;
}

TextLabel* addFormRow(QFormLayout* form, const QString& label, QWidget* field)
{
    auto* const shown = new TextLabel(label, TextLabel::Tone::Normal, form->parentWidget());
    shown->setWordWrap(false);
    shown->setBuddy(field);
    field->setAccessibleName(label);
    form->addRow(shown, field);
    return shown;
}

} // namespace interleave::panels
