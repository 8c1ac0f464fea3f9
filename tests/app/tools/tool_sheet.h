// A plan with a tool at work on it, used as a person does: the pointer moves, clicks, and texts are typed.
// What the tool makes is done to the plan.
#pragma once

#include "app/tools/copies.h"
#include "app/tools/tool_session.h"
#include "tests/support/small_site.h"

#include <QTest>

namespace prospect::test {

enum class Held { nothing, ctrl, shift };

struct ToolSheet {
    SitePtr site;
    app::ToolSession session;
    std::optional<SiteEdit> edit; // the last one
    int edits = 0;

    explicit ToolSheet(SitePtr plan = std::make_shared<const Site>()) : site(std::move(plan)) {
        session.set_site(site);
    }
    explicit ToolSheet(std::unique_ptr<app::Tool> tool, SitePtr plan = std::make_shared<const Site>())
        : ToolSheet(std::move(plan)) {
        session.start(std::move(tool));
    }
    // Nothing pulls: places are taken as they are pointed at.
    void start_unsnapped(std::unique_ptr<app::Tool> tool) {
        session.toggle_snapping();
        session.start(std::move(tool));
    }
    std::vector<app::Copied> things(const std::vector<Uuid>& ids) const {
        return app::copied_from(*site, ids);
    }

    static app::PointerInput input(Point at, Held held = Held::nothing) {
        app::PointerInput pointer;
        pointer.at = at;
        pointer.reach_m = 0.5;
        pointer.ctrl = held == Held::ctrl;
        pointer.steps_of_45 = held == Held::shift;
        return pointer;
    }
    app::Preview move(Point at, Held held = Held::nothing) {
        session.move(input(at, held));
        return session.preview();
    }
    void click(Point at, Held held = Held::nothing) {
        session.move(input(at, held));
        session.click(input(at, held));
        settle();
    }
    void type(const char* text) {
        for (const QChar c : QString::fromLatin1(text))
            QVERIFY(session.type(c));
    }
    void enter(const char* text = "") {
        type(text);
        session.press(app::Tool::Key::enter);
        settle();
    }
    void settle() {
        while (auto made = session.take_edit()) {
            std::vector<Unapplied> unapplied;
            site = apply(*site, *made, &unapplied);
            QVERIFY(unapplied.empty());
            session.set_site(site);
            edit = std::move(made);
            ++edits;
        }
    }

    bool is_over() const { return !session.tool() || session.tool()->state() == app::Tool::State::ended; }
    // Corners of what was drawn last.
    std::vector<Point> made() const {
        if (!edit) return {};
        for (const auto& step : edit->steps)
            if (const auto* added = std::get_if<AddFeatures>(&step))
                return added->features.front()->geometry.points;
        return {};
    }
    FeaturePtr thing(Role role, const char* name) const {
        for (const auto& [layer, feature] : site->features(role))
            if (feature->id == Uuid::from_name(name)) return feature;
        return nullptr;
    }
    Box box(Role role, std::size_t place) const {
        return site->features(role).at(place).second->geometry.box();
    }
};

} // namespace prospect::test
