#include "app/panels/import_place.h"

#include "app/models/words.h"

#include <QComboBox>
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

void add_map_grids(QComboBox& combo) {
    const std::pair<QString, const char*> grids[] = {
        {ImportPlace::tr("Nowhere on Earth: plain metres"), "local"},
        {ImportPlace::tr("British National Grid"), "EPSG:27700"},
        {ImportPlace::tr("Irish Transverse Mercator"), "EPSG:2157"},
        {ImportPlace::tr("Netherlands, RD New"), "EPSG:28992"},
        {ImportPlace::tr("Germany, UTM 32"), "EPSG:25832"},
        {ImportPlace::tr("Germany, UTM 33"), "EPSG:25833"},
        {ImportPlace::tr("France, Lambert-93"), "EPSG:2154"},
        {ImportPlace::tr("Switzerland, LV95"), "EPSG:2056"},
        {ImportPlace::tr("Longitude and latitude"), "EPSG:4326"}};
    for (const auto& [text, word] : grids)
        combo.addItem(QStringLiteral("%1 (%2)").arg(text, QLatin1String(word)), QLatin1String(word));
    combo.setItemText(0, grids[0].first);
}

std::string map_grid_in(const QComboBox& combo) {
    const int listed = combo.findText(combo.currentText());
    return (listed >= 0 ? combo.itemData(listed).toString() : combo.currentText().trimmed()).toStdString();
}

ImportPlace::ImportPlace(QWidget* parent) : ImportSection(2, tr("Place"), parent) {}

void ImportPlace::show(const ImportPreview& preview) {
    preview_ = preview;
    clearContent();
    setDoubtful(false);
    const bool only_plans = preview_.plans.size() == preview_.request.files.size();
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
    auto* combo = new QComboBox;
    combo->setEditable(true);
    combo->setAccessibleName(tr("Map grid of the file"));
    add_map_grids(*combo);
    const auto& crs = answered ? preview_.request.options.crs : preview_.outcome.frame.crs;
    int index = combo->findData(QString::fromStdString(crs));
    if (index < 0) {
        combo->addItem(answered ? QString::fromStdString(crs) : grid, QString::fromStdString(crs));
        index = combo->count() - 1;
    }
    combo->setCurrentIndex(index);
    combo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    content().addWidget(combo);
    connect(combo, &QComboBox::activated, this, [this, combo] {
        auto request = preview_.request;
        request.options.crs = map_grid_in(*combo);
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
