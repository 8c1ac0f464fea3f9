// Where the window waits: processor time of the GUI thread for acts of a user on a plan of 50 000 features,
// one option with 500 edits. The worst of a few tries is printed; what is above 20 ms belongs into a job.
// Run: QT_QPA_PLATFORM=offscreen XDG_CONFIG_HOME=/somewhere/empty bench_window
#include "analysis/catalogue.h"
#include "app/canvas/map_canvas.h"
#include "app/models/feature_table_model.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/file_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/option_commands.h"
#include "app/panels/prospect_style.h"
#include "app/panels/table_panel.h"
#include "app/tools/enclose_tool.h"
#include "app/tools/red_line.h"
#include "app/window/main_window.h"
#include "app/window/plan_lists.h"
#include "geometry/site/options.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>

using namespace prospect;
using namespace prospect::app;

namespace {

constexpr int plots = 2'500; // twenty things each

double gui_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

class Plots {
public:
    SitePtr site() {
        for (int i = 0; i < plots; ++i)
            plot({i % 50 * 40.0, i / 50 * 30.0}, i);
        Site made;
        made.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
        made.meta["title"] = "Large";
        for (auto& [name, layer] : layers_)
            made.layers.push_back(layer);
        SitePtr whole = std::make_shared<const Site>(made);
        std::vector<SiteEdit> edits;
        for (int i = 0; i < 500; ++i)
            edits.push_back(
                {"Change height",
                 {ChangeAttribute{id("house", i), "height_m", Value(6.0 + i % 5), Basis::drawn}}});
        return with_option(*whole, "Option A", std::move(edits));
    }
    static Uuid id(const std::string& what, int i) { return Uuid::from_name(what + std::to_string(i)); }

private:
    void add(const char* layer, Role role, const std::string& name, int i, Geometry geometry,
             const char* kind = nullptr) {
        auto& into = layers_[layer];
        if (!into) {
            into = std::make_shared<Layer>();
            into->id = Uuid::from_name(layer);
            into->name = layer;
            into->role = role;
        }
        auto feature = std::make_shared<Feature>();
        feature->id = id(name, i);
        feature->geometry = std::move(geometry);
        feature->source = {"large.dxf", layer, name + std::to_string(i)};
        feature->basis = Basis::drawn;
        if (kind) feature->set("kind", std::string(kind), Basis::drawn);
        if (role == Role::building) feature->name = "House " + std::to_string(i);
        into->features.push_back(std::move(feature));
    }
    static Geometry box(Point a, double w, double h) {
        return Geometry::make_polygon(
            std::vector<Point>{a, a + Point{w, 0}, a + Point{w, h}, a + Point{0, h}});
    }
    static Geometry line(std::vector<Point> points) { return Geometry::make_line(points); }
    static Geometry dot(Point p) { return Geometry::make_point(p); }

    // A house with its garden, four openings, fences, trees, a path, a lamp, ground and drawn lines.
    void plot(Point at, int i) {
        const Point house = at + Point{10, 8};
        add("Houses", Role::building, "house", i, box(house, 12, 10));
        add("Sheds", Role::building, "shed", i, box(at + Point{30, 20}, 3, 2));
        add("Gardens", Role::zone, "garden", i, box(at + Point{2, 2}, 36, 26));
        for (int k = 0; k < 3; ++k)
            add("Fences", Role::barrier, "fence", 3 * i + k,
                line({at + Point{2.0 + 12 * k, 2}, at + Point{12.0 + 12 * k, 2}}));
        add("Doors", Role::opening, "door", i, dot(house + Point{6, 0}), "door");
        for (int k = 0; k < 3; ++k)
            add("Trees", Role::tree, "tree", 3 * i + k, dot(at + Point{5.0 + 9 * k, 24}));
        add("Lamps", Role::luminaire, "lamp", i, dot(at + Point{0.5, 0.5}));
        add("Paths", Role::path, "path", i, line({at + Point{0, 1}, at + Point{20, 0.5}, at + Point{40, 1}}));
        for (int k = 0; k < 8; ++k)
            add("Drawing", Role::underlay, "line", 8 * i + k,
                line(
                    {at + Point{1.0 + k * 4, 27}, at + Point{4.0 + k * 4, 27}, at + Point{4.0 + k * 4, 29}}));
    }

    std::map<std::string, std::shared_ptr<Layer>> layers_;
};

class Bench {
public:
    Bench() : window_(catalogue()) {
        window_.files().setQuestion([] { return FileCommands::Answer::discard; });
        window_.document().adopt({}, {Plots().site(), {}, false, false, {}});
        window_.resize(1280, 800);
        window_.show();
        settle();
    }

