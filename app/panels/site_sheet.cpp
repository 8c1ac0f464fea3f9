#include "app/panels/site_sheet.h"

#include "analysis/assessment/profile.h"
#include "app/panels/look.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace prospect::app {

namespace {

struct Word {
    const char* key;
    QString text;
};

std::vector<Word> kinds_of_place() {
    return {{"housing", SiteSheet::tr("Housing")},
            {"mixed_use", SiteSheet::tr("Homes, shops and work together")},
            {"centre", SiteSheet::tr("Town centre, shops")},
            {"street", SiteSheet::tr("Street or square")},
            {"park", SiteSheet::tr("Park or playground")},
            {"car_park", SiteSheet::tr("Car park")},
            {"station", SiteSheet::tr("Station or stop")},
            {"school", SiteSheet::tr("School or campus")},
            {"health", SiteSheet::tr("Hospital or care home")},
            {"work", SiteSheet::tr("Offices or industry")},
            {"other", SiteSheet::tr("Something else")}};
}

std::vector<Word> worries() {
    return {{"burglary", SiteSheet::tr("Burglary")},
            {"vehicle_crime", SiteSheet::tr("Cars broken into")},
            {"cycle_theft", SiteSheet::tr("Stolen bicycles")},
            {"robbery", SiteSheet::tr("Robbery")},
            {"violence", SiteSheet::tr("Violence")},
            {"harassment", SiteSheet::tr("Harassment")},
            {"antisocial", SiteSheet::tr("Nuisance, noise")},
            {"drugs", SiteSheet::tr("Drugs")},
            {"vandalism", SiteSheet::tr("Damage, graffiti")},
            {"fear", SiteSheet::tr("Fear after dark")}};
}

// A combo that leaves the wheel to the panel it stands in.
class CalmCombo : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

void choose(QComboBox& combo, const QString& key) {
    const QSignalBlocker blocker(combo);
    int index = combo.findData(key);
    if (index < 0) { // another program's word is shown as it stands
        combo.addItem(key, key);
        index = combo.count() - 1;
    }
    combo.setCurrentIndex(index);
}

QLabel* question(const QString& text) {
    return text_label(text, render::TextStyle::secondary, Tone::quiet);
}

} // namespace

SiteSheet::SiteSheet(SiteDocument& document, QWidget* parent)
    : QWidget(parent), document_(document),
      fold_(tool_button(QStringLiteral("chevron-right"), tr("Show or hide what the plan is of"))),
      summary_(text_label({}, render::TextStyle::secondary, Tone::quiet)), body_(new QWidget),
      about_(paragraph({}, Tone::quiet)) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    column->addWidget(makeHead());
    auto* inner = column_layout(body_, 0, render::space::between);
    inner->setContentsMargins(render::space::edge, 0, render::space::edge, render::space::edge);
    inner->addWidget(makeQuestions());
    inner->addWidget(makeWorries());
    sections_ = new QVBoxLayout;
    sections_->setSpacing(render::space::between);
    inner->addLayout(sections_);
    inner->addWidget(makeTexts());
    auto* done = push_button(tr("Done"));
    inner->addWidget(done, 0, Qt::AlignLeft);
    column->addWidget(body_);
    column->addStretch(1);
    body_->hide();
    connect(fold_, &QToolButton::clicked, this, [this] { setUnfolded(!unfolded_); });
    connect(done, &QPushButton::clicked, this, [this] {
        commit();
        setUnfolded(false);
    });
    connect(&document_, &SiteDocument::changed, this, &SiteSheet::refresh);
    refresh();
}

QWidget* SiteSheet::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(render::space::edge, render::space::inside, render::space::inside,
                            render::space::inside);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(text_label(tr("About this place"), render::TextStyle::panel_title));
    summary_->setTextFormat(Qt::PlainText);
    summary_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    words->addWidget(summary_);
    row->addLayout(words, 1);
    row->addWidget(fold_, 0, Qt::AlignTop);
    return head;
}

QComboBox* SiteSheet::addChoice(QVBoxLayout& column, const QString& text, const std::string& key,
                                const QString& step) {
    auto* combo = new CalmCombo;
    combo->setAccessibleName(text);
    combo->addItem(tr("Not said"), QString());
    column.addWidget(question(text));
    column.addWidget(combo);
    column.addSpacing(render::space::grid);
    connect(combo, &QComboBox::activated, this,
            [this, combo, key, step] { document_.setText(key, combo->currentData().toString(), step); });
    return combo;
}

QWidget* SiteSheet::makeQuestions() {
    auto* part = new QWidget;
    auto* column = column_layout(part, 0, render::space::grid);
    place_ = addChoice(*column, tr("What kind of place is it?"), "place_type", tr("Say the kind of place"));
    for (const Word& word : kinds_of_place())
        place_->addItem(word.text, QLatin1String(word.key));
    state_ = addChoice(*column, tr("New or existing?"), "new_or_existing", tr("Say new or existing"));
    state_->addItem(tr("New: it is being planned"), QStringLiteral("new"));
    state_->addItem(tr("Existing: it is there already"), QStringLiteral("existing"));
    profile_ = addChoice(*column, tr("Which country's guidance counts?"), "profile", tr("Choose guidance"));
    fillProfiles();
    column->addWidget(about_);
    auto* rules = push_button(tr("Rules…"), Emphasis::quiet, QStringLiteral("check"));
    rules->setObjectName(QStringLiteral("site-rules"));
    rules->setToolTip(tr("What each rule asks and who says so; a copy of them can be changed"));
    column->addWidget(rules, 0, Qt::AlignLeft);
    connect(rules, &QPushButton::clicked, this, &SiteSheet::rulesRequested);
    return part;
}

