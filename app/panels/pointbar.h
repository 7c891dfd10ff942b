// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace interleave::panels {

class ElidedLabel;
class NumberBox;
class TextLabel;

/// Above a timeline: which of an experiment's runs it is, and the ways to the others.
class PointBar : public QWidget
{
    Q_OBJECT

public:
    explicit PointBar(QWidget* parent = nullptr);

    struct Shown
    {
        QString name;          ///< "Synchronous, workers 4"; empty: all models
        bool hasChart = false; ///< there is a chart to go back to
        int repetition = 0;    ///< from 0
        int repetitions = 1;   ///< that there are
    };
    /// Not told as a choice.
    void show(const Shown& shown);

Q_SIGNALS:
    void chartRequested();
    void repetitionChosen(int repetition); ///< from 0

private:
    QPushButton* m_chart;
    ElidedLabel* m_name;
    TextLabel* m_word;
    NumberBox* m_repetition;
};

} // namespace interleave::panels
