#include "analysis/scene/space.h"

#include "analysis/scene/stand_off.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/kernel/area_triangles.h"
#include "geometry/site/defaults.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace prospect::scene {

namespace {

// How far what stands on the ground reaches into it, so that no line slips through beneath.
constexpr double foundation_m = 1;

Geometry part_of(const Geometry& geometry, std::size_t part) {
    Geometry made;
    made.kind = geometry.kind;
    made.begin_part();
    const auto [first, last] = geometry.rings_of_part(part);
    for (std::size_t r = first; r < last; ++r)
        made.add_ring(geometry.ring(r));
    return made;
}

// More points along the outline, no two further apart than `step_m`.
Geometry denser(const Geometry& shape, double step_m) {
    Geometry made;
    made.kind = shape.kind;
    made.begin_part();
    for (std::size_t r = 0; r < shape.ring_count(); ++r) {
        const auto ring = shape.ring(r);
        const std::size_t edges = shape.kind == GeometryKind::polygon ? ring.size() : ring.size() - 1;
        std::vector<Point> points;
        for (std::size_t i = 0; i < edges; ++i) {
            const Point a = ring[i];
            const Point b = ring[(i + 1) % ring.size()];
            const double pieces = std::max(1.0, std::ceil(distance(a, b) / step_m));
            for (double piece = 0; piece < pieces; ++piece)
                points.push_back(a + (b - a) * (piece / pieces));
        }
        if (shape.kind == GeometryKind::line) points.push_back(ring.back());
        made.add_ring(points);
    }
    return made;
}

std::shared_ptr<const Field> terrain_of(const Site& site) {
    for (const LayerPtr& layer : site.layers)
        if (layer->role == Role::terrain && layer->raster) return layer->raster;
    return nullptr;
}

// Within an area and further from its outline than what counts as on it.
bool clearly_within(const Geometry& polygon, Point p) {
    if (!contains(polygon, p)) return false;
    double nearest = std::numeric_limits<double>::infinity();
    for_each_edge(polygon,
                  [&](VertexPlace, const Segment& edge) { nearest = std::min(nearest, distance(p, edge)); });
    return nearest > tolerance::on_edge_m;
}

bool outline_within(const Geometry& polygon, Point p, double distance_m) {
    bool found = false;
    for_each_edge(polygon,
                  [&](VertexPlace, const Segment& edge) { found = found || distance(p, edge) < distance_m; });
    return found;
}

struct Called {
    std::string name; // else the id
    std::string words;
};

std::map<Uuid, Called> names_in(const Site& site) {
    std::map<Uuid, Called> names;
    constexpr std::pair<Role, const char*> unnamed_words[] = {{Role::building, "a building"},
                                                              {Role::barrier, "a wall, fence or hedge"},
                                                              {Role::planting, "planting"},
                                                              {Role::tree, "the crown of a tree"}};
    for (const auto& [role, unnamed] : unnamed_words)
        for (const auto& [layer, feature] : site.features(role))
            names.emplace(feature->id, feature->name.empty() ? Called{feature->id.text(), unnamed}
                                                             : Called{feature->name, feature->name});
    return names;
}

// Heights of a surface in decimetres taken as metres make a mountain range of any plan.
void note_steep_wholes(const Field* terrain, std::vector<Note>& notes) {
    constexpr double steepest_mean_rise = 1.5; // as in viewsheds on a surface
    if (!terrain) return;
    double sum = 0;
    std::int64_t pairs = 0;
    for (std::int64_t row = 0; row < terrain->grid.rows; ++row)
        for (std::int64_t column = 1; column < terrain->grid.columns; ++column) {
            if (!terrain->has_value(column, row) || !terrain->has_value(column - 1, row)) continue;
            const float height = terrain->at(column, row);
            if (height != std::floor(height)) return;
            sum += std::abs(static_cast<double>(height - terrain->at(column - 1, row)));
            ++pairs;
        }
    const double rise = pairs > 0 ? sum / static_cast<double>(pairs) / terrain->grid.cell_x : 0;
    if (rise > steepest_mean_rise)
        notes.push_back({Note::Level::warning, "terrain_unit",
                         "the terrain holds whole numbers that differ by " + metres_text(rise) +
                             " for each metre from cell to cell on average: if they are decimetres or "
                             "centimetres, convert it to metres and import it again"});
}

} // namespace

