#include "app/tools/displace_tool.h"

#include "app/tools/corner_path.h"
#include "app/tools/typed_place.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

struct Displacing {
    Q_DECLARE_TR_FUNCTIONS(Displacing)
};

QString copies_text(int count) {
    return count == 1 ? Displacing::tr("one copy") : Displacing::tr("%n copies", nullptr, count);
}

void append(std::vector<Geometry>& to, std::vector<Geometry> more) {
    std::move(more.begin(), more.end(), std::back_inserter(to));
}

} // namespace

void DisplaceTool::click(const ToolPoint& point) {
    pointer_ = point;
    if (!base_) {
        base_ = point.at;
        return;
    }
    const Point offset = point.at - *base_;
    if (offset == Point{}) return;
    if (what_ == Displace::copy) {
        CopyEdit copy = copies_at(*site_, things_, std::span(&offset, 1),
                                  Displacing::tr("Copy %1").arg(things_text(things_.size())));
        finish(std::move(copy.edit), std::move(copy.made));
        return;
    }
    SiteEdit edit;
    edit.title = Displacing::tr("Move %1").arg(things_text(things_.size())).toStdString();
    for (const Copied& one : things_)
        edit.steps.push_back(ChangeGeometry{one.feature->id, translated(one.feature->geometry, offset)});
    finish(std::move(edit), ids_of(things_));
    end();
}

void DisplaceTool::press(Key key) {
    if (key == Key::backspace && base_)
        base_.reset();
    else if (key != Key::backspace)
        end();
}

std::vector<Uuid> DisplaceTool::moving() const {
    // The base is found on the things themselves; then they move and must not pull.
    return what_ == Displace::move && base_ ? ids_of(things_) : std::vector<Uuid>();
}

std::vector<Point> DisplaceTool::own_corners() const {
    return base_ ? std::vector<Point>() : single_places(things_);
}

Preview DisplaceTool::preview() const {
    Preview preview = preview_at(pointer_);
    if (!base_) return preview;
    preview.corners.push_back(*base_);
    if (!pointer_) return preview;
    preview.shapes = shapes_of(things_, pointer_->at - *base_);
    preview.guides.push_back(Geometry::make_line(std::vector<Point>{*base_, pointer_->at}));
    preview.measure = way_text(*base_, pointer_->at);
    return preview;
}

QString DisplaceTool::prompt() const {
    if (!base_)
        return Displacing::tr("Click the point to take %1 by · Esc stops").arg(things_text(things_.size()));
    const QString forms = typed_forms({TypedForm::length, TypedForm::polar, TypedForm::offset});
    return what_ == Displace::move
               ? Displacing::tr("Click where that point goes, or type %1 · Esc stops").arg(forms)
               : Displacing::tr("Click where a copy goes, or type %1 · Esc stops").arg(forms);
}

Point PasteTool::offset_to(Point at) const {
    return at - box_of(things_).center();
}

void PasteTool::click(const ToolPoint& point) {
    pointer_ = point;
    const Point offset = offset_to(point.at);
    CopyEdit copy = copies_at(*site_, things_, std::span(&offset, 1),
                              Displacing::tr("Paste %1").arg(things_text(things_.size())));
    finish(std::move(copy.edit), std::move(copy.made));
}

void PasteTool::press(Key key) {
    if (key != Key::backspace) end();
}

Preview PasteTool::preview() const {
    Preview preview = preview_at(pointer_);
    if (pointer_) preview.shapes = shapes_of(things_, offset_to(pointer_->at));
    return preview;
}

QString PasteTool::prompt() const {
    return Displacing::tr("Click where the copy of %1 goes · Esc stops").arg(things_text(things_.size()));
}

void ArrayTool::click(const ToolPoint& point) {
    pointer_ = point;
    if (!base_)
        base_ = point.at;
    else if (!step_ && point.at != *base_)
        step_ = point.at - *base_;
    else if (step_)
        set(count_to(point.at));
}

void ArrayTool::set(int count) {
    const std::vector<Point> where = offsets(count);
    CopyEdit copy = copies_at(*site_, things_, where, Displacing::tr("Row of %1").arg(copies_text(count)));
    finish(std::move(copy.edit), std::move(copy.made));
    end();
}

void ArrayTool::press(Key key) {
    if (key == Key::escape) {
        end();
    } else if (key == Key::enter) {
        if (step_ && pointer_)
            set(count_to(pointer_->at));
        else
            end();
    } else if (step_) {
        step_.reset();
    } else {
        base_.reset();
    }
}

bool ArrayTool::type(const QString& text) {
    if (!step_) return false;
    bool whole = false;
    const int count = text.toInt(&whole);
    if (whole && count >= 1 && count <= most_copies)
        set(count);
    else
        refuse(Displacing::tr("Type how many copies: a whole number from 1 to %1.").arg(most_copies));
    return true;
}

bool ArrayTool::preview_typed(const QString& text) {
    typed_.reset();
    if (!step_) return false;
    bool whole = false;
    const int count = text.toInt(&whole);
    if (whole && count >= 1 && count <= most_copies) typed_ = count;
    return true;
}

std::optional<Point> ArrayTool::anchor() const {
    return base_;
}

std::vector<Point> ArrayTool::own_corners() const {
    return base_ ? std::vector<Point>() : single_places(things_);
}

int ArrayTool::count_to(Point at) const {
    const double steps = dot(at - *base_, *step_) / dot(*step_, *step_);
    return static_cast<int>(std::clamp(std::round(steps), 1.0, static_cast<double>(most_copies)));
}

std::vector<Point> ArrayTool::offsets(int count) const {
    std::vector<Point> all;
    for (int i = 1; i <= count; ++i)
        all.push_back(*step_ * i);
    return all;
}

Preview ArrayTool::preview() const {
    Preview preview = preview_at(pointer_);
    if (!base_) return preview;
    preview.corners.push_back(*base_);
    if (!pointer_) return preview;
    if (!step_) {
        preview.shapes = shapes_of(things_, pointer_->at - *base_);
        preview.measure = way_text(*base_, pointer_->at);
        return preview;
    }
    const int count = typed_.value_or(count_to(pointer_->at));
    for (const Point& offset : offsets(count))
        append(preview.shapes, shapes_of(things_, offset));
    preview.measure = copies_text(count);
    return preview;
}

QString ArrayTool::prompt() const {
    if (!base_)
        return Displacing::tr("Row: click the point to take %1 by · Esc stops")
            .arg(things_text(things_.size()));
    if (!step_)
        return Displacing::tr("Row: click where the first copy goes, or type its distance · Esc stops");
    return Displacing::tr("Row: point how far it reaches and click, or type how many copies · Esc stops");
}

} // namespace prospect::app
