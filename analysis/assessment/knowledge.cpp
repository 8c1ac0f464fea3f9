#include "analysis/assessment/knowledge.h"

#include "analysis/assessment/metric.h"
#include "geometry/site/defaults.h"

#include <algorithm>
#include <map>

namespace prospect::assessment {

namespace {

// What a metric asks of things beyond that they are there: subject id and attribute. Metrics that are not
// listed ask for nothing but the roles they read.
struct Asks {
    std::string_view metric;
    std::vector<std::pair<std::string_view, std::string_view>> of;
};

// What all rules about light ask for, and `path` of the paths.
std::vector<std::pair<std::string_view, std::string_view>> light_and(std::string_view path) {
    return {{"path", path},           {"lamp", "height_m"},    {"lamp", "photometry"},
            {"building", "height_m"}, {"barrier", "height_m"}, {"planting", "height_m"},
            {"tree", "crown_m"}};
}

// What all rules about ways in and out ask for.
std::vector<std::pair<std::string_view, std::string_view>> who_gets_where() {
    return {{"zone", "ownership"}, {"door", "control"}, {"barrier", ""}, {"building", ""}};
}

const std::vector<Asks>& asks() {
    static const std::vector<Asks> all{
        {"entrance.clear_lines",
         {{"door", "main"},
          {"window", "sill_m"},
          {"building", "height_m"},
          {"barrier", "height_m"},
          {"planting", "height_m"},
          {"tree", "clear_stem_m"},
          {"path", ""}}},
        {"stay.windows",
         {{"activity", "kind"},
          {"window", "sill_m"},
          {"building", "height_m"},
          {"barrier", "height_m"},
          {"planting", "height_m"},
          {"tree", "clear_stem_m"}}},
        {"ground.watched_day",
         {{"window", "sill_m"},
          {"building", "height_m"},
          {"barrier", "height_m"},
          {"planting", "height_m"},
          {"tree", "clear_stem_m"},
          {"zone", "ownership"}}},
        {"ground.least_seen",
         {{"path", ""},
          {"window", "sill_m"},
          {"building", "height_m"},
          {"barrier", "height_m"},
          {"planting", "height_m"},
          {"tree", "clear_stem_m"},
          {"zone", "ownership"}}},
        {"route.unlit_stretch", {{"path", "night_route"}, {"lamp", ""}}},
        {"ground.watched_night",
         {{"path", "night_route"},
          {"lamp", "height_m"},
          {"lamp", "photometry"},
          {"window", "sill_m"},
          {"building", "height_m"},
          {"barrier", "height_m"},
          {"planting", "height_m"},
          {"tree", "clear_stem_m"}}},
        {"route.without_class", {{"path", "night_route"}, {"path", "lit_class"}}},
        {"path.class_light", light_and("lit_class")},
        {"path.over_lit", light_and("lit_class")},
        {"route.faces", light_and("night_route")},
        {"route.evenness", light_and("night_route")},
        {"route.recognition", light_and("night_route")},
        {"route.dark_gap", light_and("night_route")},
        {"route.contrast", light_and("night_route")},
        {"lamp.colour_rendering", {{"lamp", "cri"}}},
        {"route.light_kept",
         {{"path", "night_route"},
          {"lamp", "photometry"},
          {"tree", "crown_m"},
          {"tree", "growth_m_per_year"}}},
        {"route.traps",
         {{"path", ""},
          {"barrier", "height_m"},
          {"building", ""},
          {"planting", "height_m"},
          {"tree", "clear_stem_m"},
          {"zone", "ownership"},
          {"door", "kind"}}},
        {"boundary.front_height", {{"barrier", "height_m"}, {"door", "main"}, {"building", ""}}},
        {"boundary.side_rear_height",
         {{"barrier", "height_m"}, {"zone", "ownership"}, {"door", "main"}, {"building", ""}}},
        {"boundary.climbing_aids",
         {{"barrier", "height_m"},
          {"window", "storey"},
          {"zone", "ownership"},
          {"building", ""},
          {"activity", "kind"}}},
        {"boundary.rear_exposed",
         {{"zone", "ownership"},
          {"door", "control"},
          {"door", "main"},
          {"barrier", ""},
          {"building", ""},
          {"path", ""}}},
        {"boundary.rear_gate_setback",
         {{"zone", "ownership"},
          {"door", "control"},
          {"door", "main"},
          {"barrier", ""},
          {"building", ""},
          {"path", ""}}},
        {"boundary.front_open_share", {{"barrier", "height_m"}, {"door", "main"}, {"building", ""}}},
        {"window.strip",
         {{"window", "sill_m"}, {"zone", "ownership"}, {"building", "use"}, {"planting", "height_m"}}},
        {"entrance.visual_steps",
         {{"door", "main"},
          {"path", ""},
          {"study_area", "kind"},
          {"building", "height_m"},
          {"barrier", "height_m"},
          {"planting", "height_m"},
          {"tree", "clear_stem_m"}}},
        {"planting.mature_height",
         {{"planting", "mature_m"},
          {"planting", "height_m"},
          {"barrier", "height_m"},
          {"zone", "ownership"}}},
        {"tree.clear_stem", {{"tree", "clear_stem_m"}, {"zone", "ownership"}}},
        {"greenery.clear_band", {{"tree", "clear_stem_m"}, {"planting", "height_m"}, {"zone", "ownership"}}},
        {"lamp.tree_distance", {{"lamp", ""}, {"tree", ""}}},
        {"ground.unassigned_share", {{"zone", "ownership"}, {"building", ""}}},
        {"zone.ways_in", who_gets_where()},
        {"zone.uncontrolled_ways_in", who_gets_where()},
        {"place.shut_in", who_gets_where()},
        {"passage.classes_left_out", who_gets_where()},
        {"zone.edge_marked", {{"zone", "ownership"}, {"barrier", ""}, {"building", ""}, {"planting", ""}}},
        {"place.vehicle_speed", {{"path", "kind"}, {"activity", "kind"}, {"target", "kind"}, {"barrier", "kind"}}},
        {"bollard.gap", {{"barrier", "kind"}}},
        {"asset.stand_off", {{"path", "kind"}, {"target", "kind"}, {"barrier", "kind"}}},
        {"crowd.on_axis", {{"path", "kind"}, {"activity", "kind"}, {"barrier", "kind"}}},
        {"crowd.density", {{"activity", "people"}}},
        {"crowd.people", {{"activity", "people"}}},
        {"path.ways_out", {{"path", "kind"}, {"barrier", ""}, {"building", ""}, {"door", "main"}}},
        {"target.unseen",
         {{"door", "main"},
          {"window", "sill_m"},
          {"barrier", "height_m"},
          {"building", "height_m"},
          {"zone", "ownership"}}},
    };
    return all;
}

bool asks_for(const Metric& metric, const Subject& subject, std::string_view attribute) {
    const auto found =
        std::find_if(asks().begin(), asks().end(), [&](const Asks& one) { return one.metric == metric.id; });
    if (found == asks().end())
        return attribute.empty() &&
               std::find(metric.reads.begin(), metric.reads.end(), subject.role) != metric.reads.end();
    if (subject.id == "study_area") return attribute.empty() || attribute == "kind";
    return std::any_of(found->of.begin(), found->of.end(), [&](const auto& one) {
        return one.first == subject.id && (attribute.empty() || one.second == attribute);
    });
}

std::vector<std::string> criteria_that_ask(const Profile& profile, const Subject& subject,
                                           std::string_view attribute) {
    std::vector<std::string> codes;
    for (const Criterion& criterion : profile.criteria)
        if (const Metric* asked = metric(criterion.metric); asked && asks_for(*asked, subject, attribute))
            codes.push_back(criterion.code);
    return codes;
}

class Counter {
public:
    Counter(const Subject& subject, const Profile& profile) {
        made_.subject = &subject;
        made_.criteria = criteria_that_ask(profile, subject, {});
        for (const AttributeInfo& attribute : info(subject.role).attributes)
            made_.attributes.push_back({.name = std::string(attribute.name),
                                        .criteria = criteria_that_ask(profile, subject, attribute.name)});
        usual_.resize(made_.attributes.size());
    }

