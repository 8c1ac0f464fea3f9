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

Eye eye_of(const CameraAim::Values& values) {
    Eye eye{values.at, values.height_m, {}};
    eye.sight.azimuth_deg = within_turn(values.azimuth_deg.value_or(0));
    eye.sight.fov_deg = values.azimuth_deg ? values.hfov_deg : 360;
    eye.sight.reach_m = values.range_m;
    return eye;
}

} // namespace

CameraAim::Values CameraAim::read(const Feature& camera) {
    const auto number = [&](const char* attribute) {
        return Defaults::bundled().number(Role::camera, camera, attribute);
    };
    Values values;
    values.at = label_point(camera.geometry);
    values.height_m = number("height_m");
    values.azimuth_deg = own_number(camera, "azimuth_deg");
    values.tilt_deg = number("tilt_deg");
    values.hfov_deg = number("hfov_deg");
    values.h_pixels = number("h_pixels");
    values.v_pixels = number("v_pixels");
    values.range_m = std::max(0.0, own_number(camera, "range_m").value_or(0));
    values.level = own_text(camera, "level");
    return values;
}

CameraAim::CameraAim(FeaturePtr camera) : Aim(std::move(camera)), before_(read(*drawn())) {
    values_ = base_ = before_;
}

CameraAim::CameraAim(SiteEdit drawing) : Aim(std::move(drawing)), before_(read(*drawn())) {
    base_ = before_;
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

std::vector<Aim::Change> CameraAim::changes() const {
    std::vector<Change> found;
    const auto whole = [&](const char* attribute, double was, double is) {
        if (was == is) return;
        Change& one = found.emplace_back();
        one.attribute = attribute;
        one.value.emplace(static_cast<std::int64_t>(std::lround(is)));
    };
    const auto range = [](double value) { return value > 0 ? std::optional(value) : std::nullopt; };
    note(found, "height_m", before_.height_m, values_.height_m);
    note(found, "azimuth_deg", before_.azimuth_deg, values_.azimuth_deg);
    note(found, "tilt_deg", before_.tilt_deg, values_.tilt_deg);
    note(found, "hfov_deg", before_.hfov_deg, values_.hfov_deg);
    whole("h_pixels", before_.h_pixels, values_.h_pixels);
    whole("v_pixels", before_.v_pixels, values_.v_pixels);
    note(found, "range_m", range(before_.range_m), range(values_.range_m));
    note(found, "level", before_.level, values_.level);
    return found;
}

QString CameraAim::title() const {
    return AimText::tr("Aim camera");
}

} // namespace prospect::app
