#include "app/tools/tool_session.h"

#include "app/canvas/measurement.h"
#include "app/tools/typed_place.h"

#include <QCoreApplication>

#include <utility>

namespace prospect::app {

namespace {

struct Session {
    Q_DECLARE_TR_FUNCTIONS(Session)
};

} // namespace

void ToolSession::start(std::unique_ptr<Tool> tool) {
    tool_ = std::move(tool);
    tool_->set_site(site_);
    typed_.clear();
    refusal_.clear();
    if (pointer_) tool_->move(snapped(*pointer_));
}

void ToolSession::set_site(SitePtr site) {
    site_ = site ? std::move(site) : std::make_shared<const Site>();
    if (tool_) tool_->set_site(site_);
}

ToolPoint ToolSession::snapped(const PointerInput& input, std::optional<Point> anchor, std::vector<Point> own,
                               std::vector<Uuid> except) const {
    const ToolPoint plain{input.at, SnapKind::none, input.reach_m, false};
    if (input.steps_of_45 && anchor)
        return {constrained(*anchor, input.at), SnapKind::none, input.reach_m, false};
    if (snapping_ == input.other_snap) return plain;
    snapper_.set_site(site_);
    return snapper_.snap({input.at, input.reach_m, anchor, std::move(own), std::move(except)});
}

ToolPoint ToolSession::snapped(const PointerInput& input) const {
    if (!tool_->snaps()) return {input.at, SnapKind::none, input.reach_m, input.steps_of_45};
    return snapped(input, tool_->anchor(), tool_->own_corners(), tool_->moving());
}

void ToolSession::move(const PointerInput& input) {
    pointer_ = input;
    if (tool_) tool_->move(snapped(input));
}

void ToolSession::click(const PointerInput& input) {
    pointer_ = input;
    typed_.clear();
    refusal_.clear();
    if (!tool_) return;
    tool_->click(snapped(input));
    refusal_ = tool_->take_refusal();
}

void ToolSession::double_click() {
    if (!tool_) return;
    tool_->double_click();
    refusal_ = tool_->take_refusal();
}

void ToolSession::press_tool(Tool::Key key) {
    tool_->press(key);
    if (pointer_) tool_->move(snapped(*pointer_)); // what is near may pull otherwise now
    refusal_ = tool_->take_refusal();
}

void ToolSession::press(Tool::Key key) {
    if (!tool_) return;
    refusal_.clear();
    if (typed_.isEmpty()) {
        press_tool(key);
        return;
    }
    switch (key) {
    case Tool::Key::enter:
        enter_typed();
        break;
    case Tool::Key::escape:
        typed_.clear();
        break;
    case Tool::Key::backspace:
        typed_.chop(1);
        break;
    }
}

bool ToolSession::type(QChar c) {
    // A lone minus is the map's key for zooming out.
    if (!tool_ || !is_typed_character(c) || (typed_.isEmpty() && c == u'-')) return false;
    refusal_.clear();
    typed_ += c;
    return true;
}

void ToolSession::enter_typed() {
    const QString text = std::exchange(typed_, {});
    if (tool_->type(text)) {
        refusal_ = tool_->take_refusal();
        return;
    }
    TypedFrom from{site_->frame, site_->box(), tool_->anchor(), std::nullopt};
    if (pointer_) from.pointer = snapped(*pointer_).at;
    const Resolved resolved = resolve(text, from);
    if (resolved.at) {
        // A typed place is meant as it is: nothing near it is taken for it.
        tool_->click({*resolved.at, SnapKind::none, 0, false});
        refusal_ = tool_->take_refusal();
    } else {
        refusal_ = resolved.refusal;
        typed_ = text;
    }
}

std::optional<ToolWork> ToolSession::take_work() {
    auto work = tool_ ? tool_->take_work() : std::nullopt;
    if (!work) return std::nullopt;
    return ToolWork([this, tool = tool_.get(), work = std::move(*work)](const Progress& progress) {
        return [this, tool, answer = work(progress)] {
            if (tool_.get() != tool) return;
            answer();
            if (const QString why = tool_->take_refusal(); !why.isEmpty()) refusal_ = why;
        };
    });
}

void ToolSession::fail_work(const QString& why) {
    if (!tool_) return;
    tool_->give_up_work();
    refusal_ = why;
}

Preview ToolSession::preview() const {
    if (!tool_) return {};
    Preview preview = tool_->preview();
    if (!typed_.isEmpty()) preview.measure = typed_ + u'|';
    preview.refusal = refusal_;
    return preview;
}

QString ToolSession::prompt() const {
    if (!tool_) return {};
    if (!refusal_.isEmpty()) return refusal_;
    if (!typed_.isEmpty()) return Session::tr("%1 · Enter takes it · Esc clears it").arg(typed_);
    return tool_->prompt();
}

} // namespace prospect::app
