#include "analysis/lighting/lit_windows.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/facades.h"
#include "analysis/scene/openings.h"

namespace prospect::lighting {

namespace {

using scene::Note;

constexpr double before_wall_m = 0.05;

} // namespace

LitWindows lit_windows(const scene::Scene& scene, const scene::Space& space) {
    LitWindows found;
    scene::AttributeReader reader;
    for (const scene::PlanOpening& opening :
         scene::openings_of(scene.site(), scene.time().phase, scene::MissingWindows::leave_out).all) {
        const Feature& feature = *opening.feature;
        if (scene::AttributeReader::own_text(feature, "kind") != "window") continue;
        const Point drawn = label_point(feature.geometry);
        const auto leave_out = [&](const std::string& why) {
            found.unknown.push_back({Note::Level::warning, "window_left_out",
                                     "window " + scene::title_of(feature) + " " + why, drawn, feature.id});
        };
        const auto facade = scene.facades().at(drawn);
        const scene::Outward outward = scene::outward_of(feature, facade);
        if (!outward.direction) {
            leave_out(
                "lies more than 0.5 m from every building's wall and has no azimuth_deg, so which way it "
                "faces is not known");
            continue;
        }
        if (outward.said_inward)
            found.inward.push_back({Note::Level::warning, "azimuth_inward",
                                    "window " + scene::title_of(feature) +
                                        " is said to face into its building and is taken to face out of it",
                                    drawn, feature.id});
        const Point foot = facade ? facade->foot + facade->outward * before_wall_m : drawn;
        const auto ground = space.ground().height_at(foot);
        if (!ground) {
            leave_out("stands where the terrain has no height");
            continue;
        }
        const double sill_m = reader.number(Role::opening, feature, "sill_m");
        const double head_m = reader.number(Role::opening, feature, "head_m");
        const double middle_m = head_m > sill_m ? (sill_m + head_m) / 2 : sill_m;
        found.all.push_back({.feature = opening.feature,
                             .building = facade ? facade->building : Uuid{},
                             .at = {foot.x, foot.y, *ground + middle_m},
                             .height_m = middle_m,
                             .outward = {outward.direction->x, outward.direction->y, 0}});
    }
    found.notes = reader.notes();
    return found;
}

} // namespace prospect::lighting
