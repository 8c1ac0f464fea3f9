#include "difference_support.h"
#include "geometry/site/options.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

class OptionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_are_one_line_and_unique() {
        const SitePtr site = with_option(old_place(), "Low hedges", {});
        QCOMPARE(checked_option_name(*site, "  Wide path "), std::string("Wide path"));
        QCOMPARE(checked_option_name(*site, "low hedges", "Low hedges"), std::string("low hedges"));
        for (const char* name : {"", "  ", "base", "BASE", "a\nb", "Low hedges", "low Hedges"})
            QVERIFY_EXCEPTION_THROWN(checked_option_name(*site, name), Error);
        try {
            checked_option_name(*site, "LOW HEDGES");
            QFAIL("taken");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::usage);
            QCOMPARE(error.message(), std::string("there is already an option called \"Low hedges\""));
        }
    }

    void the_first_free_letter_is_proposed() {
        SitePtr site = std::make_shared<const Site>(old_place());
        QCOMPARE(free_option_name(*site), std::string("Option A"));
        site = with_option(*site, "option a", {});
        QCOMPARE(free_option_name(*site), std::string("Option B"));
    }

    void options_are_made_copied_renamed_and_removed() {
        const Site place = old_place();
        const SiteEdit edit{"Away", {RemoveFeatures{{place.layers[0]->features[0]->id}}}};
        const SitePtr one = with_option(place, "A", {edit});
        const SitePtr two = with_option_copied(*one, "A", "B");
        QCOMPARE(two->scenarios.size(), std::size_t(2));
        QVERIFY(two->scenarios[0]->id != two->scenarios[1]->id);
        QCOMPARE(with_scenario(*two, "B")->features(Role::building).size(), std::size_t(1));
        const SitePtr renamed = with_option_renamed(*two, "A", "C");
        QCOMPARE(renamed->scenarios[0]->name, std::string("C"));
        QCOMPARE(renamed->scenarios[0]->id, two->scenarios[0]->id);
        const SitePtr edited =
            with_edit(*renamed, "C", {"More", {RemoveFeatures{{place.layers[0]->features[1]->id}}}});
        QCOMPARE(with_scenario(*edited, "C")->features(Role::building).size(), std::size_t(0));
        QCOMPARE(edited->features(Role::building).size(), std::size_t(2));
        const SitePtr fewer = without_option(*edited, "C");
        QCOMPARE(fewer->scenarios.size(), std::size_t(1));
        QVERIFY_EXCEPTION_THROWN(without_option(*fewer, "C"), Error);
        const SitePtr replaced = with_option(*edited, "C", {});
        QVERIFY(replaced->scenarios[0]->edits.empty());
        QCOMPARE(replaced->scenarios[0]->id, edited->scenarios[0]->id);
    }
};

PROSPECT_TEST(OptionsTest);
#include "options_test.moc"
