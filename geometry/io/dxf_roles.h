// What the layers, blocks and shapes of a drawing stand for.
#pragma once

#include "geometry/io/dxf_drawing.h"
#include "geometry/io/import.h"
#include "geometry/io/mapping.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace prospect::io {

// Status field of layer names after the US National CAD Standard, "A-WALL-D": N new, E existing to remain, D
// to be demolished, F future, T temporary. 0 when the name has none.
char status_of_layer(std::string_view layer);
// New work is there from the opening, demolished only as existing, temporary during construction, future when
// mature.
void set_phases(Feature& feature, char status);

// Roles of layers and blocks: the user's word first, then the block's name, then the layer's.
class DxfRoles {
public:
    DxfRoles(const ImportOptions& options, const std::filesystem::path& file);

    const std::optional<LayerMatch>& of_layer(const std::string& layer);
    // Of an insertion that stays a point.
    std::optional<LayerMatch> of_symbol(const std::string& block, const std::string& layer);
    DxfSymbol is_symbol(const std::string& block, const std::string& layer);

private:
    const std::optional<LayerMatch>& of_block(const std::string& block);
    bool chosen(const std::string& layer) const;

    const ImportOptions& options_;
    const std::filesystem::path& file_;
    LayerMapping words_;
    std::map<std::string, std::optional<LayerMatch>> layers_;
    std::map<std::string, std::optional<LayerMatch>> blocks_;
};

// A shape made fit for a role. Metres. Absent role: drawing only, and `reason` says why where that is worth
// telling.
struct DxfFit {
    std::optional<Role> role;
    Geometry geometry;
    std::string reason;
};

// Closed outlines become areas: always for roles that are areas; for walls, fences and hedges when they are
// thin enough to be the outline of a body (else the line itself is the wall); closed outlines of doors and
// windows become the line along their middle. `outlined`: the layer has outlines too, so that its hatches are
// mere fills.
enum class DxfFills { alone, of_outlines };
DxfFit fit_dxf(const LayerMatch& match, const DxfDrawn& drawn, Geometry geometry, DxfFills fills);

// Whether the line's ends meet within tolerance::close_ring_m (metres) around some area.
bool closes(const Geometry& line);

} // namespace prospect::io
