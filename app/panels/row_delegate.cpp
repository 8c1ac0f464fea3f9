#include "app/panels/row_delegate.h"

#include "app/render/icons.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

namespace prospect::app {

namespace {

using namespace render::space;
constexpr int icon_size = 20;
constexpr int two_line_row = 44;
constexpr int one_line_row = 32;
constexpr int third_line = 16;
constexpr int title_line = 17;
constexpr int tag_shape = 12;
constexpr int mark_size = 16;
constexpr int sign_size = 14;

std::pair<std::string, QColor> mark_of(Status status, const render::Theme& theme) {
    switch (status) {
    case Status::fine:
        return {"fine", theme.fine};
    case Status::info:
        return {"info", theme.secondary};
    case Status::look:
        return {"look", theme.look};
    case Status::serious:
        return {"serious", theme.serious};
    case Status::cannot_tell:
        break;
    }
    return {"cannot-tell", theme.cannot_tell};
}

// The text in at most so many lines, the last one cut at its end.
QStringList lines_of(const QString& text, const QFont& font, int width, int most) {
    QTextLayout layout(text, font);
    layout.beginLayout();
    QStringList lines;
    while (lines.size() < most) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(width);
        lines += lines.size() + 1 < most
                     ? text.mid(line.textStart(), line.textLength()).trimmed()
                     : QFontMetrics(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width);
    }
    layout.endLayout();
    return lines;
}

} // namespace

RowDelegate::RowDelegate(Describe describe, Toggle toggle, QObject* parent)
    : QStyledItemDelegate(parent), describe_(std::move(describe)), toggle_(toggle) {}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto look = describe_(index);
    int height = heightOf(look);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (look.wraps && view) {
        const QRect title = wrappedTitleRect({0, 0, view->viewport()->width(), height}, look);
        const QFontMetrics metrics(option.font);
        const QRect words = metrics.boundingRect(QRect(0, 0, title.width(), 0), Qt::TextWordWrap, look.title);
        height += std::max(0, words.height() - metrics.height());
    }
    return {option.rect.width(), height};
}

QRect RowDelegate::wrappedTitleRect(const QRect& row, const RowLook& look) {
    const bool one_line = look.subtitle.isEmpty() && look.tag.isEmpty();
    const int beside = look.icon.isEmpty() ? 0 : icon_size + inside;
    return row.adjusted(inside + beside, 0, -between, one_line ? 0 : 1 - two_line_row / 2);
}

int RowDelegate::heightOf(const RowLook& look) {
    if (look.subtitle.isEmpty() && look.tag.isEmpty()) return one_line_row;
    return two_line_row + (look.below.isEmpty() ? 0 : third_line) + (look.lines - 1) * title_line;
}

