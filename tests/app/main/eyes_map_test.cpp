// The map of eyes on each spot, and what lies over it.
#include "app/panels/map_overlay.h"
#include "tests/app/main/watch_window.h"
#include "tests/support/registry.h"

using namespace prospect;
using namespace prospect::app;
using test::WatchWindow;

class EyesMapTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windows_and_paths_lie_quietly_over_the_map_of_eyes() {
        WatchWindow window;
        window.runMeasurement("sightlines.overlooking");
        window.answered();
        QTRY_VERIFY(window.canvas().field() != nullptr);
        QVERIFY(window.map().overlay().shapeLook() == render::ShapeLook::quiet);
        window.picture("eyes");
        // Without the map its shapes are all there is.
        Q_EMIT window.map().fieldHideRequested();
        QVERIFY(window.map().overlay().shapeLook() == render::ShapeLook::plain);
    }
};

PROSPECT_TEST(EyesMapTest);
#include "eyes_map_test.moc"
