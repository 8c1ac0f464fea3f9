#include "geometry/site/feature.h"

#include <algorithm>
#include <array>

namespace prospect {

namespace {

constexpr std::array<std::string_view, 4> phase_names{"existing", "construction", "opening", "mature"};
constexpr std::array<std::string_view, 3> sensitivity_names{"ordinary", "protect", "personal"};

template <class Enum, std::size_t N>
std::optional<Enum> find_name(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

auto place_of(auto& attributes, std::string_view name) {
    return std::lower_bound(
        attributes.begin(), attributes.end(), name,
        [](const Attribute& one, std::string_view key) { return one.name.compare(key) < 0; });
}

// A whole number too large for a double counts as its digits; everything else that is a number as a double.
void add_value(Sha256& sum, const Value& value) {
    const auto number = as_number(value);
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (number && whole && (*number >= 0x1p63 || static_cast<std::int64_t>(*number) != *whole))
        sum.add("whole").add(as_text(value));
    else if (number)
        sum.add("number").add(*number);
    else
        sum.add("text").add(std::get<std::string>(value));
}

void add_geometry(Sha256& sum, const Geometry& geometry) {
    sum.add(static_cast<std::uint64_t>(geometry.kind))
        .add(static_cast<std::uint64_t>(geometry.points.size()));
    for (const Point p : geometry.points)
        sum.add(p.x).add(p.y);
    for (const auto* starts : {&geometry.ring_starts, &geometry.part_starts}) {
        sum.add(static_cast<std::uint64_t>(starts->size()));
        for (const std::uint32_t start : *starts)
            sum.add(static_cast<std::uint64_t>(start));
    }
    sum.add(static_cast<std::uint64_t>(geometry.z.size()));
    for (const double z : geometry.z)
        sum.add(z);
}

std::uint64_t code_of(const std::optional<Phase>& phase) {
    return phase ? static_cast<std::uint64_t>(*phase) + 1 : 0;
}

} // namespace

std::string_view name_of(Phase phase) {
    return phase_names[static_cast<std::size_t>(phase)];
}

std::optional<Phase> phase_of(std::string_view name) {
    return find_name<Phase>(phase_names, name);
}

std::string_view name_of(Sensitivity sensitivity) {
    return sensitivity_names[static_cast<std::size_t>(sensitivity)];
}

std::optional<Sensitivity> sensitivity_of(std::string_view name) {
    return find_name<Sensitivity>(sensitivity_names, name);
}

Sensitivity unmarked_sensitivity(Role role) {
    return role == Role::incident ? Sensitivity::personal : Sensitivity::ordinary;
}

const Attribute* Feature::find(std::string_view attribute) const {
    const auto place = place_of(attributes, attribute);
    return place != attributes.end() && place->name == attribute ? &*place : nullptr;
}

void Feature::set(std::string_view attribute, Value value, Basis value_basis) {
    const auto place = place_of(attributes, attribute);
    Attribute one{std::string(attribute), std::move(value), value_basis};
    if (place != attributes.end() && place->name == attribute)
        *place = std::move(one);
    else
        attributes.insert(place, std::move(one));
}

void Feature::unset(std::string_view attribute) {
    const auto place = place_of(attributes, attribute);
    if (place != attributes.end() && place->name == attribute) attributes.erase(place);
}

bool is_rating(std::string_view name) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
    for (const std::string_view known : {"rating", "vehicle_rating", "certificate"})
        if (std::equal(name.begin(), name.end(), known.begin(), known.end(), same)) return true;
    return false;
}

Digest content_digest(const Feature& feature) {
    return feature.content.get([&] {
        Sha256 sum;
        sum.add_bytes(feature.id.bytes.data(), feature.id.bytes.size()).add(feature.name);
        add_geometry(sum, feature.geometry);
        sum.add(static_cast<std::uint64_t>(feature.attributes.size()));
        for (const Attribute& one : feature.attributes) {
            sum.add(one.name).add(static_cast<std::uint64_t>(one.basis));
            add_value(sum, one.value);
        }
        sum.add(code_of(feature.phase_from)).add(code_of(feature.phase_to));
        sum.add(static_cast<std::uint64_t>(feature.sensitivity))
            .add(static_cast<std::uint64_t>(feature.basis));
        for (const auto& [name, value] : feature.extra)
            if (is_rating(name)) {
                sum.add("extra").add(name);
                add_value(sum, value);
            }
        return sum.finish();
    });
}

} // namespace prospect
