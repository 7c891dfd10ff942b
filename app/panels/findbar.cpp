// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/findbar.h"

#include "app/panels/elidedlabel.h"
#include "app/panels/lengthtext.h"
#include "app/panels/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace interleave::panels {
namespace {

constexpr int pause = 200; // ms without another key

void addLabelled(QHBoxLayout& line, const QString& word, QWidget& field, int stretch = 0)
{
    auto* label = new TextLabel(word, TextLabel::Tone::Normal, field.parentWidget());
    label->setWordWrap(false);
    label->setBuddy(&field);
    field.setAccessibleName(QString(word).remove(u'&'));
    line.addWidget(label);
    line.addWidget(&field, stretch);
}

template <class Value>
void fill(QComboBox& box, const QString& any, const std::vector<std::pair<Value, QString>>& words)
{
    box.addItem(any, -1);
    for (const auto& [value, word] : words)
        box.addItem(word, static_cast<int>(value));
    box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box.setMinimumContentsLength(9);
}

template <class Value>
std::optional<Value> chosen(const QComboBox& box)
{
    const int value = box.currentData().toInt();
    return value < 0 ? std::nullopt : std::optional(static_cast<Value>(value));
}

QString number(std::size_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

} // namespace

FindBar::FindBar(const Words& words, QWidget* parent)
    : QWidget(parent),
      m_text(new QLineEdit(this)),
      m_state(new QComboBox(this)),
      m_phase(new QComboBox(this)),
      m_longer(new QLineEdit(this)),
      m_onlyMatches(new QPushButton(tr("Only rows with matches"), this)),
      m_said(new ElidedLabel(this))
{
    m_text->setPlaceholderText(tr("task, address or worker"));
    m_text->setClearButtonEnabled(true);
    m_longer->setPlaceholderText(tr("5 ms"));
    m_longer->setMaximumWidth(fontMetrics().horizontalAdvance(u'0') * 11);
    fill(*m_state, tr("any"), words.states);
    fill(*m_phase, tr("any"), words.phases);
    layOut();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &FindBar::ask);
    for (QLineEdit* const edit : {m_text, m_longer})
        connect(edit, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    for (QComboBox* const box : {m_state, m_phase})
        connect(box, &QComboBox::currentIndexChanged, this, &FindBar::ask);
    hide();
}

void FindBar::layOut()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    layout->addWidget(makeFirstLine());
    layout->addWidget(makeSecondLine());
}

QWidget* FindBar::makeFirstLine()
{
    auto* widget = new QWidget(this);
    auto* line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    addLabelled(*line, tr("Fin&d"), *m_text, 1);
    addLabelled(*line, tr("State"), *m_state);
    addLabelled(*line, tr("Phase"), *m_phase);
    addLabelled(*line, tr("Longer than"), *m_longer);
    return widget;
}

QWidget* FindBar::makeSecondLine()
{
    auto* widget = new QWidget(this);
    auto* line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_said, 1);
    m_onlyMatches->setCheckable(true);
    m_onlyMatches->setAutoDefault(false);
    m_onlyMatches->setToolTip(tr("Hide the rows in which nothing is found (Ctrl+Shift+F)"));
    connect(m_onlyMatches, &QPushButton::toggled, this, &FindBar::onlyMatchesAsked);
    line->addWidget(m_onlyMatches);
    const auto add = [&](const QString& text, const QString& tip, auto pressed) {
        auto* button = new QPushButton(text, widget);
        button->setToolTip(tip);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, pressed);
        line->addWidget(button);
    };
    add(tr("Previous"), tr("Shift+Enter or Shift+F3"), [this] { step(&FindBar::previousAsked); });
    add(tr("Next"), tr("Enter or F3"), [this] { step(&FindBar::nextAsked); });
    add(tr("Close"), tr("Esc"), [this] { close(); });
    return widget;
}

void FindBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    ask();
}

void FindBar::setOnlyMatches(bool only) { m_onlyMatches->setChecked(only); }

/// Nothing is asked again that was asked already.
void FindBar::ask()
{
    m_pause.stop();
    analysis::SpanQuery query{.text = m_text->text().toStdString(),
                              .state = chosen<State>(*m_state),
                              .phase = chosen<Phase>(*m_phase)};
    const QString longer = m_longer->text().trimmed();
    const auto length = longer.isEmpty() ? std::optional(Duration()) : lengthFrom(longer);
    m_refused = !length;
    if (m_refused) {
        query = {};
        m_said->showText(
            tr("“%1” is no length of time: write a number and a unit, like 5 ms, 20 us or 1.5 s.")
                .arg(longer));
    } else {
        query.longerThan = *length;
    }
    if (query == m_asked && !query.empty())
        return;
    m_asked = query;
    Q_EMIT asked(query);
}

void FindBar::showFound(const Found& found)
{
    if (m_refused)
        return;
    if (m_asked.empty())
        return m_said->showText(tr("Every span is told of which all that is given here holds."));
    if (found.total == 0)
        return m_said->showText(tr("Nothing is found."));
    const QString count = found.current > 0 ? tr("%1 of %2").arg(number(found.current), number(found.kept))
                          : found.kept == 1 ? tr("1 found")
                                            : tr("%1 found").arg(number(found.kept));
    m_said->showText(
        found.kept == found.total ? count : tr("%1: the earliest of %2").arg(count, number(found.total)));
}

/// What was typed a moment ago is looked for first.
void FindBar::step(void (FindBar::*signal)())
{
    if (m_pause.isActive())
        ask();
    Q_EMIT(this->*signal)();
}

void FindBar::close()
{
    m_pause.stop();
    hide();
    m_asked = {};
    Q_EMIT asked({});
    Q_EMIT closed();
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QWidget::keyPressEvent(event);
    step(event->modifiers().testFlag(Qt::ShiftModifier) ? &FindBar::previousAsked : &FindBar::nextAsked);
}

} // namespace interleave::panels
