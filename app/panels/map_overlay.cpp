#include "app/panels/map_overlay.h"

#include "analysis/engine/write.h"
#include "app/canvas/map_canvas.h"
#include "app/models/finding_filter.h"
#include "app/panels/access_key.h"
#include "app/panels/look.h"
#include "app/panels/map_card.h"
#include "app/panels/map_shield.h"
#include "app/panels/message_bar.h"
#include "app/panels/sight_key.h"
#include "app/panels/tool_painting.h"
#include "app/panels/watch_key.h"
#include "app/render/map_picture.h"
#include "app/render/paint_rank.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

constexpr double number_gap_px = 9;
constexpr double number_halo_px = 3;
constexpr double chosen_radius_px = 14;
constexpr double key_margin_px = 12;
constexpr double key_top_px = 60; // on paper

// The three worst are larger than the rest.
double worst_radius(std::size_t rank) {
    return rank < 3 ? 12 : 8.5;
}

} // namespace

MapOverlay::MapOverlay(MapCanvas& canvas)
    : QWidget(canvas.viewport()), canvas_(canvas), shields_(new MapShields(canvas.viewport())) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    resize(canvas.viewport()->size());
    canvas.viewport()->installEventFilter(this);
    connect(&canvas, &MapCanvas::viewChanged, this, qOverload<>(&QWidget::update));
    hide();
}

void MapOverlay::setShapes(std::vector<Geometry> shapes, render::ShapeLook look) {
    shapes_ = std::move(shapes);
    shape_look_ = look;
    contentChanged();
}

void MapOverlay::setJudged(JudgedResult judged) {
    judged_ = std::move(judged);
    contentChanged();
}

QString MapOverlay::mark() const {
    const bool closes = access_ && (!access_->closings.empty() || !access_->open_edges.empty());
    if (closes) return QString::fromStdString(engine::mark_of(Sensitivity::protect));
    return showsResult() || !shapes_.empty() ? about_.mark : QString();
}

// While somebody aims a lamp, another map lies there.
bool MapOverlay::showsResult() const {
    return about_.field ? about_.field == canvas_.field()
                        : !canvas_.field() && !(shapes_.empty() && places_.empty() && signs_.empty());
}

void MapOverlay::setPoints(std::vector<Point> points) {
    points_ = std::move(points);
    contentChanged();
}

void MapOverlay::setPlaces(std::vector<Point> places, std::optional<std::size_t> chosen) {
    places_ = std::move(places);
    chosen_place_ = chosen;
    contentChanged();
}

void MapOverlay::setSigns(std::vector<render::PlacedSign> signs, std::optional<std::size_t> chosen) {
    signs_ = std::move(signs);
    chosen_sign_ = chosen;
    contentChanged();
}

void MapOverlay::setGhost(Changes ghost) {
    ghost_ = std::move(ghost);
    contentChanged();
}

void MapOverlay::setChanges(std::optional<Changes> changes) {
    changes_ = std::move(changes);
    contentChanged();
}

void MapOverlay::setComing(std::vector<Point> places) {
    coming_ = std::move(places);
    contentChanged();
}

void MapOverlay::setPreview(Preview preview) {
    preview_ = std::move(preview);
    contentChanged();
}

void MapOverlay::setSight(std::optional<SightPicture> sight) {
    sight_ = std::move(sight);
    contentChanged();
}

void MapOverlay::setWatch(std::optional<WatchPicture> watch) {
    watch_ = std::move(watch);
    contentChanged();
}

void MapOverlay::setAccess(std::optional<AccessPicture> access) {
    access_ = std::move(access);
    contentChanged();
}

void MapOverlay::contentChanged() {
    setVisible(sight_ || watch_ || access_ || !shapes_.empty() || !judged_.shapes.empty() ||
               !points_.empty() || !places_.empty() || !signs_.empty() || !shownChanges().shapes.empty() ||
               !coming_.empty() || !is_empty(preview_));
    if (!sight_ && !watch_ && !access_) shields_->cover({});
    update();
}

std::optional<std::size_t> MapOverlay::placeAt(QPointF pixel) const {
    if (!besideKeys(canvas_.view(), Use::work, {}).contains(pixel.toPoint())) return std::nullopt;
    const auto hit = [&](std::size_t place) {
        const QPointF away = canvas_.view().to_pixel(places_[place]) - pixel;
        const double radius = place == chosen_place_ ? chosen_radius_px : worst_radius(place);
        return std::hypot(away.x(), away.y()) <= radius;
    };
    if (chosen_place_ && *chosen_place_ < places_.size() && hit(*chosen_place_)) return chosen_place_;
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (hit(i)) return i;
    return std::nullopt;
}

