#include "app/tools/tool_session.h"

#include "app/canvas/measurement.h"

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
    shows_typed_ = false;
    move_tool();
}

void ToolSession::set_site(SitePtr site) {
    site_ = site ? std::move(site) : std::make_shared<const Site>();
    if (tool_) tool_->set_site(site_);
}

ToolPoint ToolSession::snapped(const PointerInput& input, std::optional<Point> anchor, std::vector<Point> own,
                               std::vector<Uuid> except, Tool::Pull pull) const {
    const ToolPoint plain{input.at, SnapKind::none, input.reach_m, input.ctrl, {}};
    if (pull == Tool::Pull::none) return plain;
    const bool on_path = anchor && own.size() > 1 && own.back() == *anchor;
    if (input.steps_of_45 && anchor) {
        const Point along = on_path ? *anchor - own[own.size() - 2] : Point{0, 1};
        return {constrained(*anchor, input.at, along), SnapKind::none, input.reach_m, input.ctrl, {}};
    }
    const bool flips = input.ctrl && !(tool_ && tool_->takes_ctrl());
    const bool on = snapping_ && pull == Tool::Pull::always;
    if (on == flips) return plain;
    snapper_.set_site(site_);
    std::vector<SnapRay> rays;
    if (on_path) rays = own_rays(own);
    // Where snapping has to be asked for, it is meant for whatever there is.
    ToolPoint point = snapper_.snap({input.at, input.reach_m, anchor, std::move(own), std::move(except),
                                     std::move(rays), pull == Tool::Pull::asked});
    point.adding = input.ctrl;
    return point;
}

ToolPoint ToolSession::snapped(const PointerInput& input) const {
    return snapped(input, tool_->anchor(), tool_->own_corners(), tool_->moving(), tool_->pull());
}

void ToolSession::move(const PointerInput& input) {
    pointer_ = input;
    if (!tool_) return;
    if (!typed_.isEmpty()) {
        show_typed();
        return;
    }
    tool_->preview_typed({});
    tool_->move(snapped(input));
}

void ToolSession::click(const PointerInput& input) {
    pointer_ = input;
    typed_.clear();
    refusal_.clear();
    if (!tool_) return;
    tool_->preview_typed({});
    shows_typed_ = false;
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
    move_tool(); // what is near may pull otherwise now
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
        show_typed();
        break;
    case Tool::Key::backspace:
        typed_.chop(1);
        show_typed();
        break;
    }
}

bool ToolSession::type(QChar c) {
    // A lone minus or plus is the map's key for zooming.
    if (!tool_ || !is_typed_character(c) ||
        (typed_.isEmpty() && (c == u'-' || c == u'+') && !tool_->takes_signs()))
        return false;
    refusal_.clear();
    typed_ += c;
    show_typed();
    return true;
}

TypedFrom ToolSession::typed_from() const {
    TypedFrom from{site_->frame, site_->box(), tool_->anchor(), std::nullopt, std::nullopt};
    const std::vector<Point> own = tool_->own_corners();
    if (own.size() > 1 && from.anchor && own.back() == *from.anchor) from.before = own[own.size() - 2];
    if (pointer_) from.pointer = snapped(*pointer_).at;
    return from;
}

void ToolSession::move_tool() {
    if (pointer_) tool_->move(snapped(*pointer_));
}

void ToolSession::show_typed() {
    shows_typed_ = tool_->preview_typed(typed_) && !typed_.isEmpty();
    if (shows_typed_) {
        move_tool();
        return;
    }
    const Resolved resolved = typed_.isEmpty() ? Resolved{} : resolve(typed_, typed_from());
    shows_typed_ = resolved.at.has_value();
    if (shows_typed_)
        tool_->move({*resolved.at, SnapKind::none, 0, false, {}});
    else
        move_tool();
}

void ToolSession::enter_typed() {
    const QString text = std::exchange(typed_, {});
    shows_typed_ = false;
    const Resolved resolved = resolve(text, typed_from());
    if (tool_->type(text)) {
        refusal_ = tool_->take_refusal();
        return;
    }
    if (resolved.at) {
        // A typed place is meant as it is: nothing near it is taken for it.
        tool_->click({*resolved.at, SnapKind::none, 0, false, {}});
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
    if (!pointer_) preview.snap = SnapKind::none;
    if (!pointer_ && typed_.isEmpty() && refusal_.isEmpty()) preview.pointer.reset();
    if (!typed_.isEmpty() && shows_typed_ && !preview.measure.isEmpty())
        preview.measure = typed_ + QStringLiteral("|  →  ") + preview.measure;
    else if (!typed_.isEmpty())
        preview.measure = typed_ + u'|';
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
