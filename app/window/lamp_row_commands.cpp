#include "app/window/lamp_row_commands.h"

#include "analysis/engine/engine.h"
#include "analysis/lighting/photometries.h"
#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/lamp_words.h"
#include "app/models/table_cells.h"
#include "app/panels/class_dialog.h"
#include "app/panels/lamp_row_panel.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/time_bar.h"
#include "geometry/base/error.h"

#include <QAction>
#include <QLocale>

namespace prospect::app {

namespace {

// What is asked of a path's row in the table of lighting.classes.
struct PathLight {
    std::string asked; // its class; "": none
    double mean_lx = 0;
    double least_lx = 0;
    double evenness = 0;
    std::optional<bool> pass;
    std::string best; // class that is met
    std::optional<bool> too_bright;
};

std::optional<PathLight> light_of(const engine::Table& table, const Feature& path) {
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (!(table.geometries[row] == path.geometry)) continue;
        const auto number = [&](const char* column) { return number_in(table, row, column); };
        const auto flag = [&](const char* column) -> std::optional<bool> {
            const auto value = number(column);
            return value ? std::optional(*value > 0) : std::nullopt;
        };
        return PathLight{text_in(table, row, "class").toStdString(),
                         number("e_avg").value_or(0),
                         number("e_min").value_or(0),
                         number("u0").value_or(0),
                         flag("pass"),
                         text_in(table, row, "best_class").toStdString(),
                         flag("too_bright")};
    }
    return std::nullopt;
}

} // namespace

LampRowCommands::LampRowCommands(Workspace workspace, std::span<const engine::Analysis> catalogue,
                                 QObject* parent)
    : QObject(parent), workspace_(workspace), catalogue_(catalogue), panel_(new LampRowPanel),
      action_(new QAction(icon(QStringLiteral("luminaire")), tr("La&mps along this path…"), this)),
      class_action_(new QAction(icon(QStringLiteral("path")), tr("Lighting class of this path…"), this)),
      answer_(new Answer(workspace.jobs, tr("Lighting a row of lamps"), this)) {
    action_->setObjectName(QStringLiteral("lamp-row"));
    action_->setEnabled(false);
    action_->setToolTip(tr("Sets a row of lamps along the selected path and says what light it would have"));
    class_action_->setObjectName(QStringLiteral("lighting-class"));
    class_action_->setEnabled(false);
    class_action_->setToolTip(tr("A few questions that lead to the lighting class of the selected path"));
    connect(class_action_, &QAction::triggered, this, &LampRowCommands::chooseClass);
    connect(action_, &QAction::triggered, this, [this] {
        if (selected_.size() == 1) begin(selected_.front());
    });
    connect(panel_, &LampRowPanel::edited, this, [this](const LampRow& row) {
        row_ = row;
        show();
        workOut();
    });
    connect(panel_, &LampRowPanel::addRequested, this, &LampRowCommands::add);
    connect(panel_, &LampRowPanel::closeRequested, this, &LampRowCommands::stop);
    connect(&workspace_.map.canvas(), &MapCanvas::selectionSet, this, &LampRowCommands::onSelected);
    connect(&workspace_.map.timeBar(), &TimeBar::timeChanged, this, [this] { workOut(); });
    connect(&workspace_.document, &SiteDocument::changed, this, &LampRowCommands::onChanged);
    connect(answer_, &Answer::failed, this, [this](const QString& why) {
        panel_->showOutcome({tr("It cannot be worked out: %1").arg(why)});
    });
}

FeaturePtr LampRowCommands::pathOf(const Uuid& id) const {
    for (const auto& [layer, path] : workspace_.document.site()->features(Role::path))
        if (path->id == id && path->geometry.kind == GeometryKind::line && !path->geometry.empty())
            return path;
    return nullptr;
}

void LampRowCommands::onSelected(const std::vector<Uuid>& features) {
    selected_ = features;
    const FeaturePtr one = features.size() == 1 ? pathOf(features.front()) : nullptr;
    action_->setEnabled(one != nullptr);
    class_action_->setEnabled(one != nullptr);
    if (!isActive() || (one && one->id == path_->id)) return;
    if (one)
        begin(one->id);
    else
        stop();
}

void LampRowCommands::onChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (!isActive() ||
        (change.kind != Kind::edited && change.kind != Kind::scenario && change.kind != Kind::opened))
        return;
    path_ = change.kind == Kind::opened ? nullptr : pathOf(path_->id);
    if (!path_) {
        path_ = std::make_shared<Feature>(); // gone: what was shown goes with it
        stop();
        return;
    }
    fillChoices();
    show();
    workOut();
}

