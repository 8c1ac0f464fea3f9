#include "analysis/catalogue.h"
#include "app/document/result_list.h"
#include "app/models/attribute_model.h"
#include "app/models/command_text.h"
#include "app/models/layer_model.h"
#include "app/models/words.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

const Uuid house = Uuid::from_name("House");

void fill(SiteDocument& document) {
    document.adopt({}, {test::small_site(), {}, false, false, {}});
}

} // namespace

class LayerModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_topmost_layer_comes_first() {
        SiteDocument document;
        LayerModel model(document);
        const QAbstractItemModelTester tester(&model);
        fill(document);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0).data().toString(), QString("Trees"));
        QCOMPARE(model.index(3).data().toString(), QString("Red line"));
        QCOMPARE(model.index(0).data(LayerModel::count_role).toString(), QString("1"));
        QCOMPARE(model.index(0).data(LayerModel::kind_icon_role).toString(), QString("tree"));
    }

    void the_eye_hides_a_layer_and_undo_shows_it() {
        SiteDocument document;
        fill(document);
        LayerModel model(document);
        QSignalSpy resets(&model, &LayerModel::modelReset);
        QVERIFY(model.setData(model.index(0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.index(0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
        QVERIFY(!document.site()->layers.back()->visible);
        document.undoStack().undo();
        QCOMPARE(model.index(0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
        QCOMPARE(resets.count(), 0); // the chosen row stays chosen
    }

    void opacity_is_written_through() {
        SiteDocument document;
        fill(document);
        LayerModel model(document);
        QVERIFY(model.setData(model.index(1), 0.4, LayerModel::opacity_role));
        QCOMPARE(model.index(1).data(LayerModel::opacity_role).toDouble(), 0.4);
    }
};

class AttributeModelTest : public QObject {
    Q_OBJECT

    static QModelIndex row(const AttributeModel& model, const QString& label, int column) {
        for (int i = 0; i < model.rowCount(); ++i)
            if (model.index(i, AttributeModel::label_column).data().toString() == label)
                return model.index(i, column);
        return {};
    }
    static QModelIndex height(const AttributeModel& model) {
        return row(model, QString::fromUtf8(info(Role::building).attribute("height_m")->label.data()),
                   AttributeModel::value_column);
    }

private Q_SLOTS:
    void a_value_that_is_not_given_shows_what_is_assumed() {
        SiteDocument document;
        fill(document);
        AttributeModel model(document);
        const QAbstractItemModelTester tester(&model);
        model.setFeatures({house});
        QCOMPARE(model.title(), QString("Building"));
        const auto index = height(model);
        QVERIFY(index.isValid());
        QCOMPARE(index.data().toString(), QString("6"));
        QVERIFY(index.data(AttributeModel::assumed_role).toBool());
        QCOMPARE(index.siblingAtColumn(AttributeModel::basis_column).data().toString(),
                 basis_text(Basis::assumed));
        QCOMPARE(index.data(AttributeModel::unit_role).toString(), QString("m"));
        QCOMPARE(index.data(Qt::EditRole).toString(), QString());
    }

    void a_typed_value_is_an_undo_step_and_counts_as_drawn() {
        SiteDocument document;
        fill(document);
        AttributeModel model(document);
        model.setFeatures({house});
        QVERIFY(model.setData(height(model), "9,5", Qt::EditRole));
        QCOMPARE(height(model).data().toString(), QLocale().toString(9.5));
        QVERIFY(!height(model).data(AttributeModel::assumed_role).toBool());
        QCOMPARE(document.undoStack().count(), 1);
        QVERIFY(model.setData(height(model), "", Qt::EditRole)); // taken away: the usual value counts again
        QVERIFY(height(model).data(AttributeModel::assumed_role).toBool());
        document.undoStack().undo();
        document.undoStack().undo();
        QVERIFY(height(model).data(AttributeModel::assumed_role).toBool());
    }

    void a_value_out_of_range_is_refused_with_its_reason() {
        SiteDocument document;
        fill(document);
        AttributeModel model(document);
        model.setFeatures({house});
        QSignalSpy rejected(&model, &AttributeModel::rejected);
        for (const auto* text : {"-3", "tall", "nan", "1e9"})
            QVERIFY2(!model.setData(height(model), text, Qt::EditRole), text);
        QCOMPARE(rejected.count(), 4);
        QVERIFY(rejected.first().first().toString().contains("Height"));
        QVERIFY(!document.undoStack().canUndo());
    }

    void how_well_it_is_known_can_be_changed() {
        SiteDocument document;
        fill(document);
        AttributeModel model(document);
        model.setFeatures({house});
        model.setData(height(model), "8", Qt::EditRole);
        const auto basis = height(model).siblingAtColumn(AttributeModel::basis_column);
        QVERIFY(model.setData(basis, basis_text(Basis::surveyed), Qt::EditRole));
        QCOMPARE(height(model).siblingAtColumn(AttributeModel::basis_column).data().toString(),
                 basis_text(Basis::surveyed));
        QCOMPARE(height(model).data().toString(), QString("8"));
    }

    void a_thing_moved_in_an_option_still_follows_the_place() {
        SiteDocument document;
        Site plan = *test::small_site();
        plan.layers.push_back(test::layer("Sheds", Role::building, {}));
        const Uuid sheds = plan.layers.back()->id;
        document.adopt({}, {std::make_shared<const Site>(std::move(plan)), {}, false, false, {}});
        document.addOption("A");
        AttributeModel model(document);
        model.setFeatures({house});
        model.moveTo(sheds);
        QCOMPARE(document.site()->layer(sheds)->features.size(), std::size_t{1});
        QVERIFY(document.base()->layer(sheds)->features.empty());
        // The place changes afterwards: the option has the house as it is now, in its own layer.
        document.setActiveScenario({});
        document.apply({"Raise", {ChangeAttribute{house, "height_m", 9.0, Basis::surveyed}}});
        document.setActiveScenario("A");
        QVERIFY(document.unapplied().empty());
        const auto moved = document.site()->layer(sheds)->features;
        QCOMPARE(moved.size(), std::size_t{1});
        QCOMPARE(as_number(moved.front()->find("height_m")->value), 9.0);
        document.undoStack().undo();
        document.undoStack().undo();
        QVERIFY(document.site()->layer(sheds)->features.empty());
    }

    void things_of_different_kinds_show_their_names_only() {
        SiteDocument document;
        fill(document);
        AttributeModel model(document);
        model.setFeatures({house, Uuid::from_name("Oak")});
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.index(0, AttributeModel::value_column).data(AttributeModel::mixed_role).toBool());
        QCOMPARE(model.title(), QString("2 things"));
    }

    void a_thing_that_is_deleted_leaves_the_panel() {
        SiteDocument document;
        fill(document);
        AttributeModel model(document);
        model.setFeatures({house});
        document.apply({"Delete", {RemoveFeatures{{house}}}});
        QCOMPARE(model.rowCount(), 0);
        document.undoStack().undo();
        QVERIFY(model.rowCount() > 0);
    }
};

class WordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void units_are_written_as_people_write_them() {
        QCOMPARE(unit_text("m2"), QString("m²"));
        QCOMPARE(unit_text("1/m2"), QString("1/m²"));
        QCOMPARE(unit_text("deg"), QString("°"));
        QCOMPARE(quantity_text(90, "deg"), QString("90°"));
        QCOMPARE(quantity_text(12.5, "m"), QString("12.5\u00a0m"));
    }

    void numbers_show_four_digits_and_no_needless_zeros() {
        QCOMPARE(number_text(0), QString("0"));
        QCOMPARE(number_text(1.5), QString("1.5"));
        QCOMPARE(number_text(1.23456), QString("1.235"));
        QCOMPARE(number_text(0.5), QString("0.5"));
        QCOMPARE(number_text(100), QString("100"));
        QCOMPARE(number_text(447987), QString("447,987"));
        QCOMPARE(number_text(123.456), QString("123.5"));
        QCOMPARE(number_text(-12.0), QString("-12"));
        QCOMPARE(number_text(std::numeric_limits<double>::quiet_NaN()), QString("–"));
    }

    void shares_and_scores_of_files_are_read_from_0_to_100() {
        QCOMPARE(result_text(0.62, "guardianship_day"), QString("62 of 100"));
        QCOMPARE(result_text(0.004, "guardianship_evening"), QString("under 1 of 100"));
        QCOMPARE(result_text(0.62, "mean_guardianship_day"), QString("62 of 100"));
        QCOMPARE(result_text(-0.05, "guardianship_day_difference"), QString("-5"));
        QCOMPARE(result_text(0.431, "covered_share"), QString("43.1\u00a0%"));
        QCOMPARE(result_text(0.5, "watched_share_evening"), QString("50\u00a0%"));
        QCOMPARE(result_text(12.5, "mean_area_m2"), QString("12.5\u00a0m²"));
        QCOMPARE(result_text(62.5, "pixels_per_m", "px/m"), QString("62.5\u00a0px/m"));
        QCOMPARE(result_text(62.5, "most_pixels_per_m"), QString("62.5\u00a0px/m"));
        QCOMPARE(result_text(0.3, "fear"), QString("0.3"));
        QCOMPARE(result_text(4, "openings_43m"), QString("4"));
        QCOMPARE(score_text(0.999), QString("over 99"));
        QCOMPARE(score_text(1), QString("100"));
    }

    void the_unit_is_split_from_a_metrics_name() {
        QCOMPARE(split_name("mean_area_m2").words, QString("Mean area"));
        QCOMPARE(split_name("mean_area_m2").unit, std::string("m2"));
        QCOMPARE(split_name("drift_azimuth_deg").unit, std::string("deg"));
        QCOMPARE(split_name("ahp_lambda").unit, std::string());
        QCOMPARE(split_name("vertices").words, QString("Vertices"));
    }

    void advice_for_the_command_line_is_left_out() {
        QCOMPARE(without_options("the site is in EPSG:27700, which suits the place; --crs names another"),
                 QString("the site is in EPSG:27700, which suits the place"));
        QCOMPARE(without_options("nothing to leave out; all - of it - stays"),
                 QString("nothing to leave out; all - of it - stays"));
    }

    void every_kind_has_words_and_a_pictogram() {
        for (const auto& role : roles()) {
            QVERIFY(!kind_plural(role.role).isEmpty());
            QVERIFY2(
                QFile::exists(
                    QStringLiteral(PROSPECT_SOURCE_DIR "/resources/icons/%1.svg").arg(kind_icon(role.role))),
                qPrintable(kind_icon(role.role)));
        }
    }
};

class CommandTextTest : public QObject {
    Q_OBJECT

    static Result result(engine::Settings settings) {
        Result made;
        made.analysis = "sightlines.visible_area";
        made.settings = std::move(settings);
        return made;
    }

private Q_SLOTS:
    void start_values_are_left_out() {
        const auto* analysis = &catalogue().front();
        for (const auto& entry : catalogue())
            if (entry.info().id == "sightlines.visible_area") analysis = &entry;
        auto settings = analysis->settings(analysis->params({}));
        QCOMPARE(command_text(result(settings), catalogue(), "plan.gpkg"),
                 QString("prospect-cli analyse plan.gpkg sightlines.visible_area --out results"));
        settings["cell_m"] = "3";
        QCOMPARE(command_text(result(settings), catalogue(), "plan.gpkg"),
                 QString("prospect-cli analyse plan.gpkg sightlines.visible_area --cell_m 3 --out results"));
    }

    void words_with_blanks_and_quotes_survive_a_shell() {
        auto made = result({});
        made.option = "Anne's plan";
        QCOMPARE(command_text(made, catalogue(), "/home/a b/plan.gpkg"),
                 QString("prospect-cli analyse '/home/a b/plan.gpkg' sightlines.visible_area "
                         "--scenario 'Anne'\\''s plan' --out results"));
    }

    void a_plan_without_a_file_is_called_by_a_placeholder() {
        QVERIFY(command_text(result({}), catalogue(), {}).contains("SITE.gpkg"));
    }
};

PROSPECT_TEST(LayerModelTest);
PROSPECT_TEST(AttributeModelTest);
PROSPECT_TEST(WordsTest);
PROSPECT_TEST(CommandTextTest);
#include "models_test.moc"
