#include "app/panels/see_panel.h"

#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/row_list.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int first_rows = 6;
constexpr int field_width = 112;
constexpr double most_height_m = 500;
constexpr double most_reach_m = 100e3;
} // namespace

SeePanel::SeePanel(QWidget* parent)
    : QWidget(parent), spot_(paragraph({})), problem_(status_row(Status::look, {})),
      problem_text_(problem_->findChild<QLabel*>()), numbers_(new SeeNumbers), eye_off_(makeEyeOff()),
      sections_(new QVBoxLayout), assumptions_(new QWidget) {
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
    eye_off_->hide();
    column->addWidget(eye_off_);
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
    column->addStretch(1);
    scroll->setWidget(page);
    auto* whole = column_layout(this, 0, 0);
    whole->addWidget(scroll, 1);
    whole->addWidget(makeActs()); // in sight however long the rest is
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

// Shown while the map shows another part of the plan.
QWidget* SeePanel::makeEyeOff() {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::inside);
    column->addWidget(status_row(Status::info, tr("The eye is on another part of the plan.")));
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    auto* there = push_button(tr("Show it"));
    auto* here = push_button(tr("Bring it here"));
    here->setObjectName(QStringLiteral("see-fetch"));
    here->setToolTip(tr("Puts the eye in the middle of what the map shows"));
    row->addWidget(there);
    row->addWidget(here);
    row->addStretch(1);
    column->addLayout(row);
    connect(there, &QPushButton::clicked, this, &SeePanel::eyeSought);
    connect(here, &QPushButton::clicked, this, &SeePanel::eyeFetched);
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
    azimuth_->setToolTip(
        tr("Middle of the field of view, clockwise from north. It counts when the eye does not "
           "look all round."));
    azimuth_words_ = qobject_cast<QLabel*>(grid->itemAtPosition(grid->rowCount() - 1, 0)->widget());
    fov_ = addField(*grid, tr("Field of view"), QStringLiteral("see-fov"), QStringLiteral("°"), 360);
    fov_->setDecimals(0);
    fov_->setSingleStep(5);
    fov_->setMinimum(SeeTool::least_fov_deg);
    fov_->setToolTip(tr("360° looks all round"));
    all_round_ = push_button(tr("Look all round"));
    all_round_->setObjectName(QStringLiteral("see-all-round"));
    all_round_->setToolTip(tr("Takes the field of view back to 360°"));
    grid->addWidget(all_round_, grid->rowCount(), 1);
    connect(all_round_, &QPushButton::clicked, fov_, [this] { fov_->setValue(360); });
    reach_ = addField(*grid, tr("How far"), QStringLiteral("see-reach"), metres, most_reach_m);
    reach_->setDecimals(1);
    reach_->setSingleStep(5);
    reach_->setSpecialValueText(tr("no limit"));
    reach_->setToolTip(tr("Sight ends at this distance; 0 for no limit"));
    // What is not typed keeps the digits that its field does not show.
    const auto edits = [this](QDoubleSpinBox* field, auto set) {
        connect(field, &QDoubleSpinBox::valueChanged, this, [this, set](double value) {
            set(eye_, value);
            showDirection();
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
    list_ = new RowList(QStringLiteral("see-blockers"), tr("What ends the view, the greatest share first"),
                        first_rows);
    column->addWidget(list_);
    column->addWidget(hairline());
    connect(list_, &RowList::pointedAt, this, &SeePanel::blockerPointed);
    return block;
}

QWidget* SeePanel::makeActs() {
    auto* block = new QWidget;
    make_panel(block);
    auto* column = column_layout(block, 0, 0);
    column->addWidget(hairline());
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(render::space::edge, render::space::inside, render::space::edge,
                             render::space::inside);
    rows->setSpacing(render::space::grid);
    column->addLayout(rows);
    const auto add = [&](const QString& text, const char* icon_name, Emphasis emphasis) {
        return push_button(text, emphasis, QLatin1String(icon_name));
    };
    auto* save = add(tr("Save picture…"), "picture", Emphasis::plain);
    auto* copy = add(tr("Copy picture"), "copy", Emphasis::plain);
    auto* command = add(tr("As command"), "copy", Emphasis::quiet);
    command->setToolTip(tr("Copies the line that gives the same view in a terminal"));
    auto* help = add(tr("How is this worked out?"), "help", Emphasis::quiet);
    for (const auto& pair : {std::pair(save, copy), std::pair(help, command)}) {
        auto* row = new QHBoxLayout;
        row->setSpacing(render::space::inside);
        row->addWidget(pair.first, pair.first == help ? 3 : 1);
        row->addWidget(pair.second, pair.first == help ? 2 : 1);
        rows->addLayout(row);
    }
    connect(save, &QPushButton::clicked, this, &SeePanel::savePictureRequested);
    connect(copy, &QPushButton::clicked, this, &SeePanel::copyPictureRequested);
    connect(command, &QPushButton::clicked, this, &SeePanel::copyCommandRequested);
    connect(help, &QPushButton::clicked, this,
            [this] { Q_EMIT helpRequested(QStringLiteral("sightlines.isovist")); });
    return block;
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
    showDirection();
}

// Towards where one looks counts only when that is not everywhere.
void SeePanel::showDirection() {
    const bool all_round = eye_.sight.fov_deg >= 360;
    all_round_->setVisible(!all_round);
    azimuth_words_->setText(all_round ? tr("If narrowed, towards") : tr("Looking towards"));
}

void SeePanel::setEyeOff(bool off) { // NOLINT: as declared
    eye_off_->setVisible(off);
}

void SeePanel::showView(const sightlines::LiveView& view, const SeeNumbers::Ground& ground) {
    shows_view_ = true;
    problem_->hide();
    numbers_->showView(view, ground);
    numbers_->show();
    blockers_->show();
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

void SeePanel::setBlockers(const std::vector<BlockerRow>& rows) {
    std::vector<RowList::Row> shown;
    for (const BlockerRow& row : rows)
        shown.push_back({QString::fromStdString(row.feature.text()), row.icon, row.title, row.detail});
    list_->setRows(std::move(shown));
}

std::optional<Uuid> SeePanel::pointed() const {
    const auto key = list_->pointed();
    return key ? Uuid::parse(key->toStdString()) : std::nullopt;
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
