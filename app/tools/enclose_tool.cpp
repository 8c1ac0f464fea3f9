#include "app/tools/enclose_tool.h"

#include "app/models/words.h"
#include "app/tools/red_line.h"
#include "geometry/kernel/shape_operations.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace prospect::app {

namespace {

struct EncloseText {
    Q_DECLARE_TR_FUNCTIONS(EncloseText)
};

// An area that a narrow gap makes at least so many times as large is taken for one that leaks.
constexpr double leak_factor = 2;
// Areas whose size differs by less, around the same place, are one.
constexpr double same_area_share = 0.01;

double widest_gap_m(const EnclosedOutline& outline) {
    double widest = 0;
    for (const Segment& gap : outline.gaps)
        widest = std::max(widest, distance(gap.a, gap.b));
    return widest;
}

// "plan.dxf: WALLS, PROP": where the lines come from.
std::string origin_of(std::span<const EnclosedOutline> outlines) {
    std::set<std::string> files;
    std::set<std::string> layers;
    for (const EnclosedOutline& one : outlines) {
        for (const FeaturePtr& line : one.lines)
            if (!line->source.file.empty()) files.insert(line->source.file);
        for (const LayerPtr& layer : one.layers)
            layers.insert(layer->name);
    }
    const auto list = [](const std::set<std::string>& all) {
        std::string text;
        for (const std::string& one : all)
            text += (text.empty() ? "" : ", ") + one;
        return text;
    };
    return list(files) + (files.empty() ? "" : ": ") + list(layers);
}

} // namespace

std::vector<Drawable> area_kinds() {
    std::vector<Drawable> areas;
    for (Drawable& one : drawables())
        if (one.shape == GeometryKind::polygon && one.role != Role::underlay) areas.push_back(std::move(one));
    return areas;
}

void EncloseTool::set_site(SitePtr site) {
    if (site == site_) return;
    site_ = std::move(site);
    hovered_.reset();
    open_.reset();
    for (Question& one : clicks_)
        one.known.reset();
}

std::optional<ToolWork> EncloseTool::take_work() {
    if (busy_) return std::nullopt;
    std::optional<Question> question;
    if (!clicks_.empty())
        question = clicks_.front();
    else if (hover_)
        question = Question{*hover_, 0, false, std::nullopt, {}};
    else if (lines_of_ == site_)
        return std::nullopt;
    if (!question || question->click == 0) hover_.reset();
    busy_ = true;
    return ToolWork([this, site = site_, lines = lines_, question](const Progress&) {
        return [this, site, question, found = find(site, lines, question)] {
            take_found(site, question, found);
        };
    });
}

void EncloseTool::give_up_work() {
    busy_ = false;
    clicks_.clear();
    hover_.reset();
    lines_of_ = site_; // indexed with the next question, not over and over
    lines_.reset();
}

EncloseTool::Found EncloseTool::find(const SitePtr& site, const std::shared_ptr<const PlanLines>& former,
                                     const std::optional<Question>& question) {
    auto lines = former ? std::make_shared<PlanLines>(*former) : std::make_shared<PlanLines>();
    lines->set_site(site);
    Found found{lines, {}, {}};
    if (!question) return found;
    const Point at = question->point.at;
    found.hovered = question->known ? question->known
                                    : lines->around(at, question->click > 0 ? most_lines_when_clicked
                                                                            : most_lines_when_hovering);
    if (question->click == 0) return found;
    if (!found.hovered) {
        for (const double widest_m : {closable_gap_m / 4, closable_gap_m, widest_shown_gap_m}) {
            found.open = lines->around_closing(at, widest_m, {});
            if (found.open && !found.open->gaps.empty()) break;
            found.open.reset();
        }
    } else if (!question->point.adding && !question->again) {
        // Whether it leaks: with a narrow gap closed it would be much smaller.
        found.open = lines->around_closing(at, closable_gap_m, found.hovered->area.box());
        if (found.open &&
            (found.open->gaps.empty() || area(found.open->area) * leak_factor > area(found.hovered->area)))
            found.open.reset();
    }
    return found;
}

void EncloseTool::take_found(const SitePtr& site, const std::optional<Question>& question, Found found) {
    busy_ = false;
    lines_ = found.lines;
    lines_of_ = site;
    if (site != site_) { // changed meanwhile: asked again
        if (question && question->click == 0 && !hover_) hover_ = question->point;
        return;
    }
    if (!question) return;
    if (question->click == 0) {
        hovered_ = std::move(found.hovered);
        if (hover_ && hovered_ && contains(hovered_->area, hover_->at)) hover_.reset();
        return;
    }
    if (clicks_.empty() || clicks_.front().click != question->click) return; // given up
    const Question answered = clicks_.front();
    clicks_.erase(clicks_.begin());
    answer_click(answered, std::move(found));
    for (const Key key : answered.keys)
        act_on(key);
}

void EncloseTool::move(const ToolPoint& point) {
    if (!is_finite(point.at)) return;
    hover_.reset();
    if (!hovered_ || !contains(hovered_->area, point.at)) {
        hovered_.reset();
        hover_ = point;
    }
    // What can only be shown is shown while one is there; what can be closed waits for the answer.
    if (open_ && offer().isEmpty() && !contains(open_->area, point.at)) forget_gaps();
}

void EncloseTool::click(const ToolPoint& point) {
    if (!is_finite(point.at)) return;
    Question question{point, ++last_click_, open_ && contains(open_->area, point.at), std::nullopt, {}};
    if (hovered_ && contains(hovered_->area, point.at)) question.known = hovered_;
    clicks_.push_back(std::move(question));
}

