#include "analysis/lighting/intensity_table.h"

#include <algorithm>
#include <cmath>

namespace prospect::lighting {

namespace {

// A direction on the last angle of a table must not fall out by rounding.
constexpr float slack_deg = 3e-5F;
constexpr std::size_t most_cells = 1U << 16U;

// Angle of (x, y) from the x axis, degrees, -180 to 180; 0 for none. Polynomial through the Chebyshev nodes
// of atan(t)/t over t²: 6e-7 degrees from the exact one before rounding.
inline float angle_deg(float y, float x) {
    const float ax = std::fabs(x);
    const float ay = std::fabs(y);
    const float large = std::max(ax, ay);
    const float t = std::min(ax, ay) / (large > 0 ? large : 1.0F);
    const float u = t * t;
    float p = 0.1584963696F;
    p = p * u - 0.9013341812F;
    p = p * u + 2.4143079904F;
    p = p * u - 4.2724630997F;
    p = p * u + 6.0838782280F;
    p = p * u - 8.1347389198F;
    p = p * u + 11.4544989183F;
    p = p * u - 19.0984232180F;
    p = p * u + 57.2957784696F;
    float angle = p * t;
    angle = ay > ax ? 90.0F - angle : angle;
    angle = x < 0 ? 180.0F - angle : angle;
    return y < 0 ? -angle : angle;
}

struct Angles {
    std::array<float, directions_at_once> plane;
    std::array<float, directions_at_once> angle;
};

// As direction_of() of geometry/site/photometry.cpp, backwards.
void angles_of(Goniometer goniometer, const float* x, const float* y, const float* z, std::size_t count,
               Angles& found) {
    switch (goniometer) {
    case Goniometer::type_c:
        for (std::size_t i = 0; i < count; ++i) {
            const float plane = angle_deg(y[i], x[i]);
            found.plane[i] = plane < 0 ? plane + 360.0F : plane;
            found.angle[i] = angle_deg(std::sqrt(x[i] * x[i] + y[i] * y[i]), -z[i]);
        }
        return;
    case Goniometer::type_b:
        for (std::size_t i = 0; i < count; ++i) {
            found.plane[i] = angle_deg(-y[i], std::sqrt(x[i] * x[i] + z[i] * z[i]));
            found.angle[i] = angle_deg(x[i], -z[i]);
        }
        return;
    case Goniometer::type_a:
        for (std::size_t i = 0; i < count; ++i) {
            found.plane[i] = angle_deg(-y[i], -z[i]);
            found.angle[i] = angle_deg(x[i], std::sqrt(y[i] * y[i] + z[i] * z[i]));
        }
        return;
    }
}

} // namespace

IntensityTable::Axis::Axis(const std::vector<double>& degrees)
    : values_(degrees.begin(), degrees.end()), low_(values_.front() - slack_deg),
      high_(values_.back() + slack_deg) {
    const double range = degrees.back() - degrees.front();
    double least = range;
    for (std::size_t i = 0; i + 1 < degrees.size(); ++i) {
        least = std::min(least, degrees[i + 1] - degrees[i]);
        inverse_spans_.push_back(static_cast<float>(1 / (degrees[i + 1] - degrees[i])));
    }
    // No wider than an interval: a cell then lies in one, or has the end of one within it.
    const auto cells =
        static_cast<std::size_t>(std::min(std::ceil(range / least), static_cast<double>(most_cells)));
    inverse_cell_ = static_cast<float>(static_cast<double>(cells) / range);
    std::size_t interval = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const double lower = degrees.front() + range * static_cast<double>(cell) / static_cast<double>(cells);
        while (interval + 2 < degrees.size() && degrees[interval + 1] <= lower)
            ++interval;
        first_.push_back(static_cast<std::uint32_t>(interval));
    }
}

std::size_t IntensityTable::Axis::interval_of(float value) const {
    const float cell = (value - values_.front()) * inverse_cell_;
    const auto last = static_cast<float>(first_.size() - 1);
    std::size_t interval = first_[static_cast<std::size_t>(std::clamp(cell, 0.0F, last))];
    while (interval + 2 < values_.size() && value >= values_[interval + 1])
        ++interval;
    return interval;
}

float IntensityTable::Axis::share_of(float value, std::size_t interval) const {
    return std::clamp((value - values_[interval]) * inverse_spans_[interval], 0.0F, 1.0F);
}

IntensityTable::IntensityTable(const Photometry& photometry)
    : goniometer_(photometry.goniometer), planes_(photometry.planes_deg), angles_(photometry.angles_deg),
      candela_(photometry.candela) {}

void IntensityTable::at(std::span<const float> x, std::span<const float> y, std::span<const float> z,
                        std::span<float> candela) const {
    Angles angles; // not set to anything: angles_of does
    angles_of(goniometer_, x.data(), y.data(), z.data(), x.size(), angles);
    const std::size_t row = angles_.size();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float plane = angles.plane[i];
        const float angle = angles.angle[i];
        if (!planes_.holds(plane) || !angles_.holds(angle)) {
            candela[i] = 0;
            continue;
        }
        const std::size_t p = planes_.interval_of(plane);
        const std::size_t a = angles_.interval_of(angle);
        const float across = planes_.share_of(plane, p);
        const float along = angles_.share_of(angle, a);
        const float* low = candela_.data() + p * row + a;
        const float* high = low + row;
        const float here = low[0] + along * (low[1] - low[0]);
        const float beside = high[0] + along * (high[1] - high[0]);
        candela[i] = here + across * (beside - here);
    }
}

} // namespace prospect::lighting
