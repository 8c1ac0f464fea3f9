// What a measure means: from fine to worst by a declared straight line.
#pragma once

#include "geometry/raster/field.h"

#include <algorithm>

namespace prospect::risk {

// 0 at fine or better, 1 at worst or worse; fine and worst differ. Never taken from the values of a site:
// what is 0.6 here is 0.6 in every option (domain §3f).
struct ValueFunction {
    double fine = 0;
    double worst = 1;

    double operator()(double measure) const {
        return std::clamp((measure - fine) / (worst - fine), 0.0, 1.0);
    }
    float of(float measure) const {
        return measure == nodata ? nodata : static_cast<float>((*this)(static_cast<double>(measure)));
    }
    bool operator==(const ValueFunction&) const = default;
};

} // namespace prospect::risk