    void settle() {
        for (int quiet = 0; quiet < 3;) {
            QTest::qWait(120);
            quiet = window_.map().canvas().isPainting() || window_.jobs().isBusy() ? 0 : quiet + 1;
        }
    }

    // The act and what it leaves for the event loop, in the GUI thread alone. Longest piece in one go as
    // well.
    template <class Act>
    void measure(const char* what, Act act, int tries = 3) {
        double worst_act = 0;
        double worst_after = 0;
        for (int i = 0; i < tries; ++i) {
            settle();
            const double begin = gui_ms();
            act(i);
            const double acted = gui_ms();
            settle();
            worst_act = std::max(worst_act, acted - begin);
            worst_after = std::max(worst_after, gui_ms() - acted);
        }
        std::printf("%-58s %8.1f ms, and %7.1f ms later\n", what, worst_act, worst_after);
        std::fflush(stdout);
    }

    void edit(int i) {
        window_.document().apply(
            {"Change",
             {ChangeAttribute{Plots::id("house", 40 + i), "height_m", Value(3.0 + i), Basis::drawn}}});
    }
    void move(Point at) {
        auto& canvas = window_.map().canvas();
        QMouseEvent event(QEvent::MouseMove, canvas.view().to_pixel(at), QPointF(), Qt::NoButton, {}, {});
        QCoreApplication::sendEvent(canvas.viewport(), &event);
    }
    void click(Point at) {
        move(at);
        auto& canvas = window_.map().canvas();
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, canvas.view().to_pixel(at).toPoint());
    }
    QAction& action(const char* name) { return *window_.findChild<QAction*>(QLatin1String(name)); }
    void close_up() { window_.map().canvas().zoomToBox({800, 600, 960, 700}); }

    void run() {
        auto& document = window_.document();
        window_.setStage(Stage::plan);
        measure("an edit of the existing place, stage Plan", [&](int i) { edit(i); });
        measure("undo", [&](int) { document.undoStack().undo(); });
        measure("switch to an option of 500 edits",
                [&](int i) { document.setActiveScenario(i % 2 ? "" : "Option A"); });
        document.setActiveScenario("Option A");
        measure("an edit of the option", [&](int i) { edit(i); });
        window_.topBar().options().setBehind(QString());
        measure("an edit of the option, existing place behind it", [&](int i) { edit(i + 9); });
        window_.topBar().options().setBehind(std::nullopt);
        for (const Stage stage : {Stage::describe, Stage::check, Stage::review, Stage::compare}) {
            const char* names[] = {"Plan", "Describe", "Check", "Review", "Compare", "Report"};
            const std::string name = names[static_cast<int>(stage)];
            measure(("to the stage " + name).c_str(), [&](int) { window_.setStage(stage); }, 1);
            measure(("an edit of the option, stage " + name).c_str(), [&](int i) { edit(i + 20); });
        }
        window_.setStage(Stage::describe);
        for (const char* row : {"window", "zone", "building", "tree", "barrier", "lamp"})
            if (auto* button =
                    window_.findChild<QAbstractButton*>(QStringLiteral("describe.") + QLatin1String(row)))
                measure((std::string("Describe: row ") + row).c_str(), [&](int) { button->click(); }, 1);
        window_.setStage(Stage::plan);
        lists();
        tools();
        selection();
    }

    void lists() {
        auto& lists = window_.lists();
        measure(
            "check the drawing", [&](int) { lists.checkAction()->trigger(); }, 2);
        measure("an edit, the drawing's problems below", [&](int i) { edit(i + 50); });
        measure(
            "open the table", [&](int) { lists.tableAction()->trigger(); }, 1);
        auto& table = lists.table();
        measure("table of 20 000 lines", [&](int) { table.setKind(Role::underlay); });
        measure("table: filter", [&](int i) { table.model().setFilter(i % 2 ? "line1" : "line2"); });
        measure(
            "table: no filter", [&](int) { table.model().setFilter({}); }, 1);
        measure("table: sort", [&](int i) { table.model().sort(1 + i, Qt::AscendingOrder); });
        measure("an edit of its kind, table open", [&](int i) { document_edit(Plots::id("line", i)); });
        table.setKind(Role::building);
        measure(
            "table: select all 5 000 buildings", [&](int) { table.table().selectAll(); }, 1);
        lists.tableAction()->trigger();
    }
    void document_edit(const Uuid& feature) {
        window_.document().apply({"Name", {ChangeName{feature, "x"}}});
    }

