#include "analysis/assessment/criterion.h"

#include "geometry/base/error.h"
#include "geometry/site/value.h"

#include <algorithm>
#include <array>

namespace prospect::assessment {

namespace {

constexpr std::array<std::string_view, 5> level_names{"fail", "look", "pass", "info", "not_run"};
constexpr std::array<std::string_view, 2> comparison_names{"at_most", "at_least"};
constexpr std::array<std::string_view, 4> status_letters{"N", "g", "R", "P"};
constexpr std::array<std::string_view, 4> status_words{"Required once adopted", "Official guidance",
                                                       "Research", "Our starting value"};
constexpr std::array<std::string_view, 3> kind_names{"measured", "recorded", "unmeasured"};

} // namespace

std::string_view name_of(Level level) {
    return level_names[static_cast<std::size_t>(level)];
}
std::string_view name_of(Comparison comparison) {
    return comparison_names[static_cast<std::size_t>(comparison)];
}
std::string_view name_of(Kind kind) {
    return kind_names[static_cast<std::size_t>(kind)];
}
std::string_view letter_of(Status status) {
    return status_letters[static_cast<std::size_t>(status)];
}
std::string_view words_of(Status status) {
    return status_words[static_cast<std::size_t>(status)];
}

bool Criterion::holds(double value) const {
    // 1.8 m is 1.8 m, whatever the last bit of a computed value says.
    constexpr double rounding = 1e-9;
    return comparison == Comparison::at_most ? value <= threshold + rounding : value >= threshold - rounding;
}

double Criterion::setting(const std::string& name) const {
    const auto found = settings.find(name);
    if (found == settings.end())
        throw RuleError(code + " has no setting " + name, "add it to the settings of the rule in its file");
    return found->second;
}

std::string threshold_text(const Criterion& criterion) {
    const std::string unit = criterion.unit.empty() ? std::string() : " " + criterion.unit;
    if (criterion.comparison == Comparison::at_most)
        return criterion.threshold == 0 ? "none" : "at most " + as_text(Value(criterion.threshold)) + unit;
    if (criterion.threshold < 0) return "a loss of at most " + as_text(Value(-criterion.threshold)) + unit;
    return "at least " + as_text(Value(criterion.threshold)) + unit;
}

const std::vector<Strategy>& strategies() {
    using enum Strategy::Generation;
    static const std::vector<Strategy> all{
        {"natural_surveillance", "Natural surveillance", "5.2.1", physical},
        {"access_control", "Natural access control", "5.2.1", physical},
        {"territorial_reinforcement", "Territorial reinforcement", "5.2.1", physical},
        {"activity_support", "Activity support", "5.2.1", physical},
        {"image_management", "Image and management", "5.2.1", physical},
        {"target_hardening", "Site and target hardening", "5.2.1", physical},
        {"social_cohesion", "Social cohesion", "5.2.1", social},
        {"social_connectivity", "Social connectivity", "5.2.1", social},
        {"community_culture", "Community culture", "5.2.1", social},
        {"threshold_capacity", "Threshold capacity", "5.2.1", social},
        {"process", "The process", "6", process},
    };
    return all;
}

const Strategy* strategy(std::string_view id) {
    const auto& all = strategies();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Strategy& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace prospect::assessment