void LampRowCommands::begin(const Uuid& id) {
    const FeaturePtr path = pathOf(id);
    if (!path) return;
    const bool fresh = !isActive();
    path_ = path;
    const Site& site = *workspace_.document.site();
    const LampRow like = row_like_nearest(site, *path);
    if (fresh || row_.photometry.empty()) row_ = like;
    row_.offset_m = like.offset_m;
    fillChoices();
    panel_->showPath(path->name.empty() ? tr("A path without a name") : QString::fromStdString(path->name));
    panel_->showRow(row_);
    show();
    workOut();
    if (fresh) Q_EMIT activeChanged(true);
    Q_EMIT promptChanged();
}

void LampRowCommands::fillChoices() {
    panel_->setChoices(names_of(workspace_.document.site()->photometries) +
                       names_of(lighting::bundled_photometries()));
}

void LampRowCommands::stop() {
    if (!isActive()) return;
    path_.reset();
    answer_->withdraw();
    workspace_.map.overlay().setComing({});
    Q_EMIT activeChanged(false);
    Q_EMIT promptChanged();
}

void LampRowCommands::show() {
    std::vector<Point> places;
    for (const LampPlace& place : places_along(path_->geometry, row_))
        places.push_back(place.at);
    panel_->showCount(places.size());
    workspace_.map.overlay().setComing(std::move(places));
}

bool LampRowCommands::isWaiting() const {
    return answer_->isPending();
}

// On a copy of the plan with the row in it.
void LampRowCommands::workOut() {
    if (!isActive()) return;
    panel_->showOutcome({});
    TimeContext time = workspace_.map.timeBar().time();
    if (time.band == DayBand::day) time = engine::in_band(time, DayBand::night);
    answer_->ask(
        [this, site = workspace_.document.site(), path = path_, row = row_, time,
         catalogue = catalogue_](const Progress& progress) -> Job::Delivery {
            engine::Engine engine(catalogue);
            const engine::Request request{.site = apply(*site, lamps_along(*site, *path, row, QString())),
                                          .time = time};
            const auto run = engine.run("lighting.classes", {}, request, progress);
            const auto found = light_of(run->result.tables.front(), *path);
            QStringList says;
            if (!found) {
                says += tr("The path lies outside the red line or within buildings: nothing is said of it.");
            } else {
                says += tr("With them and the other lamps: mean %1, darkest %2, evenness %3.")
                            .arg(lux_text(found->mean_lx), lux_text(found->least_lx),
                                 QLocale().toString(found->evenness, 'f', 2));
                const QString best = QString::fromStdString(found->best);
                if (found->pass)
                    says += *found->pass
                                ? tr("Class %1 of the plan is met.").arg(QString::fromStdString(found->asked))
                                : tr("Class %1 of the plan is not met; %2.")
                                      .arg(QString::fromStdString(found->asked), best == QLatin1String("none")
                                                                                     ? tr("no class is")
                                                                                     : tr("%1 is").arg(best));
                else
                    says += best == QLatin1String("none")
                                ? tr("No lighting class is met.")
                                : tr("The plan asks for no class; %1 is met.").arg(best);
                if (found->too_bright.value_or(false)) says += tr("It is brighter than the class allows.");
            }
            return [this, says] { panel_->showOutcome(says); };
        },
        Answer::typing_ms / 2);
}

void LampRowCommands::add() {
    if (!isActive()) return;
    const std::size_t count = places_along(path_->geometry, row_).size();
    if (count == 0) return;
    const SiteEdit edit = lamps_along(
        *workspace_.document.site(), *path_, row_,
        tr("Lamps along %1").arg(path_->name.empty() ? tr("a path") : QString::fromStdString(path_->name)));
    stop();
    workspace_.document.apply(edit);
    std::vector<Uuid> made;
    for (const SiteChangeStep& step : edit.steps)
        if (const auto* added = std::get_if<AddFeatures>(&step))
            for (const FeaturePtr& lamp : added->features)
                made.push_back(lamp->id);
    Q_EMIT workspace_.map.canvas().selectionRequested(made, Qt::NoModifier);
}

void LampRowCommands::chooseClass() {
    if (selected_.size() != 1) return;
    auto* dialog = new ClassDialog(workspace_.map.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, path = selected_.front()] {
        const std::string name = dialog->lightingClass().toStdString();
        workspace_.document.apply({tr("Lighting class %1").arg(dialog->lightingClass()).toStdString(),
                                   {ChangeAttribute{path, "lit_class", Value(name), Basis::drawn}}});
    });
    dialog->open();
}

QString LampRowCommands::prompt() const {
    return isActive() ? tr("Say how far apart the lamps stand; they come onto the plan with Add.")
                      : QString();
}

} // namespace prospect::app
