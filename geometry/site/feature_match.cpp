#include "geometry/site/feature_match.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace prospect {

namespace {

// A rival less than this behind leaves it open which one is meant.
constexpr double clear_lead = 0.1;
constexpr int samples_per_line = 64;
constexpr int scan_lines = 256;
constexpr std::size_t checkpoint_every = 256;

bool near(Point a, Point b) {
    return distance(a, b) <= tolerance::same_shape_m;
}

// The heights of both from the places a and b on.
bool same_height(const Geometry& a, std::size_t at, const Geometry& b, std::size_t bt) {
    return a.z.empty() || b.z.empty() || std::abs(a.z[at] - b.z[bt]) <= tolerance::same_shape_m;
}

bool same_ring(const Geometry& a, const Geometry& b, std::size_t r) {
    const auto one = a.ring(r);
    const auto other = b.ring(r);
    const std::size_t n = one.size();
    if (n != other.size()) return false;
    const std::size_t begin = a.ring_starts[r];
    const std::size_t turns = a.kind == GeometryKind::polygon ? n : std::min<std::size_t>(n, 1);
    for (std::size_t turn = 0; turn < turns; ++turn) {
        std::size_t i = 0;
        while (i < n && near(one[i], other[(i + turn) % n]) &&
               same_height(a, begin + i, b, begin + (i + turn) % n))
            ++i;
        if (i == n) return true;
    }
    return n == 0;
}

double mean_nearness(std::span<const Point> points, const Geometry& to) {
    if (points.empty()) return 0;
    double sum = 0;
    for (const Point p : points)
        sum += std::max(0.0, 1 - distance(to, p) / (2 * tolerance::same_thing_m));
    return sum / static_cast<double>(points.size());
}

// Places along lines at equal distances; the points themselves of points.
std::vector<Point> samples(const Geometry& geometry) {
    if (geometry.kind != GeometryKind::line) return geometry.points;
    std::vector<Point> places;
    const double step = length(geometry) / samples_per_line;
    double left = step / 2;
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        const double whole = distance(edge.a, edge.b);
        for (; whole > 0 && left < whole; left += step)
            places.push_back(edge.a + (edge.b - edge.a) * (left / whole));
        left -= whole;
    });
    return places.empty() ? geometry.points : places;
}

// Where a horizontal line is inside the polygons, by the even-odd rule: its entries and exits from the west.
std::vector<double> crossings(const Geometry& polygons, double y) {
    std::vector<double> xs;
    for_each_edge(polygons, [&](VertexPlace, const Segment& edge) {
        if ((edge.a.y > y) == (edge.b.y > y)) return;
        xs.push_back(edge.a.x + (y - edge.a.y) / (edge.b.y - edge.a.y) * (edge.b.x - edge.a.x));
    });
    std::sort(xs.begin(), xs.end());
    return xs;
}

double inside(const std::vector<double>& crossings) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        sum += crossings[i + 1] - crossings[i];
    return sum;
}

double inside_both(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < a.size(); i += 2)
        for (std::size_t j = 0; j + 1 < b.size(); j += 2)
            sum += std::max(0.0, std::min(a[i + 1], b[j + 1]) - std::max(a[i], b[j]));
    return sum;
}

// Measured along lines at equal distances over both: exact for rectangles along the axes that begin and end
// at the same heights, else good to a hundredth.
double shared_area(const Geometry& a, const Geometry& b) {
    const double smaller = std::min(area(a), area(b));
    const double larger = std::max(area(a), area(b));
    if (smaller <= 0 || smaller < tolerance::same_thing_share * larger) return 0;
    Box box = a.box();
    box.add(b.box());
    double covered = 0;
    double shared = 0;
    for (int line = 0; line < scan_lines; ++line) {
        const double y = box.ymin + box.height() * (line + 0.5) / scan_lines;
        const std::vector<double> one = crossings(a, y);
        const std::vector<double> other = crossings(b, y);
        const double both = inside_both(one, other);
        shared += both;
        covered += inside(one) + inside(other) - both;
    }
    return covered > 0 ? shared / covered : 0;
}

int agreement(const Feature& a, const Feature& b) {
    int score = a.name == b.name ? 1 : 0;
    for (const Attribute& attribute : a.attributes)
        if (const Attribute* other = b.find(attribute.name))
            score += same_value(attribute.value, other->value) ? 1 : -1;
    return score + (layer_key(a.source) == layer_key(b.source) ? 1 : 0);
}

bool same_content(const Feature& a, const Feature& b) {
    return a.name == b.name && a.attributes == b.attributes && a.phase_from == b.phase_from &&
           a.phase_to == b.phase_to;
}

