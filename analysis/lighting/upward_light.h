// The light of a lamp that goes above the horizon.
#pragma once

#include "analysis/lighting/luminaires.h"

namespace prospect::lighting {

// Upward light ratio: share of the luminaire's flux that goes above the horizontal plane through it, as it
// hangs, 0 to 1 (ULR of CIE 150; of what the luminaire gives, not of its lamps). The sum over directions 1°
// apart: for lamps that hang level exact, tilted ones to some 0.002. 0 of a photometry without light. Cost:
// some ms.
double upward_share(const Luminaire& lamp);

} // namespace prospect::lighting
