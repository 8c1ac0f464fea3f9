// From a few letters to the thing on the plan.
#include "app/panels/search_popup.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

class FindTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void a_named_place_is_found_and_selected() {
        test::ShownWindow window;
        window.openFile(QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg"));
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        auto& popup = *window.findChild<SearchPopup*>();
        QTRY_VERIFY(popup.isVisible());
        QTest::keyClicks(popup.field(), "mill row");
        QVERIFY(popup.shownCount() > 1);
        if (const auto folder = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !folder.isEmpty())
            popup.grab().save(folder + QStringLiteral("/search.png"));
        popup.field()->setText("play area");
        QTest::keyClick(popup.field(), Qt::Key_Return);
        QVERIFY(!popup.isVisible());
        const auto& selected = window.selection();
        QCOMPARE(selected.size(), 1U);
        const auto* layer = window.document().site()->layer_of(selected.front());
        QVERIFY(layer);
        bool named = false;
        for (const auto& feature : layer->features)
            named = named || (feature->id == selected.front() && feature->name.rfind("Play area", 0) == 0);
        QVERIFY(named);
    }

    // The sample's grid is the British one; its square TQ 300 793 lies in it.
    void a_grid_reference_is_gone_to() {
        MainWindow window(catalogue());
        window.show();
        window.files().open(QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg"));
        QTRY_VERIFY_WITH_TIMEOUT(!window.document().isEmpty() && !window.jobs().isBusy(), 60000);
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        auto& popup = *window.findChild<SearchPopup*>();
        QTRY_VERIFY(popup.isVisible());
        QTest::keyClicks(popup.field(), "tq 302 793");
        QVERIFY(popup.shownCount() >= 1);
        if (const auto folder = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !folder.isEmpty())
            popup.grab().save(folder + QStringLiteral("/search-grid.png"));
        QTest::keyClick(popup.field(), Qt::Key_Return);
        QVERIFY(!popup.isVisible());
        const Point middle = window.document().base()->frame.to_full(window.map().canvas().view().center);
        QVERIFY2(std::abs(middle.x - 530250) < 1 && std::abs(middle.y - 179350) < 1,
                 qPrintable(QString("%1 %2").arg(middle.x).arg(middle.y)));
    }
};

PROSPECT_TEST(FindTest);
#include "search_test.moc"
