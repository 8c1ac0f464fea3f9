#include "app/panels/study_area_card.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

StudyAreaCard::StudyAreaCard(QWidget* parent)
    : QWidget(parent), state_(paragraph({})), draw_(push_button(tr("Draw it"))),
      use_(push_button(tr("Use a line"))), whole_(push_button(tr("Whole plan"))), choices_(new QMenu(this)) {
    auto* column = column_layout(this, 0, render::space::grid);
    column->addWidget(text_label(tr("Red line"), render::TextStyle::secondary, Tone::quiet));
    column->addWidget(state_);
    column->addSpacing(render::space::grid);
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    row->addWidget(draw_, 1);
    row->addWidget(use_, 1);
    row->addWidget(whole_, 1);
    column->addLayout(row);

    setObjectName(QStringLiteral("study-area"));
    draw_->setToolTip(tr("Click the corners of the site's boundary"));
    whole_->setToolTip(tr("Take the red line away: everything on the plan counts"));
    use_->setToolTip(tr("A closed line that is on the plan becomes the red line"));
    use_->setMenu(choices_);
    connect(draw_, &QPushButton::clicked, this, &StudyAreaCard::drawRequested);
    connect(whole_, &QPushButton::clicked, this, &StudyAreaCard::wholePlanRequested);
    connect(choices_, &QMenu::aboutToShow, this, &StudyAreaCard::choicesWanted);
    setPlan(false, 0);
}

void StudyAreaCard::setPlan(bool any_plan, double red_line_m2) {
    draw_->setEnabled(any_plan);
    use_->setEnabled(any_plan);
    whole_->setEnabled(any_plan && red_line_m2 > 0);
    if (red_line_m2 > 0)
        state_->setText(
            tr("%1 inside it counts. The rest is context: it fades.").arg(quantity_text(red_line_m2, "m2")));
    else
        state_->setText(tr("None: the whole plan counts."));
}

void StudyAreaCard::setChoices(const std::vector<Choice>& choices) {
    if (choices.empty()) {
        setNoChoices(tr("No line on the plan closes around an area"));
        return;
    }
    choices_->clear();
    for (const Choice& one : choices)
        choices_->addAction(icon(QStringLiteral("underlay")), one.text, this,
                            [this, layer = one.layer] { Q_EMIT layerRequested(layer); });
    addPick();
}

void StudyAreaCard::setNoChoices(const QString& why) {
    choices_->clear();
    choices_->addAction(why)->setEnabled(false);
    addPick();
}

void StudyAreaCard::addPick() {
    choices_->addSeparator();
    choices_->addAction(icon(QStringLiteral("select")), tr("Click the line on the map"), this,
                        &StudyAreaCard::lineOnMapRequested);
}

} // namespace prospect::app
