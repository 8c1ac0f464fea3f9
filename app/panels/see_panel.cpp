#include "app/panels/see_panel.h"

#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/row_delegate.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::app {

namespace {

constexpr int first_rows = 6;
constexpr double least_edge_m = 0.05; // shown as none
constexpr int blocker_row = 44;
constexpr int field_width = 112;
constexpr double most_height_m = 500;
constexpr double most_reach_m = 100e3;
constexpr int icon_role = Qt::UserRole;
constexpr int detail_role = Qt::UserRole + 1;
constexpr int feature_role = Qt::UserRole + 2;

RowLook describe_blocker(const QModelIndex& index) {
    RowLook look;
    look.icon = index.data(icon_role).toString();
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(detail_role).toString();
    return look;
}

std::optional<Uuid> feature_of(const QListWidgetItem* item) {
    return item ? Uuid::parse(item->data(feature_role).toString().toStdString()) : std::nullopt;
}

QString compass(double azimuth_deg) {
    const std::array<QString, 8> words{
        SeePanel::tr("north"), SeePanel::tr("north-east"), SeePanel::tr("east"), SeePanel::tr("south-east"),
        SeePanel::tr("south"), SeePanel::tr("south-west"), SeePanel::tr("west"), SeePanel::tr("north-west")};
    return words[static_cast<std::size_t>(std::lround(azimuth_deg / 45)) % words.size()];
}

QString edge_text(double length_m) {
    return length_m < least_edge_m ? SeePanel::tr("none") : seen_text(length_m, "m");
}

QString share_text(double share) {
    return QStringLiteral("%1\u00a0%").arg(std::lround(100 * share));
}

} // namespace

SeePanel::SeePanel(QWidget* parent)
    : QWidget(parent), spot_(paragraph({})), problem_(status_row(Status::look, {})),
      problem_text_(problem_->findChild<QLabel*>()), sections_(new QVBoxLayout), assumptions_(new QWidget) {
    numbers_ = makeNumbers();
    auto* leave = new QShortcut(Qt::Key_Escape, this);
    leave->setContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QShortcut::activated, this, &SeePanel::closeRequested);
    make_panel(this);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    make_panel(page);
    auto* column = column_layout(page, render::space::edge, render::space::between);
    column->addWidget(makeHead());
    spot_->hide();
    column->addWidget(spot_);
    problem_text_->setObjectName(QStringLiteral("see-problem"));
    problem_->hide();
    column->addWidget(problem_);
    column->addWidget(numbers_);
    column->addWidget(hairline());
    column->addWidget(makeFields());
    sections_->setSpacing(render::space::between);
    column->addLayout(sections_);
    column->addWidget(hairline());
    blockers_ = makeBlockers();
    column->addWidget(blockers_);
    auto* assumed = column_layout(assumptions_, 0);
    assumed->addWidget(text_label(tr("What this assumes"), render::TextStyle::panel_title));
    assumptions_layout_ = new QVBoxLayout;
    assumptions_layout_->setSpacing(render::space::inside);
    assumed->addLayout(assumptions_layout_);
    column->addWidget(assumptions_);
    column->addWidget(makeActs());
    column->addStretch(1);
    scroll->setWidget(page);
    column_layout(this, 0, 0)->addWidget(scroll);
}

QWidget* SeePanel::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(text_label(tr("What you can see from here"), render::TextStyle::panel_title), 1);
    auto* close = tool_button(QStringLiteral("close"), tr("Leave (Esc on the map)"));
    close->setObjectName(QStringLiteral("see-close"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &SeePanel::closeRequested);
    return head;
}

