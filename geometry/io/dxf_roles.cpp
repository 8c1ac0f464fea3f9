#include "geometry/io/dxf_roles.h"

#include "geometry/base/tolerances.h"
#include "geometry/io/classify.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::io {

namespace {

// Mean thickness up to which a closed outline on a wall or hedge layer is the body itself, metres.
constexpr double thickest_wall_m = 1.5;
constexpr double thickest_hedge_m = 4.0;

bool takes(Role role, GeometryKind kind) {
    const auto& kinds = info(role).kinds;
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string kind_of(const LayerMatch& match) {
    for (const Attribute& attribute : match.attributes)
        if (attribute.name == "kind") return as_text(attribute.value);
    return {};
}

// Things that a drawing shows by a symbol at a point.
bool drawn_as_symbol(const LayerMatch& match) {
    static constexpr std::array roles{Role::opening,  Role::tree,   Role::luminaire, Role::camera,
                                      Role::observer, Role::target, Role::activity};
    return std::find(roles.begin(), roles.end(), match.role) != roles.end() ||
           (match.role == Role::barrier && kind_of(match) == "bollard");
}

Geometry area_within(const Geometry& line) {
    std::vector<Point> ring(line.points);
    if (distance(ring.front(), ring.back()) <= tolerance::close_ring_m) ring.pop_back();
    Geometry area = Geometry::make_polygon(ring);
    normalise(area);
    return area;
}

double mean_thickness(const Geometry& area_shape) {
    const double around = length(area_shape);
    return around > 0 ? 2 * area(area_shape) / around : 0;
}

// The line along the middle of a long outline, in the direction of its longest edge.
Geometry middle_line(const Geometry& outline) {
    const auto ring = outline.ring(0);
    Point along{1, 0};
    double longest = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point edge = ring[(i + 1) % ring.size()] - ring[i];
        if (length(edge) > longest) {
            longest = length(edge);
            along = edge * (1 / longest);
        }
    }
    const Point across{-along.y, along.x};
    Box turned;
    for (const Point p : ring)
        turned.add(Point{dot(p, along), dot(p, across)});
    const Point middle = across * turned.center().y;
    const std::array line{along * turned.xmin + middle, along * turned.xmax + middle};
    return Geometry::make_line(line);
}

DxfFit drawing_only(Geometry geometry, std::string reason = {}) {
    return {std::nullopt, std::move(geometry), std::move(reason)};
}

std::string label(Role role) {
    return std::string(info(role).table);
}

DxfFit fit_barrier(const LayerMatch& match, Geometry line) {
    if (!closes(line)) return {match.role, std::move(line), {}};
    Geometry body = area_within(line);
    const double limit = kind_of(match) == "hedge" ? thickest_hedge_m : thickest_wall_m;
    if (mean_thickness(body) <= limit) return {match.role, std::move(body), {}};
    return {match.role, std::move(line), {}};
}

DxfFit fit_opening(const DxfDrawn& drawn, Geometry line) {
    if (drawn.shape->type == "ARC")
        return drawing_only(std::move(line),
                            "an arc on a layer of doors is a swing, not an opening; kept as drawing only");
    if (!closes(line)) return {Role::opening, std::move(line), {}};
    const Geometry outline = area_within(line);
    if (mean_thickness(outline) > thickest_wall_m)
        return drawing_only(std::move(line), "a wide outline on a layer of openings; kept as drawing only");
    return {Role::opening, middle_line(outline), {}};
}

DxfFit fit_line(const LayerMatch& match, const DxfDrawn& drawn, Geometry line) {
    if (match.role == Role::barrier) return fit_barrier(match, std::move(line));
    if (match.role == Role::opening) return fit_opening(drawn, std::move(line));
    if (takes(match.role, GeometryKind::line)) return {match.role, std::move(line), {}};
    // An outline of a tree or lamp: the centre of the area is the place (shape_fit.h).
    if (closes(line)) return {match.role, area_within(line), {}};
    return drawing_only(std::move(line), "an open line cannot be of the kind " + label(match.role) +
                                             "; kept as drawing only (close outlines in the drawing)");
}

} // namespace

