#include "app/canvas/map_canvas.h"

#include "app/canvas/live_painters.h"
#include "app/canvas/map_canvas_impl.h"
#include "app/render/theme_style.h"

#include <QGraphicsScene>
#include <QPainter>
#include <QScrollBar>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace prospect::app {

using render::MapView;
using render::PaintModel;
using render::PlanPart;

namespace {

constexpr double closest_px_per_m = 2000;
constexpr double farthest_px_per_m = 1e-4;
constexpr QSize scale_corner(220, 72); // with scale and north

} // namespace

MapCanvas::Impl::Impl(MapCanvas* canvas)
    : self(canvas), model(PaintModel::build({})), ground(&pool, QImage::Format_RGB32),
      cells(&pool, QImage::Format_ARGB32_Premultiplied), above(&pool, QImage::Format_ARGB32_Premultiplied),
      composite(&pool) {
    for (WorkerImage* image : {&ground, &cells, &above})
        QObject::connect(image, &WorkerImage::painted, self, [this] { image_painted(); });
    QObject::connect(&composite, &Composite::finished, self, [this] { self->viewport()->update(); });
    QObject::connect(&model_watcher, &QFutureWatcher<ModelPtr>::finished, self, [this] { model_built(); });
}

MapCanvas::Impl::~Impl() {
    try {
        model_watcher.waitForFinished();
    } catch (const std::exception&) {
        // Waiting throws what the worker threw: there is nobody left to tell.
    }
}

void MapCanvas::Impl::build_model() {
    if (building) return;
    building = site;
    model_watcher.setFuture(QtConcurrent::run(
        &pool, [wanted = site, previous = model] { return PaintModel::build(wanted, previous); }));
}

void MapCanvas::Impl::model_built() {
    const SitePtr built = std::exchange(building, {});
    try {
        model = model_watcher.result();
    } catch (...) {
        if (built != site) build_model(); // set meanwhile
        throw;
    }
    if (built != site) build_model();
    show_plan();
    if (field && model->study_areas() != fades_outside) show_field();
    resolve_selection();
    image_painted();
}

void MapCanvas::Impl::show_plan() {
    show_ground();
    show_above();
}

void MapCanvas::Impl::show_ground() {
    const render::Theme& t = look();
    ground.setContent(
        [m = model, a = aside, &t](QPainter& painter, const MapView& v, const std::stop_token& stop) {
            return paint_plan(painter, *m, v, t, stop, PlanPart::ground, a.get());
        });
}

void MapCanvas::Impl::show_above() {
    const render::Theme& t = look();
    above.setContent([m = model, f = traced, a = aside, &t](QPainter& painter, const MapView& v,
                                                            const std::stop_token& stop) {
        if (f) {
            paint_contours(painter, f->lines(), f->style(), v, t);
            paint_cell_numbers(painter, f->field(), f->style(), v, t);
        }
        return paint_plan(painter, *m, v, t, stop, PlanPart::above, a.get());
    });
}

void MapCanvas::Impl::set_aside(render::Aside next) {
    const auto before = std::exchange(aside, std::make_shared<const render::Aside>(std::move(next)));
    if (before->left_out != aside->left_out || before->owners != aside->owners || before->walk != aside->walk)
        show_ground();
    show_above();
    was_painting |= self->isPainting();
    self->viewport()->update();
}

void MapCanvas::Impl::show_field() {
    traced = field && style.contour_lines ? std::make_shared<const TracedField>(field, style) : nullptr;
    if (!field) {
        cells.clear();
        return;
    }
    fades_outside = model->study_areas();
    render::FieldStyle opaque = style; // its opacity counts when the image is shown
    opaque.opacity = 1;
    cells.setContent(
        [m = model, f = field, opaque](QPainter& painter, const MapView& v, const std::stop_token& stop) {
            paint_within_red_line(painter, *m, v, opaque, [&](const render::FieldStyle& look) {
                paint_field_cells(painter, *f, look, v);
            });
            return !stop.stop_requested();
        });
}

void MapCanvas::Impl::image_painted() {
    self->viewport()->update();
    const bool painting = self->isPainting();
    if (std::exchange(was_painting, painting) && !painting) Q_EMIT self->settled();
}

