#include "geometry/site/value.h"

#include <array>
#include <charconv>

namespace prospect {

namespace {
constexpr std::array<std::string_view, 5> basis_names{"surveyed", "drawn", "tagged", "assumed", "unknown"};
} // namespace

std::string_view name_of(Basis basis) { return basis_names[static_cast<std::size_t>(basis)]; }

std::optional<Basis> basis_of(std::string_view name) {
    for (std::size_t i = 0; i < basis_names.size(); ++i)
        if (basis_names[i] == name)
            return static_cast<Basis>(i);
    return std::nullopt;
}

std::optional<double> as_number(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? 1 : 0;
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    return std::nullopt;
}

std::string as_text(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? "1" : "0";
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&value)) {
        // The shortest text that reads back as the same number.
        std::array<char, 32> buffer{};
        const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *number);
        return error == std::errc{} ? std::string(buffer.data(), end) : std::string("nan");
    }
    return std::get<std::string>(value);
}

} // namespace prospect
