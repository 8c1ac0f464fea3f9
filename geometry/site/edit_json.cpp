#include "geometry/site/edit_json.h"

#include "geometry/base/error.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace prospect::edit_json {

namespace {

template <class Enum>
Enum to_named(const json& value, std::optional<Enum> (*find)(std::string_view), const char* what) {
    const std::string name = to_text(value);
    const auto found = find(name);
    if (!found) refuse("\"" + name + "\" is no " + what);
    return *found;
}

GeometryKind to_kind(const json& value) {
    const std::string name = to_text(value);
    for (const auto kind :
         {GeometryKind::none, GeometryKind::point, GeometryKind::line, GeometryKind::polygon})
        if (name == name_of(kind)) return kind;
    refuse("\"" + name + "\" is no kind of shape");
}

json from_feature(const Feature& feature) {
    json attributes = json::array();
    for (const Attribute& one : feature.attributes)
        attributes.push_back(
            {{"name", one.name}, {"value", from_value(one.value)}, {"basis", name_of(one.basis)}});
    json extra = json::array();
    for (const auto& [name, value] : feature.extra)
        extra.push_back({{"name", name}, {"value", from_value(value)}});
    json result{{"id", feature.id.text()},
                {"geometry", from_geometry(feature.geometry)},
                {"name", feature.name},
                {"attributes", std::move(attributes)},
                {"extra", std::move(extra)},
                {"source",
                 {{"file", feature.source.file}, {"layer", feature.source.layer}, {"id", feature.source.id}}},
                {"sensitivity", name_of(feature.sensitivity)},
                {"basis", name_of(feature.basis)}};
    if (feature.phase_from) result["phase_from"] = name_of(*feature.phase_from);
    if (feature.phase_to) result["phase_to"] = name_of(*feature.phase_to);
    return result;
}

FeaturePtr to_feature(const json& value) {
    auto feature = std::make_shared<Feature>();
    feature->id = to_uuid(member(value, "id"));
    feature->geometry = to_geometry(member(value, "geometry"));
    feature->name = to_text(member(value, "name"));
    for (const json& one : to_array(member(value, "attributes")))
        feature->set(to_text(member(one, "name")), to_value(member(one, "value")),
                     to_basis(member(one, "basis")));
    for (const json& one : to_array(member(value, "extra")))
        feature->extra.emplace_back(to_text(member(one, "name")), to_value(member(one, "value")));
    const json& source = member(value, "source");
    feature->source = {to_text(member(source, "file")), to_text(member(source, "layer")),
                       to_text(member(source, "id"))};
    feature->sensitivity = to_named(member(value, "sensitivity"), sensitivity_of, "sensitivity");
    feature->basis = to_basis(member(value, "basis"));
    if (value.contains("phase_from")) feature->phase_from = to_named(value["phase_from"], phase_of, "phase");
    if (value.contains("phase_to")) feature->phase_to = to_named(value["phase_to"], phase_of, "phase");
    return feature;
}

std::vector<Point> to_ring(const json& value) {
    const json& numbers = to_array(value);
    if (numbers.size() % 2 != 0) refuse("a ring has an x without its y");
    std::vector<Point> ring;
    ring.reserve(numbers.size() / 2);
    for (std::size_t i = 0; i < numbers.size(); i += 2)
        ring.push_back({to_number(numbers[i]), to_number(numbers[i + 1])});
    return ring;
}

} // namespace

void refuse(const std::string& what) {
    throw Error(ErrorCode::refused, "the stored change of the plan cannot be used: " + what,
                "open a copy saved earlier");
}

json from_number(double number) {
    if (std::isnan(number)) return "nan";
    if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
    return number;
}

json from_value(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return {{"flag", *flag}};
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return {{"whole", *whole}};
    if (const auto* number = std::get_if<double>(&value)) return {{"number", from_number(*number)}};
    return {{"text", std::get<std::string>(value)}};
}

json from_geometry(const Geometry& geometry) {
    json parts = json::array();
    for (std::size_t p = 0; p < geometry.part_count(); ++p) {
        json part = json::array();
        const auto [begin, end] = geometry.rings_of_part(p);
        for (std::size_t r = begin; r < end; ++r) {
            json ring = json::array();
            for (const Point point : geometry.ring(r)) {
                ring.push_back(from_number(point.x));
                ring.push_back(from_number(point.y));
            }
            part.push_back(std::move(ring));
        }
        parts.push_back(std::move(part));
    }
    json result{{"kind", name_of(geometry.kind)}, {"parts", std::move(parts)}};
    if (!geometry.z.empty())
        for (const double z : geometry.z)
            result["z"].push_back(from_number(z));
    return result;
}

json from_features(const std::vector<FeaturePtr>& features) {
    json result = json::array();
    for (const FeaturePtr& feature : features)
        result.push_back(from_feature(*feature));
    return result;
}

const json& member(const json& object, const char* name) {
    const auto found = object.is_object() ? object.find(name) : object.end();
    if (found == object.end()) refuse("\"" + std::string(name) + "\" is missing");
    return *found;
}

const json& to_array(const json& value) {
    if (!value.is_array()) refuse("a list is missing");
    return value;
}

std::string to_text(const json& value) {
    if (!value.is_string()) refuse("a text is missing");
    return value.get<std::string>();
}

bool to_flag(const json& value) {
    if (!value.is_boolean()) refuse("true or false is missing");
    return value.get<bool>();
}

double to_number(const json& value) {
    if (value.is_number()) return value.get<double>();
    if (value == "nan") return std::numeric_limits<double>::quiet_NaN();
    if (value == "inf") return std::numeric_limits<double>::infinity();
    if (value == "-inf") return -std::numeric_limits<double>::infinity();
    refuse("a number is missing");
}

Uuid to_uuid(const json& value) {
    const auto id = Uuid::parse(to_text(value));
    if (!id) refuse("\"" + to_text(value) + "\" is no id");
    return *id;
}

Role to_role(const json& value) {
    return to_named(value, role_of, "kind of thing");
}

Basis to_basis(const json& value) {
    return to_named(value, basis_of, "basis");
}

Value to_value(const json& value) {
    if (value.is_object() && value.size() == 1) {
        const std::string& type = value.begin().key();
        const json& content = value.begin().value();
        if (type == "flag") return to_flag(content);
        if (type == "whole" && content.is_number_integer()) return content.get<std::int64_t>();
        if (type == "number") return to_number(content);
        if (type == "text") return to_text(content);
    }
    refuse("an attribute's value is missing");
}

Geometry to_geometry(const json& value) {
    Geometry geometry{.kind = to_kind(member(value, "kind"))};
    for (const json& part : to_array(member(value, "parts"))) {
        geometry.begin_part();
        for (const json& ring : to_array(part))
            geometry.add_ring(to_ring(ring));
    }
    if (value.contains("z"))
        for (const json& z : to_array(value["z"]))
            geometry.z.push_back(to_number(z));
    if (!geometry.z.empty() && geometry.z.size() != geometry.points.size())
        refuse("a shape has not one height for each point");
    return geometry;
}

std::vector<FeaturePtr> to_features(const json& value) {
    std::vector<FeaturePtr> features;
    for (const json& one : to_array(value))
        features.push_back(to_feature(one));
    return features;
}

} // namespace prospect::edit_json
