#include "analysis/assessment/lit_ways.h"
#include "analysis/assessment/remedy_words.h"
#include "light_trials.h"
#include "tests/support/registry.h"

#include <QTest>

#include <array>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

// Changes of lamps and crowns that are tried.
class LightTrialsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void no_two_new_lamps_stand_nearer_than_they_are_high() {
        // Four spots of a car park of 4 m, 2 m apart, for lamps of 5 m: one lamp.
        SiteBuilder builder;
        red_line_of(builder, -20, -20, 40, 40);
        builder.add_photometry("even.ies", even_light(lamp_cd));
        drawn(builder, Role::activity, rectangle(0, 0, 4, 4), {{"kind", words("parking")}}).name = "Court";
        lamp_at(builder, 35, 35);
        const Measured measured = measure(builder, "LT-06");
        QCOMPARE(measured.subjects.size(), std::size_t(1));
        const auto& proposals = measured.subjects.front().proposals;
        QVERIFY(!proposals.empty());
        for (const Proposal& one : proposals)
            QVERIFY2(one.text.starts_with("Add a lamp like "), one.text.c_str());
    }

    void a_profile_that_asks_for_less_dims_further() {
        engine::Engine engine(catalogue());
        Profile profile = profile_of("LT-11");
        profile.criteria.front().threshold = 50;
        const engine::Request request{.site = house(5).site(), .threads = 2};
        Assessment made = assess(engine, request, profile);
        try_remedies(engine, request, profile, made);
        QVERIFY(says(of(made, "LT-11"), "at most 50 % of that is asked for"));
        const Remedy* dim = remedy(of(made, "LT-11"), "Dim ");
        QVERIFY(dim != nullptr);
        QVERIFY2(dim->text.ends_with(" to 10 %"), dim->text.c_str()); // 1 of 8.9 lx
    }

    void a_change_reaches_as_far_as_a_twentieth_of_what_is_asked() {
        QCOMPARE(light_reach_m(100, 1), 50.0); // 44.7 m
        QVERIFY(close(light_reach_m(2500, 1), 223.607));
        QVERIFY(close(light_reach_m(2500, 0.1), 707.107));
        const std::array<Box, 1> changed{Box{0, 0, 1, 1}};
        QVERIFY(light_reaches(Box{60, 0, 61, 1}, changed, light_reach_m(400, 1))); // 89 m
        QVERIFY(!light_reaches(Box{60, 0, 61, 1}, changed, light_reach_m(100, 1)));
        QVERIFY(light_reaches(Box{60, 0, 61, 1}, {}, 50));
    }

    void a_gap_that_is_only_shorter_is_not_cleared() {
        // Dark from 12 to 40 m. A lamp at 26 m lights 11.4 m to both sides: 38 to 40 m stay dark.
        SiteBuilder builder = way_of(40, {{"night_route", true}});
        lamp_at(builder, 0);
        const Assessment made = tried(builder.site(), {"LT-09"});
        QCOMPARE(of(made, "LT-09").value, std::optional(28.0));
        const auto& remedies = of(made, "LT-09").remedies;
        QVERIFY(std::none_of(remedies.begin(), remedies.end(),
                             [](const Remedy& one) { return one.text.starts_with("Add a lamp"); }));
        QVERIFY(remedy(of(made, "LT-09"), "Add 2 lamps like the nearest one along Back Path") != nullptr);
    }

    void a_lamp_on_trial_is_seen_to_keep_the_light_as_trees_grow() {
        // 8 m high at x = 0: E < 1 lx from 12.4 m on. One at 16.5 m, where the tree is not in its way.
        SiteBuilder builder;
        red_line_of(builder, -20, -20, 40, 40);
        builder.add_photometry("even.ies", even_light(lamp_cd));
        drawn(builder, Role::path, line({{12, 0}, {20, 0}}),
              {{"kind", words("footway")}, {"night_route", true}, {"width_m", 2.0}})
            .name = "Back Path";
        lamp_at(builder, 0, 0, 8);
        drawn(builder, Role::tree, point(4, 0.8),
              {{"height_m", 4.0},
               {"crown_m", 2.0},
               {"clear_stem_m", 2.0},
               {"opacity_leaf_on", 0.9},
               {"growth_m_per_year", 0.4}});
        const Assessment made = tried(builder.site(), {"LT-09", "LT-13"});
        const Remedy* add = remedy(of(made, "LT-09"), "Add a lamp");
        QVERIFY(add != nullptr);
        QCOMPARE(of(made, "LT-13").level, Level::look);
        QVERIFY(std::find(add->clears.begin(), add->clears.end(), of(made, "LT-13").key) !=
                add->clears.end());
    }

    void dimming_the_lamp_clears_the_window() {
        const Assessment made = tried(house(5).site(), {"LT-11"});
        const Remedy* dim = remedy(of(made, "LT-11"), "Dim ");
        QVERIFY(dim != nullptr);
        QVERIFY2(dim->text.ends_with(" to 20 %"), dim->text.c_str()); // 2 of 8.8 lx, in steps of 5 %
        const Assessment after = tried(apply(*house(5).site(), dim->edit), {"LT-11"});
        QCOMPARE(of(after, "LT-11").level, Level::pass);
        QVERIFY(close(*of(after, "LT-11").value, 100 * 0.2 * on_window(5) / 2));
    }

    // A fifth of the light: what was too little for its class is a fifth of it, too, and no problem is new.
    void dimming_before_a_way_that_is_too_dark_makes_that_worse() {
        const auto site = [] {
            SiteBuilder builder = house(5);
            drawn(builder, Role::path, line({{0, 5}, {20, 5}}),
                  {{"kind", words("footway")}, {"lit_class", words("P1")}, {"width_m", 2.0}})
                .name = "Back Path";
            return builder.site();
        };
        const Assessment made = tried(site(), {"LT-02", "LT-11"});
        const Finding& dark = of(made, "LT-02");
        QVERIFY(is_missed(dark));
        const Remedy* dim = remedy(of(made, "LT-11"), "Dim ");
        QVERIFY(dim != nullptr);
        QVERIFY(dim->harms.empty());
        QCOMPARE(dim->worsens, std::vector{dark.key});
        QCOMPARE(dim->worse.size(), std::size_t{1});
        const Assessment dimmed = tried(apply(*site(), dim->edit), {"LT-02"});
        // As it is with the change, not as it was.
        const std::string& then = of(dimmed, "LT-02").message;
        QVERIFY2(dim->worse.front().find(then.substr(0, then.find(':'))) != std::string::npos,
                 (dim->worse.front() + " | " + then).c_str());
        QVERIFY(dark.message.find(dim->worse.front()) == std::string::npos);
        QCOMPARE(effect_text(*dim), "clears 1 problem, makes 1 problem worse (" + dim->worse.front() + ")");
        const Assessment after = tried(apply(*site(), dim->edit), {"LT-02"});
        QVERIFY(close(*of(after, "LT-02").value, *dark.value / 5));
        const Assessment alone = tried(site(), {"LT-11"});
        QVERIFY(remedy(of(alone, "LT-11"), "Dim ")->worsens.empty());
    }

    void one_lamp_beside_the_dark_stretch_clears_it() {
        const auto site = [] {
            SiteBuilder builder = way_of(24, {{"night_route", true}});
            lamp_at(builder, 0);
            return builder.site();
        };
        const Assessment made = tried(site(), {"LT-09", "LT-14"});
        QCOMPARE(of(made, "LT-09").value, std::optional(12.0));
        const Remedy* add = remedy(of(made, "LT-09"), "Add a lamp like the nearest one beside Back Path");
        QVERIFY(add != nullptr);
        QVERIFY(add->harms.empty());
        const Assessment after = tried(apply(*site(), add->edit), {"LT-09"});
        QCOMPARE(of(after, "LT-09").level, Level::pass);
        // The same whatever the number of threads.
        const Assessment one = tried(site(), {"LT-09", "LT-14"}, 1);
        QCOMPARE(one.findings.size(), made.findings.size());
        QCOMPARE(to_json(remedy(of(one, "LT-09"), "Add a lamp")->edit), to_json(add->edit));
    }

    void a_long_stretch_takes_several_lamps() {
        SiteBuilder builder = way_of(70, {{"night_route", true}});
        lamp_at(builder, 0);
        const Assessment made = tried(builder.site(), {"LT-09"});
        QVERIFY(remedy(of(made, "LT-09"), "Add 3 lamps like the nearest one along Back Path") != nullptr);
    }

    void a_lamp_too_near_a_window_is_told_of_as_a_new_problem() {
        SiteBuilder builder = way_of(24, {{"night_route", true}});
        lamp_at(builder, 0);
        for (const double y : {4.0, -4.0})
            drawn(builder, Role::building, rectangle(12, y < 0 ? y - 6 : y, 24, y < 0 ? y : y + 6),
                  {{"height_m", 6.0}, {"use", words("residential")}})
                .name = y < 0 ? "Block S" : "Block N";
        for (const double y : {4.0, -4.0})
            drawn(builder, Role::opening, point(18, y),
                  {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        const Assessment made = tried(builder.site(), {"LT-09", "LT-11"});
        const Remedy* add = remedy(of(made, "LT-09"), "Add a lamp");
        QVERIFY(add != nullptr);
        QVERIFY(!add->harms.empty());
        QVERIFY(add->harms.front().starts_with("LT-11:"));
        QVERIFY2(add->warnings.front().find(" lx on a window of Block ") != std::string::npos,
                 add->warnings.front().c_str());
    }

    void dimming_a_bright_way_clears_it() {
        const auto site = [] {
            SiteBuilder builder = way_of(30, {{"lit_class", words("P4")}}, 900);
            lamp_at(builder, 0);
            lamp_at(builder, 30);
            return builder.site();
        };
        const Assessment made = tried(site(), {"LT-02", "LT-03"});
        const Remedy* dim =
            remedy(of(made, "LT-03"), "Dim the 2 lamps along Back Path to 60 %"); // of 1.5 / 2.36
        QVERIFY(dim != nullptr);
        QVERIFY(dim->harms.empty());
        // Half as bright again, and the class is missed: that is told.
        SiteEdit darker = dim->edit;
        for (SiteChangeStep& step : darker.steps)
            std::get<ChangeAttribute>(step).value = Value(0.3);
        QCOMPARE(of(tried(apply(*site(), darker), {"LT-02"}), "LT-02").level, Level::fail);
    }

    void a_crown_that_takes_the_light_is_cut_back() {
        // Beside the line from the lamp to the middle of the way.
        const auto site = [] {
            SiteBuilder builder = way_of(11, {{"night_route", true}});
            lamp_at(builder, 0);
            drawn(builder, Role::tree, point(3, 0.8),
                  {{"height_m", 6.0}, {"crown_m", 2.0}, {"clear_stem_m", 0.5}, {"growth_m_per_year", 0.3}});
            return builder.site();
        };
        const Assessment made = tried(site(), {"LT-09"});
        const Finding& dark = of(made, "LT-09");
        QCOMPARE(dark.level, Level::look);
        QVERIFY(*dark.value > 5);
        QVERIFY(remedy(dark, "Cut the crown of the tree back to 1.0 m across") != nullptr);
    }
};

PROSPECT_TEST(LightTrialsTest);

#include "light_trials_test.moc"
