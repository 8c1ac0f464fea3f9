// A note in the list of the page: what was seen, who does what by when, and what was answered.
#pragma once

#include "app/render/style.h"
#include "app/report/page_text.h"
#include "geometry/site/annotation.h"

#include <QImage>
#include <QStringList>

#include <map>
#include <string>
#include <vector>

namespace prospect::report {

// Small pictures of photos by the sum of the file they come from.
using Photos = std::map<std::string, QImage>;

// What a note says in the list, in plain words; "" where there is nothing to say. Nobody is named but who has
// to act: an answer goes by its agency. What people wrote may hold names, though.
struct NoteWords {
    QString title;
    QString text;
    QString judgement; // "Serious · Natural surveillance · Agreed 3 Mar 2027 · Police"
    QString act;       // "To act: Housing association, by 1 Mar 2027"
    QString answer;    // "Answer (Council, 3 Mar 2027): “We cut it.”", of the last one
};
struct NoteChoice {
    bool in_charge = false; // name who has to act
    bool answers = false;
    bool on_map = true; // its number stands there
};
NoteWords note_words(const Annotation& note, const NoteChoice& choice);
// "With photo", "With 2 photos", "": what stands for pictures that are not there.
QString photo_words(std::size_t photos);

// The number stands on the slip of the map, hollow once the note is settled. At most `most_photos` pictures;
// the rest in words.
Rows note_rows(const Annotation& note, const NoteWords& words, const Photos& photos, std::size_t most_photos,
               double width, const render::Theme& theme);
// The number once more, faint, where its note goes on in another column; null where it has none.
Paint number_again(const Annotation& note, const render::Theme& theme);

} // namespace prospect::report
