#include "app/window/camera_prompts.h"

#include "app/models/camera_words.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <cmath>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CameraPrompts)
};

} // namespace

QString handle_words(SeeTool::Part part, const CameraAim& aim, double sensor_width_mm) {
    const auto& values = aim.values();
    switch (part) {
    case SeeTool::Part::nothing:
    case SeeTool::Part::eye:
        return {};
    case SeeTool::Part::turn:
        if (aim.isNew())
            return Words::tr("Click: it looks towards %1")
                .arg(quantity_text(values.azimuth_deg.value_or(0), "deg"));
        return values.azimuth_deg ? Words::tr("Drag to turn: looks towards %1")
                                        .arg(quantity_text(*values.azimuth_deg, "deg"))
                                  : Words::tr("Drag to turn: looks all round");
    case SeeTool::Part::left:
    case SeeTool::Part::right: {
        const QString angle = quantity_text(values.hfov_deg, "deg");
        if (values.hfov_deg >= sightlines::panorama_deg) return Words::tr("Drag to zoom: %1 wide").arg(angle);
        const double focal = sightlines::focal_mm_of(sensor_width_mm, values.hfov_deg);
        return Words::tr("Drag to zoom: %1 wide, %2 lens")
            .arg(angle, quantity_text(std::round(focal * 10) / 10, "mm"));
    }
    case SeeTool::Part::reach:
        return values.range_m > 0 ? Words::tr("Drag: used up to %1").arg(seen_text(values.range_m, "m"))
                                  : Words::tr("Drag to end its use at a distance");
    }
    return {};
}

QString aim_prompt(SeeTool::Part pointed, const CameraAim& aim, double sensor_width_mm) {
    if (aim.isNew())
        return Words::tr(
            "Move to where the new camera looks and click. Shift holds it to steps of 15°. Esc gives "
            "it up.");
    if (const QString does = handle_words(pointed, aim, sensor_width_mm); !does.isEmpty())
        return pointed == SeeTool::Part::reach
                   ? Words::tr("%1. It can be typed at the right, too.").arg(does)
                   : Words::tr("%1. Shift holds it to steps of 15°; it can be typed at the right, too.")
                         .arg(does);
    return Words::tr(
        "Drag the camera or its handles. Arrow keys move it, with Ctrl they turn it. Esc gives up a drag, "
        "else leaves.");
}

QString pointed_words(const sightlines::CameraGround& ground, const sightlines::CameraView& view, Point place,
                      sightlines::Edition shown) {
    const auto spot = ground.spot(view, place);
    return spot ? spot_words(*spot, shown) : QString();
}

QStringList assumed_words(const Feature& camera, const sightlines::CameraView& view,
                          const sightlines::CameraGround* ground) {
    QStringList sentences = assumed_of_camera(camera);
    sentences += camera_remarks(view);
    if (ground) sentences += counting_words(*ground);
    return sentences;
}

QStringList counting_words(const sightlines::CameraGround& ground) {
    const TimeContext& time = ground.scene().time();
    QStringList sentences;
    sentences +=
        Words::tr("Counted at spots %1 apart, %2 above the ground, the height of a face, %3.")
            .arg(quantity_text(ground.cell_m(), "m"), quantity_text(ground.target_height_m(), "m"),
                 time.season == Season::summer ? Words::tr("with leaves on") : Words::tr("with bare trees"));
    sentences += Words::tr(
        "What blocks half of the sight or more hides all behind it, what blocks less hides nothing. "
        "Light at night is not looked at.");
    return sentences;
}

} // namespace prospect::app
