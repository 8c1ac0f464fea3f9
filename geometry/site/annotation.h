// Notes of the review (role annotation): what people write on the plan, what was answered, and where each
// stands.
#pragma once

#include "geometry/site/site.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prospect {

// Who does something, and when (ISO 8601 with a zone, as the caller reads the clock).
struct Signature {
    std::string author;
    std::string agency;
    std::string when;
    bool operator==(const Signature&) const = default;
};

struct Reply {
    std::string text;
    Signature by;
    bool operator==(const Reply&) const = default;
};

struct StatusChange {
    std::string status; // what it became
    Signature by;
    bool operator==(const StatusChange&) const = default;
};

// A photo or file kept with a note. Its bytes are kept once, by their sum (io::StoredFile).
struct AttachedFile {
    std::string name; // as it was called where it came from
    std::string media_type;
    std::string sha256;
    bool operator==(const AttachedFile&) const = default;
};

bool is_photo(const AttachedFile& file);

// What a note is about: a thing on the plan, or a finding of the check by its key, which holds in the next
// run.
struct Link {
    enum class To { feature, finding } to = To::feature;
    std::string key;   // id of the feature, key of the finding
    std::string words; // as it was called when it was linked; may hold a name, so it leaves only for police
    bool operator==(const Link&) const = default;
};

// Words of the attributes `status`, `severity` and `strategy`; others that a file holds are kept and shown.
std::span<const std::string_view> annotation_statuses();   // the first is that of a new note
std::span<const std::string_view> annotation_severities(); // gravest first
std::span<const std::string_view> annotation_strategies(); // the six physical ones of ISO 22341

struct Annotation {
    Uuid id;
    Geometry geometry; // local
    std::string kind = "pin";
    std::int64_t number = 0; // 0: has none yet
    std::string title;
    std::string text;
    std::string strategy;
    std::string severity;
    std::string status;
    std::string author;
    std::string agency;
    std::string created;
    std::string changed;
    std::string assigned;
    std::string due;
    std::vector<Reply> replies;        // oldest first
    std::vector<StatusChange> history; // oldest first, the first is how it began
    std::vector<AttachedFile> files;   // as they were added
    std::vector<Link> links;           // as they were added
    bool operator==(const Annotation&) const = default;

    // Its title, else the first line of its text; "" when it has neither.
    std::string headline() const;
};

// Replies, history, files and links are the free attributes `comments`, `status_log`, `files` and `links`,
// JSON lists; entries that are none are left out here and stay in the file until something is added.
Annotation annotation_of(const Feature& feature);
// All notes, by number; those without one last, in layer order.
std::vector<Annotation> annotations(const Site& site);
// Files that notes of the site or of one of its options have, as often as they have them.
std::vector<AttachedFile> attached_files(const Site& base);
// Files of the note that are pictures.
std::vector<AttachedFile> photos_of(const Annotation& note);
// One more than the greatest there is.
std::int64_t next_annotation_number(const Site& site);

// A new note with the next number, signed and begun; the layer "Notes" is made when there is none. Its id is
// the note's, which must not be nil.
SiteEdit add_annotation(const Site& site, Annotation note, const Signature& by);
// What differs between the note as it is and as it should be; a new status goes into its history. Replies,
// history, files, links, number and what was signed stay; a note nobody signed is signed by whoever changes
// it. Without steps when nothing differs or the note is not there.
SiteEdit change_annotation(const Site& site, const Annotation& wanted, const Signature& by);
// The named notes that say nobody, or the same person without an agency, get what is missing of the
// signature. Without steps when there is nothing to add.
SiteEdit complete_signatures(const Site& site, const std::set<Uuid>& notes, const Signature& by);
SiteEdit reply_to_annotation(const Site& site, const Uuid& note, const std::string& text,
                             const Signature& by);
// Its files and links as they should be. Without steps when nothing differs or the note is not there.
SiteEdit set_files(const Site& site, const Uuid& note, const std::vector<AttachedFile>& files,
                   const Signature& by);
SiteEdit set_links(const Site& site, const Uuid& note, const std::vector<Link>& links, const Signature& by);

} // namespace prospect
