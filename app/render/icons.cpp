#include "app/render/icons.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <QByteArray>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace prospect::render {

std::vector<std::string> icon_names() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(resource_path("icons")))
        if (entry.path().extension() == ".svg") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

namespace {

QByteArray svg_of(const std::string& name, const QColor& color) {
    QByteArray svg = QByteArray::fromStdString(read_resource("icons/" + name + ".svg"));
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    return svg;
}

void paint_svg(QPainter& painter, const QByteArray& svg, const QColor& color, const QRectF& where) {
    QSvgRenderer renderer(svg);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(painter.opacity() * color.alphaF());
    renderer.render(&painter, where);
    painter.restore();
}

} // namespace

void paint_icon(QPainter& painter, const std::string& name, const QColor& color, const QRectF& where) {
    try {
        paint_svg(painter, svg_of(name, color), color, where);
    } catch (const Error&) {
        // Thrown on, it would leave the rest of a window unpainted, and with it what says that a file is
        // missing.
        painter.save();
        painter.setPen(QPen(color, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        const double margin = where.width() / 5;
        painter.drawRect(where.adjusted(margin, margin, -margin, -margin));
        painter.restore();
    }
}

QImage icon_image(const std::string& name, const QColor& color, int size, double device_pixel_ratio) {
    const QByteArray svg = svg_of(name, color);
    const int pixels = static_cast<int>(std::lround(size * device_pixel_ratio));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    image.setDevicePixelRatio(device_pixel_ratio);
    QPainter painter(&image);
    paint_svg(painter, svg, color, QRectF(0, 0, size, size));
    return image;
}

} // namespace prospect::render
