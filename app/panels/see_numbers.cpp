#include "app/panels/see_numbers.h"

#include "app/models/thing_names.h"
#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/spot_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace prospect::app {

namespace {

constexpr double least_edge_m = 0.05; // shown as none

QString edge_text(double length_m) {
    return length_m < least_edge_m ? SeeNumbers::tr("none") : seen_text(length_m, "m");
}

} // namespace

SeeNumbers::SeeNumbers(QWidget* parent)
    : QWidget(parent), seen_(text_label({}, render::TextStyle::panel_title)),
      hidden_ground_(paragraph({}, Tone::quiet)), more_(push_button({}, Emphasis::quiet)) {
    auto* column = column_layout(this, 0, render::space::inside);
    seen_->setObjectName(QStringLiteral("see-ground"));
    seen_->setWordWrap(true);
    seen_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    hidden_ground_->setObjectName(QStringLiteral("see-ground-hidden"));
    hidden_ground_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const QString counts = tr(
        "Open ground is where people can be: outdoors, inside the site boundary where one is drawn, without "
        "buildings, planting of half a metre or more, water and private gardens. It is counted in small "
        "squares. What of it is not seen is hidden by something.");
    for (auto* one : {seen_, hidden_ground_})
        one->setToolTip(counts);
    column->addWidget(seen_);
    column->addWidget(hidden_ground_);
    auto* near = new QWidget;
    auto* grid = SpotPanel::makeGrid(near);
    farthest_ = SpotPanel::addNumber(*grid, tr("Farthest seen"), tr("Longest way the view reaches"));
    nearest_ = SpotPanel::addNumber(*grid, tr("Nearest end of view"), tr("Shortest way the view reaches"));
    column->addWidget(near);
    more_->setObjectName(QStringLiteral("see-shape"));
    column->addWidget(more_, 0, Qt::AlignLeft);
    shape_ = makeShape();
    column->addWidget(shape_);
    connect(more_, &QPushButton::clicked, this, [this] { fold(shape_->isHidden()); });
    fold(false);
}

QWidget* SeeNumbers::makeShape() {
    auto* block = new QWidget;
    auto* grid = SpotPanel::makeGrid(block);
    area_ = SpotPanel::addNumber(
        *grid, tr("Area of the view"),
        tr("All that lies within the coloured shape, with water, private ground and what is "
           "beyond the site boundary. (Isovist area.)"));
    area_->setObjectName(QStringLiteral("see-area"));
    perimeter_ = SpotPanel::addNumber(*grid, tr("Its outline"), tr("Length around the shape (perimeter)"));
    hidden_ = SpotPanel::addNumber(
        *grid, tr("Outline along hidden edges"),
        tr("How much of the outline passes something behind which ground is not seen: "
           "somebody could step out there. A length, no share of the place. (Part of the "
           "occlusivity.)"));
    hidden_->setObjectName(QStringLiteral("see-hidden"));
    limit_ = SpotPanel::addNumber(
        *grid, tr("Outline at its limits"),
        tr("Where the view ends because it was asked to: at the distance of “How far” and "
           "along the two sides of the field of view. (Part of the occlusivity.)"));
    limit_->setObjectName(QStringLiteral("see-limit"));
    plan_end_ = SpotPanel::addNumber(
        *grid, tr("Outline at the plan's edge"),
        tr("Where nothing is in the way but the plan ends and nothing is known: 10 m beyond the "
           "last thing drawn. (Part of the occlusivity.)"));
    plan_end_->setObjectName(QStringLiteral("see-plan-end"));
    mean_ = SpotPanel::addNumber(*grid, tr("Seen on average"),
                                 tr("How far, over all directions looked in (mean radial)"));
    lies_ = SpotPanel::addNumber(
        *grid, tr("Middle of the view"),
        tr("So far from the eye, and that way, is the middle of what is seen. Far away means "
           "that one looks out one way and has little before one's eyes the other way. "
           "(Drift.)"));
    lies_->setObjectName(QStringLiteral("see-middle"));
    roundness_ = SpotPanel::addNumber(
        *grid, tr("Roundness of the view"),
        tr("1 for a circle, 0.79 for a square, near 0 for a view that is spiky or long and "
           "narrow, as through gaps and along alleys. (Compactness.)"));
    roundness_->setObjectName(QStringLiteral("see-roundness"));
    return block;
}

void SeeNumbers::fold(bool shown) { // NOLINT: as declared
    shape_->setVisible(shown);
    more_->setIcon(icon(shown ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    more_->setText(tr("Shape of the view"));
    more_->setToolTip(tr("Lengths of the outline, its area and its roundness (isovist measures)"));
}

void SeeNumbers::showView(const sightlines::LiveView& view, const Ground& ground) {
    seen_->setText(ground.seen);
    hidden_ground_->setText(ground.hidden);
    hidden_ground_->setVisible(!ground.hidden.isEmpty());
    const auto& m = view.measures;
    area_->setText(seen_text(m.area_m2, "m2"));
    perimeter_->setText(seen_text(m.perimeter_m, "m"));
    hidden_->setText(edge_text(view.open.hidden_m));
    limit_->setText(edge_text(view.open.limit_m));
    plan_end_->setText(edge_text(view.open.plan_end_m));
    nearest_->setText(seen_text(m.min_radial_m, "m"));
    farthest_->setText(seen_text(m.max_radial_m, "m"));
    mean_->setText(seen_text(m.mean_radial_m, "m"));
    lies_->setText(
        m.drift_m < 0.05
            ? tr("at the eye")
            : tr("%1 to the %2").arg(seen_text(m.drift_m, "m"), compass_word(m.drift_azimuth_deg)));
    roundness_->setText(tr("%1 (1 = circle)").arg(number_text(std::round(m.compactness * 100) / 100)));
}

} // namespace prospect::app
