// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/exportdialog.h"

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
#include <QSpinBox>
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
      m_width(new QSpinBox(this)),
      m_density(new QSpinBox(this)),
      m_title(new QLineEdit(options.title, this)),
      m_helpers(new QCheckBox(tr("Rows for hel&pers"), this)),
      m_preview(plainLabel({}, this)),
      m_message(plainLabel({}, this))
{
    setWindowTitle(tr("Export image"));
    addControls();
    m_renew.setSingleShot(true);
    m_renew.setInterval(60);
    connect(&m_renew, &QTimer::timeout, this, &ExportDialog::renewPreview);
    for (QComboBox* box : {m_theme, m_rows, m_scale, m_range})
        connect(box, &QComboBox::currentIndexChanged, &m_renew, qOverload<>(&QTimer::start));
    connect(m_width, &QSpinBox::valueChanged, &m_renew, qOverload<>(&QTimer::start));
    connect(m_title, &QLineEdit::textChanged, &m_renew, qOverload<>(&QTimer::start));
    connect(m_helpers, &QCheckBox::toggled, &m_renew, qOverload<>(&QTimer::start));
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChosen);
    connect(m_path, &QLineEdit::textEdited, this, &ExportDialog::pathEdited);
    pathEdited();
    resize(980, 620);
    m_renew.start();
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
    m_width->setRange(320, 20'000);
    m_width->setSingleStep(160);
    m_width->setSuffix(tr(" pixels"));
    m_width->setValue(m_options.width);
    m_density->setRange(1, 8);
    m_density->setPrefix(QStringLiteral("× "));
    m_density->setValue(static_cast<int>(m_options.scale));
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
    form->addRow(tr("&Width"), m_width);
    form->addRow(tr("P&NG pixels"), m_density);
    form->addRow(QString(), m_helpers);

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
    const std::array order{static_cast<QWidget*>(m_format),  static_cast<QWidget*>(m_title),
                           static_cast<QWidget*>(m_theme),   static_cast<QWidget*>(m_rows),
                           static_cast<QWidget*>(m_scale),   static_cast<QWidget*>(m_range),
                           static_cast<QWidget*>(m_width),   static_cast<QWidget*>(m_density),
                           static_cast<QWidget*>(m_helpers), static_cast<QWidget*>(m_path)};
    for (std::size_t i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    m_save->setFocus();
}

void ExportDialog::setChart(view::SweepChart chart)
{
    m_chart = std::move(chart);
    for (QWidget* const ofTimelines : {static_cast<QWidget*>(m_rows), static_cast<QWidget*>(m_scale),
                                       static_cast<QWidget*>(m_range), static_cast<QWidget*>(m_helpers)})
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
    m_density->setEnabled(m_format->currentIndex() == png);
    const QString refusal = images::refusal(m_path->text());
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
    chosen.width = m_width->value();
    chosen.scale = m_density->value();
    chosen.helpers = m_helpers->isChecked();
    chosen.visible = m_range->currentIndex() == 1 ? m_visible : std::nullopt;
    return chosen;
}

void ExportDialog::renewPreview()
{
    images::ImageOptions shown = options();
    const double density = devicePixelRatioF();
    const QSize room = m_preview->size() * density;
    shown.scale = std::min(density, static_cast<double>(room.width()) / shown.width);
    QImage image = m_chart ? images::drawnChart(*m_chart, shown) : images::drawnImage(m_runs, shown);
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
    if (QFileInfo::exists(path)) {
        QMessageBox question(QMessageBox::Question, windowTitle(),
                             tr("%1 exists. Replace it?").arg(QFileInfo(path).fileName()),
                             QMessageBox::Yes | QMessageBox::No, this);
        question.setTextFormat(Qt::PlainText);
        if (question.exec() != QMessageBox::Yes)
            return;
    }
    const QString failure =
        m_chart ? images::writeChart(path, *m_chart, options()) : images::writeImage(path, m_runs, options());
    m_message->setText(failure);
    if (!failure.isEmpty())
        return;
    m_written = path;
    accept();
}

} // namespace interleave::window
