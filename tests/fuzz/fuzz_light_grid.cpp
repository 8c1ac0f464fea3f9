// Any table given as a grid of light is refused in words or is a grid of finite light: no crash, no hang, and
// no more cells than the table is worth.
#include "geometry/base/error.h"
#include "geometry/io/light_grid.h"
#include "tests/fuzz/bytes.h"

#include <cmath>
#include <string>

using namespace prospect;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const io::LightGrid light = io::light_grid_of(std::string(data, data + size), "fuzz.csv");
        const Grid& grid = light.field.grid;
        require(grid.columns > 0 && grid.rows > 0 && grid.cell_x > 0 && grid.cell_y > 0);
        require(std::isfinite(grid.xmin) && std::isfinite(grid.ymax));
        require(light.field.values.size() == static_cast<std::size_t>(grid.cell_count()));
        bool any = false;
        for (const float lux : light.field.values) {
            require(lux == nodata || (std::isfinite(lux) && lux >= 0));
            any = any || lux != nodata;
        }
        require(any);
        require(light.field.sampled_at(grid.center(0, 0)).has_value() == light.field.has_value(0, 0));
        require(!io::words_of(light.facts).empty());
    } catch (const Error& error) {
        require(error.code() == ErrorCode::refused && !error.message().empty());
    }
    return 0;
}
