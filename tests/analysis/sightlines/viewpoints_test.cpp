// Where one looks from: points, files of them, observers of the plan, and places nobody can stand at.
#include "tests/analysis/sightlines/isovist_runs.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace prospect;
using namespace prospect::test;

class ViewpointsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_single_viewpoint_in_a_building_is_refused_by_place() {
        try {
            (void)run(court(), {{"points", full(-2, 10)}});
            QFAIL("it was answered");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(error.message().find("529998,179010") != std::string::npos);
        }
    }

    void viewpoints_in_buildings_are_one_note_with_their_number_and_the_first() {
        const RunPtr seen =
            run(court(), {{"points", full(10, 10) + ";" + full(-2, 10) + ";" + full(-3, 10)}});
        std::vector<Note> notes;
        for (const Note& one : seen->result.notes)
            if (one.code == "inside_building") notes.push_back(one);
        QCOMPARE(notes.size(), 1U);
        QVERIFY(notes[0].message.starts_with("2 viewpoints"));
        QVERIFY(notes[0].message.ends_with("the first at 529998.0,179010.0"));
        QVERIFY(notes[0].place == (Point{-2, 10}));
    }

    void a_viewpoint_far_from_the_plan_is_a_wrong_command_that_names_the_plans_box() {
        for (const char* points : {"1e300,0", "1e7,0", "530010,179010;530010,400000"})
            try {
                (void)run(court(), {{"points", points}});
                QFAIL(points);
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::usage);
                QVERIFY(error.advice().find("from 529995,178995 to 530025,179025") != std::string::npos);
            }
        // 199 km beyond the plan's edge still belongs to it.
        QCOMPARE(text(run(court(), {{"points", full(199000, 10)}, {"reach_m", "50"}}), "status"), "ok");
    }

    void a_row_far_from_the_plan_is_named() {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("eyes.csv").toStdString();
        std::ofstream(file) << "x,y\n530010,179010\n10000000,0\n";
        try {
            (void)run(court(), {{"points_file", file}});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(error.message().starts_with("eyes.csv, row 2: "));
        }
    }

    void of_several_viewpoints_the_row_in_a_building_stays_empty() {
        const RunPtr seen = run(court(), {{"points", full(10, 10) + ";" + full(-2, 10)}});
        QVERIFY(seen->result.partial);
        QCOMPARE(table(seen, "isovists").rows.size(), 2U);
        QCOMPARE(text(seen, "status", 1), std::string("inside_building"));
        QCOMPARE(number(seen, "x", 1), east - 2);
        QVERIFY(!cell(table(seen, "isovists"), 1, "area_m2"));
        QVERIFY(!cell(table(seen, "isovists"), 1, "vertices"));
        QCOMPARE(table(seen, "isovist").rows.size(), 1U);
        QVERIFY(std::any_of(seen->result.notes.begin(), seen->result.notes.end(), [](const Note& one) {
            return one.code == "inside_building" && one.place == Point{-2, 10};
        }));
        QVERIFY(!run(court(), {{"points", full(10, 10)}})->result.partial);
    }

    void without_points_the_observers_look() {
        SiteBuilder site = court();
        site.add(Role::observer, point(10, 10)).name = "bench";
        const Uuid second = site.add(Role::observer, point(-2, 10), {{"height_m", 10.6}}).id;
        const RunPtr seen = run(site, {});
        QCOMPARE(table(seen, "isovists").columns.back(), std::string("id"));
        QCOMPARE(text(seen, "id", 0), std::string("bench"));
        QCOMPARE(text(seen, "id", 1), second.text());
        QVERIFY(near(number(seen, "area_m2", 0), 400));
        QVERIFY(near(number(seen, "area_m2", 1), 50 * 50)); // from its own height, over the roof
    }

    void nowhere_to_look_from_says_what_to_do() {
        try {
            (void)run(court(), {});
            QFAIL("it ran");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(error.advice().find("--points") != std::string::npos);
        }
    }

    void points_take_their_eye_height_as_z() {
        QVERIFY(near(number(run(court(), {{"points", full(-2, 10) + ",10.6"}}), "area_m2"), 50 * 50));
    }

    void eyes_are_neither_underground_nor_in_the_sky() {
        const auto refusal = [](const SiteBuilder& site, const Settings& settings, ErrorCode code) {
            try {
                (void)run(site, settings);
            } catch (const Error& error) {
                return error.code() == code ? QString::fromStdString(error.what()) : QString();
            }
            return QString();
        };
        for (const char* height : {"-5", "-0.001", "500.5"}) {
            const QString said =
                refusal(court(), {{"points", full(10, 10) + "," + height}}, ErrorCode::usage);
            QVERIFY2(said.contains("eye height of the viewpoint 530010,179010 is " + QString(height) + " m"),
                     qPrintable(said));
        }
        QVERIFY(near(number(run(court(), {{"points", full(10, 10) + ",0"}}), "area_m2"), 400));
        SiteBuilder site = court();
        site.add(Role::observer, point(10, 10), {{"height_m", -2.0}}).name = "bench";
        QVERIFY(refusal(site, {}, ErrorCode::refused).contains("eye height of the observer bench is -2 m"));
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << "x,y,eye_height_m\n" << full(10, 10) << ",-2\n";
        QVERIFY(refusal(court(), {{"points_file", file}}, ErrorCode::refused).contains("eye_height_m"));
    }

    void columns_that_differ_in_letter_case_alone_are_told_apart() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << "x,y,Name,name,Area_m2\n" << full(10, 10) << ",A,b,7\n";
        const RunPtr seen = run(court(), {{"points_file", file}});
        QCOMPARE(text(seen, "Name", 0), std::string("A"));
        QCOMPARE(text(seen, "input_name", 0), std::string("b"));
        QCOMPARE(text(seen, "input_Area_m2", 0), std::string("7"));
        QVERIFY(near(number(seen, "area_m2", 0), 400));
    }

    void rows_of_a_file_set_their_own_view_and_carry_their_columns() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << "id,x,y,fov_deg,azimuth_deg,reach_m,eye_height_m,why,status\n"
                            << "a," << full(10, 10) << ",90,0,,,main gate,old\n"
                            << "b," << full(10, 10) << ",,,5,,-3,new\n"
                            << "c," << full(-2, 10) << ",,,,10.6,,\n";
        const RunPtr seen = run(court(), {{"points_file", file}});
        QVERIFY(near(number(seen, "area_m2", 0), 100));
        QVERIFY(near(number(seen, "area_m2", 1), 25 * pi, 1e-6));
        QVERIFY(near(number(seen, "area_m2", 2), 2500));
        QCOMPARE(text(seen, "id", 1), std::string("b"));
        QCOMPARE(text(seen, "why", 0), std::string("main gate"));
        QCOMPARE(number(seen, "why", 1), -3.0);
        QCOMPARE(text(seen, "status", 0), std::string("ok"));
        QCOMPARE(text(seen, "input_status", 0), std::string("old"));
        QVERIFY(!cell(table(seen, "isovists"), 2, "why"));
        QVERIFY(std::holds_alternative<double>(*cell(table(seen, "isovists"), 1, "why")));
    }

    // 60 heights in no order, through the crown of a tree and over the walls, some beyond the plan: each row
    // is what its viewpoint gives alone.
    void rows_of_many_heights_are_each_as_if_alone() {
        SiteBuilder site = court();
        site.add(Role::tree, point(15, 15), {{"clear_stem_m", 1.0}, {"height_m", 8.0}});
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream out(file);
        out << "x,y,eye_height_m,reach_m\n";
        const auto place = [](int i) { return full(i % 7 == 0 ? 60 + i : 2 + 0.1 * i, 7); };
        const auto height = [](int i) { return as_text(Value(0.25 * (i * 37 % 60))); };
        const auto reach = [](int i) { return std::string(i % 3 == 0 ? "9" : "0"); };
        for (int i = 0; i < 60; ++i)
            out << place(i) << "," << height(i) << "," << reach(i) << "\n";
        out.close();
        const RunPtr seen = run(site, {{"points_file", file}});
        for (int i = 0; i < 60; ++i) {
            const RunPtr alone = run(site, {{"points", place(i) + "," + height(i)}, {"reach_m", reach(i)}});
            const auto area = cell(table(seen, "isovists"), static_cast<std::size_t>(i), "area_m2");
            QVERIFY(area.has_value());
            QVERIFY(area == cell(table(alone, "isovists"), 0, "area_m2"));
            QCOMPARE(text(seen, "eye_height_m", static_cast<std::size_t>(i)), height(i));
        }
        QVERIFY(test::note(seen, "eyes_outside"));
    }

    void a_bad_file_is_refused_by_row_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("named");
        QTest::newRow("no y") << "x,z\n1,2\n"
                              << "no column y";
        QTest::newRow("text") << "x,y\n530001,179002\n1,north\n"
                              << "row 2: y \"north\"";
        QTest::newRow("empty coordinate") << "x,y\n,2\n"
                                          << "row 1: x is empty";
        QTest::newRow("field of view") << "x,y,fov_deg\n1,2,0\n"
                                       << "fov_deg \"0\"";
        QTest::newRow("not finite") << "x,y\n1,nan\n"
                                    << "y \"nan\"";
        QTest::newRow("no rows") << "x,y\n"
                                 << "no rows";
    }
    void a_bad_file_is_refused_by_row() {
        QFETCH(QString, content);
        QFETCH(QString, named);
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << content.toStdString();
        try {
            (void)run(court(), {{"points_file", file}});
            QFAIL("it ran");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY2(error.message().find(named.toStdString()) != std::string::npos, error.what());
        }
    }

    void points_and_a_file_together_are_a_wrong_command() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << "x,y\n1,2\n";
        try {
            (void)run(court(), {{"points_file", file}, {"points", "1,2"}});
            QFAIL("it ran");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::usage);
        }
    }
};

PROSPECT_TEST(ViewpointsTest);

#include "viewpoints_test.moc"
