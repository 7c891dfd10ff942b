// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include "core/engine/model.h"

#include <vector>

class QFormLayout;
class QLineEdit;
class QPushButton;

namespace interleave::panels {

class ChoiceList;
class NumberBox;
class TextLabel;

/// The parameters of one model. Those that differ from the model's row of the table are marked.
class ModelParameters : public QWidget
{
    Q_OBJECT

public:
    /// @param named the row of the table
    explicit ModelParameters(const engine::Model& named, QWidget* parent = nullptr);

    /// Does not tell it as a change.
    void setModel(const engine::Model& model);
    /// The row of the table with these parameters.
    engine::Model model() const;
    /// "8 workers", "no lock": each parameter that differs from the table.
    QStringList changes() const;
    /// What is wrong with what was typed, where it is nothing that a model can hold; empty when all is well.
    QString refusal() const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        TextLabel* label = nullptr;
        QString name;
    };
    Row addRow(const QString& name, QWidget* field, const QString& toolTip);
    void addProcessors();
    void addLock();
    std::vector<ProcessorId> typedProcessors() const;
    void edited();
    void mark(const Row& row, bool differs) const;

    engine::Model m_named;
    QFormLayout* m_form;
    NumberBox* m_workers = nullptr;
    NumberBox* m_inFlight = nullptr;
    ChoiceList* m_processors = nullptr;
    QLineEdit* m_list = nullptr;
    ChoiceList* m_lock = nullptr;
    NumberBox* m_interval = nullptr;
    QPushButton* m_reset = nullptr;
    Row m_workersRow, m_inFlightRow, m_processorsRow, m_lockRow, m_intervalRow;
};

} // namespace interleave::panels
