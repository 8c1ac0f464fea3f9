#include "app/panels/watch_panel.h"

#include "app/models/detail_words.h"
#include "app/panels/counted_block.h"
#include "app/panels/look.h"
#include "app/panels/ring_choice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr double most_height_m = 500;
enum List : std::size_t { seeing, showing, blocking, would_see };

} // namespace

WatchPanel::WatchPanel(QWidget* parent)
    : SpotPanel({tr("Who sees this spot?"), QStringLiteral("watch"), QStringLiteral("who-sees-this-spot"),
                 tr("The line that gives the same numbers in a terminal")},
                parent),
      sentence_(paragraph({})),
      no_windows_(status_row(Status::cannot_tell,
                             tr("Draw windows, or tick “Assume windows” below. The plan has none, so nobody "
                                "can say who looks out."))),
      night_(status_row(Status::cannot_tell, {})), lists_(new QWidget), counted_(new CountedBlock),
      rings_(new RingChoice) {
    sentence_->setObjectName(QStringLiteral("watch-sentence"));
    parts().addWidget(sentence_);
    no_windows_->hide();
    parts().addWidget(no_windows_);
    numbers_ = makeNumbers();
    parts().addWidget(numbers_);
    night_->hide();
    parts().addWidget(night_);
    column_layout(lists_, 0, render::space::between);
    all_lists_[seeing] = addList(
        tr("Who sees it"), QStringLiteral("watch-seeing"),
        tr("Windows, doors and places in use with a clear line. “Counts” is how likely this one alone "
           "sees somebody here, from 0 to 100. What counts most comes first. Click one to see why."));
    counted_->setObjectName(QStringLiteral("watch-counted"));
    counted_->hide();
    lists_->layout()->addWidget(counted_);
    all_lists_[showing] =
        addList(tr("Cameras that show it"), QStringLiteral("watch-cameras"),
                tr("Most detail first: pixels on a metre of a person at this spot, and what "
                   "that shows"));
    way_ = new QWidget;
    auto* way = column_layout(way_, 0, render::space::inside);
    way->addWidget(text_label(tr("What stands in the way"), render::TextStyle::panel_title));
    blocked_ = paragraph({});
    blocked_->setObjectName(QStringLiteral("watch-blocked"));
    way->addWidget(blocked_);
    lists_->layout()->addWidget(way_);
    all_lists_[blocking] =
        addList({}, QStringLiteral("watch-blockers"),
                tr("The thing met first from the spot, and from whom it hides it; what hides "
                   "it from most comes first"));
    all_lists_[would_see] = addList(
        tr("Would see it"), QStringLiteral("watch-would-see"),
        tr("Near enough, looking this way or with the spot in the picture, but something is in the way"));
    parts().addWidget(lists_);
    parts().addWidget(hairline());
    parts().addWidget(rings_);
    parts().addWidget(hairline());
    parts().addWidget(makeFields());
    parts().addWidget(hairline());
    finish();
}

ThingList* WatchPanel::addList(const QString& title, const QString& name, const QString& meaning) {
    auto* list = new ThingList(title, name, meaning);
    lists_->layout()->addWidget(list);
    connect(list, &ThingList::pointedChanged, this, &WatchPanel::pointedChanged);
    connect(list, &ThingList::clicked, this, [this, list](const Uuid& feature) {
        for (auto* other : all_lists_)
            if (other != list) other->clearChoice();
        Q_EMIT thingChosen(feature);
    });
    return list;
}

QWidget* WatchPanel::makeNumbers() {
    auto* block = new QWidget;
    auto* both = column_layout(block, 0, render::space::grid);
    auto* scores = new QWidget;
    auto* counts = new QWidget; // whose words need not make room for those of the scores
    both->addWidget(scores);
    both->addWidget(counts);
    auto* grid = makeGrid(scores);
    const QString meaning =
        tr("From 0, nobody sees you here, to 100, somebody surely does (guardianship). From 50 on a spot is "
           "called watched: our starting value.");
    day_ = addNumber(*grid, tr("Eyes on this spot by day"), meaning);
    day_->setObjectName(QStringLiteral("watch-day"));
    evening_ = addNumber(*grid, tr("In the evening"), meaning);
    evening_->setObjectName(QStringLiteral("watch-evening"));
    why_evening_ = paragraph({}, Tone::quiet);
    why_evening_->setObjectName(QStringLiteral("watch-why-evening"));
    grid->addWidget(why_evening_, grid->rowCount(), 0, 1, 2);
    by_night_ = addNumber(*grid, tr("By night"), meaning);
    by_night_->setObjectName(QStringLiteral("watch-night"));
    face_light_ = addNumber(*grid, tr("By night a face is read from"),
                            tr("By the direct light of the lamps on a face here, whichever of four ways it "
                               "looks; in brackets that light in lux (semicylindrical)"));
    face_light_->setObjectName(QStringLiteral("watch-face-light"));
    const QString counted =
        tr("One can see out of them, they face this way, and nothing is in the way. A count, not a model.");
    grid = makeGrid(counts);
    near_ = addNumber(*grid, tr("Windows and doors within 15\u00a0m"), counted);
    near_->setObjectName(QStringLiteral("watch-near"));
    openings_ = addNumber(*grid, tr("Windows and doors within 43\u00a0m"), counted);
    openings_->setObjectName(QStringLiteral("watch-openings"));
    cameras_ = addNumber(*grid, tr("Cameras that show it"), tr("In their picture, with nothing in the way"));
    cameras_->setObjectName(QStringLiteral("watch-camera-count"));
    assumed_ = text_label({}, render::TextStyle::secondary, Tone::quiet);
    assumed_->setObjectName(QStringLiteral("watch-assumed"));
    grid->addWidget(assumed_, grid->rowCount(), 0, 1, 2);
    return block;
}

