// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/run/experiment.h"

#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;

namespace interleave::panels {

class PresetButton;

/// What is shown where no run is: an invitation to make one.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(const std::vector<run::Preset>& presets, QWidget* parent = nullptr);

Q_SIGNALS:
    void presetChosen(const QString& id);
    void openRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeContent(const std::vector<run::Preset>& presets);
    void arrange();
    void adaptToFont();

    QLabel* m_title = nullptr;
    QPushButton* m_open = nullptr;
    QWidget* m_content = nullptr;
    QGridLayout* m_grid = nullptr;
    std::vector<PresetButton*> m_buttons;
    int m_columns = 0;
};

} // namespace interleave::panels