void EncloseTool::answer_click(const Question& question, Found found) {
    hovered_ = std::move(found.hovered);
    if (!hovered_) {
        open_ = std::move(found.open);
        tell_open();
    } else if (question.point.adding) {
        forget_gaps();
        toggle(*hovered_);
    } else if (found.open) {
        open_ = std::move(found.open);
    } else {
        std::vector<EnclosedOutline> all = joined_;
        all.push_back(*hovered_);
        make(std::move(all));
    }
}

void EncloseTool::toggle(EnclosedOutline outline) {
    const auto found = std::find_if(joined_.begin(), joined_.end(),
                                    [&](const EnclosedOutline& one) { return one.area == outline.area; });
    if (found == joined_.end())
        joined_.push_back(std::move(outline));
    else
        joined_.erase(found);
}

void EncloseTool::tell_open() {
    if (!open_)
        refuse(EncloseText::tr("No lines close around this place: draw the outline instead."));
    else if (widest_gap_m(*open_) > closable_gap_m)
        refuse(
            EncloseText::tr("The outline is open by %1 here, too wide to close by itself: draw the missing "
                            "line first.")
                .arg(gap_text(widest_gap_m(*open_))));
}

void EncloseTool::press(Key key) {
    if (clicks_.empty()) {
        act_on(key);
    } else if (key == Key::escape) {
        clicks_.clear();
    } else {
        clicks_.back().keys.push_back(key);
    }
}

void EncloseTool::act_on(Key key) {
    switch (key) {
    case Key::enter:
        if (!offer().isEmpty()) {
            std::vector<EnclosedOutline> all = joined_;
            all.push_back(*open_);
            make(std::move(all));
        } else if (!joined_.empty()) {
            make(joined_);
        } else {
            end();
        }
        break;
    case Key::backspace:
        if (!joined_.empty()) joined_.pop_back();
        break;
    case Key::escape:
        if (open_)
            forget_gaps();
        else if (!joined_.empty())
            joined_.clear();
        else
            end();
        break;
    }
}

bool EncloseTool::is_there_already(const Geometry& shape) const {
    const Point inside = label_point(shape);
    const double size = area(shape);
    for (const auto& [layer, feature] : site_->features(kind_.role)) {
        if (feature->geometry.kind != GeometryKind::polygon || !contains(feature->geometry, inside)) continue;
        if (std::abs(area(feature->geometry) - size) <= size * same_area_share) return true;
    }
    return false;
}

void EncloseTool::make(std::vector<EnclosedOutline> outlines) {
    std::vector<Geometry> areas;
    for (const EnclosedOutline& one : outlines)
        areas.push_back(one.area);
    Geometry shape = areas.size() == 1 ? areas.front() : merge_areas(areas);
    if (is_there_already(shape)) {
        refuse(EncloseText::tr("%1: there is one here already.").arg(kind_.label));
        return;
    }
    Feature feature = *drawn_feature(kind_, std::move(shape));
    feature.extra = {{"outline_of", origin_of(outlines)}};
    LayerToDrawIn target = layer_to_draw_in(*site_, kind_.role, kind_.kind, kind_.shape);
    SiteEdit edit;
    edit.title = EncloseText::tr("Make an outline: %1").arg(kind_.label).toStdString();
    edit.steps = std::move(target.steps);
    const Uuid id = feature.id;
    edit.steps.push_back(AddFeatures{target.layer, {std::make_shared<const Feature>(std::move(feature))}});
    joined_.clear();
    forget_gaps();
    finish(std::move(edit), {id});
}

void EncloseTool::forget_gaps() {
    open_.reset();
}

Preview EncloseTool::preview() const {
    Preview preview;
    for (const EnclosedOutline& one : joined_)
        preview.shapes.push_back(one.area);
    if (open_) {
        preview.shapes.push_back(open_->area);
        preview.gaps = open_->gaps;
    }
    const bool is_joined =
        hovered_ && std::any_of(joined_.begin(), joined_.end(),
                                [&](const EnclosedOutline& one) { return one.area == hovered_->area; });
    if (hovered_ && !is_joined && !(open_ && contains(hovered_->area, label_point(open_->area))))
        preview.shapes.push_back(hovered_->area);
    return preview;
}

QString EncloseTool::prompt() const {
    if (open_ && !offer().isEmpty() && hovered_)
        return EncloseText::tr(
                   "The outline is open by %1 · Enter closes the gap · a second click takes all of "
                   "it · Esc gives up")
            .arg(gap_text(widest_gap_m(*open_)));
    if (open_ && !offer().isEmpty())
        return EncloseText::tr("The outline is open by %1 · Enter closes the gap · Esc gives up")
            .arg(gap_text(widest_gap_m(*open_)));
    if (!joined_.empty())
        return EncloseText::tr("%1: Ctrl and click joins more areas · Enter makes it · Backspace takes the "
                               "last one back · Esc gives up")
            .arg(kind_.label);
    if (!clicks_.empty())
        return EncloseText::tr("%1: looking for what is around… · Esc gives up").arg(kind_.label);
    if (hovered_)
        return EncloseText::tr("%1, %2: click makes it · Ctrl and click joins several · Esc stops")
            .arg(kind_.label, quantity_text(area(hovered_->area), "m2"));
    return EncloseText::tr("%1: point inside an outline · Esc stops").arg(kind_.label);
}

QString EncloseTool::offer() const {
    if (!open_ || widest_gap_m(*open_) > closable_gap_m) return {};
    if (open_->gaps.size() == 1)
        return EncloseText::tr("Close the gap of %1").arg(gap_text(widest_gap_m(*open_)));
    return EncloseText::tr("Close %n gaps of up to %1", nullptr, static_cast<int>(open_->gaps.size()))
        .arg(gap_text(widest_gap_m(*open_)));
}

} // namespace prospect::app
