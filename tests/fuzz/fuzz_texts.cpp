// Any text given to the small readers is understood or not: no crash, and what is understood is a finite
// value within its range. The first byte chooses the reader.
#include "geometry/io/printed_scale.h"
#include "geometry/io/tag_values.h"
#include "geometry/io/workbook_parts.h"
#include "geometry/site/opening_hours.h"
#include "geometry/site/time_context.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace prospect;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void require_finite(std::optional<double> value) {
    require(!value || std::isfinite(*value));
}

void read_scales(std::string_view text) {
    for (const auto& scale : io::printed_scales(text)) {
        require(std::isfinite(scale.denominator) && scale.denominator > 0);
        require(scale.confidence > 0 && scale.confidence <= 1);
        require(scale.paper.empty() || io::paper_of(scale.paper));
    }
    const auto plan = io::plan_scale({841, 594}, text);
    require(!plan.agreed || (std::isfinite(*plan.agreed) && *plan.agreed > 0));
    require(!(plan.agreed && plan.contradictory));
}

void read_hours(std::string_view text) {
    const auto clock = opening_hours::clock_of(text);
    require(!clock || (*clock >= 0 && *clock <= 48 * 60));
    const auto day = opening_hours::weekday_of(text);
    require(!day || (*day >= 0 && *day < 7));
    TimeContext time;
    for (const char* hour : {"day", "evening", "night"}) {
        time.set_time(hour);
        open_at(text, time);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string text(data + 1, data + size);
    switch (data[0] % 8) {
    case 0:
        read_scales(text);
        break;
    case 1:
        read_hours(text);
        break;
    case 2:
        require_finite(io::parse_number(text));
        break;
    case 3:
        require_finite(io::parse_metres(text));
        break;
    case 4:
        require_finite(io::parse_kmh(text));
        break;
    case 5: {
        const auto degrees = io::parse_degrees(text);
        require(!degrees || (*degrees >= 0 && *degrees <= 360));
        break;
    }
    case 6:
        io::facts_of_workbook_xml(text);
        io::facts_of_ods_xml(text, text);
        break;
    default:
        io::parse_flag(text);
    }
    return 0;
}
