#include "app/panels/ways_in_panel.h"

#include "app/panels/look.h"
#include "app/panels/row_list.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int first_rows = 8;
constexpr int half_hour = 30; // minutes
constexpr int half_hours = 48;

} // namespace

WaysInPanel::WaysInPanel(QWidget* parent)
    : SpotPanel({tr("Ways in"), QStringLiteral("ways-in"), QStringLiteral("ways-in"),
                 tr("The line that gives the same in a terminal")},
                parent),
      title_(text_label({}, render::TextStyle::panel_title)), kind_(paragraph({}, Tone::quiet)),
      depth_(paragraph({})), now_(paragraph({})), told_(new QWidget), way_block_(new QWidget),
      closing_block_(new QWidget), sealing_(paragraph({})), gets_out_(status_row(Status::fine, {})),
      trapped_(status_row(Status::look, {})) {
    title_->setObjectName(QStringLiteral("ways-in-title"));
    title_->setWordWrap(true);
    kind_->setObjectName(QStringLiteral("ways-in-kind"));
    depth_->setObjectName(QStringLiteral("ways-in-depth"));
    now_->setObjectName(QStringLiteral("ways-in-now"));
    sealing_->setObjectName(QStringLiteral("ways-in-sealing"));
    gets_out_->findChild<QLabel*>()->setObjectName(QStringLiteral("ways-in-escape"));
    trapped_->findChild<QLabel*>()->setObjectName(QStringLiteral("ways-in-trapped"));
    auto* told = column_layout(told_, 0, render::space::between);
    auto* where = new QWidget;
    auto* heads = column_layout(where, 0, render::space::grid);
    for (auto* label : {title_, kind_, depth_})
        heads->addWidget(label);
    told->addWidget(where);
    parts().addWidget(told_);
    parts().addWidget(makeTimes());
    auto* rest = new QWidget;
    auto* column = column_layout(rest, 0, render::space::between);
    auto* way = column_layout(way_block_, 0, render::space::inside);
    way->addWidget(text_label(tr("How one gets there"), render::TextStyle::panel_title));
    way_ = makeList(QStringLiteral("ways-in-way"),
                    tr("Doors, gates, gaps and open edges in the order one passes them"), List::way);
    way->addWidget(way_);
    column->addWidget(way_block_);
    auto* closing = column_layout(closing_block_, 0, render::space::inside);
    closing->addWidget(text_label(tr("What closes it off"), render::TextStyle::panel_title));
    closing->addWidget(sealing_);
    closing_ = makeList(QStringLiteral("ways-in-closing"),
                        tr("The least that has to be closed so that nobody gets in"), List::closing);
    closing->addWidget(closing_);
    closing->addWidget(gets_out_);
    closing->addWidget(trapped_);
    column->addWidget(closing_block_);
    parts().addWidget(rest);
    parts().addWidget(hairline());
    parts().addWidget(makeFields());
    parts().addWidget(makeShort());
    parts().addWidget(hairline());
    finish();
    show(WaysInWords{});
    showDrawnShort({});
}

RowList* WaysInPanel::makeList(const QString& name, const QString& meaning, List list) {
    auto* rows = new RowList(name, meaning, first_rows);
    connect(rows, &RowList::pointedAt, this, &WaysInPanel::pointedChanged);
    connect(rows, &RowList::taken, this, [this, list](const QString& key) {
        (list == List::way ? closing_ : way_)->clearChoice();
        Q_EMIT passageChosen(key.toUInt());
    });
    return rows;
}

QWidget* WaysInPanel::makeTimes() {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::grid);
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    weekday_ = new QComboBox;
    weekday_->setObjectName(QStringLiteral("ways-in-weekday"));
    weekday_->setAccessibleName(tr("Day of the week"));
    for (int day = 1; day <= 7; ++day)
        weekday_->addItem(QLocale().standaloneDayName(day));
    leave_wheel_to_panel(weekday_);
    hour_ = new QSlider(Qt::Horizontal);
    hour_->setObjectName(QStringLiteral("ways-in-hour"));
    hour_->setAccessibleName(tr("Time of day"));
    hour_->setToolTip(tr("Time of day: opening hours say who gets in when"));
    hour_->setRange(0, half_hours - 1);
    hour_->setPageStep(2);
    leave_wheel_to_panel(hour_);
    moment_ = text_label({});
    moment_->setObjectName(QStringLiteral("ways-in-clock"));
    moment_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    moment_->setFixedWidth(moment_->fontMetrics().horizontalAdvance(QStringLiteral("00:00")) + 4);
    row->addWidget(weekday_);
    row->addWidget(hour_, 1);
    row->addWidget(moment_);
    column->addLayout(row);
    column->addWidget(now_);
    connect(weekday_, &QComboBox::activated, this, &WaysInPanel::tellTime);
    connect(hour_, &QSlider::valueChanged, this, &WaysInPanel::tellTime);
    return block;
}

void WaysInPanel::tellTime() {
    const int minute = hour_->value() * half_hour;
    moment_->setText(QStringLiteral("%1:%2")
                         .arg(minute / 60, 2, 10, QLatin1Char('0'))
                         .arg(minute % 60, 2, 10, QLatin1Char('0')));
    Q_EMIT timeMoved(weekday_->currentIndex(), minute);
}

void WaysInPanel::showTime(const TimeContext& time) {
    const QSignalBlocker quiet(this);
    weekday_->setCurrentIndex(time.weekday);
    {
        const QSignalBlocker still(hour_);
        hour_->setValue(time.minute / half_hour);
    }
    tellTime();
}

