// What was worked out at calculation points, compared with classes. Numbers are compared as worked out, not
// as shown.
#pragma once

#include "analysis/lighting/lighting_classes.h"

#include <optional>
#include <string>

namespace prospect::lighting {

// By ClassQuantity, lux.
using PointLux = std::array<double, class_quantity_count>;

// Averages count each point by the ground it stands for.
class ClassMeasure {
public:
    void add(const PointLux& lux, double ground_m2);

    std::size_t points() const { return points_; }
    // Of at least one point.
    double average(ClassQuantity quantity) const { return at(quantity).sum / ground_m2_; }
    double least(ClassQuantity quantity) const { return at(quantity).least; }
    double most(ClassQuantity quantity) const { return at(quantity).most; }
    // Least by average; 0 where there is no light at all.
    double uniformity(ClassQuantity quantity) const;
    bool meets(const Requirement& asked) const;
    // What there is as a share of what is asked, 1 where a limit is just met: what was found by the limit; of
    // limits not to be exceeded the limit by what was found. 0 where there is no light at all.
    double reached(const Requirement& asked) const;

private:
    struct Spread {
        double sum = 0; // lux times ground
        double least = 0;
        double most = 0;
    };
    const Spread& at(ClassQuantity quantity) const { return spreads_[static_cast<std::size_t>(quantity)]; }

    std::array<Spread, class_quantity_count> spreads_{};
    double ground_m2_ = 0;
    std::size_t points_ = 0;
};

// Whether what a class asks besides for faces counts.
enum class FaceNeed : std::uint8_t { none, recognised };

// Every limit of the class holds.
bool meets(const ClassMeasure& measure, const LightingClass& asked, FaceNeed faces);
// The most demanding class of the family that is met; "none" when no class that asks for anything is.
std::string best_class(const ClassMeasure& measure, const ClassFamily& family, FaceNeed faces);
// The average is above what the class allows; absent where it has no such limit.
std::optional<bool> over_lit(const ClassMeasure& measure, const NamedClass& asked);

} // namespace prospect::lighting
