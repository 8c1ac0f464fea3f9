// A camera of the plan that somebody aims: how it is to stand, and the change of the plan that makes it so.
// No widgets; what it shows is worked out elsewhere.
#pragma once

#include "app/tools/see_tool.h"
#include "geometry/site/edit.h"

#include <optional>
#include <string>

namespace prospect::app {

class CameraAim {
public:
    // As it stands on the plan; what the plan does not say is the usual value.
    explicit CameraAim(FeaturePtr camera);
    // One that `drawing` is to put on the plan and that is not there yet; it looks north at first.
    explicit CameraAim(SiteEdit drawing);
    bool isNew() const { return drawing_.has_value(); }

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
    Eye eye() const;
    // The handles were moved: to tenths of a degree and of a metre, as the fields show them, and back to what
    // was given when they are where they were. One that looked all round looks somewhere once it is turned or
    // closed.
    void follow(const Eye& eye);

    // The camera as it is to be.
    FeaturePtr camera() const;
    const FeaturePtr& drawn() const { return camera_; }
    // One undo step with what differs from the plan; absent when nothing does. What nobody changed stays as
    // it is, assumed values too. Of a new one the drawing, with the camera as it is to be.
    std::optional<SiteEdit> edit() const;

private:
    FeaturePtr camera_;
    std::optional<SiteEdit> drawing_;
    Values before_; // on the plan
    Values base_;   // on the plan, or as set last
    Values values_;
};

} // namespace prospect::app
