#include "app/models/place_search.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::app;

class PlaceSearchTest : public QObject {
    Q_OBJECT

    // Where the item goes; empty when it only says something.
    static Box gone_to(const QString& typed, const Frame& frame) {
        Box square;
        const auto items = places_of(typed, frame, [&](const Box& box) { square = box; });
        if (items.size() == 1 && items.front().act) items.front().act();
        return square;
    }

private Q_SLOTS:
    void on_the_british_grid_it_is_the_square_itself() {
        const Box box = gone_to("TQ 302 805", {"EPSG:27700", {}, {530000, 180000}});
        QCOMPARE(box.xmin, 200.0);
        QCOMPARE(box.ymin, 500.0);
        QCOMPARE(box.width(), 100.0);
    }

    // Trafalgar Square, TQ 300 804, is at 51.508° N 0.128° W: 699 300 m east in UTM zone 30.
    void in_another_system_it_is_moved_there() {
        const Box box = gone_to("TQ 300 804", {"EPSG:32630", {}, {699000, 5710000}});
        QVERIFY(!box.empty());
        QVERIFY2(std::abs(box.center().x - 300) < 200 && std::abs(box.center().y) < 1500,
                 qPrintable(QString("%1 %2").arg(box.center().x).arg(box.center().y)));
        QVERIFY(std::abs(box.width() - 100) < 8); // the grids are turned against each other by 2°
    }

    void what_cannot_be_found_is_told_in_one_sentence() {
        const auto nowhere = places_of("TQ 302 805", {"local", {}, {}}, {});
        QCOMPARE(nowhere.size(), std::size_t(1));
        QVERIFY(!nowhere.front().act);
        QCOMPARE(nowhere.front().text, QString("This plan has no place on the map yet."));
        const auto wrong = places_of("TI 302 805", {"EPSG:27700", {}, {}}, {});
        QCOMPARE(wrong.front().text, QString("There is no square TI in the British grid."));
        QVERIFY(places_of("play area", {"EPSG:27700", {}, {}}, {}).empty());
    }
};

PROSPECT_TEST(PlaceSearchTest);
#include "place_search_test.moc"
