// Moves things, or sets copies of them: by a base point and where that goes, along a line, or at the pointer.
#pragma once

#include "app/tools/copies.h"
#include "app/tools/tool.h"

namespace prospect::app {

// What the displacement does.
enum class Displace { move, copy };

// First click: the point by which they are taken; second click: where it goes. Moving ends then, copying goes
// on with further copies.
class DisplaceTool : public Tool {
public:
    DisplaceTool(Displace what, std::vector<Copied> things) : what_(what), things_(std::move(things)) {}

    void set_site(SitePtr site) override { site_ = std::move(site); }
    void move(const ToolPoint& point) override { pointer_ = point; }
    void click(const ToolPoint& point) override;
    void double_click() override {}
    void press(Key key) override;
    std::optional<Point> anchor() const override { return base_; }
    std::vector<Uuid> moving() const override;
    // Middles of the single things that are taken, to take them by.
    std::vector<Point> own_corners() const override;
    Pull pull() const override { return base_ && stand_free(things_) ? Pull::asked : Pull::always; }
    Preview preview() const override;
    QString prompt() const override;

private:
    Displace what_;
    std::vector<Copied> things_;
    SitePtr site_;
    std::optional<Point> base_;
    std::optional<ToolPoint> pointer_;
};

// Copies hang at the pointer by the middle of their box; each click sets one.
class PasteTool : public Tool {
public:
    explicit PasteTool(std::vector<Copied> things) : things_(std::move(things)) {}

    void set_site(SitePtr site) override { site_ = std::move(site); }
    void move(const ToolPoint& point) override { pointer_ = point; }
    void click(const ToolPoint& point) override;
    void double_click() override {}
    void press(Key key) override;
    Pull pull() const override { return stand_free(things_) ? Pull::asked : Pull::always; }
    Preview preview() const override;
    QString prompt() const override;

private:
    Point offset_to(Point at) const;

    std::vector<Copied> things_;
    SitePtr site_;
    std::optional<ToolPoint> pointer_;
};

// A row of copies at equal steps: the point by which they are taken, where the first copy goes, then how far
// the row reaches, or the number of copies typed.
class ArrayTool : public Tool {
public:
    static constexpr int most_copies = 500;

    explicit ArrayTool(std::vector<Copied> things) : things_(std::move(things)) {}

    void set_site(SitePtr site) override { site_ = std::move(site); }
    void move(const ToolPoint& point) override { pointer_ = point; }
    void click(const ToolPoint& point) override;
    void double_click() override {}
    void press(Key key) override;
    // The number of copies, the original not counted.
    bool type(const QString& text) override;
    bool preview_typed(const QString& text) override;
    std::optional<Point> anchor() const override;
    std::vector<Point> own_corners() const override;
    Pull pull() const override { return base_ && stand_free(things_) ? Pull::asked : Pull::always; }
    Preview preview() const override;
    QString prompt() const override;

private:
    // Of the row that reaches to the pointer.
    int count_to(Point at) const;
    std::vector<Point> offsets(int count) const;
    void set(int count);

    std::vector<Copied> things_;
    SitePtr site_;
    std::optional<Point> base_;
    std::optional<Point> step_;
    std::optional<int> typed_;
    std::optional<ToolPoint> pointer_;
};

} // namespace prospect::app
