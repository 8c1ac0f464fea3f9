// A field over the window that finds commands and named things: Ctrl+K, a few letters, Enter.
#pragma once

#include "app/models/search.h"
#include "geometry/base/uuid.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListView;
class QMenuBar;
class QStandardItemModel;

namespace prospect {
class Site;
}

namespace prospect::app {

// Every enabled action of the menus, with its menu and keys.
std::vector<SearchItem> commands_of(const QMenuBar& menus);
// Every feature with a name; `go` is told which one was chosen.
std::vector<SearchItem> things_of(const Site& site, std::function<void(const Uuid&)> go);

class SearchPopup : public QFrame {
    Q_OBJECT
public:
    explicit SearchPopup(QWidget* parent);

    // Further items that depend on what is typed: they come before those that are found by name.
    using Reader = std::function<std::vector<SearchItem>(const QString& typed)>;
    void setReader(Reader reader) { reader_ = std::move(reader); }
    // Opens over the middle of the parent's upper edge with nothing typed.
    void open(std::vector<SearchItem> items);
    QLineEdit* field() const { return field_; }
    int shownCount() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void chooseCurrent();

    std::vector<SearchItem> items_;
    std::size_t given_ = 0; // of the items, those that open() was given; after them what was read
    Reader reader_;
    QLineEdit* field_;
    QListView* list_;
    QLabel* nothing_;
    QStandardItemModel* rows_;
};

} // namespace prospect::app
