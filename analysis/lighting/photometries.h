// Where the photometry of a luminaire comes from.
#pragma once

#include "geometry/site/site.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::lighting {

// The photometry a luminaire names: the site's own, then those made for this program (bundled); letter for
// letter, then however letters are written (contract §2). Null when there is none of that name.
std::shared_ptr<const Photometry> photometry_of(const Site& site, std::string_view name);

// The photometry this program brings along, by the name of the file: typical lamps of no maker, read once.
// Throws Error(internal) when a file is missing or broken.
const Photometries& bundled_photometries();

} // namespace prospect::lighting
