#include "app/panels/spot_panel.h"

#include "app/panels/look.h"
#include "app/panels/open_list.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int field_width = 112;

} // namespace

SpotPanel::SpotPanel(About about, QWidget* parent)
    : QWidget(parent), about_(std::move(about)), spot_(paragraph({})), problem_(status_row(Status::look, {})),
      problem_text_(problem_->findChild<QLabel*>()), assumptions_(new QWidget),
      assumptions_layout_(new QVBoxLayout) {
    auto* leave = new QShortcut(Qt::Key_Escape, this);
    leave->setContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        if (!close_open_list()) Q_EMIT closeRequested();
    });
    make_panel(this);
    scroll_ = new QScrollArea;
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    make_panel(page);
    parts_ = column_layout(page, render::space::edge, render::space::between);
    parts_->addWidget(makeHead());
    spot_->hide();
    parts_->addWidget(spot_);
    problem_text_->setObjectName(about_.name + QStringLiteral("-problem"));
    problem_->hide();
    parts_->addWidget(problem_);
    scroll_->setWidget(page);
    auto* whole = column_layout(this, 0, 0);
    whole->addWidget(scroll_, 1);
    whole->addWidget(makeActs()); // in sight however long the rest is
}

QWidget* SpotPanel::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(text_label(about_.title, render::TextStyle::panel_title), 1);
    auto* close = tool_button(QStringLiteral("close"), tr("Leave (Esc on the map)"));
    close->setObjectName(about_.name + QStringLiteral("-close"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &SpotPanel::closeRequested);
    return head;
}

void SpotPanel::finish() {
    auto* assumed = column_layout(assumptions_, 0);
    assumed->addWidget(text_label(tr("What this assumes"), render::TextStyle::panel_title));
    assumptions_layout_->setSpacing(render::space::inside);
    assumed->addLayout(assumptions_layout_);
    parts_->addWidget(assumptions_);
    parts_->addStretch(1);
}

QWidget* SpotPanel::makeActs() {
    auto* block = new QWidget;
    make_panel(block);
    auto* column = column_layout(block, 0, 0);
    column->addWidget(hairline());
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(render::space::edge, render::space::inside, render::space::edge,
                             render::space::inside);
    rows->setSpacing(render::space::grid);
    column->addLayout(rows);
    auto* save = push_button(tr("Save picture…"), Emphasis::plain, QStringLiteral("picture"));
    auto* copy = push_button(tr("Copy picture"), Emphasis::plain, QStringLiteral("copy"));
    auto* help = push_button(tr("How is this worked out?"), Emphasis::quiet, QStringLiteral("help"));
    auto* command = push_button(tr("Copy as command"), Emphasis::quiet, QStringLiteral("copy"));
    command->setToolTip(about_.command);
    auto* pictures = new QHBoxLayout;
    pictures->setSpacing(render::space::inside);
    pictures->addWidget(save, 1);
    pictures->addWidget(copy, 1);
    rows->addLayout(pictures);
    auto* others = new QHBoxLayout; // each as wide as its words
    others->setSpacing(0);
    others->addWidget(help);
    others->addStretch(1);
    others->addWidget(command);
    rows->addLayout(others);
    connect(save, &QPushButton::clicked, this, &SpotPanel::savePictureRequested);
    connect(copy, &QPushButton::clicked, this, &SpotPanel::copyPictureRequested);
    connect(command, &QPushButton::clicked, this, &SpotPanel::copyCommandRequested);
    connect(help, &QPushButton::clicked, this, [this] { Q_EMIT helpRequested(about_.help_page); });
    return block;
}

QGridLayout* SpotPanel::makeGrid(QWidget* block) {
    auto* grid = new QGridLayout(block);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    return grid;
}

QLabel* SpotPanel::addNumber(QGridLayout& grid, const QString& label, const QString& meaning,
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

QDoubleSpinBox* SpotPanel::addField(QGridLayout& grid, const QString& label, const QString& name,
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

void SpotPanel::showProblem(const QString& sentence) {
    problem_text_->setText(sentence);
    problem_->setVisible(!sentence.isEmpty());
}

bool SpotPanel::showsProblem() const {
    return !problem_->isHidden();
}

void SpotPanel::showSpot(const QString& sentence) {
    spot_->setText(sentence);
    spot_->setVisible(!sentence.isEmpty());
}

void SpotPanel::showTop() {
    scroll_->verticalScrollBar()->setValue(0);
}

void SpotPanel::setAssumptions(const QStringList& sentences) {
    if (sentences == assumed_) return;
    assumed_ = sentences;
    clear_layout(*assumptions_layout_);
    for (const QString& sentence : sentences)
        assumptions_layout_->addWidget(status_row(Status::info, sentence));
}

} // namespace prospect::app
