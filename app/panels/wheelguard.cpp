// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/wheelguard.h"

#include <QEvent>
#include <QWidget>

namespace interleave::panels {
namespace {

class WheelGuard final : public QObject
{
public:
    explicit WheelGuard(QWidget* control) : QObject(control), m_control(control) {}

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Wheel || m_control->hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore(); // it goes on to the parent, which scrolls
        return true;
    }

private:
    QWidget* m_control;
};

} // namespace

void guardFromWheel(QWidget* control)
{
    control->setFocusPolicy(Qt::StrongFocus); // a spin box would take the focus by the wheel itself
    control->installEventFilter(new WheelGuard(control));
}

} // namespace interleave::panels
