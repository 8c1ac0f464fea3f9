#include "app/panels/import_place.h"

#include "app/models/words.h"
#include "app/panels/map_grid_box.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

QString grid_name(const Frame& frame) {
    return frame.crs == "local" ? ImportPlace::tr("plain metres, nowhere on Earth")
                                : QString::fromStdString(frame.crs_name);
}

bool has_map(const Site& site) {
    return std::any_of(site.layers.begin(), site.layers.end(),
                       [](const auto& layer) { return !layer->box().empty(); });
}

} // namespace

ImportPlace::ImportPlace(QWidget* parent) : ImportSection(2, tr("Place"), parent) {}

void ImportPlace::show(const ImportPreview& preview) {
    preview_ = preview;
    clearContent();
    setDoubtful(false);
    if (only_light_data(preview_)) {
        addSentence(tr("It shines wherever a lamp names it."), Status::fine);
        return;
    }
    const bool only_plans =
        preview_.plans.size() + preview_.outcome.report.photometry.size() == preview_.request.files.size();
    if (!only_plans) addGrid();
    for (const auto& plan : preview_.plans)
        addPlan(plan);
}

void ImportPlace::addGrid() {
    const bool guessed = !preview_.grid_doubt.empty();
    const bool answered = !preview_.request.options.crs.empty();
    const QString grid = grid_name(preview_.outcome.frame);
    if (guessed)
        addSentence(
            tr("The file does not say which map grid its coordinates are in. Whoever made it can tell; "
               "it is taken as:"),
            Status::look);
    else if (!answered)
        addSentence(tr("Its coordinates say where it is, on %1.").arg(grid), Status::fine);
    if (guessed) setDoubtful(true);
    if (!guessed && !answered) return;
    auto* grids = new MapGridBox;
    const auto& crs = answered ? preview_.request.options.crs : preview_.outcome.frame.crs;
    grids->setGrid(crs, answered ? QString::fromStdString(crs) : grid);
    grids->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    content().addWidget(grids);
    content().addWidget(problem_below(*grids));
    connect(grids, &MapGridBox::chosen, this, [this, grids] {
        auto request = preview_.request;
        request.options.crs = grids->grid();
        Q_EMIT this->answered(request);
    });
}

void ImportPlace::answer(const std::filesystem::path& plan, const std::function<void(FileAnswers&)>& change) {
    auto request = preview_.request;
    change(request.answers[plan]);
    Q_EMIT answered(request);
}

void ImportPlace::addPlan(const PlanPreview& plan) {
    const auto file = plan.file;
    const auto& answers = preview_.request.answers.at(file);
    const bool map = has_map(*preview_.request.base);
    if (!plan.facts.unplaced && !plan.facts.registration) {
        addSentence(tr("The file says where it lies, on %1.").arg(grid_name(preview_.outcome.frame)),
                    Status::fine);
        return;
    }
    if (plan.facts.registration) {
        const auto& found = *plan.facts.registration;
        const auto count = static_cast<int>(found.residuals_m.size());
        if (!answers.laid_as.empty())
            addSentence(tr("It lies where “%1” lies.").arg(QString::fromStdString(answers.laid_as)),
                        Status::fine);
        else
            addSentence(count > 2 ? tr("Placed by %n points; they agree within %1.", nullptr, count)
                                        .arg(quantity_text(found.rms_m, "m"))
                                  : tr("Placed by two points."),
                        Status::fine);
    } else if (!map) {
        addSentence(tr("Nothing else is open, so it stands by itself, its lower left corner at 0, 0."),
                    Status::fine);
        return;
    } else if (answers.left_unplaced) {
        addSentence(tr("Left where the map's coordinates begin: it does not lie on the open map."),
                    Status::look);
    } else {
        addSentence(tr("Where is it? It is laid on the middle of the open map, north up. Two points that are "
                       "on both make it exact."),
                    Status::look);
    }
    setDoubtful(plan.facts.unplaced && !answers.left_unplaced);
    if (!map) return;
    if (!plan.alike.empty() && plan.picture && answers.laid_as.empty()) {
        auto* row = addButtons();
        const auto& old = plan.alike.back();
        addButton(*row, tr("Same place as “%1”").arg(QString::fromStdString(old->name)),
                  [this, file, old, facts = plan.facts, picture = plan.picture] {
                      answer(file, [&](FileAnswers& said) {
                          const auto& frame = preview_.request.base->frame;
                          said.left_unplaced = false;
                          said.laid_as = old->name;
                          said.plan.control_points = laid_on(facts, *picture->picture, *old->picture, frame);
                          said.plan.control_crs = frame.crs;
                      });
                  });
        row->addStretch();
    }
    auto* row = addButtons();
    addButton(*row, tr("Pick two points"), [this, file] { Q_EMIT pointsRequested(file); });
    if (!answers.laid_on_map || plan.facts.registration || answers.left_unplaced)
        addButton(*row, tr("Middle of the open map"), [this, file] {
            answer(file, [](FileAnswers& said) {
                said.left_unplaced = false;
                said.laid_on_map = true;
                said.laid_as.clear();
                said.plan.control_points.clear();
                said.plan.middle.reset(); // found anew
            });
        });
    if (!answers.left_unplaced)
        addButton(*row, tr("Leave it unplaced"), [this, file] {
            answer(file, [](FileAnswers& said) {
                said.left_unplaced = true;
                said.laid_on_map = false;
                said.laid_as.clear();
                said.plan.control_points.clear();
                said.plan.middle.reset();
            });
        });
    row->addStretch();
}

} // namespace prospect::app
