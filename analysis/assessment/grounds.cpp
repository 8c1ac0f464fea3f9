#include "analysis/assessment/grounds.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

std::string label_in_text(Role role, const std::string& attribute) {
    const AttributeInfo* known = info(role).attribute(attribute);
    std::string label(known ? known->label : std::string_view(attribute));
    label.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(label.front())));
    return label;
}

// Things of one noun of which the same is assumed.
struct Alike {
    Role role{};
    std::string attribute;
    std::string noun;
    bool operator<(const Alike& other) const {
        return std::tie(role, attribute, noun) < std::tie(other.role, other.attribute, other.noun);
    }
};

// What is of no thing, as it is worded.
std::string words_of(const std::vector<Assumed>& assumed, Assumed::By by) {
    std::string text;
    for (const Assumed& one : assumed)
        if (one.by == by) text += (text.empty() ? "" : ", ") + one.attribute;
    return text;
}

} // namespace

std::span<const std::string_view> blocking_numbers(Role role) {
    static constexpr std::array<std::string_view, 2> building{"height_m", "base_m"};
    static constexpr std::array<std::string_view, 3> barrier{"height_m", "base_m", "opacity"};
    static constexpr std::array<std::string_view, 2> planting{"height_m", "opacity"};
    static constexpr std::array<std::string_view, 4> tree{"clear_stem_m", "height_m", "crown_m",
                                                          "opacity_leaf_on"};
    switch (role) {
    case Role::building:
        return building;
    case Role::barrier:
        return barrier;
    case Role::planting:
        return planting;
    case Role::tree:
        return tree;
    default:
        return {};
    }
}

bool by_nature(Role role, const Feature& feature, std::string_view attribute) {
    if (attribute == "base_m") return true;
    if (attribute == "opacity_leaf_on") return role == Role::tree;
    if (role == Role::luminaire)
        return attribute == "tilt_deg" || attribute == "roll_deg" || attribute == "dimming";
    if (role != Role::barrier || attribute != "opacity") return false;
    static const std::set<std::string> solid{"wall", "hedge", "retaining_wall"};
    return solid.contains(own_text(feature, "kind"));
}

Grounds& Grounds::at_best(Basis basis) {
    said_ = true;
    basis_ = weaker(basis_, basis);
    return *this;
}

void Grounds::note(Assumed one) {
    const auto at = std::lower_bound(assumed_.begin(), assumed_.end(), one);
    if (at == assumed_.end() || one < *at) assumed_.insert(at, std::move(one));
}

Grounds& Grounds::thing(Role role, const Feature& feature) {
    at_best(feature.basis);
    if (feature.basis == Basis::assumed)
        note({feature.id, {}, Assumed::By::agreed, role, noun_of(role, feature), {}});
    return *this;
}

Grounds& Grounds::word(Role role, const Feature& feature, std::string_view attribute) {
    const Attribute* own = feature.find(attribute);
    at_best(own ? own->basis : Basis::unknown);
    if (own && own->basis == Basis::assumed)
        note({feature.id, std::string(attribute), Assumed::By::agreed, role, noun_of(role, feature),
              as_text(own->value)});
    return *this;
}

Reading Grounds::read(Role role, const Feature& feature, const std::string& attribute) {
    const Reading reading = number_of(role, feature, attribute);
    if (reading.defaulted && by_nature(role, feature, attribute)) {
        note({feature.id, attribute, Assumed::By::nature, role, noun_of(role, feature),
              as_text(Value(reading.value))});
        return {reading.value, attribute == "opacity" ? basis_of_text(feature, "kind") : Basis::surveyed,
                false};
    }
    if (reading.defaulted || reading.basis == Basis::assumed)
        note({feature.id, attribute, reading.defaulted ? Assumed::By::usual : Assumed::By::agreed, role,
              noun_of(role, feature), as_text(Value(reading.value))});
    return reading;
}

Reading Grounds::number(Role role, const Feature& feature, const std::string& attribute) {
    const Reading reading = read(role, feature, attribute);
    at_best(reading.basis);
    return reading;
}

Reading Grounds::measured(Role role, const Feature& feature, const std::string& attribute) {
    const Reading reading = number(role, feature, attribute);
    defaulted_ = defaulted_ || reading.defaulted;
    return reading;
}

Grounds& Grounds::usual(Role role, const Feature& feature, const std::string& what, double value) {
    note({feature.id, what, Assumed::By::usual, role, noun_of(role, feature), as_text(Value(value))});
    defaulted_ = true;
    return at_best(Basis::assumed);
}

Grounds& Grounds::stands_in(Role role, const Feature& feature, const std::string& what,
                            const std::string& name) {
    note({feature.id, what, Assumed::By::usual, role, noun_of(role, feature), name});
    return at_best(Basis::assumed);
}

Grounds& Grounds::supposed(const std::string& what, Basis basis) {
    const auto by = basis == Basis::unknown ? Assumed::By::unsaid : Assumed::By::method;
    note({{}, what, by, {}, {}, {}});
    return at_best(basis);
}

Grounds& Grounds::blocker(Role role, const Feature& feature) {
    thing(role, feature);
    for (const std::string_view attribute : blocking_numbers(role))
        number(role, feature, std::string(attribute));
    return *this;
}

Grounds& Grounds::add(const Grounds& other) {
    if (!other.said_) return *this;
    at_best(other.basis_);
    defaulted_ = defaulted_ || other.defaulted_;
    for (const Assumed& one : other.assumed_)
        note(one);
    return *this;
}

Basis Grounds::basis() const {
    return said_ ? basis_ : Basis::unknown;
}

std::vector<Assumed> doubtful(const std::vector<Assumed>& assumed) {
    std::vector<Assumed> left = assumed;
    std::erase_if(left, [](const Assumed& one) { return one.by == Assumed::By::nature; });
    return left;
}

std::vector<Assumed> of_the_plan(const std::vector<Assumed>& assumed) {
    std::vector<Assumed> left = doubtful(assumed);
    std::erase_if(left, [](const Assumed& one) { return !one.of_a_thing(); });
    return left;
}

std::string assumed_words(const std::vector<Assumed>& assumed, std::size_t most) {
    std::map<Alike, std::set<Uuid>> groups;
    for (const Assumed& one : assumed)
        if (one.of_a_thing()) groups[{one.role, one.attribute, one.noun}].insert(one.feature);
    std::string text;
    std::size_t said = 0;
    const Alike* before = nullptr;
    for (const auto& [alike, things] : groups) {
        if (said++ == most) {
            text += " and more";
            break;
        }
        const bool again = before && !alike.attribute.empty() && before->role == alike.role &&
                           before->attribute == alike.attribute;
        if (before) text += again ? " and " : ", ";
        if (!alike.attribute.empty())
            text +=
                (again ? "" : "the " + label_in_text(alike.role, alike.attribute) + " ") + std::string("of ");
        text += things.size() == 1 ? "the " + alike.noun
                                   : count_text(things.size()) + " " + plural_of(alike.noun);
        before = &alike;
    }
    const std::string method = words_of(assumed, Assumed::By::method);
    return text + (text.empty() || method.empty() ? "" : ", ") + method;
}

std::string unsaid_words(const std::vector<Assumed>& assumed) {
    return words_of(assumed, Assumed::By::unsaid);
}

std::string doubts_text(const std::vector<Assumed>& assumed) {
    std::string text;
    if (const std::string words = assumed_words(doubtful(assumed)); !words.empty())
        text += ". Assumed: " + words;
    if (const std::string words = unsaid_words(assumed); !words.empty())
        text += ". The plan does not say " + words;
    return text;
}

} // namespace prospect::assessment
