#include "app/panels/counted_block.h"

#include "app/panels/look.h"
#include "app/panels/spot_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace prospect::app {

CountedBlock::CountedBlock(QWidget* parent)
    : QWidget(parent), column_(column_layout(this, 0, render::space::grid)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void CountedBlock::setCounted(const Counted& counted) {
    if (counted == counted_) return;
    counted_ = counted;
    clear_layout(*column_);
    auto* title = sub_heading(counted.title);
    title->setWordWrap(true);
    column_->addWidget(title);
    auto* rows = new QWidget;
    auto* grid = SpotPanel::makeGrid(rows);
    for (const Counted::Factor& factor : counted.factors) {
        if (&factor == &counted.factors.back()) grid->addWidget(hairline(), grid->rowCount(), 0, 1, 2);
        SpotPanel::addNumber(*grid, factor.label, {}, factor.below)->setText(factor.value);
    }
    column_->addWidget(rows);
    if (!counted.note.isEmpty()) column_->addWidget(paragraph(counted.note, Tone::quiet));
}

} // namespace prospect::app
