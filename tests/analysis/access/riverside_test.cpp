#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"

#include <QTest>

#include <set>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

const SitePtr& riverside() {
    static const SitePtr site =
        io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
    return site;
}

RunPtr run(const std::string& analysis, const Settings& settings = {}) {
    Engine engine(catalogue());
    return engine.run(analysis, settings, {.site = riverside(), .threads = 2});
}

std::set<std::string> column_of(const Table& table, const std::string& column) {
    std::set<std::string> found;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (const auto value = cell(table, row, column)) found.insert(as_text(*value));
    return found;
}

} // namespace

// What the author of the sample planted, as far as it is about access.
class RiversideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_court_is_closed_off_by_its_gates_and_under_the_bridge() {
        const RunPtr made = run("access.seal", {{"zone", "Mill Court"}});
        const Table& cut = table(made, "cut");
        QCOMPARE(column_of(cut, "name"), (std::set<std::string>{"Court gate north", "Court vehicle gate"}));
        QCOMPARE(column_of(cut, "kind"), (std::set<std::string>{"gate", "gap"}));
        QCOMPARE(metric(made, "controls"), 3.0); // the underpass has no gate
        QVERIFY(!note(made, "escape_blocked"));
    }

    void gardens_lie_behind_a_gate_each() {
        const RunPtr made = run("access.zones", {{"cell_m", "4"}});
        const Table& zones = table(made, "zones");
        std::size_t gardens = 0;
        for (std::size_t row = 0; row < zones.rows.size(); ++row) {
            const std::string name = as_text(*cell(zones, row, "name"));
            if (name.rfind("Garden of ", 0) != 0 || name == "Garden of Block G") continue;
            ++gardens;
            QVERIFY2(cell(zones, row, "depth").has_value(), name.c_str());
            QCOMPARE(number(zones, row, "depth"), 1.0);
        }
        QCOMPARE(gardens, std::size_t{44});
        QVERIFY(table(made, "drawn_short").rows.empty());
    }
};

PROSPECT_TEST(RiversideTest);
#include "riverside_test.moc"
