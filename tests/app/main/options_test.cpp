// The architect: a drawing as the existing place, a changed one as an option, what differs, compared.
#include "app/canvas/map_swipe.h"
#include "app/panels/compare_panel.h"
#include "app/panels/compare_setup.h"
#include "app/panels/import_option.h"
#include "app/panels/map_overlay.h"
#include "app/panels/option_commands.h"
#include "app/window/compare_stage.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");
const QString drawing = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.dxf");

class OptionsWindow : public ShownWindow {
public:
    OptionsWindow() {
        topBar().options().setNameQuestion([this](const OptionCommands::NameQuestion& question) {
            asked = question;
            return answer.isEmpty() ? std::optional(question.proposal) : std::optional(answer);
        });
    }
    // Drops a drawing that does not say what map grid it is in: the proposed one is right.
    void add(const QString& file, ImportOption::Choice choice) {
        files().import({file});
        auto* sheet = waitForSheet();
        if (!sheet->hasPreview()) {
            sheet->continueButton()->click();
            sheet = waitForSheet();
        }
        QVERIFY(sheet && sheet->hasPreview());
        proposed = sheet->option().choices()->checkedId();
        proposed_name = sheet->option().name()->text();
        sheet->option().choices()->button(choice)->click();
        picture(choice == ImportOption::existing ? QStringLiteral("add-existing")
                                                 : QStringLiteral("add-option"));
        sheet->addButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!files().sheet() && !jobs().isBusy(Lane::file), patience_ms);
    }
    void compare() {
        topBar().stageButton(Stage::compare)->click();
        comparison().setup().compareButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!comparison().isRunning() && !comparison().panel().versions().empty(),
                                 patience_ms);
    }
    // Picks a line of the menu under the option's name.
    void pick(const QString& text) {
        auto* menu = topBar().optionButton()->menu();
        Q_EMIT menu->aboutToShow();
        for (auto* action : menu->actions())
            if (QString(action->text()).remove(u'&') == text) {
                action->trigger();
                return;
            }
        QFAIL(qPrintable("no line " + text));
    }

    OptionCommands::NameQuestion asked;
    QString answer;
    int proposed = -1; // by the sheet, of how to add a file
    QString proposed_name;
};

struct Code {
    QByteArray code;
    QByteArray value;
};

// A DXF as pairs of lines, entity by entity, to be changed as a draughtsman would.
class Drawing {
public:
    explicit Drawing(const QString& file) {
        QFile in(file);
        if (!in.open(QIODevice::ReadOnly)) return;
        auto lines = in.readAll().split('\n');
        for (qsizetype i = 0; i + 1 < lines.size(); i += 2) {
            const Code pair{lines[i].trimmed(), lines[i + 1].trimmed()};
            if (pair.code == "0") entities_.append(QList<Code>());
            entities_.last().append(pair);
        }
    }
    // The n-th entity on the layer, its place in the file.
    qsizetype find(const QByteArray& layer, int n) const {
        for (qsizetype i = 0; i < entities_.size(); ++i)
            for (const Code& pair : entities_[i])
                if (pair.code == "8" && pair.value == layer && !isBlock(i) && n-- == 0) return i;
        return -1;
    }
    void remove(qsizetype entity) { entities_.removeAt(entity); }
    void move(qsizetype entity, double dx, double dy) {
        for (Code& pair : entities_[entity]) {
            if (pair.code == "10") pair.value = QByteArray::number(pair.value.toDouble() + dx, 'f', 3);
            if (pair.code == "20") pair.value = QByteArray::number(pair.value.toDouble() + dy, 'f', 3);
        }
    }
    qsizetype copy(qsizetype entity, const QByteArray& handle) {
        auto made = entities_[entity];
        for (Code& pair : made)
            if (pair.code == "5") pair.value = handle;
        entities_.insert(entity + 1, made);
        return entity + 1;
    }
    bool write(const QString& file) const {
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly)) return false;
        for (const auto& entity : entities_)
            for (const Code& pair : entity)
                out.write(pair.code + "\r\n" + pair.value + "\r\n");
        return true;
    }

private:
    bool isBlock(qsizetype entity) const {
        bool inside = false;
        for (qsizetype i = 0; i <= entity; ++i) {
            const Code& first = entities_[i].first();
            if (first.value == "SECTION" && entities_[i].size() > 1)
                inside = entities_[i][1].value == "BLOCKS";
        }
        return inside;
    }
    QList<QList<Code>> entities_;
};

