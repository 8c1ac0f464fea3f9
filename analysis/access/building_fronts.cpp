#include "analysis/access/building_fronts.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/building_use.h"
#include "analysis/scene/facades.h"
#include "analysis/scene/study_area.h"
#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace prospect::access {

namespace {

using engine::Note;

// Lines of sight begin this far before the wall.
constexpr double before_wall_m = 0.05;
constexpr double least_bend_cosine = 0.7071;

class Reader {
public:
    Reader(const engine::Context& context, const scene::Space& space, const FrontSettings& settings,
           std::span<const Box> changed)
        : context_(context), space_(space), settings_(settings), changed_(changed), study_(context.site()) {}

    BuildingFronts read() {
        read_paths();
        read_rings();
        leave_out_unreached();
        read_openings();
        context_.for_blocks(static_cast<std::int64_t>(made_.rings.size()), 4,
                            [&](std::int64_t begin, std::int64_t end) {
                                for (std::int64_t i = begin; i < end; ++i)
                                    find_paths(made_.rings[static_cast<std::size_t>(i)]);
                            });
        const auto defaults = reader_.notes();
        made_.notes.insert(made_.notes.end(), defaults.begin(), defaults.end());
        if (made_.assumed_windows > 0)
            made_.notes.push_back({Note::Level::warning, "windows_assumed",
                                   std::to_string(made_.assumed_windows) + " of " +
                                       std::to_string(made_.windows) + " windows are assumed"});
        return std::move(made_);
    }

private:
    void read_paths() {
        std::vector<Box> boxes;
        std::vector<Note> no_length;
        for (const auto& [layer, path] : context_.site().features(Role::path)) {
            if (!present(*path, context_.time().phase) || path->geometry.empty()) continue;
            if (length(path->geometry) <= 0) {
                no_length.push_back({Note::Level::warning, "path_without_length",
                                     "the path " + scene::title_of(*path) + " has no length and is left out",
                                     path->geometry.points.front(), path->id});
                continue;
            }
            made_.paths.push_back(path);
            half_widths_.push_back(reader_.number(Role::path, *path, "width_m") / 2);
            boxes.push_back(path->geometry.box());
            widest_ = std::max(widest_, half_widths_.back());
        }
        path_index_ = SpatialIndex(boxes);
        scene::add_merged(made_.notes, no_length, "paths have no length and are left out",
                          context_.site().frame);
    }

    void leave_out_unreached() {
        made_.reach_m = settings_.depth_m + widest_;
        if (changed_.empty()) return;
        std::vector<Box> paths;
        for (const FeaturePtr& path : made_.paths)
            if (const Box box = path->geometry.box(); front_reached(box, made_.reach_m, changed_))
                paths.push_back(box);
        std::vector<WallRing> kept;
        std::map<std::pair<Uuid, std::size_t>, std::size_t> places;
        for (const auto& [ring, place] : rings_) {
            const Box& box = made_.rings[place].box;
            if (!front_reached(box, made_.reach_m, changed_) &&
                (paths.empty() || !front_reached(box, made_.reach_m, paths)))
                continue;
            within_.add(box.grown(tolerance::opening_host_m));
            places.emplace(ring, kept.size());
            kept.push_back(std::move(made_.rings[place]));
        }
        made_.rings = std::move(kept);
        rings_ = std::move(places);
    }

    void read_rings() {
        std::map<Uuid, FeaturePtr> features;
        for (const auto& [layer, building] : context_.site().features(Role::building))
            features.emplace(building->id, building);
        for (const scene::Obstacle& obstacle : context_.scene().obstacles()) {
            // One walks beneath the others, or they are no wall at eye height.
            if (obstacle.role != Role::building || !obstacle.at_height(settings_.eye_height_m)) continue;
            for (std::size_t r = 0; r < obstacle.geometry.ring_count(); ++r) {
                rings_.emplace(std::pair(obstacle.feature, r), made_.rings.size());
                add_ring(features.at(obstacle.feature), obstacle.geometry.ring(r));
            }
        }
    }

    void add_ring(const FeaturePtr& building, std::span<const Point> ring) {
        WallRing made{building, {}, {}, {}};
        double at_m = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point a = ring[i];
            const Point b = ring[(i + 1) % ring.size()];
            const double size = distance(a, b);
            if (size <= 0) continue;
            const Point along = (b - a) * (1 / size);
            // Outer rings run counter-clockwise, inner ones clockwise: what is open lies to the right.
            const Point outward{along.y, -along.x};
            const double pieces = std::ceil(size / settings_.step_m - tolerance::grid_slack);
            for (double piece = 0; piece < std::max(1.0, pieces); ++piece) {
                const double from = size * piece / std::max(1.0, pieces);
                const double to = size * (piece + 1) / std::max(1.0, pieces);
                const Point middle = a + along * ((from + to) / 2);
                made.steps.push_back({middle,
                                      outward,
                                      at_m + from,
                                      at_m + to,
                                      study_.contains(middle + outward * before_wall_m),
                                      {}});
            }
            made.box.add(a);
            at_m += size;
        }
        made_.rings.push_back(std::move(made));
    }

