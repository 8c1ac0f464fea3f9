#include "app/tools/camera_aim.h"

#include "geometry/site/defaults.h"

#include <QCoreApplication>

#include <cmath>
#include <vector>

namespace prospect::app {

namespace {

struct AimText {
    Q_DECLARE_TR_FUNCTIONS(AimText)
};

double to_tenths(double value) {
    return std::round(value * 10) / 10;
}

// What the feature says itself; absent when it says nothing.
std::optional<double> own_number(const Feature& feature, std::string_view attribute) {
    const Attribute* found = feature.find(attribute);
    return found ? as_number(found->value) : std::nullopt;
}

CameraAim::Values values_of(const Feature& camera) {
    const auto number = [&](const char* attribute) {
        return Defaults::bundled().number(Role::camera, camera, attribute);
    };
    CameraAim::Values values;
    values.at = label_point(camera.geometry);
    values.height_m = number("height_m");
    values.azimuth_deg = own_number(camera, "azimuth_deg");
    values.tilt_deg = number("tilt_deg");
    values.hfov_deg = number("hfov_deg");
    values.h_pixels = number("h_pixels");
    values.v_pixels = number("v_pixels");
    values.range_m = std::max(0.0, own_number(camera, "range_m").value_or(0));
    if (const Attribute* level = camera.find("level")) values.level = as_text(level->value);
    return values;
}

struct Changed {
    const char* attribute = "";
    std::optional<Value> value; // absent: taken away
};

std::vector<Changed> changes(const CameraAim::Values& before, const CameraAim::Values& now) {
    std::vector<Changed> found;
    const auto number = [&](const char* attribute, std::optional<double> was, std::optional<double> is) {
        if (was == is) return;
        Changed& one = found.emplace_back();
        one.attribute = attribute;
        if (is) one.value.emplace(*is);
    };
    const auto whole = [&](const char* attribute, double was, double is) {
        if (was == is) return;
        Changed& one = found.emplace_back();
        one.attribute = attribute;
        one.value.emplace(static_cast<std::int64_t>(std::lround(is)));
    };
    const auto range = [](double value) { return value > 0 ? std::optional(value) : std::nullopt; };
    number("height_m", before.height_m, now.height_m);
    number("azimuth_deg", before.azimuth_deg, now.azimuth_deg);
    number("tilt_deg", before.tilt_deg, now.tilt_deg);
    number("hfov_deg", before.hfov_deg, now.hfov_deg);
    whole("h_pixels", before.h_pixels, now.h_pixels);
    whole("v_pixels", before.v_pixels, now.v_pixels);
    number("range_m", range(before.range_m), range(now.range_m));
    if (before.level == now.level) return found;
    Changed& level = found.emplace_back();
    level.attribute = "level";
    if (!now.level.empty()) level.value.emplace(now.level);
    return found;
}

// Where the drawing has its camera: the one thing it adds.
FeaturePtr* camera_in(SiteEdit& drawing) {
    for (auto& step : drawing.steps)
        if (auto* added = std::get_if<AddFeatures>(&step)) return &added->features.front();
    return nullptr;
}

Eye eye_of(const CameraAim::Values& values) {
    Eye eye{values.at, values.height_m, {}};
    eye.sight.azimuth_deg = values.azimuth_deg.value_or(0);
    eye.sight.fov_deg = values.azimuth_deg ? values.hfov_deg : 360;
    eye.sight.reach_m = values.range_m;
    return eye;
}

} // namespace

CameraAim::CameraAim(FeaturePtr camera)
    : camera_(std::move(camera)), before_(values_of(*camera_)), base_(before_), values_(before_) {}

CameraAim::CameraAim(SiteEdit drawing) : CameraAim(*camera_in(drawing)) {
    drawing_ = std::move(drawing);
    base_.azimuth_deg = base_.azimuth_deg.value_or(0);
    values_ = base_;
}

Eye CameraAim::eye() const {
    return eye_of(values_);
}

void CameraAim::follow(const Eye& moved) {
    const Eye first = eye_of(base_);
    if (moved == first) {
        values_ = base_;
        return;
    }
    const auto shown = [](double value, double given, double own) {
        return value == given ? own : to_tenths(value);
    };
    const Eye now = eye();
    values_.at = moved.at;
    if (moved.sight.azimuth_deg != now.sight.azimuth_deg)
        values_.azimuth_deg =
            std::fmod(shown(moved.sight.azimuth_deg, first.sight.azimuth_deg, first.sight.azimuth_deg), 360);
    if (moved.sight.fov_deg != now.sight.fov_deg) {
        values_.hfov_deg = shown(moved.sight.fov_deg, first.sight.fov_deg, base_.hfov_deg);
        if (!values_.azimuth_deg) values_.azimuth_deg = to_tenths(moved.sight.azimuth_deg);
    }
    if (moved.sight.reach_m != now.sight.reach_m)
        values_.range_m = shown(moved.sight.reach_m, first.sight.reach_m, base_.range_m);
}

FeaturePtr CameraAim::camera() const {
    auto made = std::make_shared<Feature>(*camera_);
    if (!(values_.at == before_.at)) made->geometry = translated(camera_->geometry, values_.at - before_.at);
    for (const auto& [attribute, value] : changes(before_, values_))
        if (value)
            made->set(attribute, *value, Basis::drawn);
        else
            made->unset(attribute);
    return made;
}

std::optional<SiteEdit> CameraAim::edit() const {
    SiteEdit edit;
    if (drawing_) {
        edit = *drawing_;
        *camera_in(edit) = camera();
        return edit;
    }
    edit.title = AimText::tr("Aim camera").toStdString();
    if (!(values_.at == before_.at))
        edit.steps.push_back(
            ChangeGeometry{camera_->id, translated(camera_->geometry, values_.at - before_.at)});
    for (auto& [attribute, value] : changes(before_, values_))
        edit.steps.push_back(ChangeAttribute{camera_->id, attribute, std::move(value), Basis::drawn});
    if (edit.steps.empty()) return std::nullopt;
    return edit;
}

} // namespace prospect::app
