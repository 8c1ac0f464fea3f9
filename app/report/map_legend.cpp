#include "app/report/map_legend.h"

#include "app/render/map_picture.h"
#include "app/render/paint_notes.h"
#include "geometry/site/assume.h"
#include "geometry/site/defaults.h"
#include "geometry/site/study_area.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <set>

namespace prospect::report {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MapLegend)
};

// Samples are drawn on a piece of ground of this size, metres.
constexpr double sample_width_m = 5;
constexpr double sample_height_m = 3.4;

constexpr bool by_kind(Role role) {
    return role == Role::barrier || role == Role::path || role == Role::opening || role == Role::study_area;
}

constexpr bool in_legend(const RoleInfo& info) {
    return !info.raster && info.role != Role::underlay && info.role != Role::annotation &&
           info.role != Role::incident;
}

GeometryKind usual_shape(Role role) {
    switch (role) {
    case Role::study_area:
    case Role::building:
    case Role::zone:
    case Role::planting:
        return GeometryKind::polygon;
    case Role::barrier:
    case Role::path:
        return GeometryKind::line;
    default:
        return GeometryKind::point;
    }
}

Geometry sample_shape(GeometryKind kind) {
    const double x = sample_width_m / 2 - 0.5;
    const double y = sample_height_m / 2 - 0.5;
    if (kind == GeometryKind::point) return Geometry::make_point({0, 0});
    if (kind == GeometryKind::line) {
        const Point ends[] = {{-sample_width_m, 0}, {sample_width_m, 0}};
        return Geometry::make_line(ends);
    }
    const Point corners[] = {{-x, -y}, {x, -y}, {x, y}, {-x, y}};
    return Geometry::make_polygon(corners);
}

// Sizes that fit the sample, whatever those of the things on the map are.
void fit_size(Role role, Feature& sample) {
    if (role == Role::tree) sample.set("crown_m", sample_height_m - 0.6, Basis::drawn);
    if (role == Role::path) sample.set("width_m", sample_height_m / 2, Basis::drawn);
    if (role == Role::opening) sample.set("width_m", sample_width_m / 2, Basis::drawn);
    if (role == Role::camera) {
        sample.set("range_m", sample_width_m / 2, Basis::drawn);
        sample.set("azimuth_deg", 90.0, Basis::drawn);
    }
}

LayerPtr layer_of(Role role, Feature feature) {
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name("legend:" + std::string(name_of(role)));
    layer->role = role;
    layer->features = {std::make_shared<const Feature>(std::move(feature))};
    return layer;
}

std::shared_ptr<const render::PaintModel> sample_of(Role role, const std::string& kind) {
    Feature sample;
    sample.id = Uuid::from_name("sample");
    sample.geometry = sample_shape(kind == "bollard" ? GeometryKind::point : usual_shape(role));
    if (!kind.empty()) sample.set("kind", kind, Basis::drawn);
    fit_size(role, sample);
    auto site = std::make_shared<Site>();
    site->layers = {layer_of(role, std::move(sample))};
    if (role == Role::opening) {
        Feature wall;
        wall.id = Uuid::from_name("wall");
        wall.geometry = sample_shape(GeometryKind::line);
        site->layers.insert(site->layers.begin(), layer_of(Role::barrier, std::move(wall)));
    }
    return render::PaintModel::build(site);
}

// An area that is nothing but hatched.
std::shared_ptr<const render::PaintModel> hatched_sample() {
    Feature sample;
    sample.id = Uuid::from_name("sample");
    sample.geometry = sample_shape(GeometryKind::polygon);
    sample.basis = Basis::assumed;
    auto site = std::make_shared<Site>();
    site->layers = {layer_of(Role::zone, std::move(sample))};
    return render::PaintModel::build(site);
}

bool shows_assumed(const Site& site) {
    return std::any_of(site.layers.begin(), site.layers.end(), [](const LayerPtr& layer) {
        return layer->visible && layer->role != Role::underlay &&
               std::any_of(layer->features.begin(), layer->features.end(),
                           [](const FeaturePtr& feature) { return is_assumed(*feature); });
    });
}

QString words_of(const RoleInfo& info, const std::string& kind) {
    if (info.role == Role::study_area && kind == "application") return Words::tr("Red line: the site");
    QString words = QString::fromStdString(kind.empty() ? std::string(info.label) : kind).replace(u'_', u' ');
    if (info.role == Role::study_area)
        words = kind.empty() ? Words::tr("Boundary") : Words::tr("Boundary: %1").arg(words);
    if (!words.isEmpty()) words[0] = words[0].toUpper();
    return words;
}

void add_notes(const Site& site, std::vector<LegendEntry>& entries) {
    bool open = false;
    bool settled = false;
    for (const auto& [layer, feature] : site.features(Role::annotation))
        if (layer->visible) (render::note_look(*feature).settled ? settled : open) = true;
    if (open) entries.push_back({Words::tr("Note, to be done"), nullptr, LegendEntry::Sign::note});
    if (settled) entries.push_back({Words::tr("Note, settled"), nullptr, LegendEntry::Sign::settled_note});
}

void paint_sign(QPainter& painter, LegendEntry::Sign sign, const QRectF& frame, const render::Theme& theme) {
    const double half = frame.height() / 2;
    render::paint_slip(painter, QStringLiteral("1"), frame.center(), half,
                       sign == LegendEntry::Sign::settled_note ? render::Slip::hollow : render::Slip::filled,
                       theme);
}

} // namespace

std::vector<LegendEntry> map_legend(const Site& site) {
    const RedLine red = red_line(site);
    const auto kind_of = [&](Role role, const FeaturePtr& feature) -> std::string {
        if (!by_kind(role)) return {};
        const bool scored =
            std::find(red.features.begin(), red.features.end(), feature) != red.features.end();
        if (scored) return "application";
        return Defaults::bundled().text(role, *feature, "kind");
    };
    std::vector<LegendEntry> entries;
    for (const RoleInfo& info : roles()) {
        if (!in_legend(info)) continue;
        std::set<std::string> kinds;
        for (const auto& [layer, feature] : site.features(info.role))
            if (layer->visible) kinds.insert(kind_of(info.role, feature));
        for (const std::string& kind : kinds)
            entries.push_back({words_of(info, kind), sample_of(info.role, kind)});
    }
    if (shows_assumed(site)) entries.push_back({Words::tr("Hatched: assumed"), hatched_sample()});
    add_notes(site, entries);
    return entries;
}

void paint_sample(QPainter& painter, const LegendEntry& entry, const QRectF& frame, double pixels_per_unit,
                  const render::Theme& theme) {
    if (entry.sign != LegendEntry::Sign::thing) {
        paint_sign(painter, entry.sign, frame, theme);
        return;
    }
    if (!entry.sample) return;
    render::MapView view;
    view.size = (frame.size() * pixels_per_unit).toSize();
    view.pixels_per_m = std::min(view.size.width() / sample_width_m, view.size.height() / sample_height_m);
    painter.save();
    painter.setClipRect(frame);
    painter.translate(frame.topLeft());
    painter.scale(1 / pixels_per_unit, 1 / pixels_per_unit);
    render::paint_plan(painter, *entry.sample, view, theme);
    painter.restore();
}

} // namespace prospect::report