void MapCanvas::Impl::resolve_selection() {
    selection.clear();
    std::set<Uuid> wanted(selected.begin(), selected.end());
    for (const Uuid& id : aside->left_out)
        wanted.erase(id);
    if (wanted.empty()) return;
    for (const LayerPtr& layer : model->site().layers)
        for (const FeaturePtr& feature : layer->features)
            if (wanted.contains(feature->id)) selection.push_back(feature);
}

std::vector<Composite::Sheet> MapCanvas::Impl::sheets() const {
    std::vector<Composite::Sheet> stack = {{ground.image(), 1, ground.content()}};
    if (field) stack.push_back({cells.image(), style.opacity, cells.content()});
    stack.push_back({above.image(), 1, above.content()});
    return stack;
}

bool MapCanvas::Impl::sheets_agree() const {
    const auto place = ground.imageView();
    return place && above.imageView() == place && (!field || cells.imageView() == place) &&
           !ground.isStale() && !above.isStale() && (!field || !cells.isStale());
}

const Composite::Laid* MapCanvas::Impl::stack_for(const std::vector<Composite::Sheet>& wanted) const {
    const auto& laid = composite.laid();
    if (!laid || laid->contents != Composite::contents_of(wanted)) return nullptr;
    if (composite.isOf(wanted)) return &*laid;
    if (!self->isPainting()) return nullptr;
    // While newer images come in one by one a whole older picture looks calmer, as long as it fills the
    // window.
    const prospect::Box seen = view.box();
    const prospect::Box held = laid->view.box();
    const bool fills = held.contains({seen.xmin, seen.ymin}) && held.contains({seen.xmax, seen.ymax});
    return fills && view.pixels_per_m < 3 * laid->view.pixels_per_m ? &*laid : nullptr;
}

prospect::Box MapCanvas::Impl::everything() const {
    // Notes alone are not the plan: on a scanned page they lie somewhere on it.
    prospect::Box things;
    prospect::Box underlays;
    prospect::Box marks;
    prospect::Box grids;
    if (site)
        for (const LayerPtr& layer : site->layers)
            (layer->raster                     ? grids
             : layer->role == Role::underlay   ? underlays
             : layer->role == Role::annotation ? marks
                                               : things)
                .add(layer->box());
    if (things.empty()) things = underlays;
    things.add(marks);
    return things.empty() ? grids : things;
}

void MapCanvas::Impl::apply(MapView next) {
    next.pixels_per_m = std::clamp(next.pixels_per_m, farthest_px_per_m, closest_px_per_m);
    next.size = self->viewport()->size();
    next.device_pixel_ratio = self->devicePixelRatioF();
    if (next == view) return;
    view = next;
    for (WorkerImage* image : {&ground, &cells, &above})
        image->setView(view);
    was_painting |= self->isPainting();
    self->viewport()->update();
    Q_EMIT self->viewChanged(view);
}

QPoint MapCanvas::Impl::pixel_of_center() const {
    return self->viewport()->rect().center();
}