// A hedge is gone, a bench stands 3 m further north, there is one more tree.
bool write_changed_drawing(const QString& file) {
    Drawing changed(drawing);
    const auto tree = changed.copy(changed.find("L-PLNT-TREE", 3), "F0001");
    changed.move(tree, 4, 4);
    changed.move(changed.find("L-SITE-BENCH", 2), 0, 3);
    changed.remove(changed.find("L-PLNT-HEDGE", 0));
    return changed.write(file);
}

SiteEdit height(double metres) {
    return {"Change height",
            {ChangeAttribute{Uuid::from_name("House"), "height_m", Value(metres), Basis::drawn}}};
}

} // namespace

class OptionsTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

    QColor colour_;

private Q_SLOTS:
    void a_changed_drawing_is_an_option_that_differs_and_stays() {
        const QTemporaryDir folder;
        const QString changed = folder.filePath("proposal.dxf");
        QVERIFY(write_changed_drawing(changed));
        OptionsWindow window;
        window.add(drawing, ImportOption::existing);
        QCOMPARE(window.proposed, static_cast<int>(ImportOption::existing));
        const auto existing = window.document().base()->counts();
        window.add(changed, ImportOption::proposal);
        QCOMPARE(window.proposed, static_cast<int>(ImportOption::another)); // it is a revision
        QCOMPARE(window.proposed_name, QString("proposal"));
        QCOMPARE(window.document().activeScenario(), QString("Proposal"));
        QCOMPARE(window.topBar().optionButton()->text(), QString("Proposal"));
        auto proposed = window.document().site()->counts();
        QCOMPARE(proposed.at(Role::tree), existing.at(Role::tree) + 1);
        QCOMPARE(proposed.at(Role::barrier), existing.at(Role::barrier) - 1);
        QCOMPARE(proposed.at(Role::building), existing.at(Role::building));

        // Switched in the top bar.
        window.pick(QStringLiteral("Existing place"));
        QCOMPARE(window.document().site()->counts(), existing);
        window.pick(QStringLiteral("Proposal"));
        QCOMPARE(window.document().site()->counts(), proposed);

        // Difference seen.
        window.compare();
        const auto& versions = window.comparison().panel().versions();
        QCOMPARE(versions.size(), std::size_t(2));
        QCOMPARE(versions[1].option, QString("Proposal"));
        QCOMPARE(window.comparison().setup().changeList()->count(), 3);
        QStringList details;
        for (int i = 0; i < 3; ++i)
            details += window.comparison().setup().changeList()->item(i)->data(Qt::UserRole + 2).toString();
        details.sort();
        QCOMPARE(details, (QStringList{"Moved or reshaped", "New", "Removed"}));
        window.picture("compare");
        Q_EMIT window.comparison().setup().changeList()->itemClicked(
            window.comparison().setup().changeList()->item(0));
        window.picture("compare-change");

        // Taken back and done again.
        window.document().undoStack().undo();
        QCOMPARE(window.document().activeScenario(), QString());
        QVERIFY(window.document().base()->scenarios.empty());
        window.document().undoStack().redo();
        QCOMPARE(window.document().activeScenario(), QString("Proposal"));
        QCOMPARE(window.document().site()->counts(), proposed);

        // Kept in the file.
        const QString file = folder.filePath("estate.prospect.gpkg");
        window.files().saveTo(file);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy() && !window.document().isModified(), patience_ms);
        OptionsWindow again;
        again.openFile(file);
        QCOMPARE(again.document().activeScenario(), QStringLiteral("Proposal")); // as it was left
        QCOMPARE(again.document().site()->counts(), proposed);
        QCOMPARE(hex(snapshot_hash(*again.document().site())), hex(snapshot_hash(*window.document().site())));
    }

    void the_menu_makes_copies_renames_and_deletes_options() {
        OptionsWindow window;
        window.openFile(sample);
        QVERIFY(window.topBar().optionButton()->isVisible()); // also without options
        QCOMPARE(window.topBar().optionButton()->text(), QString("Existing place"));
        window.pick(QStringLiteral("New option…"));
        QCOMPARE(window.asked.proposal, QString("Option A"));
        QCOMPARE(window.document().activeScenario(), QString("Option A"));
        QVERIFY(!window.asked.problem(QStringLiteral("option a")).isEmpty() ||
                window.asked.problem(QStringLiteral("x")).isEmpty());
        window.answer = QStringLiteral("Low hedges");
        window.pick(QStringLiteral("Duplicate…"));
        QCOMPARE(window.document().activeScenario(), QString("Low hedges"));
        // A name that is taken: one sentence, and nothing changes.
        window.answer = QStringLiteral("Option A");
        window.pick(QStringLiteral("Rename…"));
        QVERIFY2(window.message().contains("already an option called"), qPrintable(window.message()));
        QCOMPARE(window.document().activeScenario(), QString("Low hedges"));
        window.answer = QStringLiteral("Lower hedges");
        window.pick(QStringLiteral("Rename…"));
        QCOMPARE(window.document().activeScenario(), QString("Lower hedges"));
        window.pick(QStringLiteral("Delete"));
        QCOMPARE(window.document().activeScenario(), QString());
        QCOMPARE(window.document().base()->scenarios.size(), std::size_t(1));
        window.document().undoStack().undo();
        QCOMPARE(window.topBar().optionButton()->text(), QString("Lower hedges"));
    }

    void another_version_lies_behind_as_a_ghost() {
        OptionsWindow window;
        window.openFile(sample);
        window.pick(QStringLiteral("New option…"));
        window.topBar().options().setBehind(QString());
        QVERIFY(!window.map().overlay().isVisible()); // nothing differs yet
        const auto house = window.document().base()->features(Role::building).front().second;
        window.document().apply({"Move", {ChangeGeometry{house->id, translated(house->geometry, {6, 4})}}});
        QVERIFY(window.map().overlay().isVisible());
        window.picture("ghost");
        window.topBar().options().setBehind(std::nullopt);
        QVERIFY(!window.map().overlay().isVisible());
    }

    void changes_that_no_longer_fit_are_listed_and_kept() {
        OptionsWindow window;
        window.fill(test::small_site());
        window.topBar().options().addOption();
        window.document().apply(height(9));
        window.document().apply(height(12));
        window.pick(QStringLiteral("Existing place"));
        window.document().apply({"Tear down", {RemoveFeatures{{Uuid::from_name("House")}}}});
        window.pick(QStringLiteral("Option A"));
        QVERIFY2(window.message().contains("no longer fit"), qPrintable(window.message()));
        QCOMPARE(unapplied_texts(window.document().unapplied()),
                 QStringList("Change height: a thing it changes is no longer there (2 times)"));
        window.topBar().options().showUnapplied();
        auto* dialog = window.findChild<QDialog*>(QStringLiteral("unapplied"));
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QListWidget*>()->count(), 1);
        dialog->close();
        QCOMPARE(window.document().base()->scenario("Option A")->edits.size(), std::size_t(2));
        window.document().undoStack().undo(); // the house is back, in the existing place
        window.pick(QStringLiteral("Option A"));
        QVERIFY(window.document().unapplied().empty());
    }

    void trying_a_change_leaves_the_existing_place_alone() {
        OptionsWindow window;
        window.openFile(sample);
        const SitePtr before = window.document().base();
        const Uuid hedge = before->features(Role::barrier).front().second->id;
        const SiteEdit cut{"Cut a hedge", {ChangeAttribute{hedge, "height_m", Value(0.4), Basis::drawn}}};
        auto& options = window.topBar().options();
        QVERIFY(options.tryOut(cut).contains("new option “Option A”"));
        QCOMPARE(window.document().activeScenario(), QStringLiteral("Option A"));
        QCOMPARE(window.document().base()->layers, before->layers);
        QCOMPARE(window.document().undoStack().count(), 1);
        QVERIFY(
            options.tryOut({"Cut it more", {ChangeAttribute{hedge, "height_m", Value(0.3), Basis::drawn}}})
                .startsWith("Tried: Cut it more"));
        QCOMPARE(window.document().base()->scenarios.size(), std::size_t(1));
        QCOMPARE(window.document().base()->scenario("Option A")->edits.size(), std::size_t(2));
        window.document().undoStack().undo();
        window.document().undoStack().undo();
        QVERIFY(window.document().base()->scenarios.empty());
        QCOMPARE(window.document().activeScenario(), QString());
    }

    void one_version_is_drawn_over_the_other_up_to_a_line() {
        OptionsWindow window;
        window.openFile(sample);
        window.pick(QStringLiteral("New option…"));
        const auto house = window.document().base()->features(Role::building).front().second;
        window.document().apply({"Tear down", {RemoveFeatures{{house->id}}}});
        window.pick(QStringLiteral("Existing place"));
        window.topBar().stageButton(Stage::compare)->click();
        auto* action = window.comparison().swipeAction();
        auto& swipe = window.map().swipe();
        action->trigger();
        QVERIFY(swipe.isActive());
        QCOMPARE(window.document().activeScenario(), QString("Option A")); // right of the line
        QTRY_VERIFY_WITH_TIMEOUT(!swipe.isPainting(), 20000);
        window.picture("swipe");

        // Left of the line the house stands, right of it it is gone.
        auto& canvas = window.map().canvas();
        canvas.zoomToBox(house->geometry.box().grown(4));
        const QPoint at = canvas.view().to_pixel(house->geometry.box().center()).toPoint();
        const auto colour = [&] {
            QTRY_VERIFY_WITH_TIMEOUT(!swipe.isPainting() && !canvas.isPainting(), 20000);
            colour_ = QColor(window.map().picture().pixel(at * window.devicePixelRatioF()));
        };
        auto* handle = swipe.handle();
        const auto drag = [&](int to) {
            const QPoint middle = handle->rect().center();
            QTest::mousePress(handle, Qt::LeftButton, {}, middle);
            const QPoint end = handle->mapFrom(canvas.viewport(), QPoint(to, middle.y()));
            QMouseEvent move(QEvent::MouseMove, end, handle->mapToGlobal(end), Qt::NoButton, Qt::LeftButton,
                             {});
            QCoreApplication::sendEvent(handle, &move);
            QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->rect().center());
        };
        drag(at.x() + 40);
        QVERIFY(std::abs(swipe.lineX() - (at.x() + 40)) <= 2);
        colour();
        const QColor stands = colour_;
        drag(at.x() - 40);
        colour();
        QVERIFY(colour_ != stands);

        // By keys; Esc takes the line away and the differences come back.
        const double before = swipe.lineX();
        QTest::keyClick(handle, Qt::Key_Right);
        QCOMPARE(swipe.lineX(), before + 16);
        QTest::keyClick(handle, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(swipe.lineX(), before + 16 - 96);
        QTest::keyClick(handle, Qt::Key_Home);
        QVERIFY(swipe.lineX() < 16);
        QTest::keyClick(handle, Qt::Key_Escape);
        QVERIFY(!swipe.isActive());
        QVERIFY(!action->isChecked());
        QVERIFY(window.map().overlay().isVisible());

        // It goes with the stage.
        action->trigger();
        QVERIFY(swipe.isActive());
        window.topBar().stageButton(Stage::plan)->click();
        QVERIFY(!swipe.isActive());
        QVERIFY(!action->isEnabled());
    }

    void a_comparison_keeps_its_option_when_that_is_renamed() {
        OptionsWindow window;
        window.openFile(sample);
        window.pick(QStringLiteral("New option…"));
        window.compare();
        // What changes nothing is as often the better of the two as the existing place.
        const auto& ranks = window.comparison().panel().ranks();
        QVERIFY2(ranks.told(), ranks.missing.c_str());
        QCOMPARE(ranks.shares.size(), std::size_t(2));
        QVERIFY(std::abs(ranks.shares[1][0] - 0.5) < 1e-9);
        window.document().renameOption("Option A", "Low hedges");
        QCOMPARE(window.comparison().panel().versions()[1].option, QString("Low hedges"));
        window.document().undoStack().undo();
        QCOMPARE(window.comparison().panel().versions()[1].option, QString("Option A"));
    }

    void compare_says_what_is_missing_and_stops_when_told() {
        OptionsWindow window;
        window.openFile(sample);
        window.topBar().stageButton(Stage::compare)->click();
        window.picture("compare-empty");
        QVERIFY(!window.comparison().setup().compareButton()->isVisible());
        window.pick(QStringLiteral("New option…"));
        QVERIFY(window.comparison().setup().compareButton()->isVisible());
        window.comparison().setup().compareButton()->click();
        QVERIFY(window.comparison().isRunning());
        window.comparison().cancel();
        QVERIFY(!window.comparison().isRunning());
        QVERIFY(window.comparison().panel().versions().empty());
        window.compare();
        QCOMPARE(window.comparison().panel().versions()[1].comparison.count(assessment::Fate::cleared),
                 std::size_t(0));
        QVERIFY(window.comparison().panel().versions()[1].comparison.count(assessment::Fate::unchanged) > 0);
    }
};

PROSPECT_TEST(OptionsTest);
#include "options_test.moc"
