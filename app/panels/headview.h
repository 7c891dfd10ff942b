// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace interleave::panels {

/// The quiet head of a table: long heads are broken into lines, so that columns of figures stay narrow; an
/// arrow above the words says by what the table is sorted.
class HeadView : public QHeaderView
{
    Q_OBJECT

public:
    explicit HeadView(QWidget* parent = nullptr);

    /// Between the edge of a column and its text; the cells have the same.
    static int padding(const QFontMetrics& metrics);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;
    QSize sectionSizeFromContents(int logicalIndex) const override;

private:
    QString textOf(int logicalIndex) const;
    QFont headFont() const;
};

} // namespace interleave::panels
