// What an aimed camera shows, in sentences.
#pragma once

#include "analysis/sightlines/live_camera.h"

#include <QStringList>

#include <vector>

namespace prospect::app {

// What a plan says at all that matters to privacy.
struct KnownOfPlan {
    bool owners = false;  // of its ground
    bool windows = false; // some are drawn
};

struct PrivacySentence {
    enum class Kind { fine, info, look, cannot_tell } kind = Kind::info;
    QString text;
    bool operator==(const PrivacySentence&) const = default;
};
// Private ground, shared ground, windows of homes.
std::vector<PrivacySentence> privacy_sentences(const sightlines::CameraView& view, const KnownOfPlan& known);

// Where the detail asked of it is met: "observe, 62.5 px/m (EN 62676-4:2014): up to 26 m from the lens, on
// 312 m²; 40 m² more are near enough but hidden."
QString asked_sentence(const sightlines::CameraView& view);

// Why it does not look from where it is drawn; empty when it does.
QString moved_sentence(const sightlines::CameraView& view);
// What else there is to say of the camera itself: it looks all round, an unknown level is asked.
QStringList camera_remarks(const sightlines::CameraView& view);
// Which values of the camera the plan does not say, by what they are taken to be.
QStringList assumed_of_camera(const Feature& camera);

} // namespace prospect::app
