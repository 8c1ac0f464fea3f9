#include "app/render/paint_picture.h"

#include "app/render/paint_layer.h"
#include "app/render/plan_brush.h"

#include <QTransform>

#include <algorithm>

namespace prospect::render {

namespace {

constexpr int smallest_side_px = 256; // halving ends here

std::vector<QImage> decoded(const std::string& bytes) {
    QImage image =
        QImage::fromData(reinterpret_cast<const uchar*>(bytes.data()), static_cast<int>(bytes.size()));
    if (image.isNull()) return {};
    image.convertTo(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    std::vector<QImage> levels{image};
    while (std::min(levels.back().width(), levels.back().height()) >= 2 * smallest_side_px)
        levels.push_back(
            levels.back().scaled(levels.back().size() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    return levels;
}

// From pixels of a level to pixels of the map.
QTransform to_map(const PlanBrush& brush, const PlanPicture& picture, const QImage& level) {
    const double right = static_cast<double>(picture.columns) / level.width();
    const double down = static_cast<double>(picture.rows) / level.height();
    const Affine& map = picture.placement;
    const QPointF corner = brush.pixel(picture.corner(0, 0));
    const double scale = brush.px(1);
    return {map.xx * right * scale,
            -map.yx * right * scale,
            map.xy * down * scale,
            -map.yy * down * scale,
            corner.x(),
            corner.y()};
}

// The smallest level whose pixels are no larger than those of the device.
const QImage& level_for(const PlanBrush& brush, const PlanPicture& picture,
                        const std::vector<QImage>& levels) {
    double size = picture.placement.scale() * brush.px(1) * brush.view().device_pixel_ratio;
    std::size_t level = 0;
    for (; level + 1 < levels.size() && size * 2 <= 1; ++level)
        size *= 2;
    return levels[level];
}

// Lines on blank paper are small without loss and would get shadows with it; a scan would be huge.
bool is_line_art(const PlanPicture& picture) {
    constexpr double most_bytes_a_pixel = 0.3;
    return picture.media_type == "image/png" && picture.bytes &&
           static_cast<double>(picture.bytes->size()) <
               most_bytes_a_pixel * picture.columns * static_cast<double>(picture.rows);
}

void paint_picture(PlanBrush& brush, const PlanPicture& picture, const std::vector<QImage>& levels) {
    if (levels.empty() || !brush.view().box().intersects(picture.box())) return;
    const QImage& level = level_for(brush, picture, levels);
    const QTransform map = to_map(brush, picture, level);
    bool invertible = false;
    const QTransform back = map.inverted(&invertible);
    if (!invertible) return;
    // Only what is seen: a page at a high zoom would be a picture of a million pixels a side.
    const QRectF seen = back.mapRect(QRectF(QPointF(0, 0), QSizeF(brush.view().size)));
    const QRect part = seen.toAlignedRect().adjusted(-2, -2, 2, 2).intersected(level.rect());
    if (part.isEmpty()) return;
    QPainter& painter = brush.painter();
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setRenderHint(QPainter::LosslessImageRendering, is_line_art(picture)); // in a PDF
    painter.setTransform(map, true);
    painter.drawImage(part.topLeft(), level, part);
    painter.restore();
}

} // namespace

const std::vector<QImage>& PictureLevels::images() const {
    std::call_once(once_, [this] { images_ = decoded(*bytes_); });
    return images_;
}

void paint_pictures(PlanBrush& brush, const PaintModel& model) {
    for (const auto& layer : model.layers()) {
        if (!layer->picture || brush.stopped()) continue;
        brush.set_layer(layer.get());
        paint_picture(brush, *layer->source->picture, layer->picture->images());
    }
    brush.set_layer(nullptr);
}

} // namespace prospect::render
