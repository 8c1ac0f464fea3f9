#include "analysis/access/seal.h"

#include "analysis/access/place_names.h"
#include "analysis/access/sealing.h"
#include "analysis/access/zones.h"
#include "analysis/engine/near_name.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::access {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;
using scene::AccessGraph;
using scene::Passage;

// What is sealed together: all zones of one name.
struct Subject {
    std::vector<FeaturePtr> zones;
    std::vector<std::uint32_t> places;
    std::string name;
    bool is_public = false;
};

const std::vector<std::string>& cut_columns() {
    static const std::vector<std::string> columns{"opening", "kind", "name",    "cost",   "x",
                                                  "y",       "zone", "width_m", "control"};
    return columns;
}

const std::vector<std::string>& seals_columns() {
    static const std::vector<std::string> columns{
        "zone", "name", "ownership", "controls", "cost", "gaps", "open_boundary_m", "escape", "x", "y"};
    return columns;
}

std::vector<FeaturePtr> zones_there(const engine::Context& context) {
    std::vector<FeaturePtr> found;
    for (const auto& [layer, zone] : context.site().features(Role::zone))
        if (present(*zone, context.time().phase) && zone->geometry.kind == GeometryKind::polygon)
            found.push_back(zone);
    return found;
}

Subject subject_of(const std::vector<FeaturePtr>& zones, const AccessGraph& graph) {
    Subject subject{.zones = zones, .name = scene::title_of(*zones.front())};
    for (const FeaturePtr& zone : zones) {
        const auto places = graph.places_of(*zone);
        subject.places.insert(subject.places.end(), places.begin(), places.end());
        subject.is_public = subject.is_public || scene::ownership_of(*zone) == scene::Ownership::public_realm;
    }
    return subject;
}

std::vector<Subject> subjects_of(const engine::Context& context, const std::string& wanted,
                                 const AccessGraph& graph) {
    const std::vector<FeaturePtr> all = zones_there(context);
    if (all.empty())
        throw Error(ErrorCode::refused,
                    "the plan says of no ground whose it is, so there is no zone to close off",
                    "draw zones (role zone) or let them be suggested");
    std::vector<Subject> found;
    if (wanted.empty() || wanted == "none") {
        for (const FeaturePtr& zone : all)
            if (scene::ownership_of(*zone) >= scene::Ownership::semi_public)
                found.push_back(subject_of({zone}, graph));
        return found;
    }
    std::vector<FeaturePtr> named;
    std::vector<std::string> names;
    for (const FeaturePtr& zone : all) {
        if (zone->name == wanted || zone->id.text() == wanted) named.push_back(zone);
        if (!zone->name.empty()) names.push_back(zone->name);
    }
    if (named.empty()) {
        const auto nearest = engine::near_name(wanted, names);
        throw Error(ErrorCode::refused, "no zone is called \"" + wanted + "\"",
                    nearest ? "did you mean \"" + *nearest + "\"?"
                            : std::string("give the name or id of a zone (table zones of access.zones)"));
    }
    found.push_back(subject_of(named, graph));
    return found;
}

std::string kind_of(const Passage& passage) {
    if (passage.kind == Passage::Kind::gap) return "gap";
    const Attribute* kind = passage.thing->find("kind");
    return kind ? as_text(kind->value) : "opening";
}

void add_cut(const Frame& frame, const Subject& subject, const std::vector<const Passage*>& controls,
             Table& table) {
    for (const Passage* passage : controls) {
        const bool is_thing = passage->kind == Passage::Kind::opening;
        const Point at = frame.to_full(passage->at);
        const auto named = [](const std::string& text) {
            return text.empty() ? std::nullopt : std::optional<Value>(text);
        };
        table.rows.push_back({is_thing ? std::optional<Value>(passage->thing->id.text()) : std::nullopt,
                              Value(kind_of(*passage)), is_thing ? named(passage->thing->name) : std::nullopt,
                              Value(passage->cost), Value(at.x), Value(at.y), Value(subject.name),
                              Value(passage->width_m),
                              Value(std::string(scene::name_of(passage->control.control)))});
        table.geometries.push_back(scene::shape_of(*passage));
    }
}

std::string things_text(const AccessGraph& graph, const std::vector<std::uint32_t>& places) {
    std::string text;
    std::set<std::string> names;
    for (const std::uint32_t p : places)
        names.insert(name_of_place(graph.places()[p]));
    std::size_t shown = 0;
    for (const std::string& name : names) {
        if (shown == 3) return text + " and " + std::to_string(names.size() - shown) + " more";
        text += (text.empty() ? "" : ", ") + name;
        ++shown;
    }
    return text;
}

