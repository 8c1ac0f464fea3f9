#include "app/panels/camera_panel.h"

#include "app/models/detail_words.h"
#include "app/models/words.h"
#include "app/panels/aim_says.h"
#include "app/panels/lens_fields.h"
#include "app/panels/look.h"
#include "app/render/detail_style.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <cmath>

namespace prospect::app {

namespace {

constexpr int swatch_px = 14;
constexpr int asked_width = 172;
constexpr int wanted_width = 144;
constexpr double first_wanted_m = 20;
const QString edition_key = QStringLiteral("camera/edition");

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QLabel* swatch(QRgb color) {
    auto* label = new QLabel;
    QPixmap pixmap(swatch_px, swatch_px);
    pixmap.fill(QColor::fromRgb(color));
    label->setPixmap(pixmap);
    return label;
}

QLabel* number_label() {
    auto* label = text_label({});
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString with_capital(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

Status status_of(PrivacySentence::Kind kind) {
    switch (kind) {
    case PrivacySentence::Kind::fine:
        return Status::fine;
    case PrivacySentence::Kind::look:
        return Status::look;
    case PrivacySentence::Kind::cannot_tell:
        return Status::cannot_tell;
    case PrivacySentence::Kind::info:
        break;
    }
    return Status::info;
}

} // namespace

CameraPanel::CameraPanel(QWidget* parent)
    : SpotPanel({.title = tr("Aim camera"),
                 .name = QStringLiteral("aim"),
                 .help_page = QStringLiteral("sightlines.cameras"),
                 .command = tr("The line that works out the same of all cameras in a terminal")},
                parent),
      name_(paragraph({}, Tone::quiet)), says_(new AimSays(QStringLiteral("aim"))), fields_(new LensFields),
      seen_(new QWidget), edition_(new QComboBox), asked_(new QComboBox), asked_text_(paragraph({})),
      unseen_(paragraph({}, Tone::quiet)),
      grounds_(new ThingList({}, QStringLiteral("aim-grounds"),
                             tr("Private and shared ground in the picture, the most first"))),
      windows_(new ThingList({}, QStringLiteral("aim-windows"),
                             tr("Windows at which it shows somebody, the clearest first"))),
      hiders_(new ThingList(tr("What hides ground from it"), QStringLiteral("aim-hiders"),
                            tr("Of the ground near enough for the needed detail; the worst first"))) {
    parts().addWidget(name_);
    parts().addWidget(says_);
    parts().addWidget(makeNumbers());
    parts().addWidget(hairline());
    parts().addWidget(fields_);
    auto* column = column_layout(seen_, 0, render::space::between);
    column->addWidget(hairline());
    column->addWidget(makeDetail());
    column->addWidget(hairline());
    column->addWidget(makePrivacy());
    column->addWidget(hiders_);
    parts().addWidget(seen_);
    parts().addWidget(hairline());
    finish();
    fillLevels();
    fillAsked();
    connect(fields_, &LensFields::edited, this, [this](const CameraAim::Values& values) {
        CameraAim::Values now = values;
        now.at = values_.at;
        now.level = values_.level;
        values_ = now;
        Q_EMIT edited(values_);
    });
}

QWidget* CameraPanel::makeNumbers() {
    auto* block = new QWidget;
    auto* grid = makeGrid(block);
    const auto add = [&](const QString& text, const char* name, const QString& meaning) {
        auto* value = addNumber(*grid, text, meaning);
        value->setObjectName(QLatin1String(name));
        return value;
    };
    all_ = add(tr("Ground shown"), "aim-seen",
               tr("Ground in the picture with nothing in the way, whatever the detail"));
    private_ = add(tr("of it private"), "aim-private",
                   tr("Share of the ground shown that lies in private zones, and its area"));
    shared_ = add(tr("of it shared by residents"), "aim-shared",
                  tr("Share of the ground shown that lies in semi-private zones, and its area"));
    homes_ = add(tr("Windows of homes shown"), "aim-homes",
                 tr("Windows of homes at which the picture shows somebody"));
    under_ = add(tr("Blind ground under it"), "aim-under",
                 tr("Ahead of the camera and in free sight, but below the picture"));
    return block;
}

QWidget* CameraPanel::makeDetail() {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::inside);
    auto* head = new QHBoxLayout;
    head->addWidget(text_label(tr("With how much detail"), render::TextStyle::panel_title), 1);
    edition_->setObjectName(QStringLiteral("aim-edition"));
    edition_->setAccessibleName(tr("Edition of the standard"));
    edition_->setToolTip(tr("Whose levels of detail: 2025 (overview to scrutinise) or 2014 (monitor to "
                            "inspect, DORI)"));
    for (const auto edition : {sightlines::Edition::y2025, sightlines::Edition::y2014})
        edition_->addItem(edition_text(edition), text_of(sightlines::name_of(edition)));
    edition_->setCurrentIndex(std::max(0, edition_->findData(QSettings().value(edition_key))));
    leave_wheel_to_panel(edition_);
    head->addWidget(edition_);
    column->addLayout(head);
    levels_ = new QGridLayout;
    levels_->setHorizontalSpacing(render::space::inside);
    levels_->setVerticalSpacing(2);
    levels_->setColumnStretch(1, 1);
    column->addLayout(levels_);
    unseen_->setObjectName(QStringLiteral("aim-unseen"));
    column->addWidget(unseen_);
    column->addLayout(makeAsked());
    asked_text_->setObjectName(QStringLiteral("aim-asked"));
    column->addWidget(asked_text_);
    column->addWidget(makeLensChoice());
    connect(edition_, &QComboBox::activated, this, [this] {
        QSettings().setValue(edition_key, edition_->currentData());
        fillLevels();
        fillAsked();
        Q_EMIT editionChosen();
    });
    return block;
}

QLayout* CameraPanel::makeAsked() {
    auto* row = new QHBoxLayout;
    auto* words = text_label(tr("Needed detail"));
    words->setBuddy(asked_);
    row->addWidget(words, 1);
    asked_->setObjectName(QStringLiteral("aim-level"));
    asked_->setFixedWidth(asked_width);
    asked_->setAccessibleName(tr("Needed detail"));
    leave_wheel_to_panel(asked_);
    row->addWidget(asked_);
    connect(asked_, &QComboBox::activated, this, [this] {
        values_.level = asked_->currentData().toString().toStdString();
        Q_EMIT edited(values_);
    });
    return row;
}

QWidget* CameraPanel::makeLensChoice() {
    lens_choice_ = new QWidget;
    auto* column = column_layout(lens_choice_, 0, render::space::grid);
    auto* row = new QHBoxLayout;
    column->addLayout(row);
    auto* words = text_label(tr("Find a lens for it up to"));
    row->addWidget(words, 1);
    wanted_m_ = new QDoubleSpinBox;
    wanted_m_->setObjectName(QStringLiteral("aim-wanted"));
    wanted_m_->setDecimals(1);
    wanted_m_->setRange(0.5, 1000);
    wanted_m_->setValue(first_wanted_m);
    wanted_m_->setSuffix(QStringLiteral("\u00a0m"));
    wanted_m_->setAlignment(Qt::AlignRight);
    wanted_m_->setFixedWidth(wanted_width);
    wanted_m_->setAccessibleName(tr("How far from the lens the needed detail is to be shown"));
    for (QWidget* one : std::initializer_list<QWidget*>{words, wanted_m_})
        one->setToolTip(tr("How far from the lens the needed detail is to be shown: the button below says "
                           "which lens does. The plan does not keep this distance."));
    leave_wheel_to_panel(wanted_m_);
    words->setBuddy(wanted_m_);
    row->addWidget(wanted_m_);
    use_lens_ = push_button({});
    use_lens_->setObjectName(QStringLiteral("aim-use-lens"));
    use_lens_->setToolTip(tr("The widest lens that shows the needed detail that far away"));
    column->addWidget(use_lens_);
    connect(wanted_m_, &QDoubleSpinBox::valueChanged, this, &CameraPanel::showLensChoice);
    connect(fields_, &LensFields::sensorChanged, this, &CameraPanel::showLensChoice);
    connect(use_lens_, &QPushButton::clicked, this, [this] {
        values_.hfov_deg = sightlines::hfov_of(sensorWidth(), widestFocal());
        fields_->show(values_);
        Q_EMIT edited(values_);
    });
    return lens_choice_;
}

// To tenths of a millimetre, as lenses are sold; no wider than the detail needs, by more than rounding.
double CameraPanel::widestFocal() const {
    constexpr double longest_mm = 1000; // the field takes no more
    constexpr double rounding = 1e-6;
    if (asked_pixels_per_m_ <= 0) return 0;
    const double angle =
        sightlines::widest_hfov_deg(values_.h_pixels, wanted_m_->value(), asked_pixels_per_m_);
    const double focal = std::ceil(10 * sightlines::focal_mm_of(sensorWidth(), angle) - rounding) / 10;
    return focal <= longest_mm ? focal : 0;
}

void CameraPanel::showLensChoice() {
    const double focal = widestFocal();
    lens_choice_->setVisible(focal > 0);
    if (focal <= 0) return;
    use_lens_->setText(
        tr("Use this lens: %1 wide, %2")
            .arg(quantity_text(std::round(10 * sightlines::hfov_of(sensorWidth(), focal)) / 10, "deg"),
                 quantity_text(focal, "mm")));
}

QWidget* CameraPanel::makePrivacy() {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::inside);
    column->addWidget(text_label(tr("Whose ground, whose windows"), render::TextStyle::panel_title));
    privacy_ = new QVBoxLayout;
    privacy_->setSpacing(render::space::inside);
    column->addLayout(privacy_);
    column->addWidget(grounds_);
    column->addWidget(windows_);
    return block;
}

sightlines::Edition CameraPanel::edition() const {
    return sightlines::edition_named(edition_->currentData().toString().toStdString())
        .value_or(sightlines::Edition::y2025);
}

double CameraPanel::sensorWidth() const {
    return fields_->sensorWidth();
}

void CameraPanel::fillLevels() {
    while (auto* item = levels_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    rows_.clear();
    const auto heading = [&](const QString& text, int column, const QString& meaning) {
        auto* label = text_label(text, render::TextStyle::secondary, Tone::quiet);
        label->setAlignment(Qt::AlignRight);
        label->setToolTip(meaning);
        levels_->addWidget(label, 0, column);
    };
    heading(tr("lens, up to"), 2,
            tr("How far from the lens its picture has so many pixels on a metre, whatever is in the way"));
    heading(tr("ground seen"), 3,
            tr("Ground in the picture with nothing in the way and at least that detail"));
    const auto levels = sightlines::detail_levels(edition());
    for (std::size_t i = levels.size(); i-- > 0;) { // the most detail, nearest to the camera, first
        const int row = levels_->rowCount();
        auto* words = text_label(tr("%1, %2 px/m").arg(text_of(levels[i].name)).arg(levels[i].pixels_per_m));
        words->setToolTip(
            tr("%1 (from %2 pixels on a metre)").arg(text_of(levels[i].meaning)).arg(levels[i].pixels_per_m));
        levels_->addWidget(swatch(render::detail_color(edition(), i)), row, 0);
        levels_->addWidget(words, row, 1);
        LevelRow made{number_label(), number_label()};
        made.area->setObjectName(QStringLiteral("aim-level-%1").arg(text_of(levels[i].name)));
        levels_->addWidget(made.reach, row, 2);
        levels_->addWidget(made.area, row, 3);
        rows_.insert(rows_.begin(), made);
    }
}

void CameraPanel::fillAsked() {
    const QSignalBlocker quiet(asked_);
    asked_->clear();
    asked_->addItem(tr("none said"), QString());
    const auto add = [this](const sightlines::DetailLevel& level, sightlines::Edition of) {
        asked_->addItem(needed_text(level, of, edition()), text_of(level.name));
        asked_->setItemData(asked_->count() - 1, text_of(level.meaning), Qt::ToolTipRole);
    };
    for (const auto& level : sightlines::detail_levels(edition()))
        add(level, edition());
    // What the plan asks in words of the other edition, or of none.
    const QString level = QString::fromStdString(values_.level);
    const auto other =
        edition() == sightlines::Edition::y2025 ? sightlines::Edition::y2014 : sightlines::Edition::y2025;
    if (const auto* asked = sightlines::detail_level(other, values_.level))
        add(*asked, other);
    else if (asked_->findData(level) < 0)
        asked_->addItem(level, level);
    asked_->setCurrentIndex(asked_->findData(level));
}

void CameraPanel::showCamera(const QString& name) {
    name_->setText(name);
}

void CameraPanel::showValues(const CameraAim::Values& values) {
    const bool other_level = values.level != values_.level;
    values_ = values;
    fields_->show(values);
    if (other_level) fillAsked();
}

void CameraPanel::showWarning(const QString& sentence) {
    says_->showWarning(sentence);
}

void CameraPanel::showHint(const QString& sentence) {
    says_->showHint(sentence);
}

void CameraPanel::showView(const sightlines::CameraView* view, const KnownOfPlan& known) {
    seen_->setVisible(view != nullptr);
    showNumbers(view, known);
    if (!view) return;
    showLevels(*view);
    showAsked(*view);
    showPrivacy(*view, known);
    showHiders(*view);
}

void CameraPanel::showNumbers(const sightlines::CameraView* view, const KnownOfPlan& known) {
    const QString dash = QStringLiteral("–");
    const CoverNumbers numbers =
        view ? cover_numbers(*view, known) : CoverNumbers{dash, dash, dash, dash, dash};
    all_->setText(numbers.seen);
    private_->setText(numbers.private_ground);
    shared_->setText(numbers.shared_ground);
    homes_->setText(numbers.homes);
    under_->setText(numbers.under);
}

void CameraPanel::showLevels(const sightlines::CameraView& view) {
    const auto levels = sightlines::detail_levels(edition());
    for (std::size_t i = 0; i < rows_.size() && i < levels.size(); ++i) {
        const std::int64_t cells = view.tally.at_level[i];
        rows_[i].reach->setText(
            seen_text(sightlines::reach_m(view.camera->lens, levels[i].pixels_per_m), "m"));
        rows_[i].area->setText(cells == 0 ? tr("none") : seen_text(view.area_m2(cells), "m2"));
    }
    const QString unseen = unseen_sentence(view, edition());
    unseen_->setText(unseen);
    unseen_->setVisible(!unseen.isEmpty());
}

void CameraPanel::showAsked(const sightlines::CameraView& view) {
    asked_text_->setText(asked_sentence(view, edition()));
    asked_pixels_per_m_ = view.asked.level ? view.asked.pixels_per_m : 0;
    showLensChoice();
}

void CameraPanel::showPrivacy(const sightlines::CameraView& view, const KnownOfPlan& known) {
    const auto sentences = privacy_sentences(view, known);
    QStringList texts;
    for (const PrivacySentence& one : sentences)
        texts += one.text;
    if (texts != told_) {
        told_ = texts;
        clear_layout(*privacy_);
        for (const PrivacySentence& one : sentences)
            privacy_->addWidget(status_row(status_of(one.kind), one.text));
    }
    std::vector<ThingList::Row> grounds;
    for (const auto& zone : view.private_ground)
        grounds.push_back(
            {zone.zone, QStringLiteral("zone"),
             zone.name.empty() ? tr("Ground without a name") : QString::fromStdString(zone.name),
             zone.is_private ? tr("private") : tr("shared by residents"), seen_text(zone.seen_m2, "m2")});
    grounds_->setVisible(!grounds.empty());
    grounds_->setRows(std::move(grounds));
    std::vector<ThingList::Row> windows;
    for (const auto& window : view.windows) {
        const QString name = QString::fromStdString(window.window->name);
        const QString building = QString::fromStdString(window.building);
        QString title = name.isEmpty() ? tr("Window") : name;
        if (!building.isEmpty()) title = tr("%1 of %2").arg(title, building);
        windows.push_back(
            {window.window->id, QStringLiteral("window"), title,
             tr("%1 away · %2")
                 .arg(seen_text(window.distance_m, "m"), level_name(edition(), window.pixels_per_m)),
             pixels_text(window.pixels_per_m)});
    }
    windows_->setVisible(!windows.empty());
    windows_->setRows(std::move(windows));
}

void CameraPanel::showHiders(const sightlines::CameraView& view) {
    std::vector<ThingList::Row> rows;
    for (const auto& hider : view.hiders)
        rows.push_back({hider.feature,
                        hider.planting ? QStringLiteral("planting") : QStringLiteral("building"),
                        with_capital(QString::fromStdString(hider.name)),
                        hider.planting ? tr("planting: cut it back or look past it") : QString(),
                        seen_text(hider.hidden_m2, "m2")});
    hiders_->setVisible(!rows.empty());
    hiders_->setRows(std::move(rows));
}

} // namespace prospect::app
