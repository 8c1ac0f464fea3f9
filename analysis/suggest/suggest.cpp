#include "analysis/suggest/suggest.h"

#include "analysis/lighting/photometries.h"
#include "analysis/suggest/search.h"
#include "analysis/suggest/words.h"

#include <algorithm>
#include <map>

namespace prospect::suggest {

namespace {

using engine::Note;

constexpr std::array all_measures{Measure::trim, Measure::window, Measure::lamp, Measure::camera};
constexpr std::array all_goals{Goal::eyes, Goal::light, Goal::camera};

template <class Named>
Named named(const std::string& name, std::span<const Named> all) {
    return *std::find_if(all.begin(), all.end(), [&](Named one) { return name_of(one) == name; });
}

std::vector<Measure> measures_of(const SuggestParams& params) {
    if (params.measure == "any") return {all_measures.begin(), all_measures.end()};
    return {named<Measure>(params.measure, all_measures)};
}

Goal goal_of(const SuggestParams& params, const TimeContext& time) {
    if (params.goal != "usual") return named<Goal>(params.goal, all_goals);
    if (params.measure == "any") return time.band == DayBand::night ? Goal::light : Goal::eyes;
    switch (named<Measure>(params.measure, all_measures)) {
    case Measure::lamp:
        return Goal::light;
    case Measure::camera:
        return Goal::camera;
    default:
        return Goal::eyes;
    }
}

Question question_of(const SuggestParams& params, Goal goal, const TimeContext& time) {
    Question question{.goal = goal,
                      .band = goal == Goal::light ? DayBand::night : time.band,
                      .least = goal == Goal::eyes    ? params.least_guardianship
                               : goal == Goal::light ? params.least_lx
                                                     : params.least_pixels,
                      .height_m = params.target_height_m,
                      .missing = params.assume_windows ? scene::MissingWindows::assume
                                                       : scene::MissingWindows::leave_out};
    return question;
}

PlacesSettings places_of(const SuggestParams& params) {
    return {.spacing_m = params.spacing_m,
            .camera_height_m = params.camera_height_m,
            .camera_hfov_deg = params.hfov_deg,
            .pixels_per_m = params.least_pixels,
            .lamp_height_m = params.lamp_height_m,
            .lamp_photometry = params.lamp_photometry};
}

class Run {
public:
    Run(const engine::Context& context, const SuggestParams& params)
        : context_(context), params_(params), facts_(context.scene()),
          question_(question_of(params, goal_of(params, context.time()), context.time())) {}

    Suggestion run() {
        measures_ = measures_of(params_);
        std::erase_if(measures_, [&](Measure one) { return !serves(one, question_.goal); });
        if (measures_.empty())
            throw Error(ErrorCode::usage,
                        "a " + params_.measure + " does not serve the goal " +
                            std::string(name_of(question_.goal)),
                        "choose --goal usual, or another measure");
        require_photometry();
        const auto outlook = Outlook::of(context_, question_);
        made_.goal = question_.goal;
        add_notes(*outlook);
        ground_ = ground_of(context_, outlook->space(),
                            {.kind = params_.ground == "paths" ? GroundKind::paths : GroundKind::public_area,
                             .night_routes = question_.goal == Goal::light,
                             .cell_m = params_.cell_m,
                             .step_m = params_.step_m,
                             .height_m = params_.target_height_m},
                            made_.notes);
        made_.ground = ground_.kind;
        made_.counted = ground_.size();
        made_.places = ground_.places.size();
        candidates_ =
            candidates_for(context_.workers(0, 0.1, "Looking for places"), measures_, *outlook, ground_);
        for (const Measure one : measures_)
            if (std::none_of(candidates_.begin(), candidates_.end(),
                             [&](const Candidate& candidate) { return candidate.measure == one; }))
                add_note(nothing_to_try(one));
        choose(outlook);
        made_.candidates = candidates_.size();
        return std::move(made_);
    }

private:
    void require_photometry() const {
        if (params_.lamp_photometry.empty() ||
            lighting::photometry_of(context_.site(), params_.lamp_photometry))
            return;
        throw Error(ErrorCode::refused,
                    "the photometry " + params_.lamp_photometry +
                        " is neither kept in the site nor beside it nor among the typical ones",
                    "import it, or leave --lamp_photometry out");
    }

