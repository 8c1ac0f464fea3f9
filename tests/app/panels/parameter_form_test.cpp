#include "analysis/catalogue.h"
#include "app/panels/parameter_field.h"
#include "app/panels/parameter_form.h"
#include "tests/support/registry.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

engine::ParameterInfo number(double min, double max, const std::string& start) {
    engine::ParameterInfo info;
    info.name = "cell_m";
    info.label = "Cell size";
    info.unit = "m";
    info.help = "Edge of a cell.";
    info.min = min;
    info.max = max;
    info.default_text = start;
    return info;
}

engine::ParameterInfo of_type(engine::ParameterType type, const std::string& start,
                              std::vector<std::string> choices = {}) {
    engine::ParameterInfo info;
    info.name = "thing";
    info.label = "Thing";
    info.help = "A thing.";
    info.type = type;
    info.choices = std::move(choices);
    info.default_text = start;
    return info;
}

} // namespace

class ParameterFormTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_analysis_gets_a_form_that_runs_as_it_is() {
        QVERIFY(!catalogue().empty());
        for (const auto& analysis : catalogue()) {
            const ParameterForm form(analysis.parameters());
            QCOMPARE(form.fields().size(), analysis.parameters().size());
            QVERIFY2(form.problem().isEmpty(), qPrintable(form.problem()));
            QVERIFY(form.changedSettings().empty());
            // The form's own text is canonical: reading and writing it changes nothing.
            QCOMPARE(analysis.settings(analysis.params(form.settings())),
                     analysis.settings(analysis.params({})));
            for (const auto* field : form.fields())
                QVERIFY2(!field->toolTip().isEmpty(), field->info().name.c_str());
        }
    }

    void a_typed_number_is_a_setting() {
        const ParameterForm form({number(0.1, 50, "2")});
        auto* edit = form.findChild<QLineEdit*>();
        QSignalSpy edited(&form, &ParameterForm::edited);
        edit->clear();
        QTest::keyClicks(edit, "2.5");
        QVERIFY(edited.count() > 0);
        QCOMPARE(form.settings().at("cell_m"), std::string("2.5"));
        QCOMPARE(form.changedSettings(), (engine::Settings{{"cell_m", "2.5"}}));
    }

    void an_empty_number_is_the_start_value() {
        const ParameterForm form({number(0.1, 50, "2")});
        form.findChild<QLineEdit*>()->clear();
        QCOMPARE(form.settings().at("cell_m"), std::string("2"));
        QVERIFY(form.problem().isEmpty());
    }

    void a_number_out_of_range_is_named() {
        ParameterForm form({number(0.1, 50, "2")});
        for (const auto* wrong : {"0", "51", "x", "nan"}) {
            form.setSettings({{"cell_m", wrong}});
            QVERIFY2(form.problem().contains("Cell size"), wrong);
        }
        QVERIFY(form.problem().contains("50"));
        form.reset();
        QVERIFY(form.problem().isEmpty());
    }

    void a_comma_is_a_decimal_point() {
        const ParameterForm form({number(0.1, 50, "2")});
        form.findChild<QLineEdit*>()->setText("2,5");
        QCOMPARE(form.settings().at("cell_m"), std::string("2.5"));
    }

    void a_list_is_written_in_the_order_of_its_choices() {
        const ParameterForm form({of_type(engine::ParameterType::list, "b", {"a", "b", "c"})});
        auto boxes = form.findChildren<QCheckBox*>();
        QCOMPARE(boxes.size(), 3);
        QVERIFY(boxes[1]->isChecked());
        boxes[2]->click();
        boxes[0]->click();
        QCOMPARE(form.settings().at("thing"), std::string("a,b,c"));
        for (auto* box : boxes)
            box->click();
        QVERIFY(!form.problem().isEmpty());
    }

    void a_choice_shows_words_and_gives_the_files_word() {
        const ParameterForm form({of_type(engine::ParameterType::choice, "two_words", {"one", "two_words"})});
        auto* combo = form.findChild<QComboBox*>();
        QCOMPARE(combo->currentText(), QString("Two words"));
        QCOMPARE(form.settings().at("thing"), std::string("two_words"));
    }

    void points_are_checked_as_they_are_typed() {
        ParameterForm form({of_type(engine::ParameterType::points, "none")});
        QCOMPARE(form.settings().at("thing"), std::string("none"));
        form.setSettings({{"thing", "530000, 179000; 530010,179000;"}});
        QCOMPARE(form.settings().at("thing"), std::string("530000,179000;530010,179000"));
        QVERIFY(form.problem().isEmpty());
        form.setSettings({{"thing", "530000"}});
        QVERIFY(!form.problem().isEmpty());
    }

    void a_file_that_is_not_there_is_named() {
        ParameterForm form({of_type(engine::ParameterType::file, "none")});
        QVERIFY(form.problem().isEmpty());
        form.setSettings({{"thing", "/nowhere/points.csv"}});
        QVERIFY(form.problem().contains("/nowhere/points.csv"));
    }

    void advanced_settings_are_folded_but_counted() {
        auto advanced = number(0, 9, "1");
        advanced.name = "kernel_m";
        advanced.advanced = true;
        ParameterForm form({number(0.1, 50, "2"), advanced});
        form.show();
        QVERIFY(form.field("cell_m")->isVisible());
        QVERIFY(!form.field("kernel_m")->isVisible());
        QCOMPARE(form.settings().size(), std::size_t{2});
    }

    void scrolling_over_a_choice_does_not_change_it() {
        const ParameterForm form({of_type(engine::ParameterType::choice, "a", {"a", "b"})});
        auto* combo = form.findChild<QComboBox*>();
        QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(combo, &wheel);
        QCOMPARE(form.settings().at("thing"), std::string("a"));
    }
};

PROSPECT_TEST(ParameterFormTest);
#include "parameter_form_test.moc"
