// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/pointbar.h"

#include "app/panels/elidedlabel.h"
#include "app/panels/numberbox.h"
#include "app/panels/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>

namespace interleave::panels {

PointBar::PointBar(QWidget* parent)
    : QWidget(parent),
      m_chart(new QPushButton(tr("← &Back to the chart"), this)),
      m_name(new ElidedLabel(this)),
      m_word(new TextLabel(tr("Repetition"), TextLabel::Tone::Normal, this)),
      m_repetition(new NumberBox({.least = 1, .most = 1000}, this))
{
    m_chart->setAccessibleName(tr("Back to the chart"));
    m_word->setWordWrap(false);
    m_word->setBuddy(m_repetition);
    m_repetition->setAccessibleName(m_word->text());
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_chart);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_word);
    layout->addWidget(m_repetition);
    connect(m_chart, &QPushButton::clicked, this, &PointBar::chartRequested);
    connect(m_repetition, &NumberBox::valueChanged, this,
            [this] { Q_EMIT repetitionChosen(static_cast<int>(m_repetition->exact()) - 1); });
}

void PointBar::show(const Shown& shown)
{
    const QSignalBlocker quiet(m_repetition);
    m_chart->setVisible(shown.hasChart);
    m_name->showText(shown.name);
    m_repetition->setMaximum(shown.repetitions);
    m_repetition->setSuffix(tr(" of %1").arg(shown.repetitions));
    m_repetition->setExact(shown.repetition + 1);
    m_word->setVisible(shown.repetitions > 1);
    m_repetition->setVisible(shown.repetitions > 1);
    setVisible(shown.hasChart || shown.repetitions > 1);
}

} // namespace interleave::panels
