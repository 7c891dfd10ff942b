// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/engine/model.h"

#include <vector>

namespace interleave::panels {

class ChoiceBox;
class ModelParameters;
class TextLabel;

/// One model to compare: chosen or not, what it is, and its parameters behind an arrow.
class ModelRow : public QWidget
{
    Q_OBJECT

public:
    /// @param named the row of the table
    ModelRow(const engine::Model& named, std::vector<ProcessorId> available, QWidget* parent = nullptr);

    bool isChosen() const;
    void setChosen(bool chosen);
    /// With its true name.
    engine::Model model() const;
    /// Does not tell it as a change.
    void setModel(const engine::Model& model);
    /// Why the model cannot be run with these parameters; empty when it can.
    QString refusal() const { return m_refusal; }

Q_SIGNALS:
    void changed();

private:
    void update();

    engine::Model m_named;
    std::vector<ProcessorId> m_available;
    ChoiceBox* m_choice;
    ModelParameters* m_parameters;
    TextLabel* m_warning;
    QString m_refusal;
};

} // namespace interleave::panels