struct Likeness {
    double score = 0;
    std::size_t incoming = 0;
    std::size_t existing = 0;
    bool operator==(const Likeness&) const = default;
};

class Matcher {
public:
    Matcher(std::span<const FeaturePtr> existing, std::span<const FeaturePtr> incoming,
            const Progress& progress)
        : old_(existing), new_(incoming), progress_(progress), taken_(existing.size(), false),
          named_(incoming.size()), open_(incoming.size(), true) {
        match_.partner.resize(incoming.size());
    }

    FeatureMatch run() {
        name_partners();
        take_unchanged();
        take_same_shapes();
        take_same_ids();
        take_most_alike();
        for (std::size_t i = 0; i < new_.size(); ++i)
            if (is_free(i) && !open_[i]) match_.undecided.push_back(i);
        return std::move(match_);
    }

private:
    void pair(std::size_t incoming, std::size_t existing) {
        match_.partner[incoming] = existing;
        taken_[existing] = true;
    }
    bool is_free(std::size_t incoming) const { return !match_.partner[incoming].has_value(); }
    bool possible(const Likeness& one) const {
        return is_free(one.incoming) && open_[one.incoming] && !taken_[one.existing];
    }

    void name_partners();
    void take_unchanged();
    void take_same_shapes();
    void take_same_ids();
    void take_most_alike();
    void choose_same_shape(std::size_t incoming, const std::vector<std::size_t>& candidates);
    std::vector<std::size_t> free_old() const;

    std::span<const FeaturePtr> old_;
    std::span<const FeaturePtr> new_;
    const Progress& progress_;
    FeatureMatch match_;
    std::vector<bool> taken_;                       // old features that have a partner
    std::vector<std::optional<std::size_t>> named_; // for each new feature the old one of the same id
    std::vector<bool> open_;                        // false: may be one of several
};

using SourceKey = std::pair<std::string, std::string>;

// Place of each id that occurs once.
std::map<SourceKey, std::optional<std::size_t>> by_source(std::span<const FeaturePtr> features) {
    std::map<SourceKey, std::optional<std::size_t>> places;
    for (std::size_t i = 0; i < features.size(); ++i) {
        const Source& source = features[i]->source;
        if (source.id.empty()) continue;
        const auto [entry, fresh] = places.try_emplace({layer_key(source), source.id}, i);
        if (!fresh) entry->second.reset();
    }
    return places;
}

void Matcher::name_partners() {
    std::unordered_map<Uuid, std::size_t> by_id;
    for (std::size_t j = 0; j < old_.size(); ++j)
        by_id.emplace(old_[j]->id, j);
    const auto old_sources = by_source(old_);
    for (const auto& [key, i] : by_source(new_)) {
        if (!i) continue;
        const auto found = old_sources.find(key);
        if (found != old_sources.end()) named_[*i] = found->second;
    }
    for (std::size_t i = 0; i < new_.size(); ++i)
        if (const auto found = by_id.find(new_[i]->id); found != by_id.end()) named_[i] = found->second;
}

void Matcher::take_unchanged() {
    for (std::size_t i = 0; i < new_.size(); ++i) {
        const auto j = named_[i];
        if (j && !taken_[*j] && same_shape(old_[*j]->geometry, new_[i]->geometry)) pair(i, *j);
        if (i % checkpoint_every == 0) progress_.checkpoint();
    }
}

std::vector<std::size_t> Matcher::free_old() const {
    std::vector<std::size_t> places;
    for (std::size_t j = 0; j < old_.size(); ++j)
        if (!taken_[j]) places.push_back(j);
    return places;
}

void Matcher::take_same_shapes() {
    const std::vector<std::size_t> places = free_old();
    std::vector<Box> middles;
    for (const std::size_t j : places) {
        const Point middle = old_[j]->geometry.box().center();
        middles.push_back(box_of({&middle, 1}));
    }
    const SpatialIndex index(middles);
    for (std::size_t i = 0; i < new_.size(); ++i) {
        if (i % checkpoint_every == 0) progress_.checkpoint();
        if (!is_free(i)) continue;
        const Point middle = new_[i]->geometry.box().center();
        std::vector<std::size_t> candidates;
        for (const std::uint32_t place : index.query(box_of({&middle, 1}).grown(tolerance::same_shape_m)))
            if (!taken_[places[place]] && same_shape(old_[places[place]]->geometry, new_[i]->geometry))
                candidates.push_back(places[place]);
        choose_same_shape(i, candidates);
    }
}

