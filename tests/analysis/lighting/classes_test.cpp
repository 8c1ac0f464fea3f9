#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

#include <set>

using namespace prospect;
using namespace prospect::test;

namespace {

constexpr const char* analysis = "lighting.classes";
constexpr double height_m = 5;

// A row of five lamps beside a path 3 m wide, from the first to the last.
struct Row {
    double candela = 500;
    double apart_m = 20;
    int lamps = 5;
    double aside_m = -2;

    double length_m() const { return apart_m * (lamps - 1); }
    double eh(Point p) const {
        double sum = 0;
        for (int i = 0; i < lamps; ++i) {
            const double x = i * apart_m - p.x;
            const double y = aside_m - p.y;
            const double d2 = x * x + y * y + height_m * height_m;
            sum += candela * height_m / (d2 * std::sqrt(d2));
        }
        return sum;
    }
    // At 1.5 m on the face of somebody who looks along +x (1) or -x (-1).
    double esc(Point p, int looks) const {
        double sum = 0;
        for (int i = 0; i < lamps; ++i) {
            const double x = i * apart_m - p.x;
            const double y = aside_m - p.y;
            const double z = height_m - 1.5;
            const double d2 = x * x + y * y + z * z;
            sum += candela / d2 * (std::hypot(x, y) + looks * x) / std::sqrt(d2) / std::numbers::pi;
        }
        return sum;
    }
    double ev(Point p, int looks) const {
        double sum = 0;
        for (int i = 0; i < lamps; ++i) {
            const double x = i * apart_m - p.x;
            const double y = aside_m - p.y;
            const double z = height_m - 1.5;
            const double d2 = x * x + y * y + z * z;
            sum += candela / d2 * std::max(0.0, looks * x / std::sqrt(d2));
        }
        return sum;
    }
    // Ten along each field, the first half a step from the lamp; three across.
    std::vector<Point> points() const {
        std::vector<Point> all;
        for (int field = 0; field + 1 < lamps; ++field)
            for (int i = 0; i < 10; ++i)
                for (const double y : {-1.0, 0.0, 1.0})
                    all.push_back({field * apart_m + (i + 0.5) * apart_m / 10, y});
        return all;
    }
    double average() const {
        double sum = 0;
        for (const Point p : points())
            sum += eh(p);
        return sum / static_cast<double>(points().size());
    }
    double least() const {
        double least = 1e9;
        for (const Point p : points())
            least = std::min(least, eh(p));
        return least;
    }

    SiteBuilder site(const std::string& lit_class = {}) const {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(candela));
        Feature& path = site.add(Role::path, line({{0, 0}, {length_m(), 0}}), {{"width_m", 3.0}});
        path.name = "Walk";
        if (!lit_class.empty()) path.set("lit_class", lit_class, Basis::drawn);
        for (int i = 0; i < lamps; ++i)
            add_lamp(site, i * apart_m, aside_m, "even.ies", height_m);
        return site;
    }
};

std::string text(const engine::RunPtr& run, std::size_t row, const std::string& column) {
    const auto found = cell(table(run, "classes"), row, column);
    return found ? as_text(*found) : "";
}
double figure(const engine::RunPtr& run, std::size_t row, const std::string& column) {
    return number(table(run, "classes"), row, column);
}

} // namespace

class ClassesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_row_of_lamps_is_the_formula_over_the_points_of_the_standard() {
        const Row row;
        const auto run = lit(row.site("P2"), analysis);
        QCOMPARE(text(run, 0, "path_or_area"), std::string("Walk"));
        QCOMPARE(text(run, 0, "class"), std::string("P2"));
        QCOMPARE(text(run, 0, "n_points"), std::string("120"));
        QCOMPARE(text(run, 0, "lamps"), std::string("5"));
        QVERIFY(close(figure(run, 0, "e_avg"), row.average()));
        QVERIFY(close(figure(run, 0, "e_min"), row.least()));
        QVERIFY(close(figure(run, 0, "u0"), row.least() / row.average()));
        QVERIFY(row.average() > 7.5 && row.average() < 10); // by hand: P3, too little for P2
        QCOMPARE(text(run, 0, "pass"), std::string("0"));
        QCOMPARE(text(run, 0, "best_class"), std::string("P3"));
        QCOMPARE(text(run, 0, "too_bright"), std::string("0"));
        QCOMPARE(metric(run, "classes_met_share"), 0.0);
        QVERIFY(note(run, "class_sources"));
    }

    void the_points_are_given_with_their_light() {
        const Row row;
        const auto run = lit(row.site("P3"), analysis);
        const auto& points = table(run, "class_points");
        const std::vector<Point> expected = row.points();
        QCOMPARE(points.rows.size(), expected.size());
        for (std::size_t i = 0; i < points.rows.size(); ++i) {
            const Point p{number(points, i, "x") - 530000, number(points, i, "y") - 179000};
            QVERIFY(std::any_of(expected.begin(), expected.end(),
                                [&](Point other) { return distance(p, other) < 1e-6; }));
            QVERIFY(close(number(points, i, "eh"), row.eh(p)));
            QVERIFY(close(number(points, i, "esc"), std::min(row.esc(p, 1), row.esc(p, -1)), 1e-3));
            QVERIFY(close(number(points, i, "ev"), std::min(row.ev(p, 1), row.ev(p, -1)), 1e-3));
            QVERIFY(close(number(points, i, "ground_m2"), 2));
        }
    }

    void an_average_alone_is_no_pass() {
        const Row sparse{.candela = 1000, .apart_m = 30 * 2, .lamps = 3};
        const auto run = lit(sparse.site("P4"), analysis);
        QVERIFY(figure(run, 0, "e_avg") > 5);
        QVERIFY(figure(run, 0, "e_min") < 1);
        QCOMPARE(text(run, 0, "pass"), std::string("0"));
        QCOMPARE(text(run, 0, "best_class"), std::string("none"));
    }

    void a_class_missed_by_less_than_is_shown_is_missed() {
        Row row{.candela = 1, .apart_m = 30, .lamps = 4};
        const double average = row.average();
        row.candela = 3 * 0.9996 / average;
        QVERIFY(row.least() > 0.6); // so that the average decides
        QCOMPARE(text(lit(row.site("P5"), analysis), 0, "pass"), std::string("0"));
        row.candela = 3 * 1.0004 / average;
        QCOMPARE(text(lit(row.site("P5"), analysis), 0, "pass"), std::string("1"));
    }

    void insides_of_buildings_are_in_no_average() {
        const Row row;
        SiteBuilder site = row.site("P3");
        // So low that it shades nothing.
        site.add(Role::building, rectangle(8, -1.5, 12, 1.5), {{"height_m", 0.001}});
        const auto run = lit(site, analysis);
        double sum = 0;
        int count = 0;
        for (const Point p : row.points()) {
            if (p.x > 8 && p.x < 12) continue;
            sum += row.eh(p);
            ++count;
        }
        QCOMPARE(text(run, 0, "n_points"), std::to_string(count));
        QVERIFY(count < 120);
        QVERIFY(close(figure(run, 0, "e_avg"), sum / count, 1e-3));
        QVERIFY(figure(run, 0, "e_min") > 0);
        QVERIFY(note(run, "points_left_out"));
    }

    void points_outside_the_study_area_do_not_count() {
        const Row row;
        SiteBuilder site = row.site("P3");
        site.add(Role::study_area, rectangle(-1, -5, 40, 5), {{"kind", std::string("application")}});
        site.add(Role::path, line({{50, 3}, {60, 3}})).name = "Elsewhere";
        const auto run = lit(site, analysis);
        QCOMPARE(table(run, "classes").rows.size(), std::size_t(1));
        QCOMPARE(text(run, 0, "n_points"), std::string("60"));
    }

    void too_much_light_is_said_for_p_classes_alone() {
        const Row bright{.candela = 1500};
        QCOMPARE(text(lit(bright.site("P4"), analysis), 0, "pass"), std::string("1"));
        QCOMPARE(text(lit(bright.site("P4"), analysis), 0, "too_bright"), std::string("1"));
        QVERIFY(note(lit(bright.site("P4"), analysis), "class_unverified"));
        QCOMPARE(text(lit(bright.site("C5"), analysis), 0, "too_bright"), std::string());
    }

    void a_path_without_a_class_is_not_judged() {
        const Row row;
        const auto run = lit(row.site(), analysis);
        for (const char* column : {"class", "pass", "too_bright", "verified"})
            QCOMPARE(text(run, 0, column), std::string());
        QCOMPARE(text(run, 0, "best_class"), std::string("P3"));
        QVERIFY(note(run, "no_class")->message.find("1 of 1") == 0);
        QVERIFY_THROWS_EXCEPTION(Error, metric(run, "classes_met_share"));
        const auto given = lit(row.site(), analysis, {{"class", "p3"}});
        QCOMPARE(text(given, 0, "class"), std::string("P3"));
        QCOMPARE(text(given, 0, "pass"), std::string("1"));
        QCOMPARE(text(lit(row.site("P2"), analysis, {{"class", "P5"}}), 0, "class"), std::string("P2"));
    }

    void classes_about_faces_compare_faces() {
        const Row row;
        double least = 1e9;
        for (const Point p : row.points())
            least = std::min({least, row.esc(p, 1), row.esc(p, -1)});
        const auto run = lit(row.site("SC9"), analysis);
        QCOMPARE(text(run, 0, "quantity"), std::string("esc"));
        QVERIFY(close(figure(run, 0, "e_min"), least, 1e-3));
        QCOMPARE(text(run, 0, "pass"), std::string(least >= 0.5 ? "1" : "0"));
        QCOMPARE(text(run, 0, "verified"), std::string("0"));
        QVERIFY(note(run, "class_unverified")->message.find("SC9") != std::string::npos);
    }

    void faces_may_decide_a_p_class() {
        // The first and the last lamp have no light beyond them: faces turned away from the row are dark.
        const Row row;
        QCOMPARE(text(lit(row.site("P3"), analysis), 0, "pass"), std::string("1"));
        const auto faces = lit(row.site("P3"), analysis, {{"faces", "1"}});
        QCOMPARE(text(faces, 0, "pass"), std::string("0"));
        QVERIFY(figure(faces, 0, "esc_min") < 1.5 || figure(faces, 0, "ev_min") < 2.5);
        QVERIFY(note(faces, "class_unverified")->message.find("faces") != std::string::npos);
    }

    void m_classes_are_refused_with_the_reason() {
        const Row row;
        const QString refusal = refusal_of(row.site(), analysis, {{"class", "M3"}});
        QVERIFY(refusal.contains("luminance") && refusal.contains("P1 to P7"));
        const auto run = lit(row.site("M3"), analysis);
        QCOMPARE(text(run, 0, "class"), std::string("M3"));
        QCOMPARE(text(run, 0, "pass"), std::string());
        QVERIFY(note(run, "class_needs_luminance")->message.find("not approximated") != std::string::npos);
    }

    void unknown_classes_are_refused_and_the_known_are_named() {
        const Row row;
        const QString refusal = refusal_of(row.site(), analysis, {{"class", "X9"}});
        QVERIFY(refusal.contains("no lighting class X9") && refusal.contains("C0 to C5"));
        QVERIFY(refusal_of(row.site(), analysis, {{"area_class", "X9"}}).contains("car_park_medium"));
        QVERIFY(refusal_of(row.site(), analysis, {{"profile", "jis"}}).contains("bs_5489"));
        const auto run = lit(row.site("X9"), analysis);
        QCOMPARE(text(run, 0, "pass"), std::string());
        QVERIFY(note(run, "class_unknown")->message.find("C0 to C5") != std::string::npos);
    }

    void car_parks_are_areas() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(2000));
        add_lamp(site, 5, 5, "even.ies", 8);
        site.add(Role::zone, rectangle(0, 0, 10, 10), {{"use", std::string("parking")}}).name = "Bays";
        site.add(Role::zone, rectangle(0, 0, 10, 10), {{"use", std::string("garden")}});
        site.add(Role::activity, rectangle(20, 0, 30, 10), {{"kind", std::string("parking")}}).name = "Far";
        site.add(Role::activity, point(25, 5), {{"kind", std::string("parking")}});
        const auto run = lit(site, analysis, {{"profile", "bs_5489"}, {"area_class", "car_park_heavy"}});
        QCOMPARE(table(run, "classes").rows.size(), std::size_t(2));
        double sum = 0;
        double least = 1e9;
        for (int x = 0; x < 10; ++x)
            for (int y = 0; y < 10; ++y) {
                const double d2 = (x - 4.5) * (x - 4.5) + (y - 4.5) * (y - 4.5) + 64;
                const double lux = 2000 * 8 / (d2 * std::sqrt(d2));
                sum += lux;
                least = std::min(least, lux);
            }
        QCOMPARE(text(run, 0, "n_points"), std::string("100"));
        QVERIFY(close(figure(run, 0, "e_avg"), sum / 100));
        QVERIFY(close(figure(run, 0, "e_min"), least));
        QVERIFY(sum / 100 > 20 && least / (sum / 100) > 0.25);
        QCOMPARE(text(run, 0, "pass"), std::string("1"));
        QCOMPARE(text(run, 1, "pass"), std::string("0"));
        const auto open = lit(site, analysis, {{"profile", "bs_5489"}});
        QCOMPARE(text(open, 0, "class"), std::string());
        QCOMPARE(text(open, 0, "best_class"), std::string("car_park_heavy"));
        QCOMPARE(text(open, 0, "too_bright"), std::string());
        const auto rp_20 = lit(site, analysis, {{"profile", "rp_20"}});
        QVERIFY(figure(rp_20, 0, "e_max") < 15 * figure(rp_20, 0, "e_min"));
        // Enough on the ground, but what faces away from the only lamp is dark.
        QCOMPARE(figure(rp_20, 0, "ev_min"), 0.0);
        QCOMPARE(text(rp_20, 0, "best_class"), std::string("none"));
    }

    void a_plan_without_paths_is_refused() {
        SiteBuilder site;
        site.add_photometry("even.ies", even_light(100));
        add_lamp(site, 0, 0, "even.ies", 5);
        QVERIFY(refusal_of(site, analysis).contains("no path or car park"));
    }

    void coverage_counts_spots_with_the_least_the_class_allows() {
        const Row row{.candela = 100, .apart_m = 40, .lamps = 3};
        SiteBuilder site = row.site("P4");
        site.add(Role::path, line({{0, 0}, {80, 0}})).name = "No class";
        const auto run = lit(site, "lighting.illuminance");
        int spots = 0;
        for (int x = 0; x <= 80; ++x)
            spots += row.eh({static_cast<double>(x), 0}) >= 1 ? 1 : 0;
        QVERIFY(spots > 0 && spots < 81);
        QVERIFY(close(metric(run, "covered_share_class"), spots / 81.0));
        QVERIFY(close(number(table(run, "paths"), 0, "covered_share_class"), spots / 81.0));
        QVERIFY(!cell(table(run, "paths"), 1, "covered_share_class"));
        QVERIFY_THROWS_EXCEPTION(Error,
                                 metric(lit(row.site("SC3"), "lighting.illuminance"), "covered_share_class"));
    }

    void stretches_below_the_class_are_dark() {
        const Row row{.candela = 100, .apart_m = 40, .lamps = 3};
        const auto thresholds = [](const engine::RunPtr& run) {
            std::set<double> found;
            const auto& dark = table(run, "dark_stretches");
            for (std::size_t i = 0; i < dark.rows.size(); ++i)
                found.insert(number(dark, i, "threshold_lx"));
            return found;
        };
        QCOMPARE(thresholds(lit(row.site("P3"), "lighting.routes")), (std::set<double>{1, 1.5, 2}));
        const auto same = lit(row.site("P4"), "lighting.routes");
        QCOMPARE(thresholds(same), (std::set<double>{1, 2}));
        QCOMPARE(table(same, "dark_stretches").rows.size(),
                 table(lit(row.site(), "lighting.routes"), "dark_stretches").rows.size());
    }
};

PROSPECT_TEST(ClassesTest);

#include "classes_test.moc"
