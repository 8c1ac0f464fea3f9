#include "app/panels/map_sheet.h"

#include "app/panels/sight_key.h"
#include "app/render/map_picture.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

using namespace render::space;

constexpr double sheet_width = 1200;
constexpr double pixels = 2.5;      // of the picture for one of the sheet
constexpr double least_shape = 0.4; // height by width of the map
constexpr double most_shape = 1.2;

QFont title_font() {
    return render::font(render::TextStyle::start_page);
}
QFont line_font() {
    return render::font(render::TextStyle::body);
}

double head_height(const MapSheet& sheet) {
    return edge + QFontMetricsF(title_font()).height() +
           static_cast<double>(sheet.lines.size()) * (QFontMetricsF(line_font()).height() + grid) + between;
}

// Painted nowhere: how much room it takes.
QRectF legend_size(const render::FieldStyle& style, const render::Theme& theme) {
    QImage nowhere(1, 1, QImage::Format_ARGB32_Premultiplied);
    QPainter probe(&nowhere);
    return render::paint_legend(probe, {}, style, theme);
}

} // namespace

render::MapView sheet_view(const render::MapView& shown) {
    render::MapView view = shown;
    const double shape = std::clamp(
        static_cast<double>(shown.size.height()) / std::max(1, shown.size.width()), least_shape, most_shape);
    view.size = QSize(static_cast<int>(sheet_width), static_cast<int>(std::lround(sheet_width * shape)));
    view.pixels_per_m = shown.pixels_per_m *
                        std::min(sheet_width / std::max(1, shown.size.width()),
                                 static_cast<double>(view.size.height()) / std::max(1, shown.size.height()));
    view.device_pixel_ratio = pixels;
    return view;
}

QImage paint_sheet(const MapSheet& sheet) {
    const render::Theme& theme = render::theme(sheet.theme);
    const QSizeF map = sheet.view.size;
    const double head = head_height(sheet);
    const QRectF legend = sheet.legend ? legend_size(*sheet.legend, theme) : QRectF();
    const QRectF key = sheet.sight ? sight_key_rect({}, *sheet.sight, sheet.things) : QRectF();
    const double below = std::max(legend.height(), key.height());
    const QSizeF size(map.width(), head + map.height() + (below > 0 ? below + 2 * between : 0));
    const double ratio = sheet.view.device_pixel_ratio;
    QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(theme.panel);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.text);
    painter.setFont(title_font());
    QRectF line(edge, edge, map.width() - 2 * edge, QFontMetricsF(title_font()).height());
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(sheet.title, Qt::ElideRight, static_cast<int>(line.width())));
    painter.setFont(line_font());
    painter.setPen(theme.secondary);
    for (const QString& text : sheet.lines) {
        line.translate(0, line.height() + grid);
        line.setHeight(QFontMetricsF(line_font()).height());
        painter.drawText(
            line, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(line.width())));
    }
    painter.drawImage(QPointF(0, head), sheet.map());
    if (!sheet.over.isNull()) painter.drawImage(QPointF(0, head), sheet.over);
    const double bottom = head + map.height() + between + below;
    double left = edge;
    if (sheet.legend) {
        render::paint_legend(painter, QPointF(left, bottom - below + legend.height()), *sheet.legend, theme);
        left += legend.width() + edge;
    }
    if (sheet.sight)
        paint_sight_key(painter, QPointF(left, bottom - below + key.height()), *sheet.sight, theme,
                        sheet.things);
    return image;
}

} // namespace prospect::app
