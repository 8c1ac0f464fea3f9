// Which boxes meet a window, which is nearest: a packed R-tree over boxes.
#pragma once

#include "geometry/base/box.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace prospect {

// Immutable. Entries are named by their place in the span it was built from; empty boxes are never found.
class SpatialIndex {
public:
    SpatialIndex();
    // O(n log n); 100 000 boxes take some 20 ms.
    explicit SpatialIndex(std::span<const Box> boxes);
    ~SpatialIndex();
    SpatialIndex(SpatialIndex&&) noexcept;
    SpatialIndex& operator=(SpatialIndex&&) noexcept;

    std::size_t size() const;
    // Entries whose box meets the window, in ascending order.
    std::vector<std::uint32_t> query(const Box& window) const;
    // Up to `count` entries by distance from p to their box, nearest first.
    std::vector<std::uint32_t> nearest(Point p, std::size_t count) const;

private:
    struct Tree;
    std::unique_ptr<Tree> tree_;
};

} // namespace prospect
