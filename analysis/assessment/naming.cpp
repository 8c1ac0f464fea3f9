#include "analysis/assessment/naming.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <set>

namespace prospect::assessment {

namespace {

struct Named {
    const Feature* feature = nullptr;
    double away = std::numeric_limits<double>::infinity();
    std::string name;
};

Named nearest_named(const Facts& facts, std::initializer_list<Role> roles, Point at, double within_m) {
    Named best;
    for (const Role role : roles)
        for (const FeaturePtr& feature : facts.of(role)) {
            if (!feature->geometry.box().grown(within_m).contains(at)) continue;
            const double away = distance(feature->geometry, at);
            if (away > within_m || away >= best.away) continue;
            if (std::string name = facts.name_of(*feature); !name.empty())
                best = {feature.get(), away, std::move(name)};
        }
    return best;
}

Named nearest_label(const Facts& facts, Point at, double within_m) {
    Named best;
    for (const FeaturePtr& label : facts.labels())
        if (const double away = distance(label->geometry, at); away <= within_m && away < best.away)
            best = {label.get(), away, label->name};
    return best;
}

// Where the place lies from the building, by the side its main entrances are on.
std::string side_of(const Facts& facts, const Named& building, Point at) {
    constexpr double beside_m = 3;
    int before = 0;
    int behind = 0;
    for (const FeaturePtr& opening : facts.of(Role::opening)) {
        if (own_text(*opening, "main") != "1" || own_text(*opening, "kind") != "door") continue;
        const Point door = label_point(opening->geometry);
        if (distance(building.feature->geometry, door) > 1) continue;
        const auto facade = facts.facade_at(door);
        if (!facade || facade->building != building.feature->id) continue;
        ++(dot(at - facade->foot, facade->outward) > 0 ? before : behind);
    }
    if (before == 0 && behind > 0) return " behind ";
    if (behind == 0 && before > 0) return " in front of ";
    return building.away <= beside_m ? " beside " : " by ";
}

// Streets and squares as a whole say too little of where a spot on them is.
const Feature* small_zone_at(const Facts& facts, Point at) {
    constexpr double most_m2 = 5000;
    const Feature* zone = facts.zones().at(at);
    return zone != nullptr && !facts.name_of(*zone).empty() && area(zone->geometry) <= most_m2 ? zone
                                                                                               : nullptr;
}

bool says_where(const std::string& name) {
    for (const char* word :
         {" behind ", " by ", " on ", " at ", " before ", " near ", " of ", " in ", " between ", " beside "})
        if (name.find(word) != std::string::npos) return true;
    return false;
}

// The nearest thing with a name that people can find.
std::string anchor_at(const Facts& facts, Point at, double building_m, double label_m) {
    const Named building = nearest_named(facts, {Role::building}, at, building_m);
    const Named label = nearest_label(facts, at, label_m);
    return building.away <= label.away ? building.name : label.name;
}

std::string between_ends(const Facts& facts, const Feature& path, const std::string& noun) {
    constexpr double near_end_m = 30;
    if (path.geometry.points.size() < 2) return {};
    const std::string a = anchor_at(facts, path.geometry.points.front(), near_end_m, near_end_m);
    const std::string b = anchor_at(facts, path.geometry.points.back(), near_end_m, near_end_m);
    return a.empty() || b.empty() || a == b ? std::string{} : noun + " between " + a + " and " + b;
}

std::string subject_name(const Facts& facts, Point at, const Feature* subject, bool corner) {
    if (subject == nullptr) return corner ? "Corner" : "Ground";
    const Layer* layer = facts.site().layer_of(subject->id);
    if (layer == nullptr) return "Ground";
    if (layer->role == Role::study_area) return "Ground";
    const std::string noun = corner ? "Corner" : sentence(noun_of(layer->role, *subject));
    for (const FeaturePtr& area : facts.of(Role::activity))
        if (area->id != subject->id && area->geometry.kind == GeometryKind::polygon &&
            area->sensitivity == Sensitivity::ordinary && contains(area->geometry, at))
            return noun + " in the " + noun_of(Role::activity, *area);
    if (layer->role == Role::path && !corner)
        if (std::string between = between_ends(facts, *subject, noun); !between.empty()) return between;
    return noun;
}

std::string part_of_site(const Facts& facts, Point at) {
    const Box box = facts.study().drawn() ? facts.site().study_box() : facts.site().box();
    const Point middle{(box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2};
    const double half = std::max(box.xmax - box.xmin, box.ymax - box.ymin) / 2;
    return length(at - middle) < half / 4 ? " in the middle of the site"
                                          : " in the " + compass(at - middle) + " of the site";
}

// What has a name at the spot itself. Another thing's name would say that this one is the trouble.
std::string own_name(const Facts& facts, Point at, const Feature* subject) {
    constexpr double path_m = 8;
    constexpr double thing_m = 15;
    const Named activity = nearest_named(facts, {Role::activity}, at, 1);
    if (activity.feature != nullptr && activity.feature->geometry.kind == GeometryKind::polygon)
        return activity.name;
    if (const Feature* zone = small_zone_at(facts, at)) return facts.name_of(*zone);
    if (const Named path = nearest_named(facts, {Role::path}, at, path_m); path.feature != nullptr)
        return path.name;
    const Named thing = nearest_named(facts, {Role::barrier, Role::target}, at, thing_m);
    return subject == nullptr || subject == thing.feature ? thing.name : std::string{};
}

// Places of one name, where there are several.
std::vector<std::vector<Place*>> same_named(std::vector<Place>& places) {
    std::map<std::string, std::vector<Place*>> by_name;
    for (Place& place : places)
        by_name[place.name].push_back(&place);
    std::vector<std::vector<Place*>> alike;
    for (auto& [name, of_name] : by_name)
        if (of_name.size() > 1) alike.push_back(std::move(of_name));
    return alike;
}

// What a place is named after, at the end of its name.
struct Anchor {
    Geometry shape;
    std::string name;
};

// The nearest of the longest name; absent where there is none, or two ("Footway between A and B").
std::optional<Anchor> anchor_of(const Facts& facts, const Place& place) {
    constexpr double near_m = 60;
    if (place.name.find(" between ") != std::string::npos) return std::nullopt;
    std::optional<Anchor> best;
    double least_m = near_m;
    const auto try_one = [&](const Geometry& shape, const std::string& name) {
        const bool is_own = place.name == name;
        if (name.empty() || (!is_own && !place.name.ends_with(" " + name)) || shape.box().empty()) return;
        const double away_m = distance(shape, place.at);
        const bool longer = best && name.size() > best->name.size();
        if (away_m > near_m || (best && !longer && (name != best->name || away_m >= least_m))) return;
        best = Anchor{shape, name};
        least_m = away_m;
    };
    for (const Role role :
         {Role::building, Role::path, Role::activity, Role::zone, Role::barrier, Role::target})
        for (const FeaturePtr& thing : facts.of(role))
            if (thing->geometry.box().grown(near_m).contains(place.at))
                try_one(thing->geometry, facts.name_of(*thing));
    for (const FeaturePtr& label : facts.labels())
        if (label->geometry.box().grown(near_m).contains(place.at)) try_one(label->geometry, label->name);
    return best;
}

// "west end", "middle", "north side"; empty for a point.
std::string part_of(const Geometry& shape, Point at) {
    constexpr double step_m = 1;
    constexpr double elongated = 1.5;
    const std::vector<Station> outline = stations(shape, step_m);
    if (shape.kind == GeometryKind::point || outline.size() < 2) return {};
    Point mean;
    for (const Station& one : outline)
        mean = mean + one.at * (1.0 / static_cast<double>(outline.size()));
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (const Station& one : outline) {
        const Point d = one.at - mean;
        xx += d.x * d.x;
        xy += d.x * d.y;
        yy += d.y * d.y;
    }
    // The direction in which it is long, and how far it reaches along and across that.
    const double angle = std::atan2(2 * xy, xx - yy) / 2;
    const Point along{std::cos(angle), std::sin(angle)};
    const Point across{-along.y, along.x};
    Box reach;
    for (const Station& one : outline)
        reach.add(Point{dot(one.at - mean, along), dot(one.at - mean, across)});
    const double half_m = reach.width() / 2;
    const double half_width_m = reach.height() / 2;
    const double on_m = dot(at - mean, along) - (reach.xmin + reach.xmax) / 2;
    const double off_m = dot(at - mean, across) - (reach.ymin + reach.ymax) / 2;
    if (half_m >= elongated * half_width_m)
        return std::abs(on_m) <= half_m / 3 ? "middle" : compass(along * (on_m > 0 ? 1 : -1)) + " end";
    if (std::abs(on_m) <= half_m / 3 && std::abs(off_m) <= half_width_m / 3) return "middle";
    return compass(along * on_m + across * off_m) + " side";
}

std::string at_part_of(const Anchor& anchor, const Place& place) {
    const std::string part = part_of(anchor.shape, place.at);
    if (place.name == anchor.name) return part.empty() ? place.name : place.name + ", " + part;
    if (part.empty()) {
        const Point away = place.at - label_point(anchor.shape);
        return length(away) > 0 ? place.name + ", " + compass(away) + " of it" : place.name;
    }
    return place.name.substr(0, place.name.size() - anchor.name.size()) + "the " + part + " of " +
           anchor.name;
}

// ", the eastern one", where that tells each from all others.
void add_how_they_lie(const std::vector<Place*>& alike) {
    Point middle;
    for (const Place* place : alike)
        middle = middle + place->at * (1.0 / static_cast<double>(alike.size()));
    double furthest_m = 0;
    for (const Place* place : alike)
        furthest_m = std::max(furthest_m, length(place->at - middle));
    // What lies in the middle of the others is on no side of them.
    std::set<std::string> sides;
    for (const Place* place : alike)
        if (const Point away = place->at - middle; length(away) > furthest_m / 4) sides.insert(compass(away));
    if (sides.size() < alike.size()) return;
    for (Place* place : alike)
        place->name += ", the " + compass(place->at - middle) + "ern one";
}

} // namespace

std::string compass(Point d) {
    static constexpr std::array<const char*, 8> words{"north", "north-east", "east", "south-east",
                                                      "south", "south-west", "west", "north-west"};
    const double eighths = std::atan2(d.x, d.y) / (std::numbers::pi / 4);
    return words[static_cast<std::size_t>(std::lround(eighths) + 8) % 8];
}

std::string place_name(const Facts& facts, Point at, const Feature* subject, bool corner) {
    constexpr double building_m = 60;
    constexpr double label_m = 30;
    const std::string own = own_name(facts, at, subject);
    std::string name = own;
    if (name.empty()) name = subject_name(facts, at, subject, corner);
    if (says_where(name)) return name;
    const Named building = nearest_named(facts, {Role::building}, at, building_m);
    const Named label = nearest_label(facts, at, label_m);
    if (building.feature != nullptr && building.away <= label.away && building.name != name)
        return name + side_of(facts, building, at) + building.name;
    if (label.feature != nullptr && label.name != name) return name + " by " + label.name;
    return own.empty() ? name + part_of_site(facts, at) : name;
}

void tell_apart(const Facts& facts, std::vector<Place>& places) {
    for (const std::vector<Place*>& alike : same_named(places))
        for (Place* place : alike)
            if (const auto anchor = anchor_of(facts, *place)) place->name = at_part_of(*anchor, *place);
    for (const std::vector<Place*>& alike : same_named(places))
        add_how_they_lie(alike);
    for (const std::vector<Place*>& alike : same_named(places))
        for (std::size_t i = 1; i < alike.size(); ++i)
            alike[i]->name += " (" + std::to_string(i + 1) + ")";
}

} // namespace prospect::assessment
