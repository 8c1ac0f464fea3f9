#include "app/jobs/page_source.h"

#include "geometry/base/error.h"

#include <QBuffer>
#include <QImageReader>

#include <algorithm>
#include <set>

namespace prospect::app {

namespace {

constexpr QSize photo_room{420, 260}; // of a picture in the list, at 300 dots an inch

// Points of crime that are marked ordinary were made to be published.
SitePtr for_paper(const SitePtr& site, std::set<Uuid>& withheld) {
    auto shown = std::make_shared<Site>(*site);
    for (LayerPtr& layer : shown->layers) {
        auto rest = std::make_shared<Layer>(*layer);
        std::erase_if(rest->features, [&](const FeaturePtr& one) {
            return one->sensitivity != Sensitivity::ordinary && withheld.insert(one->id).second;
        });
        if (rest->features.size() < layer->features.size()) layer = std::move(rest);
    }
    return withheld.empty() ? site : shown;
}

bool is_among(const std::vector<Uuid>& notes, const Uuid& note) {
    return std::find(notes.begin(), notes.end(), note) != notes.end();
}

SitePtr with_notes(const SitePtr& site, const std::optional<std::vector<Uuid>>& notes) {
    if (!notes) return site;
    auto shown = std::make_shared<Site>(*site);
    for (LayerPtr& layer : shown->layers) {
        if (layer->role != Role::annotation) continue;
        auto rest = std::make_shared<Layer>(*layer);
        std::erase_if(rest->features, [&](const FeaturePtr& one) { return !is_among(*notes, one->id); });
        layer = std::move(rest);
    }
    return shown;
}

// No larger than needed. Null when it is no picture any more.
QImage read_photo(const io::StoredFile& file) {
    try {
        const auto bytes = io::bytes_of(file);
        QByteArray data = QByteArray::fromRawData(bytes->data(), static_cast<qsizetype>(bytes->size()));
        QBuffer buffer(&data);
        buffer.open(QIODevice::ReadOnly);
        QImageReader reader(&buffer);
        reader.setAutoTransform(true);
        if (const QSize size = reader.size(); size.isValid() && size.width() > photo_room.width())
            reader.setScaledSize(size.scaled(photo_room, Qt::KeepAspectRatioByExpanding));
        return reader.read().convertToFormat(QImage::Format_RGB32);
    } catch (const Error&) {
        return {}; // said in words on the page
    }
}

} // namespace

PageSource::PageSource(SitePtr site, report::ReviewPage draft, std::vector<io::StoredFile> files)
    : draft_(std::move(draft)), files_(std::move(files)) {
    std::set<Uuid> withheld;
    site_ = for_paper(site, withheld);
    withheld_ = withheld.size();
    std::erase_if(draft_.notes, [&](const Annotation& note) { return withheld.contains(note.id); });
    std::set<std::string> shown;
    for (const Annotation& note : draft_.notes)
        for (const AttachedFile& photo : photos_of(note))
            shown.insert(photo.sha256);
    std::erase_if(files_, [&](const io::StoredFile& file) { return !shown.contains(file.sha256); });
}

std::shared_ptr<const render::PaintModel> PageSource::model(const report::PageOptions& options) const {
    if (!model_ || of_notes_ != options.notes) {
        model_ = render::PaintModel::build(with_notes(site_, options.notes), model_);
        of_notes_ = options.notes;
    }
    return model_;
}

const report::Photos& PageSource::photos(const Progress& progress) const {
    if (photos_) return *photos_;
    report::Photos photos; // stopped half-way, none are remembered
    for (std::size_t i = 0; i < files_.size(); ++i) {
        progress.report(static_cast<double>(i) / static_cast<double>(files_.size()));
        if (QImage photo = read_photo(files_[i]); !photo.isNull()) photos.emplace(files_[i].sha256, photo);
    }
    photos_ = std::move(photos);
    return *photos_;
}

bool PageSource::has_answers() const {
    return std::any_of(draft_.notes.begin(), draft_.notes.end(),
                       [](const Annotation& note) { return !note.replies.empty(); });
}

report::ReviewPage PageSource::page(const report::PageOptions& options, const Progress& progress) const {
    report::ReviewPage page = draft_;
    page.options = options;
    page.withheld = withheld_;
    if (options.notes)
        std::erase_if(page.notes, [&](const Annotation& note) { return !is_among(*options.notes, note.id); });
    const std::lock_guard lock(mutex_);
    progress.checkpoint();
    page.model = model(options);
    if (options.photos) page.photos = photos(progress);
    return page;
}

} // namespace prospect::app
