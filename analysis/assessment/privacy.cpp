#include "analysis/assessment/privacy.h"

#include "analysis/assessment/criteria_file.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/garden_views.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/building_use.h"
#include "analysis/scene/planting.h"
#include "analysis/scene/spots.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/sightlines/camera_field.h"
#include "analysis/sightlines/camera_tally.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::assessment {

namespace {

Box around(Point p, double margin_m) {
    return Box{p.x, p.y, p.x, p.y}.grown(margin_m);
}

bool of_a_home(const Facts& facts, const Watcher& watcher) {
    return scene::is_of_a_home(*watcher.window, facts.find(watcher.building).get());
}

// Looks from private places to the public ground near them.
class Passers {
public:
    // Eyes above cells that were asked for, by the cell; none where nobody passes. Not for several threads.
    using Known = std::map<std::pair<std::int64_t, std::int64_t>, std::optional<Point3>>;

    explicit Passers(const MetricInput& input)
        : facts_(input.facts), space_(*input.context.space()), near_m_(input.criterion.setting("near_m")),
          cell_m_(input.criterion.setting("cell_m")), eye_m_(input.criterion.setting("eye_height_m")) {
        if (!(cell_m_ > 0))
            throw RuleError("the setting cell_m of " + input.criterion.code + " is not above 0 m",
                            "give the size of a cell in metres");
    }

    // Whether any cell of public ground nearer than near_m has a clear line to the place. Cells have their
    // centres on whole multiples of their size in CRS coordinates.
    bool see(Point3 place, const std::optional<Point>& outward, Known& known) const {
        const Point at{place.x, place.y};
        const Point origin = facts_.site().frame.origin;
        const auto cell = [&](double full) { return static_cast<std::int64_t>(std::floor(full / cell_m_)); };
        for (std::int64_t row = cell(at.y + origin.y - near_m_); row <= cell(at.y + origin.y + near_m_);
             ++row)
            for (std::int64_t column = cell(at.x + origin.x - near_m_);
                 column <= cell(at.x + origin.x + near_m_); ++column) {
                const Point p{static_cast<double>(column) * cell_m_ - origin.x,
                              static_cast<double>(row) * cell_m_ - origin.y};
                if ((outward && dot(p - at, *outward) <= 0) || distance(p, at) >= near_m_) continue;
                const auto [found, is_new] = known.try_emplace({column, row});
                if (is_new && passes(p))
                    found->second = scene::standing_spot(facts_.scene(), space_, p, eye_m_);
                const auto& eye = found->second;
                if (eye && std::hypot(p.x - at.x, p.y - at.y, eye->z - place.z) < near_m_ &&
                    !space_.rays().blocked({*eye, place}))
                    return true;
            }
        return false;
    }

private:
    // On public ground, and not on the fence or its corner of what is not.
    bool passes(Point p) const {
        constexpr double off_m = 0.1; // ways of 1.2 m between walls are looked over from
        for (const double right : {-off_m, 0.0, off_m})
            for (const double up : {-off_m, 0.0, off_m})
                if (!facts_.zones().public_at(p + Point{right, up})) return false;
        return true;
    }

