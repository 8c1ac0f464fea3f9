// The window while somebody asks who sees a spot.
#pragma once

#include "app/panels/map_overlay.h"
#include "app/panels/time_bar.h"
#include "app/panels/watch_panel.h"
#include "app/window/watch_commands.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/site_builder.h"

#include <QLabel>
#include <QListWidget>
#include <QTest>
#include <QToolButton>

namespace prospect::test {

// Open ground of 60 x 60 m; a house whose front y = 30 has three windows and a door, a hedge before the one
// at x = 14, a camera that looks north.
// lamps: one, and typical light.
inline SitePtr watched_ground(bool lamps = false) {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", std::string("application")}});
    site.add(Role::building, rectangle(10, 30, 50, 45), {{"height_m", 9.0}}).name = "House";
    for (const double x : {14.0, 30.0, 46.0})
        site.add(Role::opening, point(x, 30), {{"kind", std::string("window")}, {"storey", std::int64_t{0}}});
    site.add(Role::opening, point(34, 30), {{"kind", std::string("door")}}).name = "Front door";
    site.add(Role::barrier, line({{5, 26}, {24, 26}}), {{"kind", std::string("hedge")}, {"height_m", 2.0}})
        .name = "Hedge 4";
    site.add(Role::camera, point(40, 5),
             {{"height_m", 4.0}, {"azimuth_deg", 340.0}, {"tilt_deg", 10.0}, {"hfov_deg", 70.0}})
        .name = "Camera 1";
    if (lamps) site.add(Role::luminaire, point(38, 20), {{"height_m", 4.0}}).name = "Lamp 1";
    return site.site();
}

class WatchWindow : public ShownWindow {
public:
    explicit WatchWindow(SitePtr site = watched_ground()) {
        fill(std::move(site));
        canvas().zoomToAll();
        waitForMap();
    }
    void askAbout(Point spot) {
        watch().askAbout(spot);
        answered();
        QTest::qWait(120); // what stands beside the map
    }
    void chooseNight() {
        for (auto* button : map().timeBar().findChildren<QToolButton*>())
            if (button->accessibleName() == "Night") button->click();
        answered();
        QTest::qWait(120);
    }
    bool shows() { return map().overlay().watch().has_value(); }
    const app::WatchPicture& picture_shown() { return *map().overlay().watch(); }
    QString text(const char* label) { return findChild<QLabel*>(QString::fromLatin1(label))->text(); }
    QListWidget& list(const char* name) { return *findChild<QListWidget*>(QString::fromLatin1(name)); }
    QString row(const char* name, int row) {
        const auto* item = list(name).item(row);
        return item ? item->text() + u'|' + item->data(Qt::UserRole + 1).toString() : QString();
    }
};

} // namespace prospect::test
