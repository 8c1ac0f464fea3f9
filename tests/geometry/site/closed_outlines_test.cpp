#include "geometry/site/closed_outlines.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

using namespace prospect;

namespace {

std::vector<FeaturePtr> lines(std::initializer_list<std::vector<Point>> all) {
    std::vector<FeaturePtr> features;
    for (const auto& one : all)
        features.push_back(test::feature("line " + std::to_string(features.size()), test::line(one)));
    return features;
}

} // namespace

class ClosedOutlinesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_polyline_that_comes_back_is_an_outline() {
        const auto found =
            closed_outlines(lines({{{0, 0}, {40, 0}, {40, 30}, {0, 30}, {0, 0}}, {{5, 5}, {9, 5}}}));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(area(found[0].area), 1200.0);
        QCOMPARE(found[0].area.points.size(), std::size_t{4});
        QVERIFY(!found[0].gap);
    }

    void four_lines_in_any_order_and_direction_are_joined() {
        const auto found = closed_outlines(
            lines({{{40, 30}, {0, 30}}, {{0, 0}, {40, 0}}, {{40, 30}, {40, 0}}, {{0.004, 0}, {0, 30}}}));
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(std::abs(area(found[0].area) - 1200) < 0.2);
        QCOMPARE(found[0].lines.size(), std::size_t{4});
        QVERIFY(!found[0].gap);
    }

    void a_gap_is_told_and_too_wide_a_gap_is_no_outline() {
        const auto open = closed_outlines(lines({{{0.35, 0}, {40, 0}, {40, 30}, {0, 30}, {0, 0}}}));
        QCOMPARE(open.size(), std::size_t{1});
        QVERIFY(std::abs(open[0].gap_m() - 0.35) < 1e-9);
        QCOMPARE(area(open[0].area), 1200.0);
        // 11 m open
        QVERIFY(closed_outlines(lines({{{11, 0}, {40, 0}, {40, 30}, {0, 30}, {0, 0}}})).empty());
        // three sides of a square: open over a third of its length
        QVERIFY(closed_outlines(lines({{{0, 0}, {6, 0}, {6, 6}, {0, 6}}})).empty());
    }

    void the_largest_comes_first_and_crossed_or_tiny_ones_are_left_out() {
        auto things =
            lines({{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {{0, 0}, {0.5, 0}, {0, 0.5}, {0, 0}}});
        things.push_back(test::feature("small", test::rectangle(0, 0, 5, 5)));
        things.push_back(test::feature("large", test::rectangle(0, 0, 50, 5)));
        things.push_back(test::feature("tree", test::point(3, 3)));
        const auto found = closed_outlines(things);
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].lines.front()->name, std::string("large"));
        QCOMPARE(found[1].lines.front()->name, std::string("small"));
    }

    void nothing_gives_nothing() { QVERIFY(closed_outlines({}).empty()); }
};

PROSPECT_TEST(ClosedOutlinesTest);
#include "closed_outlines_test.moc"
