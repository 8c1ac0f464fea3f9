#include "analysis/assessment/lamp_places.h"
#include "analysis/lighting/aim.h"
#include "analysis/scene/path_stations.h"
#include "analysis/suggest/candidate.h"
#include "analysis/suggest/walls.h"

#include <algorithm>
#include <map>

namespace prospect::suggest {

namespace {

using assessment::Facts;
using assessment::LampPlace;
using lighting::Luminaire;

constexpr double from_trees_m = 5; // NS-17
constexpr double wall_lamp_m = 4;
constexpr double under_roof_m = 0.5;
constexpr double off_wall_m = 0.1;
constexpr double least_wall_m = 2;
constexpr double beside_path_m = 12;
constexpr double usual_column_m = 5;
constexpr double from_openings_m = 2;
constexpr double apart_m = 1;

struct Post {
    LampPlace place;
    std::string where;              // "beside Back Path", "on the wall of Block D"
    std::optional<double> height_m; // of one on a wall
};

bool near_tree(const Facts& facts, Point at) {
    return std::any_of(facts.of(Role::tree).begin(), facts.of(Role::tree).end(),
                       [&](const FeaturePtr& tree) { return distance(tree->geometry, at) < from_trees_m; });
}

const Luminaire* nearest(const std::vector<Luminaire>& lamps, Point p) {
    const auto away = [&](const Luminaire& lamp) { return distance({lamp.at.x, lamp.at.y}, p); };
    const auto found = std::min_element(lamps.begin(), lamps.end(),
                                        [&](const auto& a, const auto& b) { return away(a) < away(b); });
    return found == lamps.end() ? nullptr : &*found;
}

void add_beside_paths(const engine::Workers& workers, const Facts& facts, const Outlook& outlook,
                      const GroundBefore& ground, const PlacesSettings& settings, std::vector<Post>& posts) {
    struct Spot {
        const Feature* path;
        Point at;
    };
    std::vector<Spot> spots;
    for (const FeaturePtr& path : facts.scored(Role::path))
        for (const scene::PathStation& station : scene::path_stations(path->geometry, settings.spacing_m))
            if (const Place* near = ground.near(station.place, settings.spacing_m); near != nullptr)
                spots.push_back({path.get(), station.place});
    std::vector<std::optional<LampPlace>> places(spots.size());
    workers.for_blocks(static_cast<std::int64_t>(spots.size()), 8, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            const Luminaire* model = nearest(outlook.lamps(), spots[i].at);
            const double height_m = settings.lamp_height_m > 0 ? settings.lamp_height_m
                                    : model != nullptr         ? model->height_m
                                                               : usual_column_m;
            places[i] = assessment::lamp_place_beside(facts, *spots[i].path, spots[i].at, height_m);
        }
    });
    for (std::size_t i = 0; i < spots.size(); ++i)
        if (places[i] && !near_tree(facts, places[i]->at))
            posts.push_back({*places[i], "beside " + facts.called(Role::path, *spots[i].path), {}});
}

// No lamp before somebody's window.
bool beside_opening(const Facts& facts, Point at) {
    return std::any_of(
        facts.of(Role::opening).begin(), facts.of(Role::opening).end(),
        [&](const FeaturePtr& opening) { return distance(opening->geometry, at) < from_openings_m; });
}

void add_on_walls(const Facts& facts, const GroundBefore& ground, const PlacesSettings& settings,
                  std::vector<Post>& posts) {
    for (const WallPlace& wall : wall_places(facts, settings.spacing_m, least_wall_m, Corners::left_out)) {
        const double roof_m = assessment::number_of(Role::building, *wall.building, "height_m").value;
        if (roof_m < wall_lamp_m + under_roof_m) continue;
        const Place* near = ground.before(wall, beside_path_m);
        const Point at = wall.at + wall.outward * off_wall_m;
        if (near == nullptr || near_tree(facts, at) || beside_opening(facts, wall.at)) continue;
        posts.push_back({{at, near->at - at},
                         "on the wall of " + facts.called(Role::building, *wall.building),
                         wall_lamp_m});
    }
}

