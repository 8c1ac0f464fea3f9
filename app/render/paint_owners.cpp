#include "app/render/paint_owners.h"

#include <QCoreApplication>
#include <QImage>

#include <algorithm>
#include <array>

namespace prospect::render {

namespace {

using scene::Ownership;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Owners)
};

constexpr double edge_px = 1.25;

std::size_t place_of(Ownership ownership) {
    return static_cast<std::size_t>(ownership) - 1;
}

// Dots on private ground, crosses on restricted: colours alone are not told apart by everybody. Slanted lines
// stand for what is assumed.
QBrush texture_of(Ownership ownership, const Theme& theme) {
    if (ownership != Ownership::private_ground && ownership != Ownership::restricted)
        return QBrush(Qt::NoBrush);
    constexpr int tile_px = 10;
    QImage tile(tile_px, tile_px, QImage::Format_ARGB32_Premultiplied);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = faded(theme.owner_edge[place_of(ownership)], 0.75);
    if (ownership == Ownership::private_ground) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        for (const QPointF at : {QPointF(2.5, 2.5), QPointF(7.5, 7.5)})
            painter.drawEllipse(at, 0.9, 0.9);
    } else {
        painter.setPen(QPen(color, 1));
        painter.drawLine(QPointF(3, 3), QPointF(7, 7));
        painter.drawLine(QPointF(7, 3), QPointF(3, 7));
    }
    painter.end();
    QBrush brush;
    brush.setTextureImage(tile);
    return brush;
}

QPen edge_of(Ownership ownership, const Theme& theme) {
    if (ownership != Ownership::none) return PlanBrush::pen(theme.owner_edge[place_of(ownership)], edge_px);
    QPen pen = PlanBrush::pen(theme.zone_edge, edge_px, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 3});
    return pen;
}

// In the order of their values.
std::array<QBrush, 6> textures_of(const Theme& theme) {
    std::array<QBrush, 6> all;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = texture_of(static_cast<Ownership>(i), theme);
    return all;
}

std::vector<Ownership> ordered(std::vector<Ownership> found) {
    const auto rank = [](Ownership one) { return one == Ownership::none ? 99 : static_cast<int>(one); };
    std::sort(found.begin(), found.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace

void paint_owners(PlanBrush& brush, const PaintModel& model) {
    const Theme& theme = brush.theme();
    const auto textures = textures_of(theme);
    QPainter& painter = brush.painter();
    const auto& layers = model.layers();
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        if ((*layer)->source->role != Role::zone) continue;
        brush.set_layer(layer->get());
        struct Zone {
            const Batch* batch;
            std::uint32_t item;
        };
        std::vector<Zone> zones; // of all symbols, in the order of the layer
        for (const Batch& batch : (*layer)->batches)
            for (const std::uint32_t i : brush.visible(batch))
                if (batch.items[i].kind == GeometryKind::polygon) zones.push_back({&batch, i});
        std::sort(zones.begin(), zones.end(), [](const Zone& a, const Zone& b) {
            return a.batch->items[a.item].feature > b.batch->items[b.item].feature;
        });
        for (const Zone& zone : zones) {
            if (!brush.go_on()) return;
            const PaintItem& item = zone.batch->items[zone.item];
            const auto ownership = static_cast<Ownership>(item.owner);
            painter.setPen(edge_of(ownership, theme));
            painter.setBrush(ownership == Ownership::none ? QBrush(Qt::NoBrush)
                                                          : QBrush(theme.owner_fill[place_of(ownership)]));
            brush.fill(*zone.batch, item);
            if (textures[item.owner].style() == Qt::NoBrush) continue;
            painter.setPen(Qt::NoPen);
            painter.setBrush(textures[item.owner]);
            brush.fill(*zone.batch, item);
        }
    }
    brush.set_layer(nullptr);
}

void paint_owner_swatch(QPainter& painter, const QRectF& box, Ownership ownership, const Theme& theme) {
    const QRectF frame = box.adjusted(1.5, 3.5, -1.5, -3.5);
    painter.setPen(edge_of(ownership, theme));
    painter.setBrush(ownership == Ownership::none ? QBrush(Qt::NoBrush)
                                                  : QBrush(theme.owner_fill[place_of(ownership)]));
    painter.drawRect(frame);
    const QBrush texture = texture_of(ownership, theme);
    if (texture.style() != Qt::NoBrush) painter.fillRect(frame, texture);
}

QString owner_word(Ownership ownership) {
    switch (ownership) {
    case Ownership::public_realm:
        return Words::tr("Public");
    case Ownership::semi_public:
        return Words::tr("Semi-public");
    case Ownership::semi_private:
        return Words::tr("Semi-private");
    case Ownership::private_ground:
        return Words::tr("Private");
    case Ownership::restricted:
        return Words::tr("Restricted");
    case Ownership::none:
        break;
    }
    return Words::tr("Not said whose");
}

std::vector<Ownership> owners_of(const Site& site) {
    std::vector<Ownership> found;
    for (const LayerPtr& layer : site.layers)
        if (layer->role == Role::zone && layer->visible)
            for (const FeaturePtr& zone : layer->features)
                found.push_back(scene::ownership_of(*zone));
    return ordered(std::move(found));
}

} // namespace prospect::render
