#include "app/panels/search_popup.h"

#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/row_delegate.h"
#include "geometry/site/site.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr std::size_t most_rows = 10;
constexpr int row_height = 44;
constexpr int popup_width = 520;
constexpr int below_edge = 56;
constexpr int item_role = Qt::UserRole;

QString without_mnemonic(QString text) {
    return text.remove(u'&');
}

void add_commands(const QMenu& menu, const QString& path, std::vector<SearchItem>& items) {
    for (auto* action : menu.actions()) {
        if (action->isSeparator() || !action->isEnabled() || !action->isVisible()) continue;
        const QString text = without_mnemonic(action->text());
        if (const auto* below = action->menu()) {
            add_commands(*below, path + QStringLiteral(" › ") + text, items);
            continue;
        }
        items.push_back({text, path, action->shortcut().toString(QKeySequence::NativeText), {}, [action] {
                             action->trigger();
                         }});
    }
}

} // namespace

std::vector<SearchItem> commands_of(const QMenuBar& menus) {
    std::vector<SearchItem> items;
    for (const auto* action : menus.actions())
        if (const auto* menu = action->menu()) add_commands(*menu, without_mnemonic(menu->title()), items);
    return items;
}

std::vector<SearchItem> things_of(const Site& site, std::function<void(const Uuid&)> go) {
    std::vector<SearchItem> items;
    for (const auto& layer : site.layers)
        for (const auto& feature : layer->features)
            if (!feature->name.empty())
                items.push_back({QString::fromStdString(feature->name),
                                 kind_label(layer->role),
                                 {},
                                 kind_icon(layer->role),
                                 [go, id = feature->id] { go(id); }});
    return items;
}

SearchPopup::SearchPopup(QWidget* parent)
    : QFrame(parent, Qt::Popup), field_(new QLineEdit), list_(new QListView),
      nothing_(text_label(tr("Nothing is called so."), render::TextStyle::secondary, Tone::quiet)),
      rows_(new QStandardItemModel(this)) {
    make_panel(this);
    setFrameShape(QFrame::StyledPanel);
    auto* column = column_layout(this, render::space::between);
    field_->setPlaceholderText(tr("Find a command, a thing on the plan, or a place: TQ 302 805"));
    field_->setAccessibleName(field_->placeholderText());
    field_->setClearButtonEnabled(true);
    list_->setModel(rows_);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setUniformItemSizes(true);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(tr("What was found"));
    list_->setFocusProxy(field_);
    list_->setItemDelegate(new RowDelegate(
        [this](const QModelIndex& index) {
            const auto& item = items_[index.data(item_role).value<std::size_t>()];
            RowLook look;
            look.icon = item.icon;
            look.title = item.text;
            look.subtitle = item.detail;
            look.right = item.keys;
            return look;
        },
        RowDelegate::Toggle::none, list_));
    column->addWidget(field_);
    column->addWidget(nothing_);
    column->addWidget(list_);
    field_->installEventFilter(this);
    connect(field_, &QLineEdit::textChanged, this, &SearchPopup::refresh);
    connect(list_, &QListView::clicked, this, &SearchPopup::chooseCurrent);
}

void SearchPopup::open(std::vector<SearchItem> items) {
    items_ = std::move(items);
    given_ = items_.size();
    field_->clear();
    refresh();
    const auto* over = parentWidget();
    move(over->mapToGlobal(QPoint((over->width() - popup_width) / 2, below_edge)));
    show();
    field_->setFocus();
}

int SearchPopup::shownCount() const {
    return rows_->rowCount();
}

void SearchPopup::refresh() {
    rows_->clear();
    items_.resize(given_);
    std::vector<std::size_t> shown = search(field_->text(), items_, most_rows);
    if (reader_) {
        auto read = reader_(field_->text());
        for (std::size_t i = 0; i < read.size(); ++i)
            shown.insert(shown.begin() + static_cast<std::ptrdiff_t>(i), items_.size() + i);
        items_.insert(items_.end(), std::make_move_iterator(read.begin()),
                      std::make_move_iterator(read.end()));
    }
    for (const std::size_t i : shown) {
        auto* row = new QStandardItem(items_[i].text);
        row->setData(QVariant::fromValue(i), item_role);
        rows_->appendRow(row);
    }
    nothing_->setVisible(rows_->rowCount() == 0);
    list_->setVisible(rows_->rowCount() > 0);
    list_->setFixedHeight(rows_->rowCount() * row_height);
    list_->setCurrentIndex(rows_->index(0, 0));
    setFixedWidth(popup_width);
    adjustSize();
}

void SearchPopup::chooseCurrent() {
    const auto index = list_->currentIndex();
    if (!index.isValid()) return;
    const auto act = items_[index.data(item_role).value<std::size_t>()].act;
    if (!act) return; // a sentence, nothing to do
    hide();
    act();
}

// The arrow keys walk the list while the letters go into the field.
bool SearchPopup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        chooseCurrent();
        return true;
    }
    if (key == Qt::Key_Down || key == Qt::Key_Up) {
        const int last = rows_->rowCount() - 1;
        const int row = list_->currentIndex().row() + (key == Qt::Key_Down ? 1 : -1);
        list_->setCurrentIndex(rows_->index(std::clamp(row, 0, std::max(last, 0)), 0));
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace prospect::app
