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
// to act: an answer goes by its agency.
struct NoteWords {
    QString title;
    QString text;
    QString judgement; // "Serious · Natural surveillance · Agreed 3 Mar 2027 · Police"
    QString act;       // "Housing association has to act by 1 Mar 2027"
    QString answer;    // "Answer (Council, 3 Mar 2027): “We cut it.”"
};
struct NoteChoice {
    bool in_charge = true; // name who has to act
    bool on_map = true;    // its place is within the map
};
NoteWords note_words(const Annotation& note, const NoteChoice& choice);
// "With photo", "With 2 photos", "": what stands for pictures that are not there.
QString photo_words(std::size_t photos);
// Files of the note that are pictures.
std::vector<AttachedFile> photos_of(const Annotation& note);

// The number stands on the slip of the map, hollow once the note is settled. At most `most_photos` pictures;
// the rest in words.
Rows note_rows(const Annotation& note, const NoteWords& words, const Photos& photos, std::size_t most_photos,
               double width, const render::Theme& theme);

} // namespace prospect::report
