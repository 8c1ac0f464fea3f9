// What lies over the map and is not part of the plan: shapes of a result, places being picked,
// what a tool is about to make.
#pragma once

#include "app/models/judged_result.h"
#include "app/panels/access_painting.h"
#include "app/panels/sight_painting.h"
#include "app/panels/watch_painting.h"
#include "app/render/map_view.h"
#include "app/render/paint_changes.h"
#include "app/render/paint_signs.h"
#include "app/render/shape_look.h"
#include "app/tools/tool.h"
#include "geometry/base/geometry.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace prospect::app {

class MapCanvas;
class MapShields;

class MapOverlay : public QWidget {
    Q_OBJECT
public:
    explicit MapOverlay(MapCanvas& canvas);

    // Local coordinates.
    void setShapes(std::vector<Geometry> shapes, render::ShapeLook look = render::ShapeLook::plain);
    render::ShapeLook shapeLook() const { return shape_look_; }
    // Shapes of a result with a verdict, and their key; not while somebody looks or asks who sees.
    void setJudged(JudgedResult judged);
    const JudgedResult& judged() const { return judged_; }
    // Of the result that is shown: who may see it and which time it is of, in words, "" where that is no
    // matter. The former stands on pictures as long as its map or any shapes are there,
    // the latter as long as its map is, or without one its shapes.
    struct About {
        QString mark;
        QString moment;
        std::shared_ptr<const Field> field; // its map; null: it has none
    };
    void setAbout(About about) { about_ = std::move(about); }
    QString moment() const { return showsResult() ? about_.moment : QString(); }
    // Of all that is shown: what closes a zone off is for the police, too.
    QString mark() const;
    void setPoints(std::vector<Point> points);
    // Places with their rank from 1 in dark discs; `chosen` (from 0) stands out.
    void setPlaces(std::vector<Point> places, std::optional<std::size_t> chosen);
    // Findings as small signs, the worst first; `chosen` (from 0) stands out.
    void setSigns(std::vector<render::PlacedSign> signs, std::optional<std::size_t> chosen);
    const std::vector<render::PlacedSign>& signs() const { return signs_; }
    // What differs from another version of the plan, and what the two sides are called in the key.
    struct Changes {
        std::vector<render::ChangedShape> shapes;
        QString gone;    // "only in the existing place"
        QString arrived; // "only in Option A"
    };
    // The version behind; nothing when there are no shapes.
    void setGhost(Changes ghost);
    // In the ghost's place while it is given.
    void setChanges(std::optional<Changes> changes);
    // Where things of a row would come onto the plan; no part of any picture.
    void setComing(std::vector<Point> places);
    // What is about to be drawn; no part of any picture.
    void setPreview(Preview preview);
    // The view from one spot, below everything else; nothing without one.
    void setSight(std::optional<SightPicture> sight);
    const std::optional<SightPicture>& sight() const { return sight_; }
    // Who sees one spot, likewise.
    void setWatch(std::optional<WatchPicture> watch);
    const std::optional<WatchPicture>& watch() const { return watch_; }
    // Who can get where, above that. Only a spot in it hides what results lay over the map.
    void setAccess(std::optional<AccessPicture> access);
    const std::optional<AccessPicture>& access() const { return access_; }
    // Shapes and places over a picture of that view; an eye with its handles and a key on the map only where
    // somebody is at work.
    // Gives back where words stand: what is clicked there is not the map beneath.
    enum class Use { work, paper };
    std::vector<QRectF> paintOn(QPainter& painter, const render::MapView& view) const;
    std::vector<QRectF> paintOn(QPainter& painter, const render::MapView& view, Use use,
                                const render::Theme& theme) const;
    // Where the key of changes stands on the map; empty when none is shown.
    QRectF changeKeyRect() const;
    // The place whose disc is at the pixel, the topmost of several. None under a legend.
    std::optional<std::size_t> placeAt(QPointF pixel) const;
    // The sign that a click there takes, likewise (render::sign_at).
    std::optional<std::size_t> signAt(QPointF pixel) const;

Q_SIGNALS:
    // A click on the disc of a place; the map gets nothing of it.
    void placeClicked(std::size_t place);
    // The same of a sign.
    void signClicked(std::size_t sign);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void contentChanged();
    bool showsResult() const;
    // Somebody asks about a spot: what else lies over the map steps back.
    bool asksOfSpot() const { return watch_ || (access_ && access_->spot); }
    // Gives back where it stands. keys: those below it.
    QRectF paintAccess(QPainter& painter, const render::MapView& view, Use use, const render::Theme& theme,
                       const std::vector<QRectF>& keys) const;
    // Where the key of what is seen stands: above the legend.
    QPointF keyCorner(const render::MapView& view) const;
    // Where shapes of a result and numbers of places may be drawn: beside legend, scale and those keys.
    QRegion besideKeys(const render::MapView& view, Use use, const std::vector<QRectF>& keys) const;
    // The corner with scale and north.
    QRectF scaleFrame(const render::MapView& view) const;
    // Gives back where it stands.
    QRectF paintJudgedKey(QPainter& painter, const render::MapView& view, Use use,
                          const render::Theme& theme) const;
    // What the signs mean, above keys that stand there already. Gives back where it stands.
    QRectF paintSignKey(QPainter& painter, const render::MapView& view, const render::Theme& theme,
                        const std::vector<QRectF>& keys) const;
    void paintPoints(QPainter& painter, const render::MapView& view, const render::Theme& theme) const;
    void paintPlaces(QPainter& painter, const render::MapView& view, const render::Theme& theme) const;
    // The top right corner of the key of changes: below the cards that reach so far to the right.
    QPointF changeKeyCorner(const render::MapView& view, Use use) const;
    // Where no words may stand: legend, cards and that key.
    std::vector<QRectF> takenWith(const QRectF& key) const;
    std::vector<QRectF> paintSight(QPainter& painter, const render::MapView& view, Use use,
                                   const render::Theme& theme) const;

    MapCanvas& canvas_;
    MapShields* shields_;
    const Changes& shownChanges() const { return changes_ ? *changes_ : ghost_; }

    std::optional<SightPicture> sight_;
    std::optional<WatchPicture> watch_;
    std::optional<AccessPicture> access_;
    std::vector<Geometry> shapes_;
    JudgedResult judged_;
    About about_;
    render::ShapeLook shape_look_ = render::ShapeLook::plain;
    Changes ghost_;
    std::optional<Changes> changes_;
    std::vector<Point> points_;
    std::vector<Point> places_;
    std::optional<std::size_t> chosen_place_;
    std::optional<std::size_t> pressed_place_;
    std::vector<render::PlacedSign> signs_;
    std::optional<std::size_t> chosen_sign_;
    std::optional<std::size_t> pressed_sign_;
    Preview preview_;
    std::vector<Point> coming_;
};

} // namespace prospect::app
