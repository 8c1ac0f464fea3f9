#include "app/panels/page_strip.h"

#include "app/jobs/page_pictures.h"
#include "app/panels/look.h"

#include <QAbstractListModel>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

namespace prospect::app {

namespace {

constexpr QSize cell(104, 122);
constexpr int picture_side = 92;
constexpr int caption_height = 20;

class PageModel : public QAbstractListModel {
public:
    PageModel(int count, QObject* parent) : QAbstractListModel(parent), count_(count) {}
    int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : count_; }
    QVariant data(const QModelIndex& index, int role) const override {
        if (role == Qt::DisplayRole) return QString::number(index.row() + 1);
        if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
            return PageStrip::tr("Page %1 of %2").arg(index.row() + 1).arg(count_);
        return {};
    }

private:
    int count_;
};

// Painting a cell is what asks for its picture.
class PageDelegate : public QStyledItemDelegate {
public:
    PageDelegate(PagePictures& pictures, QObject* parent)
        : QStyledItemDelegate(parent), pictures_(pictures) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return cell; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const auto& theme = theme_of(option.palette);
        const bool current = option.state & QStyle::State_Selected;
        const bool focused = option.state & QStyle::State_HasFocus;
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        const QRect room(option.rect.x() + (cell.width() - picture_side) / 2, option.rect.y() + 4,
                         picture_side, picture_side);
        const QImage picture = pictures_.picture(index.row() + 1);
        const QSize shape = picture.isNull() ? QSize(picture_side * 3 / 4, picture_side)
                                             : picture.size().scaled(room.size(), Qt::KeepAspectRatio);
        QRect page(QPoint(), shape);
        page.moveCenter(room.center());
        painter->fillRect(page, picture.isNull() ? theme.window : QColor(Qt::white));
        if (!picture.isNull()) painter->drawImage(page, picture);
        painter->setPen(QPen(current ? theme.accent : theme.line, current ? 2 : 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(page.adjusted(0, 0, -1, -1));
        const QRect caption(option.rect.x(), room.bottom() + 4, cell.width(), caption_height);
        QFont font = render::font(render::TextStyle::secondary);
        font.setWeight(current ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(current ? theme.accent : theme.secondary);
        painter->drawText(caption, Qt::AlignCenter, index.data().toString());
        if (focused) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(theme.accent, 1));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        }
        painter->restore();
    }

private:
    PagePictures& pictures_;
};

} // namespace

PageStrip::PageStrip(PagePictures& pictures, int count, int page, QWidget* parent) : QListView(parent) {
    setModel(new PageModel(count, this));
    setItemDelegate(new PageDelegate(pictures, this));
    setFlow(QListView::LeftToRight);
    setWrapping(false);
    setUniformItemSizes(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setFixedHeight(cell.height() + horizontalScrollBar()->sizeHint().height());
    setAccessibleName(tr("Pages"));
    setPage(page);
    connect(&pictures, &PagePictures::ready, this,
            [this](int drawn) { update(model()->index(drawn - 1, 0)); });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) { Q_EMIT chosen(index.row() + 1); });
}

int PageStrip::page() const {
    return currentIndex().row() + 1;
}

void PageStrip::setPage(int page) {
    const QSignalBlocker silent(selectionModel());
    setCurrentIndex(model()->index(page - 1, 0));
    scrollTo(currentIndex(), QAbstractItemView::PositionAtCenter);
    viewport()->update();
}

} // namespace prospect::app
