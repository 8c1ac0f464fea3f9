#include "app/panels/weakness_choice.h"

#include "app/panels/look.h"
#include "app/render/theme_style.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>
#include <utility>

namespace prospect::app {

namespace {

constexpr double map_opacity = 0.7;
constexpr int longest_note_px = 420;

struct MapWords {
    Q_DECLARE_TR_FUNCTIONS(WeaknessMap)
};

// A copy in which what nothing reaches has no value: the plan shows through.
std::shared_ptr<const Field> reached(const Field& field) {
    auto shown = std::make_shared<Field>(field);
    for (float& value : shown->values)
        if (value == 0) value = nodata;
    return shown;
}

render::FieldStyle weakness_style(render::ThemeKind theme) {
    render::FieldStyle style;
    style.ramp = "weakness";
    style.title = MapWords::tr("Weight of problems, 0 to 1");
    style.min = 0;
    style.max = 1;
    style.contour_levels = {0.2, 0.4, 0.6, 0.8};
    style.opacity = map_opacity;
    return render::for_theme(std::move(style), theme);
}

render::FieldStyle cause_style(const Field& field) {
    render::FieldStyle style;
    style.title = MapWords::tr("What is weakest here");
    style.opacity = map_opacity;
    const std::set<float> present(field.values.begin(), field.values.end());
    const auto& colors = render::categorical_colors("strategies");
    const auto& strategies = assessment::strategies();
    for (std::size_t i = 0; i < strategies.size(); ++i) {
        const auto number = static_cast<float>(i + 1);
        if (present.contains(number))
            style.categories.push_back(
                {number, QString::fromStdString(strategies[i].title), colors[i % colors.size()]});
    }
    return style;
}

} // namespace

WeaknessChoice::WeaknessChoice(QWidget* parent)
    : MapCard(parent), group_(new QButtonGroup(this)), column_(column_layout(this, 2, 2)) {
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    column_->addLayout(row);
    const std::tuple<Map, QString, QString> maps[] = {
        {Map::none, tr("Plan"), tr("The plan alone")},
        {Map::weakness, tr("Problems"),
         tr("How much the problems found weigh at each spot, taken together. “Where the design is weak” "
            "among the measurements measures the ground itself, whether a rule is missed there or not")},
        {Map::worst_cause, tr("Cause"), tr("Which strategy of design is missed most at each spot")}};
    for (const auto& [map, text, tip] : maps) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setToolTip(tip);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        group_->addButton(button, static_cast<int>(map));
        row->addWidget(button);
    }
    row->addStretch(1);
    connect(group_, &QButtonGroup::idClicked, this, [this] {
        makeMap();
        Q_EMIT changed();
    });
    setCursor(Qt::ArrowCursor);
    choose(Map::none);
    hide(); // until there is an outcome
}

void WeaknessChoice::choose(Map map) {
    group_->button(static_cast<int>(map))->setChecked(true);
    makeMap();
    Q_EMIT changed();
}

void WeaknessChoice::setOutcome(std::shared_ptr<const assessment::Assessment> outcome) {
    if (outcome == outcome_) return;
    outcome_ = std::move(outcome);
    makeMap();
    Q_EMIT changed();
}

void WeaknessChoice::setStanding(const QString& sentence) {
    if (sentence == standing_) return;
    standing_ = sentence;
    delete std::exchange(note_, nullptr);
    if (!sentence.isEmpty()) {
        note_ = status_row(Status::look, sentence);
        note_->setObjectName(QStringLiteral("weakness-standing"));
        note_->layout()->setContentsMargins(render::space::grid, 0, render::space::grid, render::space::grid);
        // One line: cards over the map are as high as without wrapping.
        auto* words = note_->findChild<QLabel*>();
        words->setWordWrap(false);
        words->setText(words->fontMetrics().elidedText(sentence, Qt::ElideRight, longest_note_px));
        words->setToolTip(sentence);
        column_->addWidget(note_);
        note_->show();
    }
    if (map_.field) map_.style.note = standing_;
    Q_EMIT changed();
}

void WeaknessChoice::makeMap() {
    map_ = {};
    const auto chosen = static_cast<Map>(group_->checkedId());
    if (!outcome_ || chosen == Map::none) return;
    const auto& field = chosen == Map::weakness ? outcome_->weakness : outcome_->worst_cause;
    if (!field) return;
    map_.field = reached(*field);
    map_.style =
        chosen == Map::weakness ? weakness_style(theme_of(palette()).kind) : cause_style(*map_.field);
    map_.style.note = standing_;
    const bool nowhere = chosen == Map::worst_cause && map_.style.categories.empty();
    if (nowhere) map_ = {};
}

void WeaknessChoice::changeEvent(QEvent* event) {
    MapCard::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !map_.field) return;
    makeMap();
    Q_EMIT changed();
}

} // namespace prospect::app
