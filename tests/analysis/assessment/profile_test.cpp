// Choices of rules: those of the program, and copies that travel with a project.
#include "analysis/assessment/profile.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace prospect;
using namespace prospect::assessment;

namespace {

Profile parsed(const std::string& members) {
    return parse_profile(R"({"name": "p", "title": "t", "about": "a")" +
                             (members.empty() ? std::string() : ",\n" + members) + "}",
                         criteria(), profiles());
}

const Criterion& rule(const Profile& profile, const std::string& code) {
    return *std::find_if(profile.criteria.begin(), profile.criteria.end(),
                         [&](const Criterion& one) { return one.code == code; });
}

bool has(const Profile& profile, const std::string& code) {
    return std::any_of(profile.criteria.begin(), profile.criteria.end(),
                       [&](const Criterion& one) { return one.code == code; });
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

template <class Work>
std::string message_of(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing was thrown";
}

} // namespace

class ProfileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_bundled_profiles_can_be_read() {
        QCOMPARE(profiles().front().name, std::string("default"));
        QCOMPARE(profiles().front().criteria.size(), criteria().size());
        for (const char* name : {"default", "residential", "uk", "nsw", "nz", "us", "strict", "car_park"})
            QVERIFY(profile(name).faults.empty());
        QVERIFY(!has(profile("nz"), "TH-06") && has(profile("uk"), "TH-06"));
        QCOMPARE(rule(profile("nz"), "NS-06").threshold, 1.2);
        QVERIFY(holds(message_of([] { (void)profile("none such"); }), "none such"));
    }

    void a_profile_chooses_leaves_out_and_changes() {
        const Profile made = parsed(
            R"("only": ["NS-06", "NS-07"], "without": ["NS-07"],
               "change": {"NS-06": {"threshold": 0.5, "status": "P", "missed": "look", "weight": 2,
                                    "settings": {"depth_m": 10}}})");
        QVERIFY(made.faults.empty());
        QCOMPARE(made.criteria.size(), std::size_t{1});
        const Criterion& front = made.criteria[0];
        QCOMPARE(front.threshold, 0.5);
        QCOMPARE(front.status, Status::our_default);
        QCOMPARE(front.missed, Level::look);
        QCOMPARE(front.weight, 2.0);
        QCOMPARE(front.settings.at("depth_m"), 10.0);
        QCOMPARE(front.settings.at("half_width_m"),
                 rule(profile("default"), "NS-06").settings.at("half_width_m"));
    }

    void a_change_that_cannot_be_used_leaves_the_rule_untold_and_the_others_alone() {
        const Profile made =
            parsed("\"change\": {\n \"NS-06\": {\"threshold\": 100, \"unit\": \"cm\"},\n"
                   " \"NS-07\": {\"threshold\": 0.5}, \"NS-11\": {\"settings\": {\"neer_m\": 5}},\n"
                   " \"XX-01\": {}}");
        QCOMPARE(rule(made, "NS-06").kind, Kind::unmeasured);
        QVERIFY2(holds(rule(made, "NS-06").why_not, "line 3: NS-06") &&
                     holds(rule(made, "NS-06").why_not, "write the value in m"),
                 rule(made, "NS-06").why_not.c_str());
        QCOMPARE(rule(made, "NS-07").threshold, 0.5);
        QVERIFY(holds(rule(made, "NS-11").why_not, "write \"near_m\""));
        QCOMPARE(made.faults.size(), std::size_t{3});
        QVERIFY(holds(made.faults.back().message, "XX-01"));
    }

