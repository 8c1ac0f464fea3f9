#include "tests/geometry/kernel/visibility_reference.h"

#include <CGAL/Arr_segment_traits_2.h>
#include <CGAL/Arr_trapezoid_ric_point_location.h>
#include <CGAL/Arrangement_2.h>
#include <CGAL/Exact_predicates_exact_constructions_kernel.h>
#include <CGAL/Triangular_expansion_visibility_2.h>

#include <cmath>
#include <map>

namespace prospect::test {

namespace {

using Kernel = CGAL::Exact_predicates_exact_constructions_kernel;
using Arrangement = CGAL::Arrangement_2<CGAL::Arr_segment_traits_2<Kernel>>;
using Location = CGAL::Arr_trapezoid_ric_point_location<Arrangement>;
using Visibility = CGAL::Triangular_expansion_visibility_2<Arrangement, CGAL::Tag_true>;
using Face = Arrangement::Face_const_handle;
using Halfedge = Arrangement::Halfedge_const_handle;
using Vertex = Arrangement::Vertex_const_handle;

Kernel::Point_2 in_millimetres(Point p) {
    return {std::round(p.x * 1000), std::round(p.y * 1000)};
}

Kernel::Point_2 midpoint_up_to(const Kernel::Point_2& from, const CGAL::Object& hit) {
    Vertex vertex;
    if (CGAL::assign(vertex, hit)) return CGAL::midpoint(from, vertex->point());
    Halfedge edge;
    CGAL::assign(edge, hit);
    const Kernel::Line_2 line(edge->source()->point(), edge->target()->point());
    return CGAL::midpoint(from, Kernel::Point_2(from.x(), line.y_at_x(from.x())));
}

} // namespace

struct VisibilityReference::Query {
    Kernel::Point_2 eye;
    std::vector<Face> faces;     // around the eye
    std::vector<Halfedge> sides; // or along walls through it
};

struct VisibilityReference::Scene {
    Arrangement arrangement;
    std::vector<Kernel::Segment_2> ring_sides;
    std::unique_ptr<Location> location;
    std::unique_ptr<Visibility> visibility;
    std::map<const void*, bool> solid;

    // Number of times the rings wind around a point on none of them.
    int winding(const Kernel::Point_2& p) const {
        int count = 0;
        for (const Kernel::Segment_2& side : ring_sides) {
            const bool up = side.source().y() <= p.y();
            if (up == (side.target().y() <= p.y())) continue;
            const auto turn = CGAL::orientation(side.source(), side.target(), p);
            if (up && turn == CGAL::LEFT_TURN) ++count;
            if (!up && turn == CGAL::RIGHT_TURN) --count;
        }
        return count;
    }
    // A point in the interior of a bounded face: half-way up or down from the middle of one of its edges.
    Kernel::Point_2 point_in(Face face) const {
        Halfedge edge = face->outer_ccb();
        while (edge->source()->point().x() == edge->target()->point().x())
            edge = edge->next();
        const Kernel::Point_2 middle = CGAL::midpoint(edge->source()->point(), edge->target()->point());
        const bool above = edge->source()->point().x() < edge->target()->point().x();
        return midpoint_up_to(middle,
                              above ? location->ray_shoot_up(middle) : location->ray_shoot_down(middle));
    }
    bool is_open(Face face) const { return !face->is_unbounded() && !solid.at(&*face); }
};

VisibilityReference::VisibilityReference(const kernel::Obstacles& obstacles)
    : scene_(std::make_unique<Scene>()) {
    std::vector<Kernel::Segment_2> walls;
    const auto add = [&](Point a, Point b) {
        const Kernel::Segment_2 wall(in_millimetres(a), in_millimetres(b));
        if (!wall.is_degenerate()) walls.push_back(wall);
    };
    for (const std::vector<Point>& ring : obstacles.rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
            add(ring[i], ring[(i + 1) % ring.size()]);
    scene_->ring_sides = walls;
    for (const std::vector<Point>& line : obstacles.lines)
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            add(line[i], line[i + 1]);
    const Box& box = obstacles.bounds;
    const Point corners[] = {
        {box.xmin, box.ymin}, {box.xmax, box.ymin}, {box.xmax, box.ymax}, {box.xmin, box.ymax}};
    for (int i = 0; i < 4; ++i)
        add(corners[i], corners[(i + 1) % 4]);
    CGAL::insert(scene_->arrangement, walls.begin(), walls.end());
    scene_->location = std::make_unique<Location>(scene_->arrangement);
    scene_->visibility = std::make_unique<Visibility>(scene_->arrangement);
    for (auto face = scene_->arrangement.faces_begin(); face != scene_->arrangement.faces_end(); ++face)
        if (!face->is_unbounded()) scene_->solid[&*Face(face)] = scene_->winding(scene_->point_in(face)) > 0;
}

VisibilityReference::~VisibilityReference() = default;

std::shared_ptr<const VisibilityReference::Query> VisibilityReference::locate(const ReferenceEye& eye) const {
    auto query = std::make_shared<Query>();
    const Kernel::FT share(eye.share);
    query->eye = Kernel::Point_2(Kernel::FT(eye.x) + share * (Kernel::FT(eye.end_x) - Kernel::FT(eye.x)),
                                 Kernel::FT(eye.y) + share * (Kernel::FT(eye.end_y) - Kernel::FT(eye.y)));
    const auto found = scene_->location->locate(query->eye);
    if (const Face* face = boost::get<Face>(&found)) {
        if (scene_->is_open(*face)) query->faces.push_back(*face);
    } else if (const Halfedge* edge = boost::get<Halfedge>(&found)) {
        for (const Halfedge side : {*edge, Halfedge((*edge)->twin())})
            if (scene_->is_open(side->face())) query->sides.push_back(side);
    } else if (const Vertex* vertex = boost::get<Vertex>(&found)) {
        auto around = (*vertex)->incident_halfedges();
        const auto first = around;
        // CGAL sees nothing from the free end of a wall. A point beyond it by 2^-30 of its length sees all.
        if ((*vertex)->degree() == 1) {
            const Kernel::FT step(std::ldexp(1.0, -30));
            query->eye = query->eye + step * (query->eye - around->source()->point());
            if (scene_->is_open(around->face())) query->faces.push_back(around->face());
            return query;
        }
        do {
            if (scene_->is_open(around->face())) query->sides.push_back(around);
        } while (++around != first);
    }
    return query;
}

double VisibilityReference::area(const Query& query) const {
    const double x0 = CGAL::to_double(query.eye.x());
    const double y0 = CGAL::to_double(query.eye.y());
    double twice_area = 0;
    Arrangement seen;
    const auto add_area = [&] {
        for (auto face = seen.faces_begin(); face != seen.faces_end(); ++face) {
            if (face->is_unbounded()) continue;
            auto edge = face->outer_ccb();
            const auto first = edge;
            do {
                const auto& a = edge->source()->point();
                const auto& b = edge->target()->point();
                twice_area += (CGAL::to_double(a.x()) - x0) * (CGAL::to_double(b.y()) - y0) -
                              (CGAL::to_double(a.y()) - y0) * (CGAL::to_double(b.x()) - x0);
            } while (++edge != first);
        }
    };
    for (const Face& face : query.faces) {
        scene_->visibility->compute_visibility(query.eye, face, seen);
        add_area();
    }
    for (const Halfedge& side : query.sides) {
        scene_->visibility->compute_visibility(query.eye, side, seen);
        add_area();
    }
    return twice_area / 2;
}

} // namespace prospect::test
