// Draws points, lines and areas of one kind, one after another until it is told to stop.
#pragma once

#include "app/tools/corner_path.h"
#include "app/tools/drawables.h"

namespace prospect::app {

// A click sets a corner; Enter, a double click or a click on the first corner finishes (on a line that closes
// it); Backspace takes the last corner back; Escape gives up what is being drawn, then ends the tool. A point
// is finished with its click.
class DrawTool : public Tool {
public:
    explicit DrawTool(Drawable drawable) : drawable_(std::move(drawable)) {}

    // The plan drawn on: it says which layer takes the next thing.
    void set_site(SitePtr site) override { site_ = std::move(site); }
    void move(const ToolPoint& point) override { path_.pointer = point; }
    void click(const ToolPoint& point) override;
    // Its first click has set the last corner already.
    void double_click() override;
    void press(Key key) override;
    std::optional<Point> anchor() const override { return path_.anchor(); }
    std::vector<Point> own_corners() const override { return path_.corners; }
    Pull pull() const override;
    Preview preview() const override;
    QString prompt() const override;

    const Drawable& drawable() const { return drawable_; }
    // Whether areas are drawn that may as well be rectangles.
    virtual bool draws_areas() const { return drawable_.shape == GeometryKind::polygon; }
    // Something is begun and not finished.
    bool has_begun() const { return !path_.corners.empty(); }

protected:
    // Makes the edit of a finished shape.
    virtual void add(Geometry shape);
    const Site& plan() const { return *site_; }
    CornerPath& path() { return path_; }
    const CornerPath& path() const { return path_; }

private:
    std::size_t least_corners() const;
    bool closes_at(const ToolPoint& point) const;
    // `path`: the corners, with the first one again where a line closes.
    void finish_shape(const std::vector<Point>& path);

    Drawable drawable_;
    SitePtr site_;
    CornerPath path_;
};

} // namespace prospect::app
