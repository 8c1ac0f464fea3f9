#include "app/models/camera_words.h"

#include "app/models/detail_words.h"
#include "app/models/words.h"
#include "geometry/site/defaults.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CameraWords)
};

using Kind = PrivacySentence::Kind;

// Something is never nothing, nor all but something all.
QString percent(double share) {
    const double shown = std::clamp(std::round(100 * share), share > 0 ? 1.0 : 0.0, share < 1 ? 99.0 : 100.0);
    return QStringLiteral("%1\u00a0%").arg(shown);
}

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString area_or_none(const sightlines::CameraView& view, std::int64_t cells) {
    return cells == 0 ? Words::tr("none") : seen_text(view.area_m2(cells), "m2");
}

std::int64_t homes_shown(const sightlines::CameraView& view) {
    return std::count_if(view.windows.begin(), view.windows.end(),
                         [](const auto& window) { return window.home; });
}

// Why nothing is seen that is no further from the lens.
QString why_unseen(const sightlines::CameraView& view, double reach_m) {
    if (!view.nearest_m) return Words::tr("no ground of this plan is in the picture");
    if (*view.nearest_m <= reach_m) return Words::tr("what is near enough is hidden");
    const QString away = seen_text(*view.nearest_m, "m");
    return view.under > 0
               ? Words::tr("the blind ground under the camera ends %1 from the lens, further away").arg(away)
               : Words::tr("the nearest ground in the picture is %1 from the lens, further away").arg(away);
}

PrivacySentence private_sentence(const sightlines::CameraView& view, const KnownOfPlan& known) {
    if (!known.owners)
        return {Kind::cannot_tell,
                Words::tr("Whose ground it shows cannot be told: no zone of this plan says "
                          "who owns it.")};
    const std::int64_t cells = view.tally.seen_private;
    if (cells == 0)
        return {Kind::fine,
                Words::tr("None of the ground it shows is private; ground in no zone counts as public.")};
    return {Kind::look, Words::tr("%1 of what it shows is private ground: %2.")
                            .arg(percent(*view.share(cells)), seen_text(view.area_m2(cells), "m2"))};
}

PrivacySentence windows_sentence(const sightlines::CameraView& view, const KnownOfPlan& known) {
    if (!known.windows)
        return {Kind::cannot_tell,
                Words::tr("Whether it shows homes cannot be told: no window is drawn on this plan.")};
    const auto homes = homes_shown(view);
    if (homes == 0) return {Kind::fine, Words::tr("It shows nobody at a window of a home.")};
    const auto near = std::count_if(view.windows.begin(), view.windows.end(), [](const auto& window) {
        return window.home && window.pixels_per_m >= sightlines::known_person_pixels_per_m;
    });
    const QString shown =
        Words::tr("It shows who stands at %n windows of homes", nullptr, static_cast<int>(homes));
    if (near == 0) return {Kind::look, Words::tr("%1, none well enough to know a person.").arg(shown)};
    return {Kind::look, Words::tr("%1, at %2 of them well enough to know a person (%3).")
                            .arg(shown)
                            .arg(near)
                            .arg(pixels_text(sightlines::known_person_pixels_per_m))};
}

// "3 m", "15°".
QString usual(const Feature& camera, const char* attribute, const char* unit) {
    return quantity_text(Defaults::bundled().number(Role::camera, camera, attribute), unit);
}

} // namespace

std::vector<PrivacySentence> privacy_sentences(const sightlines::CameraView& view, const KnownOfPlan& known) {
    std::vector<PrivacySentence> sentences;
    if (view.tally.seen > 0) {
        sentences.push_back(private_sentence(view, known));
        if (const std::int64_t shared = view.tally.seen_shared; shared > 0)
            sentences.push_back(
                {Kind::info, Words::tr("%1 is shared by residents (semi-private): %2.")
                                 .arg(percent(*view.share(shared)), seen_text(view.area_m2(shared), "m2"))});
    }
    sentences.push_back(windows_sentence(view, known));
    return sentences;
}

CoverNumbers cover_numbers(const sightlines::CameraView& view, const KnownOfPlan& known) {
    const QString cannot_tell = Words::tr("can't tell");
    const auto ground = [&](std::int64_t cells) {
        if (view.tally.seen == 0) return QStringLiteral("–");
        if (!known.owners) return cannot_tell;
        if (cells == 0) return Words::tr("none");
        return Words::tr("%1 · %2").arg(percent(*view.share(cells)), seen_text(view.area_m2(cells), "m2"));
    };
    CoverNumbers numbers;
    numbers.seen = area_or_none(view, view.tally.seen);
    numbers.private_ground = ground(view.tally.seen_private);
    numbers.shared_ground = ground(view.tally.seen_shared);
    const auto homes = homes_shown(view);
    numbers.homes = !known.windows ? cannot_tell : homes == 0 ? Words::tr("none") : QString::number(homes);
    numbers.under = area_or_none(view, view.under);
    return numbers;
}

QStringList cover_label(const sightlines::CameraView& view, sightlines::Edition shown,
                        const KnownOfPlan& known) {
    const std::int64_t met = view.tally.field - view.tally.field_hidden;
    QStringList words;
    words += view.asked.level
                 ? Words::tr("%1 on %2")
                       .arg(view.asked.edition == shown ? text_of(view.asked.level->name)
                                                        : quantity_text(view.asked.pixels_per_m, "px/m"),
                            seen_text(view.area_m2(met), "m2"))
                 : Words::tr("%1 shown").arg(seen_text(view.area_m2(view.tally.seen), "m2"));
    if (view.tally.seen == 0 || !known.owners) return words;
    QStringList owned;
    if (view.tally.seen_private > 0)
        owned += Words::tr("%1 private").arg(percent(*view.share(view.tally.seen_private)));
    if (view.tally.seen_shared > 0)
        owned += Words::tr("%1 semi-private").arg(percent(*view.share(view.tally.seen_shared)));
    words += owned.isEmpty() ? Words::tr("no private ground") : owned.join(QStringLiteral(", "));
    return words;
}

