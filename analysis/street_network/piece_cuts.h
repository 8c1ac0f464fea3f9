// Where the straight pieces of courses are cut: a step towards a network.
#pragma once

#include "analysis/street_network/network.h"
#include "geometry/index/spatial_index.h"

#include <optional>

namespace prospect::street_network {

struct Piece { // of a course, from vertex to vertex
    Segment line;
    std::uint32_t course = 0;
    double length_m = 0;
    bool begins = false; // it is the first, the last of its course
    bool ends = false;
};

struct Cut {
    double along_m = 0;
    std::uint32_t place = 0;
    Point at; // on the piece
};

// Places are where cuts of several pieces are one: vertices that coincide, crossings, ends that snap.
class PieceCuts {
public:
    explicit PieceCuts(std::span<const Course> courses);

    void cut_where_they_meet(Crossings crossings);
    // Ends of courses that no other piece shares move to what is near. Returns how many.
    std::size_t snap_ends(double snap_m);

    const std::vector<Piece>& pieces() const { return pieces_; }
    std::size_t courses_without_length() const { return courses_without_length_; }
    // Both ends and all cuts between, by their order along the piece.
    std::vector<Cut> cuts_of(std::uint32_t piece);
    std::size_t place_count() const { return places_.size(); }
    Point place(std::uint32_t place) const { return places_[place]; }

private:
    std::uint32_t add_place(Point at);
    std::uint32_t root(std::uint32_t place);
    void unite(std::uint32_t a, std::uint32_t b); // the lower number stays
    void add_cut(std::uint32_t piece, Point at, std::uint32_t place);
    void unite_near_cuts(std::uint32_t piece);
    void touch(std::uint32_t piece, std::uint32_t other, bool cross);
    bool put_on(Point vertex, std::uint32_t place, std::uint32_t piece);
    bool snap_end(std::uint32_t piece, std::size_t end, double snap_m);
    bool snap_to_own_cut(std::uint32_t piece, std::size_t end, double snap_m);

    std::vector<Piece> pieces_;
    std::vector<std::vector<Cut>> cuts_; // by piece; the first two are its ends
    std::vector<Point> places_;
    std::vector<std::uint32_t> above_; // union-find: a lower number, or itself
    SpatialIndex index_;               // of pieces
    std::size_t courses_without_length_ = 0;
};

} // namespace prospect::street_network
