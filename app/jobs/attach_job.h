// Photos and files on their way to a note: read, checked, freed of what a camera wrote beside the picture.
#pragma once

#include "app/jobs/job_runner.h"
#include "geometry/io/project_file.h"
#include "geometry/site/site.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace prospect::app {

inline constexpr std::uintmax_t most_attached_mb = 50; // each

struct Attachment {
    io::StoredFile file;
    std::optional<Point> taken_at; // local: where the camera says it stood
};

// A JPEG or PNG keeps its pixels bit for bit and loses its metadata; other pictures become PNG. What is no
// picture is kept as it is, but raw photos, videos and GIFs are refused: their place cannot be taken out.
// Throws Error(refused) with one sentence: missing, empty, too large, one of these, a photo that is none or
// cannot be read.
Attachment read_attachment(const std::filesystem::path& file, const Frame& frame);

struct AttachOutcome {
    std::vector<Attachment> attachments;
    std::vector<Error> refused; // the rest
};
Job attach_job(std::vector<std::filesystem::path> files, Frame frame, std::function<void(AttachOutcome)> done,
               std::function<void(const Error&)> failed);

// Writes the bytes of a stored file into a file of its own; what is there is replaced.
Job copy_file_job(io::StoredFile file, std::filesystem::path copy, std::function<void()> done,
                  std::function<void(const Error&)> failed);

// Whether a file is called like a photo.
bool is_called_photo(const QString& file);

} // namespace prospect::app