// Two ways that meet offer the same places.
void drop_doubles(std::vector<Post>& posts) {
    std::vector<Post> kept;
    for (Post& post : posts)
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const Post& one) { return distance(one.place.at, post.place.at) < apart_m; }))
            kept.push_back(std::move(post));
    posts = std::move(kept);
}

FeaturePtr lamp_at(const Post& post, const Luminaire* model, const PlacesSettings& settings) {
    auto lamp = std::make_shared<Feature>();
    lamp->id = Uuid::from_name("suggested lamp " + as_text(Value(post.place.at.x)) + " " +
                               as_text(Value(post.place.at.y)));
    lamp->geometry = Geometry::make_point(on_grid(post.place.at));
    lamp->basis = Basis::drawn;
    if (model != nullptr) lamp->attributes = model->feature->attributes;
    if (!settings.lamp_photometry.empty()) lamp->set("photometry", settings.lamp_photometry, Basis::drawn);
    if (post.height_m)
        lamp->set("height_m", *post.height_m, Basis::drawn);
    else if (settings.lamp_height_m > 0)
        lamp->set("height_m", settings.lamp_height_m, Basis::drawn);
    return lamp;
}

std::vector<Luminaire> hung(const Outlook& outlook, const std::vector<FeaturePtr>& features) {
    return lighting::luminaires_among(outlook.scene(), outlook.space(), outlook.scene().site(), features,
                                      std::nullopt, engine::in_band(outlook.scene().time(), DayBand::night))
        .lit;
}

} // namespace

std::vector<Candidate> lamps(const engine::Workers& workers, const Facts& facts, const Outlook& outlook,
                             const Ground& ground, const PlacesSettings& settings) {
    const GroundBefore before(facts, ground);
    std::vector<Post> posts;
    add_beside_paths(workers, facts, outlook, before, settings, posts);
    add_on_walls(facts, before, settings, posts);
    drop_doubles(posts);
    std::vector<FeaturePtr> features;
    std::map<Uuid, const Post*> of;
    for (const Post& post : posts) {
        features.push_back(lamp_at(post, nearest(outlook.lamps(), post.place.at), settings));
        of.emplace(features.back()->id, &post);
    }
    // Turned towards what they are to light: which way each leans is known once it hangs.
    std::vector<FeaturePtr> aimed;
    for (const Luminaire& lamp : hung(outlook, features)) {
        auto turned = std::make_shared<Feature>(*lamp.feature);
        turned->set("azimuth_deg", lighting::azimuth_towards(lamp, of.at(lamp.feature->id)->place.towards),
                    Basis::drawn);
        aimed.push_back(std::move(turned));
    }
    std::vector<Candidate> made;
    for (const Luminaire& lamp : hung(outlook, aimed)) {
        const Post& post = *of.at(lamp.feature->id);
        const Luminaire* model = nearest(outlook.lamps(), post.place.at);
        const std::string name = model != nullptr ? facts.name_of(*model->feature) : "";
        const bool like = model != nullptr && settings.lamp_photometry.empty();
        made.push_back(
            {.measure = Measure::lamp,
             .alters = Alters::lamps,
             .edit = adding(facts.site(), Role::luminaire, "Add a lamp", {lamp.feature}),
             .text = "Put a lamp" +
                     (!like ? std::string() : " like " + (name.empty() ? "the nearest one" : name)) + " " +
                     post.where,
             .shape = lamp.feature->geometry,
             .at = label_point(lamp.feature->geometry),
             .azimuth_deg = lamp.azimuth_deg,
             .height_m = lamp.height_m,
             .box = lamp.feature->geometry.box(),
             .lamp = lamp});
    }
    return made;
}

} // namespace prospect::suggest