QWidget* SiteSheet::makeWorries() {
    auto* part = new QWidget;
    auto* grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(render::space::between);
    grid->setVerticalSpacing(render::space::grid);
    grid->addWidget(question(tr("What worries people here?")), 0, 0, 1, 2);
    int place = 2;
    for (const Word& word : worries()) {
        auto* box = new QCheckBox(word.text);
        connect(box, &QCheckBox::clicked, this, &SiteSheet::keepWorries);
        grid->addWidget(box, place / 2, place % 2);
        worries_.emplace_back(word.key, box);
        ++place;
    }
    return part;
}

QLineEdit* SiteSheet::makeLine(const std::string& key, const QString& name, const QString& step) {
    auto* edit = new QLineEdit;
    edit->setAccessibleName(name);
    lines_.push_back({key, step, edit});
    connect(edit, &QLineEdit::editingFinished, this,
            [this, edit, key, step] { document_.setText(key, edit->text(), step); });
    return edit;
}

QWidget* SiteSheet::makeTexts() {
    auto* part = new QWidget;
    auto* grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(render::space::inside);
    grid->setVerticalSpacing(render::space::grid);
    struct Field {
        const char* key;
        QString name, step;
        int row, column, span;
    };
    const Field fields[] = {{"title", tr("Title"), tr("Change the title"), 0, 0, 4},
                            {"reference", tr("Reference"), tr("Change the reference"), 2, 0, 4},
                            {"drawing", tr("Drawing"), tr("Change the drawing number"), 4, 0, 3},
                            {"revision", tr("Revision"), tr("Change the revision"), 4, 3, 1},
                            {"agency", tr("Agency"), tr("Change the agency"), 6, 0, 4}};
    for (const Field& field : fields) {
        grid->addWidget(question(field.name), field.row, field.column, 1, field.span);
        grid->addWidget(makeLine(field.key, field.name, field.step), field.row + 1, field.column, 1,
                        field.span);
    }
    for (int column = 0; column < 4; ++column)
        grid->setColumnStretch(column, 1);
    return part;
}

void SiteSheet::addSection(QWidget* section) {
    sections_->addWidget(hairline());
    sections_->addWidget(section);
    sections_->addWidget(hairline());
}

void SiteSheet::setUnfolded(bool unfolded) {
    if (unfolded == unfolded_) return;
    unfolded_ = unfolded;
    body_->setVisible(unfolded);
    fold_->setIcon(icon(unfolded ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    refresh();
    Q_EMIT foldingChanged(unfolded);
}

void SiteSheet::focusFirst() {
    lines_.front().edit->setFocus();
    lines_.front().edit->selectAll();
}

void SiteSheet::commit() {
    for (const Line& line : lines_)
        if (line.edit->isModified()) document_.setText(line.key, line.edit->text(), line.step);
}

void SiteSheet::keepWorries() {
    QStringList kept;
    for (const auto& [key, box] : worries_)
        if (box->isChecked()) kept += QString::fromStdString(key);
    document_.setText("worries", kept.join(u','), tr("Say what worries people"));
}

// Those of the program, then the plan's own.
void SiteSheet::fillProfiles() {
    struct Named {
        QString title, name, about;
    };
    std::vector<Named> all;
    const auto add = [&](const assessment::Profile& one) {
        all.push_back({QString::fromStdString(one.title), QString::fromStdString(one.name),
                       QString::fromStdString(one.about)});
    };
    for (const auto& one : assessment::profiles())
        add(one);
    for (const auto& one : assessment::own_profiles(document_.base()->meta))
        add(one);
    about_profiles_.clear();
    bool same = profile_->count() == static_cast<int>(all.size());
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const Named& one = all[static_cast<std::size_t>(i)];
        about_profiles_ += one.about;
        same = same && profile_->itemText(i) == one.title && profile_->itemData(i).toString() == one.name;
    }
    if (same) return; // it may be open
    profile_->clear();
    for (const Named& one : all)
        profile_->addItem(one.title, one.name);
}

void SiteSheet::refresh() {
    fillProfiles();
    choose(*place_, document_.text("place_type"));
    choose(*state_, document_.text("new_or_existing"));
    const QString profile = document_.text("profile");
    choose(*profile_, profile.isEmpty() ? profile_->itemData(0).toString() : profile);
    describeProfile();
    const QStringList chosen = document_.text("worries").split(u',');
    for (const auto& [key, box] : worries_)
        box->setChecked(chosen.contains(QString::fromStdString(key)));
    for (const Line& line : lines_) {
        const QString text = document_.text(line.key);
        const bool typing = line.edit->hasFocus() && line.edit->isModified();
        if (!typing && line.edit->text() != text) line.edit->setText(text);
    }
    summary_->setText(summary());
    summary_->setToolTip(summary_->text());
    summary_->setVisible(!unfolded_);
}

void SiteSheet::describeProfile() {
    const int chosen = profile_->currentIndex();
    about_->setText(chosen < about_profiles_.size()
                        ? about_profiles_.value(chosen)
                        : tr("This program does not know it: the usual values count."));
}

QString SiteSheet::summary() const {
    QStringList parts;
    if (place_->currentIndex() > 0) parts += place_->currentText();
    const QString state = document_.text("new_or_existing");
    if (state == QLatin1String("new")) parts += tr("new");
    if (state == QLatin1String("existing")) parts += tr("existing");
    if (parts.isEmpty()) parts += tr("Nothing said yet");
    parts += tr("guidance: %1").arg(profile_->currentText());
    return parts.join(QStringLiteral(" · "));
}

} // namespace prospect::app
