#include "app/tools/turn_tools.h"

#include "app/tools/corner_path.h"
#include "app/tools/typed_place.h"
#include "geometry/site/defaults.h"
#include "geometry/site/directions.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

struct Turning {
    Q_DECLARE_TR_FUNCTIONS(Turning)
};

constexpr double guide_m = 1000; // longer than any plan is shown

// The thing with other points and other directions. A direction that was surveyed is drawn now; where a usual
// one counts (a lamp's 0), that is turned as well and stays assumed.
template <class MovePoint, class ChangeDirections>
Copied changed(const Copied& thing, MovePoint move, ChangeDirections change) {
    Feature feature = *thing.feature;
    for (Point& p : feature.geometry.points)
        p = move(p);
    normalise(feature.geometry);
    if (const auto azimuth = Defaults::bundled().resolve(thing.role, feature, "azimuth_deg"))
        feature.set("azimuth_deg", azimuth->value, azimuth->basis);
    change(feature);
    for (Attribute& now : feature.attributes)
        if (const Attribute* was = thing.feature->find(now.name); was && was->value != now.value)
            now.basis = basis_of_copy(now.basis);
    return {std::make_shared<const Feature>(std::move(feature)), thing.role, thing.layer};
}

std::optional<double> number(const QString& text) {
    bool good = false;
    const double value = text.toDouble(&good);
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

// What it takes to make the one from the other.
void add_steps(SiteEdit& edit, const Feature& before, const Feature& after) {
    edit.steps.push_back(ChangeGeometry{after.id, after.geometry});
    for (const Attribute& now : after.attributes)
        if (const Attribute* was = before.find(now.name); !was || !(*was == now))
            edit.steps.push_back(ChangeAttribute{after.id, now.name, now.value, now.basis});
    for (const auto& now : after.extra)
        if (std::find(before.extra.begin(), before.extra.end(), now) == before.extra.end())
            edit.steps.push_back(ChangeExtra{after.id, now.first, now.second});
}

} // namespace

std::vector<Copied> turned(std::span<const Copied> things, Point center, double clockwise_deg) {
    const Point north = direction_of(clockwise_deg); // where north goes
    const Point east{north.y, -north.x};
    std::vector<Copied> all;
    for (const Copied& one : things)
        all.push_back(changed(
            one,
            [&](Point p) {
                const Point from = p - center;
                return center + east * from.x + north * from.y;
            },
            [&](Feature& feature) { turn_directions(feature, clockwise_deg); }));
    return all;
}

std::vector<Copied> mirrored(std::span<const Copied> things, Point a, Point b) {
    const Point along = (b - a) * (1 / length(b - a));
    const double axis_deg = azimuth_of(along);
    std::vector<Copied> all;
    for (const Copied& one : things)
        all.push_back(changed(
            one, [&](Point p) { return a + along * (2 * dot(p - a, along)) - (p - a); },
            [&](Feature& feature) { mirror_directions(feature, axis_deg); }));
    return all;
}

void TurningTool::press(Key key) {
    if (key == Key::backspace && first_)
        first_.reset();
    else if (key != Key::backspace)
        end();
}

std::vector<Point> TurningTool::own_corners() const {
    return first_ ? std::vector<Point>() : single_places(things_);
}

void TurningTool::set(std::vector<Copied> changed, Original original, const QString& title,
                      const QString& copy_title) {
    if (original == Original::stays) {
        const Point here{};
        CopyEdit copy = copies_at(*site_, changed, std::span(&here, 1), copy_title);
        finish(std::move(copy.edit), std::move(copy.made));
    } else {
        SiteEdit edit;
        edit.title = title.toStdString();
        for (std::size_t i = 0; i < changed.size(); ++i)
            add_steps(edit, *things_[i].feature, *changed[i].feature);
        finish(std::move(edit), ids_of(things_));
    }
    end();
}

void RotateTool::click(const ToolPoint& point) {
    pointer_ = point;
    if (!first_)
        first_ = point.at;
    else if (point.at != *first_)
        turn(azimuth_of(point.at - *first_), original_after(point));
}

void RotateTool::turn(double clockwise_deg, Original original) {
    const QString what = things_text(things_.size());
    set(turned(things_, *first_, clockwise_deg), original, Turning::tr("Rotate %1").arg(what),
        Turning::tr("Rotate a copy of %1").arg(what));
}

bool RotateTool::type(const QString& text) {
    if (!first_) return false;
    if (const auto clockwise_deg = number(text))
        turn(*clockwise_deg, Original::goes_along);
    else
        refuse(Turning::tr("Type how many degrees it turns clockwise, as 90; -90 turns it the other way."));
    return true;
}

bool RotateTool::preview_typed(const QString& text) {
    typed_deg_ = first_ ? number(text) : std::nullopt;
    return first_.has_value();
}

Preview RotateTool::preview() const {
    Preview preview = preview_at(pointer_);
    if (!first_) return preview;
    preview.corners.push_back(*first_);
    if (!pointer_ || (!typed_deg_ && pointer_->at == *first_)) return preview;
    const double clockwise_deg = typed_deg_.value_or(azimuth_of(pointer_->at - *first_));
    for (const Copied& one : turned(things_, *first_, clockwise_deg))
        preview.shapes.push_back(one.feature->geometry);
    const double arm_m = distance(*first_, pointer_->at);
    for (const double way_deg : {0.0, clockwise_deg})
        preview.guides.push_back(
            Geometry::make_line(std::vector<Point>{*first_, *first_ + direction_of(way_deg) * arm_m}));
    preview.measure = Turning::tr("%1 clockwise").arg(azimuth_text(azimuth_of(direction_of(clockwise_deg))));
    return preview;
}

QString RotateTool::prompt() const {
    return first_
               ? Turning::tr("Rotate: point where north turns to and click, or type degrees clockwise: 90 · "
                             "Ctrl and a click turns a copy · Esc stops")
               : Turning::tr("Rotate: click the centre · Esc stops");
}

void MirrorTool::click(const ToolPoint& point) {
    pointer_ = point;
    if (!first_) {
        first_ = point.at;
        return;
    }
    if (point.at == *first_) return;
    const QString what = things_text(things_.size());
    set(mirrored(things_, *first_, point.at), original_after(point), Turning::tr("Mirror %1").arg(what),
        Turning::tr("Mirror a copy of %1").arg(what));
}

Preview MirrorTool::preview() const {
    Preview preview = preview_at(pointer_);
    if (!first_) return preview;
    preview.corners.push_back(*first_);
    if (!pointer_ || pointer_->at == *first_) return preview;
    for (const Copied& one : mirrored(things_, *first_, pointer_->at))
        preview.shapes.push_back(one.feature->geometry);
    const Point along = (pointer_->at - *first_) * (guide_m / distance(pointer_->at, *first_));
    preview.guides.push_back(Geometry::make_line(std::vector<Point>{*first_ - along, *first_ + along}));
    preview.measure = azimuth_text(azimuth_of(along));
    return preview;
}

QString MirrorTool::prompt() const {
    return first_ ? Turning::tr("Mirror: click a second point of the line · Ctrl and a click keeps the "
                                "original · Esc stops")
                  : Turning::tr("Mirror: click a point of the line to mirror in · Esc stops");
}

} // namespace prospect::app
