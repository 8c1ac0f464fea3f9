#include "geometry/io/placement.h"

#include "geometry/base/error.h"
#include "geometry/base/tolerances.h"
#include "geometry/io/defaulted.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/reproject.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace prospect::io {

namespace {

// A map projection that stretches lengths by more than a hundredth would falsify every distance.
constexpr double largest_stretch = 0.01;

std::string kilometres(double metres) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f km", metres / 1000);
    return text;
}

double stretch_at(const std::string& crs, Point full) {
    if (crs == "local") return 0;
    return std::abs(length_scale(crs, full) - 1);
}

Box box_of(const SourceDraft& draft) {
    Box box;
    for (const LayerDraft& layer : draft.layers) {
        if (layer.raster) box.add(layer.raster->grid.box());
        if (layer.picture) box.add(layer.picture->box());
        for (const Feature& feature : layer.features)
            box.add(feature.geometry.box());
    }
    return box;
}

void refuse_without_content(const SourceDraft& draft) {
    for (const LayerDraft& layer : draft.layers)
        if (layer.raster || layer.picture || !layer.features.empty()) return;
    const auto& reasons = draft.report.reasons;
    const std::string why =
        reasons.empty() ? std::string()
                        : " (" + std::to_string(reasons.front().count) + " × " + reasons.front().reason + ")";
    throw Error(ErrorCode::refused, "nothing in the source can be used" + why,
                "check it in the program that made it");
}

[[noreturn]] void refuse_as_system(const CrsInfo& wanted, const SourceDraft& draft) {
    Point place = middle_of(draft).value_or(Point{});
    if (draft.crs != "local") Transformation(draft.crs, "EPSG:4326").apply(std::span(&place, 1));
    throw Error(ErrorCode::usage,
                "a site cannot be in " + wanted.text + " (" + wanted.name + "), which is not in true metres",
                draft.crs == "local" || !is_finite(place)
                    ? "name a projected system in metres with --crs"
                    : "leave --crs out or add --crs " + suggest_crs(place.x, place.y).text +
                          ", which suits the place");
}

} // namespace

Placement::Placement(const Site& site, const ImportOptions& options, const std::vector<SourceDraft>& drafts)
    : site_(site), options_(options),
      source_needs_option_(std::any_of(drafts.begin(), drafts.end(),
                                       [](const SourceDraft& draft) {
                                           return (draft.crs.empty() || draft.crs == "local") &&
                                                  !(draft.plan && draft.plan->unplaced);
                                       })),
      frame_(site.frame) {
    Box box = site.box();
    // A site that is only drawn so far has a place as well.
    if (box.empty())
        for (const LayerPtr& layer : site.layers)
            box.add(layer->box());
    if (!frame_.set() || box.empty()) return;
    middle_ = frame_.to_full(box.center());
    middle_name_ = "the site";
}

void Placement::settle_system(SourceDraft& draft) const {
    if (!options_.crs.empty() && (draft.crs.empty() || draft.crs == "local"))
        draft.crs = describe_crs(options_.crs).text;
    if (draft.crs.empty() && draft.plan && frame_.set() &&
        (draft.plan->unplaced || draft.plan->registration)) {
        // Control points are read off the site's map, and what has no place yet is put on it.
        draft.crs = frame_.crs;
        if (draft.plan->registration)
            draft.report.notes.push_back("the control points are taken to be in the site's system " +
                                         frame_.crs);
    } else if (draft.crs.empty() && draft.plan && draft.plan->unplaced) {
        draft.crs = "local";
    }
    if (!draft.crs.empty()) return;
    const Point middle = middle_of(draft).value_or(Point{});
    // Wider than two degrees would be no site; at (0, 0) is the sea: such numbers are metres from a corner.
    const Box box = box_of(draft);
    const bool degrees = draft.unit.empty() && middle != Point{} && box.width() < 2 && box.height() < 2 &&
                         std::max(std::abs(middle.x), std::abs(middle.y)) >= 1;
    const Box world{-180, -90, 180, 90};
    const bool may_be_degrees = world.contains({box.xmin, box.ymin}) && world.contains({box.xmax, box.ymax});
    const std::string proposal = degrees && !lies_in_metres(draft) ? "EPSG:4326"
                                 : frame_.set()                    ? frame_.crs
                                                                   : "local";
    throw Error(
        ErrorCode::refused, "the source does not say which coordinate reference system it is in",
        "add --crs " + proposal +
            (proposal == "EPSG:4326" ? " (its numbers look like longitude and latitude)"
             : proposal == "local"
                 ? std::string(" for plain metres that lie nowhere on Earth, or the EPSG code its maker "
                               "names") +
                       (may_be_degrees ? "; EPSG:4326 if its numbers are longitude and latitude" : "")
                 : " if it is in the site's own system"));
}

