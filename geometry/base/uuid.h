// Identity of features, layers and scenarios: 128 bits, written as RFC 4122 text.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace prospect {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const Uuid&) const = default;

    bool is_nil() const { return *this == Uuid{}; }
    // Lower case, with hyphens.
    std::string text() const;
    // Accepts upper case and braces; absent when the text is no UUID.
    static std::optional<Uuid> parse(std::string_view text);
    // Version 4. Safe from any thread.
    static Uuid random();
    // Version 5 (SHA-1) in the project's own namespace: the same name gives the same id, on every machine.
    static Uuid from_name(std::string_view name);
};

} // namespace prospect

template <>
struct std::hash<prospect::Uuid> {
    std::size_t operator()(const prospect::Uuid& id) const noexcept;
};
