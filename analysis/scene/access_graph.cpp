#include "analysis/scene/access_graph.h"

#include "analysis/scene/access_places.h"
#include "analysis/scene/attribute_reader.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace prospect::scene {

namespace {

double length_of(const Segment& segment) {
    return distance(segment.a, segment.b);
}

} // namespace

Geometry shape_of(const Passage& passage) {
    Geometry shape;
    shape.kind = GeometryKind::line;
    for (const Segment& piece : passage.pieces) {
        shape.begin_part();
        shape.add_ring(std::vector<Point>{piece.a, piece.b});
    }
    return shape;
}

class AccessGraph::Builder {
public:
    Builder(const Scene& scene, AccessGraph& made, const AccessLines& lines, AccessPlaces found,
            const AccessSettings& settings)
        : scene_(scene), made_(made), settings_(settings), between_(std::move(found.between)) {
        for (const AccessLine& line : lines.lines)
            if (line.kind == AccessLine::Kind::leaf) hung_.emplace(line.thing->id, line.thing);
        made_.places_ = std::move(found.places);
        made_.place_of_region_ = std::move(found.place_of_region);
        constexpr double least_overlap_m2 = 0.5;
        if (found.several_owners_at && found.several_owners_m2 >= least_overlap_m2)
            made_.notes_.push_back(
                {Note::Level::warning, "zones_overlap",
                 std::to_string(std::lround(found.several_owners_m2)) +
                     " m2 of ground lie in zones of different owners: the first in the order of "
                     "layers counts",
                 found.several_owners_at});
    }

    void build() {
        find_edge_gaps();
        make_passages();
        list_passages();
        find_public_realm();
        add_notes();
    }

private:
    const std::vector<kernel::PlaneRegions::Border>& borders() const { return made_.regions_.borders(); }

    std::uint32_t left_place(std::size_t border) const {
        return made_.place_of_region_[borders()[border].left];
    }
    std::uint32_t right_place(std::size_t border) const {
        return made_.place_of_region_[borders()[border].right];
    }

    using Corner = std::pair<double, double>;
    static Corner corner(Point p) { return {p.x, p.y}; }

    // An open stretch of a zone's edge from one solid thing to another is a gap where it is short.
    void find_edge_gaps() {
        std::set<Corner> solid;
        for (std::size_t b = 0; b < between_.size(); ++b)
            if (between_[b].kind == Between::Kind::blocked) {
                solid.insert(corner(borders()[b].piece.a));
                solid.insert(corner(borders()[b].piece.b));
            }
        std::map<Corner, std::vector<std::uint32_t>> at; // open borders by their ends
        for (std::uint32_t b = 0; b < between_.size(); ++b)
            if (is_open_edge(b)) {
                at[corner(borders()[b].piece.a)].push_back(b);
                at[corner(borders()[b].piece.b)].push_back(b);
            }
        std::vector<bool> known(between_.size(), false);
        for (std::uint32_t b = 0; b < between_.size(); ++b)
            if (is_open_edge(b) && !known[b]) look_along(b, at, solid, known);
    }

    bool is_open_edge(std::size_t border) const {
        return between_[border].kind == Between::Kind::zone_edge && left_place(border) != right_place(border);
    }

    void look_along(std::uint32_t first, const std::map<Corner, std::vector<std::uint32_t>>& at,
                    const std::set<Corner>& solid, std::vector<bool>& known) {
        std::vector<std::uint32_t> chain{first};
        known[first] = true;
        std::size_t solid_ends = 0;
        bool loose = false;
        double long_m = 0;
        const auto sides = [&](std::uint32_t b) { return std::minmax({left_place(b), right_place(b)}); };
        for (std::size_t i = 0; i < chain.size(); ++i) {
            long_m += between_[chain[i]].length_m;
            for (const Point end : {borders()[chain[i]].piece.a, borders()[chain[i]].piece.b}) {
                if (solid.contains(corner(end))) {
                    ++solid_ends;
                    continue;
                }
                bool goes_on = false;
                for (const std::uint32_t next : at.at(corner(end))) {
                    if (next == chain[i] || sides(next) != sides(first)) continue;
                    goes_on = true;
                    if (!known[next]) {
                        known[next] = true;
                        chain.push_back(next);
                    }
                }
                loose = loose || !goes_on;
            }
        }
        if (loose || solid_ends != 2 || long_m > settings_.widest_gap_m) return;
        for (const std::uint32_t b : chain)
            between_[b].kind = Between::Kind::gap;
    }

