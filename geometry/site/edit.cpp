#include "geometry/site/edit.h"

#include "geometry/base/error.h"
#include "geometry/site/edit_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <type_traits>

namespace prospect {

namespace {

using namespace edit_json;

json step_to_json(const AddLayer& add) {
    const Layer& layer = *add.layer;
    if (layer.raster)
        throw Error(ErrorCode::usage,
                    "layer \"" + layer.name + "\" is a grid and cannot be part of an option",
                    "add it to the existing place instead");
    if (layer.picture)
        throw Error(ErrorCode::usage,
                    "layer \"" + layer.name + "\" is a plan picture and cannot be part of an option",
                    "add it to the existing place instead");
    return {{"do", "add_layer"},
            {"layer", layer.id.text()},
            {"name", layer.name},
            {"role", name_of(layer.role)},
            {"visible", layer.visible},
            {"opacity", from_number(layer.opacity)},
            {"features", from_features(layer.features)}};
}

json step_to_json(const RemoveLayer& remove) {
    return {{"do", "remove_layer"}, {"layer", remove.layer.text()}};
}

json step_to_json(const ChangeLayer& change) {
    return {{"do", "change_layer"},      {"layer", change.layer.text()},
            {"name", change.name},       {"role", name_of(change.role)},
            {"visible", change.visible}, {"opacity", from_number(change.opacity)}};
}

json step_to_json(const AddFeatures& add) {
    return {{"do", "add_features"}, {"layer", add.layer.text()}, {"features", from_features(add.features)}};
}

json from_ids(const std::vector<Uuid>& features) {
    json ids = json::array();
    for (const Uuid& id : features)
        ids.push_back(id.text());
    return ids;
}

json step_to_json(const RemoveFeatures& remove) {
    return {{"do", "remove_features"}, {"features", from_ids(remove.features)}};
}

json step_to_json(const MoveFeatures& move) {
    return {{"do", "move_features"}, {"layer", move.layer.text()}, {"features", from_ids(move.features)}};
}

json step_to_json(const ChangeGeometry& change) {
    return {{"do", "change_geometry"},
            {"feature", change.feature.text()},
            {"geometry", from_geometry(change.geometry)}};
}

json step_to_json(const ChangeAttribute& change) {
    json step{{"do", "change_attribute"},
              {"feature", change.feature.text()},
              {"attribute", change.attribute},
              {"basis", name_of(change.basis)}};
    if (change.value) step["value"] = from_value(*change.value);
    return step;
}

json step_to_json(const ChangeExtra& change) {
    json step{{"do", "change_extra"}, {"feature", change.feature.text()}, {"name", change.name}};
    if (change.value) step["value"] = from_value(*change.value);
    return step;
}

json step_to_json(const ChangeName& change) {
    return {{"do", "change_name"}, {"feature", change.feature.text()}, {"name", change.name}};
}

AddLayer to_add_layer(const json& step) {
    auto layer = std::make_shared<Layer>();
    layer->id = to_uuid(member(step, "layer"));
    layer->name = to_text(member(step, "name"));
    layer->role = to_role(member(step, "role"));
    layer->visible = to_flag(member(step, "visible"));
    layer->opacity = to_number(member(step, "opacity"));
    layer->features = to_features(member(step, "features"));
    return {std::move(layer)};
}

ChangeLayer to_change_layer(const json& step) {
    return {to_uuid(member(step, "layer")), to_text(member(step, "name")), to_role(member(step, "role")),
            to_flag(member(step, "visible")), to_number(member(step, "opacity"))};
}

std::vector<Uuid> to_ids(const json& value) {
    std::vector<Uuid> ids;
    for (const json& id : to_array(value))
        ids.push_back(to_uuid(id));
    return ids;
}

ChangeAttribute to_change_attribute(const json& step) {
    ChangeAttribute change{to_uuid(member(step, "feature")), to_text(member(step, "attribute")), std::nullopt,
                           to_basis(member(step, "basis"))};
    if (step.contains("value")) change.value = to_value(step["value"]);
    return change;
}

SiteChangeStep to_step(const json& step) {
    const std::string act = to_text(member(step, "do"));
    if (act == "add_layer") return to_add_layer(step);
    if (act == "remove_layer") return RemoveLayer{to_uuid(member(step, "layer"))};
    if (act == "change_layer") return to_change_layer(step);
    if (act == "add_features")
        return AddFeatures{to_uuid(member(step, "layer")), to_features(member(step, "features"))};
    if (act == "remove_features") return RemoveFeatures{to_ids(member(step, "features"))};
    if (act == "move_features")
        return MoveFeatures{to_uuid(member(step, "layer")), to_ids(member(step, "features"))};
    if (act == "change_geometry")
        return ChangeGeometry{to_uuid(member(step, "feature")), to_geometry(member(step, "geometry"))};
    if (act == "change_attribute") return to_change_attribute(step);
    if (act == "change_name")
        return ChangeName{to_uuid(member(step, "feature")), to_text(member(step, "name"))};
    if (act == "change_extra") {
        ChangeExtra change{to_uuid(member(step, "feature")), to_text(member(step, "name")), std::nullopt};
        if (step.contains("value")) change.value = to_value(step["value"]);
        return change;
    }
    refuse("\"" + act + "\" is no known change");
}

} // namespace

bool names_any(const SiteChangeStep& step, const std::unordered_set<Uuid>& features) {
    const auto named = [&](const Uuid& id) { return features.contains(id); };
    const auto drawn = [&](const FeaturePtr& feature) { return features.contains(feature->id); };
    return std::visit(
        [&](const auto& change) {
            using Step = std::decay_t<decltype(change)>;
            if constexpr (requires { change.feature; })
                return named(change.feature);
            else if constexpr (std::is_same_v<Step, RemoveFeatures> || std::is_same_v<Step, MoveFeatures>)
                return std::any_of(change.features.begin(), change.features.end(), named);
            else if constexpr (std::is_same_v<Step, AddFeatures>)
                return std::any_of(change.features.begin(), change.features.end(), drawn);
            else if constexpr (std::is_same_v<Step, AddLayer>)
                return std::any_of(change.layer->features.begin(), change.layer->features.end(), drawn);
            else
                return false; // about a layer
        },
        step);
}

std::string to_json(const SiteEdit& edit) {
    json steps = json::array();
    for (const SiteChangeStep& step : edit.steps)
        steps.push_back(std::visit([](const auto& one) { return step_to_json(one); }, step));
    try {
        return json{{"title", edit.title}, {"steps", std::move(steps)}}.dump();
    } catch (const json::type_error&) {
        refuse("a text in it is not UTF-8");
    }
}

SiteEdit edit_from_json(std::string_view text) {
    const json document = json::parse(text, nullptr, false);
    if (document.is_discarded()) refuse("it is no JSON text");
    SiteEdit edit;
    edit.title = to_text(member(document, "title"));
    for (const json& step : to_array(member(document, "steps")))
        edit.steps.push_back(to_step(step));
    return edit;
}

} // namespace prospect