Frame Placement::frame_for(const SourceDraft& draft) {
    if (frame_.set()) return frame_;
    if (!options_.crs.empty()) {
        const CrsInfo wanted = describe_crs(options_.crs);
        if (wanted.projected_metres) return {wanted.text, wanted.name, {}};
        // It may say what the source is in; else it was meant for the site, which is measured in true metres.
        if (!source_needs_option_ && wanted.text != draft.crs) refuse_as_system(wanted, draft);
    }
    const CrsInfo own = describe_crs(draft.crs);
    const auto middle = middle_of(draft);
    if (!middle)
        throw Error(ErrorCode::refused, "nothing in the source has a place",
                    "check it in the program that made it");
    if (own.projected_metres && stretch_at(own.text, *middle) <= largest_stretch)
        return {own.text, own.name, {}};
    Point place = *middle;
    Transformation(draft.crs, "EPSG:4326").apply(std::span(&place, 1));
    if (!is_finite(place))
        throw Error(ErrorCode::refused, "the coordinates do not fit the reference system " + own.name,
                    "check the system, or name another with --crs");
    const CrsInfo suggested = suggest_crs(place.x, place.y);
    notes_.push_back("the site is in " + suggested.text + " (" + suggested.name +
                     "), which suits the place; --crs names another when the site is made");
    return {suggested.text, suggested.name, {}};
}

void Placement::admit(SourceDraft& draft) {
    refuse_without_content(draft);
    settle_system(draft);
    if (draft.plan && draft.plan->unplaced) return admit_unplaced(draft);
    const Frame frame = frame_for(draft);
    reproject(draft, frame.crs);
    const auto middle = middle_of(draft);
    if (!middle)
        throw Error(ErrorCode::refused,
                    "nothing in the source can be brought to the site's system " + frame.crs,
                    middle_ ? "it lies far from " + middle_name_ + "; keep it in a site of its own"
                            : "check the system, or name another with --crs");
    const double apart = middle_ ? distance(*middle_, *middle) : 0;
    if (apart > tolerance::site_limit_m)
        throw Error(ErrorCode::refused, "it lies " + kilometres(apart) + " from " + middle_name_,
                    "check its reference system, or keep it in a site of its own");
    if (!middle_) {
        middle_ = middle;
        middle_name_ = draft.file.filename().string();
    }
    frame_ = frame;
    if (stretch_at(frame_.crs, *middle) > largest_stretch)
        notes_.push_back("lengths in " + frame_.crs +
                         " are wrong by more than 1 % at this place: choose another system");
    for (const LayerDraft& layer : draft.layers) {
        if (layer.raster) box_.add(layer.raster->grid.box());
        if (layer.picture) box_.add(layer.picture->box());
        for (const Feature& feature : layer.features) {
            const Box own = feature.geometry.box();
            if (window().contains({own.xmin, own.ymin}) && window().contains({own.xmax, own.ymax}))
                box_.add(own);
        }
    }
    if (box_.empty()) box_.add(*middle);
}

// Its coordinates are local already.
void Placement::admit_unplaced(SourceDraft& draft) {
    if (!frame_.set()) {
        const CrsInfo own = describe_crs(draft.crs);
        if (!own.projected_metres) refuse_as_system(own, draft);
        frame_ = {own.text, own.name, {}};
    }
    draft.crs = frame_.crs;
}

