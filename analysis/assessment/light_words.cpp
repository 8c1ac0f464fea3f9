#include "analysis/assessment/light_words.h"

#include "analysis/assessment/facts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace prospect::assessment {

std::string lux_text(double lux) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.*f", lux < 0.095 ? 2 : lux < 9.95 ? 1 : 0, lux);
    std::string text = lux < 0.005 ? "0" : digits;
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

std::string ratio_text(double ratio) {
    return as_text(Value(std::round(100 * ratio) / 100));
}

std::string limit_text(double limit) {
    constexpr double finest = 1e4; // products such as 0.4 times 7.5 have no tail
    return as_text(Value(std::round(finest * limit) / finest));
}

std::string beside_limit(const std::string& shown, double value, double limit) {
    constexpr double slack = 1e-9; // of Criterion::holds
    std::string digits = shown;
    std::erase(digits, ','); // of thousands
    double read = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), read).ec != std::errc{}) return shown;
    if (std::abs(value - limit) <= slack) return limit_text(limit);
    if (value < limit && read >= limit) return "just under " + limit_text(limit);
    if (value > limit && read <= limit) return "just over " + limit_text(limit);
    return shown;
}

std::string lux_beside(double lux, double limit) {
    return beside_limit(lux_text(lux), lux, limit);
}

std::string ratio_beside(double ratio, double limit) {
    return beside_limit(ratio_text(ratio), ratio, limit);
}

std::string whole_beside(double value, double limit) {
    return beside_limit(rounded_text(value), value, limit);
}

} // namespace prospect::assessment
