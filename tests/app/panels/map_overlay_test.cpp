// What lies over the map keeps clear of legends, keys and cards.
#include "app/canvas/map_canvas.h"
#include "app/panels/map_card.h"
#include "app/panels/map_overlay.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QImage>
#include <QPainter>

using namespace prospect;
using namespace prospect::app;

namespace {

constexpr QSize map_size{700, 500};

// A map of the courtyard under a field, with an overlay.
class Map {
public:
    Map() : overlay(canvas) {
        canvas.resize(map_size);
        canvas.setSite(test::small_site());
        canvas.show();
        canvas.setView(render::MapView::fitting({0, 0, 40, 30}, canvas.viewport()->size()));
        auto field = std::make_shared<Field>("height", "m", grid_of_box({0, 0, 40, 30}, 1, {}));
        std::fill(field->values.begin(), field->values.end(), 1.0F);
        render::FieldStyle style;
        style.title = QStringLiteral("Height");
        canvas.setField(field, style);
    }
    QImage painted(MapOverlay::Use use = MapOverlay::Use::work) const {
        QImage image(canvas.view().size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        overlay.paintOn(painter, canvas.view(), use, render::theme(render::ThemeKind::light));
        return image;
    }
    Point at(QPointF pixel) const { return canvas.view().to_plan(pixel); }

    MapCanvas canvas;
    MapOverlay overlay;
};

bool is_bare(const QImage& image, const QRect& part) {
    for (int y = part.top(); y <= part.bottom(); ++y)
        for (int x = part.left(); x <= part.right(); ++x)
            if (image.valid(x, y) && qAlpha(image.pixel(x, y)) > 0) return false;
    return true;
}

Geometry whole_plan() {
    return test::rectangle(-100, -100, 140, 130);
}

} // namespace

class MapOverlayTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbers_of_places_and_shapes_keep_off_legend_and_scale() {
        Map map;
        const QRect legend = map.canvas.legendRect();
        const QRect scale = render::scale_and_north_frame(map.canvas.view(), true).toRect();
        QVERIFY(!legend.isEmpty() && !scale.isEmpty());
        const QPointF free(350, 250);
        map.overlay.setPlaces({map.at(free), map.at(QRectF(legend).center()),
                               map.at(QPointF(legend.right(), legend.top() - 2)),
                               map.at(QRectF(scale).center())},
                              std::nullopt);
        map.overlay.setShapes({whole_plan()});
        const QImage image = map.painted();
        QVERIFY(is_bare(image, legend));
        QVERIFY(is_bare(image, scale));
        QCOMPARE(qAlpha(image.pixel(free.toPoint())), 255);
        // Nor is there anything to be clicked.
        QCOMPARE(map.overlay.placeAt(free), std::optional<std::size_t>(0));
        QVERIFY(!map.overlay.placeAt(QRectF(legend).center()));
        QVERIFY(!map.overlay.placeAt(QRectF(scale).center()));
    }

    void changes_between_versions_keep_off_the_legend_and_nothing_runs_over_their_key() {
        Map map;
        map.overlay.setChanges(MapOverlay::Changes{{{render::ChangedShape::Kind::arrived, whole_plan()}},
                                                   QStringLiteral("gone"),
                                                   QStringLiteral("new")});
        QVERIFY(is_bare(map.painted(), map.canvas.legendRect()));
        const QRect key = map.overlay.changeKeyRect().toRect();
        const QImage alone = map.painted().copy(key);
        map.overlay.setPlaces({map.at(QRectF(key).center())}, std::nullopt);
        map.overlay.setShapes({whole_plan()});
        QCOMPARE(map.painted().copy(key), alone);
    }

    void the_key_of_changes_stands_below_the_tools() {
        Map map;
        map.overlay.setChanges(MapOverlay::Changes{{{render::ChangedShape::Kind::arrived, whole_plan()}},
                                                   QStringLiteral("gone"),
                                                   QStringLiteral("new")});
        const int alone = map.overlay.changeKeyRect().toRect().top();
        MapCard wide(&map.canvas);
        wide.setGeometry(12, 12, 640, 34);
        MapCard second(&map.canvas);
        second.setGeometry(12, 54, 600, 34);
        MapCard narrow(&map.canvas);
        narrow.setGeometry(12, 96, 100, 34);
        for (MapCard* card : {&wide, &second, &narrow})
            card->show();
        const QRectF key = map.overlay.changeKeyRect();
        QVERIFY(alone < 88);
        for (const MapCard* card : {&wide, &second, &narrow})
            QVERIFY(!key.intersects(card->geometry()));
        QVERIFY(QRectF(QPointF(), map_size).contains(key));
        QVERIFY(key.top() < 110); // beside the narrow one
    }

    void quiet_shapes_leave_the_map_to_be_read() {
        Map map;
        const QPointF spot(350, 250);
        const Point ends[] = {map.at({200, 150}), map.at({500, 150})};
        const std::vector<Geometry> shapes{Geometry::make_point(map.at(spot)), Geometry::make_line(ends)};
        const auto painted = [&](render::ShapeLook look) {
            map.overlay.setShapes(shapes, look);
            return map.painted();
        };
        const auto alpha = [](const QImage& image, QPointF at) { return qAlpha(image.pixel(at.toPoint())); };
        const QImage plain = painted(render::ShapeLook::plain);
        const QImage quiet = painted(render::ShapeLook::quiet);
        QVERIFY(alpha(plain, spot) == 255 && alpha(plain, spot + QPointF(4, 0)) == 255);
        QVERIFY(alpha(quiet, spot) > 0 && alpha(quiet, spot) < 160);
        QCOMPARE(alpha(quiet, spot + QPointF(4, 0)), 0);
        QVERIFY(alpha(quiet, {350, 150}) < 110 && alpha(plain, {350, 150}) > 200);
        // From afar the points would be a crust over the map.
        render::MapView far = map.canvas.view();
        far.pixels_per_m = 4;
        map.canvas.setView(far);
        QCOMPARE(alpha(map.painted(), map.canvas.view().to_pixel(shapes.front().points.front())), 0);
        QCOMPARE(render::shape_look("sightlines.overlooking"), render::ShapeLook::quiet);
        QCOMPARE(render::shape_look("sightlines.isovist"), render::ShapeLook::plain);
    }
};

PROSPECT_TEST(MapOverlayTest);
#include "map_overlay_test.moc"
