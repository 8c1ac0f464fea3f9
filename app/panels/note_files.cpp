#include "app/panels/note_files.h"

#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/thumbnails.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int tile_width = 92; // three in a row of the side column
constexpr int tile_height = 69;
constexpr int tiles_in_row = 3;
constexpr double worth_moving_m = 2;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

void clear(QGridLayout& grid) {
    while (auto* item = grid.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

NoteFiles::NoteFiles(SiteDocument& document, QWidget* parent)
    : QWidget(parent), document_(document), thumbnails_(new Thumbnails(this)), tiles_(new QGridLayout),
      offer_(new QWidget), offer_words_(paragraph({})) {
    auto* column = column_layout(this, 0);
    tiles_->setSpacing(render::space::inside);
    column->addLayout(tiles_);
    auto* offer = column_layout(offer_, 0, render::space::grid);
    offer->addWidget(offer_words_);
    auto* move = push_button(tr("Move the note there"));
    move->setObjectName(QStringLiteral("move-note"));
    offer->addWidget(move, 0, Qt::AlignLeft);
    offer_->hide();
    column->addWidget(offer_);
    auto* add = push_button(tr("Add photo or file…"), Emphasis::quiet, QStringLiteral("photo"));
    add->setToolTip(tr("Photos lose what the camera wrote beside the picture, such as the place"));
    column->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, &NoteFiles::addRequested);
    connect(move, &QPushButton::clicked, this, [this] {
        if (!taken_at_) return;
        const Point place = *taken_at_;
        offerPlace(std::nullopt);
        Q_EMIT moveRequested(place);
    });
}

void NoteFiles::show(const Annotation& note) {
    if (note.id != note_) offerPlace(std::nullopt);
    note_ = note.id;
    where_ = note.geometry;
    if (note.files == shown_) return;
    shown_ = note.files;
    clear(*tiles_);
    int place = 0;
    for (const AttachedFile& file : shown_) {
        tiles_->addWidget(makeTile(file), place / tiles_in_row, place % tiles_in_row,
                          Qt::AlignTop | Qt::AlignLeft);
        ++place;
    }
    tiles_->setColumnStretch(tiles_in_row, 1);
}

QWidget* NoteFiles::makeTile(const AttachedFile& file) {
    auto* tile = new QToolButton;
    tile->setAutoRaise(true);
    tile->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    tile->setFixedWidth(tile_width + render::space::inside);
    tile->setFont(render::font(render::TextStyle::secondary));
    tile->setText(tile->fontMetrics().elidedText(text_of(file.name), Qt::ElideMiddle, tile_width));
    tile->setToolTip(text_of(file.name));
    tile->setAccessibleName(tr("Photo or file %1").arg(text_of(file.name)));
    const io::StoredFile* stored = document_.files().find(file.sha256);
    if (stored && file.media_type.starts_with("image/")) {
        tile->setIconSize({tile_width, tile_height});
        showPicture(tile, *stored);
    } else {
        tile->setIconSize({28, 28});
        tile->setIcon(icon(QStringLiteral("report")));
        if (!stored) tile->setToolTip(tr("%1 is not in the plan's file").arg(text_of(file.name)));
    }
    auto* menu = new QMenu(tile);
    const auto add = [&](const char* name, const QString& text, auto signal) {
        auto* action = menu->addAction(icon(QLatin1String(name)), text);
        connect(
            action, &QAction::triggered, this,
            [this, file, signal] {
                Q_EMIT(this->*signal)
                (file);
            },
            Qt::QueuedConnection); // the tile may go with its menu
        action->setEnabled(stored != nullptr || QLatin1String(name) == QLatin1String("delete"));
    };
    add("open", tr("&Open"), &NoteFiles::openRequested);
    add("save", tr("&Save a copy…"), &NoteFiles::saveRequested);
    add("delete", tr("&Remove from the note"), &NoteFiles::removeRequested);
    tile->setMenu(menu);
    tile->setPopupMode(QToolButton::InstantPopup);
    return tile;
}

void NoteFiles::showPicture(QToolButton* tile, const io::StoredFile& photo) {
    const QSize room(tile_width, tile_height);
    QPixmap blank(room); // the tile keeps its size while the picture is made
    blank.fill(Qt::transparent);
    tile->setIcon(QIcon(blank));
    thumbnails_->make(photo, room, devicePixelRatioF(), tile,
                      [tile](const QPixmap& made, const QString& why) {
                          if (!made.isNull()) {
                              tile->setIcon(QIcon(made));
                              return;
                          }
                          tile->setIconSize({28, 28});
                          tile->setIcon(icon(QStringLiteral("report")));
                          tile->setToolTip(why);
                      });
}

void NoteFiles::offerPlace(std::optional<Point> taken_at) {
    taken_at_ = taken_at;
    const double away_m = taken_at_ && !where_.empty() ? distance(where_, *taken_at_) : 0;
    if (away_m < worth_moving_m) taken_at_.reset();
    if (taken_at_)
        offer_words_->setText(tr("The photo was taken %1 from here.").arg(quantity_text(away_m, "m")));
    offer_->setVisible(taken_at_.has_value());
}

} // namespace prospect::app
