// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "app/panels/formsection.h"
#include "core/workloads/script.h"

class QPlainTextEdit;

namespace interleave::panels {

class TextLabel;

/// A small editor for what the tasks of a script do.
class ScriptControls : public FormSection
{
    Q_OBJECT

public:
    explicit ScriptControls(QFormLayout* form);

    void setOptions(const workloads::ScriptOptions& options);
    /// The text as it is typed; the settings of the client, which are shown nowhere, as they were given.
    workloads::ScriptOptions options() const;
    /// Where and why the text is no script; empty when it is one.
    QString refusal() const { return m_refusal; }
    /// The script downloads from the practice server; as far as the last text that was one tells.
    bool needsServer() const { return m_needsServer; }

private:
    void check();

    workloads::ScriptOptions m_given;
    QPlainTextEdit* m_edit;
    TextLabel* m_warning;
    QString m_refusal;
    bool m_needsServer = false;
};

} // namespace interleave::panels
