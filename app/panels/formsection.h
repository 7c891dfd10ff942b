// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QFormLayout;
class QString;
class QWidget;

namespace interleave::panels {

/// Rows of a form that are shown and hidden together. Several sections share one form, so that their labels
/// stand in one column.
class FormSection : public QObject
{
    Q_OBJECT

public:
    /// @param form laid out on a widget, which becomes the parent
    explicit FormSection(QFormLayout* form);

    void setShown(bool shown);

    /// A labelled row; the label names the field for those who cannot see it, too.
    void addRow(const QString& label, QWidget* field);
    /// A row over the whole width.
    void addRow(QWidget* field);
    QWidget* panel() const;

Q_SIGNALS:
    void changed();

private:
    QFormLayout* m_form;
    std::vector<QWidget*> m_fields;
};

/// A form with the spacing of the panels, on `panel`.
QFormLayout* makeForm(QWidget* panel);
/// As FormSection::addRow(), for a form without sections. @return the row's label
class TextLabel;
TextLabel* addFormRow(QFormLayout* form, const QString& label, QWidget* field);

} // namespace interleave::panels