void MapCanvas::Impl::refresh_furniture() {
    const double ratio = view.device_pixel_ratio;
    if (field && legend.isNull()) {
        QImage measure(1, 1, QImage::Format_ARGB32_Premultiplied);
        QPainter probe(&measure);
        const QRectF frame = paint_legend(probe, {}, style, look());
        probe.end();
        legend = QImage((frame.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        legend.setDevicePixelRatio(ratio);
        legend.fill(Qt::transparent);
        QPainter painter(&legend);
        paint_legend(painter, QPointF(0, frame.height()), style, look());
    }
    if (scale.isNull() || scale_of != view.pixels_per_m) {
        // The corner of the map that holds scale and north, as a small picture of its own.
        MapView corner = view;
        corner.size = scale_corner;
        scale = QImage((QSizeF(corner.size) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        scale.setDevicePixelRatio(ratio);
        scale.fill(Qt::transparent);
        QPainter painter(&scale);
        paint_scale_and_north(painter, corner, look(), site && render::knows_north(*site));
        scale_of = view.pixels_per_m;
    }
}

MapCanvas::MapCanvas(QWidget* parent) : QGraphicsView(parent), impl_(std::make_unique<Impl>(this)) {
    setScene(new QGraphicsScene(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    viewport()->setAcceptDrops(true);
    viewport()->setMouseTracking(true);
    // Every frame covers the whole viewport: clearing it first would be work for nothing.
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Map"));
    setAccessibleDescription(
        tr("The plan seen from above. Arrow keys move it, plus and minus zoom, Home shows "
           "everything, Enter selects what lies under the cross in the middle."));
    impl_->show_plan();
}

MapCanvas::~MapCanvas() = default;

void MapCanvas::setSite(SitePtr site) {
    if (site == impl_->site) return;
    impl_->scale = {}; // north may be known now
    // Null stands for an empty site, so that a model being built is always told by its site.
    impl_->site = site ? std::move(site) : std::make_shared<const Site>();
    impl_->was_painting = true;
    impl_->build_model();
    if (impl_->follows_all) zoomToAll();
    Q_EMIT siteSet(impl_->site);
}

const SitePtr& MapCanvas::site() const {
    return impl_->site;
}

void MapCanvas::setTheme(render::ThemeKind theme) {
    if (theme == impl_->theme) return;
    impl_->theme = theme;
    impl_->legend = {};
    impl_->scale = {};
    impl_->show_plan();
    impl_->was_painting |= isPainting();
    viewport()->update();
}

render::ThemeKind MapCanvas::theme() const {
    return impl_->theme;
}

void MapCanvas::setField(std::shared_ptr<const Field> field, const render::FieldStyle& style) {
    render::FieldStyle former = impl_->style;
    former.opacity = style.opacity;
    const bool same = field == impl_->field && former == style;
    const bool lines = impl_->traced || (field && style.contour_lines);
    impl_->field = std::move(field);
    impl_->style = style;
    impl_->legend = {};
    if (!same) {
        impl_->show_field();
        if (lines) impl_->show_above(); // where the lines are
    }
    impl_->was_painting |= isPainting();
    viewport()->update();
    Q_EMIT fieldSet();
}

const std::shared_ptr<const Field>& MapCanvas::field() const {
    return impl_->field;
}

const render::FieldStyle& MapCanvas::fieldStyle() const {
    return impl_->style;
}

void MapCanvas::setSelection(const std::vector<Uuid>& features) {
    impl_->selected = features;
    impl_->resolve_selection();
    viewport()->update();
    Q_EMIT selectionSet(features);
}

const std::vector<Uuid>& MapCanvas::selection() const {
    return impl_->selected;
}

void MapCanvas::setFaint(std::set<Uuid> notes) {
    if (notes == impl_->aside->faint) return;
    render::Aside next = *impl_->aside;
    next.faint = std::move(notes);
    impl_->set_aside(std::move(next));
}

const std::set<Uuid>& MapCanvas::faint() const {
    return impl_->aside->faint;
}

void MapCanvas::setLeftOut(std::set<Uuid> things) {
    if (things == impl_->aside->left_out) return;
    render::Aside next = *impl_->aside;
    next.left_out = std::move(things);
    impl_->set_aside(std::move(next));
    impl_->resolve_selection();
}

const std::set<Uuid>& MapCanvas::leftOut() const {
    return impl_->aside->left_out;
}

void MapCanvas::setOwnersShown(bool shown) { // NOLINT: as declared
    if (shown == impl_->aside->owners) return;
    render::Aside next = *impl_->aside;
    next.owners = shown;
    impl_->set_aside(std::move(next));
}

bool MapCanvas::ownersShown() const {
    return impl_->aside->owners;
}

void MapCanvas::setWalkGround(std::shared_ptr<const render::WalkGround> ground) {
    if (ground == impl_->aside->walk) return;
    render::Aside next = *impl_->aside;
    next.walk = std::move(ground);
    impl_->set_aside(std::move(next));
}

bool MapCanvas::walkGroundShown() const {
    return impl_->aside->walk != nullptr;
}

const MapView& MapCanvas::view() const {
    return impl_->view;
}

void MapCanvas::setView(const MapView& view) {
    impl_->follows_all = false;
    impl_->apply(view);
}

void MapCanvas::zoomToAll() {
    impl_->follows_all = true;
    const prospect::Box box = impl_->everything();
    if (!box.empty()) impl_->apply(MapView::fitting(box, viewport()->size()));
}

void MapCanvas::zoomToBox(const prospect::Box& local) {
    if (!local.empty()) setView(MapView::fitting(local, viewport()->size()));
}

void MapCanvas::zoomBy(double factor, QPointF pixel) {
    MapView next = impl_->view;
    const Point fixed = next.to_plan(pixel);
    next.pixels_per_m = std::clamp(next.pixels_per_m * factor, farthest_px_per_m, closest_px_per_m);
    next.center = next.center + (fixed - next.to_plan(pixel));
    setView(next);
}

bool MapCanvas::isPainting() const {
    return impl_->building || impl_->ground.isPainting() || impl_->cells.isPainting() ||
           impl_->above.isPainting();
}

int MapCanvas::picturesStarted() const {
    return impl_->ground.started() + impl_->cells.started() + impl_->above.started();
}

QImage MapCanvas::picture() const {
    return picturePainter(impl_->view, render::Legend::on_map, impl_->theme)();
}

std::function<QImage()> MapCanvas::picturePainter(const MapView& view, render::Legend legend,
                                                  render::ThemeKind kind) const {
    const bool paper = kind == render::ThemeKind::light;
    return
        [model = impl_->model, field = impl_->field,
         style = paper ? render::on_paper(impl_->style) : impl_->style, selection = impl_->selection,
         measurement = impl_->measurement, aside = impl_->aside, view, legend, &theme = render::theme(kind)] {
            const render::ResultToPaint result{field.get(), field ? &style : nullptr, {}};
            QImage image = render_view(*model, result, view, theme, legend, aside.get());
            QPainter painter(&image);
            paint_selection(painter, selection, view, theme);
            paint_measurement(painter, measurement, view, theme);
            return image;
        };
}

void MapCanvas::drawBackground(QPainter* painter, const QRectF& rect) {
    const MapView& view = impl_->view;
    painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter->fillRect(rect, impl_->look().map_ground);
    const auto sheets = impl_->sheets();
    if (impl_->sheets_agree()) impl_->composite.lay(sheets, *impl_->ground.imageView());
    if (const Composite::Laid* stack = impl_->stack_for(sheets)) {
        WorkerImage::draw(*painter, stack->image, stack->view, view);
        return;
    }
    impl_->ground.draw(*painter, view);
    if (impl_->field) {
        painter->setOpacity(impl_->style.opacity);
        impl_->cells.draw(*painter, view);
        painter->setOpacity(1);
    }
    impl_->above.draw(*painter, view);
}

void MapCanvas::drawForeground(QPainter* painter, const QRectF&) {
    const MapView& view = impl_->view;
    const render::Theme& theme = impl_->look();
    paint_selection(*painter, impl_->selection, view, theme);
    paint_measurement(*painter, impl_->measurement, view, theme);
    impl_->refresh_furniture();
    if (impl_->field) painter->drawImage(QPointF(legendRect().topLeft()), impl_->legend);
    painter->drawImage(scaleRect().topLeft(), impl_->scale);
    if (impl_->gesture == Impl::Gesture::band || impl_->gesture == Impl::Gesture::zoom_box)
        paint_band(*painter, impl_->band,
                   impl_->gesture == Impl::Gesture::band ? impl_->band_kind(impl_->last) : BandKind::holds,
                   theme);
    if (impl_->keyboard_focus) paint_crosshair(*painter, impl_->pixel_of_center(), theme);
    if (impl_->keyboard_focus || impl_->dropping) paint_frame(*painter, QRectF(viewport()->rect()), theme);
}

QRect MapCanvas::scaleRect() const {
    const QSize size = impl_->view.size;
    return {QPoint(size.width() - scale_corner.width(), size.height() - scale_corner.height()), scale_corner};
}

QRect MapCanvas::legendRect() const {
    if (!impl_->field) return {};
    impl_->refresh_furniture();
    const QSizeF size = QSizeF(impl_->legend.size()) / impl_->legend.devicePixelRatio();
    const double top = std::round(impl_->view.size.height() - render::space::edge - size.height());
    return QRectF(QPointF(render::space::edge, top), size).toAlignedRect();
}

void MapCanvas::paintEvent(QPaintEvent* event) {
    // The window has moved to a screen of another density.
    if (impl_->view.device_pixel_ratio != devicePixelRatioF()) {
        impl_->legend = {};
        impl_->scale = {};
        impl_->apply(impl_->view);
    }
    QGraphicsView::paintEvent(event);
}

void MapCanvas::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    setSceneRect(QRectF(QPointF(0, 0), QSizeF(viewport()->size())));
    if (impl_->follows_all) zoomToAll();
    impl_->apply(impl_->view);
}

} // namespace prospect::app
