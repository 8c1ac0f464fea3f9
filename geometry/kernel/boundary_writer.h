// Strings the pieces of border that an eye sees, counter-clockwise, into the boundary of a view.
#pragma once

#include "geometry/kernel/start_fan.h"

namespace prospect::kernel {

// The step between points of a reach arc, radians: its chords lie at most 1 mm inside the circle.
double arc_step(double reach_m);

// Room for a boundary being written; reused from view to view.
struct BoundaryBuffer {
    std::vector<Point> points;
    std::vector<EdgeKind> edges;
};

class BoundaryWriter {
public:
    // reach_mm: infinity for unlimited. All arguments must outlive the writer.
    BoundaryWriter(const VisibilityMesh& mesh, const EyePlace& place, double reach_mm,
                   BoundaryBuffer& buffer);

    // A run of pieces begins beside `side`, ends beside it. A view without sides is one run that closes on
    // itself.
    void begin(const Side& side);
    void end(const Side& side);
    void close();
    // Copies what has been written into the view's boundary and edges.
    void deliver(View& view) const {
        view.boundary.assign(buffer_.points.begin(),
                             buffer_.points.begin() + static_cast<std::ptrdiff_t>(count_));
        view.edges.assign(buffer_.edges.begin(), buffer_.edges.begin() + static_cast<std::ptrdiff_t>(count_));
    }

    // What is seen of a border between two directions.
    void piece(const Border& border, const Limit& right, const Limit& left) {
        const Point start =
            border.right_vertex == right.vertex ? Point{right.x, right.y} : hit(border, right);
        const Point stop = border.left_vertex == left.vertex ? Point{left.x, left.y} : hit(border, left);
        const std::int32_t start_vertex = border.right_vertex == right.vertex ? right.vertex : -1;
        const std::int32_t stop_vertex = border.left_vertex == left.vertex ? left.vertex : -1;
        if (limited_)
            limited_piece(border, start, stop, start_vertex, stop_vertex);
        else
            append({border.line, border.kind}, start, start_vertex, stop, stop_vertex);
    }
    // All between two directions lies beyond the reach.
    void arc(const Limit& right, const Limit& left) { arc(Point{right.x, right.y}, Point{left.x, left.y}); }

private:
    // What a run of boundary follows: pieces of the same line that touch are one edge.
    struct Stretch {
        std::int32_t line = none;
        EdgeKind kind = EdgeKind::radial;
        bool operator==(const Stretch&) const = default;
    };
    static constexpr std::int32_t none = -1;
    // Points nearer than this are the same: rounded constructions of one point lie far closer, walls farther
    // apart.
    static constexpr double same_mm = 1e-5;

    // Where the ray from the eye meets the border, relative to the eye. A convex combination of the border's
    // ends, so that rounding cannot leave the border.
    Point hit(const Border& border, const Limit& ray) const {
        const Point right{border.right.x - eye_.x, border.right.y - eye_.y};
        const Point left{border.left.x - eye_.x, border.left.y - eye_.y};
        const double towards_left = right.x * ray.y - right.y * ray.x;
        const double towards_right = ray.x * left.y - ray.y * left.x;
        const double sum = towards_left + towards_right;
        const double share = sum > 0 ? towards_left / sum : 0;
        return {right.x + (left.x - right.x) * share, right.y + (left.y - right.y) * share};
    }
    // start, stop: relative to the eye, millimetres; a vertex where they are one, else -1.
    void append(const Stretch& stretch, Point start, std::int32_t start_vertex, Point stop,
                std::int32_t stop_vertex) {
        const Point step = stop - start;
        if (dot(step, step) < same_mm * same_mm) return;
        join(stretch, start, start_vertex);
        end_ = stop;
        end_vertex_ = stop_vertex;
        stretch_ = stretch;
    }
    void join(const Stretch& stretch, Point start, std::int32_t start_vertex) {
        if (arc_angle_ > 0) flush_arc();
        if (side_vertex_ >= 0) lengthen_side(start);
        if (has_end_) {
            const bool touches = is_end(start, start_vertex);
            if (touches && stretch == stretch_ && stretch.line != none) return;
            if (!touches) push(end_, end_vertex_, EdgeKind::radial);
        }
        has_end_ = true;
        if (count_ == run_start_) {
            first_ = start;
            first_vertex_ = start_vertex;
            first_stretch_ = stretch;
        }
        push(start, start_vertex, stretch.kind);
    }
    bool is_end(Point p, std::int32_t vertex) const {
        if (vertex >= 0 && vertex == end_vertex_) return true;
        const Point step = p - end_;
        return dot(step, step) < same_mm * same_mm;
    }
    void push(Point p, std::int32_t vertex, EdgeKind kind) {
        if (count_ == buffer_.edges.size()) [[unlikely]]
            grow();
        buffer_.points[count_] = vertex >= 0 ? mesh_.places[at(vertex)] : place_.metres + p * 0.001;
        buffer_.edges[count_] = kind;
        ++count_;
    }
    void limited_piece(const Border& border, Point start, Point stop, std::int32_t start_vertex,
                       std::int32_t stop_vertex);
    void arc(Point from, Point to);
    void flush_arc();
    void lengthen_side(Point first_seen);
    std::int32_t last_along_wall(std::int32_t vertex, Point seen) const;
    std::int32_t wall_beyond(std::int32_t vertex) const;
    Point offset(std::int32_t vertex) const;
    void grow();

    const VisibilityMesh& mesh_;
    const EyePlace& place_;
    BoundaryBuffer& buffer_;
    std::size_t count_ = 0;
    Point eye_; // millimetres
    double reach_mm_;
    bool limited_;

    // The end of the last piece; its point is pushed when it is known what follows.
    bool has_end_ = false;
    Point end_;
    std::int32_t end_vertex_ = -1;
    Stretch stretch_;
    // The first piece of a run, to close it.
    std::size_t run_start_ = 0;
    Point first_;
    std::int32_t first_vertex_ = -1;
    Stretch first_stretch_;
    // The end of the wall a run began beside, until its first piece shows how far along that wall is seen.
    std::int32_t side_vertex_ = -1;
    // The part of the reach circle met last.
    Point arc_from_;
    double arc_angle_ = 0;
};

} // namespace prospect::kernel
