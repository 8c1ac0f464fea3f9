// Everything that is drawn in the plan of a DXF, insertions of blocks resolved: symbols stay one point each,
// other blocks become the shapes they hold, on the layers these are on.
#pragma once

#include "geometry/io/dxf_shapes.h"

#include <functional>

namespace prospect::io {

// Something drawn. Drawing units.
struct DxfDrawn {
    const DxfShape* shape = nullptr; // owned by the DxfShapes given; for a symbol its insertion
    std::string layer;               // layer 0 of a block resolved to the insertion's
    Geometry geometry;
    std::size_t entity = 0;  // equal for all that one entity or insertion of the plan became
    bool part = false;       // of an insertion's block
    bool symbol = false;     // an insertion kept as a point
    double symbol_size = 0;  // mean of width and height of the symbol's block as placed; 0 when unknown
    double symbol_angle = 0; // degrees, counter-clockwise
    std::string text;
    DxfLettering lettering; // of the text, as placed
};

// Something that is in the file and not drawn.
struct DxfUndrawn {
    std::string layer;
    std::string handle;
    std::string reason;
    std::optional<Point> place; // drawing units
};

struct DxfDrawing {
    std::vector<DxfDrawn> drawn;
    std::vector<DxfUndrawn> undrawn;
};

// Whether the insertions of a block on a layer stay points: because of the block's name, or of the layer's,
// which only counts for blocks that show something. Asked once for each pair.
enum class DxfSymbol { no, by_block, by_layer };
using DxfSymbolTest = std::function<DxfSymbol(const std::string& block, const std::string& layer)>;

// Throws Error(refused) when blocks within blocks would make more than four million shapes. The shapes must
// outlive the result.
DxfDrawing resolve_dxf(const DxfScan& scan, const DxfShapes& shapes, const DxfSymbolTest& is_symbol,
                       const Progress& progress);

} // namespace prospect::io
