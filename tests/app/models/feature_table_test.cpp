#include "app/models/feature_table_model.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using namespace prospect::test;

namespace {

void add_layer(SiteDocument& document, const SitePtr& site) {
    SiteEdit edit{"Add", {}};
    for (const auto& layer : site->layers)
        edit.steps.push_back(AddLayer{layer});
    document.apply(edit);
}

int column_of(const FeatureTableModel& model, const char* title) {
    for (int column = 0; column < model.columnCount(); ++column)
        if (model.headerData(column, Qt::Horizontal, Qt::DisplayRole) == QLatin1String(title)) return column;
    return -1;
}

} // namespace

class FeatureTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usual_values_are_shown_as_such_and_sorted_with_the_others() {
        SiteBuilder builder;
        builder.add(Role::tree, point(0, 0), {{"height_m", Value(9.0)}}).name = "Oak";
        builder.add(Role::tree, point(1, 0)).name = "Ash";
        builder.add(Role::tree, point(2, 0), {{"height_m", Value(3.5)}}).name = "Yew";
        SiteDocument document;
        add_layer(document, builder.site());
        FeatureTableModel model(document);
        model.setKind(Role::tree);
        const int height = column_of(model, "Height (m)");
        QVERIFY(height > 0);
        QCOMPARE(model.index(1, height).data().toString(), QStringLiteral("6"));
        QVERIFY(model.index(1, height).data(AttributeModel::assumed_role).toBool());
        QVERIFY(!model.index(0, height).data(AttributeModel::assumed_role).toBool());
        QVERIFY(model.index(1, height).data(Qt::FontRole).value<QFont>().italic());
        model.sort(height);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Yew"));
        model.sort(height, Qt::DescendingOrder);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Oak"));
        model.setFilter(QStringLiteral("ash"));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.setData(model.index(0, height), QStringLiteral("tall"), Qt::EditRole));
        QVERIFY(model.setData(model.index(0, height), QStringLiteral("7.5"), Qt::EditRole));
        QVERIFY(!model.index(0, height).data(AttributeModel::assumed_role).toBool());
        QVERIFY(model.setData(model.index(0, height), QString(), Qt::EditRole));
        QVERIFY(model.index(0, height).data(AttributeModel::assumed_role).toBool());
    }

    void a_refused_value_says_why() {
        SiteBuilder builder;
        builder.add(Role::tree, point(0, 0));
        SiteDocument document;
        add_layer(document, builder.site());
        FeatureTableModel model(document);
        model.setKind(Role::tree);
        QSignalSpy rejected(&model, &FeatureTableModel::rejected);
        QVERIFY(!model.setData(model.index(0, column_of(model, "Height (m)")), QStringLiteral("-3"),
                               Qt::EditRole));
        QCOMPARE(rejected.count(), 1);
    }

    void fifty_thousand_rows_stay_fluid() {
        SiteBuilder builder;
        for (int i = 0; i < 50000; ++i)
            builder.add(Role::tree, point(i % 250, i / 250), {{"height_m", Value(2.0 + i % 17)}});
        SiteDocument document;
        add_layer(document, builder.site());
        FeatureTableModel model(document);
        QElapsedTimer clock;
        const auto took = [&](const char* what, int most_ms) {
            const auto ms = clock.elapsed();
            QVERIFY2(ms < most_ms,
                     qPrintable(QStringLiteral("%1 took %2 ms").arg(QLatin1String(what)).arg(ms)));
            qInfo("%s: %lld ms", what, static_cast<long long>(ms));
        };
        clock.start();
        model.setKind(Role::tree);
        took("showing", 1000);
        QCOMPARE(model.rowCount(), 50000);
        const int height = column_of(model, "Height (m)");
        clock.restart();
        model.sort(height);
        took("sorting", 2000);
        clock.restart();
        for (int row = 20000; row < 20030; ++row)
            for (int column = 0; column < model.columnCount(); ++column)
                for (const int role : {Qt::DisplayRole, Qt::FontRole, Qt::ForegroundRole})
                    model.index(row, column).data(role);
        took("a screenful", 50);
        clock.restart();
        model.setFilter(QStringLiteral("18"));
        took("the first filter", 5000);
        clock.restart();
        model.setFilter(QStringLiteral("18 0.3"));
        took("the next letter", 300);
        QVERIFY(model.rowCount() > 0);
    }
};

PROSPECT_TEST(FeatureTableTest);

#include "feature_table_test.moc"
