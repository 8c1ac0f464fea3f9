// How rules about light say what they found, and what is asked.
#pragma once

#include <string>

namespace prospect::assessment {

// "0.03", "0.4", "2.1", "5", "14": lux as people read them.
std::string lux_text(double lux);
// "0.06", "0.25", "0.4".
std::string ratio_text(double ratio);
// A limit as it is, never rounded: "5", "0.75", "10.764".
std::string limit_text(double limit);
// shown: the value as rounded. Where that reads as if it were at the limit or beyond: "just under 5", "just
// over 5".
std::string beside_limit(const std::string& shown, double value, double limit);
std::string lux_beside(double lux, double limit);
std::string ratio_beside(double ratio, double limit);
std::string whole_beside(double value, double limit); // of a number rounded to a whole one

} // namespace prospect::assessment