    void tools() {
        auto& runner = window_.map().drawing().runner();
        close_up();
        auto* use = window_.findChild<QPushButton*>(QStringLiteral("study-area.use"));
        measure(
            "choices of the red line",
            [&](int) {
                for (auto* menu : window_.findChildren<QMenu*>())
                    if (menu->parent() && menu->parent()->objectName() == QLatin1String("study-area"))
                        Q_EMIT menu->aboutToShow();
            },
            2);
        (void)use;
        measure(
            "click the line: tool begins", [&](int) { action("red-line.use").trigger(); }, 2);
        measure("click the line: move", [&](int i) { move({860.0 + i, 650}); });
        measure("an edit while it waits", [&](int i) { document_edit(Plots::id("line", 20 + i)); });
        runner.stop();
        measure(
            "make it a: tool begins",
            [&](int) {
                action("outline.make").trigger();
                move({860, 650});
                runner.stop();
            },
            2);
        action("outline.make").trigger();
        measure(
            "make it a: move",
            [&](int i) {
                move({840.0 + 13 * i, 655});
            },
            6);
        measure(
            "make it a: click in the open",
            [&](int i) {
                click({823.0 + 40 * i, 625});
            },
            3);
        measure("an edit while it waits", [&](int i) { document_edit(Plots::id("line", 40 + i)); });
        measure(
            "make it a: move after that",
            [&](int i) {
                move({840.0 + 13 * i, 655});
            },
            2);
        runner.stop();
        window_.map().drawing().draw(drawables().front());
        measure(
            "draw: first move (snapping)",
            [&](int i) {
                move({845.0 + 7 * i, 650});
            },
            3);
        measure("draw: an edit and the next move", [&](int i) {
            document_edit(Plots::id("line", 60 + i));
            move({845.0 + 7 * i, 651});
        });
        runner.stop();
        measure(
            "pointer over the map",
            [&](int i) {
                move({845.0 + 7 * i, 650});
            },
            3);
    }

    void selection() {
        auto& canvas = window_.map().canvas();
        canvas.zoomToAll();
        measure(
            "click on one thing",
            [&](int) {
                close_up();
                settle();
                click({856, 640});
            },
            1);
        measure(
            "select 7 500 trees",
            [&](int) {
                std::vector<Uuid> trees;
                for (const auto& [layer, tree] : window_.document().site()->features(Role::tree))
                    trees.push_back(tree->id);
                Q_EMIT canvas.selectionRequested(trees, Qt::NoModifier);
            },
            1);
        measure(
            "7 500 more with Shift",
            [&](int) {
                std::vector<Uuid> fences;
                for (const auto& [layer, one] : window_.document().site()->features(Role::barrier))
                    fences.push_back(one->id);
                Q_EMIT canvas.selectionRequested(fences, Qt::ShiftModifier);
            },
            1);
        measure(
            "an edit with them selected", [&](int i) { edit(i + 70); }, 2);
        measure(
            "pointer over the map with them selected",
            [&](int i) {
                move({845.0 + 7 * i, 650});
            },
            3);
        measure(
            "join 2 500 gardens, far from each other",
            [&](int) {
                std::vector<Uuid> gardens;
                for (const auto& [layer, one] : window_.document().site()->features(Role::zone))
                    gardens.push_back(one->id);
                Q_EMIT canvas.selectionRequested(gardens, Qt::NoModifier);
                const double begin = gui_ms();
                for (auto* one : window_.map().drawing().editActions())
                    if (one->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_J)) one->trigger();
                std::printf("(%.1f ms of it to join)\n", gui_ms() - begin);
            },
            1);
        Q_EMIT canvas.selectionRequested({}, Qt::NoModifier);
        canvas.zoomToAll();
        measure(
            "a band over everything",
            [&](int) {
                QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, QPoint(2, canvas.height() - 3));
                QMouseEvent drag(QEvent::MouseMove, QPointF(canvas.width() - 3, 2), QPointF(), Qt::NoButton,
                                 Qt::LeftButton, {});
                QCoreApplication::sendEvent(canvas.viewport(), &drag);
                const double begin = gui_ms();
                QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, QPoint(canvas.width() - 3, 2));
                std::printf("(%.1f ms of it on release, %zu things)\n", gui_ms() - begin,
                            canvas.selection().size());
            },
            1);
        measure(
            "copy the picture", [&](int) { (void)canvas.picture(); }, 1);
        Q_EMIT canvas.selectionRequested({}, Qt::NoModifier);
        for (auto* one : window_.findChildren<QAction*>())
            if (one->text().contains(QLatin1String("ind")) &&
                one->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_K))
                measure(
                    "find: open", [&](int) { one->trigger(); }, 1);
        measure("find: a letter",
                [&](int i) { QTest::keyClick(QApplication::focusWidget(), i % 2 ? Qt::Key_1 : Qt::Key_H); });
    }

private:
    MainWindow window_;
};

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(new ProspectStyle);
    Bench().run();
    return 0;
}
