// A court behind two gates with a bin store behind a third, and a fence that ends 20 cm short.
#pragma once

#include "tests/support/site_builder.h"

namespace prospect::test {

inline SiteBuilder gated_court() {
    const auto words = [](const char* text) { return Value(std::string(text)); };
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 80, 60), {{"kind", words("application")}});
    site.add(Role::zone, rectangle(0, 0, 80, 12), {{"ownership", words("public")}}).name = "Mill Lane";
    site.add(Role::zone, rectangle(45, 40, 60, 50), {{"ownership", words("private")}}).name = "Bin store";
    site.add(Role::zone, rectangle(20, 20, 60, 50), {{"ownership", words("semi_private")}}).name =
        "Mill Court";
    const Value fence = words("fence");
    site.add(Role::barrier, line({{20, 20}, {60, 20}, {60, 50}, {20, 50}, {20, 20}}), {{"kind", fence}})
        .name = "Court fence";
    site.add(Role::barrier, line({{45, 50}, {45, 40}, {59.8, 40}}), {{"kind", fence}}).name = "Bin fence";
    const auto gate = [&](Point at, double width_m, const char* control, const char* name) -> Feature& {
        Feature& made =
            site.add(Role::opening, point(at.x, at.y),
                     {{"kind", words("gate")}, {"width_m", width_m}, {"control", words(control)}});
        made.name = name;
        return made;
    };
    gate({40, 20}, 2.4, "closed", "South gate").set("hours", words("Mo-Fr 07:00-19:00"), Basis::drawn);
    gate({30, 50}, 1.2, "locked", "North gate");
    gate({45, 45}, 1.0, "closed", "Bin gate");
    return site;
}

} // namespace prospect::test
