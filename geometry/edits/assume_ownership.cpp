#include "geometry/edits/assume_ownership.h"

#include "geometry/base/edges.h"
#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"
#include "geometry/kernel/shape_operations.h"
#include "geometry/site/defaults.h"
#include "geometry/site/study_area.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace prospect {

namespace {

constexpr double least_piece_m2 = 1;
constexpr double touching_m = 0.1;

struct Hint {
    std::string_view word; // within one word of the text
    std::string_view ownership;
};

// In this order: the first word that is found counts. "car park" is no park.
constexpr std::array hints{
    Hint{"substation", "restricted"},
    Hint{"military", "restricted"},
    Hint{"plant room", "restricted"},
    Hint{"railway", "restricted"},
    Hint{"front garden", "semi_private"},
    Hint{"communal", "semi_private"},
    Hint{"court", "semi_private"},
    Hint{"allotment", "semi_private"},
    Hint{"garden", "private"},
    Hint{"yard", "private"},
    Hint{"driveway", "private"},
    Hint{"parking", "semi_public"},
    Hint{"car park", "semi_public"},
    Hint{"school", "semi_public"},
    Hint{"retail", "semi_public"},
    Hint{"commercial", "semi_public"},
    Hint{"shop", "semi_public"},
    Hint{"church", "semi_public"},
    Hint{"office", "semi_public"},
    Hint{"hospital", "semi_public"},
    Hint{"play", "public"},
    Hint{"park", "public"},
    Hint{"pitch", "public"},
    Hint{"street", "public"},
    Hint{"highway", "public"},
    Hint{"road", "public"},
    Hint{"square", "public"},
    Hint{"plaza", "public"},
    Hint{"verge", "public"},
    Hint{"recreation", "public"},
    Hint{"green", "public"},
    Hint{"forest", "public"},
    Hint{"pedestrian", "public"},
    Hint{"footway", "public"},
    Hint{"residential", "semi_private"},
};

constexpr std::array access_hints{
    Hint{"private", "private"},         Hint{"no", "restricted"},          Hint{"yes", "public"},
    Hint{"public", "public"},           Hint{"permissive", "semi_public"}, Hint{"customers", "semi_public"},
    Hint{"destination", "semi_public"}, Hint{"residents", "semi_private"}, Hint{"permit", "semi_private"},
};

constexpr std::array public_uses{"shop",     "retail",  "school",     "hall",      "office",  "cafe",
                                 "café",     "church",  "pub",        "hotel",     "health",  "clinic",
                                 "hospital", "library", "commercial", "community", "station", "restaurant"};
// Words for houses with a garden of their own; flats share theirs.
constexpr std::array house_uses{"house", "terrace", "bungalow", "detached", "dwelling", "cottage"};
constexpr std::array plant_uses{"substation", "transformer", "pumping", "industrial"};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return c == '_' ? ' ' : static_cast<char>(std::tolower(c)); });
    return text;
}

std::string extra_text(const Feature& feature, std::string_view name) {
    for (const auto& [key, value] : feature.extra)
        if (key == name) return lower(as_text(value));
    return {};
}

std::string attribute_text(const Feature& feature, std::string_view name) {
    const Attribute* own = feature.find(name);
    return own ? lower(as_text(own->value)) : std::string{};
}

std::string hinted(const std::string& text) {
    for (const Hint& hint : hints)
        if (text.find(hint.word) != std::string::npos) return std::string(hint.ownership);
    return {};
}

template <std::size_t N>
bool speaks_of(const std::string& use, const std::array<const char*, N>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* one) { return use.find(one) != std::string::npos; });
}

std::string frontage_ownership(const Feature& building) {
    const std::string use = attribute_text(building, "use") + " " + extra_text(building, "building");
    if (speaks_of(use, plant_uses)) return "restricted";
    return speaks_of(use, public_uses) ? "semi_public" : "semi_private";
}

// "12,345": whole square metres with separators of thousands.
std::string square_text(double square) {
    std::string text = std::to_string(std::llround(square));
    for (std::size_t at = text.size(); at > 3; at -= 3)
        text.insert(at - 3, ",");
    return text + " m2";
}

