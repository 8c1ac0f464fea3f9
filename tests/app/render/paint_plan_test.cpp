#include "app/render/map_picture.h"
#include "tests/support/estate.h"
#include "tests/support/registry.h"

#include <QPainter>
#include <QTest>

#include <cmath>
#include <set>

using namespace prospect;
using namespace prospect::render;
using B = prospect::test::EstateBuilder;

namespace {

QImage painted(const PaintModel& model, const MapView& view, ThemeKind kind = ThemeKind::light,
               PlanPart part = PlanPart::all) {
    QImage image(view.size, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme(kind).map_ground);
    QPainter painter(&image);
    paint_plan(painter, model, view, theme(kind), {}, part);
    return image;
}

// Pixels that are not ground.
int drawn(const QImage& image, ThemeKind kind = ThemeKind::light) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += (image.pixel(x, y) | 0xFF000000U) != theme(kind).map_ground.rgb() ? 1 : 0;
    return count;
}

int difference(QRgb a, QRgb b) {
    return std::max(
        {std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

} // namespace

class PaintPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_building_is_drawn_at_every_size() {
        B b;
        b.add("house", Role::building, B::rectangle(0, 0, 10, 10), {});
        const auto model = PaintModel::build(b.take());
        for (const double scale : {0.001, 0.05, 0.1, 0.2, 0.5, 1.0, 1.3, 5.0, 60.0, 2000.0}) {
            const int found = drawn(painted(*model, MapView{{5.03, 5.02}, scale, QSize(200, 200), 1}));
            const double expected = std::min(40000.0, std::pow(10 * scale, 2));
            QVERIFY2(found >= 1 && found >= expected * 0.8 && found <= expected * 1.3 + 60,
                     qPrintable(QString("%1 pixels at %2 px/m").arg(found).arg(scale)));
        }
    }

    void what_is_assumed_is_hatched() {
        const auto picture = [](Basis height, Basis shape) {
            auto house = std::make_shared<Feature>();
            house->id = Uuid::from_name("house");
            house->geometry = B::rectangle(-10, -10, 20, 20);
            house->basis = shape;
            house->set("height_m", Value(6.0), height);
            auto layer = std::make_shared<Layer>();
            layer->role = Role::building;
            layer->features = {house};
            auto site = std::make_shared<Site>();
            site->layers = {layer};
            return painted(*PaintModel::build(site), MapView{{0, 0}, 8, QSize(100, 100), 1});
        };
        // Within the walls all pixels are alike, unless they are hatched.
        const auto colors = [](const QImage& image) {
            std::set<QRgb> found;
            for (int y = 30; y < 70; ++y)
                for (int x = 30; x < 70; ++x)
                    found.insert(image.pixel(x, y));
            return found.size();
        };
        QCOMPARE(colors(picture(Basis::drawn, Basis::drawn)), std::size_t(1));
        QVERIFY(colors(picture(Basis::assumed, Basis::drawn)) > 1);
        QVERIFY(colors(picture(Basis::drawn, Basis::assumed)) > 1);
    }

    void a_drawings_text_is_written_to_its_size_and_hidden_when_too_small() {
        B b;
        b.add("notes", Role::underlay, B::point(0, 0), {}, "Kitchen", {{"text_height_m", 1.0}});
        const auto model = PaintModel::build(b.take());
        const auto ink = [&](double scale) {
            return drawn(painted(*model, MapView{{0, 0}, scale, QSize(300, 100), 1}));
        };
        QCOMPARE(ink(4), 0); // 4 pixels high
        QVERIFY(ink(8) > 50);
        QVERIFY(ink(16) > 2 * ink(8));
        // It stands on its point and to the right of it.
        const QImage image = painted(*model, MapView{{0, 0}, 16, QSize(300, 100), 1});
        QCOMPARE(drawn(image.copy(0, 0, 140, 100)), 0);
        QCOMPARE(drawn(image.copy(0, 60, 300, 40)), 0);
    }

    void every_role_is_drawn_from_far_and_near() {
        const SitePtr site = test::estate();
        for (const LayerPtr& layer : site->layers) {
            auto alone = std::make_shared<Site>(*site);
            alone->layers = {layer};
            const auto model = PaintModel::build(alone);
            const Point middle = layer->features.front()->geometry.points.front();
            for (const double scale : {1.0, 4.0, 12.0}) {
                // Openings have no meaning without scale: they are drawn from 1.2 pixels a metre.
                if (layer->role == Role::opening && scale < 1.2) continue;
                for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark})
                    QVERIFY2(drawn(painted(*model, MapView{middle, scale, QSize(120, 120), 1}, kind), kind) >
                                 0,
                             layer->name.c_str());
            }
        }
    }

    void coordinates_far_beyond_the_picture_do_not_disturb_it() {
        B b;
        b.add("huge", Role::building, B::rectangle(-1e6, -1e6, 2e6, 2e6), {});
        b.add("fence", Role::barrier, B::line({{-1e6, 0.2}, {1e6, 0.2}}), {{"kind", std::string("fence")}});
        b.add("zone", Role::zone, B::rectangle(-2e6, -2e6, 4e6, 4e6), {});
        const auto model = PaintModel::build(b.take());
        const QImage image = painted(*model, MapView{{0, 0}, 100, QSize(100, 100), 1});
        QCOMPARE(image.pixel(50, 95) | 0xFF000000U, theme(ThemeKind::light).building_fill.rgb());
        QVERIFY(difference(image.pixel(50, 30), theme(ThemeKind::light).barrier.rgb()) < 90);
    }

    void holes_stay_open() {
        B b;
        const std::vector<std::vector<Point>> court = {{{4, 4}, {4, 6}, {6, 6}, {6, 4}}};
        const Point outer[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
        b.add("house", Role::building, Geometry::make_polygon(outer, court), {});
        const auto model = PaintModel::build(b.take());
        const QImage image = painted(*model, MapView{{5, 5}, 10, QSize(100, 100), 1});
        QCOMPARE(image.pixel(50, 50) | 0xFF000000U, theme(ThemeKind::light).map_ground.rgb());
        QCOMPARE(image.pixel(20, 50) | 0xFF000000U, theme(ThemeKind::light).building_fill.rgb());
    }

    void outside_the_red_line_45_percent_of_a_colour_are_left() {
        B b;
        b.add("houses", Role::building, B::rectangle(0, 0, 10, 10), {});
        b.add("houses", Role::building, B::rectangle(30, 0, 10, 10), {});
        b.add("red", Role::study_area, B::rectangle(-5, -5, 20, 20), {});
        const auto model = PaintModel::build(b.take());
        const Theme& t = theme(ThemeKind::light);
        const QImage image = painted(*model, MapView{{20, 5}, 5, QSize(250, 100), 1});
        const auto faint = [&](int ground, int color) {
            return static_cast<int>(std::lround(ground + (color - ground) * context_opacity));
        };
        const QRgb expected = qRgb(faint(t.map_ground.red(), t.building_fill.red()),
                                   faint(t.map_ground.green(), t.building_fill.green()),
                                   faint(t.map_ground.blue(), t.building_fill.blue()));
        QVERIFY(difference(image.pixel(200, 50), expected) <= 1);
        QCOMPARE(image.pixel(50, 50) | 0xFF000000U, t.building_fill.rgb());
    }

    void two_red_lines_that_overlap_are_one_area() {
        B b;
        b.add("houses", Role::building, B::rectangle(-50, -50, 200, 200), {});
        b.add("red", Role::study_area, B::rectangle(0, 0, 20, 20), {});
        b.add("red", Role::study_area, B::rectangle(10, 0, 20, 20), {});
        const auto model = PaintModel::build(b.take());
        const QImage image = painted(*model, MapView{{15, 10}, 5, QSize(200, 150), 1});
        for (const int x : {40, 85, 115, 160})
            QVERIFY2(difference(image.pixel(x, 60), theme(ThemeKind::light).building_fill.rgb()) <= 1,
                     qPrintable(QString::number(x)));
    }

    void ground_and_above_together_are_the_whole() {
        const auto model = PaintModel::build(test::estate());
        const MapView view = MapView::fitting(model->box(), QSize(300, 240));
        QImage parts = painted(*model, view, ThemeKind::light, PlanPart::ground);
        QPainter painter(&parts);
        paint_plan(painter, *model, view, theme(ThemeKind::light), {}, PlanPart::above);
        painter.end();
        QCOMPARE(parts, painted(*model, view));
    }

    void what_lies_above_a_result_covers_little_of_it() {
        const auto model = PaintModel::build(test::estate());
        const MapView view = MapView::fitting({0, 0, 120, 100}, QSize(480, 400), 0);
        QImage image(view.size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint_plan(painter, *model, view, theme(ThemeKind::light), {}, PlanPart::above);
        painter.end();
        int covered = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                covered += qAlpha(image.pixel(x, y)) > 8 ? 1 : 0;
        QVERIFY(covered > 1000);
        QVERIFY2(covered < image.width() * image.height() / 6, qPrintable(QString::number(covered)));
    }

    void painting_stops_when_told() {
        B b;
        for (int i = 0; i < 2000; ++i)
            b.add("houses", Role::building, B::rectangle(i % 50 * 12, i / 50 * 12, 10, 10), {});
        const auto model = PaintModel::build(b.take());
        std::stop_source stop;
        stop.request_stop();
        const MapView view = MapView::fitting(model->box(), QSize(300, 300));
        QImage image(view.size, QImage::Format_RGB32);
        QPainter painter(&image);
        QVERIFY(!paint_plan(painter, *model, view, theme(ThemeKind::light), stop.get_token()));
        QVERIFY(paint_plan(painter, *model, view, theme(ThemeKind::light)));
    }

    // The wedge of the lens is 12 px wide 8 px before the camera, the body 8 px wide 7 px behind it.
    void a_camera_is_as_large_at_every_scale_and_points_where_it_looks() {
        B b;
        b.add("east", Role::camera, B::point(0, 0), {{"azimuth_deg", 90.0}, {"range_m", 0.1}});
        const auto model = PaintModel::build(b.take());
        const QRgb camera = theme(ThemeKind::light).camera.rgb();
        for (const double scale : {0.5, 2.0, 10.0, 40.0}) {
            const QImage image = painted(*model, MapView{{0, 0}, scale, QSize(100, 100), 1});
            const auto is_camera = [&](int right, int down) {
                return difference(image.pixel(50 + right, 50 + down), camera) <= 8;
            };
            QVERIFY(is_camera(6, 3) && is_camera(6, -4)); // the lens, to the east
            QVERIFY(is_camera(-5, 2) && is_camera(-5, -3));
            QVERIFY(!is_camera(-6, 5) && !is_camera(-6, -6)); // narrower behind
            QVERIFY(!is_camera(12, 0) && !is_camera(-12, 0) && !is_camera(0, 12));
        }
        const QImage far = painted(*model, MapView{{0, 0}, 0.1, QSize(100, 100), 1});
        QVERIFY(drawn(far) > 0 && drawn(far) <= 16); // a point
    }

    void a_camera_that_looks_all_round_is_rings() {
        B b;
        b.add("dome", Role::camera, B::point(0, 0), {{"range_m", 0.1}});
        const QImage image = painted(*PaintModel::build(b.take()), MapView{{0, 0}, 10, QSize(100, 100), 1});
        const Theme& t = theme(ThemeKind::light);
        for (const QPoint away : {QPoint(1, 0), QPoint(0, 1), QPoint(-1, 0), QPoint(0, -1)}) {
            QVERIFY(difference(image.pixel(QPoint(50, 50) + away * 6), t.camera.rgb()) <= 60);
            QVERIFY(difference(image.pixel(QPoint(50, 50) + away * 4), t.halo.rgb()) <= 60);
        }
        QVERIFY(difference(image.pixel(50, 50), t.camera.rgb()) <= 8);
    }

    void what_somebody_else_paints_is_left_out_with_its_name() {
        B b;
        b.add("cctv", Role::camera, B::point(0, 0), {{"azimuth_deg", 90.0}, {"range_m", 4.0}}, "Gate");
        b.add("cctv", Role::camera, B::point(40, 0), {{"azimuth_deg", 90.0}, {"range_m", 4.0}});
        const SitePtr site = b.take();
        const auto model = PaintModel::build(site);
        const auto count = [&](Point center, const Aside* aside) {
            const MapView view{center, 20, QSize(200, 200), 1};
            QImage image(view.size, QImage::Format_ARGB32_Premultiplied);
            QPainter painter(&image);
            paint_plan(painter, *model, view, theme(ThemeKind::light), {}, PlanPart::all, aside);
            painter.end();
            return drawn(image);
        };
        const Aside aside{{}, {site->features(Role::camera).front().second->id}};
        QVERIFY(count({0, 0}, nullptr) > 100);
        QCOMPARE(count({0, 0}, &aside), 0);
        QCOMPARE(count({40, 0}, &aside), count({40, 0}, nullptr));
    }

    void a_picture_of_nothing_is_bare_ground_with_a_scale() {
        Picture picture;
        picture.size = QSize(300, 200);
        const QImage image = render_picture(*PaintModel::build({}), {}, picture);
        QCOMPARE(image.size(), QSize(300, 200));
        QCOMPARE(image.pixel(50, 50) | 0xFF000000U, theme(ThemeKind::light).map_ground.rgb());
    }

    void a_picture_at_twice_the_density_has_four_times_the_pixels_of_the_same_place() {
        const auto model = PaintModel::build(test::estate());
        Picture picture;
        picture.size = QSize(200, 160);
        const QImage once = render_picture(*model, {}, picture);
        picture.device_pixel_ratio = 2;
        const QImage twice = render_picture(*model, {}, picture);
        QCOMPARE(twice.size(), QSize(400, 320));
        const MapView view = MapView::fitting(model->site().study_box(), picture.size);
        const QPoint house = view.to_pixel({30, 8}).toPoint();
        QVERIFY(difference(once.pixel(house), twice.pixel(2 * house)) <= 8);
    }
};

PROSPECT_TEST(PaintPlanTest);

#include "paint_plan_test.moc"