QWidget* WaysInPanel::makeFields() {
    auto* block = new QWidget;
    auto* grid = makeGrid(block);
    mover_ = new QComboBox;
    mover_->setObjectName(QStringLiteral("ways-in-mover"));
    mover_->addItem(tr("On foot"), static_cast<int>(scene::Mover::foot));
    mover_->addItem(tr("By vehicle"), static_cast<int>(scene::Mover::vehicle));
    mover_->setToolTip(tr("Vehicles pass openings of 2 m and more, and no bollards or kerbs that stop them"));
    ground_ = new QComboBox;
    ground_->setObjectName(QStringLiteral("ways-in-ground"));
    ground_->addItem(tr("Whose it is"), static_cast<int>(Ground::owners));
    ground_->addItem(tr("Where one can walk"), static_cast<int>(Ground::walk));
    ground_->addItem(tr("Nothing"), static_cast<int>(Ground::plain));
    const std::pair<QString, QComboBox*> fields[] = {{tr("Who moves"), mover_},
                                                     {tr("Ground coloured by"), ground_}};
    for (const auto& [label, field] : fields) {
        const int row = grid->rowCount();
        auto* words = text_label(label);
        words->setBuddy(field);
        field->setAccessibleName(label);
        leave_wheel_to_panel(field);
        grid->addWidget(words, row, 0);
        grid->addWidget(field, row, 1);
        connect(field, &QComboBox::activated, this, [this] {
            asked_.mover = static_cast<scene::Mover>(mover_->currentData().toInt());
            asked_.ground = static_cast<Ground>(ground_->currentData().toInt());
            Q_EMIT askedOtherwise(asked_);
        });
    }
    auto* doors = push_button(tr("All doors and gates…"), Emphasis::plain, QStringLiteral("gate"));
    doors->setObjectName(QStringLiteral("ways-in-doors"));
    doors->setToolTip(tr("A list below the map: who can pass which one when"));
    grid->addWidget(doors, grid->rowCount(), 0, 1, 2);
    connect(doors, &QPushButton::clicked, this, &WaysInPanel::doorsRequested);
    auto* least = push_button(tr("Least watched way in…"), Emphasis::plain, QStringLiteral("hidden"));
    least->setObjectName(QStringLiteral("ways-in-least-watched"));
    least->setToolTip(tr("Where along the way to each target of the plan nobody would notice"));
    grid->addWidget(least, grid->rowCount(), 0, 1, 2);
    connect(least, &QPushButton::clicked, this, &WaysInPanel::leastWatchedRequested);
    return block;
}

QWidget* WaysInPanel::makeShort() {
    short_ = new QWidget;
    auto* column = column_layout(short_, 0, render::space::inside);
    auto* row = status_row(Status::look, {});
    short_text_ = row->findChild<QLabel*>();
    short_text_->setObjectName(QStringLiteral("ways-in-short"));
    column->addWidget(row);
    close_gaps_ = push_button(tr("Close these gaps"));
    close_gaps_->setObjectName(QStringLiteral("ways-in-close-gaps"));
    close_gaps_->setToolTip(tr("Draws the barriers up to what they should meet; one step to undo"));
    column->addWidget(close_gaps_, 0, Qt::AlignLeft);
    connect(close_gaps_, &QPushButton::clicked, this, &WaysInPanel::closeGapsRequested);
    return short_;
}

void WaysInPanel::showAsked(const Asked& asked) {
    asked_ = asked;
    mover_->setCurrentIndex(mover_->findData(static_cast<int>(asked.mover)));
    ground_->setCurrentIndex(ground_->findData(static_cast<int>(asked.ground)));
}

void WaysInPanel::show(const WaysInWords& words) {
    SpotPanel::showProblem({});
    told_->setVisible(!words.title.isEmpty());
    title_->setText(words.title);
    kind_->setText(words.kind);
    kind_->setVisible(!words.kind.isEmpty());
    depth_->setText(words.depth);
    now_->setText(words.now);
    now_->setVisible(!words.now.isEmpty());
    const auto fill = [](RowList& list, const std::vector<WaysInWords::Row>& from, bool numbered) {
        std::vector<RowList::Row> rows;
        for (std::size_t i = 0; i < from.size(); ++i) {
            const auto& one = from[i];
            rows.push_back({.key = QString::number(one.passage),
                            .icon = numbered ? QString() : one.icon,
                            .title = one.title,
                            .detail = one.detail,
                            .right = one.right,
                            .disc = numbered ? QString::number(i + 1) : QString(),
                            .below = one.below});
        }
        list.setRows(std::move(rows));
    };
    fill(*way_, words.way, true);
    way_block_->setVisible(!words.way.empty());
    fill(*closing_, words.closes, false);
    sealing_->setText(words.sealing);
    closing_block_->setVisible(!words.sealing.isEmpty());
    gets_out_->findChild<QLabel*>()->setText(words.escape);
    gets_out_->setVisible(!words.escape.isEmpty() && words.gets_out);
    trapped_->findChild<QLabel*>()->setText(words.escape);
    trapped_->setVisible(!words.escape.isEmpty() && !words.gets_out);
}

void WaysInPanel::showProblem(const QString& sentence) {
    show(WaysInWords{});
    SpotPanel::showProblem(sentence);
}

void WaysInPanel::showDrawnShort(const QString& sentence) {
    short_text_->setText(sentence);
    short_->setVisible(!sentence.isEmpty());
}

void WaysInPanel::setRepairing(bool repairing) { // NOLINT: as declared
    close_gaps_->setEnabled(!repairing);
}

std::optional<WaysInPanel::Pointed> WaysInPanel::pointed() const {
    const std::pair<const RowList*, List> lists[] = {{way_, List::way}, {closing_, List::closing}};
    for (const auto& [list, kind] : lists)
        if (const auto key = list->pointed(); key && !list->isHidden()) return Pointed{kind, key->toUInt()};
    return std::nullopt;
}

} // namespace prospect::app
