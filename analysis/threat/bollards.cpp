#include "analysis/threat/bollards.h"

#include "analysis/scene/attribute_reader.h"
#include "geometry/base/edges.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace prospect::threat {

namespace {

using scene::AttributeReader;
using scene::metres_text;
using scene::Note;

constexpr double beside_factor = 1.6;
constexpr double outline_doubt_m = 0.05;   // what is measured and what is given between outlines
constexpr double least_angle_deg = 60;     // between two gaps of a line
constexpr double straight_angle_deg = 150; // where a bollard is missing

struct Bollard {
    FeaturePtr feature;
    Geometry outline; // empty: a point
    Point at;
    std::optional<double> given_m;
};

double angle_deg(Point a, Point at, Point b) {
    const Point u = a - at;
    const Point v = b - at;
    return std::atan2(std::abs(cross(u, v)), dot(u, v)) * 180 / std::acos(-1.0);
}

// The nearest place of the segment to p on the far side of p; absent when none of it is there.
std::optional<Point> nearest_ahead(const Segment& segment, Point p, Point ahead) {
    Segment part = segment;
    const double a = dot(part.a - p, ahead);
    const double b = dot(part.b - p, ahead);
    if (a < 0 && b < 0) return std::nullopt;
    if (a < 0) part.a = part.a + (part.b - part.a) * (a / (a - b));
    if (b < 0) part.b = part.b + (part.a - part.b) * (b / (b - a));
    return nearest_on(part, p);
}

double between_outlines(const Geometry& a, const Geometry& b) {
    double nearest = std::numeric_limits<double>::infinity();
    const auto from = [&](const Geometry& one, const Geometry& other) {
        for (const Point p : one.points)
            nearest = std::min(nearest, distance(other, p));
    };
    from(a, b);
    from(b, a);
    return nearest;
}

class Builder {
public:
    Builder(const scene::Scene& scene, const GapRule& rule, BollardLines& made)
        : scene_(scene), rule_(rule), made_(made) {}

    void build() {
        gather();
        gather_walls();
        link();
        number_rows();
        for (std::uint32_t i = 0; i < bollards_.size(); ++i)
            for (const std::uint32_t j : links_[i])
                if (j > i) add_between(i, j);
        for (std::uint32_t i = 0; i < bollards_.size(); ++i)
            add_ends(i);
        for (const FeaturePtr& row : rows_)
            add_row(row);
        tell();
    }

private:
    void gather() {
        for (const auto& [layer, feature] : scene_.site().features(Role::barrier)) {
            if (!present(*feature, scene_.time().phase) || feature->geometry.empty() ||
                AttributeReader::own_text(*feature, "kind") != "bollard")
                continue;
            const auto given = AttributeReader::own_number(*feature, "gap_m");
            const Geometry& shape = feature->geometry;
            if (shape.kind == GeometryKind::line) {
                rows_.push_back(feature);
                continue;
            }
            for (std::size_t part = 0; part < shape.part_count(); ++part) {
                const auto [first, last] = shape.rings_of_part(part);
                Bollard bollard{feature, {}, shape.ring(first).front(), given};
                if (shape.kind == GeometryKind::polygon) {
                    bollard.outline = Geometry::make_polygon(shape.ring(first));
                    bollard.at = label_point(bollard.outline);
                }
                bollards_.push_back(std::move(bollard));
            }
        }
        links_.resize(bollards_.size());
        made_.bollards = bollards_.size() + rows_.size();
    }

    void gather_walls() {
        std::map<Uuid, FeaturePtr> features;
        AttributeReader reader;
        for (const Role role : {Role::barrier, Role::building})
            for (const auto& [layer, feature] : scene_.site().features(role)) {
                if (role == Role::barrier) {
                    const std::string kind = AttributeReader::own_text(*feature, "kind");
                    const std::string passable = reader.text(role, *feature, "passable");
                    if (kind == "bollard" || kind == "kerb" || passable == "vehicle" || passable == "all")
                        continue;
                }
                features.emplace(feature->id, feature);
            }
        std::vector<Box> boxes;
        for (const scene::Obstacle& obstacle : scene_.obstacles()) {
            const auto feature = features.find(obstacle.feature);
            if (feature == features.end()) continue;
            for_each_edge(obstacle.geometry, [&](VertexPlace, const Segment& edge) {
                walls_.push_back(edge);
                owners_.push_back(feature->second);
                Box box;
                box.add(edge.a);
                box.add(edge.b);
                boxes.push_back(box);
            });
        }
        wall_index_ = SpatialIndex(boxes);
    }

