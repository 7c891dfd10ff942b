// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/exportdialog.h"

#include "app/run/textfile.h"
#include "app/window/exportchoices.h"
#include "app/window/imagesize.h"
#include "app/window/runchoice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace interleave::window {
namespace {

constexpr std::array endings{"svg", "pdf", "png"};
constexpr int png = 2;

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ExportDialog::ExportDialog(std::vector<const Trace*> runs, const images::ImageOptions& options,
                           std::optional<std::pair<Instant, Instant>> visible, const QString& path,
                           QWidget* parent)
    : QDialog(parent),
      m_runs(std::move(runs)),
      m_options(options),
      m_visible(visible),
      m_path(new QLineEdit(QDir::toNativeSeparators(path), this)),
      m_format(new QComboBox(this)),
      m_theme(new QComboBox(this)),
      m_rows(new QComboBox(this)),
      m_scale(new QComboBox(this)),
      m_range(new QComboBox(this)),
      m_size(new ImageSize(this)),
      m_runList(new RunChoice(m_runs, this)),
      m_title(new QLineEdit(options.title, this)),
      m_helpers(new QCheckBox(tr("Hel&pers"), this)),
      m_legend(new QCheckBox(tr("Le&gend"), this)),
      m_notes(new QCheckBox(tr("N&otes"), this)),
      m_preview(plainLabel({}, this)),
      m_message(plainLabel({}, this))
{
    setWindowTitle(tr("Export image"));
    addControls();
    recallChoices(recallExport());
    connectControls();
    pathEdited();
    resize(980, 620); // starts the preview, too
}

void ExportDialog::connectControls()
{
    m_renew.setSingleShot(true);
    m_renew.setInterval(60);
    connect(&m_renew, &QTimer::timeout, this, &ExportDialog::renewPreview);
    for (QComboBox* box : {m_theme, m_rows, m_scale, m_range})
        connect(box, &QComboBox::currentIndexChanged, &m_renew, qOverload<>(&QTimer::start));
    for (QCheckBox* box : {m_helpers, m_legend, m_notes})
        connect(box, &QCheckBox::toggled, &m_renew, qOverload<>(&QTimer::start));
    connect(m_size, &ImageSize::changed, &m_renew, qOverload<>(&QTimer::start));
    connect(m_title, &QLineEdit::textChanged, &m_renew, qOverload<>(&QTimer::start));
    connect(m_runList, &QListWidget::itemChanged, this, [this] {
        pathEdited();
        m_renew.start();
    });
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChosen);
    connect(m_path, &QLineEdit::textEdited, this, &ExportDialog::pathEdited);
}

std::vector<const Trace*> ExportDialog::runs() const
{
    std::vector<const Trace*> chosen;
    for (const std::uint32_t run : m_runList->chosen())
        chosen.push_back(m_runs[run]);
    return chosen;
}

void ExportDialog::recallChoices(const ExportChoices& choices)
{
    m_size->show(choices.size);
    m_legend->setChecked(choices.size.legend);
    m_notes->setChecked(choices.notes);
    m_notes->setEnabled(!m_options.notes.empty());
}

/// What is drawn beside the bars.
QWidget* ExportDialog::parts()
{
    auto* all = new QWidget(this);
    all->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins({});
    for (QCheckBox* box : {m_helpers, m_legend, m_notes})
        row->addWidget(box);
    return all;
}

void ExportDialog::addControls()
{
    m_format->addItems(
        {tr("SVG: vector, for slides and the web"), tr("PDF: vector, for print"), tr("PNG: pixels")});
    m_theme->addItems({tr("Light"), tr("Dark"), tr("Projector"), tr("Article")});
    m_theme->setCurrentIndex(static_cast<int>(m_options.theme));
    m_rows->addItems({tr("One row per worker"), tr("One row per task"), tr("One row per processor")});
    m_rows->setCurrentIndex(static_cast<int>(m_options.grouping));
    m_scale->addItems({tr("All runs on the same scale"), tr("Each run fills the width")});
    m_scale->setCurrentIndex(m_options.sameScale ? 0 : 1);
    m_range->addItem(tr("The whole time"));
    if (m_visible) {
        m_range->addItem(tr("What the window shows"));
        m_range->setCurrentIndex(1);
    }
    m_range->setEnabled(m_visible.has_value());
    m_title->setPlaceholderText(tr("made from the runs"));
    m_helpers->setChecked(m_options.helpers);

    m_form = new QFormLayout;
    QFormLayout* const form = m_form;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("T&heme"), m_theme);
    form->addRow(tr("&Rows"), m_rows);
    form->addRow(tr("S&cale"), m_scale);
    form->addRow(tr("T&ime"), m_range);
    form->addRow(tr("&Width"), m_size);
    form->addRow(tr("P&NG pixels"), m_size->density());
    form->addRow(tr("R&uns"), m_runList);
    form->setRowVisible(m_runList, m_runs.size() > 1);
    form->addRow(tr("With"), parts());

    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setMinimumSize(420, 300);
    m_preview->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_preview->setAccessibleName(tr("Preview"));
    m_message->setWordWrap(true);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::write);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* top = new QHBoxLayout;
    top->addLayout(form, 2);
    top->addWidget(m_preview, 3);
    auto* all = new QVBoxLayout(this);
    all->addLayout(top, 1);
    all->addWidget(fileRow());
    all->addWidget(m_message);
    all->addWidget(buttons);
    const std::array<QWidget*, 9> order{m_format, m_title, m_theme,           m_rows,   m_scale,
                                        m_range,  m_size,  m_size->density(), m_runList};
    for (std::size_t i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    m_save->setFocus();
}

