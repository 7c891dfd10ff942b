// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace interleave::panels {

/// A large button with a title, a line below it, and perhaps a word that recommends it.
class PresetButton : public QAbstractButton
{
    Q_OBJECT

public:
    PresetButton(const QString& title, const QString& description, const QString& mark,
                 QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QFont titleFont() const;
    int padding() const;
    int markWidth() const;
    int titleHeight(int width) const;

    QString m_description, m_mark;
};

} // namespace interleave::panels
