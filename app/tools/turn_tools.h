// Tools that turn what is selected about a point, or mirror it in a line. What points somewhere (openings,
// cameras, lamps, lettering) is turned along.
#pragma once

#include "app/tools/copies.h"
#include "app/tools/tool.h"

namespace prospect::app {

// The things turned clockwise about the centre, and mirrored in the line through a and b: shapes and
// directions (geometry/site/directions.h); ids stay. Nobody has surveyed the new directions.
std::vector<Copied> turned(std::span<const Copied> things, Point center, double clockwise_deg);
std::vector<Copied> mirrored(std::span<const Copied> things, Point a, Point b);

// First click: a point, or the centre. The second, or a typed number, ends it. With Ctrl at that click the
// original stays and a copy is made.
class TurningTool : public Tool {
public:
    explicit TurningTool(std::vector<Copied> things) : things_(std::move(things)) {}

    void set_site(SitePtr site) override { site_ = std::move(site); }
    void move(const ToolPoint& point) override { pointer_ = point; }
    void double_click() override {}
    void press(Key key) override;
    bool takes_ctrl() const override { return true; }
    std::optional<Point> anchor() const override { return first_; }
    // Middles of the single things, to turn them about.
    std::vector<Point> own_corners() const override;

protected:
    enum class Original { goes_along, stays };
    static Original original_after(const ToolPoint& click) {
        return click.adding ? Original::stays : Original::goes_along;
    }
    void set(std::vector<Copied> changed, Original original, const QString& title, const QString& copy_title);

    std::vector<Copied> things_;
    SitePtr site_;
    std::optional<Point> first_;
    std::optional<ToolPoint> pointer_;
};

// The direction from the centre to the pointer says the turn: north is none, east is 90° clockwise.
class RotateTool : public TurningTool {
public:
    using TurningTool::TurningTool;

    void click(const ToolPoint& point) override;
    bool takes_signs() const override { return first_.has_value(); }
    bool type(const QString& text) override;
    bool preview_typed(const QString& text) override;
    Preview preview() const override;
    QString prompt() const override;

private:
    void turn(double clockwise_deg, Original original);

    std::optional<double> typed_deg_;
};

class MirrorTool : public TurningTool {
public:
    using TurningTool::TurningTool;

    void click(const ToolPoint& point) override;
    Preview preview() const override;
    QString prompt() const override;
};

} // namespace prospect::app
