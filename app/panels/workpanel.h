// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/run/experiment.h"

#include <array>

class QFormLayout;

namespace interleave::panels {

class AddressControls;
class ChoiceList;
class ClientControls;
class NumberBox;
class ScriptControls;
class ServerControls;

/// The part of the set-up that says what the tasks are. What one choice hides is kept for when it is shown
/// again.
class WorkPanel : public QWidget
{
    Q_OBJECT

public:
    explicit WorkPanel(QWidget* parent = nullptr);

    /// Does not tell it as a change.
    void setWork(const run::Experiment& experiment);
    void writeTo(run::Experiment& experiment) const;
    /// Why this work cannot be done, as far as only the controls know; empty when it can.
    QString refusal() const;

Q_SIGNALS:
    void changed();

private:
    /// Each has a number of tasks of its own.
    enum Kind { Practice, Addresses, Sums, Script };

    void addChoices();
    void connectParts();
    Kind kind() const;
    bool isMixed() const;
    void show(Kind kind);
    void showRows();
    void tasksChanged();
    void addressesChanged();
    void setDownloads(const run::Experiment& experiment, Kind kind);
    void writeServer(run::Experiment& experiment) const;

    QFormLayout* m_form;
    ChoiceList* m_workload = nullptr;
    ChoiceList* m_target = nullptr;
    NumberBox* m_tasks = nullptr;
    ServerControls* m_server = nullptr;
    AddressControls* m_addresses = nullptr;
    ClientControls* m_client = nullptr;
    ScriptControls* m_script = nullptr;
    NumberBox* m_number = nullptr;
    NumberBox* m_hashes = nullptr;
    Kind m_shown = Practice;
    std::array<std::int64_t, 4> m_tasksOf{160, 1, 20, 1}; // a script says it itself
    /// One download of each address, until somebody asks for more.
    bool m_tasksFollow = true;
};

} // namespace interleave::panels