// Of several on the same spot the one that agrees best; equals may stand for each other.
void Matcher::choose_same_shape(std::size_t incoming, const std::vector<std::size_t>& candidates) {
    if (candidates.empty()) return;
    std::size_t best = candidates.front();
    int most = agreement(*old_[best], *new_[incoming]);
    bool clear = true;
    for (std::size_t k = 1; k < candidates.size(); ++k) {
        const int score = agreement(*old_[candidates[k]], *new_[incoming]);
        if (score == most && !same_content(*old_[candidates[k]], *old_[best])) clear = false;
        if (score <= most) continue;
        best = candidates[k];
        most = score;
        clear = true;
    }
    if (clear)
        pair(incoming, best);
    else
        open_[incoming] = false;
}

void Matcher::take_same_ids() {
    std::map<std::string, int> credit; // of the ids in a layer
    for (std::size_t i = 0; i < new_.size(); ++i)
        if (named_[i] && !is_free(i))
            credit[layer_key(new_[i]->source)] += match_.partner[i] == named_[i] ? 1 : -1;
    for (const auto& [layer, balance] : credit)
        if (balance < 0) match_.renumbered.insert(layer);
    for (std::size_t i = 0; i < new_.size(); ++i) {
        if (!is_free(i) || !named_[i] || taken_[*named_[i]]) continue;
        if (match_.renumbered.contains(layer_key(new_[i]->source))) continue;
        pair(i, *named_[i]);
    }
}

void Matcher::take_most_alike() {
    const std::vector<std::size_t> places = free_old();
    std::vector<Box> boxes;
    for (const std::size_t j : places)
        boxes.push_back(old_[j]->geometry.box());
    const SpatialIndex index(boxes);
    std::vector<Likeness> rated;
    for (std::size_t i = 0; i < new_.size(); ++i) {
        if (!is_free(i) || !open_[i]) continue;
        progress_.checkpoint();
        for (const std::uint32_t place :
             index.query(new_[i]->geometry.box().grown(tolerance::same_thing_m))) {
            const double score = likeness(old_[places[place]]->geometry, new_[i]->geometry);
            if (score >= tolerance::same_thing_share) rated.push_back({score, i, places[place]});
        }
    }
    std::sort(rated.begin(), rated.end(), [](const Likeness& a, const Likeness& b) {
        return std::tuple(-a.score, a.incoming, a.existing) < std::tuple(-b.score, b.incoming, b.existing);
    });
    std::unordered_map<std::size_t, std::vector<Likeness>> of_new;
    std::unordered_map<std::size_t, std::vector<Likeness>> of_old;
    for (const Likeness& one : rated) {
        of_new[one.incoming].push_back(one);
        of_old[one.existing].push_back(one);
    }
    for (const Likeness& best : rated) {
        if (!possible(best)) continue;
        const auto rivals = [&](const Likeness& other) {
            return !(other == best) && possible(other) && other.score > best.score - clear_lead;
        };
        const auto& from = of_new[best.incoming];
        const auto& to = of_old[best.existing];
        if (std::any_of(from.begin(), from.end(), rivals) || std::any_of(to.begin(), to.end(), rivals))
            open_[best.incoming] = false;
        else
            pair(best.incoming, best.existing);
    }
}

} // namespace

std::string layer_key(const Source& source) {
    const std::string stem = source.file.substr(0, source.file.rfind('.'));
    return source.layer == stem ? std::string() : source.layer;
}

bool same_value(const Value& a, const Value& b) {
    if (std::holds_alternative<std::string>(a) || std::holds_alternative<std::string>(b)) return a == b;
    return as_number(a) == as_number(b);
}

bool same_shape(const Geometry& a, const Geometry& b) {
    if (a.kind != b.kind || a.points.size() != b.points.size() || a.ring_starts != b.ring_starts ||
        a.part_starts != b.part_starts)
        return false;
    for (std::size_t r = 0; r < a.ring_count(); ++r)
        if (!same_ring(a, b, r)) return false;
    return true;
}

double likeness(const Geometry& a, const Geometry& b) {
    if (a.kind != b.kind || a.empty() || b.empty()) return 0;
    if (a.kind == GeometryKind::polygon) return shared_area(a, b);
    return std::min(mean_nearness(samples(a), b), mean_nearness(samples(b), a));
}

FeatureMatch match_features(std::span<const FeaturePtr> existing, std::span<const FeaturePtr> incoming,
                            const Progress& progress) {
    return Matcher(existing, incoming, progress).run();
}

} // namespace prospect
