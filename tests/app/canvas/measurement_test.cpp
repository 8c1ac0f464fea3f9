#include "app/canvas/measurement.h"
#include "tests/support/registry.h"

#include <QLocale>
#include <QTest>

using namespace prospect;
using prospect::app::constrained;
using prospect::app::Measurement;

class MeasurementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void the_cursor_is_the_last_point_until_it_ends() {
        Measurement m;
        QVERIFY(m.state() == Measurement::State::empty);
        m.add({0, 0});
        m.hover({3, 4});
        QCOMPARE(m.length_m(), 5.0);
        QCOMPARE(m.area_m2(), 0.0);
        m.add({3, 4});
        m.hover({100, 100});
        m.end();
        QCOMPARE(m.length_m(), 5.0);
        QCOMPARE(m.path().size(), std::size_t{2});
        QVERIFY(m.state() == Measurement::State::ended);
    }

    void three_corners_enclose_an_area_either_way_round() {
        Measurement m;
        for (const Point p : {Point{0, 0}, Point{0, 10}, Point{20, 10}})
            m.add(p);
        QCOMPARE(m.length_m(), 30.0);
        QCOMPARE(m.area_m2(), 100.0);
        QCOMPARE(m.text(), QString("30.00\u202Fm · 100.0\u202Fm²"));
    }

    void corners_are_taken_back_one_by_one() {
        Measurement m;
        m.remove_last();
        m.add({0, 0});
        m.add({10, 0});
        m.remove_last();
        QCOMPARE(m.corners().size(), std::size_t{1});
        m.remove_last();
        QVERIFY(m.state() == Measurement::State::empty);
    }

    void a_double_click_adds_no_corner_twice() {
        Measurement m;
        m.add({1, 1});
        m.add({1, 1});
        QCOMPARE(m.corners().size(), std::size_t{1});
        m.end();
        QVERIFY(m.state() == Measurement::State::empty);
    }

    void the_first_corner_after_the_end_begins_anew() {
        Measurement m;
        m.add({0, 0});
        m.add({1, 0});
        m.end();
        m.add({7, 7});
        QCOMPARE(m.corners().size(), std::size_t{1});
        QVERIFY(m.state() == Measurement::State::open);
    }

    void ctrl_keeps_to_steps_of_45_degrees() {
        QVERIFY(distance(constrained({0, 0}, {10, 1}, {0, 1}), Point{10, 0}) < 1e-9);
        QVERIFY(distance(constrained({0, 0}, {10, 9}, {0, 1}), Point{9.5, 9.5}) < 1e-9);
        QCOMPARE(constrained({2, 2}, {2, 2}, {0, 1}), (Point{2, 2}));
    }
};

PROSPECT_TEST(MeasurementTest);

#include "measurement_test.moc"
