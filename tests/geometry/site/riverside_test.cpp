#include "geometry/io/gdal.h"
#include "geometry/io/project_file.h"
#include "geometry/site/validate.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace prospect;

namespace {

std::string folder() {
    return PROSPECT_SOURCE_DIR "/samples/riverside/";
}

std::size_t count_of(const Site& site, Role role, std::string_view kind) {
    const auto all = site.features(role);
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& one) {
        const Attribute* found = one.second->find("kind");
        return found && as_text(found->value) == kind;
    }));
}

} // namespace

// The sample is what its users and the other tests take it for.
class RiversideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { io::start_gdal(); }

    void sample_opens_without_a_problem() {
        const auto opened = io::open_project(folder() + "riverside.gpkg");
        for (const Problem& problem : validate(*opened.site))
            QFAIL(problem.message.c_str());
        QCOMPARE(opened.site->frame.crs, "EPSG:27700");
    }

    void sample_is_an_estate_of_four_hectares() {
        const auto opened = io::open_project(folder() + "riverside.gpkg");
        const Site& site = *opened.site;
        Geometry red_line;
        for (const auto& [layer, feature] : site.features(Role::study_area))
            if (as_text(feature->find("kind")->value) == "application") red_line = feature->geometry;
        QVERIFY(area(red_line) > 36000 && area(red_line) < 44000);
        const auto buildings = site.features(Role::building);
        const auto inside = std::count_if(buildings.begin(), buildings.end(), [&](const auto& one) {
            return contains(red_line, label_point(one.second->geometry));
        });
        QCOMPARE(inside, 20);
        QVERIFY(count_of(site, Role::opening, "door") > 100);
        QVERIFY(count_of(site, Role::opening, "window") > 1000);
        QVERIFY(count_of(site, Role::opening, "gate") > 40);
        QVERIFY(count_of(site, Role::path, "steps") > 0);
        QCOMPARE(site.counts().at(Role::camera), std::size_t{2});
        QVERIFY(site.counts().at(Role::luminaire) > 30);
    }

    void every_opening_has_a_host() {
        const auto opened = io::open_project(folder() + "riverside.gpkg");
        const Site& site = *opened.site;
        for (const auto& [layer, opening] : site.features(Role::opening)) {
            const Point at = label_point(opening->geometry);
            double nearest = 1e9;
            for (const Role role : {Role::building, Role::barrier})
                for (const auto& [other, host] : site.features(role)) {
                    Geometry outline = host->geometry;
                    if (outline.kind == GeometryKind::polygon)
                        for (std::size_t r = 0; r < outline.ring_count(); ++r) {
                            std::vector<Point> ring(outline.ring(r).begin(), outline.ring(r).end());
                            ring.push_back(ring.front());
                            nearest = std::min(nearest, distance(Geometry::make_line(ring), at));
                        }
                    else
                        nearest = std::min(nearest, distance(outline, at));
                }
            QVERIFY2(nearest < 0.1, opening->name.c_str());
        }
    }

    // Streets, gardens, courts: the application site has an owner everywhere but under its buildings.
    void ground_is_owned_everywhere() {
        const auto opened = io::open_project(folder() + "riverside.gpkg");
        const Site& site = *opened.site;
        const Box box = site.study_box();
        const auto zones = site.features(Role::zone);
        const auto buildings = site.features(Role::building);
        const auto red_lines = site.features(Role::study_area);
        const auto covers = [](const auto& features, Point p) {
            return std::any_of(features.begin(), features.end(),
                               [&](const auto& one) { return contains(one.second->geometry, p); });
        };
        int bare = 0;
        for (double x = box.xmin + 0.77; x < box.xmax; x += 2.03)
            for (double y = box.ymin + 0.77; y < box.ymax; y += 2.03)
                if (contains(red_lines[0].second->geometry, {x, y}) && !covers(zones, {x, y}) &&
                    !covers(buildings, {x, y}))
                    ++bare;
        QCOMPARE(bare, 0);
    }

    void terrain_lies_under_every_feature() {
        const auto opened = io::open_project(folder() + "riverside.gpkg");
        const Field* terrain = opened.site->raster(Role::terrain);
        QVERIFY(terrain);
        for (const Role role : {Role::building, Role::opening, Role::luminaire, Role::tree, Role::path})
            for (const auto& [layer, feature] : opened.site->features(role))
                for (const Point p : feature->geometry.points)
                    QVERIFY(terrain->interpolated_at(p).value_or(-1) > 0);
    }

    void expected_places_are_on_the_application_site() {
        const auto opened = io::open_project(folder() + "riverside.gpkg");
        QFile file(QString::fromStdString(folder() + "expected.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray places = QJsonDocument::fromJson(file.readAll()).object()["places"].toArray();
        QCOMPARE(places.size(), 3);
        QStringList kinds;
        for (const auto& value : places) {
            const QJsonObject place = value.toObject();
            kinds << place["kind"].toString();
            const Point at = opened.site->frame.to_local({place["x"].toDouble(), place["y"].toDouble()});
            QVERIFY(contains(opened.site->features(Role::study_area)[0].second->geometry, at));
            QVERIFY(!place["why"].toString().isEmpty());
        }
        QCOMPARE(kinds, QStringList({"entrapment", "unlit_path", "unobserved_play"}));
    }
};

PROSPECT_TEST(RiversideTest);
#include "riverside_test.moc"
