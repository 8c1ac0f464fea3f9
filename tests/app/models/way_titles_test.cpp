#include "app/models/way_titles.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QStringList>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::SiteBuilder;

namespace {

QStringList titles(const SiteBuilder& plan, std::size_t most = 100) {
    QStringList all;
    for (const NamedWay& way : ways_of(*plan.site(), most))
        all += QString(way.title).replace(QChar::Nbsp, u' ');
    return all;
}

void add_way(SiteBuilder& plan, const std::string& name, std::vector<Point> points) {
    plan.add(Role::path, test::line(std::move(points))).name = name;
}

} // namespace

class WayTitlesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_name_and_a_length_are_enough_where_they_differ() {
        SiteBuilder plan;
        add_way(plan, "Wharf Path", {{0, 0}, {0, 12}});
        add_way(plan, "Mill Row", {{0, 0}, {30, 40}});
        add_way(plan, "", {{0, 0}, {9, 0}});
        plan.add(Role::path, test::rectangle(0, 0, 5, 5)).name = "Square"; // no line
        QCOMPARE(titles(plan), (QStringList{"Mill Row · 50 m", "Path or road · 9 m", "Wharf Path · 12 m"}));
    }

    void of_one_name_they_are_told_apart_by_what_is_near_else_by_number() {
        SiteBuilder plan;
        plan.add(Role::building, test::rectangle(0, 2, 10, 12)).name = "Block A";
        plan.add(Role::building, test::rectangle(200, 2, 210, 12)).name = "Block B";
        add_way(plan, "", {{0, 0}, {10, 0}});
        add_way(plan, "", {{200, 0}, {210, 0}});
        add_way(plan, "", {{900, 0}, {910, 0}}); // near nothing that has a name
        add_way(plan, "", {{900, 9}, {910, 9}});
        add_way(plan, "Mill Row", {{0, 50}, {10, 50}});
        QCOMPARE(titles(plan), (QStringList{"Mill Row · 10 m", "Path or road near Block A · 10 m",
                                            "Path or road near Block B · 10 m", "Path or road · 10 m (1)",
                                            "Path or road · 10 m (2)"}));
    }

    void no_more_are_listed_than_asked_for() {
        SiteBuilder plan;
        for (int i = 0; i < 20; ++i)
            add_way(plan, "", {{0, i * 1.0}, {10.0 + i, i * 1.0}});
        QCOMPARE(titles(plan, 5).size(), 5);
    }
};

PROSPECT_TEST(WayTitlesTest);
#include "way_titles_test.moc"
