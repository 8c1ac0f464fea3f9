#include "geometry/site/value.h"

#include <array>
#include <charconv>
#include <cmath>

namespace prospect {

namespace {
constexpr std::array<std::string_view, 5> basis_names{"surveyed", "drawn", "tagged", "assumed", "unknown"};
} // namespace

std::string_view name_of(Basis basis) {
    return basis_names[static_cast<std::size_t>(basis)];
}

std::optional<Basis> basis_of(std::string_view name) {
    for (std::size_t i = 0; i < basis_names.size(); ++i)
        if (basis_names[i] == name) return static_cast<Basis>(i);
    return std::nullopt;
}

std::optional<double> as_number(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? 1 : 0;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return std::nullopt;
}

std::string as_text(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "1" : "0";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&value)) {
        // The shortest text that reads back as the same number; powers of ten only where nobody would write
        // it out.
        const double size = std::abs(*number);
        const bool plain = size == 0 || (size >= 1e-6 && size < 1e15);
        std::array<char, 48> buffer{};
        char* const last = buffer.data() + buffer.size();
        const auto [end, error] = plain
                                      ? std::to_chars(buffer.data(), last, *number, std::chars_format::fixed)
                                      : std::to_chars(buffer.data(), last, *number);
        return error == std::errc{} ? std::string(buffer.data(), end) : std::string("nan");
    }
    return std::get<std::string>(value);
}

} // namespace prospect
