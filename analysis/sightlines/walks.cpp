#include "analysis/sightlines/walks.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/footing.h"
#include "analysis/scene/path_stations.h"
#include "analysis/scene/study_area.h"
#include "analysis/sightlines/joined_walks.h"

#include <algorithm>
#include <set>

namespace prospect::sightlines {

namespace {

using engine::Note;

// From the first station of a walk to its last, with the corners between. before_m: chainage where the line
// begins.
Geometry part_of_line(const Geometry& line, const Walk& walk, double before_m) {
    std::vector<Point> points{walk.stations.front().place};
    double chainage_m = before_m;
    for (std::size_t i = 0; i < line.points.size(); ++i) {
        if (i > 0) chainage_m += distance(line.points[i - 1], line.points[i]);
        if (chainage_m > walk.begin_m() && chainage_m < walk.end_m()) points.push_back(line.points[i]);
    }
    points.push_back(walk.stations.back().place);
    return Geometry::make_line(points);
}

class Reader {
public:
    Reader(const engine::Context& context, const scene::Space& space, double step_m, double eye_height_m)
        : context_(context), space_(space), study_(context.site()),
          footing_(context.scene(), eye_height_m, scene::Gates::all), step_m_(step_m), eye_m_(eye_height_m) {}

    // Of the paths, and of the others near enough to lead into them.
    Walks read(std::span<const FeaturePtr> paths, double lead_m) {
        std::set<Uuid> wanted;
        Box box;
        for (const FeaturePtr& path : paths) {
            wanted.insert(path->id);
            box.add(path->geometry.box());
        }
        for (const FeaturePtr& path : paths_of(context_))
            if (wanted.contains(path->id) || path->geometry.box().grown(lead_m).intersects(box)) add(path);
        join_walks(made_.walks, links_, footing_, lead_m);
        std::erase_if(made_.walks, [&](const Walk& walk) { return !wanted.contains(walk.path->id); });
        made_.notes = reader_.notes();
        const Frame& frame = context_.site().frame;
        scene::add_merged(made_.notes, without_length_, "paths have no length and nobody walks them", frame);
        scene::add_merged(made_.notes, stopped_,
                          "paths lead into something without a gate or gap: they end there, both ways",
                          frame);
        scene::add_merged(made_.notes, inside_, "places on paths are within things: nobody looks from there",
                          frame);
        scene::add_merged(made_.notes, no_ground_, "places on paths have no terrain: nobody looks from there",
                          frame);
        return std::move(made_);
    }

private:
    void add(const FeaturePtr& path) {
        const Geometry& shape = path->geometry;
        double before_m = 0;
        for (std::size_t r = 0; shape.kind == GeometryKind::line && r < shape.ring_count(); ++r) {
            const Walk walk{path,
                            scene::title_of(*path),
                            Geometry::make_line(shape.ring(r)),
                            reader_.number(Role::path, *path, "width_m"),
                            {},
                            0,
                            0};
            const auto stations = scene::path_stations(walk.line, step_m_);
            add_pieces(walk, stations, before_m);
            if (!stations.empty()) before_m += stations.back().chainage_m;
        }
        if (before_m > 0 || shape.empty()) return;
        without_length_.push_back({Note::Level::warning, "path_without_length",
                                   "the path " + scene::title_of(*path) + " at " +
                                       scene::place_text(context_.site().frame, shape.points.front()) +
                                       " has no length and nobody walks it: draw it as a line",
                                   shape.points.front(), path->id});
    }

    // The walks between what nobody gets through.
    void add_pieces(const Walk& whole, const std::vector<scene::PathStation>& stations, double before_m) {
        Walk piece = whole;
        std::optional<std::size_t> before; // the walk before the last stop
        for (std::size_t i = 0; i < stations.size(); ++i) {
            piece.stations.push_back(station_at(before_m + stations[i].chainage_m, stations[i].place, whole));
            const bool last = i + 1 == stations.size();
            const auto stop = last ? std::nullopt : stop_on(whole.line, stations[i], stations[i + 1]);
            if (stop) note_stop(whole, *stop, stations[i].place);
            if (!stop && !last) continue;
            if (piece.stations.size() > 1 && finish(piece, whole, before_m)) {
                const std::size_t made = made_.walks.size() - 1;
                if (before && sees_on(made_.walks[*before], made_.walks[made]))
                    links_.emplace_back(*before, made);
                before = made;
            }
            piece.stations.clear();
        }
    }