    bool may_follow(std::uint32_t i, std::uint32_t j, double length_m) const {
        if (links_[i].size() >= 2) return false;
        if (links_[i].empty()) return true;
        const Point beside = bollards_[links_[i].front()].at;
        const double angle = angle_deg(beside, bollards_[i].at, bollards_[j].at);
        return angle >= straight_angle_deg ||
               (angle >= least_angle_deg && length_m <= beside_factor * distance(beside, bollards_[i].at));
    }

    void link() {
        std::vector<Box> boxes;
        for (const Bollard& bollard : bollards_)
            boxes.push_back({bollard.at.x, bollard.at.y, bollard.at.x, bollard.at.y});
        const SpatialIndex index(boxes);
        struct Pair {
            double length_m;
            std::uint32_t a;
            std::uint32_t b;
        };
        std::vector<Pair> pairs;
        for (std::uint32_t i = 0; i < bollards_.size(); ++i)
            for (const std::uint32_t j : index.query(boxes[i].grown(look_for_m)))
                if (j > i && distance(bollards_[i].at, bollards_[j].at) <= look_for_m)
                    pairs.push_back({distance(bollards_[i].at, bollards_[j].at), i, j});
        std::stable_sort(pairs.begin(), pairs.end(),
                         [](const Pair& a, const Pair& b) { return a.length_m < b.length_m; });
        for (const Pair& pair : pairs)
            if (may_follow(pair.a, pair.b, pair.length_m) && may_follow(pair.b, pair.a, pair.length_m)) {
                links_[pair.a].push_back(pair.b);
                links_[pair.b].push_back(pair.a);
            }
    }

    // Bollards that hang together get the number of one line.
    void number_rows() {
        row_of_.assign(bollards_.size(), none);
        for (std::uint32_t first = 0; first < bollards_.size(); ++first) {
            if (row_of_[first] != none) continue;
            std::vector<std::uint32_t> line{first};
            row_of_[first] = rows_made_;
            for (std::size_t k = 0; k < line.size(); ++k)
                for (const std::uint32_t next : links_[line[k]])
                    if (row_of_[next] == none) {
                        row_of_[next] = rows_made_;
                        line.push_back(next);
                    }
            ++rows_made_;
        }
    }

    double half_m(const Bollard& bollard) const {
        return bollard.outline.empty() ? rule_.bollard_diameter_m / 2 : 0;
    }
    // From the face of the bollard to a place.
    double to_place_m(const Bollard& bollard, Point p) const {
        return bollard.outline.empty() ? distance(bollard.at, p) - half_m(bollard)
                                       : distance(bollard.outline, p);
    }
    double between_m(const Bollard& a, const Bollard& b) const {
        if (a.outline.empty()) return to_place_m(b, a.at) - half_m(a);
        return b.outline.empty() ? to_place_m(a, b.at) - half_m(b) : between_outlines(a.outline, b.outline);
    }

    GapFault fault_of(const Gap& gap) const {
        if (!gap.gap_m) return GapFault::unknown;
        constexpr double slack_m = 1e-6;
        if (*gap.gap_m > rule_.widest_m + slack_m) return GapFault::too_wide;
        return !gap.at_wall && *gap.gap_m < rule_.narrowest_m - slack_m ? GapFault::too_narrow
                                                                        : GapFault::none;
    }

    void add(Gap gap, std::size_t row) {
        gap.row = row;
        gap.fault = fault_of(gap);
        made_.gaps.push_back(std::move(gap));
    }