void note_sealing(const Subject& subject, const Sealing& sealing, const AccessGraph& graph,
                  std::vector<Note>& notes) {
    const std::string name = "\"" + subject.name + "\"";
    const Point at = label_point(subject.zones.front()->geometry);
    const Uuid id = subject.zones.front()->id;
    if (subject.is_public)
        notes.push_back({Note::Level::warning, "zone_is_public",
                         name + " is public: everybody may be there, and closing it off is no question", at,
                         id});
    else if (subject.places.empty())
        notes.push_back({Note::Level::warning, "zone_without_ground",
                         name + " has no ground of its own: another zone covers it, or it is thinner than "
                                "0.5 m or inside something solid",
                         at, id});
    else if (!sealing.possible && sealing.open_ways.empty())
        notes.push_back({Note::Level::warning, "open_boundary",
                         name + " cannot be closed off: one gets in over ground that nothing bounds", at,
                         id});
    else if (!sealing.possible)
        notes.push_back(
            {Note::Level::warning, "open_boundary",
             name + " cannot be closed off by doors and gates: " + scene::metres_text(sealing.open_m) +
                 " m of its edge have no barrier; put one there first",
             graph.passages()[sealing.open_ways.front()].at, id});
    else if (sealing.passages.empty())
        notes.push_back({Note::Level::info, "closed_off_already",
                         "nobody gets to " + name + " as it is: no door, gate or gap leads there", at, id});
    if (!sealing.trapped.empty())
        notes.push_back({Note::Level::warning, "escape_blocked",
                         "with " + name + " closed off nobody gets out of " +
                             things_text(graph, sealing.trapped) +
                             " without a key: give one of its gates a lock that opens from within",
                         graph.places()[sealing.trapped.front()].inside, id});
}

// Each kind of note in one.
void add_notes_of_many(const std::vector<Note>& found, const Frame& frame, std::vector<Note>& notes) {
    const std::pair<std::string_view, std::string> kinds[] = {
        {"escape_blocked", "zones shut somebody in once they are closed off (table seals, column escape): "
                           "give a gate of each a lock that opens from within"},
        {"zone_without_ground", "zones have no ground of their own: another zone covers them, or they are "
                                "thinner than 0.5 m or inside something solid"}};
    for (const auto& [code, text] : kinds) {
        std::vector<Note> alike;
        std::copy_if(found.begin(), found.end(), std::back_inserter(alike),
                     [&](const Note& note) { return note.code == code; });
        scene::add_merged(notes, alike, text, frame);
    }
}

// "\"Court gate north\" (those let in)", "a gap of 5.0 m at 530254.1,179402.2 (stands open)".
std::string control_text(const Passage& control, const Frame& frame) {
    const bool open = control.control.control == scene::Control::open;
    const std::string now =
        open ? " (stands open)" : " (" + std::string(scene::who_passes(control.control.control)) + ")";
    if (control.kind == Passage::Kind::opening && !control.thing->name.empty())
        return "\"" + control.thing->name + "\"" + now;
    return "a " + kind_of(control) + " of " + scene::metres_text(control.width_m) + " m at " +
           scene::place_text(frame, control.at) + now;
}

// What is to be closed by name, what of it stands open, and who gets out then.
void note_controls(const Subject& subject, const Sealing& sealing,
                   const std::vector<const Passage*>& controls, const Frame& frame,
                   std::vector<Note>& notes) {
    constexpr std::size_t named = 8;
    std::string text;
    std::size_t open = 0;
    for (std::size_t i = 0; i < controls.size(); ++i) {
        open += controls[i]->control.control == scene::Control::open ? 1 : 0;
        if (i < named) text += (i == 0 ? "" : ", ") + control_text(*controls[i], frame);
    }
    if (controls.size() > named) text += " and " + std::to_string(controls.size() - named) + " more";
    notes.push_back({Note::Level::info, "closed_off_by",
                     std::to_string(controls.size()) +
                         (controls.size() == 1 ? " control closes" : " controls close") + " \"" +
                         subject.name + "\" off, " + std::to_string(open) + " of them open now: " + text +
                         (sealing.trapped.empty()
                              ? ". Everybody within still gets out, as long as what is put there opens from "
                                "within; those who live there have their keys"
                              : ""),
                     controls.front()->at, subject.zones.front()->id});
}

// Buildings with doors on both sides of the cut, through which one might walk.
void note_buildings(const AccessGraph& graph, const Subject& subject, const Sealing& sealing,
                    std::vector<Note>& notes) {
    if (!sealing.possible) return;
    const std::set<std::uint32_t> within(sealing.within.begin(), sealing.within.end());
    std::set<Uuid> both;
    for (std::uint32_t p = 0; p < graph.places().size(); ++p) {
        const auto& place = graph.places()[p];
        if (!place.building || place.zone) continue;
        bool to_within = false;
        bool to_outside = false;
        for (const std::uint32_t i : graph.passages_of(p)) {
            const Passage& passage = graph.passages()[i];
            const std::uint32_t other = passage.from == p ? passage.to : passage.from;
            if (graph.places()[other].building && !graph.places()[other].zone) continue;
            (within.contains(other) ? to_within : to_outside) = true;
        }
        if (to_within && to_outside) both.insert(place.building->id);
    }
    if (!both.empty())
        notes.push_back({Note::Level::info, "buildings_lead_in",
                         std::to_string(both.size()) +
                             (both.size() == 1 ? " building has" : " buildings have") +
                             " doors both outside and to \"" + subject.name +
                             "\": whoever gets in might get through; through_buildings counts their doors"});
}

