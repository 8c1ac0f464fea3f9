#include "analysis/engine/thing_maps.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::engine;

namespace {

AnalysisInfo info() {
    AnalysisInfo about;
    about.fields = {{"reach", "", "Reach", "How far"}};
    about.tables = {
        colored_by({{"nach_*", "", "Passed, radius *", "How often"},
                    {"ends", "", "Ends", "Whether it ends", "viridis", {}, {{0, "no"}, {1, "yes"}}}},
                   {"segments", {"path", "ends", "nach_n", "nach_800"}, "Pieces"}),
        without_marks({"blocks", {"area_m2"}, "Blocks"}),
        {"loose_ends", {"gap_m"}, "Ends"}};
    return about;
}

Table segments() {
    const auto line = [](double x) { return Geometry::make_line(std::vector<Point>{{x, 0}, {x + 1, 0}}); };
    return {"segments",
            {"path", "ends", "nach_n", "nach_800"},
            {{Value(std::string("A")), Value(std::int64_t{1}), Value(0.5), std::nullopt},
             {Value(std::string("B")), Value(std::int64_t{0}), Value(1.5), Value(0.25)}},
            {line(0), line(5)}};
}

} // namespace

class ThingMapsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columns_become_maps_and_rows_without_a_number_are_left_out() {
        const Table table = segments();
        const auto maps = thing_maps(info(), {&table, 1});
        QCOMPARE(maps.size(), 3U);
        QCOMPARE(maps[0].name, std::string("nach_n")); // in the order of what is declared
        QCOMPARE(maps[0].values, (std::vector<float>{0.5F, 1.5F}));
        QVERIFY(maps[0].shapes[1] == table.geometries[1]);
        QCOMPARE(maps[1].name, std::string("nach_800"));
        QCOMPARE(maps[1].values, (std::vector<float>{0.25F}));
        QVERIFY(maps[1].shapes[0] == table.geometries[1]);
        QCOMPARE(maps[2].name, std::string("ends"));
        QVERIFY(!maps[2].value_at({0.5, 0})); // of no cells
    }

    void a_table_without_rows_or_that_the_analysis_does_not_know_has_none() {
        Table table = segments();
        table.rows.clear();
        QVERIFY(thing_maps(info(), {&table, 1}).empty());
        table = segments();
        table.name = "others";
        QVERIFY(thing_maps(info(), {&table, 1}).empty());
    }

    void names_have_their_label_and_words() {
        QCOMPARE(field_info(info(), "reach")->label, std::string("Reach"));
        QCOMPARE(field_info(info(), "nach_800")->label, std::string("Passed, radius 800"));
        QCOMPARE(field_info(info(), "ends")->words.size(), 2U);
        QVERIFY(!field_info(info(), "nacht"));
        QVERIFY(!field_info(info(), "area_m2"));
    }

    void what_is_coloured_or_in_the_way_has_no_marks() {
        QVERIFY(!shows_marks(info(), "segments"));
        QVERIFY(!shows_marks(info(), "blocks"));
        QVERIFY(shows_marks(info(), "loose_ends"));
        QVERIFY(shows_marks(info(), "of another version"));
    }
};

PROSPECT_TEST(ThingMapsTest);
#include "thing_maps_test.moc"
