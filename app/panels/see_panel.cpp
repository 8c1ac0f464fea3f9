#include "app/panels/see_panel.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr double most_height_m = 500;
constexpr double most_reach_m = 100e3;

} // namespace

SeePanel::SeePanel(QWidget* parent)
    : SpotPanel({tr("What you can see from here"), QStringLiteral("see"),
                 QStringLiteral("sightlines.isovist"),
                 tr("Copies the line that gives the same view in a terminal")},
                parent),
      numbers_(new SeeNumbers), eye_off_(makeEyeOff()), place_(paragraph({}, Tone::quiet)),
      sections_(new QVBoxLayout), blockers_(new QWidget),
      list_(new ThingList(tr("What ends the view"), QStringLiteral("see-blockers"),
                          tr("What ends the view: the greatest share of all directions looked in first, with "
                             "how far away its nearest point is"))) {
    eye_off_->hide();
    parts().addWidget(eye_off_);
    parts().addWidget(numbers_);
    parts().addWidget(hairline());
    place_->setObjectName(QStringLiteral("see-place"));
    place_->setFont(render::font(render::TextStyle::secondary));
    place_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* eye = new QVBoxLayout;
    eye->setSpacing(render::space::grid);
    eye->addWidget(place_);
    eye->addWidget(makeFields());
    parts().addLayout(eye);
    sections_->setSpacing(render::space::between);
    parts().addLayout(sections_);
    parts().addWidget(hairline());
    blockers_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = column_layout(blockers_, 0, render::space::inside);
    column->addWidget(list_);
    column->addWidget(hairline());
    parts().addWidget(blockers_);
    connect(list_, &ThingList::pointedChanged, this, &SeePanel::blockerPointed);
    finish();
}

// Shown while the map shows another part of the plan.
QWidget* SeePanel::makeEyeOff() {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::inside);
    column->addWidget(status_row(Status::info, tr("The eye is on another part of the plan.")));
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    auto* there = push_button(tr("Show it"));
    auto* here = push_button(tr("Bring it here"));
    here->setObjectName(QStringLiteral("see-fetch"));
    here->setToolTip(tr("Puts the eye in the middle of what the map shows"));
    row->addWidget(there);
    row->addWidget(here);
    row->addStretch(1);
    column->addLayout(row);
    connect(there, &QPushButton::clicked, this, &SeePanel::eyeSought);
    connect(here, &QPushButton::clicked, this, &SeePanel::eyeFetched);
    return block;
}

QWidget* SeePanel::makeFields() {
    auto* block = new QWidget;
    auto* grid = makeGrid(block);
    const QString metres = QStringLiteral("\u00a0m");
    height_ = addField(*grid, tr("Eye height"), QStringLiteral("see-height"), metres, most_height_m);
    height_->setDecimals(2);
    height_->setSingleStep(0.1);
    azimuth_ =
        addField(*grid, tr("Looking towards"), QStringLiteral("see-azimuth"), QStringLiteral("°"), 360);
    azimuth_->setDecimals(0);
    azimuth_->setSingleStep(5);
    azimuth_->setWrapping(true);
    azimuth_->setToolTip(
        tr("Middle of the field of view, clockwise from north. It counts when the eye does not "
           "look all round."));
    azimuth_words_ = qobject_cast<QLabel*>(grid->itemAtPosition(grid->rowCount() - 1, 0)->widget());
    fov_ = addField(*grid, tr("Field of view"), QStringLiteral("see-fov"), QStringLiteral("°"), 360);
    fov_->setDecimals(0);
    fov_->setSingleStep(5);
    fov_->setMinimum(SeeTool::least_fov_deg);
    fov_->setToolTip(tr("360° looks all round"));
    all_round_ = push_button(tr("Look all round"));
    all_round_->setObjectName(QStringLiteral("see-all-round"));
    all_round_->setToolTip(tr("Takes the field of view back to 360°"));
    grid->addWidget(all_round_, grid->rowCount(), 1);
    connect(all_round_, &QPushButton::clicked, this, [this] {
        fov_->setValue(360);
        Q_EMIT keysToMap();
    });
    reach_ = addField(*grid, tr("How far"), QStringLiteral("see-reach"), metres, most_reach_m);
    reach_->setDecimals(1);
    reach_->setSingleStep(5);
    reach_->setSpecialValueText(tr("no limit"));
    reach_->setToolTip(tr("Sight ends at this distance; 0 for no limit"));
    // What is not typed keeps the digits that its field does not show.
    const auto edits = [this](QDoubleSpinBox* field, auto set) {
        connect(field, &QDoubleSpinBox::valueChanged, this, [this, set](double value) {
            set(eye_, value);
            showDirection();
            Q_EMIT eyeEdited(eye_);
        });
    };
    edits(height_, [](Eye& eye, double value) { eye.height_m = value; });
    edits(azimuth_, [](Eye& eye, double value) { eye.sight.azimuth_deg = value; });
    edits(fov_, [](Eye& eye, double value) { eye.sight.fov_deg = value; });
    edits(reach_, [](Eye& eye, double value) { eye.sight.reach_m = value; });
    return block;
}

void SeePanel::showEye(const Eye& eye) {
    eye_ = eye;
    const std::pair<QDoubleSpinBox*, double> fields[] = {{height_, eye.height_m},
                                                         {azimuth_, eye.sight.azimuth_deg},
                                                         {fov_, eye.sight.fov_deg},
                                                         {reach_, eye.sight.reach_m}};
    for (const auto& [field, value] : fields) {
        const QSignalBlocker quiet(field);
        field->setValue(value);
    }
    showDirection();
}

void SeePanel::showPlace(const QString& place, const QString& grid) {
    place_->setToolTip(tr("Where the eye is, in metres of the map grid %1").arg(grid));
    place_->setText(place.isEmpty() ? QString() : tr("Eye at %1").arg(place));
    place_->setVisible(!place.isEmpty());
}

// Towards where one looks counts only when that is not everywhere.
void SeePanel::showDirection() {
    const bool all_round = eye_.sight.fov_deg >= 360;
    all_round_->setVisible(!all_round);
    azimuth_words_->setText(all_round ? tr("If narrowed, towards") : tr("Looking towards"));
}

void SeePanel::setEyeOff(bool off) { // NOLINT: as declared
    eye_off_->setVisible(off);
}

void SeePanel::showView(const sightlines::LiveView& view, const SeeNumbers::Ground& ground) {
    shows_view_ = true;
    SpotPanel::showProblem({});
    numbers_->showView(view, ground);
    numbers_->show();
    blockers_->show();
}

void SeePanel::showProblem(const QString& sentence) {
    shows_view_ = false;
    SpotPanel::showProblem(sentence);
    numbers_->hide();
    blockers_->hide();
}

void SeePanel::setBlockers(std::vector<ThingList::Row> rows) {
    list_->setRows(std::move(rows));
}

std::optional<Uuid> SeePanel::pointed() const {
    return list_->pointed();
}

void SeePanel::addSection(QWidget* section) {
    sections_->addWidget(hairline());
    sections_->addWidget(section);
}

} // namespace prospect::app
