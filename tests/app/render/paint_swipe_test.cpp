#include "app/render/map_picture.h"
#include "app/render/paint_swipe.h"
#include "tests/support/estate.h"
#include "tests/support/registry.h"

#include <QPainter>
#include <QTest>

using namespace prospect;
using namespace prospect::render;
using B = prospect::test::EstateBuilder;

namespace {

// A house in the left half and one in the right half of the map, as large as `side`.
std::shared_ptr<const PaintModel> two_houses(double side) {
    B b;
    b.add("west", Role::building, B::rectangle(10, 20, 10 + side, 20 + side), {});
    b.add("east", Role::building, B::rectangle(60, 20, 60 + side, 20 + side), {});
    return PaintModel::build(b.take());
}

constexpr QSize map_size(400, 240);
const MapView view{{50, 30}, 4, map_size, 1};

QImage picture(const PaintModel& model) {
    QImage image(map_size, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    paint_plan(painter, model, view, theme(ThemeKind::light));
    paint_scale_and_north(painter, view, theme(ThemeKind::light), knows_north(model.site()));
    return image;
}

} // namespace

class PaintSwipeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void each_version_is_at_its_side_of_the_line() {
        const auto left = two_houses(20);
        const auto right = two_houses(8);
        QImage swiped = picture(*right);
        constexpr int x = 180;
        {
            QPainter painter(&swiped);
            paint_swipe_side(painter, *left, view, x, theme(ThemeKind::light));
        }
        const QImage a = picture(*left);
        const QImage b = picture(*right);
        QVERIFY(a.copy(0, 0, x, map_size.height()) != b.copy(0, 0, x, map_size.height()));
        QCOMPARE(swiped.copy(0, 0, x, map_size.height()), a.copy(0, 0, x, map_size.height()));
        QCOMPARE(swiped.copy(x, 0, 400 - x, map_size.height()), b.copy(x, 0, 400 - x, map_size.height()));
    }

    void the_line_stays_at_its_share_of_the_map_and_within_it() {
        SwipeLine line;
        QCOMPARE(line.x(400), 200.0);
        line.moveBy(100, 400);
        QCOMPARE(line.x(400), 300.0);
        QCOMPARE(line.x(800), 600.0); // a larger window
        line.moveTo(-50, 400);
        QCOMPARE(line.x(400), SwipeLine::edge_px);
        line.moveTo(4000, 400);
        QCOMPARE(line.x(400), 400 - SwipeLine::edge_px);
        line.moveTo(10, 0); // a map that is not there yet moves nothing
        QCOMPARE(line.x(400), 400 - SwipeLine::edge_px);
    }

    void names_are_left_out_where_there_is_no_room() {
        QImage image(map_size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paint_swipe_line(painter, map_size, 40, {"Existing place", "Low hedges"}, theme(ThemeKind::light));
        painter.end();
        // Nothing left of the grip, a card with the name right of the line.
        const QImage left = image.copy(0, 0, 28, map_size.height());
        QImage blank(left.size(), left.format());
        blank.fill(Qt::white);
        QCOMPARE(left, blank);
        int dark = 0;
        for (int y = 120; y < 160; ++y)
            for (int x = 60; x < 200; ++x)
                dark += qGray(image.pixel(x, y)) < 128 ? 1 : 0;
        QVERIFY(dark > 40);
    }
};

PROSPECT_TEST(PaintSwipeTest);
#include "paint_swipe_test.moc"
