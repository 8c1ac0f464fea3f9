#include "analysis/scene/attribute_reader.h"

#include "analysis/scene/notes.h"

namespace prospect::scene {

std::optional<Resolved> AttributeReader::resolve(Role role, const Feature& feature,
                                                 const std::string& attribute) {
    const auto resolved = Defaults::bundled().resolve(role, feature, attribute);
    Count& count = counts_[{role, attribute}];
    ++count.read;
    if (resolved && resolved->assumed()) ++count.assumed;
    return resolved;
}

double AttributeReader::number(Role role, const Feature& feature, const std::string& attribute) {
    const auto resolved = resolve(role, feature, attribute);
    return resolved ? as_number(resolved->value).value_or(0) : 0;
}

std::string AttributeReader::text(Role role, const Feature& feature, const std::string& attribute) {
    const auto resolved = resolve(role, feature, attribute);
    return resolved ? as_text(resolved->value) : std::string{};
}

std::optional<double> AttributeReader::own_number(const Feature& feature, std::string_view attribute) {
    const Attribute* own = feature.find(attribute);
    return own ? as_number(own->value) : std::nullopt;
}

std::vector<engine::Note> AttributeReader::notes() const {
    std::vector<engine::Note> notes;
    for (const auto& [key, count] : counts_) {
        if (count.assumed == 0) continue;
        const auto& [role, attribute] = key;
        const AttributeInfo* known = info(role).attribute(attribute);
        notes.push_back({engine::Note::Level::info, "defaults_used",
                         std::string(known ? known->label : attribute) + " (" + std::string(name_of(role)) +
                             "." + attribute + ") is assumed for " + std::to_string(count.assumed) + " of " +
                             std::to_string(count.read) + " " + plural_in_text(role)});
    }
    return notes;
}

} // namespace prospect::scene
