// SPDX-License-Identifier: GPL-3.0-or-later
// What the window reads and writes.
#include "app/images/image.h"
#include "app/panels/logpanel.h"
#include "app/panels/setuppanel.h"
#include "app/timeline/sweepview.h"
#include "app/window/exportchoices.h"
#include "app/window/exportdialog.h"
#include "app/window/mainwindow.h"
#include "app/window/messages.h"

#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QStandardPaths>
#include <QStatusBar>

#include <algorithm>

namespace interleave::window {
namespace {

images::ImageOptions imageOptions(const view::TimelineView& view, const QString& title)
{
    const view::ViewSettings& settings = view.settings();
    static_assert(static_cast<int>(images::Theme::Article) == static_cast<int>(view::Look::Article) &&
                  static_cast<int>(images::Theme::Dark) == static_cast<int>(view::Look::Dark));
    return {.grouping = settings.grouping,
            .theme = static_cast<images::Theme>(settings.look),
            .sameScale = settings.sameScale,
            .title = title,
            .helpers = settings.helpers == view::Helpers::Shown,
            .wakeUps = settings.extras.wakeUps,
            .ideal = settings.extras.ideal,
            .baseline = view.baseline(),
            .baselineOf = view.baselines()};
}

QString traceFilter() { return QCoreApplication::translate("Window", "Saved runs (*.interleave *.json)"); }

} // namespace

bool MainWindow::openFile(const QString& path)
{
    if (m_controller.running()) {
        say(tr("An experiment is running: stop it before a file is opened."));
        return false;
    }
    QString failure;
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    Results read = window::open(path, failure);
    QGuiApplication::restoreOverrideCursor();
    if (!failure.isEmpty()) {
        say(failure);
        return false;
    }
    m_results = std::move(read);
    m_notes->begin();
    m_selection = {};
    m_folder = QFileInfo(path).absolutePath();
    m_drawn->clear();
    m_log->clear();
    m_log->append({tr("Opened %1; saved runs have no log.").arg(QDir::toNativeSeparators(path))});
    m_setup->setConclusion({}, false);
    showResults(true);
    statusBar()->showMessage(tr("Opened %1").arg(QDir::toNativeSeparators(path)), 8000);
    return true;
}

void MainWindow::open()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open saved runs"), m_folder,
                                                      traceFilter() + tr(";;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

/// In the folder used last, a name after what is shown that no file has yet.
QString MainWindow::freePath(const QString& ending) const
{
    const QString& preset = m_results.presetId;
    const QString base = m_results.path.isEmpty() ? QStringLiteral("interleave-") +
                                                        (preset.isEmpty() ? QStringLiteral("runs") : preset)
                                                  : QFileInfo(m_results.path).completeBaseName();
    const QDir folder(QDir(m_folder).exists() ? m_folder : QDir::homePath());
    QString name = base + u'.' + ending;
    for (int number = 2; folder.exists(name); ++number)
        name = QStringLiteral("%1-%2.%3").arg(base, QString::number(number), ending);
    return folder.filePath(name);
}

/// Asks before a file is replaced, under the name that it will have. @return empty: not after all
QString MainWindow::askForPath(const QString& title, const QString& ending, const QString& filter)
{
    QFileDialog dialog(this, title, {}, filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(ending);
    dialog.selectFile(freePath(ending));
    if (dialog.exec() != QDialog::Accepted)
        return {};
    m_filter = dialog.selectedNameFilter();
    return dialog.selectedFiles().value(0);
}

void MainWindow::saveRuns()
{
    const QString path = askForPath(tr("Save the runs"), QStringLiteral("interleave"), traceFilter());
    if (path.isEmpty())
        return;
    if (const QString failure = window::save(m_results, path); !failure.isEmpty())
        return say(failure);
    m_results.path = path;
    showMeasured();
    written(path);
}

/// In the order of the timeline.
std::vector<const Trace*> MainWindow::shownRuns() const
{
    std::vector<const Trace*> shown;
    for (const auto& trace : m_view->runs())
        shown.push_back(trace.get());
    return shown;
}

/// Their places among all results, likewise.
std::vector<std::uint32_t> MainWindow::shownIndices() const
{
    const auto traces = m_results.traces(m_selection);
    const auto indices = m_results.indices(m_selection);
    std::vector<std::uint32_t> shown;
    for (const auto& run : m_view->runs())
        if (const auto at = std::ranges::find(traces, run); at != traces.end())
            shown.push_back(indices[static_cast<std::size_t>(at - traces.begin())]);
    return shown;
}

void MainWindow::exportImage()
{
    std::optional<std::pair<Instant, Instant>> visible;
    if (const auto& range = m_view->visibleRange(); !range.showsAll())
        visible = std::pair(range.from(), range.to());
    images::ImageOptions options = imageOptions(*m_view, m_results.title);
    options.notes = ofRuns(m_results.notes, shownIndices());
    ExportDialog dialog(shownRuns(), options, visible, freePath(recallExport().ending), this);
    if (chartShown())
        dialog.setChart(m_chart->chart());
    if (dialog.exec() == QDialog::Accepted)
        written(dialog.written());
}

void MainWindow::copyImage()
{
    images::ImageOptions options = imageOptions(*m_view, m_results.title);
    options.notes = ofRuns(m_results.notes, shownIndices());
    if (const auto& range = m_view->visibleRange(); !range.showsAll())
        options.visible = std::pair(range.from(), range.to());
    const QImage image = chartShown() ? images::drawnChart(m_chart->chart(), options)
                                      : images::drawnImage(shownRuns(), options);
    if (image.isNull())
        return say(tr("The picture is too large for the clipboard: group by worker, or export it as SVG."));
    QGuiApplication::clipboard()->setImage(image);
    statusBar()->showMessage(
        tr("Copied as a picture of %1 by %2 pixels").arg(image.width()).arg(image.height()), 8000);
}

void MainWindow::exportEvents()
{
    const QString path =
        askForPath(tr("Export events"), QStringLiteral("jsonl"), tr("Events as JSON lines (*.jsonl)"));
    if (path.isEmpty())
        return;
    if (const QString failure = saveEvents(m_results, path); !failure.isEmpty())
        return say(failure);
    written(path);
}

void MainWindow::written(const QString& path)
{
    m_folder = QFileInfo(path).absolutePath();
    statusBar()->showMessage(tr("Written to %1").arg(QDir::toNativeSeparators(path)), 8000);
}

void MainWindow::say(const QString& sentence) { warn(this, sentence); }

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!m_controller.running() && urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) { openFile(event->mimeData()->urls().first().toLocalFile()); }

} // namespace interleave::window