QRect RowDelegate::toggleRect(const QRect& row) {
    return {row.left() + inside, row.center().y() - icon_size / 2 + 1, icon_size, icon_size};
}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const auto look = describe_(index);
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    row.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, row.widget);
    if (row.state & QStyle::State_HasFocus && row.state & QStyle::State_KeyboardFocusChange) {
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5), 4, 4);
    }
    const QColor quiet = option.palette.color(QPalette::PlaceholderText);
    const QColor text = look.dimmed ? quiet : option.palette.color(QPalette::Text);
    QRect rest = option.rect.adjusted(inside, 0, -between, 0);
    if (toggle_ == Toggle::eye) {
        const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        render::paint_icon(*painter, on ? "visible" : "hidden", quiet, toggleRect(option.rect));
        rest.setLeft(rest.left() + icon_size + inside);
    }
    if (!look.icon.isEmpty()) {
        const QRectF where(rest.left(), rest.center().y() - icon_size / 2 + 1, icon_size, icon_size);
        render::paint_icon(*painter, look.icon.toStdString(), text, where);
        rest.setLeft(rest.left() + icon_size + inside);
    }
    if (look.status) {
        const auto [mark, colour] = mark_of(*look.status, theme_of(option.palette));
        const QRectF where(rest.left() + (icon_size - mark_size) / 2.0,
                           rest.center().y() - mark_size / 2.0 + 1, mark_size, mark_size);
        render::paint_icon(*painter, mark, colour, where);
        rest.setLeft(rest.left() + icon_size + inside);
    }
    const auto small = render::font(render::TextStyle::secondary);
    if (!look.disc.isEmpty()) {
        const int width = std::max(icon_size, QFontMetrics(small).horizontalAdvance(look.disc) + 10);
        const QRectF disc(rest.left(), rest.center().y() - icon_size / 2 + 1, width, icon_size);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme_of(option.palette).accent);
        painter->drawRoundedRect(disc, 4, 4); // as on the map
        painter->setFont(small);
        painter->setPen(theme_of(option.palette).on_accent);
        painter->drawText(disc, Qt::AlignCenter, look.disc);
        rest.setLeft(rest.left() + width + inside);
    }
    if (!look.right.isEmpty()) {
        painter->setFont(small);
        painter->setPen(quiet);
        painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, look.right);
        rest.setRight(rest.right() - QFontMetrics(small).horizontalAdvance(look.right) - inside);
    }
    if (!look.below.isEmpty()) {
        const QRect third(rest.left(), rest.bottom() - third_line - 3, rest.width(), third_line);
        painter->setFont(small);
        painter->setPen(quiet);
        painter->drawText(third, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(small).elidedText(look.below, Qt::ElideRight, third.width()));
        rest.setBottom(rest.bottom() - third_line);
    }
    QStringList title;
    if (look.lines > 1) {
        title = lines_of(look.title, option.font, rest.width(), look.lines);
        const int spare = (look.lines - static_cast<int>(title.size())) * title_line / 2;
        rest.adjust(0, spare, 0, -spare);
    }
    QRect first = rest;
    if (!look.subtitle.isEmpty() || !look.tag.isEmpty()) {
        const bool over_lines = look.wraps || title.size() > 1;
        const int middle = over_lines ? rest.bottom() - two_line_row / 2 : rest.center().y();
        first.setBottom(middle + 1);
        QRect second(rest.left(), middle - 1, rest.width(), rest.bottom() - middle);
        painter->setFont(small);
        if (!look.tag.isEmpty()) {
            const QColor warn = theme_of(option.palette).look;
            render::paint_icon(
                *painter, "look", warn,
                QRectF(second.left(), second.center().y() - tag_shape / 2 + 1, tag_shape, tag_shape));
            painter->setPen(warn);
            const QRect words = second.adjusted(tag_shape + grid, 0, 0, 0);
            painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter, look.tag);
            second.setLeft(words.left() + QFontMetrics(small).horizontalAdvance(look.tag) + inside);
        }
        painter->setPen(quiet);
        painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(small).elidedText(look.subtitle, Qt::ElideRight, second.width()));
    }
    for (auto sign = look.signs.rbegin(); sign != look.signs.rend(); ++sign) {
        const QColor colour = sign->status ? mark_of(*sign->status, theme_of(option.palette)).second : quiet;
        const QRectF where(first.right() + 1 - sign_size, first.center().y() - sign_size / 2.0 + 1, sign_size,
                           sign_size);
        render::paint_icon(*painter, sign->icon.toStdString(), colour, where);
        first.setRight(first.right() - sign_size - grid);
    }
    painter->setFont(option.font);
    painter->setPen(text);
    if (title.size() > 1) {
        painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter, title.join(u'\n'));
        return;
    }
    if (look.wraps) {
        painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, look.title);
        return;
    }
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(option.font)
                          .elidedText(look.title,
                                      look.status || look.cut_at_end ? Qt::ElideRight : Qt::ElideMiddle,
                                      first.width()));
}

bool RowDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                              const QModelIndex& index) {
    if (toggle_ == Toggle::none) return false;
    bool hit = false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        hit = mouse->button() == Qt::LeftButton &&
              toggleRect(option.rect).adjusted(-4, -6, 4, 6).contains(mouse->pos());
    } else if (event->type() == QEvent::KeyPress) {
        hit = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
    }
    if (!hit) return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace prospect::app
