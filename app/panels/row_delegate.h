// Rows of lists: pictogram, title, second line, something at the right, a status tag.
#pragma once

#include "app/panels/look.h"

#include <QStyledItemDelegate>

#include <functional>
#include <optional>
#include <vector>

namespace prospect::app {

// A small sign at the end of a row's first line.
struct RowSign {
    QString icon;
    std::optional<Status> status; // in its colour; else quiet
};

struct RowLook {
    QString icon; // name in our set; empty: none
    QString disc; // a number as on the map, instead of an icon
    QString title;
    QString subtitle; // empty: one line
    QString below;    // a third line, quiet as the second
    QString right;
    QString tag; // with the shape for "look", in its colour
    std::vector<RowSign> signs;
    bool cut_at_end = false; // the title is a sentence
    bool wraps = false;      // the title takes as many lines as it needs
    int lines = 1;           // the title takes so many at most, and every row has room for them
    bool dimmed = false;
    std::optional<Status> status; // its mark instead of an icon; the title is a sentence, cut at its end
};

class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using Describe = std::function<RowLook(const QModelIndex&)>;
    // with toggle: an eye at the left shows and sets Qt::CheckStateRole by click or Space.
    enum class Toggle { none, eye };
    RowDelegate(Describe describe, Toggle toggle, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    static int heightOf(const RowLook& look);
    // Where the eye of a row is.
    static QRect toggleRect(const QRect& row);
    // Where the title of a row that wraps is, which has an icon and nothing else beside it.
    static QRect wrappedTitleRect(const QRect& row, const RowLook& look);

private:
    Describe describe_;
    Toggle toggle_;
};

} // namespace prospect::app
