#include "geometry/site/study_area.h"
#include "tests/geometry/site/site_builder.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

LayerPtr houses(int count) {
    std::vector<Feature> features;
    for (int i = 0; i < count; ++i)
        features.push_back(make_feature("house " + std::to_string(i), make_square(20.0 * i, 0, 10)));
    return make_layer("houses", Role::building, features);
}

LayerPtr road(Point from, Point to) {
    return make_layer("roads", Role::path,
                      {make_feature("road", Geometry::make_line(std::vector<Point>{from, to}))});
}

} // namespace

class FirstViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lines_that_run_far_do_not_make_the_buildings_small() {
        Site site;
        site.layers = {houses(5), road({0, -5000}, {5000, 5000})};
        const Box box = first_view(site);
        QCOMPARE(box.width(), 90.0);
        QCOMPARE(box.height(), 10.0);
    }

    void few_buildings_or_a_near_road_show_everything() {
        Site site;
        site.layers = {houses(4), road({0, -5000}, {5000, 5000})};
        QCOMPARE(first_view(site).width(), 5000.0);
        site.layers = {houses(5), road({0, -2}, {95, 14})};
        QCOMPARE(first_view(site).width(), 95.0);
        QVERIFY(first_view(Site{}).empty());
    }

    void the_red_line_comes_first() {
        Site site;
        site.layers = {
            houses(5), road({0, -5000}, {5000, 5000}),
            make_layer("line", Role::study_area, {make_feature("line", make_square(-10, -10, 300))})};
        QCOMPARE(first_view(site).width(), 300.0);
    }
};

PROSPECT_TEST(FirstViewTest);
#include "first_view_test.moc"
