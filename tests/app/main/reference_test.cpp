#include "app/panels/measurement_panel.h"
#include "app/panels/result_panel.h"
#include "app/panels/scatter_chart.h"
#include "app/panels/settings_panel.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QComboBox>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::ShownWindow;

namespace {

// What depthmapX would say of the field's cells, `more` too much in the first one.
void write_csv(const QString& name, const Field& field, const Frame& frame, const QString& column,
               double more) {
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QStringLiteral("Ref,x,y,%1\n").arg(column).toUtf8());
    int ref = 0;
    for (std::int64_t row = 0; row < field.grid.rows; ++row)
        for (std::int64_t c = 0; c < field.grid.columns; ++c) {
            const float value = field.values[static_cast<std::size_t>(row * field.grid.columns + c)];
            if (value == nodata) continue;
            const Point at = frame.to_full(field.grid.center(c, row));
            const double said = static_cast<double>(value) + (ref == 0 ? more : 0);
            file.write(QStringLiteral("%1,%2,%3,%4\n")
                           .arg(ref++)
                           .arg(at.x, 0, 'f', 3)
                           .arg(at.y, 0, 'f', 3)
                           .arg(said, 0, 'g', 9)
                           .toUtf8());
        }
}

class CompareWindow : public ShownWindow {
public:
    CompareWindow() {
        fill(test::small_site());
        canvas().zoomToAll();
        waitForMap();
    }
    void measure() {
        runMeasurement("sightlines.graph");
        answered();
    }
    QComboBox& fields() { return *findChild<ResultPanel*>()->findChild<QComboBox*>(); }
    void chooseField(const QString& text) {
        const int index = fields().findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        fields().setCurrentIndex(index);
        Q_EMIT fields().activated(index);
    }
    QStringList words() {
        QStringList all;
        for (const auto* label : findChild<ResultPanel*>()->findChildren<QLabel*>())
            all += label->text();
        return all;
    }
};

} // namespace

class ReferenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_graph_shows_what_connects_first_and_the_rest_under_more() {
        CompareWindow window;
        window.measure();
        QTRY_VERIFY(window.canvas().field() != nullptr);
        QCOMPARE(window.canvas().field()->name, std::string("connectivity"));
        const auto& fields = window.fields();
        QCOMPARE(fields.itemText(0), QString("Spots you can see"));
        const int more = fields.findText("More");
        QVERIFY(more == 2 && fields.count() > more + 2); // after a line
        QVERIFY(!fields.model()->index(more, 0).flags().testFlag(Qt::ItemIsEnabled));
        window.chooseField("Steps to everywhere");
        QCOMPARE(window.canvas().field()->name, std::string("mean_depth"));
        QVERIFY(
            window.canvas().fieldStyle().note.startsWith("Small closed yards do not set the colours, and"));
        QVERIFY(window.canvas().fieldStyle().note.endsWith("set a start point to leave them out."));
    }

    void a_file_of_another_program_gives_a_map_of_differences_and_a_chart() {
        QTemporaryDir folder;
        const QString csv = folder.filePath("theirs.csv");
        CompareWindow window;
        window.measure();
        QTRY_VERIFY(window.canvas().field() != nullptr);
        write_csv(csv, *window.canvas().field(), window.document().site()->frame, "Connectivity", 5);
        auto* settings = window.findChild<SettingsPanel*>();
        settings->setReference(csv);
        window.measure();
        QTRY_VERIFY(window.fields().findText("Difference: Spots you can see") >= 0);
        window.chooseField("Difference: Spots you can see");
        const auto& style = window.canvas().fieldStyle();
        QCOMPARE(style.ramp, std::string("change"));
        QCOMPARE(style.min, -style.max);
        const auto* scatter = window.findChild<ScatterChart*>();
        QVERIFY(scatter->isVisible() && scatter->pairCount() > 100);
        QVERIFY(window.words().contains("Largest difference: Spots you can see"));
        QVERIFY(window.words().contains("Cells that agree: Spots you can see"));
        window.picture("reference-difference");
        window.chooseField("Steps to everywhere");
        QVERIFY(!scatter->isVisible());
    }

    void a_file_of_other_cells_is_refused_in_one_sentence() {
        QTemporaryDir folder;
        const QString csv = folder.filePath("none.csv");
        QFile file(csv);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a,b\n1,2\n");
        file.close();
        CompareWindow window;
        window.findChild<MeasurementPanel*>()->choose("sightlines.graph");
        window.findChild<SettingsPanel*>()->show("sightlines.graph");
        window.findChild<SettingsPanel*>()->setReference(csv);
        window.measure();
        QTRY_VERIFY2(window.message().contains("no columns x and y"), qPrintable(window.message()));
    }
};

PROSPECT_TEST(ReferenceTest);
#include "reference_test.moc"
