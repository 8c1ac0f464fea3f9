#include "app/render/map_view.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::render;

class MapViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void north_is_up_and_the_centre_in_the_middle() {
        const MapView view{{100, 200}, 2, QSize(400, 300), 1};
        QCOMPARE(view.to_pixel({100, 200}), QPointF(200, 150));
        QCOMPARE(view.to_pixel({110, 230}), QPointF(220, 90));
        const Point back = view.to_plan(QPointF(220, 90));
        QCOMPARE(back.x, 110.0);
        QCOMPARE(back.y, 230.0);
        QCOMPARE(view.box(), (Box{0, 125, 200, 275}));
    }

    void a_box_fits_with_its_margin() {
        const MapView view = MapView::fitting({0, 0, 100, 50}, QSize(448, 448), 24);
        QCOMPARE(view.pixels_per_m, 4.0);
        QCOMPARE(view.to_pixel({0, 0}).x(), 24.0);
        QCOMPARE(view.to_pixel({100, 0}).x(), 424.0);
        QCOMPARE(MapView::fitting({5, 5, 5, 5}, QSize(100, 100), 0).pixels_per_m, 100.0);
        QCOMPARE(MapView::fitting(Box{}, QSize(100, 100)).pixels_per_m, 1.0);
    }

    void the_scale_is_that_of_a_96_dpi_screen() {
        // 1:500 on 96 dpi: 96 / 0.0254 / 500 pixels per metre.
        const MapView view{{}, 96 / 0.0254 / 500, QSize(100, 100), 1};
        QVERIFY(std::abs(view.scale_denominator() - 500) < 1e-9);
    }
};

PROSPECT_TEST(MapViewTest);

#include "map_view_test.moc"
