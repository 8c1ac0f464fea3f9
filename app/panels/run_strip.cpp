#include "app/panels/run_strip.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int bar_height = 4;
constexpr int bar_steps = 1000;

} // namespace

RunStrip::RunStrip(QWidget* parent)
    : QWidget(parent), run_(push_button(tr("Run"), Emphasis::primary)), cancel_(push_button(tr("Cancel"))),
      bar_(new QProgressBar), stage_(text_label({}, render::TextStyle::secondary)),
      left_(text_label({}, render::TextStyle::secondary, Tone::quiet)), problem_(paragraph({})),
      running_(new QWidget) {
    make_panel(this);
    auto* outer = column_layout(this, 0, 0);
    outer->addWidget(hairline());
    auto* body = new QWidget;
    auto* column = column_layout(body, render::space::edge);
    outer->addWidget(body);

    auto* inner = column_layout(running_, 0);
    auto* words = new QHBoxLayout;
    stage_->setTextFormat(Qt::PlainText);
    words->addWidget(stage_, 1);
    words->addWidget(left_);
    inner->addLayout(words);
    bar_->setRange(0, bar_steps);
    bar_->setTextVisible(false);
    bar_->setFixedHeight(bar_height);
    bar_->setAccessibleName(tr("How far the measurement is"));
    inner->addWidget(bar_);
    cancel_->setToolTip(tr("Stop (Esc)"));
    inner->addWidget(cancel_);
    problem_->setForegroundRole(QPalette::BrightText);
    column->addWidget(problem_);
    column->addWidget(run_);
    column->addWidget(running_);
    run_->setToolTip(tr("Run the measurement (Ctrl+Enter)"));

    connect(run_, &QPushButton::clicked, this, &RunStrip::runRequested);
    connect(cancel_, &QPushButton::clicked, this, &RunStrip::cancelRequested);
    setProblem({});
    showIdle();
}

void RunStrip::setProblem(const QString& problem) {
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
    run_->setEnabled(problem.isEmpty());
}

void RunStrip::showProgress(const JobState& state) {
    run_->hide();
    running_->show();
    QString stage = state.stage.isEmpty() ? state.title : state.stage;
    if (!stage.isEmpty()) stage[0] = stage[0].toUpper();
    stage_->setText(stage_->fontMetrics().elidedText(stage, Qt::ElideRight, 200));
    left_->setText(state.seconds_left ? time_left_text(*state.seconds_left) : QString());
    bar_->setValue(static_cast<int>(state.done * bar_steps));
}

void RunStrip::showIdle() {
    running_->hide();
    run_->show();
}

} // namespace prospect::app