// Puts up what stands, one obstacle after another.
class Space::Builder {
public:
    Builder(Space& space, const Site& site, double least_opacity)
        : space_(space), site_(site), least_opacity_(least_opacity), names_(names_in(site)) {}

    void add(const Obstacle& obstacle) {
        if (obstacle.opacity < least_opacity_ || obstacle.geometry.empty() ||
            obstacle.top_m <= obstacle.base_m)
            return;
        const rays::Thing thing = own(obstacle.feature);
        for (std::size_t p = 0; p < obstacle.geometry.part_count(); ++p)
            add_part(obstacle, part_of(obstacle.geometry, p), thing);
    }

    void add(const Crown& crown) {
        if (crown.opacity < least_opacity_) return;
        const double half = (crown.top_m - crown.base_m) / 2;
        const double ground = known_ground(crown.center, crown.feature);
        space_.crowns_.push_back({{crown.center.x, crown.center.y, ground + crown.base_m + half},
                                  crown.radius_m,
                                  half,
                                  own(crown.feature)});
        solids_.add_crown(space_.crowns_.back());
    }

    void finish(const Progress& progress) {
        std::vector<Box> boxes;
        for (const Solid& solid : space_.solids_)
            boxes.push_back(solid.geometry.box());
        for (const auto& crown : space_.crowns_) {
            const Point3& c = crown.center;
            boxes.push_back(Box{c.x, c.y, c.x, c.y}.grown(crown.radius_m));
        }
        for (const Solid& wall : space_.walls_)
            boxes.push_back(wall.geometry.box());
        space_.index_ = SpatialIndex(boxes);
        add_merged(space_.notes_, off_terrain_,
                   "places where things stand have no terrain: they are put on its mean height", site_.frame);
        space_.rays_ = std::make_unique<const rays::RayScene>(solids_, space_.ground_, progress);
    }

private:
    rays::Thing own(const Uuid& feature) {
        auto& owners = space_.owners_;
        if (owners.empty() || !(owners.back().feature == feature)) {
            const auto name = names_.find(feature);
            if (name == names_.end())
                owners.push_back({feature, feature.text(), feature.text()});
            else
                owners.push_back({feature, name->second.name, name->second.words});
        }
        return static_cast<rays::Thing>(owners.size() - 1);
    }

    double known_ground(Point p, const Uuid& feature) {
        if (const auto height = space_.ground_.height_at(p)) return *height;
        off_terrain_.push_back({Note::Level::warning, "off_terrain",
                                "something stands at " + place_text(site_.frame, p) +
                                    ", where there is no terrain: it is put on the terrain's mean height",
                                p, feature});
        return space_.mean_ground_;
    }

    // The mean of the ground at the vertices of the outer ring.
    double level_of(const Geometry& part, const Uuid& feature) {
        double sum = 0;
        double known = 0;
        for (const Point& p : part.ring(0))
            if (const auto height = space_.ground_.height_at(p)) {
                sum += *height;
                known += 1;
            }
        return known > 0 ? sum / known : known_ground(label_point(part), feature);
    }

    void add_part(const Obstacle& obstacle, Geometry part, rays::Thing thing) {
        Solid solid{{}, obstacle.base_m, obstacle.top_m, std::nullopt, thing};
        if (obstacle.role == Role::building)
            solid.level = level_of(part, obstacle.feature);
        else
            (void)known_ground(part.points.front(), obstacle.feature);
        const Field* terrain = space_.ground_.terrain();
        const Geometry outline =
            terrain ? denser(part, std::min(terrain->grid.cell_x, terrain->grid.cell_y)) : part;
        double lowest = solid.level.value_or(0);
        for (const Point& p : outline.points)
            lowest = std::min(lowest, space_.ground_at(p));
        const auto bottom = [&](Point p) {
            if (obstacle.base_m > 0) return space_.bottom_of(solid, p);
            return (solid.level ? lowest : space_.ground_at(p)) - foundation_m;
        };
        const auto top = [&](Point p) { return space_.top_of(solid, p); };
        if (part.kind == GeometryKind::line) {
            solids_.add_wall(outline, bottom, top, thing);
            solid.geometry = std::move(part);
            space_.walls_.push_back(std::move(solid));
            return;
        }
        solids_.add_prism(solid.level ? part : outline, bottom, top, thing);
        solid.geometry = std::move(part);
        space_.solids_.push_back(std::move(solid));
    }