    // Borders of one pair of places that lie one after another, or of one opening, are one passage.
    void make_passages() {
        using Key = std::tuple<std::uint32_t, std::uint32_t, Between::Kind, Uuid>;
        std::map<Key, std::vector<std::uint32_t>> alike;
        std::set<Uuid> leads_somewhere;
        std::set<Uuid> onto_solid;
        std::set<Uuid> seen;
        for (std::uint32_t b = 0; b < between_.size(); ++b) {
            const Between& between = between_[b];
            if (between.kind == Between::Kind::blocked) continue;
            const bool is_leaf = between.kind == Between::Kind::leaf;
            if (is_leaf) seen.insert(between.thing->id);
            const auto [from, to] = std::minmax({left_place(b), right_place(b)});
            if (from == to) continue;
            if (made_.places_[from].solid || made_.places_[to].solid) {
                if (is_leaf) onto_solid.insert(between.thing->id);
                continue;
            }
            if (is_leaf) leads_somewhere.insert(between.thing->id);
            alike[{from, to, between.kind, is_leaf ? between.thing->id : Uuid{}}].push_back(b);
        }
        std::set<Uuid> wide_enough;
        for (const auto& [key, borders] : alike)
            for (const auto& chain : std::get<2>(key) == Between::Kind::leaf
                                         ? std::vector<std::vector<std::uint32_t>>{borders}
                                         : chains_of(borders))
                add_passage(std::get<0>(key), std::get<1>(key), chain, wide_enough);
        for (const auto& [id, opening] : hung_) {
            if (!seen.contains(id) || (leads_somewhere.contains(id) && !wide_enough.contains(id)))
                too_narrow_.push_back(opening);
            else if (!leads_somewhere.contains(id))
                (onto_solid.contains(id) ? onto_solid_ : walked_round_).push_back(opening);
        }
    }

    void add_passage(std::uint32_t from, std::uint32_t to, const std::vector<std::uint32_t>& chain,
                     std::set<Uuid>& wide_enough) {
        const Between::Kind kind = between_[chain.front()].kind;
        Passage passage{.from = from, .to = to};
        passage.kind = kind == Between::Kind::leaf  ? Passage::Kind::opening
                       : kind == Between::Kind::gap ? Passage::Kind::gap
                                                    : Passage::Kind::open;
        for (const std::uint32_t b : chain) {
            if (!passage.thing) passage.thing = between_[b].thing;
            passage.width_m += between_[b].length_m;
            passage.pieces.push_back(borders()[b].piece);
        }
        if (passage.width_m < least_width_m(settings_.mover)) return; // nobody gets through
        if (kind == Between::Kind::leaf) wide_enough.insert(passage.thing->id);
        complete(passage);
        made_.passages_.push_back(std::move(passage));
    }

    // Those that hang together by their ends, in the order of their first.
    std::vector<std::vector<std::uint32_t>> chains_of(const std::vector<std::uint32_t>& all) const {
        std::map<Corner, std::vector<std::size_t>> at;
        for (std::size_t i = 0; i < all.size(); ++i)
            for (const Point end : {borders()[all[i]].piece.a, borders()[all[i]].piece.b})
                at[corner(end)].push_back(i);
        std::vector<bool> known(all.size(), false);
        std::vector<std::vector<std::uint32_t>> chains;
        for (std::size_t first = 0; first < all.size(); ++first) {
            if (known[first]) continue;
            known[first] = true;
            std::vector<std::size_t> open{first};
            std::vector<std::uint32_t>& chain = chains.emplace_back();
            while (!open.empty()) {
                const std::size_t i = open.back();
                open.pop_back();
                chain.push_back(all[i]);
                for (const Point end : {borders()[all[i]].piece.a, borders()[all[i]].piece.b})
                    for (const std::size_t next : at.at(corner(end)))
                        if (!known[next]) {
                            known[next] = true;
                            open.push_back(next);
                        }
            }
            std::sort(chain.begin(), chain.end());
        }
        return chains;
    }

    void complete(Passage& passage) {
        double longest = -1;
        for (const Segment& piece : passage.pieces)
            if (length_of(piece) > longest) {
                longest = length_of(piece);
                passage.at = (piece.a + piece.b) * 0.5;
            }
        if (passage.kind != Passage::Kind::opening) return;
        passage.at = label_point(passage.thing->geometry);
        passage.control = control_at(*passage.thing, scene_.time());
        passage.cost = std::max(0.0, reader_.number(Role::opening, *passage.thing, "cost"));
        passage.delay_s = std::max(0.0, AttributeReader::own_number(*passage.thing, "delay_s").value_or(0));
    }

