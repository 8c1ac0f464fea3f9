#include "analysis/suggest/search.h"

#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace prospect::suggest {

namespace {

constexpr double anywhere_m = 1e7;
// Of lamps: five times the height of most of them (EN 13201-3), up to which they matter.
constexpr double past_greenery_m = 30;

Box around(Point p) {
    return {p.x, p.y, p.x, p.y};
}

// With what the layer adds at its n-th place.
double with_layer(const Question& question, const Layer& layer, std::size_t n, const Seen& seen,
                  const Place& place) {
    if (!layer.seen.empty()) return 1 - (1 - seen.value) * (1 - layer.seen[n]);
    if (!layer.faces.empty()) {
        Face face = seen.face;
        face.add(layer.faces[n]);
        return face_lux(face, place);
    }
    // A camera: enough is seen.
    return std::max(seen.value, question.least);
}

Layer window_layer(const Outlook& outlook, const Ground& ground, const std::vector<Seen>& seen,
                   const Candidate& window) {
    Layer layer;
    std::vector<Point3> spots;
    std::vector<double> recognised;
    const Box near = around(window.at).grown(sightlines::watch_reach_m + 1);
    const bool by_night = outlook.question().band == DayBand::night;
    for (std::uint32_t i = 0; i < ground.places.size(); ++i) {
        if (!near.contains(ground.places[i].at)) continue;
        layer.places.push_back(i);
        spots.push_back(ground.places[i].spot);
        if (by_night) recognised.push_back(recognised_m(seen[i].face));
    }
    const std::vector<sightlines::Guardian> alone{*window.window};
    std::vector<sightlines::Watch> watched(spots.size());
    sightlines::WatchedSpots(alone, outlook.sight()).watch(spots, watched, nullptr, recognised);
    for (const sightlines::Watch& watch : watched)
        layer.seen.push_back(watch.guardianship(outlook.question().band));
    return layer;
}

Layer lamp_layer(const Outlook& outlook, const Ground& ground, const Candidate& lamp) {
    Layer layer;
    std::vector<Point3> faces;
    for (std::uint32_t i = 0; i < ground.places.size(); ++i)
        if (distance(ground.places[i].at, lamp.at) <= lamp_reach_m) {
            layer.places.push_back(i);
            faces.push_back(ground.places[i].face);
        }
    std::vector<lighting::Light> lights(faces.size());
    lighting::Lights(outlook.light_scene(), {*lamp.lamp}).at(faces, lights);
    for (const lighting::Light& light : lights)
        layer.faces.push_back({light.aside, light.east, light.north});
    return layer;
}

Layer camera_layer(const Outlook& outlook, const Ground& ground, const Candidate& candidate) {
    const sightlines::PlacedCamera& camera = *candidate.camera;
    const sightlines::PictureFrame frame(camera);
    const Box near = around(camera.place).grown(camera.range_m + 1);
    std::vector<std::uint32_t> pictured;
    std::vector<Point3> targets;
    for (std::uint32_t i = 0; i < ground.places.size(); ++i)
        if (near.contains(ground.places[i].at) && frame.holds(ground.places[i].spot)) {
            pictured.push_back(i);
            targets.push_back(ground.places[i].spot);
        }
    std::vector<std::uint8_t> hidden(targets.size());
    outlook.camera_space()->rays().blocked_from(camera.eye, targets, hidden);
    Layer layer;
    for (std::size_t i = 0; i < pictured.size(); ++i)
        if (hidden[i] == 0) layer.places.push_back(pictured[i]);
    return layer;
}

// What is let through to places once it is cut, as what adds to what they have.
Layer trim_layer(const Outlook& outlook, const Ground& ground, const std::vector<Seen>& before,
                 const Candidate& trim) {
    const Question& question = outlook.question();
    const auto past = outlook.seen_past(ground, trim.box);
    if (past.empty()) return {};
    const auto after = outlook.on_trial(trim.edit, trim.alters);
    std::vector<Place> places;
    for (const std::uint32_t i : past)
        places.push_back(ground.places[i]);
    std::vector<Seen> seen(places.size());
    after->look(places, seen);
    Layer layer;
    for (std::size_t n = 0; n < past.size(); ++n) {
        const Seen& was = before[past[n]];
        if (seen[n] == was || (question.goal == Goal::camera && !reached(question, seen[n].value))) continue;
        layer.places.push_back(past[n]);
        const Face& face = seen[n].face;
        if (question.goal == Goal::eyes)
            layer.seen.push_back(was.value < 1 ? 1 - (1 - seen[n].value) / (1 - was.value) : 0);
        if (question.goal == Goal::light)
            layer.faces.push_back(
                {face.aside - was.face.aside, face.east - was.face.east, face.north - was.face.north});
    }
    return layer;
}

} // namespace

