#include "analysis/lighting/class_measure.h"

#include <algorithm>

namespace prospect::lighting {

void ClassMeasure::add(const PointLux& lux, double ground_m2) {
    for (std::size_t q = 0; q < lux.size(); ++q) {
        Spread& spread = spreads_[q];
        spread.sum += lux[q] * ground_m2;
        spread.least = points_ == 0 ? lux[q] : std::min(spread.least, lux[q]);
        spread.most = std::max(spread.most, lux[q]);
    }
    ground_m2_ += ground_m2;
    ++points_;
}

double ClassMeasure::uniformity(ClassQuantity quantity) const {
    const double mean = average(quantity);
    return mean > 0 ? least(quantity) / mean : 0;
}

bool ClassMeasure::meets(const Requirement& asked) const {
    switch (asked.statistic) {
    case ClassStatistic::average:
        return average(asked.quantity) >= asked.limit;
    case ClassStatistic::minimum:
        return least(asked.quantity) >= asked.limit;
    case ClassStatistic::uniformity:
        return uniformity(asked.quantity) >= asked.limit;
    case ClassStatistic::average_by_minimum:
        return average(asked.quantity) <= asked.limit * least(asked.quantity);
    case ClassStatistic::maximum_by_minimum:
        return most(asked.quantity) <= asked.limit * least(asked.quantity);
    }
    return false;
}

double ClassMeasure::reached(const Requirement& asked) const {
    const auto at_most = [&](double whole) {
        return whole > 0 ? asked.limit * least(asked.quantity) / whole : 0;
    };
    switch (asked.statistic) {
    case ClassStatistic::average:
        return average(asked.quantity) / asked.limit;
    case ClassStatistic::minimum:
        return least(asked.quantity) / asked.limit;
    case ClassStatistic::uniformity:
        return uniformity(asked.quantity) / asked.limit;
    case ClassStatistic::average_by_minimum:
        return at_most(average(asked.quantity));
    case ClassStatistic::maximum_by_minimum:
        return at_most(most(asked.quantity));
    }
    return 0;
}

bool meets(const ClassMeasure& measure, const LightingClass& asked, FaceNeed faces) {
    const auto holds = [&](const Requirement& one) { return measure.meets(one); };
    return std::all_of(asked.asks.begin(), asked.asks.end(), holds) &&
           (faces == FaceNeed::none || std::all_of(asked.faces.begin(), asked.faces.end(), holds));
}

std::string best_class(const ClassMeasure& measure, const ClassFamily& family, FaceNeed faces) {
    for (const LightingClass& one : family.classes)
        if (!one.asks.empty() && meets(measure, one, faces)) return one.name;
    return "none";
}

std::optional<bool> over_lit(const ClassMeasure& measure, const NamedClass& asked) {
    if (!asked.one || !asked.one->over_lit) return std::nullopt;
    return measure.average(asked.family->quantity) > *asked.one->over_lit;
}

} // namespace prospect::lighting
