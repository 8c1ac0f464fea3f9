#include "geometry/site/validate.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace prospect {

namespace {

using Level = Problem::Level;

class Validator {
public:
    explicit Validator(const Site& site) : site_(site) {}

    std::vector<Problem> run() {
        for (const LayerPtr& layer : site_.layers) {
            role_ = &info(layer->role);
            for (const FeaturePtr& feature : layer->features) {
                check_geometry(*feature);
                if (layer->role != Role::underlay) check_attributes(*feature);
                if (!seen_.insert(feature->id).second)
                    report(*feature, Level::error, "repeated_id",
                           "has the same id as another feature: " + feature->id.text());
            }
        }
        return std::move(problems_);
    }

private:
    void report(const Feature& feature, Level level, std::string code, const std::string& what) {
        const std::string name = feature.name.empty() ? "" : " \"" + feature.name + "\"";
        const Point place = label_point(feature.geometry);
        problems_.push_back({level, std::move(code), std::string(role_->label) + name + " " + what,
                             feature.id, is_finite(place) ? place : Point{}});
    }

    void check_geometry(const Feature& feature) {
        const Geometry& geometry = feature.geometry;
        if (geometry.empty()) {
            report(feature, Level::error, "empty_geometry", "has no shape");
            return;
        }
        if (!std::all_of(geometry.points.begin(), geometry.points.end(), is_finite) ||
            !std::all_of(geometry.z.begin(), geometry.z.end(), [](double z) { return std::isfinite(z); }))
            report(feature, Level::error, "not_finite", "has coordinates that are not numbers");
        const auto& kinds = role_->kinds;
        if (role_->raster ||
            (!kinds.empty() && std::find(kinds.begin(), kinds.end(), geometry.kind) == kinds.end()))
            report(feature, Level::error, "wrong_geometry", "cannot be a " + name_of(geometry.kind));
    }

    void check_attributes(const Feature& feature) {
        for (const Attribute& attribute : feature.attributes) {
            std::size_t before = problems_.size();
            const AttributeInfo* known = role_->attribute(attribute.name);
            if (!known)
                report(feature, Level::warning, "unknown_attribute",
                       "has an attribute this kind does not know: " + attribute.name);
            else if (known->type == AttributeType::text || known->type == AttributeType::choice)
                check_words(feature, *known, attribute.value);
            else
                check_number(feature, *known, attribute.value);
            for (; before < problems_.size(); ++before)
                problems_[before].attribute = attribute.name;
        }
    }

    void check_words(const Feature& feature, const AttributeInfo& known, const Value& value) {
        if (!std::holds_alternative<std::string>(value)) {
            report(feature, Level::warning, "wrong_type",
                   "has a number where words are expected: " + std::string(known.name) + " " +
                       as_text(value));
            return;
        }
        const auto& choices = known.choices;
        if (known.type == AttributeType::text || known.open_choices ||
            std::find(choices.begin(), choices.end(), std::get<std::string>(value)) != choices.end())
            return;
        std::string allowed;
        for (const std::string_view one : choices)
            allowed += (allowed.empty() ? "" : ", ") + std::string(one);
        report(feature, Level::warning, "unknown_choice",
               "has " + std::string(known.name) + " \"" + as_text(value) +
                   "\", which is none of: " + allowed);
    }

    void check_number(const Feature& feature, const AttributeInfo& known, const Value& value) {
        const auto number = as_number(value);
        const std::string said = std::string(known.name) + " " + as_text(value);
        if (!number || !std::isfinite(*number))
            report(feature, Level::warning, "wrong_type", "has no number where one is expected: " + said);
        else if (known.type != AttributeType::number && *number != std::floor(*number))
            report(feature, Level::warning, "wrong_type", "needs a whole number: " + said);
        else if (*number < known.min || *number > known.max)
            report(feature, Level::warning, "value_out_of_range",
                   "has " + said + ", allowed is " + as_text(known.min) + " to " + as_text(known.max));
    }

    const Site& site_;
    const RoleInfo* role_ = nullptr;
    std::unordered_set<Uuid> seen_;
    std::vector<Problem> problems_;
};

} // namespace

std::vector<Problem> validate(const Site& site) {
    return Validator(site).run();
}

} // namespace prospect
