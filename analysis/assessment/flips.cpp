#include "analysis/assessment/flips.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/remedy_words.h"
#include "analysis/assessment/touched.h"
#include "analysis/assessment/trial.h"
#include "analysis/engine/applied.h"
#include "geometry/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>

namespace prospect::assessment {

namespace {

constexpr int steps = 8;    // out to each side
constexpr int halvings = 4; // between two of them

const AttributeInfo* number_info(Role role, const std::string& attribute) {
    const AttributeInfo* found = info(role).attribute(attribute);
    return found && (found->type == AttributeType::number) ? found : nullptr;
}

bool is_share(const AttributeInfo& attribute) {
    return attribute.min == 0 && attribute.max == 1;
}

std::vector<Flip> inputs_of(const Finding& finding, const Criterion& rule) {
    std::vector<Flip> inputs;
    const Metric* measure = metric(rule.metric);
    if (measure == nullptr || measure->effort == Effort::whole_plan) return inputs;
    for (const Assumed& one : doubtful(finding.assumptions)) {
        const auto value = number_from(one.value);
        const bool read =
            std::find(measure->reads.begin(), measure->reads.end(), one.role) != measure->reads.end();
        if (!value || !read || number_info(one.role, one.attribute) == nullptr) continue;
        const auto same = std::find_if(inputs.begin(), inputs.end(), [&](const Flip& input) {
            const Assumed& other = input.things.front();
            return other.role == one.role && other.noun == one.noun && other.attribute == one.attribute &&
                   other.value == one.value && other.by == one.by;
        });
        if (same != inputs.end())
            same->things.push_back(one);
        else
            inputs.push_back({.things = {one}, .value = *value, .lowest = *value, .highest = *value});
    }
    return inputs;
}

// Values to try on one side, the nearest first: in equal steps of a share, else in equal ratios.
std::vector<double> outwards(const Flip& input, double direction) {
    const AttributeInfo& attribute = *number_info(input.things.front().role, input.things.front().attribute);
    std::vector<double> values;
    for (int step = 1; step <= steps; ++step) {
        const double far = direction * step / steps;
        double value = input.value * std::exp2(far);
        if (is_share(attribute)) value = input.value + far * (direction > 0 ? 1 - input.value : input.value);
        if (value >= attribute.min && value <= attribute.max && value != input.value) values.push_back(value);
    }
    return values;
}

// Tries values of an input on the rule of one finding.
class FlipSearch {
public:
    FlipSearch(engine::Engine& engine, const engine::Request& request, const Criterion& rule,
               const Finding& finding, const Progress& progress)
        : engine_(engine), request_(engine::applied(request)), key_(finding.key), progress_(progress) {
        rules_.criteria = {rule};
        before_.keys[rule.code] = {finding.key};
        if (finding.value) before_.values.emplace(finding.key, *finding.value);
        keys_ = std::make_unique<const MeasuringKeys>(*request_.site, request_);
    }

    void search(Flip& input) const {
        std::vector<double> found;
        for (const double direction : {-1.0, 1.0}) {
            double misses = input.value;
            for (const double value : outwards(input, direction)) {
                (direction < 0 ? input.lowest : input.highest) = value;
                if (!holds(input, value)) {
                    misses = value;
                    continue;
                }
                found.push_back(nearest(input, misses, value));
                break;
            }
        }
        const auto near = std::min_element(found.begin(), found.end(), [&](double a, double b) {
            return std::abs(a - input.value) < std::abs(b - input.value);
        });
        if (near != found.end()) input.holds_at = *near;
    }

private:
    double nearest(const Flip& input, double misses, double turns) const {
        for (int i = 0; i < halvings; ++i) {
            const double middle = (misses + turns) / 2;
            (holds(input, middle) ? turns : misses) = middle;
        }
        // As people would write it: a tenth that is nearer, else the next hundredth that is further.
        const bool down = turns < misses;
        const double tenth = (down ? std::ceil(turns * 10) : std::floor(turns * 10)) / 10;
        const bool between = down ? tenth < misses : tenth > misses;
        if (between && holds(input, tenth)) return tenth;
        const double hundredth = (down ? std::floor(turns * 100) : std::ceil(turns * 100)) / 100;
        return hundredth > 0 && holds(input, hundredth) ? hundredth : turns;
    }

