#include "analysis/engine/reference.h"
#include "tests/analysis/lighting/light_files.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

SiteBuilder lit_square() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 30, 20), {{"kind", std::string("application")}});
    site.add_photometry("even.ies", even_light(300));
    add_lamp(site, 15, 10, "even.ies", 5).set("maintenance", 0.7, Basis::drawn);
    add_lamp(site, 25, 10, "even.ies", 5).set("maintenance", 0.8, Basis::drawn);
    return site;
}

} // namespace

class LightReferenceTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    engine::RunPtr light_;
    Frame frame_;

    std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }
    static const engine::AnalysisInfo& info() {
        static const engine::Engine engine(catalogue());
        return engine.get("lighting.illuminance").info();
    }
    std::shared_ptr<engine::Run> compared(const std::string& file, engine::RunPtr with = {}) const {
        auto run = std::make_shared<engine::Run>(with ? *with : *light_);
        engine::add_reference(file, info(), run->settings, frame_, run->result);
        return run;
    }
    QString refused(const std::string& file) const {
        try {
            (void)compared(file);
        } catch (const Error& error) {
            return QString::fromStdString(error.what());
        }
        return {};
    }
    static std::optional<Value> on_sheet(const engine::RunPtr& run, const std::string& field,
                                         const std::string& item, const char* column) {
        const auto& sheet = table(run, "reference_sheet");
        for (std::size_t row = 0; row < sheet.rows.size(); ++row)
            if (as_text(*cell(sheet, row, "field")) == field && as_text(*cell(sheet, row, "item")) == item)
                return cell(sheet, row, column);
        throw Error(ErrorCode::internal, "no item " + item);
    }
    static std::string text(const engine::RunPtr& run, const char* item, const char* column,
                            const char* field = "eh") {
        const auto found = on_sheet(run, field, item, column);
        return found ? as_text(*found) : "";
    }
    static double figure(const engine::RunPtr& run, const char* item, const char* column,
                         const char* field = "eh") {
        return as_number(on_sheet(run, field, item, column).value()).value();
    }

