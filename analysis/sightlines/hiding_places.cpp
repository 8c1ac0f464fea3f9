#include "analysis/sightlines/hiding_places.h"

#include "analysis/scene/study_area.h"
#include "geometry/kernel/shape_operations.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

namespace prospect::sightlines {

namespace {

// The stations from which somebody at a spot should be seen, for one way: those in time and those too late.
struct Approach {
    std::vector<std::size_t> in_time; // the nearest first
    std::vector<std::size_t> late;    // the furthest first
};

// The one who comes out surprises those they are hidden from better.
const FirstSeen& worse(const FirstSeen& a, const FirstSeen& b) {
    if (a.in_time != b.in_time) return a.in_time ? b : a;
    return b.from_m < a.from_m ? b : a;
}

// Cells beside several legs lie beside the nearest, and count as what is the worst of them.
std::vector<StripCell> together(const std::vector<StripCell>& before, const std::vector<StripCell>& more) {
    std::vector<StripCell> all;
    all.reserve(before.size() + more.size());
    auto next = before.begin();
    for (const StripCell& cell : more) {
        while (next != before.end() && next->cell < cell.cell)
            all.push_back(*next++);
        if (next == before.end() || next->cell != cell.cell) {
            all.push_back(cell);
            continue;
        }
        const StripCell& other = *next++;
        all.push_back(cell.edge_m < other.edge_m ? cell : other);
        for (const Way way : both_ways)
            all.back().seen_by(way) =
                worse(other.seen[static_cast<std::size_t>(way)], cell.seen[static_cast<std::size_t>(way)]);
    }
    all.insert(all.end(), next, before.end());
    return all;
}

class OneWalk {
public:
    OneWalk(const scene::Space& space, const scene::Footing& footing, const Walk& walk,
            const HidingGround& ground, const HidingSettings& settings)
        : space_(space), footing_(footing), walk_(walk), ground_(ground), settings_(settings) {}

    void look() {
        for (const Leg& leg : legs_of(walk_)) {
            const auto make = [&] {
                return path_strip(walk_, leg, ground_.lattice, footing_, space_.ground(), settings_.beside_m,
                                  settings_.way_out_m);
            };
            std::vector<StripCell> strip = ground_.strips ? ground_.strips->of(walk_, leg, make) : make();
            for (const Way way : both_ways) {
                for (StripCell& cell : strip)
                    cell.seen_by(way).foot_m = cell.foot_m;
                look_from_last_chances(strip, way);
                for (StripCell& cell : strip)
                    if (cell.hidden_from(way)) look_from_elsewhere(cell, way);
            }
            strip_ = strip_.empty() ? std::move(strip) : together(strip_, strip);
        }
    }

    double concealment(const StripCell& cell) const {
        double most = 0;
        for (const FirstSeen& seen : cell.seen)
            if (!seen.in_time) most = std::max(most, 1 - seen.from_m / settings_.reaction_m);
        return most;
    }

    std::vector<HidingPlace> places(std::size_t number, const scene::StudyArea& study) {
        std::vector<bool> taken(strip_.size(), true);
        for (std::size_t i = 0; i < strip_.size(); ++i)
            taken[i] = !strip_[i].hidden() || !study.contains(strip_[i].at);
        std::vector<HidingPlace> found;
        const double cell_m2 = ground_.lattice.cell_x * ground_.lattice.cell_y;
        for (std::size_t i = 0; i < strip_.size(); ++i) {
            if (taken[i]) continue;
            const std::vector<std::size_t> cells = cluster(i, taken);
            if (static_cast<double>(cells.size()) * cell_m2 >= settings_.least_m2)
                found.push_back(place_of(number, cells, cell_m2));
        }
        std::stable_sort(found.begin(), found.end(), [](const HidingPlace& a, const HidingPlace& b) {
            return a.chainage_m < b.chainage_m;
        });
        return found;
    }

