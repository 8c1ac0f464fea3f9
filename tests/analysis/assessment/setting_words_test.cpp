// What people read of the settings of rules: all of them have words, and no others.
#include "analysis/assessment/criteria_file.h"
#include "analysis/assessment/profile.h"
#include "analysis/assessment/setting_words.h"
#include "geometry/base/error.h"
#include "geometry/base/resources.h"
#include "tests/support/registry.h"

#include <QTest>

#include <set>
#include <string>
#include <utility>

using namespace prospect;
using namespace prospect::assessment;

namespace {

constexpr std::size_t longest_label = 38;
constexpr std::size_t longest_tip = 200;

// Metric and setting, of all rules and of those that a profile changes or leaves out.
std::set<std::pair<std::string, std::string>> all_settings() {
    std::set<std::pair<std::string, std::string>> found;
    const auto add = [&](const std::vector<Criterion>& rules) {
        for (const Criterion& rule : rules)
            for (const auto& [name, value] : rule.settings)
                found.emplace(rule.metric, name);
    };
    add(criteria());
    for (const Profile& profile : profiles()) {
        add(profile.criteria);
        add(profile.left_out);
    }
    return found;
}

std::string called(const std::string& metric, const std::string& setting) {
    std::string name = metric; // joined in steps: GCC 12 sees a false overlap in operator+
    name += ", ";
    name += setting;
    return name;
}

std::string fault_of(const std::string& json) {
    try {
        (void)parse_setting_words(json);
    } catch (const Error& error) {
        return error.message();
    }
    return "nothing was thrown";
}

} // namespace

class SettingWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_setting_of_every_rule_has_words() {
        QVERIFY(!all_settings().empty());
        for (const auto& [metric, setting] : all_settings()) {
            const SettingWords* words = setting_words(metric, setting);
            const std::string name = called(metric, setting);
            QVERIFY2(words != nullptr, name.c_str());
            QVERIFY2(!words->label.empty() && words->label.size() <= longest_label, name.c_str());
            QVERIFY2(words->label.find('_') == std::string::npos, name.c_str());
            QVERIFY2(words->tip.ends_with('.') && words->tip.size() <= longest_tip, name.c_str());
        }
    }

    void no_words_are_of_a_setting_that_no_rule_has() {
        std::set<const SettingWords*> used;
        for (const auto& [metric, setting] : all_settings())
            used.insert(setting_words(metric, setting));
        for (const auto& [metric, settings] : parse_setting_words(read_resource("criteria/settings.json")))
            for (const auto& [setting, words] : settings) {
                const std::string name = called(metric, setting);
                QVERIFY2(used.contains(setting_words(metric, setting)), name.c_str());
            }
    }

    void no_two_settings_of_a_metric_are_called_alike() {
        std::set<std::pair<std::string, std::string>> labels;
        for (const auto& [metric, setting] : all_settings())
            if (const SettingWords* words = setting_words(metric, setting)) {
                const std::string name = called(metric, setting);
                QVERIFY2(labels.emplace(metric, words->label).second, name.c_str());
            }
    }

    void words_of_the_metric_come_before_those_of_all() {
        QCOMPARE(setting_words("route.hiding", "reaction_m")->label, std::string("Seen at least this early"));
        QVERIFY(setting_words("route.hiding", "eye_height_m") ==
                setting_words("route.traps", "eye_height_m"));
        QVERIFY(setting_words("front.doors", "eye_height_m") != setting_words("route.traps", "eye_height_m"));
        QVERIFY(setting_words("route.hiding", "none such") == nullptr);
        QVERIFY(setting_words("none such", "reaction_m") == nullptr);
    }

    void a_file_that_cannot_be_read_is_named_with_its_line() {
        const std::string fault = fault_of("{\"*\": {\n \"cell_m\": }}");
        QVERIFY2(fault.starts_with("settings.json") && fault.find("line 2") != std::string::npos,
                 fault.c_str());
        QVERIFY(fault_of(R"({"*": {"cell_m": {"label": "Spacing"}}})").find("tip") != std::string::npos);
    }

    void the_words_are_no_file_of_rules() {
        for (const RuleFault& fault : catalogue_of_criteria().faults)
            QVERIFY2(fault.message.find("settings.json") == std::string::npos, fault.message.c_str());
    }
};

PROSPECT_TEST(SettingWordsTest);

#include "setting_words_test.moc"
