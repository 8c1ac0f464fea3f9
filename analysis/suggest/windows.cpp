#include "analysis/access/building_fronts.h"
#include "analysis/assessment/garden_views.h"
#include "analysis/assessment/more_eyes.h"
#include "analysis/assessment/naming.h"
#include "analysis/assessment/privacy.h"
#include "analysis/scene/storeys.h"
#include "analysis/suggest/candidate.h"
#include "analysis/suggest/walls.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::suggest {

namespace {

using assessment::Facts;

constexpr double least_wall_m = 3;     // a shorter wall has no room for one
constexpr double blank_m = 3;          // to the next window or door in that storey
constexpr double ground_within_m = 25; // before the wall
constexpr double eye_m = 1.6;          // of somebody who stands at it, above the floor
constexpr double before_wall_m = 0.05;
constexpr int most_storeys = 2;

struct Blank {
    WallPlace wall;
    int storey = 0;
};

// Windows and doors there are.
class Openings {
public:
    explicit Openings(const Facts& facts) : facts_(facts) {
        std::vector<Box> boxes;
        for (const FeaturePtr& opening : facts.of(Role::opening))
            boxes.push_back(opening->geometry.box());
        index_ = SpatialIndex(boxes);
    }

    bool blank(const Blank& place) const {
        const Point at = place.wall.at;
        const auto near = index_.query(Box{at.x, at.y, at.x, at.y}.grown(blank_m));
        return std::none_of(near.begin(), near.end(), [&](std::uint32_t i) {
            const Feature& opening = *facts_.of(Role::opening)[i];
            const std::string kind = assessment::own_text(opening, "kind");
            return (kind == "window" || kind == "door") && scene::storey_of(opening) == place.storey &&
                   distance(opening.geometry, at) < blank_m;
        });
    }

private:
    const Facts& facts_;
    SpatialIndex index_;
};

assessment::Watcher watcher_at(const Blank& place) {
    const Point out = place.wall.at + place.wall.outward * before_wall_m;
    return {.window = {},
            .building = place.wall.building->id,
            .eye = {out.x, out.y, place.storey * scene::storey_m + eye_m},
            .outward = place.wall.outward};
}

// Buildings with windows that are not on the plan: the first one drawn takes the place of all of them.
std::set<Uuid> with_assumed_windows(const Facts& facts, const Outlook& outlook) {
    std::set<Uuid> found;
    for (const sightlines::Guardian& guardian : outlook.guardians().all)
        if (guardian.assumed && !facts.find(guardian.feature->id)) found.insert(guardian.building);
    return found;
}

std::vector<Blank> blank_places(const Facts& facts, const Outlook& outlook, const Ground& ground,
                                double spacing_m) {
    const std::set<Uuid> assumed = with_assumed_windows(facts, outlook);
    const Openings openings(facts);
    const GroundBefore before(facts, ground);
    std::vector<Blank> places;
    for (const WallPlace& wall : wall_places(facts, spacing_m, least_wall_m, Corners::left_out)) {
        if (access::stays_empty(*wall.building) || assumed.contains(wall.building->id)) continue;
        const auto* near = before.before(wall, ground_within_m);
        if (near == nullptr || !facts.zones().public_at(near->at)) continue;
        for (int storey = 0; storey < std::min(most_storeys, scene::storeys_of(*wall.building)); ++storey)
            if (openings.blank({wall, storey})) places.push_back({wall, storey});
    }
    return places;
}

// Without those that look into somebody's garden.
void keep_discreet(const engine::Workers& workers, const Facts& facts, std::vector<Blank>& places) {
    const assessment::Criterion* privacy = assessment::usual_privacy();
    if (privacy == nullptr) return;
    Box box;
    for (const Blank& place : places)
        box.add(place.wall.at);
    const assessment::ClearLines lines(facts.scene());
    const assessment::GardenViews gardens(facts, lines, *privacy, box);
    std::vector<std::uint8_t> intrudes(places.size());
    workers.for_blocks(
        static_cast<std::int64_t>(places.size()), 16, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
                const assessment::Watcher window = watcher_at(places[i]);
                intrudes[i] = gardens.seen_by({&window, 1}).empty() ? 0 : 1;
            }
        });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (intrudes[i] == 0) places[kept++] = places[i];
    places.resize(kept);
}

} // namespace

std::vector<Candidate> windows(const engine::Workers& workers, const Facts& facts, const Outlook& outlook,
                               const Ground& ground, const PlacesSettings& settings) {
    std::vector<Blank> places = blank_places(facts, outlook, ground, settings.spacing_m);
    keep_discreet(workers, facts, places);
    std::vector<FeaturePtr> all;
    for (const Blank& place : places)
        all.push_back(assessment::window_at(place.wall.building->id, place.wall.at, place.storey));
    if (all.empty()) return {};
    // As the analysis will read them.
    const Site& site = facts.site();
    const scene::Scene with_all(apply(site, adding(site, Role::opening, "Windows", all)),
                                facts.scene().time(), false);
    std::map<Uuid, const sightlines::Guardian*> guardians;
    const auto found = sightlines::guardians_of(with_all, outlook.space(), outlook.question().missing);
    for (const sightlines::Guardian& guardian : found.all)
        guardians.emplace(guardian.feature->id, &guardian);
    std::vector<Candidate> made;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto guardian = guardians.find(all[i]->id);
        if (guardian == guardians.end()) continue;
        const auto& [wall, storey] = places[i];
        made.push_back({.measure = Measure::window,
                        .alters = Alters::openings,
                        .edit = adding(site, Role::opening, "Add a window", {all[i]}),
                        .text = "Put a window facing " + assessment::compass(wall.outward) + " on the " +
                                std::string(storey == 0 ? "ground" : "first") + " floor of " +
                                facts.called(Role::building, *wall.building),
                        .shape = Geometry::make_point(wall.at),
                        .at = wall.at,
                        .azimuth_deg = azimuth_of(wall.outward),
                        .height_m = guardian->second->eyes.front().height_m,
                        .box = {wall.at.x, wall.at.y, wall.at.x, wall.at.y},
                        .window = *guardian->second});
    }
    return made;
}

} // namespace prospect::suggest
