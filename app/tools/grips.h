// Reshapes what is selected by its handles: vertices are dragged, put in between two others and taken away,
// whole things are moved. No widgets.
#pragma once

#include "app/tools/copies.h"
#include "app/tools/tool.h"
#include "geometry/base/edges.h"

#include <utility>

namespace prospect::app {

class Grips {
public:
    // More vertices than this have no handles: nobody could tell them apart. Moving goes on.
    static constexpr std::size_t most_vertices = 600;

    void set_site(SitePtr site);
    void set_features(std::vector<Uuid> features);

    enum class Part { nothing, vertex, between, body };
    // What lies at p; `topmost` is what a click there would select.
    Part part_at(Point p, double reach_m, const std::optional<Uuid>& topmost) const;
    // Takes hold of what lies there, and says what it is.
    Part grab(Point p, double reach_m, const std::optional<Uuid>& topmost);
    bool is_grabbed() const { return grabbed_.part != Part::nothing; }
    // It follows the pointer once that has gone more than half its reach.
    void drag(const ToolPoint& to);
    bool is_dragging() const { return dragging_; }
    // Lets go: a vertex that was not moved becomes the active one.
    void drop();
    // Escape: ends the drag as if it had not begun, else forgets the active vertex. False: nothing to do.
    bool cancel();
    bool has_active() const { return active_.part != Part::nothing; }
    // Takes the active vertex away. False: there is none.
    bool remove_active();

    // What steps of 45° and right angles are measured from while dragging.
    std::optional<Point> anchor() const;
    std::vector<Uuid> moving() const;
    Tool::Pull pull() const;
    std::optional<SiteEdit> take_edit() { return std::exchange(edit_, std::nullopt); }
    Preview preview() const;
    QString prompt() const;

private:
    struct Hit {
        Part part = Part::nothing;
        Uuid feature;
        VertexPlace place;
        bool operator==(const Hit&) const = default;
    };
    Hit hit(Point p, double reach_m, const std::optional<Uuid>& topmost) const;
    void resolve();
    const Feature* feature(const Uuid& id) const;
    // The feature as it would be with the vertex where the pointer is.
    Geometry reshaped(const Hit& held) const;
    Point displacement() const;
    void finish_reshaping(const Feature& feature, Geometry geometry, const QString& title);

    SitePtr site_;
    std::vector<Uuid> ids_;
    std::vector<FeaturePtr> features_;
    bool stand_free_ = true; // all of them
    std::size_t vertices_ = 0;
    Hit grabbed_;
    Hit active_;
    Point from_;
    ToolPoint to_;
    bool dragging_ = false;
    std::optional<SiteEdit> edit_;
    QString refusal_;
};

} // namespace prospect::app
