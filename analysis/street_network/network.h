// The ways of a plan as a network: straight segments between the places where one can change one's way.
#pragma once

#include "geometry/base/point.h"

#include <cstdint>
#include <span>
#include <vector>

namespace prospect::street_network {

// What to do where two courses cross and neither has a vertex there.
enum class Crossings : std::uint8_t {
    join,  // one can turn off: how plans are drawn
    apart, // a bridge or tunnel: ways meet only at ends and at vertices they share
};

struct JoinSettings {
    double snap_m = 0.5; // an end this near another course meets it
    Crossings crossings = Crossings::join;
};

using Course = std::vector<Point>; // one line of a path, from vertex to vertex

struct NetworkSegment {
    Point from; // as drawn, cut where ways meet
    Point to;
    std::uint32_t from_node = 0;
    std::uint32_t to_node = 0;
    std::uint32_t course = 0; // where it comes from
    double length_m = 0;

    std::uint32_t other_node(std::uint32_t node) const { return node == from_node ? to_node : from_node; }
};

// What was left out on the way.
struct JoinCounts {
    std::size_t courses_without_length = 0;
    std::size_t duplicates = 0; // straight pieces between two places that another piece joins already
    double duplicate_m = 0;
    std::size_t stubs = 0;   // ends that stick out past a crossing by less than snap_m
    std::size_t snapped = 0; // ends that met another course only within snap_m
};

struct Network {
    std::vector<Point> nodes;
    std::vector<NetworkSegment> segments;
    std::vector<std::uint32_t> node_starts; // of at_node, one more than nodes
    std::vector<std::uint32_t> at_node;     // segments that end there, ascending
    std::vector<std::uint32_t> component;   // by node, numbered from the one with the most metres
    std::vector<double> component_m;        // metres of ways
    JoinCounts counts;

    std::span<const std::uint32_t> segments_at(std::uint32_t node) const {
        return std::span(at_node).subspan(node_starts[node], node_starts[node + 1] - node_starts[node]);
    }
    std::size_t degree(std::uint32_t node) const { return node_starts[node + 1] - node_starts[node]; }
};

// Courses are cut where they cross (unless apart), where they touch within half a millimetre, and at each of
// their bends; vertices in a straight line cut nothing. Vertices that coincide are one node. An end that
// meets nothing moves to the nearest node within snap_m, else to the nearest place of another course within
// snap_m, in the order of the courses; what sticks out past such a place goes. Segments keep the directions
// as drawn. Every segment joins two different nodes, and no two join the same ones. The same courses give the
// same network. Cost: n log n and the crossings.
Network join(std::span<const Course> courses, const JoinSettings& settings);

} // namespace prospect::street_network