void ExportDialog::setChart(view::SweepChart chart)
{
    m_chart = std::move(chart);
    for (QWidget* const ofTimelines :
         {static_cast<QWidget*>(m_rows), static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_range),
          static_cast<QWidget*>(m_runList), m_helpers->parentWidget()})
        m_form->setRowVisible(ofTimelines, false);
}

QWidget* ExportDialog::fileRow()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* label = plainLabel(tr("Fi&le"), row);
    label->setBuddy(m_path);
    auto* browse = new QPushButton(tr("&Browse…"), row);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    layout->addWidget(label);
    layout->addWidget(m_path, 1);
    layout->addWidget(browse);
    return row;
}

void ExportDialog::browse()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export image"), m_path->text(), tr("Pictures (*.svg *.pdf *.png)"), nullptr,
        QFileDialog::DontConfirmOverwrite); // asked for when it is written
    if (path.isEmpty())
        return;
    m_path->setText(QDir::toNativeSeparators(path));
    pathEdited();
}

void ExportDialog::formatChosen(int index)
{
    const QFileInfo file(m_path->text());
    const bool known = std::ranges::any_of(endings, [&](const char* ending) {
        return file.suffix().compare(QLatin1StringView(ending), Qt::CaseInsensitive) == 0;
    });
    const QString base = known ? m_path->text().chopped(file.suffix().size() + 1) : m_path->text();
    m_path->setText(base + u'.' + QLatin1StringView(endings[static_cast<std::size_t>(index)]));
    pathEdited();
}

/// The ending says what is written.
void ExportDialog::pathEdited()
{
    const QString suffix = QFileInfo(m_path->text()).suffix();
    for (std::size_t i = 0; i < endings.size(); ++i)
        if (suffix.compare(QLatin1StringView(endings[i]), Qt::CaseInsensitive) == 0) {
            const QSignalBlocker blocker(m_format);
            m_format->setCurrentIndex(static_cast<int>(i));
        }
    m_size->density()->setEnabled(m_format->currentIndex() == png);
    const QString refusal =
        m_runList->chosen().empty() ? tr("Choose at least one run.") : images::refusal(m_path->text());
    m_message->setText(refusal);
    m_save->setEnabled(refusal.isEmpty());
}

images::ImageOptions ExportDialog::options() const
{
    images::ImageOptions chosen = m_options;
    chosen.theme = static_cast<images::Theme>(m_theme->currentIndex());
    chosen.grouping = static_cast<timeline::Grouping>(m_rows->currentIndex());
    chosen.sameScale = m_scale->currentIndex() == 0;
    chosen.title = m_title->text();
    m_size->applyTo(chosen);
    chosen.helpers = m_helpers->isChecked();
    chosen.legend = m_legend->isChecked();
    chosen.notes = m_notes->isChecked() ? ofRuns(m_options.notes, m_runList->chosen()) : std::vector<Note>();
    chosen.visible = m_range->currentIndex() == 1 ? m_visible : std::nullopt;
    return chosen;
}

void ExportDialog::renewPreview()
{
    images::ImageOptions shown = options();
    if (m_runList->chosen().empty())
        return m_preview->clear();
    const int width = shown.centimetres > 0 ? images::pixelsOf(shown.centimetres) : shown.width;
    const double density = devicePixelRatioF();
    const QSize room = m_preview->size() * density;
    shown.scale = std::min(density, static_cast<double>(room.width()) / width);
    QImage image = m_chart ? images::drawnChart(*m_chart, shown) : images::drawnImage(runs(), shown);
    if (image.isNull())
        return m_preview->setText(tr("The picture is too large to be shown here."));
    if (image.height() > room.height())
        image = image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    image.setDevicePixelRatio(density);
    m_preview->setPixmap(QPixmap::fromImage(image));
}

void ExportDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    m_renew.start();
}

void ExportDialog::write()
{
    const QString path = m_path->text();
    // A stream is written to, not replaced.
    if (QFileInfo::exists(path) && run::destinationOf(path).kind == observe::Destination::Kind::File) {
        QMessageBox question(QMessageBox::Question, windowTitle(),
                             tr("%1 exists. Replace it?").arg(QFileInfo(path).fileName()),
                             QMessageBox::Yes | QMessageBox::No, this);
        question.setTextFormat(Qt::PlainText);
        if (question.exec() != QMessageBox::Yes)
            return;
    }
    const QString failure =
        m_chart ? images::writeChart(path, *m_chart, options()) : images::writeImage(path, runs(), options());
    if (m_message->setText(failure); !failure.isEmpty())
        return;
    m_written = path;
    remember(
        {.ending = QFileInfo(path).suffix().toLower(), .size = options(), .notes = m_notes->isChecked()});
    accept();
}

} // namespace interleave::window
