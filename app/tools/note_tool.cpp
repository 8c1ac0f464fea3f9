#include "app/tools/note_tool.h"

#include "geometry/base/error.h"

#include <QCoreApplication>

#include <algorithm>

namespace prospect::app {

namespace {

struct NoteMarks {
    Q_DECLARE_TR_FUNCTIONS(NoteMarks)
};

Drawable mark(const char* kind, GeometryKind shape, const QString& label, const char* icon) {
    return {std::string("annotation.") + kind, Role::annotation, shape, kind, label, {}, QLatin1String(icon)};
}

} // namespace

std::vector<Drawable> note_marks() {
    using enum GeometryKind;
    return {mark("pin", point, NoteMarks::tr("Note"), "note"),
            mark("area", polygon, NoteMarks::tr("Area"), "area"),
            mark("arrow", line, NoteMarks::tr("Arrow"), "arrow"),
            mark("cloud", polygon, NoteMarks::tr("Cloud"), "cloud"),
            mark("text", point, NoteMarks::tr("Text"), "text"),
            mark("measure", line, NoteMarks::tr("Measured line"), "measure")};
}

Drawable note_mark(const std::string& kind) {
    for (const Drawable& one : note_marks())
        if (one.kind == kind) return one;
    throw Error(ErrorCode::internal, "there is no mark \"" + kind + "\"");
}

QKeySequence key_of_mark(const std::string& kind) {
    const std::pair<const char*, Qt::Key> keys[] = {{"pin", Qt::Key_N},   {"area", Qt::Key_A},
                                                    {"arrow", Qt::Key_W}, {"cloud", Qt::Key_C},
                                                    {"text", Qt::Key_T},  {"measure", Qt::Key_L}};
    for (const auto& [known, key] : keys)
        if (kind == known) return key;
    return {};
}

void NoteTool::click(const ToolPoint& point) {
    DrawTool::click(point);
    constexpr std::size_t ends_of_an_arrow = 2;
    if (drawable().kind == "arrow" && own_corners().size() == ends_of_an_arrow) press(Key::enter);
}

void NoteTool::add(Geometry shape) {
    normalise(shape);
    const Annotation note = begin_(drawable().kind, std::move(shape));
    finish(add_annotation(plan(), note, sign_()), {note.id});
    end();
}

} // namespace prospect::app
