// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace interleave::panels {

/// A combo box that is as narrow as need be, ends with "…" what does not fit, and lets the wheel scroll the
/// panel. Its list is as wide as its longest entry.
class ChoiceList : public QComboBox
{
    Q_OBJECT

public:
    explicit ChoiceList(const QStringList& entries, QWidget* parent = nullptr);

    void showPopup() override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave::panels
