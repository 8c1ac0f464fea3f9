#include "analysis/sightlines/guardians.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/building_use.h"
#include "analysis/scene/facades.h"
#include "analysis/scene/spots.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::sightlines {

namespace {

using scene::Note;

// Eyes of somebody who stands: 1.6 m above a floor with sills at 0.9 m, or above the ground.
constexpr double eye_above_sill_m = 0.7;
constexpr double standing_eye_m = 1.6;
constexpr double storey_m = 3; // of a door upstairs
// In front of the wall by more than walls are rounded and drawn askew.
constexpr double before_wall_m = 0.05;
constexpr double height_slack_m = 0.01;
// Some so many places of an area where somebody may be.
constexpr double eyes_of_an_area = 12;
// Domain: clear glass lets sight through, obscured a fifth of it, behind a curtain half.
constexpr double obscured_glass = 0.2;
constexpr double curtained_glass = 0.5;

constexpr std::array<const char*, watched_bands> occupied_names{"occupied_day", "occupied_evening",
                                                                "occupied_night"};

// What is behind a window of the ground floor of such a building when nobody says which room; "" where that
// is not known.
std::string room_by_use(const Feature& building) {
    switch (scene::use_of(building)) {
    case scene::BuildingUse::shop:
        return "shop";
    case scene::BuildingUse::office:
        return "office";
    case scene::BuildingUse::empty:
        return "store";
    case scene::BuildingUse::other:
        break;
    }
    return {};
}

class Reader {
public:
    Reader(const scene::Scene& scene, const scene::Space& opaque, const Box* within)
        : scene_(scene), opaque_(opaque), within_(within), facades_(scene.facades()),
          spans_(opaque.building_spans()) {
        for (const auto& [layer, building] : scene.site().features(Role::building))
            buildings_.emplace(building->id, building);
        for (std::size_t band = 0; band < occupied_names.size(); ++band) {
            times_[band] = scene.time();
            if (static_cast<DayBand>(band) != DayBand::night || scene.time().band != DayBand::night)
                times_[band].set_time(name_of(static_cast<DayBand>(band)));
        }
    }

    Guardians read(scene::MissingWindows missing) {
        const scene::PlanOpenings openings = scene::openings_of(scene_.site(), scene_.time().phase, missing);
        for (const scene::PlanOpening& opening : openings.all)
            add_opening(opening);
        for (const auto& [layer, feature] : scene_.site().features(Role::activity))
            add_activity(feature);
        made_.notes = reader_.notes();
        made_.occupation_notes = occupation_.notes();
        made_.night_notes = night_occupation_.notes();
        add_notes(openings.without_building);
        return std::move(made_);
    }

private:
    void add_opening(const scene::PlanOpening& opening) {
        const FeaturePtr& feature = opening.feature;
        const std::string kind = scene::AttributeReader::own_text(*feature, "kind");
        if (kind != "window" && kind != "door") return;
        const bool window = kind == "window";
        Point at = label_point(feature->geometry);
        if (within_ && !within_->contains(at)) return;
        const auto facade = facades_.at(at);
        // A gate in a fence is no door of a house.
        if (!window && !facade) return;
        Guardian guardian;
        guardian.feature = feature;
        guardian.kind = window ? GuardianKind::window : GuardianKind::door;
        guardian.assumed = opening.assumed;
        guardian.outward = outward_of(*feature, facade, at);
        if (facade) {
            guardian.building = facade->building;
            at = facade->foot + facade->outward * before_wall_m;
        } else if (guardian.assumed) {
            return; // in the wall of a building that is not there, as an option may have it
        } else {
            homeless_.push_back(
                note(*feature, at, "window_without_facade",
                     "lies more than 0.5 m from every building's wall and looks " +
                         std::string(guardian.outward ? "where it is said to face" : "all round")));
        }
        if (window) {
            ++made_.windows;
            made_.assumed_windows += guardian.assumed ? 1 : 0;
        }
        guardian.glass = glass_of(*feature);
        occupy_behind(guardian);
        if (!place(guardian, at, eye_height(*feature, window))) return;
        if (window) note_height(guardian, at);
        made_.all.push_back(std::move(guardian));
    }