    bool holds(const Flip& input, double value) const {
        SiteEdit edit{"What if", {}};
        for (const Assumed& one : input.things)
            edit.steps.push_back(ChangeAttribute{one.feature, one.attribute, Value(value), Basis::assumed});
        Trial trial = trial_of(*request_.site, edit);
        trial.key += " for " + key_; // only of this finding is known here that it is missed
        trial.asked_by.insert(rules_.criteria.front().code);
        ask_rules(engine_.parts(), *keys_, rules_, before_, trial);
        run_trial(engine_, request_, before_, Progress(progress_.stop_token(), {}), trial);
        return !trial.rules.empty() && !trial.rules.front().after->missed.contains(key_);
    }

    engine::Engine& engine_;
    engine::Request request_;
    std::string key_;
    const Progress& progress_;
    Profile rules_;
    Before before_;
    std::unique_ptr<const MeasuringKeys> keys_;
};

// How far the value is from the one that counts, as a share of it.
double change_of_input(const Flip& flip) {
    return std::abs(*flip.holds_at - flip.value) / std::max(std::abs(flip.value), 1e-9);
}

} // namespace

std::vector<Flip> flips_of(engine::Engine& engine, const engine::Request& request, const Profile& profile,
                           const Finding& finding, const Progress& progress) {
    const auto rule = std::find_if(profile.criteria.begin(), profile.criteria.end(),
                                   [&](const Criterion& one) { return one.code == finding.code; });
    if (!is_missed(finding) || rule == profile.criteria.end() || rule->kind != Kind::measured) return {};
    std::vector<Flip> inputs = inputs_of(finding, *rule);
    if (inputs.empty()) return {};
    const FlipSearch search(engine, request, *rule, finding, progress);
    engine::Workers(request.threads, progress)
        .for_blocks(static_cast<std::int64_t>(inputs.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                search.search(inputs[static_cast<std::size_t>(i)]);
        });
    std::erase_if(inputs, [](const Flip& input) { return input.lowest == input.highest; }); // nothing to try
    std::stable_sort(inputs.begin(), inputs.end(), [](const Flip& a, const Flip& b) {
        if (!a.holds_at || !b.holds_at) return a.holds_at.has_value() && !b.holds_at;
        return change_of_input(a) < change_of_input(b);
    });
    return inputs;
}

bool may_flip(const Finding& finding, const Criterion& rule) {
    const auto inputs = inputs_of(finding, rule);
    return std::any_of(inputs.begin(), inputs.end(), [](const Flip& input) {
        return !outwards(input, -1).empty() || !outwards(input, 1).empty();
    });
}

std::vector<Assumed> not_tried(const Finding& finding, const Criterion& rule) {
    std::vector<Assumed> left = doubtful(finding.assumptions);
    for (const Flip& input : inputs_of(finding, rule)) {
        if (outwards(input, -1).empty() && outwards(input, 1).empty()) continue;
        std::erase_if(left, [&](const Assumed& one) {
            return std::find(input.things.begin(), input.things.end(), one) != input.things.end();
        });
    }
    return left;
}

std::string flip_text(const Flip& flip) {
    const Assumed& one = flip.things.front();
    const AttributeInfo& attribute = *number_info(one.role, one.attribute);
    const auto number = [](double value) {
        char text[32];
        std::snprintf(text, sizeof text, "%.4g", value);
        return std::string(text);
    };
    const std::string unit = attribute.unit.empty() ? "" : " " + std::string(attribute.unit);
    const std::string now = number(flip.value) + unit;
    std::string text = sentence(assumed_words(flip.things));
    text += one.by == Assumed::By::usual ? " is not given; " + now + " is usual" : " is assumed to be " + now;
    if (flip.holds_at) return text + ": at " + number(*flip.holds_at) + unit + " it would hold";
    return text + ": no value from " + number(flip.lowest) + " to " + number(flip.highest) + unit +
           " that was tried changes it";
}

} // namespace prospect::assessment