    const Facts& facts_;
    const scene::Space& space_;
    double near_m_;
    double cell_m_;
    double eye_m_;
};

// Absent where all of it is built over.
std::optional<double> garden_share(const MetricInput& input, const Passers& passers, const Feature& garden) {
    const auto space = input.context.space();
    std::size_t spots = 0;
    std::size_t seen = 0;
    Passers::Known known;
    for (const Point p :
         scene::spots_of(garden.geometry, spots_of_a_garden, input.facts.site().frame.origin)) {
        const auto spot =
            scene::standing_spot(input.facts.scene(), *space, p, input.criterion.setting("seen_height_m"));
        if (!spot) continue;
        ++spots;
        seen += passers.see(*spot, {}, known) ? 1 : 0;
    }
    if (spots == 0) return std::nullopt;
    return static_cast<double>(seen) / static_cast<double>(spots);
}

std::vector<FeaturePtr> gardens_of(const MetricInput& input) {
    const double near_m = input.criterion.setting("near_m");
    std::vector<FeaturePtr> found;
    for (const FeaturePtr& zone : input.facts.scored(Role::zone))
        if (own_text(*zone, "ownership") == "private" && input.reaches(zone->geometry.box().grown(near_m)))
            found.push_back(zone);
    return found;
}

std::vector<const Watcher*> windows_of(const MetricInput& input) {
    const double near_m = input.criterion.setting("near_m");
    std::vector<const Watcher*> found;
    for (const Watcher& watcher : input.shared.watchers(input.changed, near_m).all()) {
        const Point at{watcher.eye.x, watcher.eye.y};
        if (input.facts.study().contains(at) && input.reaches(around(at, near_m)) &&
            of_a_home(input.facts, watcher))
            found.push_back(&watcher);
    }
    return found;
}

// Without this one, whether a change may open a window needs all windows of the plan.
bool any_window_near(const MetricInput& input) {
    const double margin_m = input.criterion.setting("near_m") + 1;
    const auto& openings = input.facts.of(Role::opening);
    return std::any_of(openings.begin(), openings.end(), [&](const FeaturePtr& opening) {
        return input.reaches(opening->geometry.box().grown(margin_m));
    });
}

Uuid windows_id() {
    return Uuid::from_name("private windows");
}
Uuid gardens_id() {
    return Uuid::from_name("private gardens");
}

Measurement windows_measured(const MetricInput& input, const PrivateViews& views) {
    std::size_t seen = 0;
    Measurement measurement{.subject = {windows_id()}, .of_the_site = true};
    for (const auto& [window, is_seen] : views.windows) {
        seen += is_seen ? 1 : 0;
        const FeaturePtr feature = input.facts.find(window);
        measurement.grounds.thing(Role::opening, *feature);
        if (!is_seen) continue;
        if (measurement.evidence.empty()) measurement.at = label_point(feature->geometry);
        measurement.evidence.push_back({"window people pass close by", window, {}});
    }
    measurement.value = 100 * static_cast<double>(seen) / static_cast<double>(views.windows.size());
    measurement.text = count_text(seen) + " of " + counted(views.windows.size(), "window") +
                       " of homes can be looked at from public ground less than " +
                       rounded_text(input.criterion.setting("near_m")) + " m away";
    return measurement;
}

Measurement gardens_measured(const MetricInput& input, const PrivateViews& views) {
    Measurement measurement{.subject = {gardens_id()}, .of_the_site = true};
    double sum_m2 = 0;
    double seen_m2 = 0;
    for (const auto& [garden, share] : views.gardens) {
        const FeaturePtr feature = input.facts.find(garden);
        const double size_m2 = area(feature->geometry);
        sum_m2 += size_m2;
        seen_m2 += share * size_m2;
        measurement.grounds.thing(Role::zone, *feature).word(Role::zone, *feature, "ownership");
        if (share <= 0) continue;
        if (measurement.evidence.empty()) measurement.at = label_point(feature->geometry);
        measurement.evidence.push_back({rounded_text(100 * share) + " % of it is seen", garden, {}});
    }
    measurement.value = sum_m2 > 0 ? 100 * seen_m2 / sum_m2 : 0;
    measurement.text = rounded_text(measurement.value) + " % of the ground of " +
                       counted(views.gardens.size(), "private garden") +
                       " is seen from public ground less than " +
                       rounded_text(input.criterion.setting("near_m")) + " m away";
    return measurement;
}

void add_cameras(const MetricInput& input, Measured& measured) {
    const sightlines::PlacedCameras* placed = input.shared.cameras();
    if (placed == nullptr || placed->cameras.empty()) return;
    const auto zones = input.facts.of(Role::zone);
    if (std::none_of(zones.begin(), zones.end(),
                     [](const FeaturePtr& zone) { return !own_text(*zone, "ownership").empty(); })) {
        measured.gaps.push_back({.text = "the plan does not say whose any of the ground is that cameras show",
                                 .lacks = "zone",
                                 .subjects = placed->cameras.size()});
        return;
    }
    const auto space = input.context.space();
    const auto planting = scene::planting_of(input.facts.scene());
    const sightlines::Edition edition =
        input.criterion.setting("edition") == 2014 ? sightlines::Edition::y2014 : sightlines::Edition::y2025;
    for (const sightlines::PlacedCamera& camera : placed->cameras) {
        if (!input.facts.study().contains(camera.place)) continue;
        // Whatever is asked of it, it shows where people are from the least detail on.
        const sightlines::CameraField field = sightlines::camera_field(
            input.context, *space, input.facts.zones(), planting, camera,
            {.cell_m = input.criterion.setting("camera_cell_m"),
             .target_height_m = input.criterion.setting("seen_height_m"),
             .pixels_per_m = sightlines::detail_levels(edition).front().pixels_per_m});
        if (field.shown == 0) continue;
        Measurement measurement{.subject = {camera.feature->id}, .at = camera.place};
        measurement.value = 100 * static_cast<double>(field.shown_private) / static_cast<double>(field.shown);
        measurement.grounds.thing(Role::camera, *camera.feature);
        measurement.text = rounded_text(measurement.value) + " % of the ground that " +
                           input.facts.called(Role::camera, *camera.feature) + " shows is private";
        measurement.evidence.push_back({"camera", camera.feature->id, {}});
        measured.subjects.push_back(std::move(measurement));
    }
}

} // namespace

