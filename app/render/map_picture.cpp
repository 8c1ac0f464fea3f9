#include "app/render/map_picture.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace prospect::render {

namespace {

constexpr double scale_bar_px = 120; // at most
constexpr double arrow_px = 24;

// The longest of 1, 2, 5 times a power of ten metres that is at most `longest_px` wide.
double scale_bar_m(const MapView& view, double longest_px) {
    const double longest = longest_px / view.pixels_per_m;
    const double power = std::pow(10.0, std::floor(std::log10(longest)));
    for (const double factor : {5.0, 2.0, 1.0})
        if (factor * power <= longest) return factor * power;
    return power;
}

QString length_text(double meters) {
    if (meters >= 1000) return shown_number(meters / 1000, 1) + QStringLiteral("\u202Fkm");
    if (meters < 1) return shown_number(meters * 100, 1) + QStringLiteral("\u202Fcm");
    return shown_number(meters, 1) + QStringLiteral("\u202Fm");
}

void draw_north(QPainter& painter, QPointF center, const Theme& theme) {
    const QPointF tip = center + QPointF(0, -10);
    const QPointF left = center + QPointF(-6.5, 9);
    const QPointF notch = center + QPointF(0, 4.5);
    const QPointF right = center + QPointF(6.5, 9);
    painter.setPen(QPen(theme.label, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(theme.label);
    painter.drawPolygon(QPolygonF{tip, left, notch});
    painter.setBrush(theme.halo);
    painter.drawPolygon(QPolygonF{tip, notch, right});
}

} // namespace

bool knows_north(const Site& site) {
    return site.frame.crs != "local";
}

QRectF scale_and_north_frame(const MapView& view, bool north) {
    constexpr double height = 44;
    const double length = scale_bar_m(view, scale_bar_px) * view.pixels_per_m;
    const double width = length + 2 * space::between + (north ? arrow_px + space::between : 0);
    return {std::round(view.size.width() - space::edge - width),
            std::round(view.size.height() - space::edge - height), std::round(width), height};
}

void paint_scale_and_north(QPainter& painter, const MapView& view, const Theme& theme, bool north) {
    const double meters = scale_bar_m(view, scale_bar_px);
    const double length = meters * view.pixels_per_m;
    const QString text = length_text(meters);
    const QFont small = font(TextStyle::secondary);
    const QFontMetricsF metrics(small);
    const QRectF frame = scale_and_north_frame(view, north);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
    painter.setFont(small);
    painter.setPen(theme.text);
    const double left = frame.left() + space::between;
    painter.drawText(QPointF(left + (length - metrics.horizontalAdvance(text)) / 2, frame.top() + 19), text);
    QPainterPath bar;
    bar.moveTo(left, frame.top() + 26);
    bar.lineTo(left, frame.top() + 32);
    bar.lineTo(left + length, frame.top() + 32);
    bar.lineTo(left + length, frame.top() + 26);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.text, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(bar);
    if (north) {
        const QString letter = QStringLiteral("N");
        const QPointF arrow(frame.right() - space::between - arrow_px / 2, frame.top() + 27);
        draw_north(painter, arrow, theme);
        QFont tiny = small;
        tiny.setPixelSize(10);
        tiny.setWeight(QFont::DemiBold);
        painter.setFont(tiny);
        painter.setPen(theme.text);
        painter.drawText(
            QPointF(arrow.x() - QFontMetricsF(tiny).horizontalAdvance(letter) / 2, frame.top() + 14), letter);
    }
    painter.restore();
}

void paint_mark(QPainter& painter, const QString& mark, const MapView& view, const Theme& theme) {
    const QRectF band(0, 0, view.size.width(), space::row);
    painter.save();
    painter.fillRect(band, theme.serious);
    painter.setFont(font(TextStyle::panel_title));
    painter.setPen(theme.panel);
    painter.drawText(band, Qt::AlignCenter, mark);
    painter.restore();
}

QImage render_view(const PaintModel& model, const ResultToPaint& result, const MapView& view,
                   const Theme& theme, Legend legend, const Aside* aside) {
    const double ratio = view.device_pixel_ratio;
    QImage image((QSizeF(view.size) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(theme.map_ground);
    QPainter painter(&image);
    const bool colored = result.field != nullptr && result.style != nullptr;
    if (colored) {
        paint_plan(painter, model, view, theme, {}, PlanPart::ground, aside);
        paint_within_red_line(painter, model, view, *result.style, [&](const FieldStyle& style) {
            paint_field(painter, *result.field, style, view, theme);
        });
        paint_plan(painter, model, view, theme, {}, PlanPart::above, aside);
    } else {
        paint_plan(painter, model, view, theme, {}, PlanPart::all, aside);
    }
    paint_shapes(painter, result.shapes, view, theme, result.look);
    if (colored && legend == Legend::on_map)
        paint_legend(painter, QPointF(space::edge, view.size.height() - space::edge), *result.style, theme);
    paint_scale_and_north(painter, view, theme, knows_north(model.site()));
    if (!result.mark.isEmpty()) paint_mark(painter, result.mark, view, theme);
    return image;
}

QImage render_picture(const PaintModel& model, const ResultToPaint& result, const Picture& picture) {
    Box extent = picture.extent ? *picture.extent : model.site().study_box();
    if (extent.empty()) extent = model.box();
    if (extent.empty() && result.field != nullptr) {
        extent = result.field->grid.box();
        for (const Geometry& shape : result.field->shapes)
            extent.add(shape.box());
    }
    MapView view = MapView::fitting(extent, picture.size);
    view.device_pixel_ratio = picture.device_pixel_ratio;
    return render_view(model, result, view, theme(picture.theme));
}

} // namespace prospect::render
