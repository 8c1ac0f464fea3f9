#include "app/tools/see_start.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::SiteBuilder;

namespace {

// A site of 100 × 60 m whose western half is within the red line.
SiteBuilder plan() {
    SiteBuilder builder;
    builder.add(Role::study_area, test::rectangle(0, 0, 50, 60));
    builder.add(Role::path, test::line({{0, 0}, {100, 60}}));
    return builder;
}

const Box everything{-1000, -1000, 1000, 1000};

} // namespace

class SeeStartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void it_is_where_the_cursor_is_on_the_plan() {
        const SitePtr site = plan().site();
        QCOMPARE(start_of_eye(*site, Point{90, 50}, everything), (Point{90, 50}));
    }

    void off_the_plan_it_is_the_middle_of_the_study_area() {
        const SitePtr site = plan().site();
        for (const auto cursor : {std::optional<Point>(), std::optional(Point{300, 20})})
            QCOMPARE(start_of_eye(*site, cursor, everything), (Point{25, 30}));
    }

    void of_the_study_area_it_is_the_part_that_is_shown() {
        const SitePtr site = plan().site();
        QCOMPARE(start_of_eye(*site, {}, {30, 40, 70, 80}), (Point{40, 50}));
        // Nothing of it shown: the plan that is; nothing of that either: the study area all the same.
        QCOMPARE(start_of_eye(*site, {}, {60, 0, 80, 20}), (Point{70, 10}));
        QCOMPARE(start_of_eye(*site, {}, {600, 0, 800, 20}), (Point{25, 30}));
    }

    void it_is_beside_a_building_that_stands_in_the_middle() {
        SiteBuilder builder = plan();
        builder.add(Role::building, test::rectangle(20, 25, 30, 35));
        const Point at = start_of_eye(*builder.site(), {}, everything);
        QVERIFY(!contains(test::rectangle(20, 25, 30, 35), at));
        QVERIFY(distance(at, Point{25, 30}) < 15);
    }
};

PROSPECT_TEST(SeeStartTest);
#include "see_start_test.moc"
