#include "app/panels/rules_dialog.h"

#include "app/models/rule_model.h"
#include "app/panels/file_dialogs.h"
#include "app/panels/look.h"
#include "app/panels/rule_detail.h"
#include "geometry/base/error.h"

#include <QComboBox>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr QSize usual_size{980, 720};
constexpr int row_height = 28;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

// Rules of a strategy that hold the words.
class ShownRules : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void choose(const std::string& strategy, const QString& words, bool only_changed) { // NOLINT: a filter
        strategy_ = strategy;
        words_ = words.split(u' ', Qt::SkipEmptyParts);
        only_changed_ = only_changed;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        const auto* model = static_cast<const RuleModel*>(sourceModel());
        const QModelIndex index = model->index(row, 0, parent);
        if (!strategy_.empty() && model->rows()[static_cast<std::size_t>(row)].rule.strategy != strategy_)
            return false;
        if (only_changed_ && !model->data(index, RuleModel::changed_role).toBool()) return false;
        const QString text = model->data(index, RuleModel::search_role).toString();
        return std::all_of(words_.begin(), words_.end(),
                           [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
    }

private:
    std::string strategy_;
    QStringList words_;
    bool only_changed_ = false;
};

} // namespace

RulesDialog::RulesDialog(SiteDocument& document, QWidget* parent)
    : QDialog(parent), document_(document), model_(new RuleModel(this)), shown_(new ShownRules(this)),
      detail_(new RuleDetail(*model_)), table_(new QTableView), profile_(new QComboBox),
      title_(new QLineEdit), says_(paragraph({}, Tone::quiet)), faults_(paragraph({})),
      count_(text_label({}, render::TextStyle::secondary, Tone::quiet)),
      copy_(push_button(tr("Make a copy for this plan"), Emphasis::primary)),
      remove_(push_button(tr("Remove this copy"), Emphasis::quiet, QStringLiteral("delete"))) {
    setWindowTitle(tr("Rules"));
    make_panel(this);
    resize(usual_size);
    auto* column = column_layout(this, render::space::edge);
    column->addWidget(makeHead());
    column->addWidget(makeFilter());
    shown_->setSourceModel(model_);
    table_->setObjectName(QStringLiteral("rules-table"));
    table_->setAccessibleName(tr("Rules"));
    table_->setModel(shown_);
    table_->setShowGrid(false);
    table_->setAlternatingRowColors(true);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(row_height);
    table_->setTabKeyNavigation(false);
    auto* header = table_->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(RuleModel::title, QHeaderView::Stretch);
    for (const auto& [section, width] : {std::pair{RuleModel::counts, 68}, {RuleModel::weight, 72}}) {
        header->setSectionResizeMode(section, QHeaderView::Fixed);
        header->resizeSection(section, width);
    }
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    column->addWidget(table_, 1);
    column->addWidget(hairline());
    column->addWidget(detail_);
    column->addWidget(makeFoot());
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { detail_->setRow(shown_->mapToSource(now).row()); });
    connect(model_, &RuleModel::edited, this,
            [this](const QString& step) { document_.setRules(model_->profile(), {}, step); });
    connect(detail_, &RuleDetail::helpRequested, this, &RulesDialog::helpRequested);
    connect(&document_, &SiteDocument::changed, this, [this](const SiteChange& change) {
        if (change.kind == SiteChange::Kind::opened || change.kind == SiteChange::Kind::texts) refresh();
    });
    // Enter in a field is not the press of a button.
    for (auto* button : findChildren<QPushButton*>())
        button->setAutoDefault(false);
    refresh();
}

QWidget* RulesDialog::makeHead() {
    auto* head = new QWidget;
    auto* column = column_layout(head, 0, render::space::grid);
    auto* row = new QHBoxLayout;
    profile_->setObjectName(QStringLiteral("rules-profile"));
    profile_->setAccessibleName(tr("Rules that count"));
    title_->setObjectName(QStringLiteral("rules-title"));
    title_->setAccessibleName(tr("Name of this copy"));
    copy_->setObjectName(QStringLiteral("rules-copy"));
    row->addWidget(profile_);
    row->addWidget(title_, 1);
    row->addStretch();
    row->addWidget(copy_);
    column->addLayout(row);
    column->addWidget(says_);
    faults_->setObjectName(QStringLiteral("rules-faults"));
    column->addWidget(faults_);
    connect(profile_, &QComboBox::activated, this, [this] {
        document_.setText("profile", profile_->currentData().toString(), tr("Choose guidance"));
    });
    connect(title_, &QLineEdit::editingFinished, this, &RulesDialog::rename);
    connect(copy_, &QPushButton::clicked, this, &RulesDialog::makeCopy);
    return head;
}

