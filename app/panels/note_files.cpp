#include "app/panels/note_files.h"

#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/photo_viewer.h"
#include "app/panels/thumbnails.h"

#include <QContextMenuEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int tile_width = 152; // two in a row of the side column
constexpr int tile_height = 114;
constexpr int tiles_in_row = 2;
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
      acts_(makeActs()), offer_(new QWidget), offer_words_(paragraph({})) {
    auto* column = column_layout(this, 0);
    tiles_->setSpacing(render::space::inside);
    column->addLayout(tiles_);
    column->addWidget(acts_);
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
    buttons_.clear();
    int place = 0;
    for (const AttachedFile& file : shown_) {
        buttons_.emplace_back(makeTile(file), file);
        tiles_->addWidget(buttons_.back().first, place / tiles_in_row, place % tiles_in_row,
                          Qt::AlignTop | Qt::AlignLeft);
        ++place;
    }
    tiles_->setColumnStretch(tiles_in_row, 1);
    acts_->setVisible(!shown_.empty());
    const bool there = chosen_ && std::find(shown_.begin(), shown_.end(), *chosen_) != shown_.end();
    if (!shown_.empty()) choose(there ? *chosen_ : shown_.front());
}

QWidget* NoteFiles::makeActs() {
    auto* acts = new QWidget;
    auto* row = new QHBoxLayout(acts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    const auto add = [&](const QString& text, const QString& tip, auto signal) {
        auto* button = push_button(text);
        button->setToolTip(tip);
        row->addWidget(button);
        connect(
            button, &QPushButton::clicked, this,
            [this, signal] {
                if (const auto file = chosen_) Q_EMIT(this->*signal)(*file);
            },
            Qt::QueuedConnection); // the tile may go with its button
        return button;
    };
    open_ = add(tr("Open"), tr("In the program that such files belong to"), &NoteFiles::openRequested);
    save_ = add(tr("Save a copy…"), {}, &NoteFiles::saveRequested);
    add(tr("Remove"), tr("From the note"), &NoteFiles::removeRequested);
    row->addStretch(1);
    acts->hide();
    return acts;
}

bool NoteFiles::isStored(const AttachedFile& file) const {
    return document_.files().find(file.sha256) != nullptr;
}

void NoteFiles::choose(const AttachedFile& file) {
    chosen_ = file;
    for (const auto& [button, of] : buttons_)
        button->setChecked(of == file);
    open_->setEnabled(isStored(file));
    save_->setEnabled(isStored(file));
}

void NoteFiles::view(const AttachedFile& file) {
    if (!isStored(file)) return;
    if (!is_photo(file)) {
        Q_EMIT openRequested(file);
        return;
    }
    std::vector<io::StoredFile> photos;
    std::size_t first = 0;
    for (const AttachedFile& one : shown_) {
        const auto* stored = document_.files().find(one.sha256);
        if (!stored || !is_photo(one)) continue;
        if (one == file) first = photos.size();
        photos.push_back(*stored);
        photos.back().name = one.name;
    }
    (new PhotoViewer(std::move(photos), first, window()))->show();
}

void NoteFiles::showMenu(const AttachedFile& file, QPoint where) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char* name, const QString& text, bool enabled, auto act) {
        auto* action = menu->addAction(icon(QLatin1String(name)), text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, act, Qt::QueuedConnection); // the tile may go with it
    };
    const bool stored = isStored(file);
    if (is_photo(file)) add("zoom-in", tr("Show it &large"), stored, [this, file] { view(file); });
    add("open", tr("&Open"), stored, [this, file] { Q_EMIT openRequested(file); });
    add("save", tr("&Save a copy…"), stored, [this, file] { Q_EMIT saveRequested(file); });
    add("delete", tr("&Remove from the note"), true, [this, file] { Q_EMIT removeRequested(file); });
    menu->popup(where);
}

bool NoteFiles::eventFilter(QObject* watched, QEvent* event) {
    const auto found =
        std::find_if(buttons_.begin(), buttons_.end(), [&](const auto& one) { return one.first == watched; });
    if (found == buttons_.end()) return false;
    const AttachedFile file = found->second;
    const auto* key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event) : nullptr;
    const bool enter = key && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter);
    if (enter || event->type() == QEvent::MouseButtonDblClick) {
        choose(file);
        view(file);
        return true;
    }
    if (event->type() == QEvent::ContextMenu) {
        choose(file);
        showMenu(file, static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    return false;
}

QToolButton* NoteFiles::makeTile(const AttachedFile& file) {
    auto* tile = new QToolButton;
    tile->setAutoRaise(true);
    tile->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    tile->setFixedWidth(tile_width + render::space::inside);
    tile->setFont(render::font(render::TextStyle::secondary));
    tile->setText(tile->fontMetrics().elidedText(text_of(file.name), Qt::ElideMiddle, tile_width));
    tile->setToolTip(is_photo(file) ? tr("%1: a double click shows it large").arg(text_of(file.name))
                                    : text_of(file.name));
    tile->setCheckable(true);
    tile->installEventFilter(this);
    connect(tile, &QToolButton::clicked, this, [this, file] { choose(file); });
    tile->setAccessibleName(tr("Photo or file %1").arg(text_of(file.name)));
    const io::StoredFile* stored = document_.files().find(file.sha256);
    if (stored && is_photo(file)) {
        tile->setIconSize({tile_width, tile_height});
        showPicture(tile, *stored);
    } else {
        tile->setIconSize({28, 28});
        tile->setIcon(icon(QStringLiteral("report")));
        if (!stored) tile->setToolTip(tr("%1 is not in the plan's file").arg(text_of(file.name)));
    }
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
