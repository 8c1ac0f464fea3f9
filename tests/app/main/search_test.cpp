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
};

PROSPECT_TEST(FindTest);
#include "search_test.moc"
