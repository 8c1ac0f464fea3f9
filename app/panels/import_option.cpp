#include "app/panels/import_option.h"

#include "geometry/site/options.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

QString proposal_name() {
    return ImportOption::tr("Proposal");
}

} // namespace

ImportOption::ImportOption(QWidget* parent)
    : ImportSection(4, tr("Add as"), parent), choices_(new QButtonGroup(this)), name_(new QLineEdit),
      why_(paragraph({}, Tone::quiet)) {
    const QString words[] = {tr("the existing place"), tr("the proposal"), tr("another option:")};
    QHBoxLayout* last = nullptr;
    for (int i = 0; i < 3; ++i) {
        auto* button = new QRadioButton(words[i]);
        choices_->addButton(button, i);
        last = addButtons();
        last->addWidget(button);
        if (i < another) last->addStretch();
    }
    name_->setAccessibleName(tr("Name of the option"));
    name_->setPlaceholderText(tr("Name"));
    name_->setAcceptDrops(false);
    last->addWidget(name_, 1);
    content().addWidget(why_);
    choices_->button(existing)->setChecked(true);
    connect(choices_, &QButtonGroup::idClicked, this, [this](int id) {
        if (id == another) name_->setFocus();
        choose();
    });
    connect(name_, &QLineEdit::textEdited, this, [this] {
        choices_->button(another)->setChecked(true);
        choose();
    });
    choose();
}

void ImportOption::show(const ImportPreview& preview) {
    base_ = preview.request.base;
    has_proposal_ = base_->scenario(proposal_name().toStdString()) != nullptr;
    const auto& layers = preview.alone->layers;
    const bool pictures = std::any_of(layers.begin(), layers.end(),
                                      [](const auto& layer) { return layer->picture || layer->raster; });
    const bool first = preview.request.base->layers.empty();
    possible_ = !pictures && !first;
    for (const int id : {static_cast<int>(proposal), static_cast<int>(another)})
        choices_->button(id)->setEnabled(possible_);
    name_->setEnabled(possible_);
    if (!possible_) choices_->button(existing)->setChecked(true);
    hint_ = first      ? tr("It is the first file: options come once there is a place they change.")
            : pictures ? tr("A picture or a grid lies under all options.")
                       : tr("An option holds what is different from the existing place.");
    choose();
}

QString ImportOption::option() const {
    if (!possible_) return {};
    switch (choices_->checkedId()) {
    case proposal:
        return proposal_name();
    case another:
        return name_->text().trimmed();
    default:
        return {};
    }
}

QString ImportOption::problem() const {
    if (choices_->checkedId() != another || !possible_) return {};
    try {
        checked_option_name(*base_, option().toStdString());
        return {};
    } catch (const Error& error) {
        return shown_sentence(error.message()) + u'.';
    }
}

void ImportOption::choose() {
    const QString wrong = problem();
    const bool named = choices_->checkedId() == another && !name_->text().isEmpty();
    set_invalid(name_, named ? wrong : QString());
    const bool replaced = has_proposal_ && choices_->checkedId() == proposal;
    why_->setText(!wrong.isEmpty() ? wrong
                  : replaced       ? tr("There is a proposal already: this one takes its place.")
                                   : hint_);
    setDoubtful(replaced || !wrong.isEmpty());
    Q_EMIT chosen();
}

} // namespace prospect::app
