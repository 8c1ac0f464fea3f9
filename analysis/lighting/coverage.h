// How much of the ground people use is lit to a level: lighting coverage.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace prospect::lighting {

// Lux on the ground from which on it counts as lit: names of metrics and columns say the same.
inline constexpr std::array<double, 3> covered_from_lx{1, 2, 5};
// "covered_share_1lx" and so on.
std::vector<std::string> covered_share_names();

// Counts places by level. Compared as worked out, not as shown.
class Coverage {
public:
    void add(double lux) {
        ++places_;
        sum_ += lux;
        least_ = places_ == 1 || lux < least_ ? lux : least_;
        for (std::size_t i = 0; i < covered_from_lx.size(); ++i)
            reached_[i] += lux >= covered_from_lx[i] ? 1 : 0;
    }
    void add(const Coverage& other) {
        if (other.places_ == 0) return;
        least_ = places_ == 0 || other.least_ < least_ ? other.least_ : least_;
        places_ += other.places_;
        sum_ += other.sum_;
        for (std::size_t i = 0; i < reached_.size(); ++i)
            reached_[i] += other.reached_[i];
    }
    std::int64_t places() const { return places_; }
    // Of the places; there must be some.
    double share(std::size_t threshold) const {
        return static_cast<double>(reached_[threshold]) / static_cast<double>(places_);
    }
    double mean() const { return sum_ / static_cast<double>(places_); }
    double least() const { return least_; }
    // Least by mean, U0 of EN 13201; 0 where there is no light at all.
    double uniformity() const { return sum_ > 0 ? least_ / mean() : 0; }

private:
    std::int64_t places_ = 0;
    std::array<std::int64_t, covered_from_lx.size()> reached_{};
    double sum_ = 0;
    double least_ = 0;
};

} // namespace prospect::lighting
