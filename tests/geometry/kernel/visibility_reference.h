// Visibility by CGAL's Triangular_expansion_visibility_2 over an arrangement, with exact constructions: slow,
// and independent of the product. For tests and benchmarks only.
#pragma once

#include "geometry/kernel/exact.h"
#include "geometry/kernel/visibility.h"

#include <memory>

namespace prospect::test {

// The point base + share (end - base), exactly as written. Millimetres.
struct ReferenceEye {
    double x = 0;
    double y = 0;
    double end_x = 0;
    double end_y = 0;
    double share = 0;
};

class VisibilityReference {
public:
    // Coordinates times 1000 must be whole; winding numbers decide what is solid, as in kernel::Obstacles.
    explicit VisibilityReference(const kernel::Obstacles& obstacles);
    ~VisibilityReference();

    // Finds the faces an eye looks into: the one around it, or those on the open sides of its wall or corner.
    struct Query;
    std::shared_ptr<const Query> locate(const ReferenceEye& eye) const;
    // The area seen, square millimetres. 0 inside solids.
    double area(const Query& query) const;

private:
    struct Scene;
    std::unique_ptr<Scene> scene_;
};

} // namespace prospect::test
