#include "app/panels/time_bar.h"

#include "app/panels/look.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

namespace prospect::app {

namespace {

constexpr int most_years = 20;
constexpr int slider_width = 56;

} // namespace

TimeBar::TimeBar(QWidget* parent)
    : QWidget(parent), band_(new QButtonGroup(this)), season_(new QButtonGroup(this)),
      year_(new QSlider(Qt::Horizontal)), year_text_(text_label({}, render::TextStyle::secondary)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    addChoice(*row, *band_, QStringLiteral("day"), tr("Day"), static_cast<int>(DayBand::day));
    addChoice(*row, *band_, QStringLiteral("evening"), tr("Evening"), static_cast<int>(DayBand::evening));
    addChoice(*row, *band_, QStringLiteral("night"), tr("Night"), static_cast<int>(DayBand::night));
    row->addWidget(hairline(Qt::Vertical));
    addChoice(*row, *season_, QStringLiteral("summer"), tr("Summer"), static_cast<int>(Season::summer));
    addChoice(*row, *season_, QStringLiteral("winter"), tr("Winter"), static_cast<int>(Season::winter));
    row->addWidget(hairline(Qt::Vertical));
    row->addSpacing(render::space::grid);
    year_text_->setMinimumWidth(year_text_->fontMetrics().horizontalAdvance(tr("Year %1").arg(88)));
    row->addWidget(year_text_);
    year_->setRange(0, most_years);
    year_->setPageStep(5);
    year_->setFixedWidth(slider_width);
    year_->setAccessibleName(tr("Years of growth"));
    year_->setToolTip(tr("How many years plants have grown"));
    row->addWidget(year_);
    row->addSpacing(render::space::grid);
    setCursor(Qt::ArrowCursor);
    connect(band_, &QButtonGroup::idClicked, this, &TimeBar::tell);
    connect(season_, &QButtonGroup::idClicked, this, &TimeBar::tell);
    // While it is dragged only the number follows: what is worked out waits for the hand.
    connect(year_, &QSlider::valueChanged, this, [this] {
        showYear();
        if (!year_->isSliderDown()) tell();
    });
    connect(year_, &QSlider::sliderReleased, this, &TimeBar::tell);
    setTime({});
}

void TimeBar::addChoice(QHBoxLayout& row, QButtonGroup& group, const QString& icon_name, const QString& text,
                        int id) {
    auto* button = tool_button(icon_name, text);
    button->setCheckable(true);
    group.addButton(button, id);
    row.addWidget(button);
    button->setText(text);
    connect(button, &QToolButton::toggled, this, &TimeBar::showWords);
}

void TimeBar::showWords() {
    for (auto* one : band_->buttons())
        static_cast<QToolButton*>(one)->setToolButtonStyle(said_ == Said::all ? Qt::ToolButtonTextBesideIcon
                                                                              : Qt::ToolButtonTextOnly);
    for (auto* one : season_->buttons()) {
        const bool said = said_ == Said::all || (said_ == Said::bands_and_chosen && one->isChecked());
        static_cast<QToolButton*>(one)->setToolButtonStyle(said ? Qt::ToolButtonTextBesideIcon
                                                                : Qt::ToolButtonIconOnly);
    }
}

void TimeBar::setRoom(int width) {
    Said fits = Said::bands;
    for (const Said said : {Said::bands, Said::bands_and_chosen, Said::all}) {
        said_ = said;
        showWords();
        layout()->invalidate();
        const int needed = layout()->sizeHint().width();
        if (said == Said::bands) least_width_ = needed;
        if (needed <= width) fits = said;
    }
    said_ = fits;
    showWords();
    updateGeometry();
}

// What is beside the map may take all but this, whatever is said now.
QSize TimeBar::minimumSizeHint() const {
    return {least_width_, layout()->minimumSize().height()};
}

void TimeBar::showYear() {
    year_text_->setText(tr("Year %1").arg(year_->value()));
}

void TimeBar::tell() {
    Q_EMIT timeChanged(time());
}

TimeContext TimeBar::time() const {
    TimeContext time;
    time.set_time(name_of(static_cast<DayBand>(band_->checkedId())));
    time.season = static_cast<Season>(season_->checkedId());
    time.growth_year = year_->value();
    return time;
}

void TimeBar::setTime(const TimeContext& time) {
    band_->button(static_cast<int>(time.band))->setChecked(true);
    season_->button(static_cast<int>(time.season))->setChecked(true);
    const QSignalBlocker blocker(year_);
    year_->setValue(time.growth_year);
    showYear();
    tell();
}

} // namespace prospect::app
