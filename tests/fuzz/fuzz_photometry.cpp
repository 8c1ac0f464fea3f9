// Any bytes given to the readers of photometry are refused in one sentence or become a table that holds what
// its type promises: ascending angles, finite intensities, a finite flux.
#include "geometry/base/error.h"
#include "geometry/io/photometry.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace prospect;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void require_axis(const std::vector<double>& axis, double least, double most) {
    require(axis.size() >= 2 && axis.front() >= least && axis.back() <= most);
    for (std::size_t i = 1; i < axis.size(); ++i)
        require(axis[i] > axis[i - 1]);
}

void require_sound(const Photometry& read) {
    const bool c = read.goniometer == Goniometer::type_c;
    require_axis(read.planes_deg, c ? 0 : -180, 360);
    require_axis(read.angles_deg, c ? 0 : -180, 180);
    require(read.candela.size() == read.planes_deg.size() * read.angles_deg.size());
    for (const float value : read.candela)
        require(std::isfinite(value) && value >= 0);
    require(std::isfinite(read.flux_lm) && read.flux_lm >= 0 && std::isfinite(read.max_cd));
    for (const Point3 direction :
         {Point3{0, 0, -1}, Point3{1, 0, 0}, Point3{-1, 1e-9, 0}, Point3{0.3, -2, 1}}) {
        const double found = intensity(read, direction);
        require(found >= 0 && found <= read.max_cd * (1 + 1e-6));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        require_sound(io::read_photometry({reinterpret_cast<const char*>(data), size}));
    } catch (const Error& fault) {
        require(fault.code() == ErrorCode::refused && !fault.message().empty());
    }
    return 0;
}