    const std::vector<StripCell>& strip() const { return strip_; }
    std::int64_t rays() const { return rays_; }

private:
    const std::vector<WalkStation>& stations() const { return walk_.stations; }

    // The number of the first station at that chainage or beyond.
    std::size_t station_from(double chainage_m) const {
        return static_cast<std::size_t>(
            std::lower_bound(stations().begin(), stations().end(), chainage_m,
                             [](const WalkStation& one, double at) { return one.chainage_m < at; }) -
            stations().begin());
    }

    Approach approach(double foot_m, Way way) const {
        Approach found;
        const auto add = [&](std::size_t i) {
            if (!stations()[i].looks()) return;
            const bool end = i == (way == Way::forward ? 0 : stations().size() - 1);
            const double back_m = std::abs(foot_m - stations()[i].chainage_m);
            if (back_m >= settings_.reaction_m - slack_m || end)
                found.in_time.push_back(i);
            else
                found.late.push_back(i);
        };
        if (way == Way::forward)
            for (std::size_t i = station_from(foot_m + slack_m); i-- > 0;) {
                if (foot_m - stations()[i].chainage_m > settings_.look_back_m) break;
                add(i);
            }
        else
            for (std::size_t i = station_from(foot_m - slack_m); i < stations().size(); ++i) {
                if (stations()[i].chainage_m - foot_m > settings_.look_back_m) break;
                add(i);
            }
        std::reverse(found.late.begin(), found.late.end());
        return found;
    }

    // The nearest station that is in time; the one from which nearly all is seen.
    std::optional<std::size_t> last_chance(double foot_m, Way way) const {
        std::size_t i = 0;
        if (way == Way::forward) {
            i = station_from(foot_m - settings_.reaction_m + slack_m);
            i = i > 0 ? i - 1 : 0;
        } else {
            i = std::min(station_from(foot_m + settings_.reaction_m - slack_m), stations().size() - 1);
        }
        if (stations()[i].looks()) return i;
        const Approach all = approach(foot_m, way);
        return all.in_time.empty() ? std::nullopt : std::optional(all.in_time.front());
    }

    Point3 top_of(const StripCell& cell) const { return cell.at_height(settings_.hiding_height_m); }
    Point3 eye_at(std::size_t station) const { return stations()[station].at_height(settings_.eye_height_m); }

    void look_from_last_chances(std::vector<StripCell>& strip, Way way) {
        std::vector<std::pair<std::size_t, std::size_t>> looks; // station, cell
        for (std::size_t i = 0; i < strip.size(); ++i)
            if (const auto station = last_chance(strip[i].foot_m, way)) looks.emplace_back(*station, i);
        std::sort(looks.begin(), looks.end());
        std::vector<Point3> tops;
        std::vector<std::uint8_t> hidden;
        for (std::size_t begin = 0; begin < looks.size();) {
            std::size_t end = begin;
            tops.clear();
            while (end < looks.size() && looks[end].first == looks[begin].first)
                tops.push_back(top_of(strip[looks[end++].second]));
            hidden.assign(tops.size(), 0);
            space_.rays().blocked_from(eye_at(looks[begin].first), tops, hidden);
            rays_ += static_cast<std::int64_t>(tops.size());
            for (std::size_t i = begin; i < end; ++i)
                strip[looks[i].second].seen_by(way).in_time = hidden[i - begin] == 0;
            begin = end;
        }
    }

    // The place in `from` of the first station that sees the spot.
    std::optional<std::size_t> first_that_sees(const StripCell& cell, const std::vector<std::size_t>& from) {
        std::vector<Point3> eyes;
        for (const std::size_t station : from)
            eyes.push_back(eye_at(station));
        std::vector<std::uint8_t> hidden(eyes.size());
        space_.rays().blocked_from(top_of(cell), eyes, hidden);
        rays_ += static_cast<std::int64_t>(eyes.size());
        const auto sees = std::find(hidden.begin(), hidden.end(), std::uint8_t{0});
        if (sees == hidden.end()) return std::nullopt;
        return static_cast<std::size_t>(sees - hidden.begin());
    }