std::optional<std::size_t> MapOverlay::signAt(QPointF pixel) const {
    if (signs_.empty() || !besideKeys(canvas_.view(), Use::work, {}).contains(pixel.toPoint()))
        return std::nullopt;
    return render::sign_at(signs_, chosen_sign_, canvas_.view(), pixel);
}

bool MapOverlay::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Resize) resize(canvas_.viewport()->size());
    const bool press = event->type() == QEvent::MouseButtonPress;
    if (!press && event->type() != QEvent::MouseButtonRelease) return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    const bool plain = mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::NoModifier;
    if (!plain || canvas_.mode() != MapCanvas::Mode::select || canvas_.hasTool()) return false;
    const auto place = placeAt(mouse->position());
    const auto sign = place ? std::nullopt : signAt(mouse->position());
    if (press) {
        pressed_place_ = place;
        pressed_sign_ = sign;
        return place || sign;
    }
    const auto pressed_place = std::exchange(pressed_place_, std::nullopt);
    const auto pressed_sign = std::exchange(pressed_sign_, std::nullopt);
    if (!pressed_place && !pressed_sign) return false;
    if (pressed_place && place == pressed_place) Q_EMIT placeClicked(*pressed_place);
    if (pressed_sign && sign == pressed_sign) Q_EMIT signClicked(*pressed_sign);
    return true;
}

void MapOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    std::vector<QRect> covered;
    for (const QRectF& words : paintOn(painter, canvas_.view()))
        if (!words.isEmpty()) covered.push_back(words.toAlignedRect());
    shields_->cover(std::move(covered));
    // Whoever looks from a spot has the mouse: nothing else can be taken hold of.
    if (sight_ || asksOfSpot()) return;
    paint_preview(painter, preview_, canvas_.view(), theme_of(palette()));
    Preview coming;
    for (const Point place : coming_)
        coming.shapes.push_back(Geometry::make_point(place));
    if (!coming_.empty()) paint_preview(painter, coming, canvas_.view(), theme_of(palette()));
}

// On paper the legend stands beside the map.
QRegion MapOverlay::besideKeys(const render::MapView& view, Use use, const std::vector<QRectF>& keys) const {
    QRegion open(QRect(QPoint(0, 0), view.size));
    open -= scaleFrame(view).toAlignedRect();
    if (use == Use::work) open -= canvas_.legendRect();
    for (const QRectF& key : keys)
        open -= key.toAlignedRect();
    return open;
}

QRectF MapOverlay::scaleFrame(const render::MapView& view) const {
    return render::scale_and_north_frame(view, canvas_.site() && render::knows_north(*canvas_.site()));
}

QPointF MapOverlay::changeKeyCorner(const render::MapView& view, Use use) const {
    QPointF corner(view.size.width() - key_margin_px, use == Use::work ? key_margin_px : key_top_px);
    if (use == Use::paper) return corner;
    const double width = render::change_key_size(shownChanges().gone, shownChanges().arrived).width();
    std::vector<QRectF> cards = takenWith({});
    std::sort(cards.begin(), cards.end(), [](const QRectF& a, const QRectF& b) { return a.top() < b.top(); });
    const double below = view.size.height() / 2.0; // what stands there has room above it
    for (const QRectF& card : cards)
        if (!card.isEmpty() && card.top() < below &&
            card.right() > corner.x() - width - render::space::inside)
            corner.setY(std::max(corner.y(), card.bottom() + render::space::inside));
    return corner;
}

QRectF MapOverlay::changeKeyRect() const {
    if (shownChanges().shapes.empty()) return {};
    const QSizeF size = render::change_key_size(shownChanges().gone, shownChanges().arrived);
    const QPointF corner = changeKeyCorner(canvas_.view(), Use::work);
    return {corner - QPointF(size.width(), 0), size};
}

std::vector<QRectF> MapOverlay::takenWith(const QRectF& key) const {
    std::vector<QRectF> taken{canvas_.legendRect(), canvas_.scaleRect(), key};
    for (const auto* card : canvas_.findChildren<MapCard*>(Qt::FindDirectChildrenOnly))
        if (card->isVisible()) taken.emplace_back(card->geometry());
    for (const auto* message : canvas_.findChildren<MessageBar*>(Qt::FindDirectChildrenOnly))
        if (message->isVisible()) taken.emplace_back(message->geometry());
    return taken;
}

