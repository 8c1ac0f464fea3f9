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

struct Found {
    std::array<std::int32_t, directions_at_once> interval;
    std::array<float, directions_at_once> share;
    std::array<float, directions_at_once> held;
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
    one_step_ = static_cast<double>(cells) >= range / least;
    inverse_cell_ = static_cast<float>(static_cast<double>(cells) / range);
    std::size_t interval = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const double lower = degrees.front() + range * static_cast<double>(cell) / static_cast<double>(cells);
        while (interval + 2 < degrees.size() && degrees[interval + 1] <= lower)
            ++interval;
        first_.push_back(static_cast<std::int32_t>(interval));
    }
}

void IntensityTable::Axis::find(const float* values, std::size_t count, std::int32_t* interval, float* share,
                                float* held) const {
    const float* at = values_.data();
    const float* inverse = inverse_spans_.data();
    const std::int32_t* first = first_.data();
    const float low = at[0];
    const float cell = inverse_cell_;
    const auto last_cell = static_cast<float>(first_.size() - 1);
    for (std::size_t i = 0; i < count; ++i) {
        const float place = std::min(std::max((values[i] - low) * cell, 0.0F), last_cell);
        const std::int32_t begin = first[static_cast<std::int32_t>(place)];
        interval[i] = begin + (values[i] >= at[begin + 1] ? 1 : 0);
    }
    const auto last = static_cast<std::int32_t>(values_.size()) - 2;
    for (std::size_t i = 0; i < count; ++i) {
        interval[i] = std::min(interval[i], last);
        if (!one_step_)
            while (interval[i] < last && values[i] >= at[interval[i] + 1])
                ++interval[i];
    }
    for (std::size_t i = 0; i < count; ++i) {
        const float into = (values[i] - at[interval[i]]) * inverse[interval[i]];
        share[i] = std::min(std::max(into, 0.0F), 1.0F);
        held[i] = values[i] >= low_ && values[i] <= high_ ? 1.0F : 0.0F;
    }
}

IntensityTable::IntensityTable(const Photometry& photometry)
    : goniometer_(photometry.goniometer), planes_(photometry.planes_deg), angles_(photometry.angles_deg),
      candela_(photometry.candela) {}

void IntensityTable::at(std::span<const float> x, std::span<const float> y, std::span<const float> z,
                        std::span<float> candela) const {
    Angles angles{};
    angles_of(goniometer_, x.data(), y.data(), z.data(), x.size(), angles);
    Found plane{};
    Found angle{};
    planes_.find(angles.plane.data(), x.size(), plane.interval.data(), plane.share.data(), plane.held.data());
    angles_.find(angles.angle.data(), x.size(), angle.interval.data(), angle.share.data(), angle.held.data());
    const auto row = static_cast<std::int32_t>(angles_.size());
    const float* table = candela_.data();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::int32_t at = plane.interval[i] * row + angle.interval[i];
        const float along = angle.share[i];
        const float here = table[at] + along * (table[at + 1] - table[at]);
        const float beside = table[at + row] + along * (table[at + row + 1] - table[at + row]);
        candela[i] = (here + plane.share[i] * (beside - here)) * plane.held[i] * angle.held[i];
    }
}

} // namespace prospect::lighting
