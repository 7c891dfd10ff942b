// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog> // first: moc 6.4 cannot read <compare> before it

#include "app/images/image.h"
#include "app/timeline/sweepchart.h"

#include <QTimer>

#include <optional>
#include <utility>
#include <vector>

class QComboBox;
class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace interleave::window {

class ImageSize;
class RunChoice;
struct ExportChoices;

/// Asks how the runs are drawn into a file, shows what comes out, and writes it.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param options what it begins with
    /// @param visible what the window shows of the time; empty: everything
    /// @param path a free name to begin with
    ExportDialog(std::vector<const Trace*> runs, const images::ImageOptions& options,
                 std::optional<std::pair<Instant, Instant>> visible, const QString& path,
                 QWidget* parent = nullptr);

    /// The chart of a sweep is exported instead of the runs.
    void setChart(view::SweepChart chart);

    /// Where it was written to; empty if it was not.
    QString written() const { return m_written; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addControls();
    QWidget* fileRow();
    void browse();
    void formatChosen(int index);
    void pathEdited();
    void renewPreview();
    void write();
    images::ImageOptions options() const;
    std::vector<const Trace*> runs() const;
    QWidget* parts();
    void connectControls();
    void recallChoices(const ExportChoices& choices);

    std::vector<const Trace*> m_runs;
    std::optional<view::SweepChart> m_chart;
    images::ImageOptions m_options;
    std::optional<std::pair<Instant, Instant>> m_visible;
    QString m_written;

    QFormLayout* m_form = nullptr;
    QLineEdit* m_path;
    QComboBox* m_format;
    QComboBox* m_theme;
    QComboBox* m_rows;
    QComboBox* m_scale;
    QComboBox* m_range;
    ImageSize* m_size;
    RunChoice* m_runList;
    QLineEdit* m_title;
    QCheckBox* m_helpers;
    QCheckBox* m_legend;
    QCheckBox* m_notes;
    QLabel* m_preview;
    QLabel* m_message;
    QPushButton* m_save = nullptr;
    QTimer m_renew; // several changes, one picture
};

} // namespace interleave::window
