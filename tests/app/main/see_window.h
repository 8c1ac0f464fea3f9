// The window while somebody looks from a spot of the plan.
#pragma once

#include "app/panels/map_overlay.h"
#include "app/panels/see_panel.h"
#include "app/window/see_commands.h"
#include "app/window/see_walk.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/small_site.h"

#include <QDoubleSpinBox>
#include <QTest>

namespace prospect::test {

// The courtyard with a way along its north side, then 10 m south.
inline SitePtr with_path() {
    Site site = *small_site();
    const Point way[] = {{2, 25}, {22, 25}, {22, 15}};
    site.layers.push_back(layer("Paths", Role::path, {feature("Way", Geometry::make_line(way))}));
    return std::make_shared<const Site>(std::move(site));
}

class SeeWindow : public ShownWindow {
public:
    explicit SeeWindow(SitePtr site = small_site()) {
        fill(std::move(site));
        canvas().zoomToAll();
        waitForMap();
    }
    void lookFrom(Point at) {
        see().lookFrom(at);
        answered();
        QTRY_VERIFY(see().view() != nullptr);
    }
    // A press, some moves and a release.
    void drag(Point from, Point to) {
        QTest::mousePress(canvas().viewport(), Qt::LeftButton, {}, pixel(from));
        for (int i = 1; i <= 4; ++i)
            move(from + (to - from) * (i / 4.0), {}, Qt::LeftButton);
        QTest::mouseRelease(canvas().viewport(), Qt::LeftButton, {}, pixel(to));
    }
    double area() { return see().view()->measures.area_m2; }
    bool shows() { return map().overlay().sight().has_value(); }
    void type(const char* field, double value) {
        findChild<QDoubleSpinBox*>(QString::fromLatin1(field))->setValue(value);
    }
};

} // namespace prospect::test