    void read_openings() {
        const scene::PlanOpenings openings =
            scene::openings_of(context_.site(), context_.time().phase, settings_.missing);
        for (const scene::PlanOpening& opening : openings.all) {
            const std::string kind = scene::AttributeReader::own_text(*opening.feature, "kind");
            if (kind == "window" || kind == "door") add_opening(opening, kind == "door");
        }
        if (openings.without_building > 0)
            made_.notes.push_back({Note::Level::info, "openings_of_absent_buildings",
                                   std::to_string(openings.without_building) +
                                       " windows and doors belong to buildings that are not there in this "
                                       "phase and are left out"});
    }

    void add_opening(const scene::PlanOpening& opening, bool door) {
        const Feature& feature = *opening.feature;
        if (!changed_.empty() && !within_.contains(label_point(feature.geometry))) return;
        const auto wall = context_.scene().facades().at(label_point(feature.geometry));
        if (!wall) return;
        // The wall of a building beneath which one walks is along no way.
        const auto host = rings_.find({wall->building, wall->ring});
        if (host == rings_.end()) return;
        const double sill = reader_.number(Role::opening, feature, "sill_m");
        const double head = reader_.number(Role::opening, feature, "head_m");
        // The usual sill of a door is the ground's, on whatever storey it is.
        const bool upstairs = !scene::AttributeReader::own_number(feature, "sill_m") &&
                              reader_.number(Role::opening, feature, "storey") > 0;
        const double width = width_of(feature);
        const double middle = wall->along_m;
        (door ? made_.doors : made_.windows) += 1;
        made_.assumed_windows += opening.assumed && !door ? 1 : 0;
        WallRing& ring = made_.rings[host->second];
        ring.openings.push_back({opening.feature, middle - width / 2, middle + width / 2, door,
                                 !upstairs && sill < settings_.eye_height_m && settings_.eye_height_m < head,
                                 in_use(feature, *ring.building, door), opening.assumed});
    }

    double width_of(const Feature& opening) {
        const double drawn = length(opening.geometry);
        if (drawn > 0 && !scene::AttributeReader::own_number(opening, "width_m")) return drawn;
        return std::max(0.0, reader_.number(Role::opening, opening, "width_m"));
    }

    // Rooms and buildings where nobody stays make no wall lively, nor does glass that hides them.
    static bool in_use(const Feature& opening, const Feature& building, bool door) {
        static const std::set<std::string> empty_rooms{"stair",  "bathroom", "toilet",   "store",
                                                       "garage", "plant",    "bin_store"};
        if (stays_empty(building)) return false;
        if (!door && scene::AttributeReader::own_text(opening, "glazing") == "obscured") return false;
        return !empty_rooms.contains(scene::AttributeReader::own_text(opening, "room"));
    }

    void find_paths(WallRing& ring) const {
        for (WallStep& step : ring.steps) {
            const Point from = step.at + step.outward * before_wall_m;
            const Segment ahead{step.at, step.at + step.outward * (settings_.depth_m + widest_)};
            Box box;
            box.add(ahead.a);
            box.add(ahead.b);
            for (const std::uint32_t p : path_index_.query(box))
                if (const auto met = first_met(ahead, p); met && sees(from, *met)) step.paths.push_back(p);
        }
    }

    // Where the way ahead first meets the middle of the path, when its edge is near enough.
    std::optional<Point> first_met(const Segment& ahead, std::uint32_t path) const {
        std::optional<Point> found;
        double least = settings_.depth_m + half_widths_[path];
        for_each_edge(made_.paths[path]->geometry, [&](VertexPlace, const Segment& edge) {
            const auto met = crossing(ahead, edge);
            if (!met) return;
            if (const double away = distance(ahead.a, *met); away <= least) {
                least = away;
                found = met;
            }
        });
        return found;
    }

    bool sees(Point from, Point to) const {
        const auto eye = [&](Point p) {
            return Point3{p.x, p.y, space_.ground_at(p) + settings_.eye_height_m};
        };
        return !space_.rays().blocked({eye(from), eye(to)});
    }

    const engine::Context& context_;
    const scene::Space& space_;
    const FrontSettings& settings_;
    std::span<const Box> changed_;
    Box within_; // of the walls, on trial
    scene::StudyArea study_;
    scene::AttributeReader reader_;
    std::vector<double> half_widths_;
    double widest_ = 0;
    SpatialIndex path_index_;
    std::map<std::pair<Uuid, std::size_t>, std::size_t> rings_; // building and its ring, place in made_.rings
    BuildingFronts made_;
};

