#include "geometry/base/uuid.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <algorithm>
#include <cctype>
#include <cstring>

namespace prospect {

namespace {

boost::uuids::uuid to_boost(const Uuid& id) {
    boost::uuids::uuid result{};
    std::copy(id.bytes.begin(), id.bytes.end(), result.begin());
    return result;
}

Uuid from_boost(const boost::uuids::uuid& id) {
    Uuid result;
    std::copy(id.begin(), id.end(), result.bytes.begin());
    return result;
}

// Drawn once for Prospect; changing it would change the id of every feature without one.
constexpr std::string_view own_namespace = "6f4d3c6e-2f7b-4e0a-9d0c-5b1c7a9e8f21";

} // namespace

std::string Uuid::text() const { return boost::uuids::to_string(to_boost(*this)); }

std::optional<Uuid> Uuid::parse(std::string_view text) {
    const bool braced = text.size() == 38 && text.front() == '{' && text.back() == '}';
    const std::string_view bare = braced ? text.substr(1, 36) : text;
    if (bare.size() != 36)
        return std::nullopt;
    for (std::size_t i = 0; i < bare.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? bare[i] != '-' : !std::isxdigit(static_cast<unsigned char>(bare[i])))
            return std::nullopt;
    }
    return from_boost(boost::uuids::string_generator()(bare.begin(), bare.end()));
}

Uuid Uuid::random() {
    thread_local boost::uuids::random_generator generate;
    return from_boost(generate());
}

Uuid Uuid::from_name(std::string_view name) {
    static const boost::uuids::uuid space =
        boost::uuids::string_generator()(own_namespace.begin(), own_namespace.end());
    boost::uuids::name_generator_sha1 generate(space);
    return from_boost(generate(name.data(), name.size()));
}

} // namespace prospect

std::size_t std::hash<prospect::Uuid>::operator()(const prospect::Uuid& id) const noexcept {
    std::size_t value = 0;
    std::memcpy(&value, id.bytes.data() + 8, sizeof value);
    std::size_t other = 0;
    std::memcpy(&other, id.bytes.data(), sizeof other);
    return value ^ (other * 0x9e3779b97f4a7c15ULL);
}
