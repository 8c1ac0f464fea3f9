// A camera of the plan that somebody aims: its place, direction and lens.
#pragma once

#include "app/tools/aim.h"

#include <optional>
#include <string>

namespace prospect::app {

class CameraAim : public Aim {
public:
    // As it stands on the plan; what the plan does not say is the usual value.
    explicit CameraAim(FeaturePtr camera);
    // One that `drawing` is to put on the plan and that is not there yet; it looks north at first.
    explicit CameraAim(SiteEdit drawing);

    struct Values {
        Point at;
        double height_m = 0;
        std::optional<double> azimuth_deg; // absent: it looks all round
        double tilt_deg = 0;
        double hfov_deg = 0;
        double h_pixels = 0;
        double v_pixels = 0;
        double range_m = 0; // 0: as far as it sees
        std::string level;  // "": nothing is asked
        bool operator==(const Values&) const = default;
    };
    const Values& values() const { return values_; }
    void set(const Values& values) { values_ = base_ = values; }

    // Place, direction, angle and range as handles on the map.
    Eye eye() const override;
    // One that looked all round looks somewhere once it is turned or closed.
    void follow(const Eye& eye) override;

protected:
    std::vector<Change> changes() const override;
    Point offset() const override { return values_.at - before_.at; }
    QString title() const override;

private:
    static Values read(const Feature& camera);

    Values before_; // on the plan
    Values base_;   // on the plan, or as set last
    Values values_;
};

} // namespace prospect::app