QWidget* WatchPanel::makeFields() {
    auto* block = new QWidget;
    auto* grid = makeGrid(block);
    height_ = addField(*grid, tr("Height of what is seen"), QStringLiteral("watch-height"),
                       QStringLiteral("\u00a0m"), most_height_m);
    height_->setDecimals(2);
    height_->setSingleStep(0.1);
    height_->setToolTip(tr("Above the ground; 1.5 m for a face"));
    assume_ = new QCheckBox(tr("Assume windows in buildings without any"));
    assume_->setObjectName(QStringLiteral("watch-assume"));
    assume_->setToolTip(tr("One every 3 m and storey. They are dashed on the map and counted as assumed."));
    grid->addWidget(assume_, grid->rowCount(), 0, 1, 2);
    edition_ = new QComboBox;
    edition_->setObjectName(QStringLiteral("watch-edition"));
    edition_->setAccessibleName(tr("Edition of the standard that names what a camera shows"));
    for (const auto edition : {sightlines::Edition::y2025, sightlines::Edition::y2014})
        edition_->addItem(edition_text(edition), static_cast<int>(edition));
    leave_wheel_to_panel(edition_);
    const int row = grid->rowCount();
    grid->addWidget(text_label(tr("Words for cameras")), row, 0);
    grid->addWidget(edition_, row, 1);
    connect(height_, &QDoubleSpinBox::valueChanged, this, [this](double height_m) {
        asked_.height_m = height_m;
        Q_EMIT askedOtherwise(asked_);
    });
    connect(assume_, &QCheckBox::toggled, this, [this](bool assumed) {
        asked_.assume_windows = assumed;
        Q_EMIT askedOtherwise(asked_);
    });
    connect(edition_, &QComboBox::currentIndexChanged, this, [this](int index) {
        asked_.edition = static_cast<sightlines::Edition>(edition_->itemData(index).toInt());
        Q_EMIT askedOtherwise(asked_);
    });
    return block;
}

void WatchPanel::showAsked(const Asked& asked) {
    asked_ = asked;
    const QSignalBlocker quiet_height(height_);
    const QSignalBlocker quiet_assume(assume_);
    const QSignalBlocker quiet_edition(edition_);
    height_->setValue(asked.height_m);
    assume_->setChecked(asked.assume_windows);
    edition_->setCurrentIndex(edition_->findData(static_cast<int>(asked.edition)));
}

void WatchPanel::show(const Shown& shown) {
    SpotPanel::showProblem({});
    sentence_->setText(shown.sentence);
    sentence_->show();
    no_windows_->setVisible(!shown.by_day);
    numbers_->show();
    lists_->show();
    const QString unknown = tr("can't tell");
    day_->setText(shown.by_day.value_or(unknown));
    evening_->setText(shown.in_evening.value_or(unknown));
    why_evening_->setText(shown.why_evening);
    why_evening_->setVisible(!shown.why_evening.isEmpty());
    by_night_->setText(shown.by_night.value_or(unknown));
    face_light_->setText(shown.face_light.isEmpty() ? unknown : shown.face_light);
    near_->setText(shown.near_openings);
    openings_->setText(shown.openings);
    cameras_->setText(shown.cameras);
    assumed_->setText(shown.assumed);
    assumed_->setVisible(!shown.assumed.isEmpty());
    night_->findChild<QLabel*>()->setText(shown.at_night);
    night_->setVisible(!shown.at_night.isEmpty());
    all_lists_[showing]->setTitle(tr("Cameras that show it (%1)").arg(shown.edition));
    blocked_->setText(shown.blocked);
    way_->setVisible(!shown.blocked.isEmpty());
    const std::array<const std::vector<ThingList::Row>*, 4> rows{&shown.seeing, &shown.showing,
                                                                 &shown.blockers, &shown.would_see};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        all_lists_[i]->setRows(*rows[i]);
        all_lists_[i]->setVisible(!rows[i]->empty());
    }
}

void WatchPanel::showProblem(const QString& sentence) {
    SpotPanel::showProblem(sentence);
    for (auto* part : {static_cast<QWidget*>(sentence_), no_windows_, night_, numbers_, lists_})
        part->hide();
}

std::optional<Uuid> WatchPanel::pointed() const {
    for (const auto* list : all_lists_)
        if (!list->isHidden())
            if (const auto feature = list->pointed()) return feature;
    return std::nullopt;
}

std::optional<Uuid> WatchPanel::chosen() const {
    for (const auto* list : all_lists_)
        if (!list->isHidden())
            if (const auto feature = list->chosen()) return feature;
    return std::nullopt;
}

void WatchPanel::showCounted(const std::optional<Counted>& counted) {
    counted_->setVisible(counted.has_value());
    if (!counted) return;
    counted_->setCounted(*counted);
    auto* column = static_cast<QVBoxLayout*>(lists_->layout());
    for (auto* list : all_lists_)
        if (list->chosen()) {
            const int place = column->indexOf(list);
            if (column->indexOf(counted_) == place + 1) return;
            column->removeWidget(counted_);
            column->insertWidget(column->indexOf(list) + 1, counted_);
            return;
        }
}

} // namespace prospect::app
