#include "app/tools/aim.h"

#include <cmath>

namespace prospect::app {

namespace {

FeaturePtr* thing_in(SiteEdit& drawing) {
    for (auto& step : drawing.steps)
        if (auto* added = std::get_if<AddFeatures>(&step)) return &added->features.front();
    return nullptr;
}

} // namespace

Aim::Aim(SiteEdit drawing) : thing_(*thing_in(drawing)) {
    drawing_ = std::move(drawing);
}

FeaturePtr Aim::aimed() const {
    auto made = std::make_shared<Feature>(*thing_);
    if (!(offset() == Point{})) made->geometry = translated(thing_->geometry, offset());
    for (const Change& change : changes())
        if (change.value)
            made->set(change.attribute, *change.value, Basis::drawn);
        else
            made->unset(change.attribute);
    return made;
}

std::optional<SiteEdit> Aim::edit() const {
    SiteEdit edit;
    if (drawing_) {
        edit = *drawing_;
        *thing_in(edit) = aimed();
        return edit;
    }
    edit.title = title().toStdString();
    if (!(offset() == Point{}))
        edit.steps.push_back(ChangeGeometry{thing_->id, translated(thing_->geometry, offset())});
    for (Change& change : changes())
        edit.steps.push_back(
            ChangeAttribute{thing_->id, change.attribute, std::move(change.value), Basis::drawn});
    if (edit.steps.empty()) return std::nullopt;
    return edit;
}

double Aim::to_tenths(double value) {
    return std::round(value * 10) / 10;
}

double Aim::shown(double value, double given, double own) {
    return value == given ? own : to_tenths(value);
}

std::optional<double> Aim::own_number(const Feature& feature, std::string_view attribute) {
    const Attribute* found = feature.find(attribute);
    return found ? as_number(found->value) : std::nullopt;
}

std::string Aim::own_text(const Feature& feature, std::string_view attribute) {
    const Attribute* found = feature.find(attribute);
    return found ? as_text(found->value) : std::string();
}

void Aim::note(std::vector<Change>& changes, const char* attribute, std::optional<double> was,
               std::optional<double> is) {
    if (was == is) return;
    Change& one = changes.emplace_back();
    one.attribute = attribute;
    if (is) one.value.emplace(*is);
}

void Aim::note(std::vector<Change>& changes, const char* attribute, const std::string& was,
               const std::string& is) {
    if (was == is) return;
    Change& one = changes.emplace_back();
    one.attribute = attribute;
    if (!is.empty()) one.value.emplace(is);
}

} // namespace prospect::app