char status_of_layer(std::string_view name) {
    const std::string_view layer = without_xref_prefix(name);
    const std::size_t first = layer.find('-');
    const std::size_t last = layer.rfind('-');
    // Discipline, major group, status at least: "A-WALL-D".
    if (first == std::string_view::npos || first == last || first > 2 || last + 2 != layer.size()) return 0;
    const char letter = layer.back();
    return std::string_view("NEDFT").find(letter) != std::string_view::npos ? letter : '\0';
}

void set_phases(Feature& feature, char status) {
    switch (status) {
    case 'N':
        feature.phase_from = Phase::opening;
        break;
    case 'D':
        feature.phase_to = Phase::existing;
        break;
    case 'F':
        feature.phase_from = Phase::mature;
        break;
    case 'T':
        feature.phase_from = Phase::construction;
        feature.phase_to = Phase::construction;
        break;
    default:
        break;
    }
}

DxfRoles::DxfRoles(const ImportOptions& options, const std::filesystem::path& file)
    : options_(options), file_(file), words_(LayerMapping::load(options.mapping_file)) {}

bool DxfRoles::chosen(const std::string& layer) const {
    return chosen_role(options_, layer, file_) ||
           chosen_role(options_, std::string(without_xref_prefix(layer)), file_);
}

const std::optional<LayerMatch>& DxfRoles::of_layer(const std::string& layer) {
    const auto [found, added] = layers_.try_emplace(layer);
    if (!added) return found->second;
    std::optional<LayerMatch> by_name = words_.match(layer);
    std::optional<Role> role = chosen_role(options_, layer, file_);
    if (!role) role = chosen_role(options_, std::string(without_xref_prefix(layer)), file_);
    if (role && (!by_name || by_name->role != *role)) by_name = LayerMatch{*role, {}, {}};
    return found->second = std::move(by_name);
}

const std::optional<LayerMatch>& DxfRoles::of_block(const std::string& block) {
    const auto [found, added] = blocks_.try_emplace(block);
    if (added) found->second = words_.match(block);
    return found->second;
}

DxfSymbol DxfRoles::is_symbol(const std::string& block, const std::string& layer) {
    // The user's word about a layer goes before what the name of a block suggests.
    if (!chosen(layer))
        if (const auto& match = of_block(block); match && drawn_as_symbol(*match)) return DxfSymbol::by_block;
    const auto& match = of_layer(layer);
    return match && drawn_as_symbol(*match) ? DxfSymbol::by_layer : DxfSymbol::no;
}

std::optional<LayerMatch> DxfRoles::of_symbol(const std::string& block, const std::string& layer) {
    return is_symbol(block, layer) == DxfSymbol::by_block ? of_block(block) : of_layer(layer);
}

bool closes(const Geometry& line) {
    if (line.kind != GeometryKind::line || line.ring_count() != 1 || line.points.size() < 4) return false;
    if (distance(line.points.front(), line.points.back()) > tolerance::close_ring_m) return false;
    return std::abs(signed_area(line.points)) > tolerance::close_ring_m * tolerance::close_ring_m;
}

DxfFit fit_dxf(const LayerMatch& match, const DxfDrawn& drawn, Geometry geometry, DxfFills fills) {
    static constexpr std::array notes{std::string_view("DIMENSION"), std::string_view("LEADER"),
                                      std::string_view("MULTILEADER")};
    const std::string& type = drawn.shape->type;
    if (drawn.symbol) return {match.role, std::move(geometry), {}};
    if (!drawn.text.empty() || std::find(notes.begin(), notes.end(), type) != notes.end())
        return drawing_only(std::move(geometry));
    if (match.role == Role::underlay) return {match.role, std::move(geometry), {}};
    if (drawn.shape->surface)
        return drawing_only(std::move(geometry), "faces and meshes in space are kept as drawing only");
    if (geometry.kind == GeometryKind::polygon && fills == DxfFills::of_outlines)
        return drawing_only(std::move(geometry),
                            "fills of a layer that has outlines too are kept as drawing only");
    if (geometry.kind == GeometryKind::line) return fit_line(match, drawn, std::move(geometry));
    if (!takes(match.role, geometry.kind) && !takes(match.role, GeometryKind::point)) {
        std::string reason = "a " + name_of(geometry.kind) + " cannot be of the kind " + label(match.role) +
                             "; kept as drawing only";
        return drawing_only(std::move(geometry), std::move(reason));
    }
    return {match.role, std::move(geometry), {}};
}

} // namespace prospect::io