    Space& space_;
    const Site& site_;
    double least_opacity_;
    std::map<Uuid, Called> names_;
    rays::Solids solids_;
    std::vector<Note> off_terrain_;
};

namespace {

// Beside a kerb the ground is as high as it: a step that hides and shades nothing, where a wall of its height
// would shade what lies right behind it.
std::set<Uuid> kerbs_of(const Site& site) {
    constexpr double highest_m = 0.3;
    std::set<Uuid> kerbs;
    for (const auto& [layer, barrier] : site.features(Role::barrier)) {
        const Defaults& usual = Defaults::bundled();
        if (usual.text(Role::barrier, *barrier, "kind") == "kerb" &&
            usual.number(Role::barrier, *barrier, "height_m") <= highest_m)
            kerbs.insert(barrier->id);
    }
    return kerbs;
}

} // namespace

Space::Space(const Site& site, const std::vector<Obstacle>& obstacles, const std::vector<Crown>& crowns,
             double least_opacity, const Progress& progress)
    : ground_(terrain_of(site)) {
    note_steep_wholes(ground_.terrain(), notes_);
    if (!ground_.flat()) mean_ground_ = statistics(*ground_.terrain()).mean;
    Builder builder(*this, site, least_opacity);
    const std::set<Uuid> kerbs = kerbs_of(site);
    for (const Obstacle& obstacle : obstacles) {
        progress.checkpoint();
        if (!kerbs.contains(obstacle.feature)) builder.add(obstacle);
    }
    for (const Crown& crown : crowns)
        builder.add(crown);
    builder.finish(progress);
}

double Space::ground_at(Point p) const {
    return ground_.height_at(p).value_or(mean_ground_);
}

double Space::bottom_of(const Solid& solid, Point p) const {
    if (solid.base_m <= 0) return -std::numeric_limits<double>::infinity();
    return (solid.level ? *solid.level : ground_at(p)) + solid.base_m;
}

double Space::top_of(const Solid& solid, Point p) const {
    return (solid.level ? *solid.level : ground_at(p)) + solid.top_m;
}

std::map<Uuid, Space::Span> Space::building_spans() const {
    std::map<Uuid, Span> spans;
    for (const Solid& solid : solids_) {
        if (!solid.level) continue;
        const Point p = solid.geometry.points.front();
        const Span one{bottom_of(solid, p), top_of(solid, p)};
        const auto [place, fresh] = spans.try_emplace(owners_[solid.thing].feature, one);
        if (fresh) continue;
        place->second.underside_m = std::min(place->second.underside_m, one.underside_m);
        place->second.roof_m = std::max(place->second.roof_m, one.roof_m);
    }
    return spans;
}

std::string Space::name_of(rays::Thing thing) const {
    return thing == rays::ground_thing ? "terrain" : owners_[thing].name;
}

std::string Space::words_for(rays::Thing thing) const {
    return thing == rays::ground_thing ? "the terrain" : owners_[thing].words;
}

Uuid Space::feature_of(rays::Thing thing) const {
    return thing == rays::ground_thing ? Uuid{} : owners_[thing].feature;
}

double Space::off_m(Point3 place) const {
    return kernel::area_rounding_m + rays_->clearance_m(place);
}