    // Of all measures, in their order.
    std::vector<Candidate> candidates_for(const engine::Workers& workers,
                                          const std::vector<Measure>& measures, const Outlook& outlook,
                                          const Ground& ground) {
        const PlacesSettings settings = places_of(params_);
        std::vector<Candidate> all;
        for (std::size_t i = 0; i < measures.size(); ++i) {
            const auto share = 1 / static_cast<double>(measures.size());
            const auto part =
                workers.part(static_cast<double>(i) * share, static_cast<double>(i + 1) * share);
            part.progress().checkpoint();
            std::vector<Candidate> some;
            switch (measures[i]) {
            case Measure::trim:
                some = trims(facts_);
                break;
            case Measure::window:
                some = windows(part, facts_, outlook, ground, settings);
                break;
            case Measure::lamp:
                some = lamps(part, facts_, outlook, ground, settings);
                break;
            case Measure::camera:
                some = cameras(context_, part, facts_, outlook.question(), ground, settings);
                break;
            }
            std::move(some.begin(), some.end(), std::back_inserter(all));
        }
        return all;
    }

    // Those of cameras in two: without and with private things in their picture.
    std::vector<std::size_t> those(bool (*wanted)(const Candidate&)) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            if (wanted(candidates_[i])) found.push_back(i);
        return found;
    }

    State with_cameras(Search& search, const engine::Workers& workers, State state) const {
        const auto wanted = static_cast<std::size_t>(params_.count);
        state = search.take(workers.part(0, 0.5), std::move(state), those([](const Candidate& one) {
                                return one.measure == Measure::camera && !one.looks_into_private;
                            }),
                            wanted - state.taken.size());
        return search.take(workers.part(0.5, 1), std::move(state), those([](const Candidate& one) {
                               return one.measure == Measure::camera && one.looks_into_private;
                           }),
                           wanted - state.taken.size());
    }

    void choose(const std::shared_ptr<const Outlook>& outlook) {
        Search search(ground_, candidates_);
        const State before = search.begin(context_.workers(0.1, 0.2, "Measuring the plan as it is"), outlook);
        made_.share_before = before.covered_size / made_.counted;
        State after = search.take(context_.workers(0.2, 0.6, "Trying changes"), before,
                                  those([](const Candidate& one) { return one.measure != Measure::camera; }),
                                  static_cast<std::size_t>(params_.count));
        const bool with = std::find(measures_.begin(), measures_.end(), Measure::camera) != measures_.end();
        if (with) {
            const bool alone = after.taken.empty();
            after = with_cameras(search, context_.workers(0.6, 0.7, "Trying cameras"), std::move(after));
            const State cameras =
                alone ? after : with_cameras(search, context_.workers(0.7, 0.75, "Trying cameras"), before);
            compare(cameras);
        }
        made_.asked += search.asked();
        add_steps(before, after);
        add_map(before, after);
        say_how_it_ended(after);
        context_.progress().report(1);
        context_.progress().checkpoint();
    }

    void add_steps(const State& before, const State& after) {
        double covered = before.covered_size;
        for (std::size_t n = 0; n < after.taken.size(); ++n) {
            const Candidate& one = candidates_[after.taken[n]];
            double gain = 0;
            for (const std::uint32_t i : after.gained[n])
                gain += ground_.places[i].size;
            covered += gain;
            made_.steps.push_back({.measure = one.measure,
                                   .edit = one.edit,
                                   .text = step_text(facts_, one),
                                   .shape = one.shape,
                                   .at = one.at,
                                   .azimuth_deg = one.azimuth_deg,
                                   .height_m = one.height_m,
                                   .private_share = one.private_share,
                                   .gain = gain,
                                   .share_after = covered / made_.counted});
            made_.steps.back().edit.title = one.text;
            if (gain <= 0)
                add_note({Note::Level::info, "needed_later",
                          "a step that gains nothing itself is one without which a later step gains less"});
            if (one.looks_into_private)
                made_.notes.push_back(
                    {Note::Level::warning, "camera_private",
                     "the camera of step " + std::to_string(n + 1) +
                         " has private ground or windows of homes in its picture: no place without "
                         "them shows anything more; mask them, or leave it",
                     one.at});
        }
    }

    void add_map(const State& before, const State& after) {
        std::vector<float> step(ground_.places.size(), -1);
        for (std::size_t i = 0; i < step.size(); ++i)
            if (before.covered[i] != 0) step[i] = 0;
        for (std::size_t n = 0; n < after.gained.size(); ++n)
            for (const std::uint32_t i : after.gained[n])
                step[i] = static_cast<float>(std::min(n + 1, last_told_step));
        made_.map = map_of(ground_, "step", step);
    }

    void say_how_it_ended(const State& after) {
        const std::size_t steps = after.taken.size();
        if (steps == static_cast<std::size_t>(params_.count)) return;
        const double left = made_.counted - after.covered_size;
        made_.notes.push_back(
            {Note::Level::info, "no_more_gain",
             left <= Gain::least
                 ? std::string("all ground that counts has reached the goal")
                 : (steps == 0 ? std::string("no change that was tried brings ground to the goal")
                               : "after " + std::to_string(steps) + (steps == 1 ? " step" : " steps") +
                                     " nothing that was tried brings more ground to the goal") +
                       ": " + size_text(left, ground_.kind) + " of " +
                       size_text(made_.counted, ground_.kind) + " stay short of it"});
    }

