// What of people's private ground and windows others see (domain NS-18).
#pragma once

#include "analysis/assessment/metric.h"

#include <map>
#include <string_view>

namespace prospect::assessment {

// Of the metric below.
inline constexpr std::string_view private_overlooked_id = "private.overlooked";
// The rule of the catalogue with that metric; null where there is none.
const Criterion* usual_privacy();

// Of private gardens (zones of private ownership) and windows of homes.
struct PrivateViews {
    // Share of the spots of the garden, outside buildings, with a clear line to public ground nearer than
    // near_m: somebody of seen_height_m there and a passer-by.
    std::map<Uuid, double> gardens;
    // Whether a passer-by on public ground nearer than near_m has a clear line to somebody at the window.
    std::map<Uuid, bool> windows;
};

// Roles of what they depend on.
std::span<const Role> roles_of_views();

// Those within the study area. Settings of the criterion: near_m, cell_m, eye_height_m, seen_height_m. Of a
// change on trial only those it may reach. Cost: a ray for each spot of a garden, or window, and cell of
// public ground near it; none where the same was asked of the same plan before.
PrivateViews private_views(const MetricInput& input);

// The gardens and windows that a change opens, of `after` measured on trial: a garden of which the share
// grows by rise or more, a window into which passers-by see that did not before.
std::vector<Uuid> opened(const PrivateViews& before, const PrivateViews& after, double rise);

// NS-18, for information: per cent of the windows of homes with a clear line to public ground nearer than
// near_m; of the ground of private gardens; and for each camera, of the ground it shows. Settings: those of
// private_views, rise_share (what counts as opened, above), look_m (garden_views.h), edition and
// camera_cell_m.
Measured private_overlooked(const MetricInput& input);

} // namespace prospect::assessment
