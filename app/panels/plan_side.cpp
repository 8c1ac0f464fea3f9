#include "app/panels/plan_side.h"

#include "app/panels/look.h"
#include "app/panels/selection_panel.h"
#include "app/panels/site_sheet.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace prospect::app {

PlanSide::PlanSide(SiteDocument& document, SelectionPanel& selection, QWidget* parent)
    : QWidget(parent), document_(document), sheet_(new SiteSheet(document)), scroll_(new QScrollArea),
      rest_(&selection) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    scroll_->setWidget(sheet_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(scroll_, 1);
    column->addWidget(hairline());
    column->addWidget(rest_, 1);
    connect(sheet_, &SiteSheet::foldingChanged, this, &PlanSide::share);
    connect(&document_, &SiteDocument::changed, this, [this](const SiteChange& change) {
        if (change.kind == SiteChange::Kind::opened) sheet_->setUnfolded(false);
    });
    share();
}

void PlanSide::offerSheet() {
    constexpr std::array keys{"place_type", "new_or_existing", "profile", "worries", "title", "reference"};
    const bool answered = std::any_of(keys.begin(), keys.end(),
                                      [this](const char* key) { return !document_.text(key).isEmpty(); });
    if (!answered) sheet_->setUnfolded(true);
}

void PlanSide::openSheet() {
    sheet_->setUnfolded(true);
    sheet_->focusFirst();
}

void PlanSide::setSelecting(bool selecting) {
    selecting_ = selecting;
    share();
}

void PlanSide::share() {
    const bool whole = sheet_->isUnfolded();
    rest_->setVisible(!whole || selecting_);
    if (whole) {
        scroll_->setMinimumHeight(0);
        scroll_->setMaximumHeight(QWIDGETSIZE_MAX);
    } else {
        scroll_->setFixedHeight(sheet_->sizeHint().height());
    }
}

} // namespace prospect::app
