#include "analysis/assessment/near_change.h"
#include "analysis/assessment/remedies.h"
#include "analysis/assessment/write_assessment.h"
#include "check.h"
#include "geometry/io/project_file.h"
#include "tests/support/registry.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <set>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

const SitePtr& sample() {
    static const SitePtr site =
        io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
    return site;
}

const Profile& coarse() {
    static const Profile profile = first_look(assessment::profile("default"));
    return profile;
}

using Change = std::function<void(std::size_t number, Feature& feature)>;

// The sample with features of one role changed.
SitePtr changed(Role role, const Change& change) {
    auto site = std::make_shared<Site>(*sample());
    for (LayerPtr& layer : site->layers) {
        if (layer->role != role) continue;
        auto copy = std::make_shared<Layer>(*layer);
        for (std::size_t i = 0; i < copy->features.size(); ++i) {
            auto feature = std::make_shared<Feature>(*copy->features[i]);
            change(i, *feature);
            copy->features[i] = feature;
        }
        layer = copy;
    }
    return site;
}

void move(Feature& feature, double dx, double dy) {
    for (Point& p : feature.geometry.points)
        p = p + Point{dx, dy};
}

// Every second thing moves, every third is described otherwise, every fifth has another name.
void change_a_little(std::size_t number, Feature& feature) {
    // What bounds the plan bounds sight everywhere: with it every value would be another one.
    const Box inner = sample()->box().grown(-3);
    const Box box = feature.geometry.box();
    const bool within =
        inner.contains(Point{box.xmin, box.ymin}) && inner.contains(Point{box.xmax, box.ymax});
    if (number % 2 == 0 && within) move(feature, 0.75, -0.5);
    if (number % 5 == 0) feature.name += " II";
    if (number % 3 != 0) return;
    for (Attribute& one : feature.attributes)
        if (const auto value = as_number(one.value); value && one.name != "storey" && one.name != "levels")
            one.value = Value(*value * 0.9);
}

Uuid a_hedge() {
    for (const auto& [layer, barrier] : sample()->features(Role::barrier))
        if (const Attribute* kind = barrier->find("kind"); kind && as_text(kind->value) == "hedge")
            return barrier->id;
    return {};
}

std::string text_of(const Assessment& made) {
    return assessment_json(made, sample()->frame, {});
}

std::vector<nlohmann::json> of_rule(const nlohmann::json& assessment, const std::string& code) {
    std::vector<nlohmann::json> found;
    for (const auto& one : assessment["findings"])
        if (one["code"] == code) found.push_back(one);
    return found;
}

engine::Request of(const SitePtr& site) {
    return {.site = site, .threads = 2};
}

Assessment complete(engine::Engine& engine, const SitePtr& site, const Profile& profile) {
    Assessment made = assess(engine, of(site), profile);
    try_remedies(engine, of(site), profile, made);
    return made;
}

// Rules of all kinds that offer changes, quickly measured.
Profile some_rules() {
    static const std::set<std::string> codes{"NS-02", "NS-06", "NS-07", "NS-08", "NS-09", "NS-14",
                                             "NS-15", "NS-16", "NS-18", "LT-02", "LT-05", "TR-04"};
    Profile profile = coarse();
    std::erase_if(profile.criteria, [&](const Criterion& one) { return !codes.contains(one.code); });
    return profile;
}

bool within(const Finding& finding, const std::vector<Box>& places, double distance_m) {
    return finding.at && std::any_of(places.begin(), places.end(), [&](const Box& place) {
               return place.grown(distance_m).contains(*finding.at);
           });
}

// Key and message of what is missed by the quick rules.
std::set<std::pair<std::string, std::string>> missed(const Assessment& made,
                                                     const std::function<bool(const Finding&)>& counts) {
    std::set<std::pair<std::string, std::string>> found;
    for (const Finding& one : made.findings) {
        const Metric* measure = metric(made.criterion(one).metric);
        if (is_missed(one) && measure && measure->effort == Effort::quick && counts(one))
            found.emplace(one.key, one.message);
    }
    return found;
}

} // namespace

