#include "analysis/lighting/live_light.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::lighting;

namespace {

// A square of 40 m with a house, a fence, a tree, a path and a window, and three lamps.
test::SiteBuilder plan() {
    test::SiteBuilder site;
    site.add(Role::study_area, test::rectangle(0, 0, 40, 40), {{"kind", std::string("application")}});
    site.add(Role::building, test::rectangle(10, 20, 20, 30), {{"height_m", 6.0}}).name = "House";
    site.add(Role::barrier, test::line({{0, 10}, {15, 10}}), {{"height_m", 2.0}, {"opacity", 0.5}});
    site.add(Role::tree, test::point(30, 15), {{"height_m", 8.0}, {"crown_m", 4.0}});
    site.add(Role::path, test::line({{2, 5}, {38, 5}}), {{"width_m", 2.0}}).name = "Way";
    site.add(Role::opening, test::point(15, 20), {{"kind", std::string("window")}}).name = "W1";
    site.add_photometry("even.ies", test::even_light(500));
    site.add_photometry("flat.ies", test::lambert_light(800));
    test::add_lamp(site, 5, 15, "even.ies", 5);
    test::add_lamp(site, 25, 8, "flat.ies", 6);
    test::add_lamp(site, 35, 30, "even.ies", 4).set("dimming", Value(0.5), Basis::drawn);
    return site;
}

std::vector<FeaturePtr> lamps_of(const Site& site) {
    std::vector<FeaturePtr> lamps;
    for (const auto& [layer, lamp] : site.features(Role::luminaire))
        lamps.push_back(lamp);
    return lamps;
}

struct Live {
    explicit Live(SitePtr plan)
        : site(std::move(plan)), ground(std::make_shared<const LitGround>(
                                     std::make_shared<const scene::Scene>(site, test::at_night()), 1.0)) {}

    LightLayers layers(const LightLayers* known = nullptr) const { return layers_of(*site, known); }
    LightLayers layers_of(const Site& of, const LightLayers* known) const {
        return {ground,
                luminaires_among(ground->scene(), ground->space(), of, lamps_of(of), std::nullopt,
                                 test::at_night())
                    .lit,
                known};
    }
    LightView view(std::size_t lamp, const FeaturePtr& as = nullptr) const {
        const FeaturePtr one = as ? as : lamps_of(*site)[lamp];
        return look_at(*ground, layers().without(one->id), *site, one, test::at_night());
    }

    SitePtr site;
    std::shared_ptr<const LitGround> ground;
};

void compare(const Field& live, const SitePtr& site) {
    engine::Engine engine(catalogue());
    const auto run = engine.run("lighting.illuminance", {{"quantities", std::string("eh")}},
                                {.site = site, .time = test::at_night()});
    const Field& field = run->result.fields.front();
    QCOMPARE(live.grid.columns, field.grid.columns);
    QCOMPARE(live.values.size(), field.values.size());
    for (std::size_t i = 0; i < field.values.size(); ++i) {
        if (field.values[i] == nodata || live.values[i] == nodata)
            QCOMPARE(live.values[i], field.values[i]);
        else
            QVERIFY(
                test::close(static_cast<double>(live.values[i]), static_cast<double>(field.values[i]), 1e-5));
    }
}

std::shared_ptr<Feature> changed(const FeaturePtr& lamp, const char* attribute, double value) {
    auto made = std::make_shared<Feature>(*lamp);
    made->set(attribute, Value(value), Basis::drawn);
    return made;
}

} // namespace

class LiveLightTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void all_layers_together_are_the_map_of_a_run() {
        const Live live(plan().site());
        for (std::size_t lamp = 0; lamp < 3; ++lamp)
            compare(live.view(lamp).field, live.site);
    }

    void a_lamp_that_is_moved_turned_and_dimmed_is_as_a_run_of_that_plan() {
        const Live live(plan().site());
        const FeaturePtr lamp = lamps_of(*live.site)[1];
        auto moved = changed(changed(lamp, "dimming", 0.3), "tilt_deg", 20.0);
        moved->geometry = Geometry::make_point({12, 8});
        const SitePtr after =
            apply(*live.site, {"",
                               {ChangeGeometry{lamp->id, moved->geometry},
                                ChangeAttribute{lamp->id, "dimming", Value(0.3), Basis::drawn},
                                ChangeAttribute{lamp->id, "tilt_deg", Value(20.0), Basis::drawn}}});
        compare(live.view(1, moved).field, after);
    }

    // One lamp of 500 cd at 5 m: 20 lx below it.
    void a_single_lamp_has_the_light_of_its_formula() {
        test::SiteBuilder site;
        site.add(Role::study_area, test::rectangle(0, 0, 20, 20), {{"kind", std::string("application")}});
        site.add(Role::path, test::line({{0, 10}, {20, 10}}), {{"width_m", 2.0}}).name = "Way";
        site.add_photometry("even.ies", test::even_light(500));
        test::add_lamp(site, 10, 10, "even.ies", 5);
        const Live live(site.site());
        const LightView view = live.view(0);
        QVERIFY(test::close(static_cast<double>(view.field.value_at({10, 10}).value()), 20.0));
        QVERIFY(test::close(view.brightest_lx, 20.0));
        QCOMPARE(view.paths.size(), 1U);
        // The path ends 10 m away: E = 500 * 5 / (25 + 100)^1.5.
        QVERIFY(test::close(view.paths.front().lit.least(), 2500 / std::pow(125.0, 1.5), 1e-4));
        QVERIFY(test::close(view.upward_share, 0.5, 1e-3));
    }

    void a_window_has_the_light_that_lighting_trespass_gives_it() {
        const Live live(plan().site());
        const LightView view = live.view(0);
        engine::Engine engine(catalogue());
        const auto run = engine.run("lighting.trespass", {}, {.site = live.site, .time = test::at_night()});
        const engine::Table& windows = run->result.tables.front();
        const auto column = std::find(windows.columns.begin(), windows.columns.end(), "ev_after_lx");
        const double asked =
            as_number(*windows.rows.front()[static_cast<std::size_t>(column - windows.columns.begin())])
                .value();
        QVERIFY(asked > 0);
        QCOMPARE(view.windows.size(), 1U);
        QVERIFY(test::close(view.windows.front().ev_lx, asked, 1e-5));
        QVERIFY(view.windows.front().own_lx <= view.windows.front().ev_lx);
    }

    void only_lamps_that_hang_otherwise_are_worked_out_again() {
        const Live live(plan().site());
        const LightLayers first = live.layers();
        QCOMPARE(first.made(), 3U);
        QCOMPARE(live.layers(&first).made(), 0U);
        const FeaturePtr lamp = lamps_of(*live.site)[2];
        const SitePtr dimmed =
            apply(*live.site, {"", {ChangeAttribute{lamp->id, "dimming", Value(0.1), Basis::drawn}}});
        const LightLayers after = live.layers_of(*dimmed, &first);
        QCOMPARE(after.made(), 0U);
        // Half before, a tenth now: what the others lack of all.
        const Uuid other = lamps_of(*live.site)[0]->id;
        const auto before = first.without(other);
        const auto now = after.without(other);
        const auto alone = first.without(lamp->id);
        QVERIFY(before != now && before != alone);
        const SitePtr raised =
            apply(*live.site, {"", {ChangeAttribute{lamp->id, "height_m", Value(6.0), Basis::drawn}}});
        QCOMPARE(live.layers_of(*raised, &first).made(), 1U);
    }

    void a_lamp_that_cannot_shine_leaves_the_others() {
        const Live live(plan().site());
        const FeaturePtr lamp = lamps_of(*live.site)[0];
        auto inside = std::make_shared<Feature>(*lamp);
        inside->geometry = Geometry::make_point({15, 25});
        const LightView view = live.view(0, inside);
        QVERIFY(!view.lamp && !view.off);
        QVERIFY(QString::fromStdString(view.left_out).contains("inside House"));
        QVERIFY(view.brightest_lx > 0);
        auto off = std::make_shared<Feature>(*lamp);
        off->set("hours", Value(std::string("Mo-Su 18:00-22:00")), Basis::drawn);
        QVERIFY(live.view(0, off).off);
    }
};

PROSPECT_TEST(LiveLightTest);
#include "live_light_test.moc"
