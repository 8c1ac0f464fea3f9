#include "app/panels/walk_panel.h"

#include "app/panels/hiding_panel.h"
#include "app/panels/look.h"
#include "app/panels/profile_chart.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int most_visible = 8; // of the paths: a longer list covers the numbers above it

} // namespace

WalkPanel::WalkPanel(QWidget* parent)
    : QWidget(parent), ways_(new QComboBox), pick_(push_button(tr("Pick on map"))) {
    auto* column = column_layout(this, 0, render::space::inside);
    column->addWidget(text_label(tr("Walk along a path"), render::TextStyle::panel_title));
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    ways_->setObjectName(QStringLiteral("walk-ways"));
    ways_->setAccessibleName(tr("Path to walk along"));
    leave_wheel_to_panel(ways_);
    ways_->setMaxVisibleItems(most_visible);
    ways_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    row->addWidget(ways_, 1);
    pick_->setCheckable(true);
    pick_->setToolTip(tr("Click a path or any other line on the map"));
    row->addWidget(pick_);
    column->addLayout(row);
    through_ = status_row(Status::look, {});
    through_->setObjectName(QStringLiteral("walk-through"));
    through_->hide();
    column->addWidget(through_);
    walk_ = makeWalk();
    walk_->hide();
    column->addWidget(walk_);
    connect(ways_, &QComboBox::activated, this, [this](int index) {
        Q_EMIT wayChosen(index > 0 ? shown_[static_cast<std::size_t>(index - 1)].feature : Uuid{});
    });
    connect(pick_, &QPushButton::clicked, this, &WalkPanel::pickRequested);
}

QWidget* WalkPanel::makeWalk() {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::inside);
    measure_ = new QComboBox;
    measure_->setAccessibleName(tr("What the chart shows"));
    measure_->addItem(tr("Open ground seen"));
    measure_->addItem(tr("Hidden edges"));
    measure_->addItem(tr("Farthest seen"));
    measure_->addItem(tr("Way ahead seen"));
    measure_->setObjectName(QStringLiteral("walk-measure"));
    leave_wheel_to_panel(measure_);
    chart_ = new ProfileChart;
    chart_->setObjectName(QStringLiteral("walk-chart"));
    slider_ = new QSlider(Qt::Horizontal);
    slider_->setObjectName(QStringLiteral("walk-slider"));
    leave_wheel_to_panel(slider_);
    slider_->setAccessibleName(tr("Where on the path"));
    play_ = tool_button(QStringLiteral("run"), {});
    play_->setObjectName(QStringLiteral("walk-play"));
    setPlaying(false);
    words_ = text_label({}, render::TextStyle::secondary, Tone::quiet);
    measure_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    alignChart();
    column->addWidget(chart_);
    column->addWidget(slider_);
    auto* below = new QHBoxLayout;
    below->setSpacing(render::space::inside);
    below->addWidget(play_);
    below->addWidget(words_, 1);
    below->addWidget(measure_);
    column->addLayout(below);
    away_ = makeAway();
    away_->hide();
    column->addWidget(away_);
    least_ = new QWidget;
    auto* least = new QHBoxLayout(least_);
    least->setContentsMargins(0, 0, 0, 0);
    least->setSpacing(render::space::inside);
    least_words_ = paragraph({});
    least_words_->setObjectName(QStringLiteral("walk-least"));
    least->addWidget(least_words_, 1);
    auto* go = push_button(tr("Go there"));
    go->setObjectName(QStringLiteral("walk-go-to-least"));
    go->setToolTip(tr("Puts the eye on the spot of the path from which the least share of the open ground "
                      "before one is seen. Spots with hardly any open ground before them do not count."));
    least->addWidget(go, 0, Qt::AlignTop);
    least_->hide();
    column->addWidget(least_);
    ahead_ = makeAhead();
    ahead_->hide();
    column->addWidget(ahead_);
    hiding_ = new HidingPanel;
    column->addWidget(hiding_);
    connect(go, &QPushButton::clicked, this, &WalkPanel::leastRequested);
    connect(chart_, &ProfileChart::chosen, this, &WalkPanel::stationChosen);
    connect(slider_, &QSlider::valueChanged, this, &WalkPanel::stationChosen);
    connect(play_, &QToolButton::clicked, this, &WalkPanel::playToggled);
    connect(measure_, &QComboBox::activated, this, &WalkPanel::measureChosen);
    return block;
}

