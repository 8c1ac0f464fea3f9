#include "app/tools/turn_tools.h"

#include "app/tools/corner_path.h"
#include "app/tools/typed_place.h"
#include "geometry/site/defaults.h"

#include <QCoreApplication>

#include <cmath>

namespace prospect::app {

namespace {

struct Turning {
    Q_DECLARE_TR_FUNCTIONS(Turning)
};

constexpr double guide_m = 1000; // longer than any plan is shown

double full_circle(double degrees) {
    const double rest = std::fmod(degrees, 360);
    return rest < 0 ? rest + 360 : rest;
}

// The thing with other points and another direction; where a usual direction counts (a lamp's 0), that is
// turned as well and stays assumed.
template <class MovePoint, class TurnAzimuth>
Copied changed(const Copied& thing, MovePoint move, TurnAzimuth turn) {
    Feature feature = *thing.feature;
    for (Point& p : feature.geometry.points)
        p = move(p);
    normalise(feature.geometry);
    if (const auto azimuth = Defaults::bundled().resolve(thing.role, *thing.feature, "azimuth_deg"))
        if (const auto degrees = as_number(azimuth->value))
            feature.set("azimuth_deg", full_circle(turn(*degrees)), azimuth->basis);
    return {std::make_shared<const Feature>(std::move(feature)), thing.role, thing.layer};
}

std::optional<double> number(const QString& text) {
    bool good = false;
    const double value = text.toDouble(&good);
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void add_attribute_step(SiteEdit& edit, const Copied& before, const Copied& after, const char* name) {
    const Attribute* now = after.feature->find(name);
    const Attribute* was = before.feature->find(name);
    if (now && (!was || !(*was == *now)))
        edit.steps.push_back(ChangeAttribute{after.feature->id, name, now->value, now->basis});
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
            [&](double azimuth_deg) { return azimuth_deg + clockwise_deg; }));
    return all;
}

std::vector<Copied> mirrored(std::span<const Copied> things, Point a, Point b) {
    const Point along = (b - a) * (1 / length(b - a));
    const double axis_deg = azimuth_of(along);
    std::vector<Copied> all;
    for (const Copied& one : things) {
        Copied other = changed(
            one, [&](Point p) { return a + along * (2 * dot(p - a, along)) - (p - a); },
            [&](double azimuth_deg) { return 2 * axis_deg - azimuth_deg; });
        if (const Attribute* roll = one.feature->find("roll_deg"); roll && as_number(roll->value)) {
            Feature feature = *other.feature;
            feature.set("roll_deg", -*as_number(roll->value), roll->basis);
            other.feature = std::make_shared<const Feature>(std::move(feature));
        }
        all.push_back(std::move(other));
    }
    return all;
}

void TurningTool::press(Key key) {
    if (key == Key::backspace && first_)
        first_.reset();
    else if (key != Key::backspace)
        end();
}

void TurningTool::set(std::vector<Copied> changed, const QString& title, const QString& copy_title) {
    if (pointer_ && pointer_->adding) {
        const Point here{};
        CopyEdit copy = copies_at(*site_, changed, std::span(&here, 1), copy_title);
        finish(std::move(copy.edit), std::move(copy.made));
    } else {
        SiteEdit edit;
        edit.title = title.toStdString();
        for (std::size_t i = 0; i < changed.size(); ++i) {
            edit.steps.push_back(ChangeGeometry{changed[i].feature->id, changed[i].feature->geometry});
            add_attribute_step(edit, things_[i], changed[i], "azimuth_deg");
            add_attribute_step(edit, things_[i], changed[i], "roll_deg");
        }
        finish(std::move(edit), ids_of(things_));
    }
    end();
}

void RotateTool::click(const ToolPoint& point) {
    pointer_ = point;
    if (!first_)
        first_ = point.at;
    else if (point.at != *first_)
        turn(azimuth_of(point.at - *first_));
}

void RotateTool::turn(double clockwise_deg) {
    const QString what = things_text(things_.size());
    set(turned(things_, *first_, clockwise_deg), Turning::tr("Rotate %1").arg(what),
        Turning::tr("Rotate a copy of %1").arg(what));
}

bool RotateTool::type(const QString& text) {
    if (!first_) return false;
    if (const auto clockwise_deg = number(text))
        turn(*clockwise_deg);
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
    preview.measure = Turning::tr("%1 clockwise").arg(azimuth_text(full_circle(clockwise_deg)));
    return preview;
}

QString RotateTool::prompt() const {
    return first_
               ? Turning::tr("Rotate: point where north turns to and click, or type degrees clockwise: 90 · "
                             "Ctrl makes a copy · Esc stops")
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
    set(mirrored(things_, *first_, point.at), Turning::tr("Mirror %1").arg(what),
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
    return first_
               ? Turning::tr("Mirror: click a second point of the line · Ctrl keeps the original · Esc stops")
               : Turning::tr("Mirror: click a point of the line to mirror in · Esc stops");
}

} // namespace prospect::app