    void a_profile_may_bring_rules_of_its_own() {
        const Profile made = parsed(R"("add": [
  {"code": "LC-01", "strategy": "process", "title": "Local", "question": "Is it?", "source": "the council",
   "status": "g", "missed": "look"},
  {"code": "LC-02", "strategy": "natural_surveillance", "title": "Lower", "metric": "boundary.front_height",
   "comparison": "at_most", "threshold": 0.8, "unit": "m", "source": "the council", "status": "g",
   "missed": "fail"},
  {"code": "LC-03", "strategy": "process", "title": "Odd", "metric": "none.such", "comparison": "at_most",
   "threshold": 1, "unit": "m", "source": "x", "status": "P", "missed": "look"}])");
        QCOMPARE(made.criteria.size(), criteria().size() + 3);
        QCOMPARE(rule(made, "LC-01").kind, Kind::recorded);
        QCOMPARE(rule(made, "LC-02").settings, rule(made, "NS-06").settings);
        QCOMPARE(rule(made, "LC-03").kind, Kind::unmeasured);
        QVERIFY(holds(rule(made, "LC-03").why_not, "none.such"));
    }

    void a_copy_of_a_profile_is_written_as_its_differences_and_read_again() {
        Profile copy = copy_of(profile("uk"), "our-rules", "Our rules");
        std::erase_if(copy.criteria, [](const Criterion& one) { return one.code == "AS-05"; });
        for (Criterion& one : copy.criteria)
            if (one.code == "NS-06") {
                one.threshold = 0.9;
                one.source = "our design guide";
                one.settings["depth_m"] = 9;
            }
        copy.criteria.push_back({.code = "LC-01",
                                 .strategy = "process",
                                 .title = "Local",
                                 .missed = Level::look,
                                 .kind = Kind::recorded,
                                 .question = "Is it?"});
        copy.criteria.back().source = "the council";
        const std::string text = profile_text(copy);
        QVERIFY(holds(text, "\"based_on\": \"uk\"") && !holds(text, "NS-07"));
        const SiteMeta meta{{own_profile_key("our-rules"), text}, {"profile", "our-rules"}};
        const Profile read = profile_of(meta);
        QVERIFY(read.faults.empty());
        QCOMPARE(read.title, std::string("Our rules"));
        QVERIFY(read.criteria == copy.criteria);
        QVERIFY(read.own && read == own_profiles(meta).at(0));
        QCOMPARE(profile_named(meta, "our-rules").criteria.size(), copy.criteria.size());
        QCOMPARE(free_name(meta, "Our rules!"), std::string("our-rules-2"));
        QCOMPARE(free_name(meta, "UK"), std::string("uk-2"));
    }

    void the_site_sheet_chooses_and_else_the_default_counts() {
        QCOMPARE(profile_of({}).name, std::string("default"));
        QCOMPARE(profile_of({{"profile", "strict"}}).name, std::string("strict"));
        const Profile other = profile_of({{"profile", "of another program"}});
        QCOMPARE(other.name, std::string("default"));
        QVERIFY(holds(other.faults.at(0).message, "of another program"));
    }

    void a_copy_that_cannot_be_read_is_told_with_its_line_and_the_usual_rules_count() {
        const SiteMeta meta{{own_profile_key("broken"), "{\"name\": \"broken\",\n \"title\" 3}"},
                            {"profile", "broken"}};
        const auto own = own_profiles(meta);
        QCOMPARE(own.size(), std::size_t{1});
        QVERIFY2(holds(own[0].faults.at(0).message, "line 2"), own[0].faults[0].message.c_str());
        QCOMPARE(profile_of(meta).name, std::string("default"));
        QVERIFY(holds(message_of([&] { (void)profile_named(meta, "broken"); }), "line 2"));
    }

    void a_profile_may_be_a_file() {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("mine.json").toStdString();
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"name": "mine", "title": "Mine", "about": "x", "only": ["NS-06"]})");
        file.close();
        QCOMPARE(profile_named({}, path).criteria.size(), std::size_t{1});
        QVERIFY(holds(message_of([] { (void)profile_named({}, "/nowhere/mine.json"); }), "cannot be read"));
        QVERIFY(holds(message_of([] { (void)profile_named({}, "none such"); }), "car_park"));
    }
};

PROSPECT_TEST(ProfileTest);

#include "profile_test.moc"
