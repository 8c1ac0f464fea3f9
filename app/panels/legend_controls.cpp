#include "app/panels/legend_controls.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int swatch_width = 72;
constexpr int contour_count = 6;
constexpr int shortest_title = 8;
constexpr int narrowest_number = 48;

QIcon swatch(const render::Ramp& ramp) {
    QPixmap pixmap(swatch_width, 12);
    QPainter painter(&pixmap);
    for (int x = 0; x < swatch_width; ++x)
        painter.fillRect(
            x, 0, 1, 12,
            QColor::fromRgba(ramp.colors[static_cast<std::size_t>(x) * 255 / (swatch_width - 1)]));
    return QIcon(pixmap);
}

} // namespace

LegendControls::LegendControls(QWidget* parent)
    : QWidget(parent), ramp_(new QComboBox), min_(new QLineEdit), max_(new QLineEdit),
      opacity_(new QSlider(Qt::Horizontal)), contours_(new QCheckBox(tr("Lines of equal value"))),
      fit_(push_button(tr("Fit to data"), Emphasis::quiet)) {
    auto* column = column_layout(this, 0);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(render::space::inside);
    grid->setVerticalSpacing(render::space::inside);
    column->addLayout(grid);

    auto* colours = text_label(tr("Colours"));
    grid->addWidget(colours, 0, 0);
    ramp_->setIconSize({swatch_width, 12});
    for (const auto& name : render::ramp_names()) {
        const render::Ramp& ramp = render::ramp(name);
        ramp_->addItem(swatch(ramp), ramp.title, QString::fromStdString(name));
        ramp_->setItemData(ramp_->count() - 1, tr("Palette “%1”").arg(in_words(name)), Qt::ToolTipRole);
    }
    ramp_->setAccessibleName(tr("Colours"));
    // As narrow as the column, whatever a palette is called.
    ramp_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    ramp_->setMinimumContentsLength(shortest_title);
    grid->addWidget(ramp_, 0, 1, 1, 3);

    auto* from = text_label(tr("From"));
    auto* to = text_label(tr("to"));
    grid->addWidget(from, 1, 0);
    grid->addWidget(min_, 1, 1);
    grid->addWidget(to, 1, 2);
    of_ramp_ = {colours, ramp_, from, min_, to, max_, fit_};
    grid->addWidget(max_, 1, 3);
    for (auto* edit : {min_, max_}) {
        edit->setAlignment(Qt::AlignRight);
        edit->setMinimumWidth(narrowest_number);
        connect(edit, &QLineEdit::editingFinished, this, &LegendControls::readRange);
    }
    min_->setAccessibleName(tr("Lowest value of the colours"));
    max_->setAccessibleName(tr("Highest value of the colours"));

    grid->addWidget(text_label(tr("Opacity")), 2, 0);
    opacity_->setRange(0, 100);
    for (QWidget* field : std::initializer_list<QWidget*>{ramp_, opacity_})
        leave_wheel_to_panel(field);
    opacity_->setAccessibleName(tr("Opacity of the result"));
    grid->addWidget(opacity_, 2, 1, 1, 3);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);

    auto* row = new QHBoxLayout;
    row->addWidget(contours_, 1);
    row->addWidget(fit_);
    column->addLayout(row);

    connect(ramp_, &QComboBox::activated, this, [this] {
        style_.ramp = ramp_->currentData().toString().toStdString();
        Q_EMIT styleEdited();
    });
    connect(opacity_, &QSlider::valueChanged, this, [this](int percent) {
        style_.opacity = percent / 100.0;
        Q_EMIT styleEdited();
    });
    connect(contours_, &QCheckBox::clicked, this, [this](bool on) {
        style_.contour_lines = on;
        Q_EMIT styleEdited();
    });
    connect(fit_, &QPushButton::clicked, this, [this] {
        style_.min = original_.min;
        style_.max = original_.max;
        style_.contour_levels = original_.contour_levels;
        showStyle();
        Q_EMIT styleEdited();
    });
}

void LegendControls::setStyle(const render::FieldStyle& style, const render::FieldStyle& original) {
    style_ = style;
    original_ = original;
    showStyle();
}

void LegendControls::showStyle() {
    const QSignalBlocker blocker(opacity_);
    ramp_->setCurrentIndex(ramp_->findData(QString::fromStdString(style_.ramp)));
    min_->setText(QString::number(style_.factor * style_.min, 'g', 6));
    max_->setText(QString::number(style_.factor * style_.max, 'g', 6));
    opacity_->setValue(qRound(style_.opacity * 100));
    contours_->setChecked(style_.contour_lines);
    set_invalid(min_, {});
    set_invalid(max_, {});
    // Colours that stand for words are not those of a ramp.
    for (QWidget* field : of_ramp_)
        field->setVisible(style_.categories.empty());
    contours_->setVisible(style_.categories.empty() && !style_.of_things);
}

void LegendControls::readRange() {
    bool low_ok = false;
    bool high_ok = false;
    const double low = min_->text().replace(u',', u'.').toDouble(&low_ok) / style_.factor;
    const double high = max_->text().replace(u',', u'.').toDouble(&high_ok) / style_.factor;
    const QString why =
        low_ok && high_ok && low < high ? QString() : tr("The first number must be the smaller one.");
    set_invalid(min_, why);
    set_invalid(max_, why);
    if (!why.isEmpty() || (low == style_.min && high == style_.max)) return;
    style_.min = low;
    style_.max = high;
    style_.contour_levels = round_levels(low, high, contour_count);
    Q_EMIT styleEdited();
}

} // namespace prospect::app