private Q_SLOTS:
    void initTestCase() {
        light_ = lit(lit_square(), "lighting.illuminance");
        frame_ = lit_square().frame();
    }

    void our_own_light_differs_by_nothing() {
        for (const bool raster : {false, true}) {
            const Field& own = field(light_, "eh");
            const auto run =
                compared(raster ? write_raster(own, frame_, path("any.tif"))
                                : write_points(own, frame_, path("any.csv"), "# quantity: eh\n"));
            QCOMPARE(metric(run, "eh_difference_max"), 0.0);
            QCOMPARE(metric(run, "eh_difference_within"), 1.0);
            QCOMPARE(count(run, "eh_compared"), own.grid.cell_count());
            QVERIFY_THROWS_EXCEPTION(Error, (void)field(run, "esc_min_difference"));
            QCOMPARE(figure(run, "largest", "difference"), 0.0);
            QCOMPARE(figure(run, "share_within_1_percent", "difference"), 1.0);
        }
    }

    void the_sheet_names_both_sides() {
        Field other = field(light_, "eh");
        other.values.at(7) += 3;
        for (std::size_t i = 100; i < 200; ++i)
            other.values[i] *= 1.2F;
        const auto run =
            compared(write_points(other, frame_, path("evo.csv"),
                                  "# quantity: horizontal\n# height_m: 0.1\n# maintenance: 0.67\n# date: "
                                  "2026-05-01\n# program: DIALux evo 13\n"));
        const Grid& grid = other.grid;
        QCOMPARE(figure(run, "columns", "here"), static_cast<double>(grid.columns));
        QCOMPARE(figure(run, "columns", "reference"), static_cast<double>(grid.columns));
        QCOMPARE(figure(run, "rows", "reference"), static_cast<double>(grid.rows));
        QCOMPARE(figure(run, "cell_x_m", "reference"), 1.0);
        QCOMPARE(figure(run, "corner_north_west_x", "here"), grid.xmin + 530000);
        QCOMPARE(figure(run, "corner_north_west_y", "reference"), grid.ymax + 179000);
        QCOMPARE(text(run, "quantity", "here"), std::string("eh"));
        QCOMPARE(text(run, "quantity", "reference"), std::string("horizontal"));
        QCOMPARE(text(run, "plane", "here"), std::string("level ground"));
        QCOMPARE(text(run, "plane", "reference"), std::string("not said"));
        QCOMPARE(figure(run, "height_m", "here"), 0.0);
        QCOMPARE(figure(run, "height_m", "reference"), 0.1);
        QCOMPARE(text(run, "light", "here"), std::string("direct light only"));
        QCOMPARE(text(run, "light", "reference"), std::string("not said"));
        QCOMPARE(text(run, "maintenance", "here"), std::string("0.7 to 0.8"));
        QCOMPARE(text(run, "maintenance", "reference"), std::string("0.67"));
        QCOMPARE(text(run, "date", "reference"), std::string("2026-05-01"));
        QCOMPARE(text(run, "program", "reference"), std::string("DIALux evo 13"));
        const Point place = frame_.to_full(grid.center(7 % grid.columns, 7 / grid.columns));
        QVERIFY(close(figure(run, "largest", "difference"), -3, 1e-5));
        QCOMPARE(figure(run, "largest_x", "here"), place.x);
        QCOMPARE(figure(run, "largest_y", "here"), place.y);
        const auto cells = static_cast<double>(grid.cell_count());
        // Of the hundred that are a fifth brighter those below 1 lx may be within a share of 1 lx.
        QVERIFY(figure(run, "share_within_1_percent", "difference") < 1);
        QVERIFY(figure(run, "share_within_10_percent", "difference") >= (cells - 101) / cells);
        QCOMPARE(figure(run, "median", "difference"), metric(run, "eh_difference_median"));
        const engine::Note* said = note(run, "reference_sheet");
        QVERIFY(said && said->place);
        QCOMPARE(frame_.to_full(*said->place), place);
        for (const char* words :
             {"level ground, 0 m above the ground, direct light only, maintenance 0.7 to 0.8",
              "beside evo.csv (horizontal at 0.1 m, maintenance 0.67, 2026-05-01, DIALux evo 13)"})
            QVERIFY2(said->message.find(words) != std::string::npos, said->message.c_str());
    }

    void shares_by_hand() {
        // Theirs is ours but for four of ten compared cells, which are 0.5, 4, 8 and 30 % off at 10 lx.
        Field theirs("eh", "lx", {10, 12, 1, 1, 5, 2});
        std::fill(theirs.values.begin(), theirs.values.end(), 10.0F);
        auto run = std::make_shared<engine::Run>(*light_);
        Field ours = theirs;
        ours.values[0] = 10.05F;
        ours.values[3] = 9.6F;
        ours.values[4] = 10.8F;
        ours.values[9] = 13;
        run->result.fields = {ours};
        engine::add_reference(write_points(theirs, frame_, path("ten.csv")), info(), run->settings, frame_,
                              run->result);
        QCOMPARE(figure(run, "cells_compared", "here"), 10.0);
        QCOMPARE(figure(run, "share_within_1_percent", "difference"), 0.7);
        QCOMPARE(figure(run, "share_within_5_percent", "difference"), 0.8);
        QCOMPARE(figure(run, "share_within_10_percent", "difference"), 0.9);
        QCOMPARE(figure(run, "largest", "here"), 13.0);
        QCOMPARE(figure(run, "largest", "reference"), 10.0);
        QCOMPARE(figure(run, "largest_x", "here"), 530014.5);
        QCOMPARE(figure(run, "largest_y", "here"), 179010.5);
    }

    void a_grid_of_another_step_is_compared_between_its_cells() {
        // Theirs is a plane, on cells of 2.5 m: between its centres exactly that plane.
        Field theirs("eh", "lx", {-5, 25, 2.5, 2.5, 16, 12});
        const auto plane = [](Point p) { return 20 + 0.3 * p.x + 0.2 * p.y; };
        for (std::int64_t i = 0; i < theirs.grid.cell_count(); ++i)
            theirs.values[static_cast<std::size_t>(i)] = static_cast<float>(
                plane(theirs.grid.center(i % theirs.grid.columns, i / theirs.grid.columns)));
        const auto run = compared(write_points(theirs, frame_, path("plane.csv"), "# quantity: eh\n"));
        const Field& ours = field(light_, "eh");
        for (const Point p : {Point{3, 4}, Point{15, 10}, Point{22, 17}})
            QVERIFY(close(value(run, "eh_difference", p), static_cast<double>(*ours.value_at(p)) - plane(p),
                          1e-5));
        QCOMPARE(figure(run, "cell_x_m", "reference"), 2.5);
    }

    void columns_named_like_our_maps_are_compared_too() {
        const Field& eh = field(light_, "eh");
        const Field& esc = field(light_, "esc_min");
        std::ofstream out(path("both.csv"));
        out << "# program: another\nx,y,eh,esc_min\n";
        for (std::int64_t i = 0; i < 40; ++i) {
            const Point p = frame_.to_full(eh.grid.center(i % eh.grid.columns, i / eh.grid.columns));
            out << p.x << ',' << p.y << ','
                << as_text(Value(static_cast<double>(eh.values[static_cast<std::size_t>(i)]))) << ','
                << as_text(Value(static_cast<double>(esc.values[static_cast<std::size_t>(i)] + 1))) << '\n';
        }
        out.close();
        const auto run = compared(path("both.csv"));
        QCOMPARE(metric(run, "eh_difference_max"), 0.0);
        QVERIFY(close(metric(run, "esc_min_difference_max"), 1, 1e-5));
        QCOMPARE(text(run, "plane", "here", "esc_min"),
                 std::string("a face, in the darkest of four directions"));
        QCOMPARE(figure(run, "height_m", "here", "esc_min"), 1.5);
        QCOMPARE(text(run, "program", "reference", "esc_min"), std::string("another"));
    }

    void what_cannot_be_compared_is_refused() {
        const Field& own = field(light_, "eh");
        QVERIFY(
            refused(write_points(own, frame_, path("what.csv"))).contains("not clear which field what.csv"));
        QVERIFY(refused(write_points(own, frame_, path("eh.csv"))).isEmpty()); // by its name
        const QString other = refused(write_points(own, frame_, path("n.csv"), "# quantity: esc_n\n"));
        QVERIFY2(other.contains("n.csv holds \"esc_n\", the result eh, esc_min"), qPrintable(other));
        Field away = own;
        away.grid.ymax += 900;
        QVERIFY(refused(write_points(away, frame_, path("eh.csv")))
                    .contains("no value where the result has cells"));
        Frame dutch = frame_;
        dutch.crs = "EPSG:28992";
        QVERIFY(refused(write_raster(own, dutch, path("nl.tif"))).contains("EPSG:28992"));
    }
};

PROSPECT_TEST(LightReferenceTest);

#include "light_reference_test.moc"
