#include "app/panels/map_plate.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect::app;

class MapPlateTest : public QObject {
    Q_OBJECT

    static QRectF place(QPointF point, const std::vector<QRectF>& taken) {
        return free_place(places_around(point, {60, 20}, 10), {0, 0, 400, 300}, taken);
    }

private Q_SLOTS:
    void words_stand_below_where_there_is_room() {
        QCOMPARE(place({200, 100}, {}), QRectF(170, 110, 60, 20));
    }

    void they_give_way_to_what_is_taken_and_stay_on_the_map() {
        const QRectF below(150, 105, 100, 60);
        QCOMPARE(place({200, 100}, {below}), QRectF(170, 70, 60, 20)); // above
        const QRectF at_the_edge = place({200, 295}, {});
        QVERIFY(QRectF(0, 0, 400, 300).contains(at_the_edge) && at_the_edge.bottom() <= 285);
        for (const QPointF corner : {QPointF(0, 0), QPointF(400, 0), QPointF(0, 300), QPointF(400, 300)})
            QVERIFY(QRectF(0, 0, 400, 300).contains(place(corner, {})));
    }

    void where_all_is_taken_they_hide_as_little_as_they_can() {
        const QRectF all(0, 0, 400, 300);
        QVERIFY(all.contains(place({200, 100}, {all})));
        // All about the point but at the right, where half of a place is free.
        const QRectF best =
            place({200, 100}, {QRectF(0, 0, 240, 300), QRectF(0, 0, 400, 80), QRectF(0, 120, 400, 180)});
        QVERIFY(best.left() >= 210);
    }
};

PROSPECT_TEST(MapPlateTest);
#include "map_plate_test.moc"
