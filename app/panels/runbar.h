// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/panels/progress.h"

class QProgressBar;

namespace interleave::panels {

class ElidedLabel;
class RunButton;
class TextLabel;

/// Below the set-up and always in sight: the button, how far it has come, and why it cannot begin.
class RunBar : public QWidget
{
    Q_OBJECT

public:
    explicit RunBar(QWidget* parent = nullptr);

    /// Why nothing can be run now; empty when it can.
    void setRefusal(const QString& refusal);
    void setRunning(bool running);
    void setProgress(const Progress& progress);
    void setConclusion(const QString& sentence, bool failure);

Q_SIGNALS:
    void runRequested();
    void stopRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void enableButton();

    TextLabel* m_refusalLine;
    ElidedLabel* m_modelLine;
    QProgressBar* m_bar;
    TextLabel* m_tasksLine;
    TextLabel* m_conclusion;
    TextLabel* m_failure;
    RunButton* m_button;
    QString m_refusal;
    bool m_running = false;
};

} // namespace interleave::panels