// Everything within a distance of the edges of a shape, corners cut to an octagon.
void add_corridor(const Geometry& shape, double distance_m, std::vector<Geometry>& areas) {
    constexpr int sides = 8;
    const double reach = distance_m / std::cos(M_PI / sides);
    for (const Point p : shape.points) {
        std::vector<Point> corner;
        for (int i = 0; i < sides; ++i) {
            const double angle = (2 * i + 1) * M_PI / sides;
            corner.push_back(p + Point{std::cos(angle), std::sin(angle)} * reach);
        }
        areas.push_back(Geometry::make_polygon(corner));
    }
    for_each_edge(shape, [&](VertexPlace, const Segment& edge) {
        const double size = distance(edge.a, edge.b);
        if (size < tolerance::on_edge_m) return;
        const Point along = (edge.b - edge.a) * (1 / size);
        const Point side = Point{-along.y, along.x} * distance_m;
        const Point corners[] = {edge.a + side, edge.a - side, edge.b - side, edge.b + side};
        areas.push_back(Geometry::make_polygon(corners));
    });
}

// The ground that nobody's zone covers, given away piece by piece.
class Ground {
public:
    Ground(const Site& site, const Progress& progress) : progress_(progress) {
        for (const FeaturePtr& study : red_line(site).features)
            left_.push_back(study->geometry);
        if (left_.empty() && !site.box().empty()) {
            const Box box = site.box();
            const Point corners[] = {
                {box.xmin, box.ymin}, {box.xmax, box.ymin}, {box.xmax, box.ymax}, {box.xmin, box.ymax}};
            left_.push_back(Geometry::make_polygon(corners));
        }
        for (const Geometry& one : left_)
            box_.add(one.box());
    }

    const Box& box() const { return box_; }
    bool near(const Feature& feature, double distance_m) const {
        return feature.geometry.box().grown(distance_m).intersects(box_);
    }
    void leave_out(const std::vector<Geometry>& areas) { left_ = rest(left_, areas); }

    // Gives what lies within the areas.
    std::vector<Geometry> give(const std::vector<Geometry>& areas) {
        std::vector<Geometry> before = left_;
        left_ = rest(left_, areas);
        return rest(before, left_);
    }
    std::vector<Geometry> give_all() { return std::move(left_); }
    void take_back(std::vector<Geometry> pieces) {
        for (Geometry& piece : pieces)
            left_.push_back(std::move(piece));
    }

private:
    std::vector<Geometry> rest(const std::vector<Geometry>& from, const std::vector<Geometry>& taken) const {
        progress_.checkpoint();
        if (taken.empty() || from.empty()) return from;
        return without_areas(merge_areas(from, progress_), taken, progress_);
    }

    std::vector<Geometry> left_;
    Box box_;
    Progress progress_;
};

class OwnershipMaker {
public:
    OwnershipMaker(const Site& site, const OwnershipAssumption& how, const Progress& progress)
        : site_(site), how_(how), ground_(site, progress) {}

    AssumedEdit make() {
        made_.edit.title = "Suggest who owns the ground";
        name_zones();
        leave_out_known();
        give_ways(0);
        give_frontages();
        give_verges();
        give_gardens();
        made_.added = zones_.size();
        for (const auto& [ownership, square] : square_m2_)
            made_.parts.push_back(square_text(square) + " " + ownership);
        double left_m2 = 0;
        for (const Geometry& piece : ground_.give_all())
            left_m2 += area(piece);
        if (left_m2 >= least_piece_m2) made_.parts.push_back(square_text(left_m2) + " not known");
        if (!zones_.empty()) {
            auto layer = std::make_shared<Layer>();
            layer->id = Uuid::random();
            layer->name = "Assumed ownership";
            layer->role = Role::zone;
            layer->features = std::move(zones_);
            made_.edit.steps.push_back(AddLayer{std::move(layer)});
        }
        return std::move(made_);
    }

private:
    void name_zones() {
        for (const auto& [layer, zone] : site_.features(Role::zone)) {
            if (zone->find("ownership")) continue;
            const std::string owner = suggested_ownership(*zone);
            if (owner.empty()) continue;
            add_assumed_value(made_.edit, *zone, "ownership", "ownership", Value(owner));
            made_.concerned.push_back(zone->id);
            ++made_.valued;
        }
    }

    void leave_out_known() {
        std::vector<Geometry> known;
        for (const Role role : {Role::building, Role::zone})
            for (const auto& [layer, feature] : site_.features(role)) {
                if (feature->geometry.kind != GeometryKind::polygon || !ground_.near(*feature, 0)) continue;
                if (role == Role::building && Defaults::bundled().number(role, *feature, "base_m") > 0)
                    continue; // one walks beneath
                if (role == Role::zone && !feature->find("ownership") &&
                    suggested_ownership(*feature).empty())
                    continue;
                known.push_back(feature->geometry);
            }
        ground_.leave_out(known);
    }

