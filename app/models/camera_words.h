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

// What stands beside the map while it is dragged, and what of it beside the camera on the map.
struct CoverNumbers {
    QString seen;
    QString private_ground; // "12 % · 38 m²", "none", "can't tell"
    QString shared_ground;
    QString homes; // windows
    QString under;
};
CoverNumbers cover_numbers(const sightlines::CameraView& view, const KnownOfPlan& known);
QStringList cover_label(const sightlines::CameraView& view, sightlines::Edition shown,
                        const KnownOfPlan& known);

// A level of the edition that is shown has its name there, one of the other edition only its number:
// "perceive, 125 px/m", "125 px/m".
QString needed_text(const sightlines::DetailLevel& level, sightlines::Edition of, sightlines::Edition shown);
// Where the detail asked of it is met: how far the lens resolves it, on how much ground it is seen, and why
// there is none.
QString asked_sentence(const sightlines::CameraView& view, sightlines::Edition shown);
// From which level of the edition on it shows no ground, and why; empty when asked_sentence() says as much.
QString unseen_sentence(const sightlines::CameraView& view, sightlines::Edition shown);

// How it shows somebody at one place, of a few words: "31 px/m, outline".
QString spot_words(const sightlines::CameraGround::Spot& spot, sightlines::Edition shown);

// Why it does not look from where it is drawn; empty when it does.
QString moved_sentence(const sightlines::CameraView& view);
// What else there is to say of the camera itself: it looks all round, an unknown level is asked.
QStringList camera_remarks(const sightlines::CameraView& view);
// Which values of the camera the plan does not say, by what they are taken to be.
QStringList assumed_of_camera(const Feature& camera);

} // namespace prospect::app
