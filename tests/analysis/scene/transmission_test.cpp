#include "analysis/scene/transmission.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace prospect;
using namespace prospect::scene;

namespace {

// The nearest point of the line to the middle, in the coordinates in which the crown is the unit ball.
bool crosses_by_nearest_point(Point3 centre, double radius_m, double half_m, Point3 a, Point3 b) {
    const Point3 p{(a.x - centre.x) / radius_m, (a.y - centre.y) / radius_m, (a.z - centre.z) / half_m};
    const Point3 d{(b.x - a.x) / radius_m, (b.y - a.y) / radius_m, (b.z - a.z) / half_m};
    const double dd = d.x * d.x + d.y * d.y + d.z * d.z;
    const double pd = p.x * d.x + p.y * d.y + p.z * d.z;
    const double t = dd > 0 ? std::clamp(-pd / dd, 0.0, 1.0) : 0.0;
    const Point3 q{p.x + t * d.x, p.y + t * d.y, p.z + t * d.z};
    return q.x * q.x + q.y * q.y + q.z * q.z < 1;
}

} // namespace

class TransmissionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_line_meets_a_crown_where_its_nearest_point_lies_in_it() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> place(-6, 6);
        int met = 0;
        for (int i = 0; i < 20'000; ++i) {
            const Point3 centre{place(random), place(random), place(random)};
            const double radius_m = 0.5 + std::abs(place(random)) / 2;
            const double half_m = 0.5 + std::abs(place(random)) / 2;
            const Point3 a{place(random), place(random), place(random)};
            const Point3 b{place(random), place(random), place(random)};
            const bool expected = crosses_by_nearest_point(centre, radius_m, half_m, a, b);
            QCOMPARE(crosses_crown(centre, radius_m, half_m, a, b), expected);
            QCOMPARE(crown_entry(centre, radius_m, half_m, a, b).has_value(), expected);
            met += expected ? 1 : 0;
        }
        QVERIFY(met > 1'000 && met < 19'000);
    }

    // A crown 4 m wide and 2 m high about the origin.
    void the_ends_of_a_line_decide_by_themselves() {
        const auto crosses = [](Point3 a, Point3 b) { return crosses_crown({0, 0, 0}, 2, 1, a, b); };
        QVERIFY(crosses({-5, 0, 0}, {5, 0, 0}));
        QVERIFY(!crosses({-5, 0, 0}, {-2.1, 0, 0})); // ends before it
        QVERIFY(crosses({-5, 0, 0}, {-1.9, 0, 0}));  // ends in it
        QVERIFY(crosses({0, 0, 0.5}, {9, 0, 0.5}));  // begins in it
        QVERIFY(!crosses({-5, 0, 0}, {-9, 0, 0}));   // leads away
        QVERIFY(!crosses({-5, 0, 1}, {5, 0, 1}));    // touches it
        QVERIFY(crosses({0.5, 0, 0}, {0.5, 0, 0}));  // no line, within
        QVERIFY(!crosses({3, 0, 0}, {3, 0, 0}));
        QCOMPARE(crown_entry({0, 0, 0}, 2, 1, {-4, 0, 0}, {4, 0, 0}), std::optional(0.25));
        QCOMPARE(crown_entry({0, 0, 0}, 2, 1, {0, 0, 0}, {4, 0, 0}), std::optional(0.0));
    }
};

PROSPECT_TEST(TransmissionTest);

#include "transmission_test.moc"