void WalkPanel::setThrough(const QString& words) {
    through_->findChild<QLabel*>()->setText(words);
    through_->setVisible(!words.isEmpty());
}

QWidget* WalkPanel::makeAway() {
    auto* block = new QWidget;
    auto* row = new QHBoxLayout(block);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    auto* words = status_row(Status::info, tr("The eye has left the path."));
    words->setObjectName(QStringLiteral("walk-away"));
    row->addWidget(words, 1);
    auto* back = push_button(tr("Go back"));
    back->setObjectName(QStringLiteral("walk-back"));
    back->setToolTip(tr("Puts the eye where it was on the path"));
    row->addWidget(back, 0, Qt::AlignTop);
    connect(back, &QPushButton::clicked, this, &WalkPanel::backRequested);
    return block;
}

QWidget* WalkPanel::makeAhead() {
    auto* block = new QWidget;
    block->setObjectName(QStringLiteral("walk-ahead"));
    block->setToolTip(
        tr("How far the path is seen without a break from each place on it (forward sight), as "
           "rule NS-10 of the check counts it. Where the path itself ends, sight is not short."));
    auto* row = new QHBoxLayout(block);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    ahead_words_ = new QVBoxLayout;
    row->addLayout(ahead_words_, 1);
    ahead_go_ = push_button(tr("Go there"));
    ahead_go_->setObjectName(QStringLiteral("walk-go-to-shortest"));
    ahead_go_->setToolTip(tr("Puts the eye where the least of the way ahead is seen"));
    row->addWidget(ahead_go_, 0, Qt::AlignTop);
    connect(ahead_go_, &QPushButton::clicked, this, &WalkPanel::shortestRequested);
    return block;
}

// The mark in the chart stands over the slider's handle.
void WalkPanel::alignChart() {
    chart_->setInset(slider_->style()->pixelMetric(QStyle::PM_SliderLength, nullptr, slider_) / 2.0);
}

void WalkPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::StyleChange && chart_) alignChart();
    QWidget::changeEvent(event);
}

void WalkPanel::setWays(const std::vector<NamedWay>& ways, const Uuid& chosen) {
    if (ways != shown_ || ways_->count() == 0) {
        shown_ = ways;
        ways_->clear();
        ways_->addItem(shown_.empty() ? tr("No paths on this plan") : tr("Choose a path…"));
        for (const NamedWay& way : shown_)
            ways_->addItem(way.title);
    }
    int index = 0;
    for (std::size_t i = 0; i < shown_.size(); ++i)
        if (shown_[i].feature == chosen) index = static_cast<int>(i) + 1;
    ways_->setCurrentIndex(index);
}

void WalkPanel::setPicking(bool picking) { // NOLINT: as declared
    pick_->setChecked(picking);
}

void WalkPanel::setPlaying(bool playing) { // NOLINT: as declared
    play_->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("run")));
    play_->setToolTip(playing ? tr("Pause") : tr("Walk, four times as fast as one would"));
}

void WalkPanel::setStations(int count) {
    const QSignalBlocker quiet(slider_);
    slider_->setRange(0, std::max(0, count - 1));
    walk_->setVisible(count > 0);
}

void WalkPanel::setStation(int station, const QString& words) {
    const QSignalBlocker quiet(slider_);
    slider_->setValue(station);
    chart_->setCurrent(station);
    words_->setText(words);
}

void WalkPanel::setAway(bool away) { // NOLINT: as declared
    away_->setVisible(away);
    chart_->setCurrentShown(!away);
}

void WalkPanel::setLeast(const QString& words) {
    least_words_->setText(words);
    least_->setVisible(!words.isEmpty());
}

void WalkPanel::setAhead(const Ahead& ahead) {
    if (ahead == told_) return;
    told_ = ahead;
    clear_layout(*ahead_words_);
    if (!ahead.words.isEmpty())
        ahead_words_->addWidget(status_row(ahead.is_short ? Status::look : Status::fine, ahead.words));
    ahead_go_->setVisible(ahead.can_go);
    ahead_->setVisible(!ahead.words.isEmpty());
}

WalkPanel::Measure WalkPanel::measure() const {
    return static_cast<Measure>(measure_->currentIndex());
}

} // namespace prospect::app