    void add_between(std::uint32_t i, std::uint32_t j) {
        const Bollard& a = bollards_[i];
        const Bollard& b = bollards_[j];
        const double drawn_m = std::max(0.0, between_m(a, b));
        Gap gap{a.feature,
                b.feature,
                scene::title_of(*a.feature),
                scene::title_of(*b.feature),
                drawn_m,
                GapSource::measured,
                GapFault::unknown,
                false,
                (a.at + b.at) * 0.5,
                {a.at, b.at}};
        std::optional<double> given = a.given_m;
        if (b.given_m) given = std::max(given.value_or(0), *b.given_m);
        const bool outlines = !a.outline.empty() && !b.outline.empty();
        if (given && !outlines && std::abs(*given - drawn_m) <= gap_doubt_m) {
            gap.gap_m = given;
            gap.source = GapSource::given;
            doubt(drawn_m, *given, gap);
        } else if (given && std::abs(*given - drawn_m) > (outlines ? outline_doubt_m : gap_doubt_m)) {
            doubts_.push_back({Note::Level::warning, "gap_differs",
                               "the gap beside bollard \"" + gap.from + "\" is given as " +
                                   metres_text(*given) + " m and drawn as " + metres_text(drawn_m) +
                                   " m: what is drawn counts",
                               gap.at, a.feature->id});
        }
        const bool points = a.outline.empty() || b.outline.empty();
        measured_ += points && gap.source == GapSource::measured ? 1 : 0;
        add(std::move(gap), row_of_[i]);
    }

    bool is_wide(double gap_m) const { return gap_m > rule_.widest_m + 1e-6; }

    void doubt(double drawn_m, double given_m, Gap& gap) {
        if (is_wide(drawn_m) == is_wide(given_m)) return;
        gap.gap_m = std::max(drawn_m, given_m);
        if (drawn_m > given_m) gap.source = GapSource::measured;
        gap.doubtful = true;
        undecided_.push_back({Note::Level::warning, "gap_doubtful",
                              "the gap beside bollard \"" + gap.from + "\" is given as " +
                                  as_text(Value(given_m)) + " m and drawn as " +
                                  as_text(Value(std::round(drawn_m * 1000) / 1000)) +
                                  " m, and a car gets through one of them: measure it",
                              gap.at, gap.bollard->id});
    }

    struct Wall {
        Point at;
        FeaturePtr owner;
    };
    std::optional<Wall> wall_ahead(Point p, Point ahead) const {
        std::optional<Wall> found;
        for (const std::uint32_t w : wall_index_.query(Box{p.x, p.y, p.x, p.y}.grown(look_for_m)))
            if (const auto at = nearest_ahead(walls_[w], p, ahead))
                if (distance(*at, p) <= look_for_m && (!found || distance(*at, p) < distance(found->at, p)))
                    found = Wall{*at, owners_[w]};
        return found;
    }

    // faces: from the middle to the face at that side.
    void add_end(const FeaturePtr& feature, const Bollard* bollard, Point p, Point ahead, std::size_t row) {
        Gap gap{feature,
                nullptr,
                scene::title_of(*feature),
                "",
                std::nullopt,
                GapSource::unknown,
                GapFault::unknown,
                true,
                p,
                {p, p}};
        if (const auto wall = wall_ahead(p, ahead)) {
            gap.other = wall->owner;
            gap.to = scene::title_of(*wall->owner);
            gap.gap_m =
                std::max(0.0, bollard != nullptr ? to_place_m(*bollard, wall->at)
                                                 : distance(p, wall->at) - rule_.bollard_diameter_m / 2);
            gap.source = GapSource::measured;
            gap.at = (p + wall->at) * 0.5;
            gap.line = {p, wall->at};
        } else {
            ++made_.open_ends;
        }
        add(std::move(gap), row);
    }

    void add_ends(std::uint32_t i) {
        const Bollard& bollard = bollards_[i];
        if (links_[i].size() >= 2) return;
        if (links_[i].size() == 1) {
            add_end(bollard.feature, &bollard, bollard.at, bollard.at - bollards_[links_[i].front()].at,
                    row_of_[i]);
            return;
        }
        // One that stands alone: towards the nearest wall, and to the other side.
        std::optional<Wall> first;
        for (const Point side : {Point{1, 0}, Point{-1, 0}})
            if (const auto wall = wall_ahead(bollard.at, side);
                wall && (!first || distance(wall->at, bollard.at) < distance(first->at, bollard.at)))
                first = wall;
        const Point ahead = first ? first->at - bollard.at : Point{1, 0};
        add_end(bollard.feature, &bollard, bollard.at, ahead, row_of_[i]);
        add_end(bollard.feature, &bollard, bollard.at, ahead * -1, row_of_[i]);
    }

