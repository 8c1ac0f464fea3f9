#include "app/tools/red_line.h"

#include "app/models/words.h"
#include "geometry/base/edges.h"
#include "geometry/site/study_area.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <tuple>
#include <utility>

namespace prospect::app {

namespace {

struct RedLineText {
    Q_DECLARE_TR_FUNCTIONS(RedLineText)
};

// All areas that are a red line or would count as one if the marked were taken away.
std::vector<Uuid> red_line_areas(const Site& site) {
    std::vector<Uuid> areas;
    for (const auto& [layer, feature] : site.features(Role::study_area)) {
        if (feature->geometry.kind != GeometryKind::polygon) continue;
        const Attribute* kind = feature->find("kind");
        const std::string text = kind ? as_text(kind->value) : std::string();
        if (text.empty() || text == "application") areas.push_back(feature->id);
    }
    return areas;
}

bool is_red_line(const Site& site, const FeaturePtr& feature) {
    const RedLine red = red_line(site);
    return std::find(red.features.begin(), red.features.end(), feature) != red.features.end();
}

// Whether things of that kind can bound a site; a building or a tree does not.
bool may_bound(Role role) {
    return role == Role::study_area || role == Role::underlay || role == Role::zone ||
           role == Role::barrier || role == Role::path;
}

std::vector<FeaturePtr> boundary_things(const Site& site, const Layer& layer) {
    std::vector<FeaturePtr> things;
    if (!layer.visible || !may_bound(layer.role)) return things;
    for (const FeaturePtr& feature : layer.features)
        if (layer.role != Role::study_area || !is_red_line(site, feature)) things.push_back(feature);
    return things;
}

RedLineEdit edit_with(const Site& site, Feature feature, const QString& title) {
    RedLineEdit result;
    result.made = feature.id;
    result.edit.title = title.toStdString();
    if (auto former = red_line_areas(site); !former.empty())
        result.edit.steps.push_back(RemoveFeatures{std::move(former)});
    LayerToDrawIn target = layer_to_draw_in(site, Role::study_area);
    std::move(target.steps.begin(), target.steps.end(), std::back_inserter(result.edit.steps));
    result.edit.steps.push_back(
        AddFeatures{target.layer, {std::make_shared<const Feature>(std::move(feature))}});
    return result;
}

double distance_to_edges(const Geometry& shape, Point p) {
    double nearest = 1e300;
    for_each_edge(shape,
                  [&](VertexPlace, const Segment& edge) { nearest = std::min(nearest, distance(p, edge)); });
    return nearest;
}

} // namespace

QString gap_text(double width_m) {
    return QStringLiteral("%1\u202Fm").arg(QLocale().toString(width_m, 'f', width_m < 0.01 ? 3 : 2));
}

Drawable red_line_drawable() {
    const std::vector<Drawable> all = drawables();
    return *std::find_if(all.begin(), all.end(),
                         [](const Drawable& one) { return one.role == Role::study_area; });
}

RedLineEdit red_line_edit(const Site& site, Geometry area, const QString& title) {
    return edit_with(site, *drawn_feature(red_line_drawable(), std::move(area)), title);
}

RedLineEdit red_line_along(const Site& site, const ClosedOutline& outline) {
    Feature feature = *drawn_feature(red_line_drawable(), outline.area);
    const Feature& first = *outline.lines.front();
    const Layer* layer = site.layer_of(first.id);
    const std::string name = layer ? layer->name : first.source.layer;
    // Not its source: the area itself is in no file.
    feature.extra = {{"outline_of", (first.source.file.empty() ? "" : first.source.file + ": ") + name}};
    return edit_with(site, std::move(feature),
                     RedLineText::tr("Use the line on %1 as the red line").arg(QString::fromStdString(name)));
}

std::optional<SiteEdit> whole_plan_edit(const Site& site) {
    auto areas = red_line_areas(site);
    if (areas.empty()) return std::nullopt;
    SiteEdit edit;
    edit.title = RedLineText::tr("Take the red line away").toStdString();
    edit.steps.push_back(RemoveFeatures{std::move(areas)});
    return edit;
}

double red_line_area_m2(const Site& site) {
    double total = 0;
    for (const FeaturePtr& feature : red_line(site).features)
        total += area(feature->geometry);
    return total;
}

std::vector<OutlineLayer> outline_layers(const Site& site, const Progress& progress) {
    std::vector<OutlineLayer> found;
    for (const LayerPtr& layer : site.layers) {
        progress.checkpoint();
        const auto things = boundary_things(site, *layer);
        auto outlines = closed_outlines(things);
        if (outlines.empty()) continue;
        // The largest that closes; one with a gap only where none does.
        auto best =
            std::find_if(outlines.begin(), outlines.end(), [](const ClosedOutline& one) { return !one.gap; });
        if (best == outlines.end()) best = outlines.begin();
        found.push_back({layer, std::move(*best), outlines.size()});
    }
    const auto worth = [](const OutlineLayer& one) {
        return std::tuple(one.layer->role != Role::study_area, one.layer->role != Role::underlay,
                          one.count > 1, -area(one.outline.area));
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const OutlineLayer& a, const OutlineLayer& b) { return worth(a) < worth(b); });
    return found;
}