QLabel* SeePanel::addNumber(QGridLayout& grid, const QString& label, const QString& meaning,
                            const QString& below) {
    int row = grid.rowCount();
    auto* words = text_label(label);
    words->setWordWrap(true); // beside a long value
    auto* value = text_label({});
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleDescription(meaning);
    for (auto* one : {words, value})
        one->setToolTip(meaning);
    grid.addWidget(words, row, 0);
    grid.addWidget(value, row, 1);
    if (!below.isEmpty()) {
        auto* more = text_label(below, render::TextStyle::secondary, Tone::quiet);
        more->setToolTip(meaning);
        grid.addWidget(more, ++row, 0, 1, 2, Qt::AlignTop);
    }
    return value;
}

QWidget* SeePanel::makeNumbers() {
    auto* block = new QWidget;
    auto* grid = new QGridLayout(block);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    area_ = addNumber(*grid, tr("Ground seen"), tr("Area of the view (isovist area)"));
    area_->setObjectName(QStringLiteral("see-area"));
    perimeter_ = addNumber(*grid, tr("Length around it"), tr("Perimeter of the view"));
    hidden_ = addNumber(*grid, tr("Hidden edges"),
                        tr("Where the view passes something and the ground behind it is not seen: somebody "
                           "could step out there. And their share of the length around. (Part of the "
                           "occlusivity.)"));
    hidden_->setObjectName(QStringLiteral("see-hidden"));
    limit_ = addNumber(*grid, tr("Sides and limit of the view"),
                       tr("Where the view ends because it was asked to: at the distance of “How far” and "
                          "along the two sides of the field of view. (Part of the occlusivity.)"));
    limit_->setObjectName(QStringLiteral("see-limit"));
    plan_end_ =
        addNumber(*grid, tr("Edges of the plan"),
                  tr("Where nothing is in the way but the plan ends and nothing is known: 10 m beyond the "
                     "last thing drawn. (Part of the occlusivity.)"));
    plan_end_->setObjectName(QStringLiteral("see-plan-end"));
    nearest_ = addNumber(*grid, tr("Nearest end of view"), tr("Shortest way the view reaches"));
    farthest_ = addNumber(*grid, tr("Farthest seen"), tr("Longest way the view reaches"));
    mean_ = addNumber(*grid, tr("Seen on average"), tr("Mean over all directions looked in"));
    pull_ =
        addNumber(*grid, tr("Pull of the view"),
                  tr("Most of the ground that is seen lies that way: so far from the eye is the middle of "
                     "it. A strong pull means that one looks out one way and has little before one's eyes "
                     "the other way. (Drift.)"),
                  tr("from the eye to the middle of the ground seen"));
    pull_->setObjectName(QStringLiteral("see-pull"));
    roundness_ =
        addNumber(*grid, tr("Roundness of the view"),
                  tr("1 for a circle, 0.79 for a square, near 0 for a view that is spiky or long and "
                     "narrow, as through gaps and along alleys. (Compactness.)"));
    roundness_->setObjectName(QStringLiteral("see-roundness"));
    return block;
}

QDoubleSpinBox* SeePanel::addField(QGridLayout& grid, const QString& label, const QString& name,
                                   const QString& unit, double max) {
    const int row = grid.rowCount();
    auto* words = text_label(label);
    auto* field = new QDoubleSpinBox;
    field->setObjectName(name);
    field->setRange(0, max);
    field->setSuffix(unit);
    field->setAlignment(Qt::AlignRight);
    field->setFixedWidth(field_width);
    field->setAccessibleName(label);
    leave_wheel_to_panel(field);
    words->setBuddy(field);
    grid.addWidget(words, row, 0);
    grid.addWidget(field, row, 1);
    return field;
}