    void add(const Feature& feature) {
        ++made_.count;
        ++made_.shapes[feature.basis];
        for (std::size_t i = 0; i < made_.attributes.size(); ++i) {
            AttributeKnowledge& attribute = made_.attributes[i];
            const Attribute* own = feature.find(attribute.name);
            if (own != nullptr) {
                ++attribute.given[own->basis];
                continue;
            }
            const auto counts = Defaults::bundled().resolve(made_.subject->role, feature, attribute.name);
            if (!counts) {
                ++attribute.missing;
                continue;
            }
            ++attribute.by_default;
            ++usual_[i][counts->value];
        }
    }

    SubjectKnowledge take() {
        for (std::size_t i = 0; i < usual_.size(); ++i) {
            const auto most =
                std::max_element(usual_[i].begin(), usual_[i].end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
            if (most != usual_[i].end()) made_.attributes[i].usual = most->first;
        }
        return std::move(made_);
    }

private:
    SubjectKnowledge made_;
    std::vector<std::map<Value, std::size_t>> usual_; // by attribute
};

void add_assumptions(const Site& site, const Subject& subject, std::vector<Assumption>& all) {
    std::vector<Assumption> made{{subject.id, {}, {}}};
    for (const std::string_view name : subject.tells)
        made.push_back({subject.id, std::string(name), {}});
    for (const auto& [layer, feature] : site.features(subject.role)) {
        if (!subject.holds(*feature)) continue;
        if (feature->basis == Basis::assumed) {
            made.front().features.push_back(feature->id);
            continue; // what is assumed to be there is one assumption, not one for each value
        }
        for (std::size_t i = 0; i < subject.tells.size(); ++i)
            if (const Attribute* own = feature->find(subject.tells[i]); own && own->basis == Basis::assumed)
                made[i + 1].features.push_back(feature->id);
    }
    for (Assumption& one : made)
        if (!one.features.empty()) all.push_back(std::move(one));
}

} // namespace

std::size_t BasisCounts::all() const {
    std::size_t sum = 0;
    for (const std::size_t one : of)
        sum += one;
    return sum;
}

bool Subject::holds(const Feature& feature) const {
    if (kinds.empty()) return true;
    const Attribute* kind = feature.find("kind");
    const std::string word = kind ? as_text(kind->value) : std::string{};
    return std::find(kinds.begin(), kinds.end(), word) != kinds.end();
}

std::span<const Subject> subjects() {
    static const std::vector<Subject> all{
        {"study_area", Role::study_area, {}, "Site boundary", {"kind"}},
        {"building", Role::building, {}, "Buildings", {"height_m", "levels", "use"}},
        {"window", Role::opening, {"window"}, "Windows", {"sill_m", "storey"}},
        // Openings that do not say what they are count as ways through.
        {"door", Role::opening, {"door", "gate", "gap", ""}, "Doors and gates", {"main", "control", "kind"}},
        {"zone", Role::zone, {}, "Who owns each part", {"ownership", "use"}},
        {"barrier", Role::barrier, {}, "Walls, fences and hedges", {"height_m", "kind"}},
        {"tree", Role::tree, {}, "Trees", {"clear_stem_m", "height_m", "crown_m"}},
        {"planting", Role::planting, {}, "Planting", {"height_m", "mature_m"}},
        {"lamp", Role::luminaire, {}, "Lamps", {"height_m", "photometry"}},
        {"path", Role::path, {}, "Paths and roads", {"kind", "width_m", "night_route"}},
        {"activity", Role::activity, {}, "Places where people stay", {"kind", "hours"}},
        {"camera", Role::camera, {}, "Cameras", {"azimuth_deg", "height_m"}},
        {"target", Role::target, {}, "Places to protect", {"kind"}},
    };
    return all;
}

const Subject* subject(std::string_view id) {
    const auto all = subjects();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Subject& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const AttributeKnowledge* SubjectKnowledge::attribute(std::string_view name) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const AttributeKnowledge& one) { return one.name == name; });
    return found == attributes.end() ? nullptr : &*found;
}

