#include "app/jobs/attach_job.h"

#include "geometry/io/crs.h"
#include "geometry/io/file_write.h"
#include "geometry/io/image_metadata.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QMimeDatabase>

#include <array>
#include <cmath>
#include <fstream>

namespace prospect::app {

namespace {

constexpr std::uintmax_t bytes_per_mb = 1'000'000;
constexpr int most_image_mb = 1024; // of a picture's pixels while it is looked at

struct AttachWords {
    Q_DECLARE_TR_FUNCTIONS(Attach)
};

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what,
                         const std::string& then) {
    throw Error(ErrorCode::refused, "\"" + file.filename().string() + "\" " + what, then);
}

std::string read_bytes(const std::filesystem::path& file) {
    std::error_code fault;
    const auto size = std::filesystem::file_size(file, fault);
    if (fault) refuse(file, "cannot be read", "check that it is there and no folder");
    if (size == 0) refuse(file, "is empty", "choose another file");
    if (size > most_attached_mb * bytes_per_mb)
        refuse(file,
               "is " + std::to_string(size / bytes_per_mb) +
                   " MB; photos and files of a note may have up to " + std::to_string(most_attached_mb) +
                   " MB each",
               "save it smaller and add that");
    std::ifstream in(file, std::ios::binary);
    std::string bytes(size, '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
        refuse(file, "cannot be read", "check that you may read it");
    return bytes;
}

QImage decoded(const std::string& bytes) {
    QByteArray data = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAllocationLimit(most_image_mb);
    reader.setAutoTransform(true); // a picture written anew has no note of how it was held
    return reader.read();
}

std::optional<Point> local_place(const io::PhotoFacts& facts, const Frame& frame) {
    if (!facts.place || !frame.set() || frame.crs == "local") return std::nullopt;
    try {
        Point at{facts.place->longitude_deg, facts.place->latitude_deg};
        io::Transformation("EPSG:4326", frame.crs).apply({&at, 1});
        if (std::isfinite(at.x) && std::isfinite(at.y)) return frame.to_local(at);
    } catch (const Error&) {
        // No way to the site's map grid: the photo is kept without its place.
    }
    return std::nullopt;
}

// Pictures that Qt alone understands lose what is beside their pixels by being written anew.
std::string as_png(const QImage& image) {
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    QImage bare = image;
    for (const QString& key : bare.textKeys())
        bare.setText(key, QString());
    bare.save(&buffer, "PNG");
    return io::without_metadata(std::string_view(png.constData(), static_cast<std::size_t>(png.size())))
        .value_or(std::string());
}

// What a camera writes and nothing here can free of place and serial number.
bool is_raw_or_video(const QString& file) {
    static constexpr std::array<const char*, 14> endings{".dng", ".cr2", ".cr3", ".nef", ".arw",
                                                         ".orf", ".rw2", ".raf", ".mp4", ".mov",
                                                         ".m4v", ".3gp", ".avi", ".gif"};
    return std::any_of(endings.begin(), endings.end(), [&](const char* ending) {
        return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
    });
}

} // namespace

bool is_called_photo(const QString& file) {
    static constexpr std::array<const char*, 10> endings{".jpg",  ".jpeg", ".png",  ".webp", ".heic",
                                                         ".heif", ".tif",  ".tiff", ".bmp",  ".avif"};
    return std::any_of(endings.begin(), endings.end(), [&](const char* ending) {
        return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
    });
}

Attachment read_attachment(const std::filesystem::path& file, const Frame& frame) {
    std::string bytes = read_bytes(file);
    Attachment made;
    std::filesystem::path name = file.filename();
    const io::PictureKind kind = io::picture_kind(bytes);
    if (kind != io::PictureKind::none) {
        const io::PhotoFacts facts = io::photo_facts(bytes);
        auto bare = io::without_metadata(bytes);
        if (!bare || decoded(*bare).isNull())
            refuse(file, "is damaged: the picture in it is not whole", "copy it from the camera again");
        bytes = std::move(*bare);
        made.taken_at = local_place(facts, frame);
        made.file.media_type = kind == io::PictureKind::jpeg ? "image/jpeg" : "image/png";
    } else if (is_called_photo(QString::fromStdString(name.string()))) {
        const QImage image = decoded(bytes);
        if (image.isNull())
            refuse(file, "is no photo that can be read here", "save it as JPEG or PNG and add that");
        bytes = as_png(image);
        name.replace_extension(".png");
        made.file.media_type = "image/png";
    } else if (is_raw_or_video(QString::fromStdString(name.string()))) {
        refuse(file, "may hold where and by whom it was taken, which cannot be taken out here",
               "save it as JPEG or PNG and add that");
    } else {
        made.file.media_type =
            QMimeDatabase().mimeTypeForFile(QString::fromStdString(file.string())).name().toStdString();
    }
    made.file = io::stored_file(name.string(), made.file.media_type, std::move(bytes));
    return made;
}

Job attach_job(std::vector<std::filesystem::path> files, Frame frame, std::function<void(AttachOutcome)> done,
               std::function<void(const Error&)> failed) {
    Job job;
    job.title =
        files.size() == 1
            ? AttachWords::tr("Reading %1").arg(QString::fromStdString(files.front().filename().string()))
            : AttachWords::tr("Reading %n files", nullptr, static_cast<int>(files.size()));
    job.lane = Lane::file;
    job.work = [files = std::move(files), frame = std::move(frame),
                done = std::move(done)](const Progress& progress) -> Job::Delivery {
        auto outcome = std::make_shared<AttachOutcome>();
        for (std::size_t i = 0; i < files.size(); ++i) {
            progress.report(static_cast<double>(i) / static_cast<double>(files.size()));
            try {
                outcome->attachments.push_back(read_attachment(files[i], frame));
            } catch (const Error& error) {
                if (error.code() != ErrorCode::refused) throw;
                outcome->refused.push_back(error);
            }
        }
        return [outcome, done] { done(std::move(*outcome)); };
    };
    job.failed = std::move(failed);
    return job;
}

Job copy_file_job(io::StoredFile file, std::filesystem::path copy, std::function<void()> done,
                  std::function<void(const Error&)> failed) {
    Job job;
    job.title = AttachWords::tr("Copying %1").arg(QString::fromStdString(file.name));
    job.lane = Lane::file;
    job.work = [file = std::move(file), copy = std::move(copy),
                done = std::move(done)](const Progress&) -> Job::Delivery {
        const auto bytes = io::bytes_of(file);
        io::write_atomically(copy, io::Previous::discard, [&](const std::filesystem::path& temporary) {
            std::ofstream out(temporary, std::ios::binary);
            if (!out.write(bytes->data(), static_cast<std::streamsize>(bytes->size())) || !out.flush())
                throw Error(ErrorCode::refused, copy.filename().string() + " cannot be written",
                            "choose another folder");
        });
        return done;
    };
    job.failed = std::move(failed);
    return job;
}

} // namespace prospect::app
