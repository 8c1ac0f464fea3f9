#include "analysis/assessment/front_rules.h"

#include "analysis/access/private_edges.h"
#include "analysis/assessment/facts.h"
#include "analysis/scene/building_use.h"
#include "analysis/scene/footing.h"
#include "geometry/base/edges.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using access::MainEntrance;
using scene::metres_text;

// Whose ground lies before a wall, with the planting on it.
class PublicGround {
public:
    explicit PublicGround(const Facts& facts) : facts_(facts) {
        add(facts.of(Role::zone));
        for (const FeaturePtr& planting : facts.of(Role::planting))
            if (number_of(Role::planting, *planting, "height_m").value >= scene::Footing::waded_m)
                planting_.push_back(planting);
        add(planting_);
        add(facts.of(Role::building));
        std::vector<Box> boxes;
        for (const Segment& edge : edges_) {
            Box box;
            box.add(edge.a);
            box.add(edge.b);
            boxes.push_back(box);
        }
        index_ = SpatialIndex(boxes);
        std::vector<Box> planted;
        for (const FeaturePtr& planting : planting_)
            planted.push_back(planting->geometry.box());
        planting_index_ = SpatialIndex(planted);
    }

    struct Strip {
        double depth_m = 0;               // to the first public ground; far_m where there is none before
        std::optional<Point> public_at;   // absent: none within far_m
        std::vector<FeaturePtr> planting; // on the way there
    };
    // Straight out of a wall from p. Exact: all edges on the way are met.
    Strip before(Point p, Point outward, double far_m) const {
        constexpr double off_wall_m = 0.05;
        const Segment way{p + outward * off_wall_m, p + outward * far_m};
        std::vector<double> at_m{off_wall_m, far_m};
        Box box;
        box.add(way.a);
        box.add(way.b);
        for (const std::uint32_t i : index_.query(box))
            if (const auto met = crossing(way, edges_[i])) at_m.push_back(distance(p, *met));
        std::sort(at_m.begin(), at_m.end());
        Strip strip{.depth_m = far_m};
        for (std::size_t i = 0; i + 1 < at_m.size(); ++i) {
            if (at_m[i + 1] - at_m[i] <= tolerance_m) continue;
            const Point middle = p + outward * ((at_m[i] + at_m[i + 1]) / 2);
            // Behind another wall nothing matters to this window.
            if (facts_.built_at(middle)) break;
            if (const FeaturePtr planting = planting_at(middle)) {
                strip.planting.push_back(planting);
                continue;
            }
            if (!facts_.zones().public_at(middle)) continue;
            strip.depth_m = i == 0 ? 0 : at_m[i];
            strip.public_at = middle;
            break;
        }
        return strip;
    }

private:
    static constexpr double tolerance_m = 0.01;

    void add(const std::vector<FeaturePtr>& areas) {
        for (const FeaturePtr& area : areas)
            for_each_edge(area->geometry, [&](VertexPlace, const Segment& edge) { edges_.push_back(edge); });
    }

    FeaturePtr planting_at(Point p) const {
        for (const std::uint32_t i : planting_index_.query(Box{p.x, p.y, p.x, p.y}))
            if (contains(planting_[i]->geometry, p)) return planting_[i];
        return nullptr;
    }

    const Facts& facts_;
    std::vector<FeaturePtr> planting_;
    std::vector<Segment> edges_;
    SpatialIndex index_;
    SpatialIndex planting_index_;
};

// A window of a home that people pass within reach.
struct LowWindow {
    FeaturePtr window;
    Facade facade;
    PublicGround::Strip strip;
};

void add_window_grounds(const Facts& facts, const LowWindow& low, Grounds& grounds) {
    grounds.thing(Role::opening, *low.window).number(Role::opening, *low.window, "sill_m");
    for (const FeaturePtr& planting : low.strip.planting)
        grounds.thing(Role::planting, *planting).number(Role::planting, *planting, "height_m");
    const Point beside = low.strip.public_at.value_or(low.facade.foot + low.facade.outward * 0.5);
    if (const Feature* zone = facts.zones().at(beside))
        grounds.word(Role::zone, *zone, "ownership");
    else
        grounds.supposed("that ground in no zone is public", Basis::unknown);
}

constexpr double beside_window_m = 0.5;