const SubjectKnowledge* Knowledge::subject(std::string_view id) const {
    const auto found = std::find_if(subjects.begin(), subjects.end(),
                                    [&](const SubjectKnowledge& one) { return one.subject->id == id; });
    return found == subjects.end() ? nullptr : &*found;
}

Knowledge knowledge_of(const Site& site, const Profile& profile) {
    Knowledge knowledge;
    for (const Subject& subject : subjects()) {
        Counter counter(subject, profile);
        for (const auto& [layer, feature] : site.features(subject.role))
            if (subject.holds(*feature)) counter.add(*feature);
        knowledge.subjects.push_back(counter.take());
        for (const std::string_view name : subject.tells) {
            const AttributeKnowledge& one = *knowledge.subjects.back().attribute(name);
            for (std::size_t i = 0; i < one.given.of.size(); ++i)
                knowledge.values.of[i] += one.given.of[i];
            knowledge.defaults += one.by_default;
            knowledge.missing += one.missing;
        }
    }
    knowledge.assumptions = assumptions_of(site);
    return knowledge;
}

std::vector<Assumption> assumptions_of(const Site& site) {
    std::vector<Assumption> all;
    for (const Subject& subject : subjects())
        add_assumptions(site, subject, all);
    return all;
}

std::size_t usual_values(const Site& site) {
    std::size_t count = 0;
    for (const Subject& subject : subjects()) {
        const std::string name(subject.tells.front());
        // Whether there is a usual value at all is the same for all things of a kind.
        if (name == "kind" || !Defaults::bundled().resolve(subject.role, Feature(), name)) continue;
        for (const auto& [layer, feature] : site.features(subject.role))
            // A sill follows from the storey, within a metre.
            if (!feature->find(name) && subject.holds(*feature) &&
                !(name == "sill_m" && feature->find("storey")))
                ++count;
    }
    return count;
}

std::vector<Uuid> things_of(const Site& site, const Subject& subject, std::string_view attribute) {
    std::vector<Uuid> found;
    for (const auto& [layer, feature] : site.features(subject.role))
        if (subject.holds(*feature) && (attribute.empty() || !feature->find(attribute)))
            found.push_back(feature->id);
    return found;
}

} // namespace prospect::assessment