// The longest part of [from, to] that no opening covers.
void find_blank(double from, double to, std::vector<std::pair<double, double>> openings,
                RunFigures& figures) {
    std::sort(openings.begin(), openings.end());
    openings.emplace_back(to, to);
    double reached = from;
    for (const auto& [begin, end] : openings) {
        const double gap = std::min(begin, to) - reached;
        if (gap > figures.blank_m) {
            figures.blank_m = gap;
            figures.blank_from_m = reached;
        }
        reached = std::max(reached, end);
    }
}

} // namespace

BuildingFronts building_fronts(const engine::Context& context, const scene::Space& space,
                               const FrontSettings& settings, std::span<const Box> changed) {
    return Reader(context, space, settings, changed).read();
}

bool front_reached(const Box& box, double reach_m, std::span<const Box> changed) {
    return changed.empty() || std::any_of(changed.begin(), changed.end(),
                                          [&](const Box& one) { return one.intersects(box.grown(reach_m)); });
}

std::vector<std::uint32_t> paths_of(const WallRing& ring) {
    std::set<std::uint32_t> found;
    for (const WallStep& step : ring.steps)
        found.insert(step.paths.begin(), step.paths.end());
    return {found.begin(), found.end()};
}

bool scored_along(const WallStep& step, std::uint32_t path) {
    return step.scored && std::binary_search(step.paths.begin(), step.paths.end(), path);
}

std::vector<WallRun> runs_of(const WallRing& ring, const std::function<bool(const WallStep&)>& wanted) {
    const std::size_t count = ring.steps.size();
    std::vector<bool> in(count);
    for (std::size_t i = 0; i < count; ++i)
        in[i] = wanted(ring.steps[i]);
    const auto goes_on = [&](std::size_t i) { // from the step before
        const std::size_t before = (i + count - 1) % count;
        return in[i] && in[before] &&
               dot(ring.steps[i].outward, ring.steps[before].outward) >= least_bend_cosine;
    };
    // Begin where a run does; a ring without a bend has none and begins anywhere.
    std::size_t first = 0;
    while (first < count && goes_on(first))
        ++first;
    if (first == count) first = 0;
    std::vector<WallRun> runs;
    for (std::size_t turn = 0; turn < count; ++turn) {
        const std::size_t i = (first + turn) % count;
        if (!in[i]) continue;
        if (turn == 0 || !goes_on(i)) runs.emplace_back();
        runs.back().steps.push_back(i);
    }
    return runs;
}

RunFigures figures_of(const WallRing& ring, const WallRun& run, double active_m) {
    RunFigures figures;
    const double ring_m = ring.steps.back().to_m;
    const double from = ring.steps[run.steps.front()].from_m;
    double to = ring.steps[run.steps.back()].to_m;
    if (to <= from) to += ring_m; // it goes past the beginning of the ring
    figures.length_m = to - from;
    std::vector<std::pair<double, double>> at_eye_level;
    std::vector<std::pair<double, double>> active;
    for (const FrontOpening& opening : ring.openings) {
        const double middle = (opening.from_m + opening.to_m) / 2;
        const double turn = middle < from ? ring_m : 0;
        if (middle + turn < from || middle + turn > to) continue;
        figures.openings.push_back(&opening);
        if (!opening.at_eye_level) continue;
        at_eye_level.emplace_back(opening.from_m + turn, opening.to_m + turn);
        if (opening.in_use)
            active.emplace_back(std::max(from, opening.from_m + turn - active_m),
                                std::min(to, opening.to_m + turn + active_m));
    }
    std::sort(active.begin(), active.end());
    double reached = from;
    for (const auto& [begin, end] : active) {
        figures.active_m += std::max(0.0, end - std::max(begin, reached));
        reached = std::max(reached, end);
    }
    find_blank(from, to, at_eye_level, figures);
    if (figures.blank_m > 0) figures.blank_at = place_on(ring, figures.blank_from_m + figures.blank_m / 2);
    return figures;
}

Point place_on(const WallRing& ring, double along_m) {
    const double at = std::fmod(along_m, ring.steps.back().to_m);
    const auto step = std::find_if(ring.steps.begin(), ring.steps.end(),
                                   [&](const WallStep& one) { return at <= one.to_m; });
    const WallStep& wall = step == ring.steps.end() ? ring.steps.back() : *step;
    const Point along{-wall.outward.y, wall.outward.x};
    return wall.at + along * (at - (wall.from_m + wall.to_m) / 2);
}

bool stays_empty(const Feature& building) {
    return scene::use_of(building) == scene::BuildingUse::empty;
}

} // namespace prospect::access
