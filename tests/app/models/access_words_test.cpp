#include "app/models/access_words.h"
#include "app/models/doors_model.h"
#include "tests/support/gated_court.h"
#include "tests/support/registry.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

std::shared_ptr<const AccessPlan> plan_at(const char* time,
                                          const test::SiteBuilder& site = test::gated_court(),
                                          scene::Mover mover = scene::Mover::foot) {
    TimeContext context;
    context.set_time(time);
    return access_plan(site.site(), context, mover);
}

WaysInWords told(const AccessPlan& plan, Point spot) {
    return words_of(plan, ways_in(plan, spot));
}

QStringList titles(const std::vector<WaysInWords::Row>& rows) {
    QStringList found;
    for (const auto& row : rows)
        found += row.title;
    return found;
}

const Door& door(const std::vector<Door>& doors, const char* name) {
    return *std::find_if(doors.begin(), doors.end(), [&](const Door& one) { return one.name == name; });
}

} // namespace

class AccessWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void a_court_is_told_with_its_way_in_and_the_gates_that_close_it() {
        const auto plan = plan_at("14:00");
        const WaysInWords words = told(*plan, {30, 30});
        QCOMPARE(words.title, QString("Mill Court"));
        QCOMPARE(words.kind, QString("Semi-private ground"));
        QCOMPARE(words.depth, QString("One door or gate lies between the public realm and this place."));
        QVERIFY2(words.now.startsWith("Wednesday 14:00: shut, but not locked."), qPrintable(words.now));
        QCOMPARE(words.way.size(), std::size_t{1});
        QVERIFY2(words.way.front().detail.startsWith("into Mill Court"),
                 qPrintable(words.way.front().detail));
        QCOMPARE(words.sealing, QString("2 doors or gates close Mill Court off."));
        QStringList closing = titles(words.closes);
        closing.sort();
        QCOMPARE(closing, (QStringList{"North gate", "South gate"}));
    }

    void what_lies_behind_it_is_closed_by_its_own_gate() {
        const auto plan = plan_at("14:00");
        const WaysInWords words = told(*plan, {55, 45});
        QCOMPARE(words.depth, QString("2 doors or gates lie between the public realm and this place."));
        QCOMPARE(words.way.size(), std::size_t{2});
        QCOMPARE(words.way.back().title, QString("Bin gate"));
        QCOMPARE(words.sealing, QString("1 door or gate closes Bin store off."));
        QCOMPARE(titles(words.closes), QStringList{"Bin gate"});
    }

    // The south gate is unlocked in its hours, the north gate never.
    void the_easiest_gate_says_who_gets_in_when() {
        QVERIFY(told(*plan_at("18:30"), {30, 30}).now.contains("not locked"));
        const QString night = told(*plan_at("23:30"), {30, 30}).now;
        QCOMPARE(night, QString("Wednesday 23:30: locked. Only those with a key get in."));
    }

    void the_public_realm_is_nobodys_to_close() {
        const WaysInWords words = told(*plan_at("14:00"), {10, 5});
        QVERIFY2(words.depth.startsWith("Everybody may be here"), qPrintable(words.depth));
        QVERIFY(words.sealing.isEmpty() && words.way.empty());
    }

    void open_ground_cannot_be_closed_by_gates() {
        test::SiteBuilder site = test::gated_court();
        site.add(Role::zone, test::rectangle(62, 20, 78, 50), {{"ownership", Value(std::string("private"))}})
            .name = "Lawn";
        const WaysInWords words = told(*plan_at("14:00", site), {70, 30});
        QVERIFY2(words.depth.startsWith("Nothing is in the way"), qPrintable(words.depth));
        QVERIFY2(words.sealing.startsWith("Doors and gates alone cannot close it off"),
                 qPrintable(words.sealing));
        QVERIFY(!words.can_be_sealed && !words.closes.empty());
    }

    void a_vehicle_gets_only_through_what_is_wide_enough() {
        const auto plan = plan_at("14:00", test::gated_court(), scene::Mover::vehicle);
        QCOMPARE(titles(told(*plan, {30, 30}).closes), QStringList{"South gate"});
        QVERIFY(told(*plan, {55, 45}).depth.startsWith("No way for a vehicle"));
    }

    void ends_drawn_short_are_counted() {
        QVERIFY2(drawn_short_text(*plan_at("14:00")).startsWith("1 barrier ends at most 0.3 m short"),
                 qPrintable(drawn_short_text(*plan_at("14:00"))));
    }

    void doors_say_who_passes_when() {
        const auto doors = doors_of(*plan_at("14:00"));
        QCOMPARE(doors.size(), std::size_t{3});
        using scene::Control;
        const Door& south = door(doors, "South gate");
        QCOMPARE(south.to, QString("Mill Court"));
        QCOMPARE(south.from, QString("The public realm"));
        QVERIFY(south.now == Control::unlocked);
        QVERIFY(south.by_band == (std::array{Control::unlocked, Control::locked, Control::locked}));
        QCOMPARE(door(doors, "Bin gate").from, QString("Mill Court"));
        const QStringList lines = doors_text(doors, {}).split(u'\n');
        QVERIFY2(lines[0].startsWith("Door or gate\tFrom\tTo\tWidth (m)\tWednesday 14:00\tBy day"),
                 qPrintable(lines[0]));
        QVERIFY(lines[3].startsWith("South gate\tThe public realm\tMill Court\t2.4\tShut, not locked"));
    }

    void how_a_gate_is_kept_and_its_hours_are_edits() {
        DoorsModel model;
        model.setDoors(doors_of(*plan_at("14:00")), {});
        QSignalSpy edits(&model, &DoorsModel::edited);
        QSignalSpy refused(&model, &DoorsModel::rejected);
        const int bins = 0; // in the order of names
        QVERIFY(model.setData(model.index(bins, DoorsModel::kept), "locked", Qt::EditRole));
        QCOMPARE(edits.size(), 1);
        const auto edit = edits.front().front().value<SiteEdit>();
        QCOMPARE(edit.title, std::string("How Bin gate is kept"));
        const SitePtr after = apply(*test::gated_court().site(), edit);
        const auto locked = doors_of(*access_plan(after, {}, scene::Mover::foot));
        QVERIFY(door(locked, "Bin gate").now == scene::Control::locked);
        QVERIFY(!model.setData(model.index(bins, DoorsModel::hours), "sometimes", Qt::EditRole));
        QCOMPARE(refused.size(), 1);
        QVERIFY(model.setData(model.index(bins, DoorsModel::hours), "Mo-Su 06:00-22:00", Qt::EditRole));
        QCOMPARE(edits.size(), 2);
    }

    void doors_are_sorted_by_any_column() {
        DoorsModel model;
        model.setDoors(doors_of(*plan_at("14:00")), {});
        model.sort(DoorsModel::width, Qt::DescendingOrder);
        QCOMPARE(model.doors().front().name, QString("South gate"));
        model.sort(DoorsModel::now, Qt::DescendingOrder);
        QCOMPARE(model.doors().front().name, QString("North gate")); // locked
    }
};

PROSPECT_TEST(AccessWordsTest);

#include "access_words_test.moc"
