#include "geometry/io/dxf_drawing.h"

#include "geometry/base/text.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace prospect::io {

namespace {

constexpr std::size_t depth_limit = 64;
constexpr std::size_t steps_limit = 4'000'000;
// Kinds GDAL has no shape for. Files of AutoCAD R12 and older need not have handles, so for them the kind
// must do.
constexpr std::array<std::string_view, 16> never_drawn{
    "XLINE",      "RAY",           "WIPEOUT",  "IMAGE",
    "3DSOLID",    "REGION",        "BODY",     "ACAD_PROXY_ENTITY",
    "ACAD_TABLE", "ARC_DIMENSION", "SHAPE",    "MLINE",
    "OLEFRAME",   "OLE2FRAME",     "UNDERLAY", "POLYLINE (mesh)"};

Geometry placed(Geometry geometry, const DxfPlacement& placement) {
    const bool with_z = geometry.z.size() == geometry.points.size();
    const bool level = !with_z && placement.m[8] == 0 && placement.m[9] == 0 && placement.m[11] == 0;
    std::vector<double> heights(level ? 0 : geometry.points.size());
    for (std::size_t i = 0; i < geometry.points.size(); ++i) {
        const Point p = geometry.points[i];
        const Point3 moved = placement.apply({p.x, p.y, with_z ? geometry.z[i] : 0});
        geometry.points[i] = {moved.x, moved.y};
        if (!level) heights[i] = moved.z;
    }
    geometry.z = std::move(heights);
    // A mirroring insertion turns the rings of polygons round.
    if (geometry.kind == GeometryKind::polygon) normalise(geometry);
    return geometry;
}

DxfLettering placed(DxfLettering lettering, const DxfPlacement& placement) {
    const Point3 from = placement.apply({});
    const auto turned = [&](Point v) {
        const Point3 to = placement.apply({v.x, v.y, 0});
        return Point{to.x - from.x, to.y - from.y};
    };
    lettering.along = turned(lettering.along);
    lettering.offset = turned(lettering.offset);
    lettering.height *= placement.scale();
    return lettering;
}

class Resolver {
public:
    Resolver(const DxfScan& scan, const DxfShapes& shapes, const DxfSymbolTest& is_symbol)
        : scan_(scan), shapes_(shapes), is_symbol_(is_symbol) {
        for (const DxfEntity& entity : scan.entities)
            if (entity.invisible && entity.handle != 0) invisible_.insert(entity.handle);
        for (const DxfBlock& block : scan.blocks)
            defined_.try_emplace(block.name, &block);
    }

    DxfDrawing run(const Progress& progress);

private:
    void draw(const DxfShape& shape, const DxfPlacement& placement, const std::string& layer);
    void draw_insert(const DxfShape& shape, const DxfPlacement& placement, const std::string& layer);
    std::string obstacle(const std::string& name) const;
    void draw_symbol(const DxfShape& shape, const DxfPlacement& placement, const std::string& layer);
    void add(DxfDrawn drawn);
    void miss(const DxfShape& shape, const std::string& layer, const std::string& reason,
              std::optional<Point> place);
    void count_step();
    void list_dropped();
    void draw_plan(const std::vector<DxfShape>& plan, const Progress& progress);
    bool symbol(const std::string& block, const std::string& layer);
    const std::vector<DxfShape>* contents(const std::string& block) const;
    Box box_of_block(const std::string& block, std::size_t depth = 0);
    bool invisible(const DxfShape& shape) const;

