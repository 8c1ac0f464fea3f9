#include "analysis/catalogue.h"
#include "app/models/result_model.h"
#include "app/panels/measurement_panel.h"
#include "app/panels/row_delegate.h"
#include "tests/support/registry.h"

#include <QApplication>
#include <QListWidget>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

class MeasurementPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // In the narrow left column, beside a scroll bar and without one.
    void no_title_of_the_catalogue_is_cut() {
        QApplication::setFont(render::font(render::TextStyle::body));
        SiteDocument document;
        ResultList results(document, catalogue());
        ResultModel model(results);
        MeasurementPanel panel(catalogue(), model);
        for (const QSize size :
             {QSize(render::space::left_column, 2000), QSize(render::space::left_column, 400)}) {
            panel.resize(size);
            panel.show();
            QVERIFY(QTest::qWaitForWindowExposed(&panel));
            auto& list = *panel.findChild<QListWidget*>();
            QCOMPARE(list.count(), static_cast<int>(catalogue().size()));
            const QFontMetrics metrics(list.font());
            int wrapped = 0;
            for (int row = 0; row < list.count(); ++row) {
                const auto* item = list.item(row);
                RowLook look;
                look.icon = QStringLiteral("see-from-here");
                look.title = item->text();
                look.subtitle = QStringLiteral("term");
                look.wraps = true;
                const QRect room = RowDelegate::wrappedTitleRect(list.visualItemRect(item), look);
                const QRect words =
                    metrics.boundingRect(QRect(0, 0, room.width(), 0), Qt::TextWordWrap, look.title);
                QVERIFY2(room.width() < list.viewport()->width(), qPrintable(look.title));
                QVERIFY2(words.width() <= room.width() && words.height() <= room.height(),
                         qPrintable(look.title));
                wrapped += words.height() > metrics.height() ? 1 : 0;
            }
            QVERIFY(wrapped > 0); // else a shorter catalogue makes this say nothing
        }
    }
};

PROSPECT_TEST(MeasurementPanelTest);
#include "measurement_panel_test.moc"
