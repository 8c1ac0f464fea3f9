// A lamp of the plan that somebody aims: its place, direction, light and how much of it.
#pragma once

#include "app/tools/aim.h"

#include <string>

namespace prospect::app {

class LampAim : public Aim {
public:
    // As it stands on the plan; what the plan does not say is the usual value.
    explicit LampAim(FeaturePtr lamp);

    struct Values {
        Point at;
        std::string photometry; // "": the usual one
        double height_m = 0;
        double azimuth_deg = 0; // where the 0° plane of its file points
        double tilt_deg = 0;
        double roll_deg = 0;
        double dimming = 1;
        double maintenance = 1;
        std::string hours; // "": from dusk to dawn
        std::string circuit;
        bool operator==(const Values&) const = default;
    };
    const Values& values() const { return values_; }
    void set(const Values& values) { values_ = base_ = values; }

    // Place and direction as handles on the map.
    Eye eye() const override;
    void follow(const Eye& eye) override;

protected:
    std::vector<Change> changes() const override;
    Point offset() const override { return values_.at - before_.at; }
    QString title() const override;

private:
    static Values read(const Feature& lamp);

    Values before_; // on the plan
    Values base_;   // on the plan, or as set last
    Values values_;
};

} // namespace prospect::app