    // PV-1: what the others reach on the ground that cameras would newly show.
    void compare(const State& cameras) {
        made_.cameras_compared = true;
        made_.cameras = cameras.taken.size();
        std::vector<std::uint32_t> shown;
        for (const auto& gained : cameras.gained)
            shown.insert(shown.end(), gained.begin(), gained.end());
        std::sort(shown.begin(), shown.end());
        const Ground ground = ground_.only(shown);
        made_.cameras_gain = ground.size();
        if (!shown.empty())
            for (std::size_t i = 0; i < 3; ++i) {
                const double begin = 0.75 + 0.08 * static_cast<double>(i);
                compare(all_measures[i], ground,
                        context_.workers(begin, begin + 0.08, "Comparing with cameras"));
            }
        made_.notes.push_back(cameras_last(made_));
    }

    void compare(Measure measure, const Ground& ground, const engine::Workers& workers) {
        const Goal goal = measure == Measure::lamp ? Goal::light : Goal::eyes;
        const Question question = question_of(params_, goal, context_.time());
        std::shared_ptr<const Outlook> outlook;
        try {
            outlook = Outlook::of(context_, question);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::refused) throw;
            add_note(
                {Note::Level::warning, "not_compared",
                 std::string(plural_of(measure)) + " cannot be compared with cameras: " + error.message()});
            return;
        }
        const auto candidates = candidates_for(workers.part(0, 0.2), {measure}, *outlook, ground);
        Search search(ground, candidates);
        const State before = search.begin(workers.part(0.2, 0.3), outlook);
        std::vector<std::size_t> all(candidates.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        const State after =
            search.take(workers.part(0.3, 1), before, all, static_cast<std::size_t>(params_.count));
        made_.asked += search.asked();
        made_.alternatives.push_back({.measure = measure,
                                      .goal = goal,
                                      .steps = after.taken.size(),
                                      .already = before.covered_size,
                                      .reached = after.covered_size});
    }

    void add_note(Note note) {
        if (std::find(made_.notes.begin(), made_.notes.end(), note) == made_.notes.end())
            made_.notes.push_back(std::move(note));
    }

    void add_notes(const Outlook& outlook) {
        for (const Note& note : context_.scene().notes())
            if (note.code != "flat_view") add_note(note);
        for (const Note& note : outlook.space().notes())
            add_note(note);
        for (const Note& note : outlook.notes())
            add_note(note);
        const auto offers = [&](Measure one) {
            return std::find(measures_.begin(), measures_.end(), one) != measures_.end();
        };
        if (offers(Measure::trim))
            add_note(
                {Note::Level::info, "trimmed_to",
                 "hedges and planting are cut to 1.0 m (NS-07) and crowns lifted to 2.0 m (NS-08); those on "
                 "private ground or around it stay"});
        if (offers(Measure::window))
            add_note(
                {Note::Level::info, "windows_alike",
                 "a suggested window is of a room nobody knows more of: how likely somebody is there is a "
                 "starting value of this program"});
        if (offers(Measure::window) && params_.assume_windows)
            add_note({Note::Level::info, "assumed_fronts",
                      "buildings whose windows are assumed get none: the first one drawn would take the "
                      "place of all "
                      "of them"});
        if (question_.goal == Goal::light && outlook.lamps().empty())
            add_note({Note::Level::warning, "no_lamps",
                      "no lamp on the plan shines: this may be missing data and not darkness. Draw the lamps "
                      "there are "
                      "(role luminaire) before you rely on where new ones go"});
    }

    const engine::Context& context_;
    const SuggestParams& params_;
    assessment::Facts facts_;
    Question question_;
    std::vector<Measure> measures_;
    Ground ground_;
    std::vector<Candidate> candidates_;
    Suggestion made_;
};

} // namespace

std::optional<std::size_t> Suggestion::saturated_at() const {
    for (std::size_t n = 1; n < steps.size(); ++n)
        if (steps[n].gain < steps.front().gain / 10) return n + 1;
    return std::nullopt;
}

Suggestion suggest(const engine::Context& context, const SuggestParams& params) {
    return Run(context, params).run();
}

SiteEdit fitted(const SiteEdit& edit, const Site& site) {
    SiteEdit made = edit;
    std::erase_if(made.steps, [&](const SiteChangeStep& step) {
        const auto* add = std::get_if<AddLayer>(&step);
        return add != nullptr && add->layer && site.layer(add->layer->id) != nullptr;
    });
    return made;
}

} // namespace prospect::suggest