    void look_from_elsewhere(StripCell& cell, Way way) {
        const Approach all = approach(cell.foot_m, way);
        FirstSeen& seen = cell.seen_by(way);
        // Where nobody comes along that way nobody is surprised.
        seen.in_time =
            (all.in_time.empty() && all.late.empty()) || first_that_sees(cell, all.in_time).has_value();
        if (seen.in_time) return;
        if (const auto late = first_that_sees(cell, all.late))
            seen.from_m = std::abs(cell.foot_m - stations()[all.late[*late]].chainage_m);
    }

    std::ptrdiff_t place_in_strip(std::int64_t cell) const {
        const auto at = std::lower_bound(strip_.begin(), strip_.end(), cell,
                                         [](const StripCell& one, std::int64_t id) { return one.cell < id; });
        return at != strip_.end() && at->cell == cell ? at - strip_.begin() : -1;
    }

    // Hidden cells that hang together by steps, ascending.
    std::vector<std::size_t> cluster(std::size_t first, std::vector<bool>& taken) const {
        std::vector<std::size_t> cells{first};
        taken[first] = true;
        const std::int64_t columns = ground_.lattice.columns;
        for (std::size_t done = 0; done < cells.size(); ++done) {
            const StripCell& from = strip_[cells[done]];
            for (std::int64_t down = -1; down <= 1; ++down)
                for (std::int64_t right = -1; right <= 1; ++right) {
                    const std::ptrdiff_t to = place_in_strip(from.cell + down * columns + right);
                    if (to < 0 || taken[static_cast<std::size_t>(to)]) continue;
                    const StripCell& next = strip_[static_cast<std::size_t>(to)];
                    if (std::abs(next.cell % columns - from.cell % columns) > 1 ||
                        !footing_.steps(from.at, next.at))
                        continue;
                    taken[static_cast<std::size_t>(to)] = true;
                    cells.push_back(static_cast<std::size_t>(to));
                }
        }
        std::sort(cells.begin(), cells.end());
        return cells;
    }

    std::optional<rays::Thing> what_hides(const StripCell& cell) {
        for (const Way way : both_ways) {
            if (!cell.hidden_from(way)) continue;
            const auto station = last_chance(cell.seen[static_cast<std::size_t>(way)].foot_m, way);
            if (!station) continue;
            ++rays_;
            if (const auto hit = space_.rays().first_hit({top_of(cell), eye_at(*station)})) return hit->thing;
        }
        return std::nullopt;
    }

    HiddenSpot spot_of(const StripCell& cell) {
        double first_m = settings_.reaction_m;
        for (const Way way : both_ways)
            if (cell.hidden_from(way))
                first_m = std::min(first_m, cell.seen[static_cast<std::size_t>(way)].from_m);
        return {cell.cell, cell.at, cell.edge_m, first_m, what_hides(cell), cell.seen[0], cell.seen[1]};
    }

    // Length of path for which a station stands: half of the way to each neighbour.
    double share_m(std::size_t station) const {
        const std::size_t before = station > 0 ? station - 1 : 0;
        const std::size_t after = std::min(station + 1, stations().size() - 1);
        return (stations()[after].chainage_m - stations()[before].chainage_m) / 2;
    }