QPointF MapOverlay::keyCorner(const render::MapView& view) const {
    const QRect legend = canvas_.legendRect();
    const int bottom =
        legend.isEmpty() ? view.size.height() - render::space::edge : legend.top() - render::space::inside;
    return {double{render::space::edge}, static_cast<double>(bottom)};
}

std::vector<QRectF> MapOverlay::paintSight(QPainter& painter, const render::MapView& view, Use use,
                                           const render::Theme& theme) const {
    const QRectF scale = scaleFrame(view);
    SightPicture picture = *sight_;
    QPointF key;
    QRectF key_rect;
    std::vector<QRectF> taken{scale};
    if (use == Use::paper) {
        picture.handles.clear();
        picture.hint.reset();
        for (auto& place : picture.hiding) {
            place.number = 0; // of a list that is not on the paper
            place.chosen = false;
        }
    } else {
        key = keyCorner(view);
        key_rect = sight_key_rect(key, picture);
        taken = takenWith(key_rect);
    }
    // Neither lines nor handles run over what says what they mean, and nothing pales it.
    QPainterPath open;
    open.setFillRule(Qt::OddEvenFill);
    open.addRect(QRectF(QPointF(), QSizeF(view.size)));
    open.addRect(scale);
    if (use == Use::work)
        for (const QRectF& box : {QRectF(canvas_.legendRect()), key_rect})
            if (!box.isEmpty()) open.addRect(box);
    painter.save();
    painter.setClipPath(open);
    std::vector<QRectF> words = paint_sight(painter, picture, view, theme, taken);
    painter.restore();
    if (use == Use::work) {
        // A camera is turned by the mouse alone: its words must not stop it.
        if (picture.looker != SightPicture::Looker::person) words.clear();
        paint_sight_key(painter, key, picture, theme);
        words.push_back(key_rect);
    }
    return words;
}

std::vector<QRectF> MapOverlay::paintOn(QPainter& painter, const render::MapView& view) const {
    return paintOn(painter, view, Use::work, theme_of(palette()));
}

std::vector<QRectF> MapOverlay::paintOn(QPainter& painter, const render::MapView& view, Use use,
                                        const render::Theme& theme) const {
    std::vector<QRectF> words;
    std::vector<QRectF> keys; // no shape or number runs over them
    if (watch_) {
        WatchPicture picture = *watch_;
        picture.handle = picture.handle && use == Use::work;
        const auto rows = watch_key(picture, theme);
        // On paper it stands with the picture all the same: there is no room for it below.
        const QPointF key = use == Use::work
                                ? keyCorner(view)
                                : QPointF(render::space::edge, view.size.height() - render::space::edge);
        words.push_back(map_key_rect(key, rows));
        paint_watch(painter, picture, view, theme, takenWith(words.back()));
        paint_map_key(painter, key, rows, theme);
        keys = words;
    }
    if (sight_) {
        const auto beside = paintSight(painter, view, use, theme);
        words.insert(words.end(), beside.begin(), beside.end());
        keys.insert(keys.end(), beside.begin(), beside.end());
    }
    if (access_) {
        words.push_back(paintAccess(painter, view, use, theme, keys));
        keys.push_back(words.back());
    }
    if (const Changes& changes = shownChanges(); !changes.shapes.empty()) {
        painter.save();
        painter.setClipRegion(besideKeys(view, use, keys), Qt::IntersectClip);
        render::paint_changes(painter, changes.shapes, view, theme);
        painter.restore();
        keys.push_back(render::paint_change_key(painter, changeKeyCorner(view, use), changes.gone,
                                                changes.arrived, theme));
    }
    const bool judges = !asksOfSpot() && !sight_ && !judged_.shapes.empty();
    if (judges) keys.push_back(paintJudgedKey(painter, view, use, theme));
    // On the map the filter beside it shows what they mean.
    if (use == Use::paper && !signs_.empty()) keys.push_back(paintSignKey(painter, view, theme, keys));
    painter.save();
    painter.setClipRegion(besideKeys(view, use, keys), Qt::IntersectClip);
    if (!asksOfSpot()) // lines among lines tell nothing
        render::paint_shapes(painter, shapes_, view, theme, shape_look_);
    if (judges) render::paint_judged(painter, judged_.shapes, view, theme);
    if (!asksOfSpot()) render::paint_signs(painter, signs_, chosen_sign_, view, theme);
    paintPoints(painter, view, theme);
    paintPlaces(painter, view, theme);
    painter.restore();
    if (use == Use::paper && !mark().isEmpty()) render::paint_mark(painter, mark(), view, theme);
    return words;
}