QString needed_text(const sightlines::DetailLevel& level, sightlines::Edition of, sightlines::Edition shown) {
    const QString pixels = quantity_text(level.pixels_per_m, "px/m");
    return of == shown ? Words::tr("%1, %2").arg(text_of(level.name), pixels) : pixels;
}

QString asked_sentence(const sightlines::CameraView& view, sightlines::Edition shown) {
    const auto& asked = view.asked;
    if (!asked.level) return Words::tr("Choose what its picture must show to see where it does.");
    QStringList sentences;
    if (asked.edition != shown)
        sentences += Words::tr("The plan asks for %1 of %2, %3.")
                         .arg(text_of(asked.level->name), text_of(sightlines::name_of(asked.edition)),
                              quantity_text(asked.pixels_per_m, "px/m"));
    const double reach = sightlines::reach_m(view.camera->lens, asked.pixels_per_m);
    const double range = view.camera->range_m;
    sentences += range > 0 && range < reach
                     ? Words::tr("The lens resolves it up to %1 away, but is used up to %2 only.")
                           .arg(seen_text(reach, "m"), seen_text(range, "m"))
                     : Words::tr("The lens resolves it up to %1 away.").arg(seen_text(reach, "m"));
    const std::int64_t met = view.tally.field - view.tally.field_hidden;
    if (met == 0) {
        sentences += Words::tr("No ground is seen with it: %1.").arg(why_unseen(view, reach));
    } else {
        sentences += Words::tr("%1 of ground are seen with it.").arg(seen_text(view.area_m2(met), "m2"));
        if (view.tally.field_hidden > 0)
            sentences += Words::tr("Another %1 are near enough, but hidden.")
                             .arg(seen_text(view.area_m2(view.tally.field_hidden), "m2"));
    }
    return sentences.join(u' ');
}

QString unseen_sentence(const sightlines::CameraView& view, sightlines::Edition shown) {
    if (view.asked.level && view.tally.field == view.tally.field_hidden) return {};
    const auto levels = sightlines::detail_levels(shown);
    for (std::size_t i = 0; i < levels.size(); ++i)
        if (view.tally.at_level[i] == 0)
            return Words::tr("No ground is seen with %1 or more: %2.")
                .arg(text_of(levels[i].name),
                     why_unseen(view, sightlines::reach_m(view.camera->lens, levels[i].pixels_per_m)));
    return {};
}

QString spot_words(const sightlines::CameraGround::Spot& spot, sightlines::Edition shown) {
    using sightlines::CameraCell;
    const QString detail =
        QStringLiteral("%1, %2").arg(pixels_text(spot.pixels_per_m), level_name(shown, spot.pixels_per_m));
    switch (spot.cell) {
    case CameraCell::outside:
        return Words::tr("not in the picture");
    case CameraCell::under:
        return Words::tr("below the picture");
    case CameraCell::hidden:
    case CameraCell::hidden_far:
        return Words::tr("hidden; with nothing in the way %1").arg(detail);
    default:
        return detail;
    }
}

QString moved_sentence(const sightlines::CameraView& view) {
    if (!view.camera || view.moved_m <= 0) return {};
    return Words::tr("It is drawn within something solid: what it shows is worked out from %1 before it.")
        .arg(seen_text(view.moved_m, "m"));
}

QStringList camera_remarks(const sightlines::CameraView& view) {
    QStringList remarks;
    if (!view.camera) return remarks;
    if (!view.camera->azimuth_deg)
        remarks +=
            Words::tr("It has no direction and counts as looking all round, as a dome that is turned.");
    if (!view.camera->level.empty() && !view.asked.level)
        remarks += Words::tr("It is asked for “%1”, which neither edition of EN 62676-4 knows.")
                       .arg(QString::fromStdString(view.camera->level));
    return remarks;
}

QStringList assumed_of_camera(const Feature& camera) {
    const auto assumed = [&](const char* attribute) {
        const auto value = Defaults::bundled().resolve(Role::camera, camera, attribute);
        return value && value->assumed();
    };
    QStringList sentences;
    if (assumed("height_m"))
        sentences += Words::tr("Height assumed: %1 above the ground.").arg(usual(camera, "height_m", "m"));
    if (assumed("tilt_deg") && camera.find("azimuth_deg"))
        sentences += Words::tr("Tilt assumed: %1 down.").arg(usual(camera, "tilt_deg", "deg"));
    QStringList lens;
    if (assumed("hfov_deg")) lens += Words::tr("%1 wide").arg(usual(camera, "hfov_deg", "deg"));
    if (assumed("h_pixels") || assumed("v_pixels"))
        lens += Words::tr("%1 × %2").arg(
            number_text(Defaults::bundled().number(Role::camera, camera, "h_pixels")),
            usual(camera, "v_pixels", "px"));
    if (!lens.isEmpty()) sentences += Words::tr("Lens assumed: %1.").arg(lens.join(QStringLiteral(", ")));
    return sentences;
}

} // namespace prospect::app
