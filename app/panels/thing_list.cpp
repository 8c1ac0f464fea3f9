#include "app/panels/thing_list.h"

#include "app/panels/look.h"
#include "app/panels/row_delegate.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int first_rows = 6;
constexpr int row_px = 44;
constexpr int icon_role = Qt::UserRole;
constexpr int detail_role = Qt::UserRole + 1;
constexpr int feature_role = Qt::UserRole + 2;
constexpr int right_role = Qt::UserRole + 3;

RowLook describe(const QModelIndex& index) {
    RowLook look;
    look.icon = index.data(icon_role).toString();
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(detail_role).toString();
    look.right = index.data(right_role).toString();
    return look;
}

std::optional<Uuid> feature_of(const QListWidgetItem* item) {
    return item ? Uuid::parse(item->data(feature_role).toString().toStdString()) : std::nullopt;
}

} // namespace

ThingList::ThingList(const QString& title, const QString& name, const QString& meaning, QWidget* parent)
    : QWidget(parent), title_(text_label(title, render::TextStyle::panel_title)), list_(new QListWidget),
      all_(push_button({}, Emphasis::quiet)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = column_layout(this, 0, render::space::inside);
    title_->setToolTip(meaning);
    title_->setVisible(!title.isEmpty());
    column->addWidget(title_);
    list_->setObjectName(name);
    list_->setItemDelegate(new RowDelegate(describe, RowDelegate::Toggle::none, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(meaning);
    list_->viewport()->installEventFilter(this);
    column->addWidget(list_);
    column->addWidget(all_, 0, Qt::AlignLeft);
    connect(list_, &QListWidget::itemEntered, this, [this](const QListWidgetItem* item) {
        hovered_ = feature_of(item);
        Q_EMIT pointedChanged();
    });
    connect(list_, &QListWidget::currentItemChanged, this, &ThingList::pointedChanged);
    connect(list_, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) {
        if (const auto feature = feature_of(item)) Q_EMIT clicked(*feature);
    });
    connect(all_, &QPushButton::clicked, this, [this] {
        shows_all_ = true;
        fill();
    });
    fill();
}

bool ThingList::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Leave && hovered_) {
        hovered_.reset();
        Q_EMIT pointedChanged();
    }
    return false;
}

void ThingList::setTitle(const QString& title) {
    title_->setText(title);
    title_->setVisible(!title.isEmpty());
}

void ThingList::setRows(std::vector<Row> rows) {
    if (rows == rows_) return;
    rows_ = std::move(rows);
    fill();
}

void ThingList::fill() {
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
            const Row& row = rows_[static_cast<std::size_t>(i)];
            auto* item = list_->item(i);
            item->setText(row.title);
            item->setData(icon_role, row.icon);
            item->setData(detail_role, row.detail);
            item->setData(right_role, row.right);
            item->setData(feature_role, QString::fromStdString(row.feature.text()));
            if (chosen == row.feature) current = i;
        }
        list_->setCurrentRow(current);
    }
    list_->setFixedHeight(std::max(1, count * row_px));
    list_->setVisible(count > 0);
    all_->setVisible(whole > count);
    all_->setText(tr("Show all %1").arg(whole));
}

std::optional<Uuid> ThingList::pointed() const {
    return hovered_ ? hovered_ : feature_of(list_->currentItem());
}

void ThingList::clearChoice() {
    hovered_.reset();
    const QSignalBlocker quiet(list_);
    list_->setCurrentItem(nullptr);
}

} // namespace prospect::app
