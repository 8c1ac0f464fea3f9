#include "app/panels/row_list.h"

#include "app/panels/look.h"
#include "app/panels/row_delegate.h"

#include <QEvent>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int icon_role = Qt::UserRole;
constexpr int detail_role = Qt::UserRole + 1;
constexpr int key_role = Qt::UserRole + 2;
constexpr int right_role = Qt::UserRole + 3;
constexpr int disc_role = Qt::UserRole + 4;
constexpr int below_role = Qt::UserRole + 5;

RowLook describe(const QModelIndex& index) {
    RowLook look;
    look.icon = index.data(icon_role).toString();
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(detail_role).toString();
    look.right = index.data(right_role).toString();
    look.disc = index.data(disc_role).toString();
    look.below = index.data(below_role).toString();
    return look;
}

std::optional<QString> key_of(const QListWidgetItem* item) {
    return item ? std::optional(item->data(key_role).toString()) : std::nullopt;
}

} // namespace

RowList::RowList(const QString& name, const QString& accessible_name, int shown_first, QWidget* parent)
    : QWidget(parent), shown_first_(shown_first), list_(new QListWidget),
      all_(push_button({}, Emphasis::quiet)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = column_layout(this, 0, render::space::inside);
    list_->setObjectName(name);
    list_->setItemDelegate(new RowDelegate(describe, RowDelegate::Toggle::none, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(accessible_name);
    list_->viewport()->installEventFilter(this);
    column->addWidget(list_);
    column->addWidget(all_, 0, Qt::AlignLeft);
    connect(list_, &QListWidget::itemEntered, this, [this](const QListWidgetItem* item) {
        hovered_ = key_of(item);
        Q_EMIT pointedAt();
    });
    connect(list_, &QListWidget::currentItemChanged, this, &RowList::pointedAt);
    connect(list_, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT taken(*key_of(item)); });
    connect(list_, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { Q_EMIT taken(*key_of(item)); });
    connect(all_, &QPushButton::clicked, this, [this] {
        shows_all_ = true;
        fill();
    });
    fill();
}

bool RowList::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Leave && hovered_) {
        hovered_.reset();
        Q_EMIT pointedAt();
    }
    return false;
}

void RowList::setRows(std::vector<Row> rows) {
    if (rows == rows_) return;
    rows_ = std::move(rows);
    fill();
}

void RowList::fill() {
    const auto whole = static_cast<int>(rows_.size());
    const int count = shows_all_ ? whole : std::min(whole, shown_first_);
    const auto chosen = this->chosen();
    int height = 0;
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
            item->setData(key_role, row.key);
            item->setData(right_role, row.right);
            item->setData(disc_role, row.disc);
            item->setData(below_role, row.below);
            height += RowDelegate::heightOf(describe(list_->model()->index(i, 0)));
            if (chosen == row.key) current = i;
        }
        list_->setCurrentRow(current);
    }
    list_->setFixedHeight(std::max(1, height));
    list_->setVisible(count > 0);
    all_->setVisible(whole > count);
    all_->setText(tr("Show all %1").arg(whole));
}

std::optional<QString> RowList::pointed() const {
    return hovered_ ? hovered_ : key_of(list_->currentItem());
}

std::optional<QString> RowList::chosen() const {
    return key_of(list_->currentItem());
}

void RowList::clearChoice() {
    hovered_.reset();
    const QSignalBlocker quiet(list_);
    list_->setCurrentItem(nullptr);
}

} // namespace prospect::app
