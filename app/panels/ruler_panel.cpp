#include "app/panels/ruler_panel.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int first_rows = 12;

} // namespace

RulerPanel::RulerPanel(const QString& back, QWidget* parent)
    : QWidget(parent), now_(text_label({}, render::TextStyle::panel_title)), before_(new QWidget),
      list_(new RowList(QStringLiteral("ruler-list"), tr("Measured, the newest first"), first_rows)) {
    make_panel(this);
    auto* column = column_layout(this, render::space::edge, render::space::between);
    column->addWidget(text_label(tr("Measure"), render::TextStyle::panel_title));
    column->addWidget(paragraph(tr("Click the points of a line on the map. Its length stands beside the line "
                                   "and here."),
                                Tone::quiet));
    now_->setObjectName(QStringLiteral("ruler-now"));
    now_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(now_);
    auto* before = column_layout(before_, 0, render::space::inside);
    before->addWidget(sub_heading(tr("Measured")));
    before->addWidget(list_);
    column->addWidget(before_);
    auto* leave = push_button(back);
    leave->setObjectName(QStringLiteral("ruler-back"));
    column->addWidget(leave, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(leave, &QPushButton::clicked, this, &RulerPanel::backRequested);
    clear();
}

void RulerPanel::clear() {
    list_->setRows({});
    showNow(0, 0);
    before_->hide();
}

void RulerPanel::showNow(double length_m, double area_m2) {
    QString text = tr("Nothing measured yet");
    if (length_m > 0) text = tr("Length %1").arg(quantity_text(length_m, "m"));
    if (area_m2 > 0) text += tr(", encloses %1").arg(quantity_text(area_m2, "m2"));
    now_->setText(text);
    now_->setVisible(length_m > 0 || list_->rows().empty());
}

void RulerPanel::add(double length_m, double area_m2) {
    auto rows = list_->rows();
    RowList::Row row{.key = QString::number(rows.size()),
                     .icon = QStringLiteral("measure"),
                     .title = quantity_text(length_m, "m"),
                     .detail = {}};
    if (area_m2 > 0) row.detail = tr("closed, it encloses %1").arg(quantity_text(area_m2, "m2"));
    rows.insert(rows.begin(), row);
    list_->setRows(std::move(rows));
    before_->show();
}

} // namespace prospect::app