    void list_passages() {
        std::vector<std::vector<std::uint32_t>> of(made_.places_.size());
        for (std::uint32_t i = 0; i < made_.passages_.size(); ++i) {
            of[made_.passages_[i].from].push_back(i);
            of[made_.passages_[i].to].push_back(i);
        }
        made_.passage_start_.push_back(0);
        for (const auto& list : of) {
            made_.passage_list_.insert(made_.passage_list_.end(), list.begin(), list.end());
            made_.passage_start_.push_back(static_cast<std::uint32_t>(made_.passage_list_.size()));
        }
    }

    bool nobodys(const AccessPlace& place) const {
        return !place.solid && !place.building &&
               (place.ownership == Ownership::none || place.ownership == Ownership::public_realm);
    }

    void find_public_realm() {
        std::vector<std::uint32_t> open;
        const auto reach = [&](std::uint32_t p) {
            if (made_.places_[p].public_realm || !nobodys(made_.places_[p])) return;
            made_.places_[p].public_realm = true;
            open.push_back(p);
        };
        for (std::uint32_t p = 0; p < made_.places_.size(); ++p)
            if (made_.places_[p].at_rim || made_.places_[p].ownership == Ownership::public_realm) reach(p);
        while (!open.empty()) {
            const std::uint32_t p = open.back();
            open.pop_back();
            for (const std::uint32_t i : made_.passages_of(p)) {
                const Passage& passage = made_.passages_[i];
                if (passage.kind != Passage::Kind::opening)
                    reach(passage.from == p ? passage.to : passage.from);
            }
        }
        find_islands();
    }

    // Ground in no zone that one does not get to past what stands open either.
    void find_islands() {
        std::vector<bool> reached(made_.places_.size(), false);
        std::vector<std::uint32_t> open;
        for (std::uint32_t p = 0; p < made_.places_.size(); ++p)
            if (made_.places_[p].public_realm) {
                reached[p] = true;
                open.push_back(p);
            }
        while (!open.empty()) {
            const std::uint32_t p = open.back();
            open.pop_back();
            for (const std::uint32_t i : made_.passages_of(p)) {
                const Passage& passage = made_.passages_[i];
                const std::uint32_t next = passage.from == p ? passage.to : passage.from;
                if (passage.controlled() || reached[next]) continue;
                reached[next] = true;
                open.push_back(next);
            }
        }
        for (std::uint32_t p = 0; p < made_.places_.size(); ++p) {
            AccessPlace& place = made_.places_[p];
            place.island = !reached[p] && !place.zone && nobodys(place);
        }
    }

    void add_notes() {
        note_controls();
        note_islands();
        std::vector<Note> round;
        for (const FeaturePtr& opening : walked_round_)
            round.push_back(
                {Note::Level::info, "opening_walked_round",
                 "one can walk round \"" + title_of(*opening) + "\": both its sides are the same ground",
                 label_point(opening->geometry), opening->id});
        add_merged(made_.notes_, round,
                   "doors and gates can be walked round: both their sides are the same ground",
                   scene_.site().frame);
        std::vector<Note> dead;
        for (const FeaturePtr& opening : onto_solid_)
            dead.push_back({Note::Level::warning, "opening_leads_nowhere",
                            "\"" + title_of(*opening) +
                                "\" leads onto ground nobody moves on: water, or a space shut in by walls",
                            label_point(opening->geometry), opening->id});
        add_merged(made_.notes_, dead,
                   "doors and gates lead onto ground nobody moves on: water, or a space shut in by walls",
                   scene_.site().frame);
        std::vector<Note> narrow;
        for (const FeaturePtr& opening : too_narrow_)
            narrow.push_back({Note::Level::warning, "opening_without_width",
                              "what other walls leave of \"" + title_of(*opening) +
                                  "\" is too narrow: nobody gets through",
                              label_point(opening->geometry), opening->id});
        add_merged(made_.notes_, narrow,
                   "doors and gates are too narrow, other walls cover them: nobody gets through",
                   scene_.site().frame);
        std::vector<Note> shorts;
        for (const LooseEnd& end : made_.drawn_short_)
            shorts.push_back({Note::Level::warning, "barrier_drawn_short",
                              "\"" + title_of(*end.barrier) + "\" ends " +
                                  std::to_string(std::lround(end.near.front().gap_m * 100)) +
                                  " cm short of \"" + title_of(*end.near.front().thing) +
                                  "\": taken as closed, most likely an error of the drawing",
                              end.end, end.barrier->id});
        add_merged(made_.notes_, shorts,
                   "barriers end at most 0.3 m short of what they seem to meet: taken as closed, most likely "
                   "errors of the drawing",
                   scene_.site().frame);
        const auto defaults = reader_.notes();
        made_.notes_.insert(made_.notes_.end(), defaults.begin(), defaults.end());
    }

