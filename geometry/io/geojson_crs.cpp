#include "geometry/io/geojson_crs.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string_view>

namespace prospect::io {

namespace {

// The first number of four to six digits shortly after "epsg", whatever the case; "" when there is none.
std::string code_in(std::string_view link) {
    constexpr std::string_view name = "epsg";
    constexpr std::size_t reach = 20; // "epsg.io/", "EPSG::", "epsg/0/"
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    const auto* const found = std::search(link.begin(), link.end(), name.begin(), name.end(), same);
    if (found == link.end()) return {};
    const std::string_view rest =
        link.substr(static_cast<std::size_t>(found - link.begin()) + name.size(), reach);
    for (std::size_t at = rest.find_first_of("0123456789"); at != std::string_view::npos;
         at = rest.find_first_of("0123456789", at)) {
        const std::size_t end = std::min(rest.find_first_not_of("0123456789", at), rest.size());
        if (end - at >= 4 && end - at <= 6) return std::string(rest.substr(at, end - at));
        at = end;
    }
    return {};
}

// The code in a link such as http://spatialreference.org/ref/epsg/27700/ or …/epsg.io/27700; "" when there is
// none.
std::string linked_code(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const std::size_t at = text.find("\"crs\"");
    if (at == std::string::npos) return {};
    const std::string code = code_in(std::string_view(text).substr(at, 300));
    return code.empty() ? code : "EPSG:" + code;
}

bool in_degrees(const SourceDraft& draft) {
    const auto outside = [](Point p) { return std::abs(p.x) > 180 || std::abs(p.y) > 90; };
    for (const LayerDraft& layer : draft.layers)
        for (const Feature& feature : layer.features)
            if (std::any_of(feature.geometry.points.begin(), feature.geometry.points.end(), outside))
                return false;
    return true;
}

} // namespace

void settle_geojson_crs(SourceDraft& draft, const ImportOptions& options) {
    const bool geographic = draft.crs.empty() || draft.crs == "EPSG:4326";
    if (!geographic) return;
    const std::string linked = linked_code(draft.file);
    if (!linked.empty())
        draft.crs = linked;
    else if (options.crs == "local")
        draft.crs = "local";
    else
        draft.crs = in_degrees(draft) ? "EPSG:4326" : "";
}

} // namespace prospect::io
