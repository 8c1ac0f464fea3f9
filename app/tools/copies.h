// Copies of what is on the plan.
#pragma once

#include "geometry/site/site.h"

#include <QString>

#include <span>
#include <vector>

namespace prospect::app {

// A thing that was copied, with what decides where its copies go.
struct Copied {
    FeaturePtr feature;
    Role role{};
    Uuid layer;
};

// The features of the site with these ids, in layer order.
std::vector<Copied> copied_from(const Site& site, const std::vector<Uuid>& features);
std::vector<Uuid> ids_of(std::span<const Copied> things);
Box box_of(std::span<const Copied> things);
// Their shapes, moved.
std::vector<Geometry> shapes_of(std::span<const Copied> things, Point offset);

// A copy with an id of its own. It comes from no source; its bases are those of a copy.
FeaturePtr copy_of(const Feature& original, Geometry shape);

// One edit that adds a copy of all things at each offset, in the layer they were in where it is there and
// visible, else in the one that is drawn in. `made`: the copies.
struct CopyEdit {
    SiteEdit edit;
    std::vector<Uuid> made;
};
CopyEdit copies_at(const Site& site, std::span<const Copied> things, std::span<const Point> offsets,
                   const QString& title);

// What the basis of a value becomes where somebody puts the thing elsewhere: nobody has surveyed or tagged
// that; it is drawn. What was assumed stays assumed.
Basis basis_of_copy(Basis basis);

// Whether each of them stands free (snapper.h), and there is one.
bool stand_free(std::span<const Copied> things);
// Where the single things stand, to take them by.
std::vector<Point> single_places(std::span<const Copied> things);

// "one thing", "3 things".
QString things_text(std::size_t count);

} // namespace prospect::app
