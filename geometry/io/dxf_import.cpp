#include "geometry/io/dxf_import.h"

#include "geometry/base/text.h"
#include "geometry/base/tolerances.h"
#include "geometry/io/draft_builder.h"
#include "geometry/io/dxf_place.h"
#include "geometry/io/dxf_roles.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/site/lettering.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <unordered_map>

namespace prospect::io {

namespace {

// Shapes this far from the drawing (and from its robust extent) cannot belong to the site.
constexpr double stray_m = 5000;
constexpr double array_limit = 1e6;
constexpr double smallest_crown_m = 0.5;
constexpr double largest_crown_m = 40;
// Usual lettering of a plan, 2.5 mm at 1:100, where the drawing's text has no height of its own.
constexpr double usual_lettering_m = 0.25;
// Chords of arcs: half a metre is 1 mm off at a radius of 30 m.
constexpr double arc_step_m = 0.5;

// The step in drawing units: finer only where the size of the drawing allows it, or one arc of a damaged file
// would become millions of points.
DxfArcStep arc_step(const DxfScan& scan, double metres_per_unit) {
    return {
        std::max({arc_step_m / metres_per_unit, scan.largest_coordinate * 1e-6, scan.largest_radius * 1e-3})};
}

std::string lower_ascii(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

// An attribute of a block that is called like an attribute of the role is that one; others stay as the
// drawing has them.
void take_tag(Feature& feature, Role role, const std::string& tag, const std::string& value) {
    const std::string name = lower_ascii(tag);
    const AttributeInfo* attribute = info(role).attribute(name);
    const std::optional<double> number = number_from(value);
    if (name == "name" && feature.name.empty()) {
        feature.name = value;
    } else if (attribute != nullptr && attribute->type == AttributeType::number && number) {
        feature.set(attribute->name, *number, Basis::drawn);
    } else if (attribute != nullptr && attribute->type == AttributeType::integer && number &&
               *number == std::round(*number) && std::abs(*number) < 1e15) {
        feature.set(attribute->name, static_cast<std::int64_t>(*number), Basis::drawn);
    } else if (attribute != nullptr && attribute->type == AttributeType::text) {
        feature.set(attribute->name, value, Basis::drawn);
    } else {
        feature.extra.emplace_back(tag, value);
    }
}

void note_layers_without_role(SourceDraft& draft) {
    std::map<std::string, bool> roles;
    for (const LayerDraft& layer : draft.layers)
        roles[layer.source_layer] = roles[layer.source_layer] || layer.role.has_value();
    const auto without =
        std::count_if(roles.begin(), roles.end(), [](const auto& layer) { return !layer.second; });
    if (without > 0)
        draft.report.notes.push_back(
            std::to_string(without) + " of " + std::to_string(roles.size()) +
            " layers have no kind and are drawing only; --role LAYER=ROLE gives one");
}

// Turns what is drawn into features of roles.
class DxfReader {
public:
    DxfReader(const std::filesystem::path& file, const ImportOptions& options, DxfScan scan)
        : options_(options), scan_(std::move(scan)), roles_(options, file), builder_(file), file_(file) {
        for (const DxfEntity& entity : scan_.entities)
            if (entity.handle != 0) entities_.try_emplace(entity.handle, &entity);
    }

    SourceDraft read(const Progress& progress);

private:
    struct Outline {
        const DxfDrawn* drawn = nullptr;
        DraftBuilder::Entry entry;
        double size = 0;
    };

    void find_outlined_layers();
    void take(const DxfDrawn& drawn, bool far_away);
    bool move_to_ground(const DxfDrawn& drawn, Geometry& geometry, bool far_away);
    Feature feature_of(const DxfDrawn& drawn, const std::optional<LayerMatch>& match);
    void add_hints(Feature& feature, const DxfDrawn& drawn);
    void add_lettering(Feature& feature, const DxfDrawn& drawn) const;
    void add(const DxfDrawn& drawn, DraftBuilder::Entry entry);
    void join_lines(const DxfDrawn& drawn, DraftBuilder::Entry entry);
    void flush_lines();
    void add_outlines();
    void skip_undrawn();
    void tell();
    std::string id_of(const DxfDrawn& drawn);
    std::string example(const DxfDrawn& drawn) const { return drawn.layer + " " + drawn.shape->handle; }

    const ImportOptions& options_;
    DxfScan scan_;
    DxfRoles roles_;
    DraftBuilder builder_;
    const std::filesystem::path& file_;
    std::unordered_map<std::uint64_t, const DxfEntity*> entities_;
    DxfShapes shapes_;
    DxfDrawing drawing_;
    DxfExtent extent_;
    DxfUnit unit_;
    DxfGround ground_;
    std::set<std::string> outlined_;
    std::map<std::string, DraftBuilder::Entry> joined_; // lines of one entity, by layer
    std::size_t joined_entity_ = 0;
    std::vector<Outline> outlines_;
    std::map<std::string, std::size_t> ids_;
    std::size_t symbols_ = 0;
};

void DxfReader::find_outlined_layers() {
    for (const DxfDrawn& drawn : drawing_.drawn)
        if (drawn.geometry.kind == GeometryKind::line) outlined_.insert(drawn.layer);
}

std::string DxfReader::id_of(const DxfDrawn& drawn) {
    const std::string& handle = drawn.shape->handle;
    std::string id = drawn.shape->handle.empty() ? "#" + std::to_string(drawn.entity) : handle;
    const std::size_t copy = ++ids_[id];
    return copy == 1 ? id : id + "/" + std::to_string(copy);
}

bool DxfReader::move_to_ground(const DxfDrawn& drawn, Geometry& geometry, bool far_away) {
    for (Point& p : geometry.points)
        p = ground_.apply(p);
    for (double& z : geometry.z)
        z *= unit_.metres;
    const std::string id = drawn.shape->handle;
    const auto lost = [](Point p) {
        return !is_finite(p) || std::max(std::abs(p.x), std::abs(p.y)) > tolerance::coordinate_limit_m;
    };
    if (std::any_of(geometry.points.begin(), geometry.points.end(), lost)) {
        builder_.skip("its coordinates are no place on Earth (not a number, or far too large)", id);
        return false;
    }
    if (!far_away) return true;
    const Point place = geometry.points.front();
    if (distance(place, ground_.apply(extent_.box.center())) > stray_m) {
        builder_.skip("further than 5 km from the rest of the drawing", id, place);
        return false;
    }
    builder_.remark("far away from the rest of the drawing", example(drawn), place);
    return true;
}

void DxfReader::add_hints(Feature& feature, const DxfDrawn& drawn) {
    const auto number = [&](const char* name, double value) {
        if (value != 0 && std::isfinite(value)) feature.extra.emplace_back(name, value);
    };
    // One height for all points says how high it is drawn; different ones are its shape.
    auto& z = feature.geometry.z;
    if (!z.empty() && std::all_of(z.begin(), z.end(), [&](double value) { return value == z.front(); })) {
        number("elevation_m", z.front());
        z.clear();
    }
    if (const char status = status_of_layer(drawn.layer); status != 0) {
        feature.extra.emplace_back("status", std::string(1, status));
        set_phases(feature, status);
    }
    const auto entity = entities_.find(whole_number_from<std::uint64_t>(drawn.shape->handle, 16).value_or(0));
    if (entity == entities_.end()) return;
    number("thickness_m", entity->second->thickness * unit_.metres);
    number("width_m", entity->second->width * unit_.metres);
}

// What the map needs to write the text as it is drawn.
void DxfReader::add_lettering(Feature& feature, const DxfDrawn& drawn) const {
    if (drawn.text.empty() || drawn.geometry.kind != GeometryKind::point) return;
    const DxfLettering& lettering = drawn.lettering;
    const double height = lettering.height * unit_.metres;
    const Point place = drawn.geometry.points.front();
    const Point along = ground_.apply(place + lettering.along) - ground_.apply(place);
    // Turning to the national grid and back leaves traces in the last digits.
    const double angle = std::round(std::atan2(along.y, along.x) * 180 / std::numbers::pi * 1e6) / 1e6;
    set_lettering(feature, {height > 0 ? height : usual_lettering_m, angle, lettering.anchor});
}

Feature DxfReader::feature_of(const DxfDrawn& drawn, const std::optional<LayerMatch>& match) {
    Feature feature;
    feature.name = drawn.text;
    feature.basis = Basis::drawn;
    feature.source.id = id_of(drawn);
    add_lettering(feature, drawn);
    if (!drawn.shape->insert) return feature;
    const DxfInsert& insert = *drawn.shape->insert;
    feature.extra.emplace_back("block", insert.block);
    if (drawn.symbol && drawn.symbol_angle != 0)
        feature.extra.emplace_back("block_rotation_deg", drawn.symbol_angle);
    for (const auto& [tag, value] : insert.attributes) {
        if (drawn.symbol && match)
            take_tag(feature, match->role, tag, value);
        else
            feature.extra.emplace_back(tag, value);
    }
    const double crown = drawn.symbol_size * unit_.metres;
    if (drawn.symbol && match && match->role == Role::tree && crown >= smallest_crown_m &&
        crown <= largest_crown_m && feature.find("crown_m") == nullptr)
        feature.set("crown_m", crown, Basis::drawn);
    return feature;
}

void DxfReader::take(const DxfDrawn& drawn, bool far_away) {
    if (drawn.entity != joined_entity_) flush_lines();
    builder_.begin_layer(drawn.layer);
    Geometry geometry = drawn.geometry;
    for (Point& p : geometry.points)
        p = p + drawn.lettering.offset;
    if (!move_to_ground(drawn, geometry, far_away)) return;

    const std::optional<LayerMatch> match = drawn.symbol
                                                ? roles_.of_symbol(drawn.shape->insert->block, drawn.layer)
                                                : roles_.of_layer(drawn.layer);
    DraftBuilder::Entry entry;
    DxfFit fit{std::nullopt, std::move(geometry), {}};
    if (match) {
        const bool outlined = outlined_.contains(drawn.layer);
        fit = fit_dxf(*match, drawn, std::move(fit.geometry),
                      outlined ? DxfFills::of_outlines : DxfFills::alone);
    }
    // A layer that is a drawing by its name stays one layer.
    if (match && match->role == Role::underlay) fit.role = Role::underlay;
    if (!fit.reason.empty()) builder_.remark(fit.reason, example(drawn), fit.geometry.points.front());
    entry.role = fit.role;
    const bool joins =
        drawn.part && (!fit.role || *fit.role == Role::underlay) && fit.geometry.kind == GeometryKind::line;
    if (joins && drawn.entity == joined_entity_)
        if (const auto same = joined_.find(drawn.layer); same != joined_.end()) {
            Geometry& all = same->second.feature.geometry;
            all.begin_part();
            all.add_ring(fit.geometry.points);
            all.z.clear();
            return;
        }
    entry.feature = feature_of(drawn, fit.role ? match : std::nullopt);
    entry.feature.geometry = std::move(fit.geometry);
    add_hints(entry.feature, drawn);
    if (fit.role && *fit.role != Role::underlay)
        for (const Attribute& attribute : match->attributes)
            if (entry.feature.find(attribute.name) == nullptr)
                entry.feature.set(attribute.name, attribute.value, attribute.basis);
    symbols_ += drawn.symbol ? 1 : 0;
    if (joins)
        join_lines(drawn, std::move(entry));
    else
        add(drawn, std::move(entry));
}

void DxfReader::join_lines(const DxfDrawn& drawn, DraftBuilder::Entry entry) {
    joined_entity_ = drawn.entity;
    joined_.emplace(drawn.layer, std::move(entry));
}

void DxfReader::flush_lines() {
    for (auto& [layer, entry] : joined_) {
        builder_.begin_layer(layer);
        builder_.add(std::move(entry));
    }
    joined_.clear();
    joined_entity_ = 0;
}

void DxfReader::add(const DxfDrawn& drawn, DraftBuilder::Entry entry) {
    const GeometryKind kind = entry.feature.geometry.kind;
    if (kind == GeometryKind::polygon) {
        ReadShape mended = read_shape(ogr_from_geometry(entry.feature.geometry).get());
        if (!mended.skipped.empty()) {
            builder_.skip(mended.skipped, drawn.shape->handle, entry.feature.geometry.points.front());
            return;
        }
        if (!mended.repaired.empty()) {
            entry.repaired = true;
            builder_.remark("repaired: " + mended.repaired, example(drawn), mended.place);
            entry.feature.geometry = std::move(mended.geometry);
        }
        const auto& kinds = entry.role ? info(*entry.role).kinds : std::vector<GeometryKind>{};
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
            const double size = area(entry.feature.geometry);
            outlines_.push_back({&drawn, std::move(entry), size});
            return;
        }
    }
    builder_.add(std::move(entry));
}

// A tree is often drawn as several circles about one centre: the largest is the crown, the others are not
// trees.
void DxfReader::add_outlines() {
    std::stable_sort(outlines_.begin(), outlines_.end(),
                     [](const Outline& a, const Outline& b) { return a.size > b.size; });
    std::map<std::string, std::vector<Point>> centers;
    for (Outline& outline : outlines_) {
        builder_.begin_layer(outline.drawn->layer);
        const Point center = outline.entry.feature.geometry.box().center();
        auto& known = centers[outline.drawn->layer];
        const bool inner =
            std::any_of(known.begin(), known.end(), [&](Point p) { return distance(p, center) < 0.1; });
        if (inner) {
            builder_.remark("an inner outline of a symbol is kept as drawing only", example(*outline.drawn),
                            center);
            outline.entry.role.reset();
            outline.entry.feature.attributes.clear();
        } else {
            known.push_back(center);
        }
        builder_.add(std::move(outline.entry));
    }
}

void DxfReader::skip_undrawn() {
    for (const DxfUndrawn& missing : drawing_.undrawn) {
        builder_.begin_layer(missing.layer);
        std::optional<Point> place;
        if (missing.place) place = ground_.apply(*missing.place);
        builder_.skip(missing.reason, missing.handle, place);
    }
}

void DxfReader::tell() {
    builder_.note("the drawing is in " + unit_.words +
                  (options_.unit.empty() ? " as it declares" : " as asked for") + " and measures " +
                  size_text(extent_.box, unit_.metres));
    for (const std::string& note : ground_.notes)
        builder_.note(note);
    std::string hidden;
    for (const DxfLayer& layer : scan_.layers)
        if (layer.hidden()) hidden += (hidden.empty() ? "" : ", ") + layer.name;
    if (!hidden.empty())
        builder_.note("layers that are frozen or off in the drawing came in hidden: " + hidden);
    if (scan_.encoding_differs)
        builder_.note("text of the drawing is " + scan_.encoding + ", which its header does not say");
    if (!scan_.complete) builder_.note("the file has no end mark; its entities are complete");
    if (symbols_ > 0)
        builder_.note("insertions of blocks that became one point each, at the insertion point: " +
                      std::to_string(symbols_));
}

SourceDraft DxfReader::read(const Progress& progress) {
    const std::optional<DxfUnit> declared = declared_unit(scan_);
    const bool asked = !options_.unit.empty();
    const double guess = asked      ? choose_unit(scan_, {}, options_.unit).metres
                         : declared ? declared->metres
                                    : 1;
    shapes_ = read_dxf_shapes(file_, scan_, arc_step(scan_, guess), progress.part(0, 0.6));
    drawing_ = resolve_dxf(
        scan_, shapes_,
        [&](const std::string& block, const std::string& layer) { return roles_.is_symbol(block, layer); },
        progress.part(0.6, 0.7));
    extent_ = robust_extent(drawing_);
    if (extent_.box.empty())
        throw Error(ErrorCode::refused, "nothing is drawn in the plan of this drawing (model space is empty)",
                    "export the plan itself, not a sheet");
    unit_ = choose_unit(scan_, extent_.box, options_.unit);
    ground_ = place_dxf(scan_, unit_, options_.crs);

    find_outlined_layers();
    const Progress taking = progress.part(0.7, 1);
    auto far_away = extent_.far_away.begin();
    for (std::size_t i = 0; i < drawing_.drawn.size(); ++i) {
        const bool far = far_away != extent_.far_away.end() && *far_away == i;
        if (far) ++far_away;
        take(drawing_.drawn[i], far);
        if (i % 1024 == 0) taking.report(static_cast<double>(i) / static_cast<double>(drawing_.drawn.size()));
    }
    flush_lines();
    add_outlines();
    skip_undrawn();
    tell();

    SourceDraft draft = builder_.finish();
    draft.crs = ground_.crs;
    draft.unit = unit_.name;
    for (LayerDraft& layer : draft.layers)
        if (const DxfLayer* row = scan_.layer(layer.source_layer)) layer.visible = !row->hidden();
    note_layers_without_role(draft);
    for (const DxfLayer& row : scan_.layers)
        if (std::find(scan_.layer_names.begin(), scan_.layer_names.end(), row.name) ==
            scan_.layer_names.end())
            draft.empty_layers.push_back(row.name);
    return draft;
}

} // namespace

SourceDraft read_dxf(const std::filesystem::path& file, const ImportOptions& options,
                     const Progress& progress) {
    DxfScan scan = scan_dxf(file, progress.part(0, 0.1));
    if (scan.largest_array > array_limit)
        throw Error(ErrorCode::refused, "one block is inserted more than a million times in rows and columns",
                    "the file is damaged, or explode and thin out that array");
    return DxfReader(file, options, std::move(scan)).read(progress.part(0.1, 1));
}

} // namespace prospect::io
