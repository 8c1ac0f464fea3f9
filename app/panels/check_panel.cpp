#include "app/panels/check_panel.h"

#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

const assessment::Strategy* strategy(const std::string& id) {
    for (const auto& one : assessment::strategies())
        if (one.id == id) return &one;
    return nullptr;
}

// No tile is fine while fewer than half of its checks ran.
QWidget* tile(const assessment::Coverage& coverage) {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(render::space::edge, render::space::grid, render::space::edge,
                            render::space::grid);
    row->setSpacing(render::space::inside);
    const bool half = 2 * coverage.checked >= coverage.criteria && coverage.checked > 0;
    const Status status = coverage.problems > 0 ? Status::look : half ? Status::fine : Status::cannot_tell;
    row->addWidget(status_mark(status), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    const auto* known = strategy(coverage.strategy);
    words->addWidget(
        text_label(known ? QString::fromStdString(known->title) : QString::fromStdString(coverage.strategy)));
    QString detail = CheckPanel::tr("%1 of %2 checked").arg(coverage.checked).arg(coverage.criteria);
    if (coverage.problems == 1)
        detail += CheckPanel::tr(" · 1 problem");
    else if (coverage.problems > 1)
        detail += CheckPanel::tr(" · %1 problems").arg(coverage.problems);
    else if (half)
        detail += CheckPanel::tr(" · no problem found");
    words->addWidget(text_label(detail, render::TextStyle::secondary, Tone::quiet));
    row->addLayout(words, 1);
    if (known)
        widget->setToolTip(CheckPanel::tr("Gives evidence for clause %1 of ISO 22341")
                               .arg(QString::fromStdString(known->clause)));
    return widget;
}

} // namespace

CheckPanel::CheckPanel(QWidget* measurements, QWidget* parent)
    : QWidget(parent), check_(push_button(tr("Check this place"), Emphasis::primary)),
      out_of_date_(new QWidget), hint_(paragraph({}, Tone::quiet)), tiles_(new QVBoxLayout),
      judgement_(paragraph(tr("What people of the place feel, know and do together is your judgement: no "
                              "measurement stands for it."),
                           Tone::quiet)),
      more_(push_button(tr("More measurements"), Emphasis::quiet, QStringLiteral("chevron-right"))),
      measurements_(measurements) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    auto* head = new QWidget;
    auto* top = column_layout(head, render::space::edge);
    check_->setToolTip(tr("Checks the whole place against the rules (Ctrl+Enter)"));
    top->addWidget(check_);
    auto* old = new QHBoxLayout(out_of_date_);
    old->setContentsMargins(0, 0, 0, 0);
    old->addWidget(status_mark(Status::look), 0, Qt::AlignTop);
    old->addWidget(paragraph(tr("Out of date: the plan or the time has changed since.")), 1);
    top->addWidget(out_of_date_);
    top->addWidget(hint_);
    column->addWidget(head);
    tiles_->setSpacing(0);
    column->addLayout(tiles_);
    judgement_->setContentsMargins(render::space::edge, render::space::inside, render::space::edge,
                                   render::space::between);
    column->addWidget(judgement_);
    column->addWidget(hairline());
    column->addWidget(more_, 0, Qt::AlignLeft);
    column->addWidget(measurements_, 1);
    column->addStretch(0);
    connect(check_, &QPushButton::clicked, this, &CheckPanel::checkRequested);
    connect(more_, &QPushButton::clicked, this, [this] { fold(measurements_->isHidden()); });
    fold(false);
    show({}, State::none);
}

void CheckPanel::fold(bool shown) {
    measurements_->setVisible(shown);
    more_->setIcon(icon(shown ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->setStretch(column->count() - 1, shown ? 0 : 1);
}

void CheckPanel::unfoldMeasurements() {
    fold(true);
}

void CheckPanel::setUsable(bool usable) {
    check_->setEnabled(usable);
}

void CheckPanel::show(const std::shared_ptr<const assessment::Assessment>& outcome, State state) {
    out_of_date_->setVisible(state == State::out_of_date);
    hint_->setText(outcome
                       ? QString()
                       : tr("Looks for places that are hard to see, easy to hide in or belong to nobody, and "
                            "for the smallest change that mends them."));
    hint_->setVisible(!outcome);
    judgement_->setVisible(outcome != nullptr);
    clear_layout(*tiles_);
    if (!outcome) return;
    for (const auto& coverage : outcome->coverage)
        tiles_->addWidget(tile(coverage));
}

} // namespace prospect::app
