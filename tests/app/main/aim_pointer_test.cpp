// What an aimed camera shows of somebody under the pointer.
#include "app/models/camera_words.h"
#include "app/panels/camera_panel.h"
#include "app/panels/map_overlay.h"
#include "app/panels/status_strip.h"
#include "app/window/camera_commands.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QLabel>

using namespace prospect;
using namespace prospect::app;
using sightlines::CameraCell;

namespace {

// The courtyard with a camera that looks along its south side at the house's east front.
SitePtr with_camera() {
    Site site = *test::small_site();
    Feature camera = *test::feature("Yard", Geometry::make_point({38, 15}));
    camera.set("azimuth_deg", Value(270.0), Basis::drawn);
    camera.set("tilt_deg", Value(10.0), Basis::drawn);
    camera.set("level", Value(std::string("validate")), Basis::drawn);
    site.layers.push_back(test::layer("Cameras", Role::camera, {std::make_shared<const Feature>(camera)}));
    return std::make_shared<const Site>(std::move(site));
}

} // namespace

class AimPointerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void beside_the_pointer_stand_pixels_per_metre_and_the_level() {
        test::ShownWindow window;
        window.fill(with_camera());
        window.canvas().zoomToAll();
        window.waitForMap();
        window.camera().aim(Uuid::from_name("Yard"));
        QTRY_VERIFY(window.camera().ground() && !window.camera().isWaiting() && window.camera().view());
        const auto* view = window.camera().view();
        const auto hint = [&] { return window.map().overlay().sight()->hint; };
        const auto status = [&] {
            QStringList all;
            for (const auto* label : window.findChild<StatusStrip*>()->findChildren<QLabel*>())
                all += label->text();
            return all.join(u'\n');
        };
        const Point shown{28, 18};
        const auto spot = window.camera().ground()->spot(*view, shown);
        QVERIFY(spot && spot->cell >= CameraCell::faint);
        // 1.5 m of the face and the plane of the lens: by the distance in space.
        const double away = view->camera->slant_m({shown.x, shown.y, 1.5});
        QVERIFY(std::abs(spot->pixels_per_m - sightlines::pixels_per_m(view->camera->lens, away)) < 0.5);
        window.move(shown);
        QVERIFY(hint().has_value());
        const auto edition = window.camera().panel().edition();
        // The pointer is at a pixel: not quite at that place.
        const Point at = window.canvas().view().to_plan(QPointF(window.pixel(shown)));
        const QString words = spot_words(*window.camera().ground()->spot(*view, at), edition);
        QCOMPARE(hint()->text, words);
        QVERIFY2(words.contains("px/m, "), qPrintable(words));
        QVERIFY2(status().contains(words), qPrintable(status()));
        window.picture("aim-pointer");
        // Behind the house, and beside the picture.
        window.move({2, 16.5});
        QVERIFY2(hint()->text.startsWith("hidden; with nothing in the way "), qPrintable(hint()->text));
        window.move({39.5, 29});
        QCOMPARE(hint()->text, QString("not in the picture"));
        window.move({10, 15}); // in the house
        QVERIFY(!hint());
        window.move(shown);
        window.key(Qt::Key_Escape);
        QVERIFY(!status().contains("px/m"));
    }

    // validate is 500 px/m: a metre or so before the lens.
    void what_is_hidden_beyond_the_needed_detail_is_shown_and_named() {
        test::ShownWindow window;
        window.fill(with_camera());
        window.canvas().zoomToAll();
        window.waitForMap();
        window.camera().aim(Uuid::from_name("Yard"));
        QTRY_VERIFY(window.camera().ground() && !window.camera().isWaiting() && window.camera().view());
        const auto behind = window.camera().ground()->spot(*window.camera().view(), {2, 16.5});
        QVERIFY(behind && behind->cell == CameraCell::hidden_far);
        const auto cover = window.map().overlay().sight()->cover;
        QVERIFY(cover && cover->needs_detail);
        QStringList key;
        for (const MapKeyRow& row : cover_key(*cover, render::theme(render::ThemeKind::light)))
            key += row.text;
        QVERIFY2(key.contains("Hidden too, beyond the needed detail"), qPrintable(key.join(u'\n')));
        QVERIFY(!key.contains("In the picture, but hidden"));
    }
};

PROSPECT_TEST(AimPointerTest);
#include "aim_pointer_test.moc"
