// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/search.h"

#include <utility>
#include <vector>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace interleave::panels {

class ElidedLabel;

/// What is looked for in the timeline, and how much of it there is.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    /// The words for what can be chosen.
    struct Words
    {
        std::vector<std::pair<State, QString>> states;
        std::vector<std::pair<Phase, QString>> phases;
    };
    struct Found
    {
        std::size_t current = 0; ///< from 1; 0: at none of them
        std::size_t kept = 0;    ///< that can be gone to
        std::size_t total = 0;
    };

    explicit FindBar(const Words& words, QWidget* parent = nullptr);

    /// Shows the bar; its text has the focus, to be typed over.
    void open();
    /// Whether rows without what is found are to be hidden while the bar is open.
    void setOnlyMatches(bool only);
    void showFound(const Found& found);

Q_SIGNALS:
    void asked(const analysis::SpanQuery& query); ///< once typing pauses; an empty one: nothing is looked for
    void nextAsked();
    void previousAsked();
    void onlyMatchesAsked(bool only);
    void closed(); ///< the focus was in the bar

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    QWidget* makeFirstLine();
    QWidget* makeSecondLine();
    void ask();
    void step(void (FindBar::*signal)());
    void close();

    QLineEdit* m_text;
    QComboBox* m_state;
    QComboBox* m_phase;
    QLineEdit* m_longer;
    QPushButton* m_onlyMatches;
    ElidedLabel* m_said;
    QTimer m_pause;
    analysis::SpanQuery m_asked;
    bool m_refused = false; ///< the length cannot be read
};

} // namespace interleave::panels
