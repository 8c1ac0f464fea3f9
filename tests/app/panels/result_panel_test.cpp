#include "analysis/catalogue.h"
#include "app/document/result_list.h"
#include "app/panels/prospect_style.h"
#include "app/panels/result_panel.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QApplication>
#include <QScrollArea>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

// What an analysis may give, with long numbers, words and notes.
engine::RunPtr full_run(const engine::AnalysisInfo& info) {
    auto run = std::make_shared<engine::Run>();
    run->id = Uuid::from_name(info.id);
    run->analysis = info.id;
    for (const auto& about : info.fields) {
        Field field(about.name, about.unit, grid_of_extent({0, 0, 8, 8}, 2));
        std::fill(field.values.begin(), field.values.end(), 123456.0F);
        field.values.front() = 0;
        run->result.fields.push_back(std::move(field));
    }
    for (const auto& about : info.tables) {
        io::Table table{about.name, about.columns, {}, {}};
        table.rows.emplace_back(about.columns.size(),
                                Value(std::string("Hedge between the parking court and 18–24 Mill Row")));
        run->result.tables.push_back(std::move(table));
    }
    for (const auto& about : info.metrics)
        run->result.metrics.emplace_back(about.name, 123456.789);
    for (const auto level : {engine::Note::Level::info, engine::Note::Level::warning})
        run->result.notes.push_back(
            {.level = level,
             .message = "share blocked in summer is assumed for 94 of 94 trees: 0.9 (tree.opacity_leaf_on)",
             .place = Point{1, 1}});
    return run;
}

} // namespace

class ResultPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void results_of_all_analyses_fit_into_the_right_column() {
        QApplication::setStyle(new ProspectStyle);
        QApplication::setFont(render::font(render::TextStyle::body));
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        ResultList results(document, catalogue());
        ResultPanel panel(results);
        panel.resize(render::space::right_column, 800);
        panel.QWidget::show();
        for (const auto& analysis : catalogue()) {
            results.add(full_run(analysis.info()));
            panel.show(results.results().front().id);
            QTest::qWait(0); // layouts
            const auto* scroll = panel.findChild<QScrollArea*>();
            const QWidget* page = scroll->widget();
            QString wide;
            for (const auto* part : page->findChildren<QWidget*>())
                if (part->isVisibleTo(page) &&
                    part->mapTo(page, QPoint(part->width(), 0)).x() > scroll->viewport()->width())
                    wide += QString("%1 %2; ")
                                .arg(part->metaObject()->className())
                                .arg(part->minimumSizeHint().width());
            QVERIFY2(page->width() <= scroll->viewport()->width(),
                     qPrintable(QString("%1: %2 of %3: %4")
                                    .arg(QString::fromStdString(analysis.info().id))
                                    .arg(page->width())
                                    .arg(scroll->viewport()->width())
                                    .arg(wide)));
        }
    }
};

PROSPECT_TEST(ResultPanelTest);
#include "result_panel_test.moc"