void RedLineDrawTool::add(Geometry shape) {
    RedLineEdit drawn = red_line_edit(plan(), std::move(shape), RedLineText::tr("Draw the red line"));
    finish(std::move(drawn.edit), {drawn.made});
    end();
}

void OutlineTool::set_site(SitePtr site) {
    const bool same = site_ && site->layers == site_->layers;
    site_ = std::move(site);
    if (same) return;
    hovered_.reset();
    look_ = looking_ = true;
}

OutlineTool::Found OutlineTool::find(const Site& site, const Found& known, const Progress& progress) {
    Found found;
    for (const LayerPtr& layer : site.layers) {
        progress.checkpoint();
        // What is a red line depends on the others.
        const auto former = layer->role == Role::study_area ? known.end() : known.find(layer);
        found[layer] = former != known.end() ? former->second
                                             : std::make_shared<const std::vector<ClosedOutline>>(
                                                   closed_outlines(boundary_things(site, *layer)));
    }
    return found;
}

std::optional<ToolWork> OutlineTool::take_work() {
    if (!std::exchange(look_, false)) return std::nullopt;
    return ToolWork([this, site = site_, known = found_](const Progress& progress) {
        return [this, found = find(*site, known, progress)] { take_found(found); };
    });
}

void OutlineTool::give_up_work() {
    looking_ = false;
    clicked_.reset();
}

void OutlineTool::take_found(Found found) {
    found_ = std::move(found);
    looking_ = false;
    if (const auto at = std::exchange(clicked_, std::nullopt))
        click(*at);
    else if (pointer_)
        move(*pointer_);
}

const ClosedOutline* OutlineTool::nearest(const ToolPoint& point) {
    const ClosedOutline* best = nullptr;
    double best_m = point.reach_m;
    const Box around = Box{point.at.x, point.at.y, point.at.x, point.at.y}.grown(point.reach_m);
    for (const LayerPtr& layer : site_->layers) {
        const auto found = found_.find(layer);
        if (found == found_.end()) continue;
        for (const ClosedOutline& one : *found->second) {
            if (!one.area.box().intersects(around)) continue;
            const double away = distance_to_edges(one.area, point.at);
            if (away > best_m || (best && away == best_m)) continue;
            best = &one;
            best_m = away;
        }
    }
    return best;
}

void OutlineTool::move(const ToolPoint& point) {
    pointer_ = point;
    if (looking_) return;
    const ClosedOutline* near = nearest(point);
    hovered_ = near ? std::optional(*near) : std::nullopt;
}

void OutlineTool::click(const ToolPoint& point) {
    pointer_ = point;
    if (looking_) {
        clicked_ = point;
        return;
    }
    const ClosedOutline* near = nearest(point);
    if (!near) {
        const bool none =
            std::all_of(found_.begin(), found_.end(), [](const auto& one) { return one.second->empty(); });
        refuse(none ? RedLineText::tr("No line on the plan closes around an area: draw the red line instead.")
                    : RedLineText::tr("No closed line here: click on a line, or draw the red line instead."));
        return;
    }
    if (near->gap && !(chosen_ && chosen_->area == near->area))
        chosen_ = *near;
    else
        take(*near);
}

void OutlineTool::press(Key key) {
    if (key == Key::enter && chosen_) {
        const ClosedOutline outline = *chosen_;
        take(outline);
    } else if (key == Key::enter) {
        end();
    } else if (chosen_) {
        chosen_.reset();
    } else if (key == Key::escape) {
        end();
    }
}

void OutlineTool::take(const ClosedOutline& outline) {
    RedLineEdit made = red_line_along(*site_, outline);
    finish(std::move(made.edit), {made.made});
    end();
}

Preview OutlineTool::preview() const {
    Preview preview;
    const auto& shown = chosen_ ? chosen_ : hovered_;
    if (!shown) return preview;
    preview.shapes.push_back(shown->area);
    if (shown->gap) preview.gaps.push_back(*shown->gap);
    return preview;
}

QString OutlineTool::prompt() const {
    if (chosen_)
        return RedLineText::tr("This line is open by %1 · Enter closes it with a straight piece · Esc leaves "
                               "it")
            .arg(gap_text(chosen_->gap_m()));
    if (looking_) return RedLineText::tr("Red line: looking for closed lines… · Esc stops");
    return RedLineText::tr("Red line: click the line that bounds the site · Esc stops");
}

QString OutlineTool::offer() const {
    return chosen_ ? RedLineText::tr("Close the gap of %1").arg(gap_text(chosen_->gap_m())) : QString();
}

} // namespace prospect::app
