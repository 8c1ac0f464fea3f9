// The parts of the map widget, shared by its drawing and its input.
#pragma once

#include "app/canvas/composite.h"
#include "app/canvas/live_painters.h"
#include "app/canvas/map_canvas.h"
#include "app/canvas/measurement.h"
#include "app/canvas/worker_image.h"

#include <QFutureWatcher>
#include <QImage>
#include <QThreadPool>

#include <mutex>

namespace prospect::app {

// A field with its contour lines, traced when first painted.
class TracedField {
public:
    TracedField(std::shared_ptr<const Field> field, render::FieldStyle style)
        : field_(std::move(field)), style_(std::move(style)) {}
    const Field& field() const { return *field_; }
    const render::FieldStyle& style() const { return style_; }
    // Safe from any thread.
    const std::vector<Contour>& lines() const {
        std::call_once(traced_, [this] { lines_ = contours(*field_, style_.contour_levels); });
        return lines_;
    }

private:
    std::shared_ptr<const Field> field_;
    render::FieldStyle style_;
    mutable std::once_flag traced_;
    mutable std::vector<Contour> lines_;
};

struct MapCanvas::Impl {
    explicit Impl(MapCanvas* canvas);
    ~Impl();

    using ModelPtr = std::shared_ptr<const render::PaintModel>;

    // Models: built by a worker, newest site wins.
    void build_model();
    void model_built();
    // Hands the images what they are to show.
    void show_plan();
    void show_ground();
    void show_above();
    void set_aside(render::Aside next);
    void show_field();
    void image_painted();
    void resolve_selection();
    // The images from bottom to top with what they are to show, painted or not.
    std::vector<Composite::Sheet> sheets() const;
    // Whether all of them are there and of one view.
    bool sheets_agree() const;
    // The finished stack, if it shows what it should and, be it of a former view, enough of it.
    const Composite::Laid* stack_for(const std::vector<Composite::Sheet>& wanted) const;

    void apply(render::MapView next);
    prospect::Box everything() const;
    QPoint pixel_of_center() const;
    void pick(QPointF pixel, Qt::KeyboardModifiers modifiers);
    void select_in(const QRectF& band, BandKind kind, Qt::KeyboardModifiers modifiers);
    BandKind band_kind(QPointF at) const { return at.x() < press.x() ? BandKind::crosses : BandKind::holds; }
    void measure_changed();
    void end_measurement();
    // Where a corner at the pixel would be: with Shift in steps of 45° from the last segment, else from
    // north.
    Point measured_place(QPointF pixel, Qt::KeyboardModifiers modifiers) const;
    // The line follows the pointer; nothing while none is being measured.
    void follow(QPointF pixel, Qt::KeyboardModifiers modifiers);
    void update_cursor();
    // Keys; false: not one of these.
    bool navigate(const QKeyEvent& key);
    bool operate(const QKeyEvent& key);
    bool cancel();
    void refresh_furniture();
    const render::Theme& look() const { return render::theme(theme); }

    enum class Gesture { none, pressed, pan, band, zoom_box };

    MapCanvas* self;
    SitePtr site;
    ModelPtr model;
    QFutureWatcher<ModelPtr> model_watcher;
    SitePtr building; // the site a worker builds a model of
    bool was_painting = false;

    render::ThemeKind theme = render::ThemeKind::light;
    std::shared_ptr<const Field> field;
    render::FieldStyle style;
    std::shared_ptr<const TracedField> traced;
    std::vector<Geometry> fades_outside; // the red line the cells were painted with

    render::MapView view;
    bool follows_all = true; // keep everything in sight when the size changes

    QThreadPool pool;
    WorkerImage ground;
    WorkerImage cells;
    WorkerImage above;
    Composite composite;

    std::vector<Uuid> selected;
    std::vector<FeaturePtr> selection;
    std::shared_ptr<const render::Aside> aside = std::make_shared<const render::Aside>();
    Measurement measurement;

    Mode mode = Mode::select;
    Gesture gesture = Gesture::none;
    QPointF press;
    QPointF last;
    QRectF band;
    bool space_held = false;
    std::optional<Qt::CursorShape> tool_cursor;
    bool keyboard_focus = false;
    bool dropping = false;

    // Legend and scale, painted when they change, not with every frame.
    QImage legend;
    QImage scale;
    double scale_of = 0;
};

} // namespace prospect::app