// A bed before the window, as deep as is asked for; absent where people walk or something stands.
std::optional<FeaturePtr> bed_before(const MetricInput& input, const LowWindow& low) {
    constexpr double height_m = 0.6; // too high to wade through, low enough to see over
    const double deep_m = input.criterion.threshold + 0.1;
    const double half_m = number_of(Role::opening, *low.window, "width_m").value / 2 + beside_window_m;
    const Point along{-low.facade.outward.y, low.facade.outward.x};
    const auto at = [&](double side, double out) {
        return on_grid(low.facade.foot + along * side + low.facade.outward * out);
    };
    const Geometry bed = Geometry::make_polygon(
        std::vector<Point>{at(-half_m, 0), at(half_m, 0), at(half_m, deep_m), at(-half_m, deep_m)});
    const Box box = bed.box();
    for (const FeaturePtr& path : input.facts.of(Role::path)) {
        const double half_path_m = number_of(Role::path, *path, "width_m").value / 2;
        if (!path->geometry.box().grown(half_path_m).intersects(box)) continue;
        for (const Station& station : stations(bed, 0.25))
            if (distance(path->geometry, station.at) < half_path_m) return std::nullopt;
    }
    for (const FeaturePtr& opening : input.facts.of(Role::opening))
        if (own_text(*opening, "kind") != "window" &&
            distance(bed, label_point(opening->geometry)) <= beside_window_m)
            return std::nullopt;
    auto planting = std::make_shared<Feature>();
    planting->id = Uuid::from_name("bed before " + low.window->id.text());
    planting->name = "Planting before the window";
    planting->geometry = bed;
    normalise(planting->geometry);
    planting->basis = Basis::drawn;
    planting->set("height_m", height_m, Basis::drawn);
    planting->set("mature_m", height_m, Basis::drawn);
    return planting;
}

void propose_beds(const MetricInput& input, const std::vector<LowWindow>& windows,
                  const std::string& building, Measurement& measurement) {
    const auto& layers = input.facts.site().layers;
    const auto layer = std::find_if(layers.begin(), layers.end(),
                                    [](const LayerPtr& one) { return one->role == Role::planting; });
    if (layer == layers.end()) return;
    AddFeatures beds{.layer = (*layer)->id, .features = {}};
    for (const LowWindow& low : windows) {
        if (input.criterion.holds(low.strip.depth_m)) continue;
        auto bed = bed_before(input, low);
        if (!bed) return; // one window without keeps the finding
        beds.features.push_back(std::move(*bed));
    }
    SiteEdit edit{"Plant before windows", {}};
    edit.steps.emplace_back(std::move(beds));
    measurement.proposals.push_back({"Plant beds before the windows of " + building, std::move(edit)});
}

Measurement building_measured(const MetricInput& input, const FeaturePtr& building,
                              const std::vector<LowWindow>& windows) {
    const LowWindow& least =
        *std::min_element(windows.begin(), windows.end(), [](const LowWindow& a, const LowWindow& b) {
            return a.strip.depth_m < b.strip.depth_m;
        });
    Measurement measurement{
        .subject = {building->id}, .at = label_point(least.window->geometry), .value = least.strip.depth_m};
    measurement.grounds.thing(Role::building, *building);
    std::size_t missed = 0;
    for (const LowWindow& low : windows) {
        const bool holds = input.criterion.holds(low.strip.depth_m);
        if (&low == &least || holds == input.criterion.holds(measurement.value))
            add_window_grounds(input.facts, low, measurement.grounds);
        if (holds) continue;
        ++missed;
        if (!input.only_values)
            measurement.evidence.push_back(
                {"window " + metres_text(low.strip.depth_m) + " m from public ground", low.window->id, {}});
    }
    const std::string name = input.facts.called(Role::building, *building);
    measurement.text = least.strip.public_at
                           ? "Public ground comes within " + metres_text(least.strip.depth_m) +
                                 " m of a window on the ground floor of " + name
                           : "Public ground keeps more than " + metres_text(least.strip.depth_m) +
                                 " m from the windows on the ground floor of " + name;
    if (missed > 1) measurement.text += "; too near to " + counted(missed, "window");
    measurement.causes = {building->id};
    if (missed > 0 && !input.only_values) propose_beds(input, windows, name, measurement);
    return measurement;
}

struct Fronts {
    std::map<Uuid, std::vector<MainEntrance>> doors; // by barrier
    std::size_t entrances = 0;
};