QRectF MapOverlay::paintAccess(QPainter& painter, const render::MapView& view, Use use,
                               const render::Theme& theme, const std::vector<QRectF>& keys) const {
    AccessPicture picture = *access_;
    picture.handle = picture.handle && use == Use::work;
    const auto rows = access_key(picture, theme);
    QPointF key = use == Use::work ? keyCorner(view)
                                   : QPointF(render::space::edge, view.size.height() - render::space::edge);
    for (const QRectF& other : keys)
        if (other.left() < key.x() + 1 && other.bottom() <= key.y() + 1)
            key.setY(std::min(key.y(), other.top() - render::space::inside));
    const QRectF frame = map_key_rect(key, rows);
    std::vector<QRectF> taken = takenWith(frame);
    taken.insert(taken.end(), keys.begin(), keys.end());
    paint_access(painter, picture, view, theme, std::move(taken));
    paint_map_key(painter, key, rows, theme);
    return frame;
}

QRectF MapOverlay::paintJudgedKey(QPainter& painter, const render::MapView& view, Use use,
                                  const render::Theme& theme) const {
    std::vector<MapKeyRow> rows;
    for (const JudgedResult::Row& row : judged_.key)
        rows.push_back({row.text, [row, theme](QPainter& on, const QRectF& box) {
                            render::paint_judged_swatch(on, box, row.verdict, row.form, row.stroke, theme);
                        }});
    if (!judged_.note.isEmpty()) rows.push_back({judged_.note, [](QPainter&, const QRectF&) {}});
    QPointF corner = use == Use::work
                         ? keyCorner(view)
                         : QPointF(render::space::edge, view.size.height() - render::space::edge);
    if (access_)
        if (const QRectF below = map_key_rect(corner, access_key(*access_, theme)); !below.isEmpty())
            corner.setY(below.top() - render::space::inside);
    paint_map_key(painter, corner, rows, theme);
    return map_key_rect(corner, rows);
}

QRectF MapOverlay::paintSignKey(QPainter& painter, const render::MapView& view, const render::Theme& theme,
                                const std::vector<QRectF>& keys) const {
    std::set<Sign> kinds;
    for (const render::PlacedSign& one : signs_)
        kinds.insert(one.sign);
    std::vector<MapKeyRow> rows;
    for (const Sign kind : kinds)
        rows.push_back({word_of(kind), [kind, theme](QPainter& on, const QRectF& box) {
                            constexpr double radius = 5;
                            render::paint_sign(on, box.center(), radius, kind, theme);
                        }});
    QPointF corner(render::space::edge, view.size.height() - render::space::edge);
    for (const QRectF& other : keys)
        if (other.left() < corner.x() + 1)
            corner.setY(std::min(corner.y(), other.top() - render::space::inside));
    paint_map_key(painter, corner, rows, theme);
    return map_key_rect(corner, rows);
}

void MapOverlay::paintPoints(QPainter& painter, const render::MapView& view,
                             const render::Theme& theme) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(render::font(render::TextStyle::secondary));
    int number = 0;
    for (const Point point : points_) {
        const QPointF pixel = view.to_pixel(point);
        render::paint_place(painter, pixel, theme);
        if (points_.size() > 1) {
            // Readable on the white of a plan and on the dark of a map.
            QPainterPath text;
            text.addText(pixel + QPointF(number_gap_px, 4), painter.font(), QString::number(++number));
            painter.strokePath(text, QPen(theme.halo, number_halo_px));
            painter.fillPath(text, theme.label);
        }
    }
}

// The worst lies on top.
void MapOverlay::paintPlaces(QPainter& painter, const render::MapView& view,
                             const render::Theme& theme) const {
    for (std::size_t i = places_.size(); i-- > 0;)
        if (i != chosen_place_)
            render::paint_rank(painter, view.to_pixel(places_[i]), i + 1, worst_radius(i), theme);
    if (chosen_place_ && *chosen_place_ < places_.size())
        render::paint_rank(painter, view.to_pixel(places_[*chosen_place_]), *chosen_place_ + 1,
                           chosen_radius_px, theme);
}

} // namespace prospect::app