    // Nobody is told where it should be: it is used as drawn.
    void note_height(const Guardian& window, Point at) {
        const auto span = spans_.find(window.building);
        if (span == spans_.end()) return;
        const Guardian::Eye& eye = window.eyes.front();
        const double ground_m = eye.at.z - eye.height_m;
        const auto say = [&](const char* what, double limit_m) {
            beyond_walls_.push_back(
                note(*window.feature, at, "window_above_or_below_building",
                     std::string("is ") + what + " of its building, " +
                         scene::metres_text(limit_m - ground_m) + " m above the ground: eyes at it are " +
                         scene::metres_text(eye.height_m) + " m above the ground; it is used as drawn"));
        };
        if (eye.at.z > span->second.roof_m + height_slack_m)
            say("higher than the roof", span->second.roof_m);
        else if (eye.at.z < span->second.underside_m - height_slack_m)
            say("lower than the underside", span->second.underside_m);
    }

    std::optional<Point> outward_of(const Feature& feature, const std::optional<scene::Facade>& facade,
                                    Point at) {
        const scene::Outward outward = scene::outward_of(feature, facade);
        if (outward.said_inward)
            inward_.push_back(note(feature, at, "azimuth_inward",
                                   "is said to face into its building and is taken to face out of it"));
        return outward.direction;
    }

    double eye_height(const Feature& feature, bool window) {
        if (!window && !scene::AttributeReader::own_number(feature, "sill_m"))
            return storey_m * std::max(0.0, reader_.number(Role::opening, feature, "storey")) +
                   standing_eye_m;
        const double sill = reader_.number(Role::opening, feature, "sill_m");
        if (!window) return sill + standing_eye_m;
        const double head = reader_.number(Role::opening, feature, "head_m");
        const double eye = sill + eye_above_sill_m;
        return head > sill ? std::min(eye, head) : eye;
    }

    // False where there is no room to look from.
    bool place(Guardian& guardian, Point at, double height_m) {
        const auto ground = opaque_.ground().height_at(at);
        const Point3 eye{at.x, at.y, opaque_.ground_at(at) + height_m};
        const auto around = opaque_.around(eye, ground);
        if (around.inside) {
            blind_.push_back(
                note(*guardian.feature, at, "looks_into_solid",
                     "looks straight into " + opaque_.words_for(*around.inside) + " and sees nothing"));
            return false;
        }
        guardian.eyes.push_back({{around.clear.x, around.clear.y, eye.z}, height_m});
        return true;
    }

    static double glass_of(const Feature& feature) {
        const std::string glazing = scene::AttributeReader::own_text(feature, "glazing");
        return glazing == "obscured" ? obscured_glass : glazing == "curtained" ? curtained_glass : 1.0;
    }

    const Feature* building_of(const Uuid& id) const {
        const auto found = buildings_.find(id);
        return found == buildings_.end() ? nullptr : found->second.get();
    }

    // A window of the ground floor without a room of its own has that of its building's use, and its hours.
    void occupy_behind(Guardian& guardian) {
        const Feature& feature = *guardian.feature;
        const bool window = guardian.kind == GuardianKind::window;
        std::string hours = window ? scene::AttributeReader::own_text(feature, "hours") : std::string();
        if (window) guardian.room = scene::AttributeReader::own_text(feature, "room");
        const Feature* house = building_of(guardian.building);
        if (!window || !house || !guardian.room.empty() ||
            reader_.number(Role::opening, feature, "storey") > 0 || room_by_use(*house).empty())
            return occupy(guardian, Role::opening, feature, hours);
        guardian.room = room_by_use(*house);
        Feature made = feature;
        made.set("room", guardian.room, Basis::assumed);
        if (hours.empty()) hours = scene::AttributeReader::own_text(*house, "hours");
        occupy(guardian, Role::opening, made, hours);
    }