    // Ways as wide as they are, and what lies beside them within beside_m.
    void give_ways(double beside_m) {
        std::vector<Geometry> everybody;
        std::vector<Geometry> service;
        for (const auto& [layer, way] : site_.features(Role::path)) {
            const double reach = Defaults::bundled().number(Role::path, *way, "width_m") / 2 + beside_m;
            if (way->geometry.kind != GeometryKind::line || !ground_.near(*way, reach)) continue;
            const bool serves = attribute_text(*way, "kind") == "service";
            add_corridor(way->geometry, reach, serves ? service : everybody);
        }
        add_zones(ground_.give(everybody), "public");
        add_zones(ground_.give(service), "semi_public");
    }

    void give_verges() {
        if (how_.verge_m > 0) give_ways(how_.verge_m);
    }

    // Only what hangs together with the ground at the house: not what lies beyond a way.
    void give_gardens() {
        if (how_.garden_m <= 0) return;
        std::vector<Geometry> near;
        std::vector<Geometry> at_house;
        for (const auto& [layer, building] : site_.features(Role::building))
            if (building->geometry.kind == GeometryKind::polygon && ground_.near(*building, how_.garden_m) &&
                is_house(*building)) {
                add_corridor(building->geometry, how_.garden_m, near);
                at_house.push_back(building->geometry);
            }
        std::vector<Geometry> gardens;
        std::vector<Geometry> beyond;
        for (Geometry& piece : ground_.give(near)) {
            const bool touches = std::any_of(at_house.begin(), at_house.end(), [&](const Geometry& house) {
                return piece.box().grown(how_.frontage_m + touching_m).intersects(house.box()) &&
                       edge_gap(piece, house) <= how_.frontage_m + touching_m;
            });
            (touches ? gardens : beyond).push_back(std::move(piece));
        }
        add_zones(gardens, "private");
        ground_.take_back(std::move(beyond));
    }

    static double edge_gap(const Geometry& piece, const Geometry& house) {
        double least = std::numeric_limits<double>::infinity();
        for (const Point p : piece.points)
            least = std::min(least, distance(house, p));
        return least;
    }

    void give_frontages() {
        if (how_.frontage_m <= 0) return;
        for (const char* owner : {"restricted", "semi_public", "semi_private"}) {
            std::vector<Geometry> near;
            for (const auto& [layer, building] : site_.features(Role::building))
                if (building->geometry.kind == GeometryKind::polygon &&
                    ground_.near(*building, how_.frontage_m) && frontage_ownership(*building) == owner)
                    add_corridor(building->geometry, how_.frontage_m, near);
            add_zones(ground_.give(near), owner);
        }
    }

    void add_zones(const std::vector<Geometry>& pieces, const std::string& ownership) {
        for (const Geometry& piece : pieces) {
            const double square = area(piece);
            if (square < least_piece_m2) continue;
            auto zone = assumed_feature("ownership", piece);
            zone->set("ownership", Value(ownership), Basis::assumed);
            square_m2_[ownership] += square;
            zones_.push_back(std::move(zone));
        }
    }

    const Site& site_;
    OwnershipAssumption how_;
    Ground ground_;
    AssumedEdit made_;
    std::vector<FeaturePtr> zones_;
    std::map<std::string, double> square_m2_;
};

} // namespace

bool is_house(const Feature& building) {
    const std::string use = attribute_text(building, "use") + " " + extra_text(building, "building");
    return speaks_of(use, house_uses) && frontage_ownership(building) == "semi_private";
}

std::string suggested_ownership(const Feature& zone) {
    const std::string access = extra_text(zone, "access");
    for (const Hint& hint : access_hints)
        if (access == hint.word) return std::string(hint.ownership);
    for (const std::string_view tag :
         {"garden:type", "leisure", "amenity", "landuse", "highway", "natural"}) {
        const std::string text = extra_text(zone, tag);
        if (tag == "highway" && !text.empty()) return text == "service" ? "semi_public" : "public";
        if (const std::string owner = hinted(text); !owner.empty()) return owner;
    }
    if (const std::string owner = hinted(attribute_text(zone, "use")); !owner.empty()) return owner;
    return hinted(lower(zone.name));
}

AssumedEdit assume_ownership(const Site& site, const OwnershipAssumption& how, const Progress& progress) {
    if (!(how.frontage_m >= 0 && how.frontage_m <= 50))
        throw Error(ErrorCode::usage, "ground goes with a building up to 50 m from its walls");
    if (!(how.verge_m >= 0 && how.verge_m <= 20))
        throw Error(ErrorCode::usage, "ground goes with a way up to 20 m beside it");
    if (!(how.garden_m >= 0 && how.garden_m <= 50))
        throw Error(ErrorCode::usage, "a garden reaches up to 50 m from the walls of its house");
    return OwnershipMaker(site, how, progress).make();
}

} // namespace prospect
