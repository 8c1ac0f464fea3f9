#include "app/models/camera_words.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;
using sightlines::CameraView;
using sightlines::Edition;

namespace {

constexpr KnownOfPlan all_known{true, true};

// 1920 px behind 90°: 125 px/m up to 1920 / (2 · 125) = 7.68 m. Cells of 1 m², the nearest 3 m away.
CameraView view_of(const char* level, Edition edition) {
    CameraView view;
    view.camera.emplace();
    view.camera->lens = {90, 1920, 1080};
    view.camera->level = level;
    view.asked.level = sightlines::detail_level(edition, level);
    view.asked.edition = edition;
    view.asked.pixels_per_m = view.asked.level ? view.asked.level->pixels_per_m : 20;
    view.cell_m2 = 1;
    view.nearest_m = 3;
    view.tally.seen = 400;
    view.tally.field = 50;
    view.tally.field_hidden = 10;
    for (std::size_t i = 0; i < view.tally.at_level.size(); ++i)
        view.tally.at_level[i] = 100 - 10 * static_cast<std::int64_t>(i);
    return view;
}

QString plain(QString text) {
    return text.replace(u'\u00a0', u' ');
}

bool is(const QString& found, const char* expected) {
    if (plain(found) == QString::fromUtf8(expected)) return true;
    qWarning("%s", qPrintable(found));
    return false;
}

} // namespace

class CameraWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void what_the_lens_resolves_is_told_apart_from_what_is_seen() {
        CameraView view = view_of("perceive", Edition::y2025);
        QVERIFY(
            is(asked_sentence(view, Edition::y2025),
               "The lens resolves it up to 7.7 m away. 40 m² of ground are seen with it. Another 10 m² are "
               "near enough, but hidden."));
        view.camera->range_m = 5;
        QVERIFY(asked_sentence(view, Edition::y2025).startsWith("The lens resolves it up to 7.7"));
        QVERIFY(plain(asked_sentence(view, Edition::y2025)).contains("is used up to 5 m only."));
    }

    void why_no_ground_is_seen_is_said() {
        CameraView view = view_of("perceive", Edition::y2025);
        view.tally.field = view.tally.field_hidden = 10;
        QVERIFY(is(asked_sentence(view, Edition::y2025),
                   "The lens resolves it up to 7.7 m away. No ground is seen with it: what is near enough is "
                   "hidden."));
        view.tally.field = view.tally.field_hidden = 0;
        view.nearest_m = 9;
        view.under = 12;
        QVERIFY(plain(asked_sentence(view, Edition::y2025))
                    .endsWith("the blind ground under the camera ends 9 m from the lens, further away."));
        view.under = 0;
        QVERIFY(plain(asked_sentence(view, Edition::y2025))
                    .endsWith("the nearest ground in the picture is 9 m from the lens, further away."));
        view.nearest_m.reset();
        QVERIFY(asked_sentence(view, Edition::y2025).endsWith("no ground of this plan is in the picture."));
    }

    // 250 px/m up to 3.84 m.
    void the_first_level_without_ground_says_why() {
        CameraView view = view_of("perceive", Edition::y2025);
        QVERIFY(unseen_sentence(view, Edition::y2025).isEmpty());
        for (std::size_t i = 4; i < view.tally.at_level.size(); ++i)
            view.tally.at_level[i] = 0;
        QVERIFY(is(unseen_sentence(view, Edition::y2025),
                   "No ground is seen with characterise or more: what is near enough is hidden."));
        view.nearest_m = 4;
        QVERIFY(
            is(unseen_sentence(view, Edition::y2025),
               "No ground is seen with characterise or more: the nearest ground in the picture is 4 m from "
               "the lens, further away."));
        view.tally.field = view.tally.field_hidden; // said of the needed detail
        QVERIFY(unseen_sentence(view, Edition::y2025).isEmpty());
    }

    void a_level_of_the_other_edition_is_a_number_and_one_sentence_says_whose_it_is() {
        const CameraView view = view_of("recognise", Edition::y2014);
        QVERIFY(is(needed_text(*view.asked.level, Edition::y2014, Edition::y2025), "125 px/m"));
        QVERIFY(is(needed_text(*view.asked.level, Edition::y2014, Edition::y2014), "recognise, 125 px/m"));
        QVERIFY(plain(asked_sentence(view, Edition::y2025))
                    .startsWith("The plan asks for recognise of 2014, 125 px/m. The lens resolves it"));
        QVERIFY(asked_sentence(view, Edition::y2014).startsWith("The lens resolves it"));
        QVERIFY(is(cover_label(view, Edition::y2025, all_known).front(), "125 px/m on 40 m²"));
        QVERIFY(is(cover_label(view, Edition::y2014, all_known).front(), "recognise on 40 m²"));
    }

    void ground_in_no_zone_is_said_to_count_as_public() {
        QVERIFY(is(privacy_sentences(view_of("", Edition::y2025), all_known).front().text,
                   "None of the ground it shows is private; ground in no zone counts as public."));
    }

    void the_label_names_private_and_shared_ground() {
        CameraView view = view_of("", Edition::y2025);
        QVERIFY(is(cover_label(view, Edition::y2025, all_known).join('|'), "400 m² shown|no private ground"));
        view.tally.seen_private = 40;
        view.tally.seen_shared = 1; // less than a percent is not nothing
        QVERIFY(is(cover_label(view, Edition::y2025, all_known).join('|'),
                   "400 m² shown|10 % private, 1 % semi-private"));
        view.tally.seen_private = 0;
        QVERIFY(is(cover_label(view, Edition::y2025, all_known).back(), "1 % semi-private"));
        QVERIFY(is(cover_label(view, Edition::y2025, {false, true}).join('|'), "400 m² shown"));
    }

    void numbers_say_what_cannot_be_told() {
        CameraView view = view_of("", Edition::y2025);
        view.tally.seen_private = 40;
        view.windows.resize(3);
        view.windows[1].home = true;
        const CoverNumbers known = cover_numbers(view, all_known);
        QVERIFY(is(known.seen, "400 m²") && is(known.private_ground, "10 % · 40 m²"));
        QVERIFY(is(known.shared_ground, "none") && is(known.homes, "1") && is(known.under, "none"));
        const CoverNumbers unknown = cover_numbers(view, {});
        QVERIFY(is(unknown.private_ground, "can't tell") && is(unknown.shared_ground, "can't tell"));
        QVERIFY(is(unknown.homes, "can't tell"));
        view.tally = {};
        QVERIFY(is(cover_numbers(view, all_known).private_ground, "–"));
    }
};

PROSPECT_TEST(CameraWordsTest);

#include "camera_words_test.moc"
