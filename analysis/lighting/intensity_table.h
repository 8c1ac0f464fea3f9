// The intensities of one kind of luminaire in many directions at once.
#pragma once

#include "geometry/site/photometry.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace prospect::lighting {

// Directions looked up together, as the instructions of the machine take them.
inline constexpr std::size_t directions_at_once = 1024;

// Immutable. The same bits on every machine.
class IntensityTable {
public:
    // The photometry must outlive it.
    explicit IntensityTable(const Photometry& photometry);

    // Luminous intensity in directions of any length on the luminaire's own axes, cd: bilinear on the angles
    // of the file, 0 outside them, as intensity() within 1e-5 of the largest (single precision; the angles
    // are right to 2e-5 degrees). All spans of one length, at most directions_at_once. Cost: some 10 ns a
    // direction.
    void at(std::span<const float> x, std::span<const float> y, std::span<const float> z,
            std::span<float> candela) const;

private:
    // One of the two axes of the table, with a list by which the interval of a value is found at once.
    class Axis {
    public:
        explicit Axis(const std::vector<double>& degrees);

        std::size_t size() const { return values_.size(); }
        // Of each value the interval it lies in, how far into it, 0 to 1, and 1 where the axis holds it, else
        // 0.
        void find(const float* values, std::size_t count, std::int32_t* interval, float* share,
                  float* held) const;

    private:
        std::vector<float> values_;
        std::vector<float> inverse_spans_;
        std::vector<std::int32_t> first_; // by cell: the interval its lower end lies in
        bool one_step_ = true;            // no cell has the ends of two intervals within it
        float inverse_cell_ = 0;
        float low_ = 0;
        float high_ = 0;
    };

    Goniometer goniometer_;
    Axis planes_;
    Axis angles_;
    std::span<const float> candela_;
};

} // namespace prospect::lighting
