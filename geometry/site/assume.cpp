#include "geometry/site/assume.h"

#include "geometry/base/edges.h"
#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"
#include "geometry/site/defaults.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect {

namespace {

// The mark of things and values that were assumed here.
constexpr std::string_view source_layer = "Assumed ";
constexpr std::string_view value_mark = "assumed_for";

constexpr std::array windowless_uses{"garage",      "shed",  "store",   "substation", "carport", "bin",
                                     "greenhouse",  "silo",  "hangar",  "roof",       "hut",     "ruins",
                                     "transformer", "kiosk", "storage", "warehouse",  "barn"};
constexpr double least_building_m2 = 12;
constexpr double storey_m = 3;
// A place for a window with another building this near before it has no view and no light.
constexpr double open_before_m = 1;

std::string source_of(std::string_view what) {
    return std::string(source_layer) + std::string(what);
}

std::string word(const Feature& feature, std::string_view attribute) {
    const Attribute* own = feature.find(attribute);
    return own ? as_text(own->value) : std::string{};
}

bool may_have_windows(const Feature& building) {
    if (area(building.geometry) < least_building_m2) return false;
    std::string use = word(building, "use");
    std::transform(use.begin(), use.end(), use.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    // A shop is no shed: "store" counts only as a word of its own, such as "cycle store".
    return std::none_of(windowless_uses.begin(), windowless_uses.end(), [&](const std::string& one) {
        const std::size_t at = use.find(one);
        return at != std::string::npos && (at == 0 || use[at - 1] == ' ' || use[at - 1] == '_');
    });
}

int storeys_of(const Feature& building) {
    const Attribute* levels = building.find("levels");
    const double given = levels ? as_number(levels->value).value_or(0) : 0;
    const double base = Defaults::bundled().number(Role::building, building, "base_m");
    const double height = Defaults::bundled().number(Role::building, building, "height_m") - base;
    const double storeys = given >= 1 ? std::floor(given) : std::round(height / storey_m);
    return static_cast<int>(std::clamp(storeys, 1.0, 200.0));
}

// Windows of all buildings that have none.
class WindowMaker {
public:
    WindowMaker(const Site& site, const WindowAssumption& how) : how_(how) {
        for (const auto& [layer, building] : site.features(Role::building)) {
            if (building->geometry.kind != GeometryKind::polygon) continue;
            buildings_.push_back(building);
            boxes_.push_back(building->geometry.box());
        }
        index_ = SpatialIndex(boxes_);
        has_window_.resize(buildings_.size());
        for (const auto& [layer, opening] : site.features(Role::opening))
            if (word(*opening, "kind") == "window" && !opening->geometry.empty())
                mark_host(label_point(opening->geometry));
    }

    AssumedEdit make() {
        std::vector<FeaturePtr> windows;
        AssumedEdit made;
        for (std::size_t i = 0; i < buildings_.size(); ++i) {
            if (has_window_[i] || !may_have_windows(*buildings_[i])) continue;
            const std::size_t before = windows.size();
            add_windows(i, windows);
            if (windows.size() > before) made.concerned.push_back(buildings_[i]->id);
        }
        made.added = windows.size();
        if (windows.empty()) return made;
        auto layer = std::make_shared<Layer>();
        layer->id = Uuid::random();
        layer->name = source_of("windows");
        layer->role = Role::opening;
        layer->features = std::move(windows);
        made.edit = {"Assume windows", {AddLayer{std::move(layer)}}};
        return made;
    }

private:
    void mark_host(Point p) {
        for (const std::uint32_t i : index_.query(Box{p.x, p.y, p.x, p.y}.grown(tolerance::opening_host_m)))
            if (outline_distance(*buildings_[i], p) <= tolerance::opening_host_m) has_window_[i] = true;
    }

    static double outline_distance(const Feature& building, Point p) {
        double least = std::numeric_limits<double>::infinity();
        for_each_edge(building.geometry, [&](VertexPlace, const Segment& edge) {
            least = std::min(least, distance(nearest_on(edge, p), p));
        });
        return least;
    }

    bool open_before(Point wall, Point outward) const {
        const Point before = wall + outward * open_before_m;
        const Point close = wall + outward * tolerance::opening_host_m;
        for (const std::uint32_t i : index_.query(Box{wall.x, wall.y, wall.x, wall.y}.grown(open_before_m)))
            if (contains(buildings_[i]->geometry, before) || contains(buildings_[i]->geometry, close))
                return false;
        return true;
    }

    void add_windows(std::size_t at, std::vector<FeaturePtr>& windows) const {
        const Feature& building = *buildings_[at];
        const int storeys = storeys_of(building);
        for_each_edge(building.geometry, [&](VertexPlace, const Segment& edge) {
            const double size = distance(edge.a, edge.b);
            const auto along = static_cast<int>(std::floor(size / how_.spacing_m + tolerance::grid_slack));
            const Point direction = (edge.b - edge.a) * (1 / std::max(size, tolerance::on_edge_m));
            // Outer rings run counter-clockwise, inner ones clockwise: outside is always on the right.
            const Point outward{direction.y, -direction.x};
            for (int i = 0; i < along; ++i) {
                const Point wall = edge.a + direction * (size * (i + 0.5) / along);
                if (!open_before(wall, outward)) continue;
                for (int storey = 0; storey < storeys; ++storey)
                    windows.push_back(window(building, wall, outward, storey));
            }
        });
    }

    FeaturePtr window(const Feature& building, Point wall, Point outward, int storey) const {
        auto made = assumed_feature("windows", Geometry::make_point(wall));
        made->set("kind", Value(std::string("window")), Basis::assumed);
        made->set("storey", Value(static_cast<std::int64_t>(storey)), Basis::assumed);
        const double degrees = std::atan2(outward.x, outward.y) * 180 / M_PI;
        made->set("azimuth_deg", Value(degrees < 0 ? degrees + 360 : degrees), Basis::assumed);
        // The usual sill stays unsaid, so that the checks know how doubtful it is.
        const double base = Defaults::bundled().number(Role::building, building, "base_m");
        if (base > 0 || how_.sill_m != WindowAssumption{}.sill_m) {
            const double floor = base + storey_m * storey;
            made->set("sill_m", Value(floor + how_.sill_m), Basis::assumed);
            made->set("head_m", Value(floor + how_.sill_m + 1.2), Basis::assumed);
        }
        return made;
    }

    WindowAssumption how_;
    std::vector<FeaturePtr> buildings_;
    std::vector<Box> boxes_;
    SpatialIndex index_;
    std::vector<bool> has_window_; // by building
};

bool has_height(Role role) {
    return role == Role::building || role == Role::barrier || role == Role::tree || role == Role::planting ||
           role == Role::luminaire;
}

const std::pair<std::string, Value>* mark_of(const Feature& feature) {
    for (const auto& one : feature.extra)
        if (one.first == value_mark) return &one;
    return nullptr;
}

} // namespace

std::shared_ptr<Feature> assumed_feature(std::string_view what, Geometry geometry) {
    auto made = std::make_shared<Feature>();
    made->id = Uuid::random();
    made->geometry = std::move(geometry);
    made->basis = Basis::assumed;
    made->source.layer = source_of(what);
    return made;
}

void add_assumed_value(SiteEdit& edit, const Feature& feature, std::string_view what,
                       std::string_view attribute, Value value) {
    edit.steps.push_back(
        ChangeAttribute{feature.id, std::string(attribute), std::move(value), Basis::assumed});
    std::string mark = std::string(what) + ":" + std::string(attribute);
    if (const auto* before = mark_of(feature)) mark = as_text(before->second) + " " + mark;
    edit.steps.push_back(ChangeExtra{feature.id, std::string(value_mark), Value(std::move(mark))});
}

bool is_assumed(const Feature& feature) {
    const auto assumed = [&](std::string_view attribute) {
        const Attribute* own = feature.find(attribute);
        return own != nullptr && own->basis == Basis::assumed;
    };
    return feature.basis == Basis::assumed || assumed("height_m") || assumed("ownership");
}

AssumedEdit assume_windows(const Site& site, const WindowAssumption& how) {
    if (!(how.spacing_m >= 0.5 && how.spacing_m <= 100))
        throw Error(ErrorCode::usage, "one window needs between 0.5 m and 100 m of facade");
    if (!(how.sill_m >= 0 && how.sill_m <= 10))
        throw Error(ErrorCode::usage, "a sill is between 0 m and 10 m above the floor");
    return WindowMaker(site, how).make();
}

AssumedEdit assume_heights(const Site& site, Role role, std::optional<double> height_m) {
    const RoleInfo& kind = info(role);
    if (!has_height(role))
        throw Error(ErrorCode::usage, "no height is assumed for " + std::string(kind.plural));
    const AttributeInfo& height = *kind.attribute("height_m");
    if (height_m && !(*height_m >= height.min && *height_m <= height.max))
        throw Error(ErrorCode::usage,
                    "a height is between " + as_text(height.min) + " m and " + as_text(height.max) + " m");
    AssumedEdit made;
    for (const auto& [layer, feature] : site.features(role)) {
        if (feature->find("height_m")) continue;
        const auto usual = Defaults::bundled().resolve(role, *feature, "height_m");
        if (!usual && !height_m) continue;
        add_assumed_value(made.edit, *feature, name_of(role), "height_m",
                          height_m ? Value(*height_m) : usual->value);
        made.concerned.push_back(feature->id);
    }
    made.valued = made.concerned.size();
    made.edit.title = "Assume heights of " + std::string(kind.plural);
    return made;
}

AssumedEdit take_back(const Site& site, std::string_view what) {
    AssumedEdit made;
    made.edit.title = "Take back assumed " + std::string(what);
    RemoveFeatures removed;
    const std::string source = source_of(what);
    const std::string prefix = std::string(what) + ":";
    for (const LayerPtr& layer : site.layers) {
        std::size_t taken = 0;
        for (const FeaturePtr& feature : layer->features) {
            if (feature->basis == Basis::assumed && feature->source.layer == source &&
                feature->source.file.empty()) {
                removed.features.push_back(feature->id);
                ++taken;
                continue;
            }
            const auto* mark = mark_of(*feature);
            if (mark == nullptr) continue;
            std::string rest;
            const std::string marks = as_text(mark->second) + " ";
            bool mine = false;
            for (std::size_t from = 0, to = 0; (to = marks.find(' ', from)) != std::string::npos;
                 from = to + 1) {
                const std::string one = marks.substr(from, to - from);
                if (!one.starts_with(prefix)) {
                    rest += (rest.empty() ? "" : " ") + one;
                    continue;
                }
                mine = true;
                const std::string attribute = one.substr(prefix.size());
                const Attribute* own = feature->find(attribute);
                if (own == nullptr || own->basis != Basis::assumed) continue;
                made.edit.steps.push_back(ChangeAttribute{feature->id, attribute, {}, Basis::unknown});
                ++made.valued;
            }
            if (!mine) continue;
            made.edit.steps.push_back(
                ChangeExtra{feature->id, std::string(value_mark),
                            rest.empty() ? std::nullopt : std::optional(Value(std::move(rest)))});
        }
        // A layer that held nothing else goes with them.
        if (taken > 0 && taken == layer->features.size() && layer->name.starts_with(source))
            made.edit.steps.push_back(RemoveLayer{layer->id});
    }
    made.added = removed.features.size();
    made.concerned = removed.features;
    if (!removed.features.empty()) made.edit.steps.insert(made.edit.steps.begin(), std::move(removed));
    return made;
}

} // namespace prospect
