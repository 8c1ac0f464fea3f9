// Measuring while somebody looks from a spot.
#include "app/panels/ruler_panel.h"
#include "tests/app/main/see_window.h"
#include "tests/support/registry.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>

using namespace prospect;
using namespace prospect::app;
using test::SeeWindow;

class RulerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void what_is_measured_stands_in_the_place_of_what_is_seen() {
        SeeWindow window;
        window.lookFrom({30, 27});
        const Eye eye = window.see().eye();
        auto* ruler = window.findChild<RulerPanel*>();
        auto* list = window.findChild<QListWidget*>(QStringLiteral("ruler-list"));
        const auto now = [&] { return window.findChild<QLabel*>(QStringLiteral("ruler-now"))->text(); };
        QVERIFY(!ruler->isVisible());
        window.key(Qt::Key_M);
        QVERIFY(!window.see().isActive() && ruler->isVisible());
        QCOMPARE(now(), QString("Nothing measured yet"));
        window.click({2, 2});
        window.move({12, 2});
        QVERIFY2(now().startsWith("Length 10") || now().startsWith("Length 9.9"), qPrintable(now()));
        QCOMPARE(list->count(), 0);
        window.click({12, 2});
        window.key(Qt::Key_Return);
        QCOMPARE(list->count(), 1);
        QVERIFY2(now().contains(list->item(0)->text()), qPrintable(list->item(0)->text()));
        window.key(Qt::Key_Return); // ended already
        QCOMPARE(list->count(), 1);
        window.click({2, 2});
        window.click({12, 2});
        window.click({12, 8});
        window.key(Qt::Key_Return);
        QCOMPARE(list->count(), 2);
        QVERIFY(now().contains("encloses"));
        window.picture("ruler");
        window.findChild<QPushButton*>(QStringLiteral("ruler-back"))->click();
        QVERIFY(window.see().isActive() && window.see().panel().isVisible() && !ruler->isVisible());
        QVERIFY(window.see().eye() == eye);
        // Begins anew.
        window.key(Qt::Key_M);
        QCOMPARE(list->count(), 0);
        window.key(Qt::Key_Escape);
        QVERIFY(!ruler->isVisible());
    }

    void measuring_alone_leaves_the_column_of_the_stage() {
        SeeWindow window;
        window.key(Qt::Key_M);
        QVERIFY(!window.findChild<RulerPanel*>()->isVisible());
        window.key(Qt::Key_Escape);
        window.lookFrom({30, 27});
        window.setStage(Stage::check); // what is seen waits for another reason
        window.key(Qt::Key_M);
        QVERIFY(!window.findChild<RulerPanel*>()->isVisible());
    }
};

PROSPECT_TEST(RulerTest);
#include "ruler_test.moc"