bool Search::is_covered(const State& state, std::uint32_t place, double value) const {
    return state.shown[place] != 0 || reached(state.outlook->question(), value);
}

Box Search::reach_of(const Question& question, const Candidate& candidate) const {
    switch (candidate.measure) {
    case Measure::window:
        return candidate.box.grown(sightlines::watch_reach_m);
    case Measure::lamp:
        return candidate.box.grown(lamp_reach_m);
    case Measure::camera:
        return candidate.box.grown(candidate.camera->range_m);
    case Measure::trim:
        break;
    }
    const bool near = question.goal == Goal::eyes && question.band != DayBand::night;
    return candidate.box.grown(near ? sightlines::watch_reach_m : anywhere_m);
}

std::shared_ptr<const Layer> Search::layer_of(const State& state, const Candidate& candidate) const {
    switch (candidate.measure) {
    case Measure::trim:
        return std::make_shared<const Layer>(trim_layer(*state.outlook, ground_, state.seen, candidate));
    case Measure::window:
        return std::make_shared<const Layer>(window_layer(*state.outlook, ground_, state.seen, candidate));
    case Measure::lamp:
        return std::make_shared<const Layer>(lamp_layer(*state.outlook, ground_, candidate));
    case Measure::camera:
        break;
    }
    return std::make_shared<const Layer>(camera_layer(*state.outlook, ground_, candidate));
}

Gain Search::gain_of(State& state, std::size_t candidate) const {
    if (!state.layers[candidate]) state.layers[candidate] = layer_of(state, all_[candidate]);
    const Layer& layer = *state.layers[candidate];
    const Question& question = state.outlook->question();
    Gain gain;
    for (std::size_t n = 0; n < layer.places.size(); ++n) {
        const std::uint32_t i = layer.places[n];
        if (state.covered[i] != 0) continue;
        const Place& place = ground_.places[i];
        const double value = with_layer(question, layer, n, state.seen[i], place);
        gain.covered += reached(question, value) ? place.size : 0;
        gain.progress += place.size * (progress(question, value) - progress(question, state.seen[i].value));
    }
    return gain;
}

// Whole blocks: what is looked at together stays together.
void Search::measure_again(const engine::Workers& workers, const std::vector<std::uint32_t>& places,
                           State& state) const {
    std::vector<std::size_t> blocks;
    std::size_t next = 0;
    for (std::size_t b = 0; b + 1 < ground_.blocks.size(); ++b) {
        const std::size_t before = next;
        while (next < places.size() && places[next] < ground_.blocks[b + 1])
            ++next;
        if (next > before) blocks.push_back(b);
    }
    workers.for_blocks(
        static_cast<std::int64_t>(blocks.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const std::size_t b = blocks[static_cast<std::size_t>(i)];
                const std::size_t count = ground_.blocks[b + 1] - ground_.blocks[b];
                state.outlook->look(std::span(ground_.places).subspan(ground_.blocks[b], count),
                                    std::span(state.seen).subspan(ground_.blocks[b], count));
            }
        });
}

State Search::begin(const engine::Workers& workers, std::shared_ptr<const Outlook> outlook) const {
    State state;
    state.outlook = std::move(outlook);
    const std::size_t count = ground_.places.size();
    state.seen.resize(count);
    state.shown.assign(count, 0);
    state.covered.assign(count, 0);
    state.layers.resize(all_.size());
    std::vector<std::uint32_t> places(count);
    std::iota(places.begin(), places.end(), 0U);
    measure_again(workers, places, state);
    for (std::uint32_t i = 0; i < count; ++i)
        if (is_covered(state, i, state.seen[i].value)) {
            state.covered[i] = 1;
            state.covered_size += ground_.places[i].size;
        }
    return state;
}

std::vector<std::uint32_t> Search::touched_by(const State& state, const Outlook& after,
                                              const Candidate& change) const {
    std::vector<std::uint32_t> touched;
    switch (change.measure) {
    case Measure::trim: {
        // Who watches may have moved with what was cut.
        const auto before = state.outlook->seen_past(ground_, change.box);
        const auto now = after.seen_past(ground_, change.box);
        std::set_union(before.begin(), before.end(), now.begin(), now.end(), std::back_inserter(touched));
        return touched;
    }
    case Measure::window: {
        const Box near = around(change.at).grown(sightlines::watch_reach_m + 1);
        for (std::uint32_t i = 0; i < ground_.places.size(); ++i)
            if (near.contains(ground_.places[i].at)) touched.push_back(i);
        return touched;
    }
    case Measure::camera:
        if (state.outlook->question().goal == Goal::eyes) return touched;
        break;
    case Measure::lamp:
        break;
    }
    touched.resize(ground_.places.size());
    std::iota(touched.begin(), touched.end(), 0U);
    return touched;
}

