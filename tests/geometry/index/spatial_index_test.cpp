#include "geometry/index/spatial_index.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace prospect;

namespace {

std::vector<Box> random_boxes(std::mt19937& random, int count) {
    std::uniform_real_distribution<double> place(0, 100);
    std::uniform_real_distribution<double> size(0, 5);
    std::vector<Box> boxes;
    for (int i = 0; i < count; ++i) {
        // Whole metres, so that boxes often touch and distances tie.
        const double x = std::round(place(random));
        const double y = std::round(place(random));
        boxes.push_back(i % 10 == 3 ? Box{}
                                    : Box{x, y, x + std::round(size(random)), y + std::round(size(random))});
    }
    return boxes;
}

double squared_distance(const Box& box, Point p) {
    const double x = std::max({box.xmin - p.x, 0.0, p.x - box.xmax});
    const double y = std::max({box.ymin - p.y, 0.0, p.y - box.ymax});
    return x * x + y * y;
}

} // namespace

class SpatialIndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void query_agrees_with_a_scan_of_all_boxes() {
        std::mt19937 random(1);
        for (const int count : {1, 2, 17, 300, 2000}) {
            const auto boxes = random_boxes(random, count);
            const SpatialIndex index(boxes);
            QCOMPARE(index.size(), boxes.size());
            const auto windows = random_boxes(random, 100);
            for (const Box& window : windows) {
                std::vector<std::uint32_t> expected;
                for (std::size_t i = 0; i < boxes.size(); ++i)
                    if (!boxes[i].empty() && !window.empty() && boxes[i].intersects(window))
                        expected.push_back(static_cast<std::uint32_t>(i));
                QVERIFY(index.query(window) == expected);
            }
        }
    }

    void nearest_agrees_with_sorting_all_boxes() {
        std::mt19937 random(2);
        std::uniform_int_distribution<int> place(-20, 120);
        const auto boxes = random_boxes(random, 500);
        const SpatialIndex index(boxes);
        for (int i = 0; i < 200; ++i) {
            const Point p{static_cast<double>(place(random)), static_cast<double>(place(random))};
            std::vector<std::pair<double, std::uint32_t>> all;
            for (std::size_t k = 0; k < boxes.size(); ++k)
                if (!boxes[k].empty())
                    all.emplace_back(squared_distance(boxes[k], p), static_cast<std::uint32_t>(k));
            std::sort(all.begin(), all.end());
            const auto count = static_cast<std::size_t>(i % 40);
            std::vector<std::uint32_t> expected;
            for (std::size_t k = 0; k < count; ++k)
                expected.push_back(all[k].second);
            QVERIFY(index.nearest(p, count) == expected);
        }
    }

    void empty_boxes_and_boxes_without_numbers_are_never_found() {
        const double nan = std::nan("");
        const std::vector<Box> boxes{{}, {nan, 0, 1, 1}, {0, 0, 1, 1}, {0, nan, 1, nan}};
        const SpatialIndex index(boxes);
        QCOMPARE(index.size(), std::size_t{4});
        QVERIFY(index.query({-1e9, -1e9, 1e9, 1e9}) == std::vector<std::uint32_t>{2});
        QVERIFY(index.nearest({5, 5}, 10) == std::vector<std::uint32_t>{2});
        QVERIFY(index.query({}).empty());
        QVERIFY(index.query({nan, nan, nan, nan}).empty());
        QVERIFY(index.nearest({nan, 0}, 1).empty());
    }

    void nothing_is_found_in_nothing() {
        QVERIFY(SpatialIndex().query({0, 0, 1, 1}).empty());
        QVERIFY(SpatialIndex().nearest({0, 0}, 3).empty());
        QCOMPARE(SpatialIndex().size(), std::size_t{0});
        QVERIFY(SpatialIndex(std::vector<Box>{}).nearest({0, 0}, 3).empty());
        const std::vector<Box> hollow(5);
        QVERIFY(SpatialIndex(hollow).nearest({0, 0}, 3).empty());
        QVERIFY(SpatialIndex(hollow).query({0, 0, 1, 1}).empty());
    }

    void moving_keeps_the_answers() {
        const std::vector<Box> boxes{{0, 0, 1, 1}};
        SpatialIndex index(boxes);
        const SpatialIndex moved = std::move(index);
        QCOMPARE(moved.query({0, 0, 1, 1}).size(), std::size_t{1});
    }
};

PROSPECT_TEST(SpatialIndexTest);
#include "spatial_index_test.moc"
