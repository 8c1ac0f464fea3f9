#include "app/panels/widget_painting.h"

#include "app/render/style.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace prospect::app::paint {

bool has(const QWidget* widget, const char* property) {
    return widget && widget->property(property).toBool();
}

QColor mixed(const QColor& a, const QColor& b, double share_of_b) {
    const auto mix = [share_of_b](int x, int y) { return static_cast<int>(x + (y - x) * share_of_b); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QColor line(const QStyleOption& option) {
    return option.palette.color(QPalette::Mid);
}
QColor accent(const QStyleOption& option) {
    return option.palette.color(QPalette::Highlight);
}
QColor panel(const QStyleOption& option) {
    return option.palette.color(QPalette::Base);
}
QColor secondary(const QStyleOption& option) {
    return option.palette.color(QPalette::PlaceholderText);
}

void rounded(QPainter& painter, const QRect& rect, const QBrush& fill, const QColor& edge, double corner) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(edge.isValid() ? QPen(edge, 1) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    painter.restore();
}

namespace {

void focus_ring(QPainter& painter, const QStyleOption& option, const QRect& rect,
                double corner = render::space::radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accent(option), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), corner, corner);
    painter.restore();
}

} // namespace

void rounded(QPainter& painter, const QRect& rect, const QBrush& fill, const QColor& edge) {
    rounded(painter, rect, fill, edge, render::space::radius);
}

void chevron(QPainter& painter, const QRect& rect, const QColor& color, Qt::ArrowType direction) {
    const bool down = direction == Qt::DownArrow;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF center = QRectF(rect).center();
    const QPointF side = down ? QPointF(3.5, -1.75) : QPointF(-1.75, 3.5);
    const QPointF other = down ? QPointF(-3.5, -1.75) : QPointF(-1.75, -3.5);
    const QPointF tip = down ? QPointF(0, 1.75) : QPointF(1.75, 0);
    painter.drawPolyline(QPolygonF({center + side, center + tip, center + other}));
    painter.restore();
}

void draw_button(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const auto text = option.palette.color(QPalette::WindowText);
    if (has(widget, "primary")) {
        QColor fill = enabled ? accent(option) : mixed(panel(option), line(option), 0.9);
        if (hover) fill = mixed(fill, text, 0.12);
        if (enabled && (option.state & QStyle::State_Sunken)) fill = mixed(fill, text, 0.22);
        rounded(painter, option.rect, fill, {});
    } else if (has(widget, "quiet")) {
        if (hover || down) rounded(painter, option.rect, mixed(panel(option), text, down ? 0.12 : 0.07), {});
    } else {
        QColor fill = panel(option);
        if (hover || down) fill = mixed(fill, text, down ? 0.12 : 0.05);
        rounded(painter, option.rect, fill, line(option));
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        focus_ring(painter, option, option.rect);
}

void draw_tool_button(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const auto text = option.palette.color(QPalette::WindowText);
    if (on)
        rounded(painter, option.rect, mixed(panel(option), accent(option), 0.18), {});
    else if (enabled && option.state & QStyle::State_Sunken)
        rounded(painter, option.rect, mixed(panel(option), text, 0.14), {});
    else if (enabled && option.state & QStyle::State_MouseOver)
        rounded(painter, option.rect, mixed(panel(option), text, 0.07), {});
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange && widget &&
        widget->focusPolicy() != Qt::NoFocus)
        focus_ring(painter, option, option.rect);
}

void draw_field(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
    const bool focus = option.state & QStyle::State_HasFocus;
    const bool enabled = option.state & QStyle::State_Enabled;
    QColor edge = line(option);
    if (has(widget, "invalid"))
        edge = option.palette.color(QPalette::BrightText);
    else if (!focus && enabled && option.state & QStyle::State_MouseOver)
        edge = mixed(edge, option.palette.color(QPalette::WindowText), 0.25);
    rounded(painter, option.rect, enabled ? panel(option) : option.palette.color(QPalette::Window), edge);
    if (focus) focus_ring(painter, option, option.rect);
}

void draw_check(const QStyleOption& option, QPainter& painter, Indicator kind) {
    const bool round = kind == Indicator::radio;
    QRect box(0, 0, check_size, check_size);
    box.moveCenter(option.rect.center());
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const bool enabled = option.state & QStyle::State_Enabled;
    const double corner = round ? check_size / 2.0 : 4;
    const QColor fill = on ? (enabled ? accent(option) : secondary(option)) : panel(option);
    const QColor edge = on ? fill : mixed(line(option), option.palette.color(QPalette::WindowText), 0.2);
    rounded(painter, box, fill, edge, corner);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor mark = option.palette.color(QPalette::HighlightedText);
    if (on && round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mark);
        painter.drawEllipse(QRectF(box).center(), 3, 3);
    } else if (option.state & QStyle::State_On) {
        painter.setPen(QPen(mark, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF origin = box.topLeft();
        painter.drawPolyline(
            QPolygonF({origin + QPointF(4, 8.2), origin + QPointF(7, 11.2), origin + QPointF(12, 5.2)}));
    } else if (on) {
        painter.setPen(QPen(mark, 1.75, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(box.left() + 4.5, box.center().y() + 0.5),
                         QPointF(box.right() - 3.5, box.center().y() + 0.5));
    }
    painter.restore();
    if (option.state & QStyle::State_HasFocus)
        focus_ring(painter, option, box.adjusted(-2, -2, 2, 2), corner + 2);
}

void draw_slider(const QStyleOptionSlider& option, QPainter& painter, const QRect& groove,
                 const QRect& handle) {
    const bool enabled = option.state & QStyle::State_Enabled;
    QRect track(groove.left(), groove.center().y() - 1, groove.width(), 3);
    rounded(painter, track, line(option), {}, 1.5);
    track.setRight(handle.center().x());
    rounded(painter, track, enabled ? accent(option) : secondary(option), {}, 1.5);
    QRect knob(0, 0, slider_handle, slider_handle);
    knob.moveCenter(handle.center());
    rounded(painter, knob, panel(option), enabled ? accent(option) : secondary(option), slider_handle / 2.0);
    if (option.state & QStyle::State_HasFocus)
        focus_ring(painter, option, knob.adjusted(-2, -2, 2, 2), slider_handle / 2.0 + 2);
}

void draw_scroll_bar(const QStyleOptionSlider& option, QPainter& painter, const QRect& handle) {
    if (option.minimum == option.maximum) return;
    const bool hover = option.state & QStyle::State_MouseOver;
    QColor color = secondary(option);
    color.setAlphaF(option.activeSubControls & QStyle::SC_ScrollBarSlider || hover ? 0.7F : 0.35F);
    const bool upright = option.orientation == Qt::Vertical;
    rounded(painter, upright ? handle.adjusted(3, 2, -2, -2) : handle.adjusted(2, 3, -2, -2), color, {}, 2.5);
}

} // namespace prospect::app::paint