    void note_controls() {
        std::set<Uuid> unknown;
        std::vector<Note> unclear;
        for (const Passage& passage : made_.passages_) {
            if (passage.kind != Passage::Kind::opening) continue;
            if (!passage.control.known) unknown.insert(passage.thing->id);
            if (!passage.control.hours_clear)
                unclear.push_back(
                    {Note::Level::warning, "hours_not_understood",
                     "the hours of \"" + title_of(*passage.thing) +
                         "\" are not understood and count as none; write them as Mo-Fr 07:00-19:00",
                     passage.at, passage.thing->id});
        }
        if (!unknown.empty())
            made_.notes_.push_back(
                {Note::Level::info, "control_not_given",
                 "the plan does not say how " + std::to_string(unknown.size()) +
                     " doors and gates are kept (control): they count as shut, but not locked"});
        add_merged(made_.notes_, unclear,
                   "doors and gates have hours that are not understood; they count as none. Write them as "
                   "Mo-Fr 07:00-19:00",
                   scene_.site().frame);
    }

    void note_islands() {
        std::size_t count = 0;
        double area_m2 = 0;
        std::optional<Point> first;
        for (const AccessPlace& place : made_.places_)
            if (place.island) {
                ++count;
                area_m2 += place.area_m2;
                if (!first) first = place.inside;
            }
        if (count > 0)
            made_.notes_.push_back(
                {Note::Level::info, "ground_shut_off",
                 (count == 1 ? std::string("a piece") : std::to_string(count) + " pieces") +
                     " of ground in no zone (" + std::to_string(std::lround(area_m2)) +
                     " m2) cannot be reached from the public realm without a door or gate: no part of it "
                     "here",
                 first});
    }

    const Scene& scene_;
    AccessGraph& made_;
    const AccessSettings& settings_;
    AttributeReader reader_;
    std::vector<Between> between_;    // by border
    std::map<Uuid, FeaturePtr> hung_; // openings that have a leaf somewhere
    std::vector<FeaturePtr> walked_round_;
    std::vector<FeaturePtr> onto_solid_;
    std::vector<FeaturePtr> too_narrow_;
};

namespace {

std::vector<kernel::PartingLine> parting_lines(const std::vector<AccessLine>& lines) {
    std::vector<kernel::PartingLine> parting;
    parting.reserve(lines.size());
    for (const AccessLine& line : lines)
        parting.push_back({line.along, line.kind == AccessLine::Kind::wall});
    return parting;
}

} // namespace

AccessGraph::AccessGraph(const Scene& scene, const AccessSettings& settings, const Progress& progress)
    : regions_({}, Box{0, 0, 1, 1}, 0) {
    const AccessLines lines = access_lines(scene, settings.mover, settings.widest_gap_m);
    regions_ = kernel::PlaneRegions(parting_lines(lines.lines), scene.bounds(), least_width_m(settings.mover),
                                    progress.part(0, 0.7));
    drawn_short_ = lines.drawn_short;
    notes_ = lines.notes;
    Builder(scene, *this, lines, access_places(scene, regions_, lines), settings).build();
    progress.report(1);
}

std::span<const std::uint32_t> AccessGraph::passages_of(std::uint32_t place) const {
    return std::span(passage_list_)
        .subspan(passage_start_[place], passage_start_[place + 1] - passage_start_[place]);
}

std::vector<std::uint32_t> AccessGraph::places_of(const Feature& zone) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t p = 0; p < places_.size(); ++p)
        if (places_[p].zone && places_[p].zone->id == zone.id && !places_[p].solid) found.push_back(p);
    return found;
}

std::vector<std::array<Point, 3>> AccessGraph::triangles(const std::vector<bool>& wanted) const {
    std::vector<bool> regions(place_of_region_.size());
    for (std::size_t r = 0; r < regions.size(); ++r)
        regions[r] = wanted[place_of_region_[r]];
    return regions_.triangles(regions);
}

} // namespace prospect::scene