QWidget* SeePanel::makeFields() {
    auto* block = new QWidget;
    auto* grid = new QGridLayout(block);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    const QString metres = QStringLiteral("\u00a0m");
    height_ = addField(*grid, tr("Eye height"), QStringLiteral("see-height"), metres, most_height_m);
    height_->setDecimals(2);
    height_->setSingleStep(0.1);
    azimuth_ =
        addField(*grid, tr("Looking towards"), QStringLiteral("see-azimuth"), QStringLiteral("°"), 360);
    azimuth_->setDecimals(0);
    azimuth_->setSingleStep(5);
    azimuth_->setWrapping(true);
    azimuth_->setToolTip(tr("Middle of the field of view, clockwise from north"));
    fov_ = addField(*grid, tr("Field of view"), QStringLiteral("see-fov"), QStringLiteral("°"), 360);
    fov_->setDecimals(0);
    fov_->setSingleStep(5);
    fov_->setMinimum(SeeTool::least_fov_deg);
    fov_->setToolTip(tr("360° looks all round"));
    reach_ = addField(*grid, tr("How far"), QStringLiteral("see-reach"), metres, most_reach_m);
    reach_->setDecimals(1);
    reach_->setSingleStep(5);
    reach_->setSpecialValueText(tr("no limit"));
    reach_->setToolTip(tr("Sight ends at this distance; 0 for no limit"));
    // What is not typed keeps the digits that its field does not show.
    const auto edits = [this](QDoubleSpinBox* field, auto set) {
        connect(field, &QDoubleSpinBox::valueChanged, this, [this, set](double value) {
            set(eye_, value);
            Q_EMIT eyeEdited(eye_);
        });
    };
    edits(height_, [](Eye& eye, double value) { eye.height_m = value; });
    edits(azimuth_, [](Eye& eye, double value) { eye.sight.azimuth_deg = value; });
    edits(fov_, [](Eye& eye, double value) { eye.sight.fov_deg = value; });
    edits(reach_, [](Eye& eye, double value) { eye.sight.reach_m = value; });
    return block;
}

QWidget* SeePanel::makeBlockers() {
    auto* block = new QWidget;
    block->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = column_layout(block, 0, render::space::inside);
    auto* title = text_label(tr("What ends the view"), render::TextStyle::panel_title);
    title->setToolTip(tr("Greatest share of all directions looked in first, with how far away its nearest "
                         "point is"));
    column->addWidget(title);
    list_ = new QListWidget;
    list_->setObjectName(QStringLiteral("see-blockers"));
    list_->setItemDelegate(new RowDelegate(describe_blocker, RowDelegate::Toggle::none, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(tr("What ends the view, the greatest share first"));
    list_->viewport()->installEventFilter(this);
    column->addWidget(list_);
    all_ = push_button({}, Emphasis::quiet);
    column->addWidget(all_, 0, Qt::AlignLeft);
    column->addWidget(hairline());
    connect(list_, &QListWidget::itemEntered, this, [this](const QListWidgetItem* item) {
        hovered_ = feature_of(item);
        Q_EMIT blockerPointed();
    });
    connect(list_, &QListWidget::currentItemChanged, this, &SeePanel::blockerPointed);
    connect(all_, &QPushButton::clicked, this, [this] {
        shows_all_ = true;
        fillBlockers();
    });
    return block;
}

QWidget* SeePanel::makeActs() {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::inside);
    column->addWidget(hairline());
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    auto* picture = push_button(tr("Copy picture"), Emphasis::plain, QStringLiteral("copy"));
    auto* command = push_button(tr("Copy as command"), Emphasis::plain, QStringLiteral("copy"));
    command->setToolTip(tr("The line that gives the same view in a terminal"));
    row->addWidget(picture, 1);
    row->addWidget(command, 1);
    column->addLayout(row);
    auto* help = push_button(tr("How is this worked out?"), Emphasis::quiet, QStringLiteral("help"));
    column->addWidget(help, 0, Qt::AlignLeft);
    connect(picture, &QPushButton::clicked, this, &SeePanel::copyPictureRequested);
    connect(command, &QPushButton::clicked, this, &SeePanel::copyCommandRequested);
    connect(help, &QPushButton::clicked, this,
            [this] { Q_EMIT helpRequested(QStringLiteral("sightlines.isovist")); });
    return block;
}

bool SeePanel::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Leave && hovered_) {
        hovered_.reset();
        Q_EMIT blockerPointed();
    }
    return false;
}

