#include "app/tools/lamp_aim.h"

#include "geometry/site/defaults.h"

#include <QCoreApplication>

#include <cmath>

namespace prospect::app {

namespace {

struct AimText {
    Q_DECLARE_TR_FUNCTIONS(LampAim)
};

Eye eye_of(const LampAim::Values& values) {
    Eye eye{values.at, values.height_m, {}};
    eye.sight.azimuth_deg = within_turn(values.azimuth_deg);
    return eye;
}

} // namespace

LampAim::Values LampAim::read(const Feature& lamp) {
    const auto number = [&](const char* attribute) {
        return Defaults::bundled().number(Role::luminaire, lamp, attribute);
    };
    Values values;
    values.at = label_point(lamp.geometry);
    values.photometry = own_text(lamp, "photometry");
    values.height_m = number("height_m");
    values.azimuth_deg = number("azimuth_deg");
    values.tilt_deg = number("tilt_deg");
    values.roll_deg = number("roll_deg");
    values.dimming = number("dimming");
    values.maintenance = number("maintenance");
    values.hours = own_text(lamp, "hours");
    values.circuit = own_text(lamp, "circuit");
    return values;
}

LampAim::LampAim(FeaturePtr lamp) : Aim(std::move(lamp)), before_(read(*drawn())) {
    values_ = base_ = before_;
}

Eye LampAim::eye() const {
    return eye_of(values_);
}

void LampAim::follow(const Eye& moved) {
    const Eye first = eye_of(base_);
    if (moved == first) {
        values_ = base_;
        return;
    }
    values_.at = moved.at;
    if (moved.sight.azimuth_deg != eye().sight.azimuth_deg)
        values_.azimuth_deg =
            std::fmod(shown(moved.sight.azimuth_deg, first.sight.azimuth_deg, base_.azimuth_deg), 360);
}

std::vector<Aim::Change> LampAim::changes() const {
    std::vector<Change> found;
    note(found, "photometry", before_.photometry, values_.photometry);
    note(found, "height_m", before_.height_m, values_.height_m);
    note(found, "azimuth_deg", before_.azimuth_deg, values_.azimuth_deg);
    note(found, "tilt_deg", before_.tilt_deg, values_.tilt_deg);
    note(found, "roll_deg", before_.roll_deg, values_.roll_deg);
    note(found, "dimming", before_.dimming, values_.dimming);
    note(found, "maintenance", before_.maintenance, values_.maintenance);
    note(found, "hours", before_.hours, values_.hours);
    note(found, "circuit", before_.circuit, values_.circuit);
    return found;
}

QString LampAim::title() const {
    return AimText::tr("Aim lamp");
}

} // namespace prospect::app