// What a check keeps for the next one, and that the next one is none the worse for it.
class RecheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        kept_ = std::make_unique<engine::Engine>(catalogue());
        (void)assess(*kept_, of(sample()), coarse());
    }

    // That Metric::reads names all that a metric reads.
    void whatever_changes_a_check_after_another_finds_what_a_first_one_finds_data() {
        QTest::addColumn<int>("role");
        for (const RoleInfo& role : roles()) {
            if (role.role == Role::annotation || sample()->features(role.role).empty()) continue;
            QTest::newRow(std::string(name_of(role.role)).c_str()) << static_cast<int>(role.role);
        }
    }

    void whatever_changes_a_check_after_another_finds_what_a_first_one_finds() {
        QFETCH(int, role);
        const SitePtr site = changed(static_cast<Role>(role), change_a_little);
        const Assessment again = assess(*kept_, of(site), coarse());
        engine::Engine fresh(catalogue());
        const Assessment first = assess(fresh, of(site), coarse());
        const auto ours = nlohmann::json::parse(text_of(again));
        const auto theirs = nlohmann::json::parse(text_of(first));
        std::string different;
        for (const Criterion& rule : coarse().criteria)
            if (of_rule(ours, rule.code) != of_rule(theirs, rule.code)) different += rule.code + " ";
        QCOMPARE(QString::fromStdString(different), QString());
        QVERIFY(ours == theirs);
    }

    void only_what_reads_a_camera_is_measured_again_when_one_moves() {
        const SitePtr site = changed(Role::camera, [](std::size_t, Feature& one) { move(one, 1, 0); });
        const MeasuringKeys keys(*site, of(site));
        std::size_t kept = 0;
        for (const Criterion& criterion : coarse().criteria) {
            const Metric* measure = metric(criterion.metric);
            if (measure == nullptr) continue;
            const auto value = kept_->parts().find<Measured>(keys.of("measured", measure->reads, criterion));
            const bool reads =
                std::find(measure->reads.begin(), measure->reads.end(), Role::camera) != measure->reads.end();
            QVERIFY2((value != nullptr) != reads, measure->id.c_str());
            kept += value ? 1 : 0;
        }
        QVERIFY(kept > 50);
    }

    void another_weight_measures_nothing_again() {
        const MeasuringKeys keys(*sample(), of(sample()));
        for (Criterion criterion : coarse().criteria) {
            const Metric* measure = metric(criterion.metric);
            if (measure == nullptr) continue;
            criterion.weight *= 2;
            QVERIFY(kept_->parts().find<Measured>(keys.of("measured", measure->reads, criterion)));
            criterion.threshold += 1;
            QVERIFY(!kept_->parts().find<Measured>(keys.of("measured", measure->reads, criterion)));
        }
    }

    void changes_tried_before_do_the_same_when_they_are_tried_anew_data() {
        QTest::addColumn<int>("role");
        for (const Role role : {Role::camera, Role::barrier, Role::luminaire})
            QTest::newRow(std::string(name_of(role)).c_str()) << static_cast<int>(role);
    }

    void changes_tried_before_do_the_same_when_they_are_tried_anew() {
        QFETCH(int, role);
        const Profile rules = some_rules();
        engine::Engine kept(catalogue());
        const Assessment before = complete(kept, sample(), rules);
        QVERIFY(std::any_of(before.findings.begin(), before.findings.end(),
                            [](const Finding& one) { return !one.remedies.empty(); }));
        const SitePtr site = changed(static_cast<Role>(role), [](std::size_t number, Feature& one) {
            if (number == 0) move(one, 2, 1);
        });
        engine::Engine fresh(catalogue());
        QCOMPARE(text_of(complete(kept, site, rules)), text_of(complete(fresh, site, rules)));
        QCOMPARE(text_of(complete(kept, sample(), rules)), text_of(before));
    }

    void near_a_change_the_findings_are_those_of_the_whole_check_and_elsewhere_those_of_before() {
        const Uuid chosen = a_hedge();
        const SitePtr site = changed(Role::barrier, [&](std::size_t, Feature& one) {
            if (one.id == chosen) one.set("height_m", Value(2.9), Basis::drawn);
        });
        const Touched touched = touched_between(*sample(), *site);
        QCOMPARE(touched.roles, std::set{Role::barrier});
        QCOMPARE(touched.places.size(), std::size_t{2}); // before and after
        QVERIFY(!touched.everywhere);
        const Assessment before = assess(*kept_, of(sample()), coarse());
        engine::Engine fresh(catalogue());
        const Assessment near = near_change(fresh, of(site), before, touched);
        const Assessment all = assess(*kept_, of(site), coarse());
        const auto is_near = [&](const Finding& one) { return within(one, touched.places, near_change_m); };
        const auto is_far = [&](const Finding& one) { return !is_near(one); };
        QVERIFY(missed(all, is_near) != missed(before, is_near));
        QCOMPARE(missed(near, is_near), missed(all, is_near));
        QCOMPARE(missed(near, is_far), missed(before, is_far));
        for (const Outcome& one : near.outcomes)
            QCOMPARE(one.checked, one.met + one.missed);
    }

    void what_differs_between_two_states_of_a_plan_is_told_with_its_place() {
        SiteBuilder builder;
        drawn(builder, Role::tree, point(0, 0), {{"crown_m", 6.0}});
        drawn(builder, Role::barrier, line({{10, 0}, {20, 0}}), {{"kind", words("wall")}});
        const SitePtr before = builder.site();
        builder.add(Role::tree, point(50, 0), {{"crown_m", 4.0}});
        const Touched added = touched_between(*before, *builder.site());
        QCOMPARE(added.roles, std::set{Role::tree});
        QCOMPARE(added.places.size(), std::size_t{1});
        QCOMPARE(added.places[0].xmin, 48.0); // with its crown
        QCOMPARE(added.places[0].ymax, 2.0);
        QVERIFY(touched_between(*before, *before).roles.empty());
        builder.set_raster(Role::terrain, Field{});
        QVERIFY(touched_between(*before, *builder.site()).everywhere);
    }

    // Light data may change everything it lights, also where a lamp has moved besides.
    void other_light_data_may_change_everything() {
        SiteBuilder builder;
        drawn(builder, Role::luminaire, point(0, 0), {{"photometry", words("a.ies")}});
        auto before = std::make_shared<Site>(*builder.site());
        before->photometries["a.ies"] = std::make_shared<Photometry>();
        drawn(builder, Role::luminaire, point(9, 0), {{"photometry", words("a.ies")}});
        auto after = std::make_shared<Site>(*builder.site());
        after->photometries = before->photometries;
        QVERIFY(!touched_between(*before, *after).everywhere);
        after->photometries["a.ies"] = std::make_shared<Photometry>();
        QVERIFY(touched_between(*before, *after).everywhere);
        after->photometries = before->photometries;
        after->frame.origin.x += 1000;
        QVERIFY(touched_between(*before, *after).everywhere);
    }

private:
    std::unique_ptr<engine::Engine> kept_; // has checked the sample
};

PROSPECT_TEST(RecheckTest);

#include "recheck_test.moc"