void SeePanel::showEye(const Eye& eye) {
    eye_ = eye;
    const std::pair<QDoubleSpinBox*, double> fields[] = {{height_, eye.height_m},
                                                         {azimuth_, eye.sight.azimuth_deg},
                                                         {fov_, eye.sight.fov_deg},
                                                         {reach_, eye.sight.reach_m}};
    for (const auto& [field, value] : fields) {
        const QSignalBlocker quiet(field);
        field->setValue(value);
    }
}

void SeePanel::showView(const sightlines::LiveView& view) {
    shows_view_ = true;
    problem_->hide();
    numbers_->show();
    blockers_->show();
    const auto& m = view.measures;
    area_->setText(seen_text(m.area_m2, "m2"));
    perimeter_->setText(seen_text(m.perimeter_m, "m"));
    const double share = m.perimeter_m > 0 ? view.open.hidden_m / m.perimeter_m : 0;
    hidden_->setText(edge_text(view.open.hidden_m));
    if (view.open.hidden_m >= least_edge_m)
        hidden_->setText(hidden_->text() + tr(" · %1").arg(share_text(share)));
    limit_->setText(edge_text(view.open.limit_m));
    plan_end_->setText(edge_text(view.open.plan_end_m));
    nearest_->setText(seen_text(m.min_radial_m, "m"));
    farthest_->setText(seen_text(m.max_radial_m, "m"));
    mean_->setText(seen_text(m.mean_radial_m, "m"));
    pull_->setText(m.drift_m < 0.05
                       ? tr("none")
                       : tr("%1 to the %2").arg(seen_text(m.drift_m, "m"), compass(m.drift_azimuth_deg)));
    roundness_->setText(tr("%1 (1 = circle)").arg(number_text(std::round(m.compactness * 100) / 100)));
}

void SeePanel::showProblem(const QString& sentence) {
    shows_view_ = false;
    problem_text_->setText(sentence);
    problem_->show();
    numbers_->hide();
    blockers_->hide();
}

void SeePanel::showSpot(const QString& sentence) {
    spot_->setText(sentence);
    spot_->setVisible(!sentence.isEmpty());
}

void SeePanel::setBlockers(std::vector<BlockerRow> rows) {
    if (rows == rows_) return;
    rows_ = std::move(rows);
    fillBlockers();
}

void SeePanel::fillBlockers() {
    const auto whole = static_cast<int>(rows_.size());
    const int count = shows_all_ ? whole : std::min(whole, first_rows);
    const auto chosen = feature_of(list_->currentItem());
    {
        const QSignalBlocker quiet(list_);
        while (list_->count() > count)
            delete list_->takeItem(list_->count() - 1);
        while (list_->count() < count)
            list_->addItem(new QListWidgetItem);
        int current = -1;
        for (int i = 0; i < count; ++i) {
            const BlockerRow& row = rows_[static_cast<std::size_t>(i)];
            auto* item = list_->item(i);
            item->setText(row.title);
            item->setData(icon_role, row.icon);
            item->setData(detail_role, row.detail);
            item->setData(feature_role, QString::fromStdString(row.feature.text()));
            if (chosen == row.feature) current = i;
        }
        list_->setCurrentRow(current);
    }
    list_->setFixedHeight(std::max(1, count * blocker_row));
    list_->setVisible(count > 0);
    all_->setVisible(whole > count);
    all_->setText(tr("Show all %1").arg(whole));
}

std::optional<Uuid> SeePanel::pointed() const {
    return hovered_ ? hovered_ : feature_of(list_->currentItem());
}

void SeePanel::setAssumptions(const QStringList& sentences) {
    if (sentences == assumed_) return;
    assumed_ = sentences;
    clear_layout(*assumptions_layout_);
    for (const QString& sentence : sentences)
        assumptions_layout_->addWidget(status_row(Status::info, sentence));
}

void SeePanel::addSection(QWidget* section) {
    sections_->addWidget(hairline());
    sections_->addWidget(section);
}

} // namespace prospect::app