Fronts fronts_of(const MetricInput& input) {
    const auto entrances =
        access::main_entrances(input.facts.scene().facades(), input.facts.scored(Role::opening));
    return {access::front_boundaries(
                input.facts.of(Role::barrier), entrances,
                {input.criterion.setting("depth_m"), input.criterion.setting("half_width_m")}),
            entrances.size()};
}

std::vector<Proposal> to_open(const Feature& barrier) {
    constexpr double low_m = 1.0;
    constexpr double railing = 0.3;
    const std::string name = called(Role::barrier, barrier);
    std::vector<Proposal> proposals{{"Lower " + name + " to " + metres_text(low_m) + " m",
                                     change_of("Lower the front boundary", barrier.id, "height_m", low_m)}};
    static const std::set<std::string> can_open{"fence", "railing", ""};
    if (can_open.contains(own_text(barrier, "kind")))
        proposals.push_back({"Make " + name + " open, as a railing is",
                             change_of("Open the front boundary", barrier.id, "opacity", railing)});
    return proposals;
}

} // namespace

Measured window_strip(const MetricInput& input) {
    Measured measured;
    if (input.facts.of(Role::zone).empty()) {
        measured.gaps.push_back({.text = "the plan does not say which ground is public", .lacks = "zone"});
        return measured;
    }
    const PublicGround ground(input.facts);
    std::map<Uuid, std::vector<LowWindow>> windows;
    for (const FeaturePtr& window : input.facts.scored(Role::opening)) {
        if (own_text(*window, "kind") != "window" ||
            number_of(Role::opening, *window, "sill_m").value > input.criterion.setting("low_m"))
            continue;
        const auto facade = input.facts.facade_at(label_point(window->geometry));
        if (!facade || !input.facts.study().contains(facade->foot)) continue;
        const FeaturePtr building = input.facts.find(facade->building);
        if (!building || !scene::is_of_a_home(*window, building.get())) continue;
        windows[building->id].push_back(
            {window, *facade,
             ground.before(facade->foot, facade->outward, input.criterion.setting("far_m"))});
    }
    for (const FeaturePtr& building : input.facts.of(Role::building))
        if (const auto found = windows.find(building->id); found != windows.end())
            measured.subjects.push_back(building_measured(input, building, found->second));
    if (measured.subjects.empty())
        measured.gaps.push_back(
            {.text = "no window of a home on the ground floor is on the plan", .lacks = "window"});
    return measured;
}

Measured front_open_share(const MetricInput& input) {
    const Fronts fronts = fronts_of(input);
    Measured measured;
    for (const auto& [id, doors] : fronts.doors) {
        const FeaturePtr barrier = input.facts.find(id);
        Measurement measurement{.subject = {id},
                                .at = nearest_station(barrier->geometry, doors.front().at).at};
        Grounds& grounds = measurement.grounds;
        grounds.thing(Role::barrier, *barrier).word(Role::barrier, *barrier, "kind");
        const Reading height = grounds.measured(Role::barrier, *barrier, "height_m");
        const Reading base = grounds.number(Role::barrier, *barrier, "base_m");
        // What ends below the band is open whatever it is made of.
        double opacity = 1;
        if (access::open_share(base.value, height.value, 1) < 1)
            opacity = by_nature(Role::barrier, *barrier, "opacity")
                          ? grounds.number(Role::barrier, *barrier, "opacity").value
                          : grounds.measured(Role::barrier, *barrier, "opacity").value;
        measurement.value = 100 * access::open_share(base.value, height.value, opacity);
        measurement.text = called_first(Role::barrier, *barrier) + " before " +
                           called(Role::opening, *doors.front().door) + " leaves " +
                           rounded_text(measurement.value) + " % of the band from 1 to 2 m open to sight";
        measurement.evidence = {{"front boundary", id, {}}};
        for (const MainEntrance& entrance : doors)
            measurement.evidence.push_back({"entrance behind it", entrance.door->id, {}});
        measurement.causes = {id};
        if (!input.criterion.holds(measurement.value)) measurement.proposals = to_open(*barrier);
        measured.subjects.push_back(std::move(measurement));
    }
    if (fronts.entrances == 0)
        measured.gaps.push_back(
            {.text = "no door in a building's wall is marked as a main entrance", .lacks = "door"});
    else if (measured.subjects.empty())
        measured.gaps.push_back({.text = "no boundary is drawn before a main entrance", .lacks = "barrier"});
    return measured;
}

} // namespace prospect::assessment
