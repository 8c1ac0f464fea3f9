#include "geometry/base/edges.h"
#include "geometry/kernel/shape_operations.h"
#include "tests/support/registry.h"

#include <QTest>

#include <random>

using namespace prospect;

namespace {

using Points = std::vector<Point>;

Geometry with_yard() { // 10 × 10 m with a yard of 4 × 4 m in the middle
    const Points yard{{3, 3}, {3, 7}, {7, 7}, {7, 3}};
    return Geometry::make_polygon(Points{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, std::span(&yard, 1));
}

Geometry square_at(double x, double y, double size) {
    return Geometry::make_polygon(Points{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}});
}

double total_area(const std::vector<Geometry>& pieces) {
    double total = 0;
    for (const Geometry& piece : pieces)
        total += area(piece);
    return total;
}

// The same corners, wherever the ring begins.
bool same_outline(const Geometry& a, const Geometry& b) {
    const auto sorted = [](Points points) {
        std::sort(points.begin(), points.end(),
                  [](Point p, Point q) { return std::pair(p.x, p.y) < std::pair(q.x, q.y); });
        return points;
    };
    return sorted(a.points) == sorted(b.points) && area(a) == area(b);
}

bool is_clean(const Geometry& shape) {
    for (std::size_t r = 0; r < shape.ring_count(); ++r)
        if (crosses_itself(shape.ring(r))) return false;
    return true;
}

} // namespace

class ShapeOperationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areas_are_taken_away() {
        const std::vector<Geometry> taken{square_at(2, 2, 2), square_at(8, 0, 10)};
        const auto left = without_areas(square_at(0, 0, 10), taken);
        QCOMPARE(left.size(), std::size_t{1});
        QCOMPARE(area(left[0]), 100.0 - 4 - 20);
        QCOMPARE(left[0].ring_count(), std::size_t{2});
        QVERIFY(without_areas(square_at(2, 2, 2), std::vector<Geometry>{square_at(0, 0, 10)}).empty());
    }

    void a_bow_tie_keeps_both_halves() {
        const Geometry tie = Geometry::make_polygon(Points{{0, 0}, {10, 10}, {10, 0}, {0, 10}});
        const Geometry valid = valid_area(tie);
        QCOMPARE(valid.part_count(), std::size_t{2});
        QCOMPARE(area(valid), 50.0);
        QCOMPARE(valid_area(valid), valid);
    }

    void a_hole_that_reaches_out_only_takes_away() {
        const std::vector<Points> holes{{{8, 4}, {14, 4}, {14, 6}, {8, 6}}};
        QCOMPARE(area(valid_area(Geometry::make_polygon(Points{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, holes))),
                 96.0);
        QVERIFY(valid_area(Geometry::make_polygon(Points{{0, 0}, {10, 0}, {5, 0}})).empty());
    }

    void an_area_is_cut_in_two() {
        const auto pieces = split_area(square_at(0, 0, 10), Points{{3, -1}, {3, 11}});
        QCOMPARE(pieces.size(), std::size_t{2});
        QCOMPARE(area(pieces[0]), 70.0); // the larger first
        QCOMPARE(area(pieces[1]), 30.0);
        QCOMPARE(pieces[1].box(), (Box{0, 0, 3, 10}));
    }

    void a_cut_that_turns_and_one_that_stops_short() {
        const Geometry square = square_at(0, 0, 10);
        const auto corner = split_area(square, Points{{6, -1}, {6, 4}, {11, 4}});
        QCOMPARE(corner.size(), std::size_t{2});
        QCOMPARE(area(corner[1]), 16.0);
        const auto short_cut = split_area(square, Points{{3, -1}, {3, 9}});
        QCOMPARE(short_cut.size(), std::size_t{1});
        QVERIFY(same_outline(short_cut[0], square)); // no vertex is left where the cut ended
        QVERIFY(same_outline(split_area(square, Points{{20, 0}, {20, 10}})[0], square));
        QVERIFY(same_outline(split_area(square, Points{{0, -1}, {0, 11}})[0], square)); // along an edge
    }

    void a_cut_back_and_forth_makes_many_pieces() {
        const auto pieces =
            split_area(square_at(0, 0, 10), Points{{2, -1}, {2, 11}, {5, 11}, {5, -1}, {8, -1}, {8, 11}});
        QCOMPARE(pieces.size(), std::size_t{4});
        QCOMPARE(total_area(pieces), 100.0);
    }

    void a_yard_stays_open() {
        const auto beside = split_area(with_yard(), Points{{1, -1}, {1, 11}});
        QCOMPARE(beside.size(), std::size_t{2});
        QCOMPARE(area(beside[0]), 90.0 - 16);
        QCOMPARE(beside[0].ring_count(), std::size_t{2});
        QCOMPARE(area(beside[1]), 10.0);
        const auto through = split_area(with_yard(), Points{{5, -1}, {5, 11}});
        QCOMPARE(through.size(), std::size_t{2});
        QCOMPARE(area(through[0]), 42.0);
        QCOMPARE(area(through[1]), 42.0);
        QCOMPARE(through[0].ring_count(), std::size_t{1});
        // Into the yard and no further: still one piece.
        const auto into = split_area(with_yard(), Points{{5, -1}, {5, 5}});
        QCOMPARE(into.size(), std::size_t{1});
        QCOMPARE(area(into[0]), 84.0);
    }

    void vertices_that_are_not_cut_keep_their_bits() {
        const Points corners{{0.123456789, 0.1}, {10.0004321, 0.2}, {9.87654321, 8.7}, {0.3, 9.99999}};
        const auto pieces = split_area(Geometry::make_polygon(corners), Points{{5, -1}, {5, 11}});
        QCOMPARE(pieces.size(), std::size_t{2});
        for (const Point& corner : corners) {
            const auto has = [&](const Geometry& piece) {
                return std::find(piece.points.begin(), piece.points.end(), corner) != piece.points.end();
            };
            QVERIFY(has(pieces[0]) || has(pieces[1]));
        }
    }

    void pieces_of_random_cuts_add_up_and_join_again() {
        std::mt19937 random(11);
        std::uniform_real_distribution<double> place(-2, 12);
        int cut_through = 0;
        for (int i = 0; i < 300; ++i) {
            const Geometry whole = i % 2 ? with_yard() : square_at(0, 0, 10);
            Points cut;
            for (int j = 0; j < 2 + i % 4; ++j)
                cut.push_back({place(random), place(random)});
            const auto pieces = split_area(whole, cut);
            QVERIFY(std::abs(total_area(pieces) - area(whole)) < 0.02);
            for (const Geometry& piece : pieces)
                QVERIFY(is_clean(piece));
            const Geometry again = merge_areas(pieces);
            QCOMPARE(again.part_count(), std::size_t{1});
            QVERIFY(std::abs(area(again) - area(whole)) < 0.02);
            if (pieces.size() > 1) ++cut_through;
        }
        QVERIFY(cut_through > 100);
    }

    void areas_that_overlap_or_share_an_edge_become_one() {
        const std::vector<Geometry> overlapping{square_at(0, 0, 10), square_at(5, 5, 10)};
        const Geometry both = merge_areas(overlapping);
        QCOMPARE(both.part_count(), std::size_t{1});
        QCOMPARE(area(both), 175.0);
        QCOMPARE(both.points.size(), std::size_t{8});
        const std::vector<Geometry> beside{square_at(0, 0, 10), square_at(10, 2, 4)};
        QCOMPARE(merge_areas(beside).part_count(), std::size_t{1});
        QCOMPARE(area(merge_areas(beside)), 116.0);
    }

    void areas_apart_or_at_one_corner_stay_parts() {
        const std::vector<Geometry> apart{square_at(0, 0, 10), square_at(20, 0, 10)};
        QCOMPARE(merge_areas(apart).part_count(), std::size_t{2});
        const std::vector<Geometry> at_a_corner{square_at(0, 0, 10), square_at(10, 10, 10)};
        QCOMPARE(merge_areas(at_a_corner).part_count(), std::size_t{2});
        QCOMPARE(area(merge_areas(at_a_corner)), 200.0);
    }

    void a_ring_of_areas_has_a_yard_and_what_fills_it_closes_it() {
        const auto bar = [](double x1, double y1, double x2, double y2) {
            return Geometry::make_polygon(Points{{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}});
        };
        std::vector<Geometry> ring{bar(0, 0, 10, 3), bar(0, 7, 10, 10), bar(0, 0, 3, 10), bar(7, 0, 10, 10)};
        const Geometry hollow = merge_areas(ring);
        QCOMPARE(hollow.part_count(), std::size_t{1});
        QCOMPARE(hollow.ring_count(), std::size_t{2});
        QCOMPARE(area(hollow), 84.0);
        ring.push_back(bar(3, 3, 7, 7));
        QCOMPARE(area(merge_areas(ring)), 100.0);
        QCOMPARE(merge_areas(ring).ring_count(), std::size_t{1});
    }

    void a_line_is_cut_where_it_is_crossed() {
        const Geometry line = Geometry::make_line(Points{{0, 0}, {10, 0}, {10, 10}});
        const auto pieces = split_line(line, Points{{4, -1}, {4, 1}, {12, 5}});
        QCOMPARE(pieces.size(), std::size_t{3});
        QCOMPARE(length(pieces[0]), 4.0);
        QCOMPARE(length(pieces[0]) + length(pieces[1]) + length(pieces[2]), 20.0);
        QCOMPARE(pieces[0].points.back(), pieces[1].points.front());
        QCOMPARE(split_line(line, Points{{0, -1}, {0, 1}}).size(), std::size_t{1});  // at its end
        QCOMPARE(split_line(line, Points{{9, -1}, {11, 1}}).size(), std::size_t{2}); // at its corner
        QCOMPARE(split_line(line, Points{{20, 0}, {20, 1}}).size(), std::size_t{1});
    }

    void a_square_grows_and_shrinks_by_the_distance_on_each_side() {
        const Geometry square = square_at(0, 0, 10);
        QCOMPARE(area(*parallel(square, 1)), 144.0);
        QCOMPARE(area(*parallel(square, -1)), 64.0);
        QCOMPARE(parallel(square, 1)->box(), (Box{-1, -1, 11, 11}));
        QVERIFY(!parallel(square, -5));
        QVERIFY(!parallel(square, -6));
        const auto grown = parallel(with_yard(), 1);
        QCOMPARE(area(*grown), 144.0 - 4);  // the yard shrinks to 2 × 2 m
        QVERIFY(!parallel(with_yard(), 2)); // it would be gone
    }

    void a_line_is_led_to_its_left_or_right() {
        const Geometry line = Geometry::make_line(Points{{0, 0}, {10, 0}, {10, 10}});
        QCOMPARE(parallel(line, 2)->points, (Points{{0, 2}, {8, 2}, {8, 10}}));
        QCOMPARE(parallel(line, -2)->points, (Points{{0, -2}, {12, -2}, {12, 10}}));
        QCOMPARE(parallel(Geometry::make_line(Points{{0, 0}, {4, 0}, {9, 0}}), 1)->points.size(),
                 std::size_t{3});
    }

    void an_edge_too_short_for_the_distance_goes() {
        // A chamfer of 1 m by 1 m in the corner of a square: 3 m inside nothing is left of it.
        const Geometry shape = Geometry::make_polygon(Points{{0, 0}, {10, 0}, {10, 9}, {9, 10}, {0, 10}});
        const auto inside = parallel(shape, -3);
        QVERIFY(inside);
        QCOMPARE(inside->points.size(), std::size_t{4});
        QCOMPARE(area(*inside), 16.0);
    }

    void no_part_comes_nearer_than_the_distance() {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> place(0, 20);
        int led = 0;
        for (int i = 0; i < 300; ++i) {
            Points path;
            for (int j = 0; j < 3 + i % 3; ++j)
                path.push_back({place(random), place(random)});
            const Geometry line = Geometry::make_line(path);
            const double distance_m = (i % 2 ? 1 : -1) * (0.2 + i % 7 * 0.3);
            const auto beside = parallel(line, distance_m);
            if (!beside) continue;
            ++led;
            for (const Point& p : beside->points)
                QVERIFY(distance(line, p) >= std::abs(distance_m) - 1e-3);
        }
        QVERIFY(led > 50);
    }
};

PROSPECT_TEST(ShapeOperationsTest);
#include "shape_operations_test.moc"
