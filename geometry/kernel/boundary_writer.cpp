#include "geometry/kernel/boundary_writer.h"

#include <algorithm>
#include <numbers>

namespace prospect::kernel {

double arc_step(double reach_m) {
    constexpr double sagitta_m = 0.001;
    constexpr double widest = std::numbers::pi / 32;
    return reach_m <= sagitta_m ? widest : std::min(widest, 2 * std::acos(1 - sagitta_m / reach_m));
}

BoundaryWriter::BoundaryWriter(const VisibilityMesh& mesh, const EyePlace& place, double reach_mm,
                               BoundaryBuffer& buffer)
    : mesh_(mesh), place_(place), buffer_(buffer), eye_{place.eye.x, place.eye.y}, reach_mm_(reach_mm),
      limited_(std::isfinite(reach_mm)) {}

void BoundaryWriter::begin(const Side& side) {
    run_start_ = count_;
    has_end_ = false;
    side_vertex_ = -1;
    arc_angle_ = 0;
    if (side.kind == Side::Kind::none) return;
    push({}, -1, side.edge);
    if (side.kind == Side::Kind::field) return;
    has_end_ = true;
    end_ = offset(side.vertex);
    end_vertex_ = side.vertex;
    stretch_ = {};
    if (length(end_) > reach_mm_) {
        end_ = end_ * (reach_mm_ / length(end_));
        end_vertex_ = -1;
    } else if (side.edge == EdgeKind::solid) {
        side_vertex_ = side.vertex;
    }
}

void BoundaryWriter::end(const Side& side) {
    flush_arc();
    if (count_ == run_start_ + 1) { // too thin to see anything
        --count_;
        return;
    }
    if (side.kind == Side::Kind::field) {
        push(end_, end_vertex_, EdgeKind::radial);
        return;
    }
    std::int32_t vertex = side.edge == EdgeKind::solid ? last_along_wall(side.vertex, end_) : side.vertex;
    Point along = offset(vertex);
    if (length(along) > reach_mm_) {
        along = along * (reach_mm_ / length(along));
        vertex = -1;
    }
    if (!is_end(along, vertex)) push(end_, end_vertex_, EdgeKind::radial);
    push(along, vertex, side.edge);
}

void BoundaryWriter::close() {
    flush_arc();
    if (!has_end_) return;
    if (!is_end(first_, first_vertex_)) {
        push(end_, end_vertex_, EdgeKind::radial);
    } else if (stretch_ == first_stretch_ && stretch_.line != none && count_ > run_start_ + 1) {
        --count_;
        buffer_.points[run_start_] = buffer_.points[count_];
    }
}

void BoundaryWriter::limited_piece(const Border& border, Point start, Point stop, std::int32_t start_vertex,
                                   std::int32_t stop_vertex) {
    const double radius2 = reach_mm_ * reach_mm_;
    const Stretch stretch{border.line, border.kind};
    if (dot(start, start) <= radius2 && dot(stop, stop) <= radius2) {
        append(stretch, start, start_vertex, stop, stop_vertex);
        return;
    }
    // |start + s (stop - start)| = reach.
    const Point d = stop - start;
    const double a = dot(d, d);
    const double b = dot(start, d);
    const double discriminant = b * b - a * (dot(start, start) - radius2);
    const double root = discriminant > 0 ? std::sqrt(discriminant) : 0;
    const double low = std::max(0.0, (-b - root) / a);
    const double high = std::min(1.0, (-b + root) / a);
    if (!(low < high)) {
        arc(start, stop);
        return;
    }
    const Point enter = start + d * low;
    const Point leave = start + d * high;
    if (low > 0) arc(start, enter);
    append(stretch, enter, low > 0 ? -1 : start_vertex, leave, high < 1 ? -1 : stop_vertex);
    if (high < 1) arc(leave, stop);
}

void BoundaryWriter::arc(Point from, Point to) {
    const double sine = cross(from, to);
    const double cosine = dot(from, to);
    // Limits turn counter-clockwise; half a turn may round to either side of the axis.
    const double angle = sine <= 0 ? (cosine < 0 ? std::numbers::pi : 0) : std::atan2(sine, cosine);
    if (angle <= 0) return;
    if (arc_angle_ <= 0) arc_from_ = from;
    arc_angle_ += angle;
}

void BoundaryWriter::flush_arc() {
    const double angle = arc_angle_;
    arc_angle_ = 0;
    if (angle <= 0 || angle * reach_mm_ < same_mm) return;
    const double begin = std::atan2(arc_from_.y, arc_from_.x);
    const int chords = static_cast<int>(std::ceil(angle / arc_step(reach_mm_ / 1000)));
    const auto point = [&](int i) {
        const double direction = begin + angle * i / chords;
        return Point{reach_mm_ * std::cos(direction), reach_mm_ * std::sin(direction)};
    };
    join({none, EdgeKind::horizon}, point(0), -1);
    for (int i = 1; i < chords; ++i)
        push(point(i), -1, EdgeKind::horizon);
    end_ = point(chords);
    end_vertex_ = -1;
    stretch_ = {none, EdgeKind::horizon};
}

void BoundaryWriter::lengthen_side(Point first_seen) {
    end_vertex_ = last_along_wall(side_vertex_, first_seen);
    end_ = offset(end_vertex_);
    side_vertex_ = -1;
}

std::int32_t BoundaryWriter::last_along_wall(std::int32_t vertex, Point seen) const {
    for (;;) {
        const std::int32_t next = wall_beyond(vertex);
        if (next < 0 || length(offset(next)) > length(seen) + same_mm) return vertex;
        vertex = next;
    }
}

// The other end of a wall that leads from the vertex straight away from the eye, or -1.
std::int32_t BoundaryWriter::wall_beyond(std::int32_t vertex) const {
    std::int32_t found = -1;
    const Point away = offset(vertex);
    const auto consider = [&](std::int32_t triangle, int edge, std::int32_t other) {
        if (mesh_.is_wall(triangle, edge) && dot(away, offset(other) - away) > 0 &&
            mesh_.turn(place_.eye, vertex, other) == 0)
            found = other;
    };
    mesh_.around(vertex, [&](std::int32_t triangle, int corner) {
        const int after = next_corner(corner);
        const int before = next_corner(after);
        const auto& corners = mesh_.triangles[at(triangle)].corners;
        consider(triangle, before, corners[at(after)]);
        consider(triangle, after, corners[at(before)]);
    });
    return found;
}

Point BoundaryWriter::offset(std::int32_t vertex) const {
    const Millimetres& p = mesh_.vertices[at(vertex)];
    return {static_cast<double>(p.x) - eye_.x, static_cast<double>(p.y) - eye_.y};
}

void BoundaryWriter::grow() {
    const std::size_t size = std::max<std::size_t>(256, 2 * buffer_.edges.size());
    buffer_.points.resize(size);
    buffer_.edges.resize(size);
}

} // namespace prospect::kernel
