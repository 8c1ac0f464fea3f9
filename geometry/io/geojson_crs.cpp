#include "geometry/io/geojson_crs.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>

namespace prospect::io {

namespace {

// The code in a link such as http://spatialreference.org/ref/epsg/27700/ or …/epsg.io/27700; "" when there is
// none.
std::string linked_code(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const std::size_t at = text.find("\"crs\"");
    if (at == std::string::npos) return {};
    static const std::regex link("epsg(?:\\.io)?[/:]+(?:0/)?([0-9]{4,6})", std::regex::icase);
    std::smatch match;
    const std::string member = text.substr(at, 300);
    return std::regex_search(member, match, link) ? "EPSG:" + match[1].str() : std::string();
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
