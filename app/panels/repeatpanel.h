// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/run/sweep.h"

#include <map>

class QFormLayout;
class QLineEdit;

namespace interleave::panels {

class ChoiceList;
class NumberBox;
class TextLabel;

/// The part of the set-up that says how often each run is made, and which number takes several values. What
/// was typed for a parameter is kept for when it is chosen again.
class RepeatPanel : public QWidget
{
    Q_OBJECT

public:
    /// @param processors how many this program may use
    explicit RepeatPanel(std::size_t processors, QWidget* parent = nullptr);

    /// Does not tell it as a change.
    void setRepeat(const run::Experiment& experiment);
    void writeTo(run::Experiment& experiment) const;
    /// Below the controls, one sentence; empty: nothing is wrong with them.
    void showRefusal(const QString& refusal);

Q_SIGNALS:
    void changed();

private:
    const run::SweepParameter* parameter() const;
    void showValues();

    QFormLayout* m_form;
    NumberBox* m_repeat;
    ChoiceList* m_parameter = nullptr;
    QLineEdit* m_values;
    TextLabel* m_refusal;
    std::map<QString, QString> m_typed; // by the parameter's id
};

} // namespace interleave::panels
