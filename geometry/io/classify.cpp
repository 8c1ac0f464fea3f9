#include "geometry/io/classify.h"

#include <algorithm>
#include <array>

namespace prospect::io {

std::optional<Role> chosen_role(const ImportOptions& options, const std::string& source_layer,
                                const std::filesystem::path& file) {
    for (const std::string& name : {source_layer, file.stem().string(), file.filename().string()})
        if (const auto found = options.roles.find(name); found != options.roles.end()) return found->second;
    return std::nullopt;
}

Classifier::Classifier(const ImportOptions& options, const std::filesystem::path& file)
    : options_(options), file_(file), rules_(TagRules::load("gis.json", options.mapping_file)),
      words_(LayerMapping::load(options.mapping_file)) {}

void Classifier::begin_layer(const std::string& source_layer) {
    layer_ = source_layer;
    chosen_ = chosen_role(options_, source_layer, file_);
    by_name_ = words_.match(source_layer);
}

namespace {

void set_if_absent(Feature& feature, const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes)
        if (feature.find(attribute.name) == nullptr)
            feature.set(attribute.name, attribute.value, attribute.basis);
}

bool is_name_column(std::string_view column) {
    constexpr std::array<std::string_view, 5> names{"name", "NAME", "Name", "naam", "nom"};
    return std::find(names.begin(), names.end(), column) != names.end();
}

} // namespace

Classifier::Found Classifier::classify(Feature& feature, const Columns& columns) const {
    Found found;
    Tags tags;
    for (const auto& [column, value] : columns)
        tags.emplace(column, as_text(value));
    const auto rule = chosen_ ? rules_.match(*chosen_, layer_, feature.geometry.kind, tags)
                              : rules_.match(layer_, feature.geometry.kind, tags);
    if (chosen_)
        found.role = chosen_;
    else if (rule)
        found.role = rule->role;
    else if (by_name_)
        found.role = by_name_->role;
    for (const auto& [column, value] : columns) {
        if (feature.name.empty() && is_name_column(column)) feature.name = as_text(value);
        const AttributeInfo* attribute = found.role ? info(*found.role).attribute(column) : nullptr;
        const auto typed = attribute != nullptr ? value_for(*attribute, as_text(value)) : std::nullopt;
        if (typed)
            feature.set(column, *typed, Basis::tagged);
        else
            feature.extra.emplace_back(column, value);
        if (attribute != nullptr && !typed) found.doubts.push_back(column + " \"" + as_text(value) + "\"");
    }
    if (found.role) feature.sensitivity = unmarked_sensitivity(*found.role);
    if (rule) {
        set_if_absent(feature, rule->attributes);
        feature.sensitivity = rule->sensitivity.value_or(feature.sensitivity);
        found.doubts.insert(found.doubts.end(), rule->doubts.begin(), rule->doubts.end());
        found.reason = rule->reason;
    }
    if (by_name_ && found.role == by_name_->role) set_if_absent(feature, by_name_->attributes);
    if (found.role == Role::underlay) feature.attributes.clear();
    return found;
}

} // namespace prospect::io
