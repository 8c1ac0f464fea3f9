#include "app/panels/lens_fields.h"

#include "analysis/sightlines/lens.h"
#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/typed_fields.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>

namespace prospect::app {

namespace {

constexpr double all_round = -1; // of the azimuth's field
constexpr double least_focal_mm = 0.1;
const QString sensor_key = QStringLiteral("camera/sensor");
constexpr const char* first_sensor = "1/2.8\u2033";

} // namespace

LensFields::LensFields(QWidget* parent) : QWidget(parent), sensor_(new QComboBox) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    const QString metres = QStringLiteral("\u00a0m");
    const QString degrees = QStringLiteral("°");
    const QString pixels = QStringLiteral("\u00a0px");
    height_ = add_number_field(*grid, {tr("Height of the lens"), QStringLiteral("aim-height"), metres, 0, 500,
                                       2, 0.1, tr("Above the ground at the camera")});
    azimuth_ =
        add_number_field(*grid, {tr("Looking towards"), QStringLiteral("aim-azimuth"), degrees, all_round,
                                 360, 1, 5, tr("Clockwise from north; below 0 it looks all round")});
    azimuth_->setSpecialValueText(tr("all round"));
    tilt_ = add_number_field(*grid, {tr("Tilt down"), QStringLiteral("aim-tilt"), degrees, -90, 90, 1, 1,
                                     tr("Angle of the picture's middle below the horizontal")});
    range_ = add_number_field(*grid, {tr("Used up to"), QStringLiteral("aim-range"), metres, 0, 100e3, 1, 5,
                                      tr("Furthest distance it is used for; 0 for no limit")});
    range_->setSpecialValueText(tr("no limit"));
    grid->addWidget(sub_heading(tr("Lens and picture")), grid->rowCount(), 0, 1, 2);
    hfov_ = add_number_field(*grid, {tr("Angle of view"), QStringLiteral("aim-hfov"), degrees, 0.1, 360, 1, 1,
                                     tr("From the left to the right edge of the picture")});
    focal_ = add_number_field(*grid, {tr("or focal length"), QStringLiteral("aim-focal"),
                                      QStringLiteral("\u00a0mm"), 0, 1000, 2, 0.1,
                                      tr("Says the same as the angle of view, by the width of the sensor")});
    focal_->setSpecialValueText(QStringLiteral("–"));
    addSensor(*grid);
    columns_ = add_number_field(*grid, {tr("Picture, across"), QStringLiteral("aim-columns"), pixels, 1, 1e6,
                                        0, 10, tr("Pixels from left to right")});
    rows_ = add_number_field(*grid, {tr("Picture, up and down"), QStringLiteral("aim-rows"), pixels, 1, 1e6,
                                     0, 10, tr("Pixels from top to bottom")});
    using Values = CameraAim::Values;
    edits(height_, [](Values& values, double value) { values.height_m = value; });
    edits(azimuth_, [](Values& values, double value) {
        values.azimuth_deg = value < 0 ? std::nullopt : std::optional(value == 360 ? 0 : value);
    });
    edits(tilt_, [](Values& values, double value) { values.tilt_deg = value; });
    edits(range_, [](Values& values, double value) { values.range_m = value; });
    edits(hfov_, [](Values& values, double value) { values.hfov_deg = value; });
    edits(focal_, [this](Values& values, double value) {
        if (value >= least_focal_mm) values.hfov_deg = sightlines::hfov_of(sensorWidth(), value);
    });
    edits(columns_, [](Values& values, double value) { values.h_pixels = value; });
    edits(rows_, [](Values& values, double value) { values.v_pixels = value; });
}

void LensFields::addSensor(QGridLayout& grid) {
    sensor_->setObjectName(QStringLiteral("aim-sensor"));
    sensor_->setFixedWidth(number_field_width);
    sensor_->setAccessibleName(tr("Sensor"));
    const QString tip =
        tr("Only needed for the focal length: its data sheet names the sensor. It is not kept "
           "with the plan.");
    for (const sightlines::Sensor& sensor : sightlines::usual_sensors()) {
        const QString name =
            QString::fromUtf8(sensor.name.data(), static_cast<qsizetype>(sensor.name.size()));
        sensor_->addItem(tr("%1 · %2").arg(name, quantity_text(sensor.width_mm, "mm")), sensor.width_mm);
        sensor_->setItemData(sensor_->count() - 1, name, Qt::UserRole + 1);
    }
    const QString kept = QSettings().value(sensor_key, QString::fromUtf8(first_sensor)).toString();
    sensor_->setCurrentIndex(std::max(0, sensor_->findData(kept, Qt::UserRole + 1)));
    leave_wheel_to_panel(sensor_);
    auto* words = text_label(tr("on a sensor of"));
    words->setBuddy(sensor_);
    for (QWidget* one : std::initializer_list<QWidget*>{words, sensor_})
        one->setToolTip(tip);
    const int row = grid.rowCount();
    grid.addWidget(words, row, 0);
    grid.addWidget(sensor_, row, 1);
    connect(sensor_, &QComboBox::activated, this, [this] {
        QSettings().setValue(sensor_key, sensor_->currentData(Qt::UserRole + 1));
        showFocal(); // the plan knows the angle, which stays
        Q_EMIT sensorChanged();
    });
}

template <class Set>
void LensFields::edits(QDoubleSpinBox* field, Set set) {
    connect(field, &QDoubleSpinBox::valueChanged, this, [this, set](double value) {
        set(values_, value);
        const CameraAim::Values values = values_;
        show(values);
        Q_EMIT edited(values);
    });
}

double LensFields::sensorWidth() const {
    return sensor_->currentData().toDouble();
}

void LensFields::showFocal() {
    const QSignalBlocker quiet(focal_);
    const bool flat = values_.hfov_deg > 0 && values_.hfov_deg < sightlines::panorama_deg;
    focal_->setEnabled(flat);
    focal_->setValue(flat ? sightlines::focal_mm_of(sensorWidth(), values_.hfov_deg) : 0);
}

void LensFields::show(const CameraAim::Values& values) {
    values_ = values;
    const std::pair<QDoubleSpinBox*, double> fields[] = {
        {height_, values.height_m},
        {azimuth_, values.azimuth_deg ? within_turn(*values.azimuth_deg) : all_round},
        {tilt_, values.tilt_deg},
        {range_, values.range_m},
        {hfov_, values.hfov_deg},
        {columns_, values.h_pixels},
        {rows_, values.v_pixels}};
    for (const auto& [field, value] : fields) {
        const QSignalBlocker quiet(field);
        field->setValue(value);
    }
    tilt_->setEnabled(values.azimuth_deg.has_value());
    showFocal();
}

} // namespace prospect::app
