#include "app/render/icons.h"

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

void paint_icon(QPainter& painter, const std::string& name, const QColor& color, const QRectF& where) {
    QByteArray svg = QByteArray::fromStdString(read_resource("icons/" + name + ".svg"));
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(painter.opacity() * color.alphaF());
    renderer.render(&painter, where);
    painter.restore();
}

QImage icon_image(const std::string& name, const QColor& color, int size, double device_pixel_ratio) {
    const int pixels = static_cast<int>(std::lround(size * device_pixel_ratio));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    image.setDevicePixelRatio(device_pixel_ratio);
    QPainter painter(&image);
    paint_icon(painter, name, color, QRectF(0, 0, size, size));
    return image;
}

} // namespace prospect::render