    double path_seen_m(const StripCell& cell) {
        std::vector<Point3> heads;
        std::vector<double> shares;
        const auto near = [&](double chainage_m) {
            const auto reaches = [&](const FirstSeen& one) {
                return std::abs(chainage_m - one.foot_m) <= settings_.look_back_m;
            };
            return std::any_of(cell.seen.begin(), cell.seen.end(), reaches);
        };
        const auto [low, high] = std::minmax(cell.seen.front().foot_m, cell.seen.back().foot_m);
        for (std::size_t i = station_from(low - settings_.look_back_m);
             i < stations().size() && stations()[i].chainage_m <= high + settings_.look_back_m; ++i)
            if (stations()[i].looks() && near(stations()[i].chainage_m)) {
                heads.push_back(stations()[i].at_height(settings_.target_height_m));
                shares.push_back(share_m(i));
            }
        std::vector<std::uint8_t> hidden(heads.size());
        space_.rays().blocked_from(cell.at_height(settings_.eye_height_m), heads, hidden);
        rays_ += static_cast<std::int64_t>(heads.size());
        double seen_m = 0;
        for (std::size_t i = 0; i < heads.size(); ++i)
            if (hidden[i] == 0) seen_m += shares[i];
        return seen_m;
    }

    HidingPlace place_of(std::size_t number, const std::vector<std::size_t>& cells, double cell_m2) {
        HidingPlace place{.walk = number, .first_seen_m = settings_.reaction_m};
        Point middle;
        std::map<rays::Thing, std::size_t> by;
        for (const std::size_t i : cells) {
            const StripCell& cell = strip_[i];
            place.forward = place.forward || cell.hidden_from(Way::forward);
            place.backward = place.backward || cell.hidden_from(Way::backward);
            place.spots.push_back(spot_of(cell));
            const HiddenSpot& spot = place.spots.back();
            place.first_seen_m = std::min(place.first_seen_m, spot.first_seen_m);
            if (spot.by) ++by[*spot.by];
            place.area_m2 += cell_m2;
            place.near_m2 += cell.edge_m <= settings_.near_m ? cell_m2 : 0;
            place.sees_path_m = std::max(place.sees_path_m, path_seen_m(cell));
            middle = middle + cell.at;
        }
        middle = middle * (1 / static_cast<double>(cells.size()));
        const StripCell& central =
            strip_[*std::min_element(cells.begin(), cells.end(), [&](std::size_t a, std::size_t b) {
                return distance(strip_[a].at, middle) < distance(strip_[b].at, middle);
            })];
        place.at = central.at;
        place.chainage_m = central.foot_m;
        place.left = central.left;
        place.lurk = place.sees_path_m >= settings_.lurk_m;
        place.hidden_by.assign(by.begin(), by.end());
        std::stable_sort(place.hidden_by.begin(), place.hidden_by.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        return place;
    }

    // A spot beside a station is level with it whatever rounding says.
    static constexpr double slack_m = 1e-6;

    const scene::Space& space_;
    const scene::Footing& footing_;
    const Walk& walk_;
    const HidingGround& ground_;
    const HidingSettings& settings_;
    std::vector<StripCell> strip_;
    std::int64_t rays_ = 0;
};

std::string names_of(const HidingPlace& place, const scene::Space& space) {
    std::string text;
    for (const auto& [thing, cells] : place.hidden_by)
        text += (text.empty() ? "" : "; ") + space.name_of(thing);
    return text;
}

const char* ways_text(const HidingPlace& place) {
    return place.forward && place.backward ? "both" : place.forward ? "forward" : "backward";
}

} // namespace

std::int64_t HidingGround::place_in_field(std::int64_t cell) const {
    const Grid& grid = field->grid;
    const std::int64_t column = cell % lattice.columns - west;
    const std::int64_t row = cell / lattice.columns - north;
    const bool within = column >= 0 && row >= 0 && column < grid.columns && row < grid.rows;
    return within ? row * grid.columns + column : -1;
}

HidingGround ground_of(Field& field, const std::vector<Walk>& walks, double beside_m) {
    const Grid& grid = field.grid;
    Box box = grid.box();
    for (const Walk& walk : walks)
        box.add(walk.line.box().grown(walk.width_m / 2 + beside_m + detour_m));
    const auto cells = [](double beyond_m, double cell_m) {
        return static_cast<std::int64_t>(std::ceil(beyond_m / cell_m));
    };
    const std::int64_t west = cells(grid.xmin - box.xmin, grid.cell_x);
    const std::int64_t north = cells(box.ymax - grid.ymax, grid.cell_y);
    const std::int64_t east = cells(box.xmax - grid.box().xmax, grid.cell_x);
    const std::int64_t south = cells(grid.box().ymin - box.ymin, grid.cell_y);
    return {{grid.xmin - static_cast<double>(west) * grid.cell_x,
             grid.ymax + static_cast<double>(north) * grid.cell_y, grid.cell_x, grid.cell_y,
             grid.columns + west + east, grid.rows + north + south},
            west,
            north,
            &field};
}

Hiding hiding_places(const engine::Context& context, const engine::Workers& workers,
                     const scene::Space& space, const scene::Footing& footing, const std::vector<Walk>& walks,
                     const HidingGround& ground, const HidingSettings& settings) {
    const scene::StudyArea study(context.site());
    std::vector<std::vector<HidingPlace>> found(walks.size());
    Hiding hiding;
    std::mutex adding;
    workers.for_blocks(static_cast<std::int64_t>(walks.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            OneWalk one(space, footing, walks[i], ground, settings);
            one.look();
            found[i] = one.places(i, study);
            const std::scoped_lock lock(adding);
            hiding.rays += one.rays();
            hiding.strip_cells += static_cast<std::int64_t>(one.strip().size());
            if (ground.field == nullptr) continue;
            for (const StripCell& cell : one.strip())
                if (const std::int64_t at = ground.place_in_field(cell.cell); at >= 0) {
                    float& value = ground.field->values[static_cast<std::size_t>(at)];
                    value = std::max(value, static_cast<float>(one.concealment(cell)));
                }
        }
    });
    for (auto& of_walk : found)
        std::move(of_walk.begin(), of_walk.end(), std::back_inserter(hiding.places));
    return hiding;
}

Geometry outline_of(const HidingPlace& place, const Grid& lattice) {
    std::vector<Geometry> strips; // cells side by side in a row
    for (std::size_t i = 0; i < place.spots.size();) {
        std::size_t end = i + 1;
        while (end < place.spots.size() && place.spots[end].cell == place.spots[end - 1].cell + 1)
            ++end;
        const Point a = place.spots[i].at - Point{lattice.cell_x / 2, lattice.cell_y / 2};
        const Point b = place.spots[end - 1].at + Point{lattice.cell_x / 2, lattice.cell_y / 2};
        strips.push_back(Geometry::make_polygon(std::vector<Point>{a, {b.x, a.y}, b, {a.x, b.y}}));
        i = end;
    }
    return strips.size() == 1 ? strips.front() : merge_areas(strips);
}

engine::Table hiding_table(const Hiding& hiding, const std::vector<Walk>& walks, const Grid& lattice,
                           const scene::Space& space, const Frame& frame) {
    engine::Table table{"hiding",
                        {"id", "path", "direction", "side", "chainage_m", "x", "y", "area_m2", "area_3m_m2",
                         "first_seen_m", "sees_path_m", "lurk", "hidden_by"},
                        {},
                        {}};
    std::int64_t id = 0;
    for (const HidingPlace& place : hiding.places) {
        const Point full = frame.to_full(place.at);
        table.rows.push_back(
            {Value(++id), Value(walks[place.walk].name), Value(std::string(ways_text(place))),
             Value(std::string(place.left ? "left" : "right")), Value(place.chainage_m), Value(full.x),
             Value(full.y), Value(place.area_m2), Value(place.near_m2), Value(place.first_seen_m),
             Value(place.sees_path_m), Value(std::int64_t{place.lurk ? 1 : 0}),
             place.hidden_by.empty() ? std::optional<Value>() : Value(names_of(place, space))});
        table.geometries.push_back(outline_of(place, lattice));
    }
    return table;
}

} // namespace prospect::sightlines