State Search::with(const engine::Workers& workers, const State& before, std::size_t candidate) const {
    const Candidate& change = all_[candidate];
    State state = before;
    state.outlook = before.outlook->after(change.edit, change.alters);
    measure_again(workers, touched_by(before, *state.outlook, change), state);
    if (change.measure == Measure::camera && state.outlook->question().goal == Goal::eyes) {
        const auto layer = before.layers[candidate] ? before.layers[candidate] : layer_of(before, change);
        for (const std::uint32_t i : layer->places)
            state.shown[i] = 1;
    }
    state.taken.push_back(candidate);
    std::vector<std::uint32_t>& gained = state.gained.emplace_back();
    state.covered_size = 0;
    for (std::uint32_t i = 0; i < ground_.places.size(); ++i) {
        const bool covered = is_covered(state, i, state.seen[i].value);
        if (covered && before.covered[i] == 0) gained.push_back(i);
        state.covered[i] = covered ? 1 : 0;
        state.covered_size += covered ? ground_.places[i].size : 0;
    }
    drop_layers(change, state);
    return state;
}

void Search::drop_layers(const Candidate& change, State& state) const {
    const Question& question = state.outlook->question();
    const bool cut = change.measure == Measure::trim;
    const double past_trims_m = question.goal == Goal::light ? past_greenery_m : sightlines::watch_reach_m;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const Candidate& other = all_[i];
        const bool near =
            cut ? reach_of(question, other).intersects(reach_of(question, change))
                : other.measure == Measure::trim && other.box.grown(past_trims_m).intersects(change.box);
        if (near) state.layers[i] = nullptr;
    }
}

// Steps that cover nothing themselves stay only where those after them cover less without.
State Search::without_idle(const engine::Workers& workers, const State& before, State state) const {
    for (std::size_t n = 0; n < state.taken.size();) {
        if (!state.gained[n].empty()) {
            ++n;
            continue;
        }
        State without = before;
        for (std::size_t k = 0; k < state.taken.size(); ++k)
            if (k != n) without = with(workers.part(1, 1), without, state.taken[k]);
        if (without.covered_size < state.covered_size - Gain::least)
            ++n;
        else
            state = std::move(without);
    }
    return state;
}

State Search::take_by(const engine::Workers& workers, State state, const std::vector<std::size_t>& which,
                      std::size_t count, Choice choice, Prefer prefer) {
    const std::size_t asked_before = choice.asked();
    State kept = state; // the last that covered something
    for (std::size_t step = 0; step < count; ++step) {
        const double begin = static_cast<double>(step) / static_cast<double>(count);
        const double share = 1 / static_cast<double>(count);
        const auto best = choice.best(
            workers.part(begin, begin + share * 0.8), [&](std::size_t i) { return gain_of(state, which[i]); },
            prefer);
        if (!best) break;
        choice.take(best->candidate);
        State next = with(workers.part(begin + share * 0.8, begin + share), state, which[best->candidate]);
        Box changed;
        for (std::size_t i = 0; i < next.seen.size(); ++i)
            if (!(next.seen[i] == state.seen[i]) || next.covered[i] != state.covered[i])
                changed.add(ground_.places[i].at);
        const Question& question = next.outlook->question();
        for (std::size_t i = 0; i < which.size(); ++i)
            if (!changed.empty() && reach_of(question, all_[which[i]]).intersects(changed)) choice.touch(i);
        state = std::move(next);
        if (state.covered_size > kept.covered_size) kept = state;
    }
    asked_ += choice.asked() - asked_before;
    return kept;
}

State Search::take(const engine::Workers& workers, State state, const std::vector<std::size_t>& which,
                   std::size_t count) {
    if (which.empty() || count == 0) return state;
    const bool cameras = all_[which.front()].measure == Measure::camera;
    Choice choice(which.size(), cameras ? Stale::bound : Stale::asked_again);
    choice.prime(workers.part(0, 0.4), [&](std::size_t i) { return gain_of(state, which[i]); });
    asked_ += choice.asked();
    if (cameras)
        return take_by(workers.part(0.4, 1), std::move(state), which, count, std::move(choice),
                       Prefer::covered);
    const State covering = take_by(workers.part(0.4, 0.7), state, which, count, choice, Prefer::covered);
    const State nearing =
        take_by(workers.part(0.7, 1), state, which, count, std::move(choice), Prefer::progress);
    return without_idle(workers, state,
                        nearing.covered_size > covering.covered_size + Gain::least ? nearing : covering);
}

} // namespace prospect::suggest