const Criterion* usual_privacy() {
    const auto& all = criteria();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [](const Criterion& one) { return one.metric == private_overlooked_id; });
    const bool usable = found != all.end() && found->kind == Kind::measured;
    return usable ? &*found : nullptr;
}

namespace {

PrivateViews look_into_private(const MetricInput& input) {
    PrivateViews views;
    const std::vector<FeaturePtr> gardens = gardens_of(input);
    std::vector<const Watcher*> windows;
    if (any_window_near(input)) windows = windows_of(input);
    if (gardens.empty() && windows.empty()) return views;
    const Passers passers(input);
    const auto space = input.context.space();
    std::vector<std::optional<double>> garden_shares(gardens.size());
    std::vector<std::uint8_t> window_seen(windows.size());
    input.context.for_blocks(
        static_cast<std::int64_t>(gardens.size() + windows.size()), 8,
        [&](std::int64_t begin, std::int64_t end) {
            Passers::Known known;
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
                if (i < gardens.size()) {
                    garden_shares[i] = garden_share(input, passers, *gardens[i]);
                    continue;
                }
                const Watcher& watcher = *windows[i - gardens.size()];
                const Point at{watcher.eye.x, watcher.eye.y};
                const Point3 place{at.x, at.y, space->ground_at(at) + watcher.eye.z};
                window_seen[i - gardens.size()] = passers.see(place, watcher.outward, known) ? 1 : 0;
            }
        });
    for (std::size_t i = 0; i < gardens.size(); ++i)
        if (garden_shares[i]) views.gardens.emplace(gardens[i]->id, *garden_shares[i]);
    for (std::size_t i = 0; i < windows.size(); ++i)
        views.windows.emplace(windows[i]->window->id, window_seen[i] != 0);
    return views;
}

} // namespace

std::span<const Role> roles_of_views() {
    static constexpr std::array roles{Role::zone,     Role::opening, Role::building,  Role::barrier,
                                      Role::planting, Role::tree,    Role::study_area};
    return roles;
}

PrivateViews private_views(const MetricInput& input) {
    if (!input.changed.empty()) return look_into_private(input);
    const std::string key = input.shared.keys().of("private views", roles_of_views(), input.criterion);
    if (const auto kept = input.shared.parts().find<PrivateViews>(key)) return *kept;
    auto made = std::make_shared<const PrivateViews>(look_into_private(input));
    constexpr std::size_t of_one = 100;
    input.shared.parts().put<PrivateViews>(
        key, made, sizeof(PrivateViews) + (made->gardens.size() + made->windows.size()) * of_one);
    return *made;
}

std::vector<Uuid> opened(const PrivateViews& before, const PrivateViews& after, double rise) {
    std::vector<Uuid> found;
    constexpr double rounding = 1e-9;
    for (const auto& [garden, share] : after.gardens)
        if (const auto was = before.gardens.find(garden);
            was != before.gardens.end() && share >= was->second + rise - rounding)
            found.push_back(garden);
    for (const auto& [window, is_seen] : after.windows)
        if (const auto was = before.windows.find(window);
            was != before.windows.end() && !was->second && is_seen)
            found.push_back(window);
    return found;
}

Measured private_overlooked(const MetricInput& input) {
    Measured measured;
    const PrivateViews views = private_views(input);
    if (!views.windows.empty()) measured.subjects.push_back(windows_measured(input, views));
    if (!views.gardens.empty()) measured.subjects.push_back(gardens_measured(input, views));
    add_cameras(input, measured);
    if (measured.subjects.empty() && measured.gaps.empty())
        measured.gaps.push_back(
            {.text = "no private ground, window of a home or camera is on the plan", .lacks = "zone"});
    return measured;
}

} // namespace prospect::assessment
