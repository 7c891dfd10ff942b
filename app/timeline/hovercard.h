// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/spanfacts.h"
#include "app/timeline/theme.h"

namespace interleave::view {

/// The card beside the cursor: what the span below it is. A child of the view, so that it is drawn with it
/// and never steals the focus.
class HoverCard : public QFrame
{
    Q_OBJECT

public:
    explicit HoverCard(QWidget* parent);

    /// Shows the facts beside a point of the parent, inside of it.
    void show(const SpanFacts& facts, const Theme& theme, const QPoint& at);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void place(const QPoint& at);
    QSize measured() const;

    SpanFacts m_facts;
    Theme m_theme;
};

} // namespace interleave::view
