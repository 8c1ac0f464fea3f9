#include "geometry/kernel/enclosed_area.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;

namespace {

std::vector<Segment> path(std::vector<Point> points) {
    std::vector<Segment> lines;
    for (std::size_t i = 1; i < points.size(); ++i)
        lines.push_back({points[i - 1], points[i]});
    return lines;
}

std::vector<Segment> square(double x, double y, double side) {
    return path({{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}});
}

void add(std::vector<Segment>& lines, const std::vector<Segment>& more) {
    lines.insert(lines.end(), more.begin(), more.end());
}

// A square of 10 m whose left side is open by that much, above its lower left corner.
std::vector<Segment> open_square(double gap_m) {
    return path({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, gap_m}});
}

double area_around(const std::vector<Segment>& lines, Point p) {
    const auto found = enclosed_area(lines, p);
    return found ? area(found->area) : 0;
}

double shortest_closing(const std::vector<Segment>& lines, double longest_m) {
    const auto pieces = closing_pieces(lines, Box{-100, -100, 100, 100}, longest_m);
    return pieces.empty() ? 0 : distance(pieces.front().a, pieces.front().b);
}

} // namespace

class EnclosedAreaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_square_is_found_from_within_and_not_from_without() {
        const auto lines = square(0, 0, 10);
        const auto found = enclosed_area(lines, {5, 5});
        QVERIFY(found);
        QCOMPARE(area(found->area), 100.0);
        QCOMPARE(found->area.points.size(), std::size_t{4});
        QCOMPARE(found->lines, (std::vector<std::uint32_t>{0, 1, 2, 3}));
        QVERIFY(!enclosed_area(lines, {15, 5}));
        QVERIFY(!enclosed_area({}, {0, 0}));
    }

    void ends_keep_their_bits() {
        const auto lines = square(0.1234567, 1.0 / 3, 10);
        const auto found = enclosed_area(lines, {5, 5});
        QVERIFY(found);
        for (const Point p : found->area.points)
            QVERIFY(std::any_of(lines.begin(), lines.end(), [&](const Segment& one) { return one.a == p; }));
    }

    void an_open_square_encloses_nothing_and_names_its_gap() {
        for (const double gap : {0.05, 0.5, 5.0}) {
            const auto lines = open_square(gap);
            QVERIFY(!enclosed_area(lines, {5, 5}));
            QCOMPARE(std::round(shortest_closing(lines, 10) * 1000), gap * 1000);
            auto closed = lines;
            closed.push_back(closing_pieces(lines, Box{-1, -1, 11, 11}, 10).front());
            QCOMPARE(std::round(area_around(closed, {5, 5}) * 1000), 100000.0);
        }
        QVERIFY(closing_pieces(open_square(0.5), Box{-1, -1, 11, 11}, 0.4).empty());
    }

    void what_lies_within_is_left_out() {
        auto lines = square(0, 0, 10);
        add(lines, square(2, 2, 2));
        add(lines, square(6, 6, 3));
        add(lines, square(7, 7, 1)); // in a courtyard
        const auto found = enclosed_area(lines, {5, 5});
        QVERIFY(found);
        QCOMPARE(found->area.ring_count(), std::size_t{3});
        QCOMPARE(area(found->area), 100.0 - 4 - 9);
        QCOMPARE(found->lines.size(), std::size_t{12});
        QCOMPARE(area_around(lines, {6.5, 6.5}), 8.0);
        QCOMPARE(area_around(lines, {7.5, 7.5}), 1.0);
    }

    void lines_that_end_on_others_part_the_area() {
        auto lines = square(0, 0, 10);
        add(lines, path({{4, 0}, {4, 10}}));
        add(lines, path({{4, 6}, {10, 6}}));
        QCOMPARE(area_around(lines, {1, 1}), 40.0);
        QCOMPARE(area_around(lines, {5, 1}), 36.0);
        QCOMPARE(area_around(lines, {5, 9}), 24.0);
        // The side the third line ends on goes straight on: no vertex there.
        QCOMPARE(enclosed_area(lines, {1, 1})->area.points.size(), std::size_t{4});
    }

    void lines_that_cross_and_overshoot_part_it_too() {
        const std::vector<Segment> hash{
            {{-1, 0}, {11, 0}}, {{-1, 10}, {11, 10}}, {{0, -1}, {0, 11}}, {{10, -1}, {10, 11}}};
        const auto found = enclosed_area(hash, {5, 5});
        QVERIFY(found);
        QCOMPARE(area(found->area), 100.0);
        QCOMPARE(found->area.points.size(), std::size_t{4});
    }

    void lines_drawn_twice_and_overlapping_count_once() {
        auto lines = square(0, 0, 10);
        add(lines, square(0, 0, 10));
        lines.push_back({{3, 0}, {7, 0}});
        lines.push_back({{0.0003, 2}, {0.0003, 8}}); // a rounding beside the side
        const auto found = enclosed_area(lines, {5, 5});
        QVERIFY(found);
        QVERIFY(std::abs(area(found->area) - 100) < 0.02);
        QVERIFY(!enclosed_area(lines, {20, 5}));
    }

    void loose_ends_within_do_not_matter() {
        auto lines = square(0, 0, 10);
        lines.push_back({{0, 5}, {4, 5}});
        lines.push_back({{6, 6}, {7, 7}});
        const auto found = enclosed_area(lines, {5, 5});
        QVERIFY(found);
        QCOMPARE(area(found->area), 100.0);
        QCOMPARE(found->area.ring_count(), std::size_t{1});
    }

    void an_island_bound_to_the_edge_by_a_line_is_still_left_out() {
        auto lines = square(0, 0, 10);
        add(lines, square(4, 4, 2));
        lines.push_back({{0, 5}, {4, 5}});
        QCOMPARE(area_around(lines, {1, 1}), 96.0);
    }

    void an_arc_of_many_chords_keeps_them() {
        std::vector<Point> points;
        for (int i = 0; i <= 180; ++i)
            points.push_back({5 * std::cos(i * M_PI / 180), 5 * std::sin(i * M_PI / 180)});
        auto lines = path(points);
        lines.push_back({points.back(), points.front()});
        const auto found = enclosed_area(lines, {0, 2});
        QVERIFY(found);
        QCOMPARE(found->area.points.size(), std::size_t{181});
        QVERIFY(std::abs(area(found->area) - M_PI * 12.5) < 0.01);
    }

    void random_lines_agree_with_what_can_be_reached() {
        // From p one gets to q without crossing a line exactly when both are in one face.
        std::mt19937 random(7);
        std::uniform_real_distribution<double> place(0, 20);
        std::vector<Segment> lines = square(0, 0, 20);
        for (int i = 0; i < 60; ++i)
            lines.push_back({{place(random), place(random)}, {place(random), place(random)}});
        for (int i = 0; i < 200; ++i) {
            const Point p{place(random), place(random)};
            const auto found = enclosed_area(lines, p);
            QVERIFY(found); // the square holds everything
            QVERIFY(contains(found->area, p));
            const Point q = label_point(found->area);
            if (!contains(found->area, q)) continue;
            const auto same = enclosed_area(lines, q);
            QVERIFY(same && same->area == found->area);
        }
    }
};

PROSPECT_TEST(EnclosedAreaTest);
#include "enclosed_area_test.moc"
