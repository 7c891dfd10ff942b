// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

namespace interleave::panels {

/// A check box whose text is broken into lines, with a dimmed explanation below; all of it can be clicked.
class ChoiceBox : public QCheckBox
{
    Q_OBJECT

public:
    explicit ChoiceBox(const QString& title, const QString& detail = {}, QWidget* parent = nullptr);

    void setDetail(const QString& detail);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

    /// Where the text begins: what belongs to the choice is best laid out below it.
    int textLeft() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override;

private:
    int indicatorSide() const;
    int textHeight(const QString& text, int width) const;

    QString m_detail;
};

} // namespace interleave::panels
