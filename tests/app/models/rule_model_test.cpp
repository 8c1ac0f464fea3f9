#include "app/models/rule_model.h"
#include "tests/support/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

assessment::Profile copy() {
    return assessment::copy_of(assessment::profile("default"), "ours", "Ours");
}

QVariant at(const RuleModel& model, const std::string& code, int column, int role = Qt::DisplayRole) {
    return model.data(model.index(model.rowOf(code), column), role);
}

} // namespace

class RuleModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rules_of_the_program_are_read_only() {
        RuleModel model;
        model.setProfile(assessment::profile("default"));
        QCOMPARE(model.rowCount(), static_cast<int>(assessment::criteria().size()));
        const QModelIndex asked = model.index(model.rowOf("NS-06"), RuleModel::asked);
        QVERIFY(!(model.flags(asked) & Qt::ItemIsEditable));
        QVERIFY(!model.setData(asked, 0.5, Qt::EditRole));
        QCOMPARE(at(model, "NS-06", RuleModel::asked).toString(), QStringLiteral("at most 1 m"));
        QCOMPARE(at(model, "SO-01", RuleModel::asked).toString(), QStringLiteral("your judgement"));
        QCOMPARE(at(model, "TH-09", RuleModel::asked).toString(), QStringLiteral("can't be told yet"));
    }

    void another_threshold_is_the_plans_own_and_says_what_is_usual() {
        RuleModel model;
        model.setProfile(copy());
        QSignalSpy edited(&model, &RuleModel::edited);
        const int row = model.rowOf("NS-06");
        QVERIFY(model.setData(model.index(row, RuleModel::asked), 0.8, Qt::EditRole));
        QCOMPARE(edited.count(), 1);
        const auto& rule = model.rows()[static_cast<std::size_t>(row)].rule;
        QCOMPARE(rule.threshold, 0.8);
        QCOMPARE(rule.status, assessment::Status::our_default);
        QVERIFY(rule.source.find("usually at most 1 m (Secured by Design") != std::string::npos);
        QVERIFY(at(model, "NS-06", RuleModel::code, RuleModel::changed_role).toBool());
        // The same once more is no step; back to 1.0 it is the guidance's own again.
        QVERIFY(!model.setData(model.index(row, RuleModel::asked), 0.8, Qt::EditRole));
        QVERIFY(model.setData(model.index(row, RuleModel::asked), 1.0, Qt::EditRole));
        QVERIFY(model.rows()[static_cast<std::size_t>(row)].rule ==
                model.rows()[static_cast<std::size_t>(row)].usual);
    }

    void a_rule_left_out_stays_in_the_list_and_can_come_back() {
        RuleModel model;
        model.setProfile(copy());
        const int row = model.rowOf("AS-05");
        QVERIFY(model.setData(model.index(row, RuleModel::counts), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.profile().criteria.size(), assessment::criteria().size() - 1);
        model.setProfile(model.profile());
        QCOMPARE(model.rowOf("AS-05"), row);
        QVERIFY(model.setData(model.index(row, RuleModel::counts), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.profile().criteria == copy().criteria);
    }

    void what_cannot_be_is_not_taken() {
        RuleModel model;
        model.setProfile(copy());
        const int row = model.rowOf("NS-06");
        QVERIFY(!model.setData(model.index(row, RuleModel::weight), -1.0, Qt::EditRole));
        QVERIFY(!model.setData(model.index(row, RuleModel::asked), QStringLiteral("low"), Qt::EditRole));
        QVERIFY(!(model.flags(model.index(model.rowOf("SO-01"), RuleModel::asked)) & Qt::ItemIsEditable));
        QVERIFY(model.setData(model.index(row, RuleModel::missed), QStringLiteral("Look"), Qt::EditRole));
        QCOMPARE(model.rows()[static_cast<std::size_t>(row)].rule.missed, assessment::Level::look);
    }
};

PROSPECT_TEST(RuleModelTest);

#include "rule_model_test.moc"
