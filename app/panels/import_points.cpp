#include "app/panels/import_points.h"

#include "app/canvas/map_canvas.h"
#include "app/models/words.h"
#include "app/panels/import_section.h"
#include "app/panels/import_view.h"
#include "app/panels/look.h"
#include "app/panels/snapped_picker.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

QWidget* titled(const QString& title, QWidget* map) {
    auto* part = new QWidget;
    auto* column = column_layout(part, 0, render::space::grid);
    column->addWidget(text_label(title, render::TextStyle::secondary, Tone::quiet));
    column->addWidget(map, 1);
    return part;
}

// The layers of one file out of all that would be added.
SitePtr only_of(const ImportPreview& preview, const PlanPreview& plan) {
    auto site = std::make_shared<Site>();
    site->frame = preview.alone->frame;
    const std::string name = plan.file.filename().string();
    for (const auto& layer : preview.alone->layers) {
        const bool lines = !layer->features.empty() && layer->features.front()->source.file == name;
        if (layer == plan.picture || lines) site->layers.push_back(layer);
    }
    return site;
}

} // namespace

ImportPoints::ImportPoints(QWidget* parent)
    : QWidget(parent), plan_map_(new ImportMap(tr("The plan that is placed"))),
      site_map_(new ImportMap(tr("The map already open"))), prompt_(paragraph({})), list_(new QVBoxLayout),
      verdict_(paragraph({}, Tone::quiet)), back_(push_button(tr("Back"))),
      place_(push_button(tr("Place it so"), Emphasis::primary)) {
    auto* column = column_layout(this, 0, render::space::inside);
    column->addWidget(prompt_);
    auto* maps = new QHBoxLayout;
    maps->setSpacing(render::space::between);
    maps->addWidget(titled(tr("The plan"), plan_map_), 1);
    maps->addWidget(titled(tr("The map already open"), site_map_), 1);
    column->addLayout(maps, 1);
    list_->setSpacing(0);
    column->addLayout(list_);
    auto* row = new QHBoxLayout;
    row->addWidget(verdict_, 1);
    back_->setAutoDefault(false);
    row->addWidget(back_);
    row->addWidget(place_);
    column->addLayout(row);
    for (auto* map : {plan_map_, site_map_}) {
        connect(&map->picker(), &SnappedPicker::changed, this, &ImportPoints::refresh);
        connect(&map->picker(), &SnappedPicker::escaped, this, &ImportPoints::leave);
    }
    connect(back_, &QPushButton::clicked, this, &ImportPoints::cancelled);
    connect(place_, &QPushButton::clicked, this, [this] { Q_EMIT placed(file_, pairs()); });
}

void ImportPoints::show(const ImportPreview& preview, const std::filesystem::path& plan) {
    const auto found = std::find_if(preview.plans.begin(), preview.plans.end(),
                                    [&](const auto& one) { return one.file == plan; });
    if (found == preview.plans.end() || !found->picture) return;
    file_ = plan;
    frame_ = preview.outcome.frame;
    to_users_ = then(found->picture->picture->placement.inverse(), found->facts.to_users);
    plan_map_->setSite(only_of(preview, *found));
    plan_map_->canvas().zoomToBox(found->picture->box());
    site_map_->setSite(preview.request.base);
    for (auto* map : {plan_map_, site_map_}) {
        map->picker().clear();
        map->picker().start(0, false);
    }
    place_->setDefault(true);
    refresh();
}

void ImportPoints::leave() {
    const QString again = tr("Esc again goes back");
    const bool any = !plan_map_->picker().points().empty() || !site_map_->picker().points().empty();
    if (any && back_->text() != again)
        back_->setText(again);
    else
        Q_EMIT cancelled();
}

std::vector<ControlPoint> ImportPoints::pairs() const {
    const auto& plan = plan_map_->picker().points();
    const auto& ground = site_map_->picker().points();
    std::vector<ControlPoint> pairs;
    for (std::size_t i = 0; i < std::min(plan.size(), ground.size()); ++i)
        pairs.push_back({to_users_(plan[i]), frame_.to_full(ground[i])});
    return pairs;
}

void ImportPoints::listPairs(const std::vector<double>& residuals) {
    clear_layout(*list_);
    for (std::size_t i = 0; i < residuals.size(); ++i) {
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(
            text_label(tr("Point %1: off by %2").arg(i + 1).arg(quantity_text(residuals[i], "m"))));
        auto* remove = tool_button(QStringLiteral("remove"), tr("Take point %1 away").arg(i + 1));
        connect(
            remove, &QToolButton::clicked, this,
            [this, i] {
                plan_map_->picker().removeAt(i);
                site_map_->picker().removeAt(i);
            },
            Qt::QueuedConnection); // the row goes with it
        line->addWidget(remove);
        line->addStretch();
        list_->addWidget(row);
    }
}

void ImportPoints::refresh() {
    const auto plan = plan_map_->picker().points().size();
    const auto ground = site_map_->picker().points().size();
    const auto both = std::min(plan, ground);
    if (plan > ground)
        prompt_->setText(tr("Now click the same point %1 on the open map.").arg(ground + 1));
    else if (ground > plan)
        prompt_->setText(tr("Now click the same point %1 on the plan.").arg(plan + 1));
    else if (both < 2)
        prompt_->setText(
            tr("Click a point on the plan, such as the corner of a building, and the same point on "
               "the open map. Two such points place it; take them far apart."));
    else
        prompt_->setText(tr("Place it, or click a further point on both to see how well they agree."));
    QString verdict;
    std::vector<double> residuals;
    bool usable = false;
    if (both >= 2) {
        try {
            const auto found = register_points(pairs(), TransformKind::helmert);
            usable = true;
            if (both > 2) {
                residuals = found.residuals_m;
                verdict = tr("The points agree within %1.").arg(quantity_text(found.rms_m, "m"));
            }
            if (found.mirrored)
                verdict += u' ' + tr("They fit a plan seen in a mirror: are two of them exchanged?");
        } catch (const Error& error) {
            verdict = shown_sentence(error.message()) + u'.';
        }
    }
    back_->setText(tr("Back"));
    verdict_->setText(verdict);
    listPairs(residuals);
    place_->setEnabled(usable && plan == ground);
}

} // namespace prospect::app
