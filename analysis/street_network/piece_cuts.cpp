#include "analysis/street_network/piece_cuts.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace prospect::street_network {

namespace {

Box box_of(const Segment& line) {
    Box box;
    box.add(line.a);
    box.add(line.b);
    return box;
}

} // namespace

PieceCuts::PieceCuts(std::span<const Course> courses) {
    std::map<std::pair<double, double>, std::uint32_t> known;
    const auto place_of = [&](Point p) {
        const auto [found, added] =
            known.emplace(std::pair(p.x, p.y), static_cast<std::uint32_t>(places_.size()));
        return added ? add_place(p) : found->second;
    };
    std::vector<Box> boxes;
    for (std::uint32_t c = 0; c < courses.size(); ++c) {
        const std::size_t before = pieces_.size();
        Point last = courses[c].empty() ? Point{} : courses[c].front();
        for (const Point next : courses[c]) {
            const double size = distance(last, next);
            if (size <= tolerance::on_edge_m) continue;
            pieces_.push_back({{last, next}, c, size, pieces_.size() == before, false});
            cuts_.push_back({{0, place_of(last), last}, {size, place_of(next), next}});
            boxes.push_back(box_of(pieces_.back().line));
            last = next;
        }
        if (pieces_.size() == before)
            ++courses_without_length_;
        else
            pieces_.back().ends = true;
    }
    index_ = SpatialIndex(boxes);
}

std::uint32_t PieceCuts::add_place(Point at) {
    const auto number = static_cast<std::uint32_t>(places_.size());
    places_.push_back(at);
    above_.push_back(number);
    return number;
}

std::uint32_t PieceCuts::root(std::uint32_t place) {
    while (above_[place] != place) {
        above_[place] = above_[above_[place]];
        place = above_[place];
    }
    return place;
}

void PieceCuts::unite(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    above_[std::max(a, b)] = std::min(a, b);
}

void PieceCuts::add_cut(std::uint32_t piece, Point at, std::uint32_t place) {
    cuts_[piece].push_back({distance(pieces_[piece].line.a, at), place, at});
}

void PieceCuts::cut_where_they_meet(Crossings crossings) {
    for (std::uint32_t p = 0; p < pieces_.size(); ++p)
        for (const std::uint32_t q : index_.query(box_of(pieces_[p].line).grown(tolerance::on_edge_m)))
            if (q > p) touch(p, q, crossings == Crossings::join);
    for (std::uint32_t p = 0; p < pieces_.size(); ++p)
        unite_near_cuts(p);
}

// A vertex on a piece is a cut of it, and takes the place of the piece's end where it is that.
bool PieceCuts::put_on(Point vertex, std::uint32_t place, std::uint32_t piece) {
    const Segment& line = pieces_[piece].line;
    if (distance(vertex, line) > tolerance::on_edge_m) return false;
    for (std::size_t end = 0; end < 2; ++end)
        if (distance(cuts_[piece][end].at, vertex) <= tolerance::on_edge_m) {
            unite(cuts_[piece][end].place, place);
            return true;
        }
    add_cut(piece, nearest_on(line, vertex), place);
    return true;
}

void PieceCuts::touch(std::uint32_t piece, std::uint32_t other, bool cross) {
    bool touches = false;
    for (std::size_t end = 0; end < 2; ++end) {
        const Cut mine = cuts_[piece][end];
        const Cut theirs = cuts_[other][end];
        touches = put_on(mine.at, mine.place, other) || touches;
        touches = put_on(theirs.at, theirs.place, piece) || touches;
    }
    if (touches || !cross) return;
    const auto met = crossing(pieces_[piece].line, pieces_[other].line);
    if (!met) return;
    const std::uint32_t place = add_place(*met);
    add_cut(piece, *met, place);
    add_cut(other, *met, place);
}

std::vector<Cut> PieceCuts::cuts_of(std::uint32_t piece) {
    std::vector<Cut> cuts = cuts_[piece];
    for (Cut& cut : cuts)
        cut.place = root(cut.place);
    // The ends stay first and last: a cut that is as near belongs between them.
    std::stable_sort(cuts.begin() + 2, cuts.end(),
                     [](const Cut& a, const Cut& b) { return a.along_m < b.along_m; });
    std::rotate(cuts.begin() + 1, cuts.begin() + 2, cuts.end());
    return cuts;
}

void PieceCuts::unite_near_cuts(std::uint32_t piece) {
    const std::vector<Cut> along = cuts_of(piece);
    for (std::size_t i = 0; i + 1 < along.size(); ++i)
        if (along[i + 1].along_m - along[i].along_m <= tolerance::on_edge_m)
            unite(along[i].place, along[i + 1].place);
}

std::size_t PieceCuts::snap_ends(double snap_m) {
    std::vector<std::uint32_t> uses(places_.size());
    for (const auto& cuts : cuts_)
        for (const Cut& cut : cuts)
            ++uses[root(cut.place)];
    std::size_t snapped = 0;
    for (std::uint32_t p = 0; p < pieces_.size(); ++p) {
        const std::size_t first = pieces_[p].begins ? 0 : 1;
        const std::size_t last = pieces_[p].ends ? 1 : 0;
        for (std::size_t end = first; end <= last; ++end)
            if (uses[root(cuts_[p][end].place)] == 1)
                snapped += !snap_to_own_cut(p, end, snap_m) && snap_end(p, end, snap_m) ? 1 : 0;
    }
    return snapped;
}

// What sticks out past the last crossing by less than snap_m is none of the way.
bool PieceCuts::snap_to_own_cut(std::uint32_t piece, std::size_t end, double snap_m) {
    const std::vector<Cut> along = cuts_of(piece);
    const Cut own = cuts_[piece][end];
    const Cut& next = end == 0 ? along[1] : along[along.size() - 2];
    if (along.size() == 2 || std::abs(next.along_m - own.along_m) > snap_m) return false;
    unite(own.place, next.place);
    return true;
}

bool PieceCuts::snap_end(std::uint32_t piece, std::size_t end, double snap_m) {
    const Cut own = cuts_[piece][end];
    const auto beside = [&](std::uint32_t q) { // its own neighbour along the course is no meeting
        return q == piece ||
               (pieces_[q].course == pieces_[piece].course && (q + 1 == piece || q == piece + 1));
    };
    std::optional<std::uint32_t> node;
    std::optional<std::uint32_t> way;
    double node_m = snap_m;
    double way_m = snap_m;
    for (const std::uint32_t q : index_.query(box_of({own.at, own.at}).grown(snap_m))) {
        if (beside(q)) continue;
        for (const Cut& cut : cuts_[q])
            if (const double gap = distance(cut.at, own.at); gap < node_m || (gap == node_m && !node)) {
                node = cut.place;
                node_m = gap;
            }
        if (const double gap = distance(own.at, pieces_[q].line); gap < way_m || (gap == way_m && !way)) {
            way = q;
            way_m = gap;
        }
    }
    if (node) {
        unite(*node, own.place);
        return true;
    }
    if (!way) return false;
    add_cut(*way, nearest_on(pieces_[*way].line, own.at), own.place);
    return true;
}

} // namespace prospect::street_network