Space::Surrounding Space::around(Point3 place, std::optional<double> ground_m) const {
    const Point p{place.x, place.y};
    const double slack = rays_->clearance_m(place);
    const double off = off_m(place);
    Surrounding found{std::nullopt, ground_m, p};
    bool at_side = false;
    for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(off))) {
        if (i >= solids_.size() + crowns_.size()) {
            const Solid& wall = walls_[i - solids_.size() - crowns_.size()];
            found.at_wall = found.at_wall || outline_within(wall.geometry, p, off);
            continue;
        }
        if (i >= solids_.size()) {
            const rays::Solids::Crown& crown = crowns_[i - solids_.size()];
            const double across = distance(p, Point{crown.center.x, crown.center.y}) / crown.radius_m;
            const double up = (place.z - crown.center.z) / crown.half_height_m;
            if (std::hypot(across, up) < 1 - slack / std::min(crown.radius_m, crown.half_height_m))
                found.inside = crown.thing;
            continue;
        }
        const Solid& solid = solids_[i];
        at_side = at_side || outline_within(solid.geometry, p, off);
        if (!contains(solid.geometry, p)) continue;
        const double top = top_of(solid, p);
        if (top <= place.z + slack)
            found.floor_m = std::max(top, found.floor_m.value_or(top));
        else if (place.z > bottom_of(solid, p) + slack && place.z < top - slack &&
                 clearly_within(solid.geometry, p))
            found.inside = solid.thing;
    }
    if (!at_side || found.inside) return found;
    found.clear = off_the_sides(place, found.floor_m.value_or(place.z), std::nullopt);
    if (!(found.clear == p))
        if (const auto ground = ground_.height_at(found.clear); ground && found.floor_m)
            found.floor_m = std::max(*ground, *found.floor_m);
    return found;
}

Point Space::clear_towards(Point3 place, double floor_m, Point towards) const {
    return off_the_sides(place, floor_m, towards);
}

Point Space::off_the_sides(Point3 place, double floor_m, std::optional<Point> towards) const {
    const Point p{place.x, place.y};
    const double slack = rays_->clearance_m(place);
    const double off = off_m(place);
    const auto near = index_.query(Box{p.x, p.y, p.x, p.y}.grown(off));
    // First from all beside the whole height, then from what is beside the place itself: a window over a
    // lower building.
    for (const double low : {floor_m, place.z}) {
        std::vector<StandingThing> things;
        for (const std::uint32_t i : near) {
            const bool wall = i >= solids_.size() + crowns_.size();
            if (!wall && i >= solids_.size()) continue;
            const Solid& solid = wall ? walls_[i - solids_.size() - crowns_.size()] : solids_[i];
            const double top = top_of(solid, p);
            if (bottom_of(solid, p) > place.z + slack || top < low - slack) continue;
            things.push_back({&solid.geometry, top > low + slack});
        }
        if (const auto clear = stand_off(p, things, off, towards)) return *clear;
    }
    return p;
}

kernel::Obstacles Space::outlines(double least_top_m) const {
    kernel::Obstacles found;
    const bool all = std::isinf(least_top_m);
    for (const auto* kind : {&solids_, &walls_})
        for (const Solid& solid : *kind) {
            const Geometry& shape = solid.geometry;
            if (!all && (solid.base_m > 0 || top_of(solid, shape.points.front()) < least_top_m)) continue;
            const bool ring = shape.kind == GeometryKind::polygon;
            for (std::size_t r = 0; r < shape.ring_count(); ++r) {
                const auto points = shape.ring(r);
                if (points.size() >= (ring ? 3U : 2U))
                    (ring ? found.rings : found.lines).emplace_back(points.begin(), points.end());
            }
            found.bounds.add(shape.box());
        }
    if (!all) return found;
    for (const rays::Solids::Crown& crown : crowns_) {
        std::vector<Point> ring; // about the circle
        for (int i = 0; i < circle_corners; ++i) {
            const double angle = 2 * std::numbers::pi * i / circle_corners;
            ring.push_back(Point{crown.center.x, crown.center.y} +
                           Point{std::cos(angle), std::sin(angle)} *
                               (crown.radius_m / std::cos(std::numbers::pi / circle_corners)));
        }
        for (const Point& p : ring)
            found.bounds.add(p);
        found.rings.push_back(std::move(ring));
    }
    return found;
}

} // namespace prospect::scene
