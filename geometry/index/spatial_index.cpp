#include "geometry/index/spatial_index.h"

// Boost's own headers include one of its deprecated ones; silences the message about it.
#define BOOST_ALLOW_DEPRECATED_HEADERS
#include <boost/geometry/algorithms/comparable_distance.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include <algorithm>
#include <utility>

namespace prospect {

namespace {

namespace bg = boost::geometry;
using TreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using TreeBox = bg::model::box<TreePoint>;
using Entry = std::pair<TreeBox, std::uint32_t>;
using RTree = bg::index::rtree<Entry, bg::index::quadratic<16>>;

TreeBox to_tree(const Box& box) {
    return {TreePoint(box.xmin, box.ymin), TreePoint(box.xmax, box.ymax)};
}

Box from_tree(const TreeBox& box) {
    return {box.min_corner().get<0>(), box.min_corner().get<1>(), box.max_corner().get<0>(),
            box.max_corner().get<1>()};
}

double squared_distance(const Box& box, Point p) {
    const double x = std::max({box.xmin - p.x, 0.0, p.x - box.xmax});
    const double y = std::max({box.ymin - p.y, 0.0, p.y - box.ymax});
    return x * x + y * y;
}

// False as well for a box with NaN.
bool usable(const Box& box) {
    return box.xmin <= box.xmax && box.ymin <= box.ymax;
}

std::vector<Entry> entries_of(std::span<const Box> boxes) {
    std::vector<Entry> entries;
    entries.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (usable(boxes[i])) entries.emplace_back(to_tree(boxes[i]), static_cast<std::uint32_t>(i));
    return entries;
}

} // namespace

struct SpatialIndex::Tree {
    std::size_t size = 0;
    RTree rtree;
};

SpatialIndex::SpatialIndex() = default;
SpatialIndex::~SpatialIndex() = default;
SpatialIndex::SpatialIndex(SpatialIndex&&) noexcept = default;
SpatialIndex& SpatialIndex::operator=(SpatialIndex&&) noexcept = default;

SpatialIndex::SpatialIndex(std::span<const Box> boxes)
    : tree_(new Tree{boxes.size(), RTree(entries_of(boxes))}) {} // the range constructor packs

std::size_t SpatialIndex::size() const {
    return tree_ ? tree_->size : 0;
}

std::vector<std::uint32_t> SpatialIndex::query(const Box& window) const {
    std::vector<std::uint32_t> found;
    if (!tree_ || !usable(window)) return found;
    const auto meets = bg::index::intersects(to_tree(window));
    for (auto it = tree_->rtree.qbegin(meets); it != tree_->rtree.qend(); ++it)
        found.push_back(it->second);
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::uint32_t> SpatialIndex::nearest(Point p, std::size_t count) const {
    std::vector<std::pair<double, std::uint32_t>> found;
    if (!tree_ || count == 0 || !is_finite(p)) return {};
    const auto by_distance =
        bg::index::nearest(TreePoint(p.x, p.y), std::max(1U, static_cast<unsigned>(tree_->rtree.size())));
    for (auto it = tree_->rtree.qbegin(by_distance); it != tree_->rtree.qend(); ++it) {
        const double squared = squared_distance(from_tree(it->first), p);
        // All that are as near as the last one wanted compete, so that the answer does not depend on the
        // tree.
        if (found.size() >= count && squared > found[count - 1].first) break;
        found.emplace_back(squared, it->second);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::uint32_t> result;
    for (std::size_t i = 0; i < std::min(count, found.size()); ++i)
        result.push_back(found[i].second);
    return result;
}

} // namespace prospect