Box Placement::window() const {
    return Box{middle_->x, middle_->y, middle_->x, middle_->y}.grown(tolerance::site_limit_m);
}

Frame Placement::frame() const {
    Frame frame = frame_;
    if (!site_.frame.set() && !box_.empty()) frame.origin = origin_for(box_);
    return frame;
}

// False when the feature must be dropped.
bool Placement::place_feature(Feature& feature, SourceCount& count, ImportReport& report) const {
    const std::string example = count.layer + " " + feature.source.id;
    const auto& points = feature.geometry.points;
    const auto drop = [&](const std::string& reason, std::optional<Point> place) {
        report.add_reason("skipped: " + reason, example, place);
        --count.imported;
        ++count.skipped;
        return false;
    };
    if (!std::all_of(points.begin(), points.end(), [](Point p) { return is_finite(p); }))
        return drop("it cannot be brought to the site's reference system", std::nullopt);
    const Box own = feature.geometry.box();
    const Box limits = window();
    if (!limits.intersects(own))
        return drop("it lies more than " + kilometres(tolerance::site_limit_m) + " from the rest",
                    points.front());
    if (!limits.contains({own.xmin, own.ymin}) || !limits.contains({own.xmax, own.ymax})) {
        feature.geometry = clipped_to(feature.geometry, limits);
        if (feature.geometry.empty())
            return drop("it lies more than " + kilometres(tolerance::site_limit_m) + " from the rest",
                        own.center());
        report.add_reason("clipped: it reached more than " + kilometres(tolerance::site_limit_m) +
                              " from the rest",
                          example, feature.geometry.points.front());
        ++count.clipped;
    }
    const Point origin = frame().origin;
    feature.geometry = translated(std::move(feature.geometry), Point{} - origin);
    put_on_grid(feature.geometry);
    normalise(feature.geometry);
    return true;
}

namespace {

// The row of the report that counts the layer; a reader that gave none gets one.
SourceCount& count_of(SourceDraft& draft, std::size_t index) {
    const LayerDraft& layer = draft.layers[index];
    const std::string role(name_of(layer.role.value_or(Role::underlay)));
    auto& rows = draft.report.sources;
    const auto fits = [&](const SourceCount& row) {
        return row.layer == layer.source_layer && row.role == role;
    };
    if (index < rows.size() && fits(rows[index])) return rows[index];
    const auto found = std::find_if(rows.begin(), rows.end(), fits);
    if (found != rows.end()) return *found;
    const std::size_t content = layer.features.size() + (layer.raster || layer.picture ? 1 : 0);
    rows.push_back({draft.file.filename().string(), layer.source_layer, role, content, content});
    return rows.back();
}

} // namespace

void Placement::place(SourceDraft& draft, const Progress& progress) const {
    const Frame site_frame = frame();
    const bool unplaced = draft.plan && draft.plan->unplaced;
    for (std::size_t i = 0; i < draft.layers.size(); ++i) {
        LayerDraft& layer = draft.layers[i];
        SourceCount& count = count_of(draft, i);
        if (layer.picture && !unplaced)
            layer.picture->placement = moved(layer.picture->placement, Point{} - site_frame.origin);
        if (layer.raster) {
            layer.raster->grid.xmin -= site_frame.origin.x;
            layer.raster->grid.ymax -= site_frame.origin.y;
        }
        std::vector<Feature> placed;
        placed.reserve(layer.features.size());
        for (Feature& feature : layer.features)
            if (unplaced) {
                put_on_grid(feature.geometry);
                normalise(feature.geometry);
                placed.push_back(std::move(feature));
            } else if (place_feature(feature, count, draft.report))
                placed.push_back(std::move(feature));
        layer.features = std::move(placed);
        const Role role = layer.role.value_or(Role::underlay);
        count.defaulted += count_defaulted(role, layer.features);
        if (count.imported == 0) count.role.clear();
        progress.report(static_cast<double>(i + 1) / static_cast<double>(draft.layers.size()));
    }
    note_assumptions(draft);
}

} // namespace prospect::io
