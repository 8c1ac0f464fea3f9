#include "app/panels/picture_commands.h"

#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/detail_words.h"
#include "app/models/words.h"
#include "app/panels/file_dialogs.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/map_sheet.h"
#include "app/panels/time_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QDate>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>

namespace prospect::app {

namespace {

struct PictureWords {
    Q_DECLARE_TR_FUNCTIONS(PictureCommands)
};

// What a view depends on: "in summer, 5 years after planting". The plan as it will be is what is usual.
QString season_words(const TimeContext& time) {
    QStringList parts{time.season == Season::summer ? PictureWords::tr("in summer, trees in leaf")
                                                    : PictureWords::tr("in winter, trees bare")};
    if (time.growth_year > 0)
        parts += time.growth_year == 1 ? PictureWords::tr("a year after planting")
                                       : PictureWords::tr("%1 years after planting").arg(time.growth_year);
    switch (time.phase) {
    case Phase::existing:
        parts += PictureWords::tr("as it is today");
        break;
    case Phase::construction:
        parts += PictureWords::tr("while it is built");
        break;
    case Phase::opening:
        break;
    case Phase::mature:
        parts += PictureWords::tr("with mature planting");
        break;
    }
    return parts.join(QStringLiteral(", "));
}

QString sight_heading(const SightPicture& sight) {
    if (sight.cover)
        return PictureWords::tr("What %1 shows, by the levels of %2")
            .arg(sight.camera.isEmpty() ? PictureWords::tr("a camera") : sight.camera,
                 edition_text(sight.cover->edition));
    return sight.heading;
}

// How one looks.
QString sight_words(const SightPicture& sight) {
    const Eye& eye = sight.eye;
    if (sight.cover || sight.looker == SightPicture::Looker::lamp) return {};
    QString words = PictureWords::tr("Eyes %1 above the ground").arg(quantity_text(eye.height_m, "m"));
    if (eye.sight.fov_deg < 360)
        words += PictureWords::tr(", looking towards %1° with a field of view of %2°")
                     .arg(qRound(eye.sight.azimuth_deg))
                     .arg(qRound(eye.sight.fov_deg));
    if (eye.sight.reach_m > 0)
        words += PictureWords::tr(", up to %1 away").arg(seen_text(eye.sight.reach_m, "m"));
    return words;
}

} // namespace

PictureCommands::PictureCommands(const SiteDocument& document, JobRunner& jobs, const MapArea& map,
                                 QWidget& window)
    : QObject(&window), document_(document), map_(map), window_(window),
      answer_(new Answer(jobs, tr("Painting the picture"), this)) {
    connect(answer_, &Answer::failed, this,
            [this](const QString& why) { Q_EMIT told(MessageBar::Level::serious, why); });
}

// What it shows comes first; of which plan it is and when stands below.
MapSheet PictureCommands::sheet() const {
    const auto& sight = map_.overlay().sight();
    const bool watched = map_.overlay().watch().has_value();
    QStringList shown;
    if (sight) shown += sight_heading(*sight);
    if (watched) shown += tr("Who sees one spot");
    if (map_.canvas().field()) shown += map_.canvas().fieldStyle().title;
    const QString title = shown.isEmpty() ? document_.title() : shown.takeFirst();
    QStringList lines = shown;
    if (sight) lines += QStringList{sight->says, sight_words(*sight)};
    QStringList when;
    if (title != document_.title()) when += document_.title();
    if (const QString option = document_.activeScenario(); !option.isEmpty())
        when += tr("Option: %1").arg(option);
    if (sight || watched)
        when += season_words(map_.timeBar().time());
    else if (!map_.overlay().moment().isEmpty())
        when += map_.overlay().moment();
    when += QLocale().toString(QDate::currentDate(), QLocale::LongFormat);
    lines += when.join(QStringLiteral(" · "));
    lines.removeAll(QString());
    return map_.sheet(title, lines);
}

QString PictureCommands::suggestedFile() const {
    const QString name = document_.title() + QStringLiteral(".png");
    if (document_.file().empty()) return name;
    return QFileInfo(QString::fromStdString(document_.file().string())).absoluteDir().filePath(name);
}

void PictureCommands::copy() {
    answer_->ask([this, sheet = sheet()](const Progress&) -> Job::Delivery {
        return [this, image = paint_sheet(sheet)] {
            QApplication::clipboard()->setImage(image);
            Q_EMIT told(MessageBar::Level::fine, tr("The picture is on the clipboard."));
        };
    });
}

void PictureCommands::save() {
    const QString file = ask_new_file(&window_, tr("Save picture"), suggestedFile(), tr("Picture (*.png)"));
    if (!file.isEmpty()) saveTo(file);
}

void PictureCommands::saveTo(const QString& chosen) {
    const bool named = chosen.endsWith(QLatin1String(".png"), Qt::CaseInsensitive);
    const QString file = named ? chosen : chosen + QStringLiteral(".png");
    answer_->ask([this, file, sheet = sheet()](const Progress&) -> Job::Delivery {
        QSaveFile out(file);
        const bool written =
            out.open(QIODevice::WriteOnly) && paint_sheet(sheet).save(&out, "PNG") && out.commit();
        return [this, file, written] {
            if (written)
                Q_EMIT told(MessageBar::Level::fine, tr("Saved %1.").arg(file));
            else
                Q_EMIT told(MessageBar::Level::serious,
                            tr("%1 could not be written. Choose another folder.").arg(file));
        };
    });
}

} // namespace prospect::app
