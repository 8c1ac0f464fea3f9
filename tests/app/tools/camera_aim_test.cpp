#include "app/tools/camera_aim.h"
#include "geometry/site/site.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

test::SiteBuilder plan(test::SiteBuilder::Values values) {
    test::SiteBuilder site;
    site.add(Role::camera, test::point(10, 20), values);
    return site;
}

FeaturePtr camera_of(const Site& site) {
    return site.features(Role::camera).front().second;
}

} // namespace

class CameraAimTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void it_stands_as_the_plan_says_and_else_as_usual() {
        const CameraAim aim(camera_of(*plan({{"azimuth_deg", 90.0}, {"hfov_deg", 40.0}}).site()));
        QCOMPARE(aim.values().at, (Point{10, 20}));
        QCOMPARE(aim.values().height_m, 3.0);
        QCOMPARE(aim.values().tilt_deg, 15.0);
        QCOMPARE(aim.values().h_pixels, 1920.0);
        QCOMPARE(aim.eye().sight.azimuth_deg, 90.0);
        QCOMPARE(aim.eye().sight.fov_deg, 40.0);
        QVERIFY(!aim.edit());
    }

    void what_was_changed_is_one_step_and_the_rest_stays_as_it_is() {
        const SitePtr before = plan({{"azimuth_deg", 90.0}}).site();
        CameraAim aim(camera_of(*before));
        Eye eye = aim.eye();
        eye.at = {12, 25};
        eye.sight.azimuth_deg = 123.456;
        aim.follow(eye);
        const auto edit = aim.edit();
        QVERIFY(edit);
        QCOMPARE(edit->title, std::string("Aim camera"));
        QCOMPARE(edit->steps.size(), 2U);
        const SitePtr after = apply(*before, *edit);
        const FeaturePtr made = camera_of(*after);
        QCOMPARE(made->geometry.points.front(), (Point{12, 25}));
        QCOMPARE(as_number(made->find("azimuth_deg")->value).value(), 123.5); // as its field shows it
        QVERIFY(!made->find("height_m") && !made->find("hfov_deg"));          // still assumed
        QVERIFY(made->geometry == aim.aimed()->geometry && made->attributes == aim.aimed()->attributes);
    }

    void given_up_it_changes_nothing() {
        const SitePtr site = plan({{"azimuth_deg", 90.123}, {"range_m", 20.456}}).site();
        CameraAim aim(camera_of(*site));
        const Eye before = aim.eye();
        Eye eye = before;
        eye.at = {0, 0};
        eye.sight.azimuth_deg = 20;
        eye.sight.reach_m = 10;
        eye.sight.fov_deg = 20;
        aim.follow(eye);
        QVERIFY(aim.edit());
        aim.follow(before);
        QVERIFY(!aim.edit());
    }

    void one_that_looks_all_round_looks_somewhere_once_it_is_turned_or_closed() {
        const SitePtr site = plan({{"hfov_deg", 70.0}}).site();
        CameraAim turned(camera_of(*site));
        QCOMPARE(turned.eye().sight.fov_deg, 360.0);
        Eye eye = turned.eye();
        eye.sight.azimuth_deg = 45;
        turned.follow(eye);
        QCOMPARE(turned.values().azimuth_deg.value(), 45.0);
        QCOMPARE(turned.values().hfov_deg, 70.0);
        CameraAim closed(camera_of(*site));
        eye = closed.eye();
        eye.sight.fov_deg = 50;
        closed.follow(eye);
        QCOMPARE(closed.values().azimuth_deg.value(), 0.0);
        QCOMPARE(closed.values().hfov_deg, 50.0);
    }

    void what_is_taken_back_is_taken_away_from_the_plan() {
        const SitePtr site =
            plan({{"azimuth_deg", 90.0}, {"range_m", 30.0}, {"level", std::string("observe")}}).site();
        CameraAim aim(camera_of(*site));
        CameraAim::Values values = aim.values();
        values.azimuth_deg.reset();
        values.range_m = 0;
        values.level.clear();
        values.h_pixels = 2560;
        aim.set(values);
        const FeaturePtr made = camera_of(*apply(*site, *aim.edit()));
        for (const char* gone : {"azimuth_deg", "range_m", "level"})
            QVERIFY(!made->find(gone));
        QVERIFY(made->find("h_pixels")->value == Value(std::int64_t{2560}));
    }

    void a_new_one_comes_onto_the_plan_as_it_is_aimed_in_one_step() {
        auto drawn = std::make_shared<Feature>();
        drawn->id = Uuid::from_name("new");
        drawn->geometry = test::point(10, 20);
        auto layer = std::make_shared<Layer>();
        layer->id = Uuid::from_name("cameras");
        layer->role = Role::camera;
        CameraAim aim(SiteEdit{"Draw Camera", {AddLayer{layer}, AddFeatures{layer->id, {drawn}}}});
        QVERIFY(aim.isNew());
        QCOMPARE(aim.values().azimuth_deg.value(), 0.0);
        Eye eye = aim.eye();
        eye.sight.azimuth_deg = 120;
        aim.follow(eye);
        const auto edit = aim.edit();
        QVERIFY(edit);
        QCOMPARE(edit->title, std::string("Draw Camera"));
        const FeaturePtr made = camera_of(*apply(*test::SiteBuilder().site(), *edit));
        QVERIFY(made->id == drawn->id);
        QCOMPARE(as_number(made->find("azimuth_deg")->value).value(), 120.0);
        QVERIFY(!made->find("height_m")); // still assumed
    }

    void a_press_beside_the_handles_leaves_a_camera_where_it_is() {
        SeeTool tool;
        tool.set_beside(SeeTool::Beside::stays);
        tool.set_eye({{10, 20}, 3, {}});
        QVERIFY(tool.grab({60, 60}, 0.1) == SeeTool::Part::nothing);
        QVERIFY(tool.held() == SeeTool::Part::nothing);
        QCOMPARE(tool.eye().at, (Point{10, 20}));
        QVERIFY(tool.grab({10.5, 20}, 0.1) == SeeTool::Part::eye);
    }
};

PROSPECT_TEST(CameraAimTest);

#include "camera_aim_test.moc"