    const DxfScan& scan_;
    const DxfShapes& shapes_;
    const DxfSymbolTest& is_symbol_;
    std::map<std::pair<std::string, std::string>, bool> symbols_;
    std::map<std::string, Box> boxes_;
    std::unordered_set<std::uint64_t> invisible_;
    std::unordered_map<std::string, const DxfBlock*> defined_;
    std::vector<std::string_view> open_; // blocks being drawn, outermost first
    std::size_t entity_ = 0;
    std::size_t steps_ = 0;
    DxfDrawing result_;
};

std::uint64_t handle_of(const DxfShape& shape) {
    return whole_number_from<std::uint64_t>(shape.handle, 16).value_or(0);
}

bool Resolver::invisible(const DxfShape& shape) const {
    return !invisible_.empty() && invisible_.contains(handle_of(shape));
}

// Blocks within blocks can multiply beyond any memory, even when they hold nothing.
void Resolver::count_step() {
    if (++steps_ <= steps_limit) return;
    throw Error(ErrorCode::refused,
                "blocks within blocks make more than " + std::to_string(steps_limit / 1'000'000) +
                    " million shapes of this drawing",
                "remove repeated blocks that the site does not need, or export a part of the drawing");
}

void Resolver::add(DxfDrawn drawn) {
    drawn.entity = entity_;
    result_.drawn.push_back(std::move(drawn));
}

void Resolver::miss(const DxfShape& shape, const std::string& layer, const std::string& reason,
                    std::optional<Point> place) {
    result_.undrawn.push_back({layer, shape.handle, reason, place});
}

bool Resolver::symbol(const std::string& block, const std::string& layer) {
    const auto [found, added] = symbols_.try_emplace({block, layer}, false);
    if (added) {
        const DxfSymbol answer = is_symbol_(block, layer);
        found->second =
            answer == DxfSymbol::by_block || (answer == DxfSymbol::by_layer && !box_of_block(block).empty());
    }
    return found->second;
}

const std::vector<DxfShape>* Resolver::contents(const std::string& block) const {
    const auto found = shapes_.blocks.find(block);
    return found == shapes_.blocks.end() ? nullptr : &found->second;
}

Box Resolver::box_of_block(const std::string& block, std::size_t depth) {
    // An entry made beforehand ends blocks that hold themselves.
    const auto [known, fresh] = boxes_.try_emplace(block);
    if (!fresh) return known->second;
    Box box;
    const auto* inside = depth < depth_limit ? contents(block) : nullptr;
    if (inside != nullptr)
        for (const DxfShape& shape : *inside) {
            if (!shape.insert && shape.text.empty()) box.add(shape.geometry.box());
            if (!shape.insert) continue;
            const Box inner = box_of_block(shape.insert->block, depth + 1);
            if (inner.empty()) continue;
            for (const Point corner : {Point{inner.xmin, inner.ymin}, Point{inner.xmax, inner.ymin},
                                       Point{inner.xmax, inner.ymax}, Point{inner.xmin, inner.ymax}}) {
                const Point3 moved = shape.insert->placement.apply({corner.x, corner.y, 0});
                box.add(Point{moved.x, moved.y});
            }
        }
    return boxes_[block] = box;
}

void Resolver::draw(const DxfShape& shape, const DxfPlacement& placement, const std::string& outer_layer) {
    const bool part = !open_.empty();
    const std::string& layer = part && shape.layer == "0" ? outer_layer : shape.layer;
    count_step();
    if (shape.type == "ATTDEF") return; // the pattern of an attribute, not one
    if (shape.insert) {
        draw_insert(shape, placement, layer);
        return;
    }
    if (shape.geometry.empty()) {
        if (!part) miss(shape, layer, shape.type + " without extent", std::nullopt);
        return;
    }
    DxfDrawn drawn{.shape = &shape, .layer = layer, .part = part, .text = shape.text};
    drawn.geometry = part ? placed(shape.geometry, placement) : shape.geometry;
    drawn.lettering = part ? placed(shape.lettering, placement) : shape.lettering;
    add(std::move(drawn));
}

void Resolver::draw_symbol(const DxfShape& shape, const DxfPlacement& placement, const std::string& layer) {
    const DxfPlacement whole = placement.after(shape.insert->placement);
    const Point3 place = whole.apply({});
    DxfDrawn drawn{.shape = &shape,
                   .layer = layer,
                   .geometry = Geometry::make_point({place.x, place.y}),
                   .symbol = true};
    const Box box = box_of_block(shape.insert->block);
    if (!box.empty()) drawn.symbol_size = (box.width() + box.height()) / 2 * whole.scale();
    drawn.symbol_angle = shape.insert->angle_deg;
    add(std::move(drawn));
}

// Why the insertion of a block cannot be drawn; "" when it can.
std::string Resolver::obstacle(const std::string& name) const {
    const auto defined = defined_.find(name);
    if (defined == defined_.end()) return "block \"" + name + "\" is inserted and not defined in the drawing";
    const DxfBlock& block = *defined->second;
    if (block.external && block.entities == 0)
        return "the external reference \"" + (block.external_path.empty() ? name : block.external_path) +
               "\" is not part of the file: bind it before the export";
    if (std::find(open_.begin(), open_.end(), name) != open_.end())
        return "block \"" + name + "\" is inserted within itself";
    if (open_.size() >= depth_limit) return "blocks are nested too deep";
    return {};
}

void Resolver::draw_insert(const DxfShape& shape, const DxfPlacement& placement, const std::string& layer) {
    const DxfInsert& insert = *shape.insert;
    if (symbol(insert.block, layer)) {
        draw_symbol(shape, placement, layer);
        return;
    }
    const DxfPlacement whole = placement.after(insert.placement);
    const Point3 origin = whole.apply({});
    const Point place{origin.x, origin.y};
    if (const std::string why = obstacle(insert.block); !why.empty()) {
        miss(shape, layer, why, place);
        return;
    }
    const std::size_t before = result_.drawn.size();
    open_.push_back(insert.block);
    if (const auto* inside = contents(insert.block))
        for (const DxfShape& part : *inside)
            draw(part, whole, layer);
    open_.pop_back();
    if (result_.drawn.size() > before) return;
    // A tag of attributes only: its values are what one sees.
    std::string values;
    for (const auto& [tag, value] : insert.attributes)
        if (!value.empty()) values += (values.empty() ? "" : ", ") + value;
    if (values.empty())
        miss(shape, layer, "block \"" + insert.block + "\" holds nothing that can be drawn", place);
    else
        add({.shape = &shape, .layer = layer, .geometry = Geometry::make_point(place), .text = values});
}

// What the file has and OGR did not give.
void Resolver::list_dropped() {
    std::unordered_set<std::uint64_t> given;
    for (const DxfShape& shape : shapes_.entities)
        given.insert(handle_of(shape));
    if (const auto* model = contents("*Model_Space"))
        for (const DxfShape& shape : *model)
            given.insert(handle_of(shape));
    for (const DxfEntity& entity : scan_.entities) {
        const std::string& type = scan_.types[entity.type];
        const bool unknown = std::find(never_drawn.begin(), never_drawn.end(), type) != never_drawn.end();
        const bool dropped = entity.handle != 0 ? !given.contains(entity.handle) : unknown;
        // A viewport is a window onto the plan, nothing of the plan.
        if (type == "VIEWPORT" || (!dropped && !entity.paper)) continue;
        const std::string reason = entity.paper ? std::string("on a sheet (paper space), not in the plan")
                                                : type + " cannot be drawn";
        char handle[17] = "";
        if (entity.handle != 0)
            std::snprintf(handle, sizeof handle, "%llX", static_cast<unsigned long long>(entity.handle));
        result_.undrawn.push_back({scan_.layer_names[entity.layer], handle, reason, std::nullopt});
    }
}

void Resolver::draw_plan(const std::vector<DxfShape>& plan, const Progress& progress) {
    std::string_view before;
    std::size_t count = 0;
    for (const DxfShape& shape : plan) {
        if ((++count & 0x3FFU) == 0) progress.checkpoint();
        // Dimensions and leaders come in several shapes; every copy of an inserted array stands alone.
        if (shape.insert || shape.handle.empty() || shape.handle != before) ++entity_;
        before = shape.handle;
        if (shape.paper) continue;
        if (invisible(shape))
            miss(shape, shape.layer, "invisible in the drawing", std::nullopt);
        else
            draw(shape, {}, shape.layer);
    }
}

DxfDrawing Resolver::run(const Progress& progress) {
    list_dropped();
    draw_plan(shapes_.entities, progress);
    if (const auto* model = contents("*Model_Space")) draw_plan(*model, progress);
    return std::move(result_);
}

} // namespace

DxfDrawing resolve_dxf(const DxfScan& scan, const DxfShapes& shapes, const DxfSymbolTest& is_symbol,
                       const Progress& progress) {
    return Resolver(scan, shapes, is_symbol).run(progress);
}

} // namespace prospect::io