    // What stops people between two stations of a line, along its corners.
    std::optional<Uuid> stop_on(const Geometry& line, const scene::PathStation& from,
                                const scene::PathStation& to) const {
        Point at = from.place;
        double chainage_m = 0;
        for (std::size_t i = 0; i + 1 < line.points.size() && chainage_m < to.chainage_m; ++i) {
            chainage_m += distance(line.points[i], line.points[i + 1]);
            if (chainage_m <= from.chainage_m || chainage_m >= to.chainage_m) continue;
            if (const auto stop = footing_.stop_between(at, line.points[i + 1])) return stop;
            at = line.points[i + 1];
        }
        return footing_.stop_between(at, to.place);
    }

    // Over, or through, what stops people between two walks of a line.
    bool sees_on(const Walk& before, const Walk& after) const {
        const WalkStation& from = before.stations.back();
        const WalkStation& to = after.stations.front();
        return from.looks() && to.looks() &&
               !space_.rays().first_hit({from.at_height(eye_m_), to.at_height(eye_m_)});
    }

    bool finish(Walk& piece, const Walk& whole, double before_m) {
        if (std::none_of(piece.stations.begin(), piece.stations.end(),
                         [](const WalkStation& station) { return station.looks(); }))
            return false;
        piece.first = 0;
        piece.last = piece.stations.size() - 1;
        piece.line = part_of_line(whole.line, piece, before_m);
        made_.walks.push_back(piece);
        return true;
    }

    void note_stop(const Walk& walk, const Uuid& thing, Point place) {
        if (!known_.emplace(walk.path->id, thing).second) return;
        std::string name = "a building, wall, fence or hedge";
        for (const Role role : {Role::building, Role::barrier})
            for (const auto& [layer, feature] : context_.site().features(role))
                if (feature->id == thing && !feature->name.empty()) name = feature->name;
        stopped_.push_back({Note::Level::warning, "path_stopped",
                            "the path " + walk.name + " leads into " + name + " at " +
                                scene::place_text(context_.site().frame, place) +
                                ", where no gate or gap is: it ends there, both ways",
                            place, walk.path->id});
    }

    WalkStation station_at(double chainage_m, Point place, const Walk& walk) {
        WalkStation station{
            chainage_m, place, place, space_.ground().height_at(place), std::nullopt, study_.contains(place)};
        if (!station.ground_m) {
            no_ground_.push_back(
                {Note::Level::warning, "station_off_terrain",
                 "a place on the path " + walk.name + " has no terrain: nobody looks from there", place,
                 walk.path->id});
            return station;
        }
        const auto around = space_.around({place.x, place.y, *station.ground_m + eye_m_}, station.ground_m);
        station.inside = around.inside;
        station.clear = around.clear;
        if (around.inside && !context_.scene().in_building(place, eye_m_))
            inside_.push_back({Note::Level::warning, "station_inside",
                               "the path " + walk.name + " leads through " + space_.name_of(*around.inside) +
                                   " at " + scene::place_text(context_.site().frame, place) +
                                   ": nobody looks from there",
                               place, walk.path->id});
        return station;
    }

    const engine::Context& context_;
    const scene::Space& space_;
    scene::StudyArea study_;
    scene::Footing footing_;
    double step_m_;
    double eye_m_;
    scene::AttributeReader reader_;
    Walks made_;
    std::vector<std::pair<std::size_t, std::size_t>> links_; // walks of a line that are seen across a stop
    std::set<std::pair<Uuid, Uuid>> known_;                  // path and what it leads into
    std::vector<Note> without_length_;
    std::vector<Note> stopped_;
    std::vector<Note> inside_;
    std::vector<Note> no_ground_;
};

} // namespace

std::vector<FeaturePtr> paths_of(const engine::Context& context) {
    std::vector<FeaturePtr> paths;
    for (const auto& [layer, path] : context.site().features(Role::path))
        if (present(*path, context.time().phase)) paths.push_back(path);
    return paths;
}

Walks walks_of(const engine::Context& context, const scene::Space& space, std::span<const FeaturePtr> paths,
               double step_m, double eye_height_m, double lead_m) {
    return Reader(context, space, step_m, eye_height_m).read(paths, lead_m);
}

} // namespace prospect::sightlines
