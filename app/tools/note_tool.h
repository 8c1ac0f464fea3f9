// Draws the marks of a review: pin, area, arrow, cloud, text, measured line. Each is a note with a number.
#pragma once

#include "app/tools/draw_tool.h"
#include "geometry/site/annotation.h"

#include <QKeySequence>

#include <functional>

namespace prospect::app {

// In the order of the tools; kind is the annotation's.
std::vector<Drawable> note_marks();
// Throws Error(internal) for a kind that is none.
Drawable note_mark(const std::string& kind);
// The key that draws it; none for other kinds.
QKeySequence key_of_mark(const std::string& kind);

// Draws one mark and ends: its words come next. An arrow ends with its second click.
class NoteTool : public DrawTool {
public:
    // What a note of that kind and shape begins with, and who signs it.
    using Begin = std::function<Annotation(const std::string& kind, Geometry)>;
    using Sign = std::function<Signature()>;
    NoteTool(const Drawable& mark, Begin begin, Sign sign)
        : DrawTool(mark), begin_(std::move(begin)), sign_(std::move(sign)) {}

    void click(const ToolPoint& point) override;
    bool draws_areas() const override { return false; }

protected:
    void add(Geometry shape) override;

private:
    Begin begin_;
    Sign sign_;
};

} // namespace prospect::app
