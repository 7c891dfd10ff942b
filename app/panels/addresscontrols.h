// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/formsection.h"

#include <cstddef>
#include <string>
#include <vector>

class QPlainTextEdit;

namespace interleave::panels {

class TextLabel;

/// Addresses of one's own choice, one a line.
class AddressControls : public FormSection
{
    Q_OBJECT

public:
    explicit AddressControls(QFormLayout* form);

    void setAddresses(const std::vector<std::string>& addresses);
    /// The lines that are not empty.
    std::vector<std::string> addresses() const;
    /// What is wrong with the first line that cannot be downloaded; empty when all can, and there is one.
    QString refusal() const { return m_refusal; }
    /// Says how often each is downloaded: somebody else's server is to be treated with care.
    void showTasks(std::size_t tasks);

private:
    void check();

    QPlainTextEdit* m_edit;
    TextLabel* m_warning;
    TextLabel* m_hint;
    QString m_refusal;
};

} // namespace interleave::panels