    void add_row(const FeaturePtr& row) {
        const Geometry& shape = row->geometry;
        const std::string title = scene::title_of(*row);
        const auto given = AttributeReader::own_number(*row, "gap_m");
        rows_without_gap_ += given ? 0 : 1;
        const std::size_t number = rows_made_++;
        for (std::size_t r = 0; r < shape.ring_count(); ++r) {
            const auto ring = shape.ring(r);
            if (ring.size() < 2) continue;
            for (std::size_t i = 0; i + 1 < ring.size(); ++i)
                add({row,
                     row,
                     title,
                     title,
                     given,
                     given ? GapSource::given : GapSource::unknown,
                     GapFault::unknown,
                     false,
                     (ring[i] + ring[i + 1]) * 0.5,
                     {ring[i], ring[i + 1]}},
                    number);
            if (ring.front() == ring.back()) continue;
            add_end(row, nullptr, ring.front(), ring.front() - ring[1], number);
            add_end(row, nullptr, ring.back(), ring.back() - ring[ring.size() - 2], number);
        }
    }

    void tell() {
        scene::add_merged(
            made_.notes, doubts_,
            "gaps between bollards are given otherwise than they are drawn: what is drawn counts",
            scene_.site().frame);
        scene::add_merged(made_.notes, undecided_,
                          "gaps between bollards are given otherwise than they are drawn, and a car gets "
                          "through one of both: measure them",
                          scene_.site().frame);
        if (measured_ > 0)
            made_.notes.push_back(
                {Note::Level::info, "bollard_diameter",
                 std::to_string(measured_) +
                     " gaps are drawn between bollards without an outline: their diameter is "
                     "taken as " +
                     as_text(Value(rule_.bollard_diameter_m)) + " m"});
        if (rows_without_gap_ > 0)
            made_.notes.push_back({Note::Level::warning, "row_without_gap",
                                   std::to_string(rows_without_gap_) +
                                       " rows of bollards are drawn as lines and do not say their clear gap: "
                                       "give them gap_m"});
        if (made_.open_ends > 0)
            made_.notes.push_back(
                {Note::Level::info, "open_ends",
                 "at " + std::to_string(made_.open_ends) +
                     " ends of lines of bollards no wall, fence or building stands within " +
                     metres_text(look_for_m) + " m: a vehicle may get round there"});
    }

    const scene::Scene& scene_;
    const GapRule& rule_;
    BollardLines& made_;
    std::vector<Bollard> bollards_;
    std::vector<FeaturePtr> rows_;
    std::vector<std::vector<std::uint32_t>> links_; // by bollard
    static constexpr std::size_t none = ~std::size_t{0};
    std::vector<std::size_t> row_of_; // by bollard
    std::size_t rows_made_ = 0;
    std::vector<Segment> walls_;
    std::vector<FeaturePtr> owners_; // of walls_
    SpatialIndex wall_index_;
    std::vector<Note> doubts_;
    std::vector<Note> undecided_;
    std::size_t measured_ = 0;
    std::size_t rows_without_gap_ = 0;
};

} // namespace

std::string_view name_of(GapSource source) {
    switch (source) {
    case GapSource::given:
        return "given";
    case GapSource::measured:
        return "measured";
    case GapSource::unknown:
        break;
    }
    return "unknown";
}

std::string_view words_of(GapFault fault) {
    switch (fault) {
    case GapFault::none:
        break;
    case GapFault::too_wide:
        return "too wide: a car gets through";
    case GapFault::too_narrow:
        return "too narrow for a wheelchair";
    case GapFault::unknown:
        return "not known";
    }
    return "";
}

BollardLines bollard_lines(const scene::Scene& scene, const GapRule& rule) {
    BollardLines made;
    Builder(scene, rule, made).build();
    return made;
}

} // namespace prospect::threat
