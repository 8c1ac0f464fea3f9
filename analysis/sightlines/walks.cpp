#include "analysis/sightlines/walks.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/footing.h"
#include "analysis/scene/path_stations.h"
#include "analysis/sightlines/study_area.h"

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

    Walks read(std::span<const FeaturePtr> paths) {
        for (const FeaturePtr& path : paths)
            add(path);
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
                            scene::path_title(*path),
                            Geometry::make_line(shape.ring(r)),
                            reader_.number(Role::path, *path, "width_m"),
                            {}};
            const auto stations = scene::path_stations(walk.line, step_m_);
            add_pieces(walk, stations, before_m);
            if (!stations.empty()) before_m += stations.back().chainage_m;
        }
        if (before_m > 0 || shape.empty()) return;
        without_length_.push_back({Note::Level::warning, "path_without_length",
                                   "the path " + scene::path_title(*path) + " at " +
                                       scene::place_text(context_.site().frame, shape.points.front()) +
                                       " has no length and nobody walks it: draw it as a line",
                                   shape.points.front(), path->id});
    }

    // The walks between what nobody gets through.
    void add_pieces(const Walk& whole, const std::vector<scene::PathStation>& stations, double before_m) {
        Walk piece = whole;
        for (std::size_t i = 0; i < stations.size(); ++i) {
            piece.stations.push_back(station_at(before_m + stations[i].chainage_m, stations[i].place, whole));
            const bool last = i + 1 == stations.size();
            const auto stop =
                last ? std::nullopt : footing_.stop_between(stations[i].place, stations[i + 1].place);
            if (stop) note_stop(whole, *stop, stations[i].place);
            if (!stop && !last) continue;
            if (piece.stations.size() > 1) finish(piece, whole, before_m);
            piece.stations.clear();
        }
    }

    void finish(Walk& piece, const Walk& whole, double before_m) {
        if (std::none_of(piece.stations.begin(), piece.stations.end(),
                         [](const WalkStation& station) { return station.looks(); }))
            return;
        piece.line = part_of_line(whole.line, piece, before_m);
        made_.walks.push_back(piece);
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
    StudyArea study_;
    scene::Footing footing_;
    double step_m_;
    double eye_m_;
    scene::AttributeReader reader_;
    Walks made_;
    std::set<std::pair<Uuid, Uuid>> known_; // path and what it leads into
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
               double step_m, double eye_height_m) {
    return Reader(context, space, step_m, eye_height_m).read(paths);
}

} // namespace prospect::sightlines
