#include "app/panels/ring_choice.h"

#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/row_delegate.h"

#include <QListWidget>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int row_px = 44;
constexpr int detail_role = Qt::UserRole;

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString distance_text(const sightlines::RecognitionRing& ring) {
    const QString to = quantity_text(ring.to_m, "m");
    return ring.from_m < ring.to_m ? QStringLiteral("%1–%2").arg(number_text(ring.from_m), to) : to;
}

RowLook describe(const QModelIndex& index) {
    RowLook look;
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(detail_role).toString();
    look.cut_at_end = true;
    look.dimmed = index.data(Qt::CheckStateRole).toInt() != Qt::Checked;
    return look;
}

} // namespace

RingChoice::RingChoice(QWidget* parent) : QWidget(parent), list_(new QListWidget) {
    auto* column = column_layout(this, 0, render::space::inside);
    column->addWidget(text_label(tr("How far people recognise others"), render::TextStyle::panel_title));
    column->addWidget(paragraph(tr("Rings around the spot, each as its source gives it."), Tone::quiet));
    list_->setObjectName(QStringLiteral("watch-rings"));
    list_->setAccessibleName(tr("Rings of recognition on the map"));
    list_->setItemDelegate(new RowDelegate(describe, RowDelegate::Toggle::eye, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const auto& ring : sightlines::recognition_rings()) {
        auto* item = new QListWidgetItem(label(ring), list_);
        const QString source = text_of(ring.source);
        const QString condition = text_of(ring.condition);
        item->setData(detail_role,
                      condition.isEmpty() ? source : QStringLiteral("%1 · %2").arg(condition, source));
        item->setToolTip(condition.isEmpty()
                             ? QStringLiteral("%1\n%2").arg(label(ring), source)
                             : QStringLiteral("%1, %2\n%3").arg(label(ring), condition, source));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(ring.usual ? Qt::Checked : Qt::Unchecked);
    }
    list_->setFixedHeight(list_->count() * row_px);
    column->addWidget(list_);
    connect(list_, &QListWidget::itemChanged, this, &RingChoice::changed);
}

QString RingChoice::label(const sightlines::RecognitionRing& ring) {
    return QStringLiteral("%1: %2").arg(distance_text(ring), text_of(ring.meaning));
}

std::vector<const sightlines::RecognitionRing*> RingChoice::chosen() const {
    std::vector<const sightlines::RecognitionRing*> found;
    const auto rings = sightlines::recognition_rings();
    for (int i = 0; i < list_->count(); ++i)
        if (list_->item(i)->checkState() == Qt::Checked) found.push_back(&rings[static_cast<std::size_t>(i)]);
    return found;
}

} // namespace prospect::app