QWidget* RulesDialog::makeFilter() {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    auto* strategy = new QComboBox;
    strategy->setAccessibleName(tr("Strategy"));
    strategy->addItem(tr("All strategies"), QString());
    for (const auto& one : assessment::strategies())
        strategy->addItem(text_of(one.title), text_of(one.id));
    auto* words = new QLineEdit;
    words->setObjectName(QStringLiteral("rules-search"));
    words->setPlaceholderText(tr("Search code, words, source"));
    words->setClearButtonEnabled(true);
    auto* changed = push_button(tr("Changed ones"), Emphasis::quiet);
    changed->setCheckable(true);
    row->addWidget(strategy);
    row->addWidget(words, 1);
    row->addWidget(changed);
    row->addWidget(count_);
    const auto filter = [this, strategy, words, changed] {
        static_cast<ShownRules*>(shown_)->choose(strategy->currentData().toString().toStdString(),
                                                 words->text(), changed->isChecked());
        count_->setText(tr("%1 of %2").arg(shown_->rowCount()).arg(model_->rowCount()));
    };
    connect(strategy, &QComboBox::currentIndexChanged, this, filter);
    connect(words, &QLineEdit::textChanged, this, filter);
    connect(changed, &QPushButton::toggled, this, filter);
    connect(shown_, &QAbstractItemModel::modelReset, this, filter);
    return bar;
}

QWidget* RulesDialog::makeFoot() {
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    auto* load = push_button(tr("Load from a file…"), Emphasis::quiet, QStringLiteral("open"));
    auto* save = push_button(tr("Save as a file…"), Emphasis::quiet, QStringLiteral("save"));
    auto* close = push_button(tr("Close"));
    remove_->setObjectName(QStringLiteral("rules-remove"));
    row->addWidget(load);
    row->addWidget(save);
    row->addWidget(remove_);
    row->addStretch();
    row->addWidget(close);
    connect(load, &QPushButton::clicked, this, &RulesDialog::load);
    connect(save, &QPushButton::clicked, this, &RulesDialog::saveAs);
    connect(remove_, &QPushButton::clicked, this, &RulesDialog::remove);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    return foot;
}

void RulesDialog::refresh() {
    const auto& meta = document_.base()->meta;
    const auto rules = assessment::profile_of(meta);
    profile_->clear();
    const auto add = [&](const assessment::Profile& one) {
        profile_->addItem(text_of(one.title), text_of(one.name));
        if (one.name == rules.name) profile_->setCurrentIndex(profile_->count() - 1);
    };
    for (const auto& one : assessment::profiles())
        add(one);
    for (const auto& own : assessment::own_profiles(meta))
        add(own);
    says_->setText(text_of(rules.about) + u' ' +
                   (rules.own ? tr("This copy belongs to the plan: what you change here is kept with it.")
                              : tr("These rules come with the program. Make a copy to change them.")));
    QStringList faults;
    for (const auto& fault : rules.faults)
        faults += text_of(fault.message);
    faults_->setText(faults.join(u'\n'));
    faults_->setVisible(!faults.isEmpty());
    title_->setVisible(rules.own);
    if (!title_->isModified()) title_->setText(text_of(rules.title));
    copy_->setVisible(!rules.own);
    // Also of a copy that cannot be read.
    const auto chosen = meta.find("profile");
    chosen_ = chosen == meta.end() ? std::string() : chosen->second;
    remove_->setVisible(meta.contains(assessment::own_profile_key(chosen_)));
    model_->setProfile(rules);
}

void RulesDialog::showRule(const std::string& code) {
    const int row = model_->rowOf(code);
    if (row < 0) return;
    const QModelIndex index = shown_->mapFromSource(model_->index(row, RuleModel::code));
    if (!index.isValid()) return;
    table_->setCurrentIndex(index);
    table_->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void RulesDialog::makeCopy() {
    const auto& meta = document_.base()->meta;
    const auto rules = assessment::profile_of(meta);
    const QString title = tr("%1, changed").arg(text_of(rules.title));
    document_.setRules(
        assessment::copy_of(rules, assessment::free_name(meta, title.toStdString()), title.toStdString()), {},
        tr("Copy the rules"));
    title_->setFocus();
    title_->selectAll();
}

void RulesDialog::rename() {
    if (!title_->isModified()) return;
    title_->setModified(false);
    auto rules = model_->profile();
    const QString title = title_->text().trimmed();
    if (title.isEmpty() || !rules.own) return refresh();
    rules.title = title.toStdString();
    document_.setRules(rules, {}, tr("Name the rules"));
}

void RulesDialog::saveAs() {
    const auto rules = assessment::profile_of(document_.base()->meta);
    const QString name = ask_new_file(this, tr("Save the rules"),
                                      text_of(rules.name) + QStringLiteral(".json"), tr("Rules (*.json)"));
    if (name.isEmpty()) return;
    QFile file(name);
    const QByteArray text = QByteArray::fromStdString(
        assessment::profile_text(rules.own ? rules : assessment::copy_of(rules, rules.name, rules.title)));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
        faults_->setText(tr("%1 cannot be written: %2").arg(name, file.errorString()));
        faults_->show();
    }
}

void RulesDialog::load() {
    const QString name = ask_file(this, tr("Load rules"), tr("Rules (*.json)"));
    if (name.isEmpty()) return;
    try {
        const auto& meta = document_.base()->meta;
        auto rules = assessment::profile_from_file(name.toStdString());
        rules.name = assessment::free_name(meta, rules.title);
        rules.own = true;
        document_.setRules(rules, {}, tr("Load rules"));
    } catch (const Error& error) {
        faults_->setText(text_of(error.message()));
        faults_->show();
    }
}

void RulesDialog::remove() {
    document_.removeRules(chosen_, tr("Remove the rules"));
}

} // namespace prospect::app
