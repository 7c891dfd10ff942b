// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/messages.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <array>

namespace interleave::window {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Window", text); }

QLabel* plainLabel(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void addClose(QDialog& dialog, QVBoxLayout& layout)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout.addWidget(buttons);
}

} // namespace

void warn(QWidget* parent, const QString& sentence)
{
    QMessageBox box(QMessageBox::Warning, tr("Interleave"), sentence, QMessageBox::Ok, parent);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

void showKeys(QWidget* parent)
{
    const std::array rows{
        std::pair(tr("Wheel"), tr("zooms at the cursor; with Shift it scrolls the rows")),
        std::pair(tr("Drag"), tr("moves the picture; at a run's name the run, up or down")),
        std::pair(tr("Overview above the runs"),
                  tr("drag its frame or the frame's edges; click to go there")),
        std::pair(tr("Click"), tr("picks the task out, in every grouping; beside a bar: none")),
        std::pair(tr("Double click"), tr("zooms to the bar; beside a bar it shows everything")),
        std::pair(tr("+, −, 0"), tr("zoom in, zoom out, show everything")),
        std::pair(tr("Z"), tr("zooms to the bar that is picked out; again: to its whole task")),
        std::pair(tr("Alt+← and Alt+→, the mouse's side buttons"),
                  tr("go back and forward through past views")),
        std::pair(tr("← and →, Home, End"), tr("move along the time")),
        std::pair(tr("Triangle at a run's name, Ctrl+Shift+← and →"),
                  tr("leaves only its heading, or shows its rows again")),
        std::pair(tr("F"), tr("follows the run that goes on, or stays where you look")),
        std::pair(tr("↑ and ↓, Page keys"), tr("scroll the rows")),
        std::pair(tr("Ctrl with an arrow"),
                  tr("goes from bar to bar and from row to row, and says what it is")),
        std::pair(tr("Tab, Shift+Tab"),
                  tr("go on to the next bar, through all rows; Ctrl+Tab leaves the timeline")),
        std::pair(tr("Shift and drag"), tr("measures a range: its length, and what the runs did in it")),
        std::pair(tr("Shift with ← or →"), tr("measures from the picked bar or the middle on")),
        std::pair(tr("P, X, W"), tr("go to the next pre-emption, failure, shorter wait; with Shift back")),
        std::pair(tr("M, F2, Del"),
                  tr("add a note, change the picked one, take it away; N goes to the next")),
        std::pair(tr("Esc"), tr("lets go of the range, then of the task"))};
    QDialog dialog(parent);
    dialog.setWindowTitle(tr("Mouse and keys in the timeline"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(24);
    for (const auto& [keys, meaning] : rows) {
        QLabel* label = plainLabel(keys);
        QFont bold = label->font();
        bold.setBold(true);
        label->setFont(bold);
        form->addRow(label, plainLabel(meaning));
    }
    auto* layout = new QVBoxLayout(&dialog);
    layout->addLayout(form);
    layout->addWidget(plainLabel(tr("The other keys are in the menus.")));
    addClose(dialog, *layout);
    dialog.exec();
}

void showLicence(QWidget* parent)
{
    QFile file(QStringLiteral(":/LICENSE"));
    const bool open = file.open(QIODevice::ReadOnly);
    QDialog dialog(parent);
    dialog.setWindowTitle(tr("Licence: GNU General Public License 3 or later"));
    auto* text = new QPlainTextEdit(open ? QString::fromUtf8(file.readAll()) : QString(), &dialog);
    text->setReadOnly(true);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(dialog.windowTitle());
    auto* layout = new QVBoxLayout(&dialog);
    layout->addWidget(text);
    addClose(dialog, *layout);
    dialog.resize(720, 560);
    dialog.exec();
}

void showAbout(QWidget* parent)
{
    QMessageBox box(QMessageBox::NoIcon, tr("About Interleave"),
                    tr("Interleave %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Close,
                    parent);
    box.setTextFormat(Qt::PlainText);
    box.setIconPixmap(QIcon(QStringLiteral(":/icons/interleave.svg")).pixmap(96, 96));
    box.setInformativeText(
        tr("Runs real work under a concurrency model and draws what every task, worker and processor really "
           "did. Nothing in the picture is simulated.\n\n"
           "Free software under the GNU General Public License, version 3 or later. It comes with no "
           "warranty.\n\n"
           "Built on Qt %1, QCustomPlot, Boost.Beast and RapidJSON.")
            .arg(QString::fromLatin1(qVersion())));
    box.exec();
}

} // namespace interleave::window
