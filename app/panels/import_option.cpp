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
#include <map>

namespace prospect::app {

namespace {

QString proposal_name() {
    return ImportOption::tr("Proposal");
}

// Most of what is new comes from layers the plan has from another file: the next revision of a drawing.
bool is_revision(const Site& fresh, const Site& base) {
    constexpr std::size_t fewest = 10;
    const auto each = [](const Site& site, const auto& take) {
        for (const LayerPtr& layer : site.layers)
            for (const FeaturePtr& feature : layer->features)
                if (!feature->source.layer.empty()) take(feature->source);
    };
    std::map<std::string, std::string> file_of;
    each(base, [&](const Source& source) { file_of.emplace(source.layer, source.file); });
    std::size_t known = 0;
    std::size_t all = 0;
    each(fresh, [&](const Source& source) {
        const auto found = file_of.find(source.layer);
        known += found != file_of.end() && found->second != source.file ? 1 : 0;
        ++all;
    });
    return all >= fewest && 2 * known >= all;
}

// The file's name, made another one where an option has it.
QString free_name(const Site& base, const QString& wanted) {
    QString name = wanted;
    for (int i = 2; base.scenario(name.toStdString()) != nullptr; ++i)
        name = QStringLiteral("%1 %2").arg(wanted).arg(i);
    return name;
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
        answered_ = true;
        if (id == another) name_->setFocus();
        choose();
    });
    connect(name_, &QLineEdit::textEdited, this, [this] {
        answered_ = true;
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
    const bool light = only_light_data(preview);
    possible_ = !pictures && !first && !light;
    for (const int id : {static_cast<int>(proposal), static_cast<int>(another)})
        choices_->button(id)->setEnabled(possible_);
    name_->setEnabled(possible_);
    if (!possible_) choices_->button(existing)->setChecked(true);
    const bool revision = possible_ && is_revision(*preview.alone, *base_);
    if (revision && !answered_ && preview.request.files.size() == 1) {
        const QString stem = QString::fromStdString(preview.request.files.front().stem().string());
        name_->setText(free_name(*base_, stem));
        choices_->button(another)->setChecked(true);
    }
    hint_ = light   ? tr("All options share the light data.")
            : first ? tr("It is the first file: what it shows is the plan that options will change.")
            : revision
                ? tr("It has the layers of a drawing that is on the plan already. As an option the two "
                     "are compared, and only what differs is kept; neither is lost.")
            : pictures ? tr("A picture or a grid lies under all options.")
                       : tr("The file is compared with the existing place; an option keeps what differs.");
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