    void occupy(Guardian& guardian, Role role, const Feature& feature, const std::string& hours) {
        const bool shop =
            scene::AttributeReader::own_text(feature, role == Role::activity ? "kind" : "room") == "shop";
        for (std::size_t band = 0; band < watched_bands; ++band) {
            double& found = guardian.occupied[band];
            OccupiedBy& by = guardian.occupied_by[band];
            const auto own = scene::AttributeReader::own_number(feature, occupied_names[band]);
            const auto open = hours.empty() ? std::nullopt : open_at(hours, times_[band]);
            by = own ? OccupiedBy::plan : open && (!*open || shop) ? OccupiedBy::hours : OccupiedBy::usual;
            found = by == OccupiedBy::plan    ? *own
                    : by == OccupiedBy::hours ? (*open ? 1 : 0)
                                              : usual_of(band).number(role, feature, occupied_names[band]);
            found = std::clamp(found, 0.0, 1.0);
        }
    }

    scene::AttributeReader& usual_of(std::size_t band) {
        return static_cast<DayBand>(band) == DayBand::night ? night_occupation_ : occupation_;
    }

    void add_activity(const FeaturePtr& feature) {
        if (!present(*feature, scene_.time().phase) || feature->geometry.empty()) return;
        Guardian guardian;
        guardian.feature = feature;
        guardian.kind = GuardianKind::activity;
        guardian.assumed = feature->basis == Basis::assumed;
        occupy(guardian, Role::activity, *feature, scene::AttributeReader::own_text(*feature, "hours"));
        for (const Point at :
             scene::spots_of(feature->geometry, eyes_of_an_area, scene_.site().frame.origin)) {
            const auto ground = opaque_.ground().height_at(at);
            const Point3 eye{at.x, at.y, opaque_.ground_at(at) + standing_eye_m};
            const auto around = opaque_.around(eye, ground);
            if (!around.inside)
                guardian.eyes.push_back({{around.clear.x, around.clear.y, eye.z}, standing_eye_m});
        }
        if (guardian.eyes.empty())
            blind_.push_back(note(*feature, label_point(feature->geometry), "looks_into_solid",
                                  "lies within something solid and sees nothing"));
        else
            made_.all.push_back(std::move(guardian));
    }

    Note note(const Feature& feature, Point at, const char* code, const std::string& what) const {
        const std::string kind = scene::AttributeReader::own_text(feature, "kind");
        const std::string called = feature.name.empty() ? "the " + (kind.empty() ? "place" : kind) + " at " +
                                                              scene::place_text(scene_.site().frame, at)
                                                        : feature.name;
        return {Note::Level::warning, code, called + " " + what, at, feature.id};
    }

    void add_notes(std::size_t without_building) {
        const Frame& frame = scene_.site().frame;
        scene::add_merged(made_.notes, homeless_, "windows lie more than 0.5 m from every building's wall",
                          frame);
        scene::add_merged(made_.notes, inward_,
                          "openings are said to face into their building and are taken to face out of it",
                          frame);
        scene::add_merged(made_.notes, beyond_walls_,
                          "windows are higher than the roof or lower than the underside of their building "
                          "and are used as drawn",
                          frame);
        scene::add_merged(made_.notes, blind_, "openings and places look straight into something solid",
                          frame);
        if (without_building > 0)
            made_.notes.push_back({Note::Level::info, "openings_of_absent_buildings",
                                   std::to_string(without_building) +
                                       " windows and doors belong to buildings that are not there in this "
                                       "phase and are left out"});
        if (made_.assumed_windows > 0)
            made_.notes.push_back({Note::Level::warning, "windows_assumed",
                                   std::to_string(made_.assumed_windows) + " of " +
                                       std::to_string(made_.windows) + " windows are assumed"});
    }

    const scene::Scene& scene_;
    const scene::Space& opaque_;
    const Box* within_;
    const scene::Facades& facades_;
    scene::AttributeReader reader_;
    scene::AttributeReader occupation_;
    scene::AttributeReader night_occupation_;
    std::map<Uuid, FeaturePtr> buildings_;
    std::array<TimeContext, watched_bands> times_;
    std::map<Uuid, scene::Space::Span> spans_;
    std::vector<Note> homeless_;
    std::vector<Note> inward_;
    std::vector<Note> beyond_walls_;
    std::vector<Note> blind_;
    Guardians made_;
};

} // namespace

Guardians guardians_of(const scene::Scene& scene, const scene::Space& opaque, scene::MissingWindows missing,
                       const Box* within) {
    return Reader(scene, opaque, within).read(missing);
}

} // namespace prospect::sightlines