engine::AnalysisInfo info() {
    return {
        .id = "access.seal",
        .title = "Gates to close",
        .term = "minimum cut, sealing a zone",
        .summary = "The fewest, or cheapest, doors, gates and gaps whose control closes a zone off from the "
                   "public realm, and whether everybody within still gets out. To protect people and "
                   "property: it names what to look after.",
        .reference = "Least cut by maximum flow: Ford & Fulkerson (1956); algorithm: Edmonds & Karp (1972)",
        .reads = {Role::building, Role::barrier, Role::opening, Role::zone, Role::underlay},
        .time = {.band = true, .season = false, .growth = false, .phase = true},
        .tables = {{"cut", cut_columns(), "Doors, gates and gaps to close"},
                   engine::colored_by(
                       {{"controls", "", "Doors, gates and gaps to close",
                         "How many doors, gates and gaps close a zone off from the public realm; the marks "
                         "show them. Uncoloured: it cannot be closed off, or it is public"}},
                       {"seals", seals_columns(), "One row a zone: what closing it off takes"})},
        .metrics = {{"controls", "Doors, gates and gaps to close"},
                    {"cost", "What they cost together, as the plan gives it (else 1 each)"}},
        .sensitivity = Sensitivity::protect,
    };
}

engine::Schema<SealParams> schema() {
    engine::Schema<SealParams> schema;
    schema
        .add(&SealParams::zone, {.name = "zone",
                                 .label = "Zone",
                                 .help = "Name or id of the zone to close off; none for each that is not "
                                         "public."})
        .add(&SealParams::least, {.name = "least",
                                  .label = "Least",
                                  .help = "Whether the cheapest controls are looked for or the fewest.",
                                  .choices = {"cost", "number"}})
        .add(&SealParams::widest_gap_m, widest_gap_parameter())
        .add(&SealParams::through_buildings, through_buildings_parameter());
    return schema;
}

} // namespace

AnalysisResult seal(const engine::Context& context, const SealParams& params) {
    const auto graph = context.access_graph({.widest_gap_m = params.widest_gap_m});
    const std::vector<Subject> subjects = subjects_of(context, params.zone, *graph);
    const Buildings buildings = params.through_buildings ? Buildings::lead_through : Buildings::lead_nowhere;
    const ControlCost cost = params.least == "number" ? ControlCost::alike : ControlCost::given;
    AnalysisResult result;
    result.notes = graph->notes();
    Table cut{"cut", cut_columns(), {}, {}};
    Table seals{"seals", seals_columns(), {}, {}};
    const Frame& frame = context.site().frame;
    std::vector<Note> of_many;
    std::size_t done = 0;
    for (const Subject& subject : subjects) {
        context.progress().report(static_cast<double>(done++) / static_cast<double>(subjects.size()));
        const Sealing sealing = sealing_of(*graph, subject.places, cost, buildings);
        const auto controls = controls_of(*graph, sealing);
        double together = 0;
        std::int64_t gaps = 0;
        for (const Passage* control : controls) {
            together += control->cost;
            gaps += control->kind == Passage::Kind::gap ? 1 : 0;
        }
        const bool closes = sealing.possible && !subject.is_public && !subject.places.empty();
        if (closes) add_cut(frame, subject, controls, cut);
        const auto if_closed = [&](Value value) {
            return closes ? std::optional<Value>(std::move(value)) : std::nullopt;
        };
        const Feature& zone = *subject.zones.front();
        const Point at = frame.to_full(label_point(zone.geometry));
        seals.rows.push_back(
            {Value(zone.id.text()), zone.name.empty() ? std::nullopt : std::optional<Value>(zone.name),
             Value(std::string(scene::name_of(scene::ownership_of(zone)))),
             if_closed(Value(static_cast<std::int64_t>(controls.size()))), if_closed(Value(together)),
             if_closed(Value(gaps)),
             sealing.possible ? std::nullopt : std::optional<Value>(Value(sealing.open_m)),
             if_closed(
                 Value(std::string(sealing.trapped.empty() ? "everybody gets out" : "somebody is shut in"))),
             Value(at.x), Value(at.y)});
        seals.geometries.push_back(zone.geometry);
        if (subjects.size() == 1 && closes)
            result.metrics = {{"controls", static_cast<double>(controls.size())}, {"cost", together}};
        if (subjects.size() == 1) {
            note_sealing(subject, sealing, *graph, result.notes);
            if (closes && !controls.empty()) note_controls(subject, sealing, controls, frame, result.notes);
            note_buildings(*graph, subject, sealing, result.notes);
        } else if (!sealing.trapped.empty() || subject.places.empty()) {
            note_sealing(subject, sealing, *graph, of_many);
        }
    }
    add_notes_of_many(of_many, frame, result.notes);
    context.progress().report(1);
    context.progress().checkpoint();
    result.counts = {{"zones", static_cast<std::int64_t>(subjects.size())},
                     {"places", static_cast<std::int64_t>(graph->places().size())}};
    result.tables = {std::move(cut), std::move(seals)};
    return result;
}

engine::Analysis seal_analysis() {
    return engine::Analysis::make<SealParams>(info(), schema(), seal);
}

} // namespace prospect::access
