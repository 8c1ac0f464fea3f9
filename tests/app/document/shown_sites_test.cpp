// What an option shows is kept from edit to edit: it must be what applying all its edits anew gives.
#include "app/document/shown_sites.h"
#include "app/document/site_document.h"
#include "geometry/site/options.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace prospect;
using namespace prospect::app;

namespace {

const Uuid house = Uuid::from_name("House");
const Uuid houses = Uuid::from_name("layer Houses");

SiteEdit height(double metres) {
    return {"Change height", {ChangeAttribute{house, "height_m", Value(metres), Basis::drawn}}};
}

SitePtr with_options(std::initializer_list<const char*> names) {
    SitePtr site = test::small_site();
    for (const char* name : names)
        site = with_option(*site, name, {});
    return site;
}

bool same_feature(const Feature& a, const Feature& b) {
    return a.id == b.id && a.name == b.name && a.sensitivity == b.sensitivity &&
           content_digest(a) == content_digest(b);
}

// Everything but pointers; "" when they are alike.
QString difference(const Site& a, const Site& b) {
    if (a.frame != b.frame || a.meta != b.meta) return QStringLiteral("frame or texts");
    if (a.scenarios != b.scenarios) return QStringLiteral("options");
    if (a.revision != b.revision) return QStringLiteral("revision");
    if (a.layers.size() != b.layers.size()) return QStringLiteral("number of layers");
    for (std::size_t i = 0; i < a.layers.size(); ++i) {
        const Layer& x = *a.layers[i];
        const Layer& y = *b.layers[i];
        const QString name = QString::fromStdString(x.name);
        if (x.id != y.id || x.name != y.name || x.role != y.role) return name;
        if (x.visible != y.visible || x.opacity != y.opacity) return name + QStringLiteral(": looks");
        if (x.features.size() != y.features.size()) return name + QStringLiteral(": number of things");
        for (std::size_t f = 0; f < x.features.size(); ++f)
            if (!same_feature(*x.features[f], *y.features[f])) return name + QStringLiteral(": a thing");
    }
    return {};
}

QString difference(const SiteDocument& document) {
    std::vector<Unapplied> unapplied;
    const QString option = document.activeScenario();
    const SitePtr anew = option.isEmpty() ? document.base()
                                          : with_scenario(*document.base(), option.toStdString(), &unapplied);
    if (unapplied.size() != document.unapplied().size()) return QStringLiteral("what does not fit");
    for (std::size_t i = 0; i < unapplied.size(); ++i)
        if (unapplied[i].edit != document.unapplied()[i].edit ||
            unapplied[i].reason != document.unapplied()[i].reason)
            return QStringLiteral("what does not fit");
    return difference(*document.site(), *anew);
}

// One act of a user after another, whatever comes.
class Restless {
public:
    explicit Restless(SiteDocument& document, unsigned seed) : document_(document), random_(seed) {}

    QString act() {
        const int what = below(20);
        if (what < 9) return edit();
        if (what < 12) return undo(below(4) + 1);
        if (what < 14) return redo(below(3) + 1);
        if (what < 16) return change_option();
        if (what < 17) return looks();
        if (what < 18) {
            document_.setText("title", QString::number(below(1000)), QStringLiteral("Title"));
            return QStringLiteral("title");
        }
        return manage_options();
    }

private:
    int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

    const Layer& some_layer() {
        const auto& layers = document_.site()->layers;
        return *layers[static_cast<std::size_t>(below(static_cast<int>(layers.size())))];
    }
    // Of the plan as it is, or, now and then, of one that was there once.
    Uuid some_feature() {
        if (below(5) == 0 && !gone_.empty())
            return gone_[static_cast<std::size_t>(below(static_cast<int>(gone_.size())))];
        for (int attempt = 0; attempt < 8; ++attempt)
            if (const Layer& layer = some_layer(); !layer.features.empty())
                return layer
                    .features[static_cast<std::size_t>(below(static_cast<int>(layer.features.size())))]
                    ->id;
        return house;
    }
    FeaturePtr new_feature() {
        const double x = below(40);
        const double y = below(30);
        return test::feature("made " + std::to_string(++made_), test::rectangle(x, y, x + 1.0004, y + 2));
    }

    SiteChangeStep step() {
        switch (below(10)) {
        case 0:
            return AddLayer{
                test::layer("Layer", Role::zone, {new_feature()})}; // there already the second time
        case 1:
            return AddLayer{test::layer("New " + std::to_string(++made_), Role::planting, {new_feature()})};
        case 2:
            return below(4) == 0
                       ? SiteChangeStep(RemoveLayer{some_layer().id})
                       : SiteChangeStep(AddFeatures{some_layer().id, {new_feature(), new_feature()}});
        case 3: {
            const Layer& layer = some_layer();
            return ChangeLayer{layer.id, "Name " + std::to_string(below(3)), layer.role, below(2) == 0, 0.5};
        }
        case 4:
            gone_.push_back(some_feature());
            return RemoveFeatures{{gone_.back(), some_feature()}};
        case 5:
            return ChangeGeometry{some_feature(), test::rectangle(1, 2, 3 + below(9), 4)};
        case 6:
            return ChangeName{some_feature(), "Called " + std::to_string(below(9))};
        case 7:
            return ChangeExtra{some_feature(), "note", Value(std::to_string(below(9)))};
        case 8:
            return MoveFeatures{some_layer().id, {some_feature(), some_feature()}};
        default:
            return ChangeAttribute{some_feature(), "height_m",
                                   below(3) ? std::optional(Value(1.0 * below(20))) : std::nullopt,
                                   Basis::drawn};
        }
    }

    QString edit() {
        SiteEdit edit{"Edit " + std::to_string(below(1000)), {}};
        for (int i = below(3); i >= 0; --i)
            edit.steps.push_back(step());
        document_.apply(edit);
        return QString::fromStdString(edit.title);
    }
    QString undo(int times) {
        for (int i = 0; i < times; ++i)
            document_.undoStack().undo();
        return QStringLiteral("undo");
    }
    QString redo(int times) {
        for (int i = 0; i < times; ++i)
            document_.undoStack().redo();
        return QStringLiteral("redo");
    }
    QString some_option() {
        const auto& options = document_.base()->scenarios;
        return options.empty()
                   ? QString()
                   : QString::fromStdString(
                         options[static_cast<std::size_t>(below(static_cast<int>(options.size())))]->name);
    }
    QString change_option() {
        document_.setActiveScenario(below(4) == 0 ? QString() : some_option());
        return QStringLiteral("switch to ") + document_.activeScenario();
    }
    QString looks() {
        const Layer& layer = some_layer();
        document_.setLooks(layer.id, below(2) == 0, below(4) / 4.0);
        return QStringLiteral("looks");
    }
    QString manage_options() {
        const QString fresh = QStringLiteral("Option %1").arg(++made_);
        const QString one = some_option();
        if (one.isEmpty() || below(4) == 0)
            document_.addOption(fresh);
        else if (const int what = below(3); what == 0)
            document_.duplicateOption(one, fresh);
        else if (what == 1)
            document_.renameOption(one, fresh);
        else
            document_.removeOption(one);
        return QStringLiteral("options: ") + fresh;
    }

    SiteDocument& document_;
    std::mt19937 random_;
    std::vector<Uuid> gone_;
    int made_ = 0;
};

} // namespace

class ShownSitesTest : public QObject {
    Q_OBJECT

    static void fill(SiteDocument& document, SitePtr site) {
        document.adopt({}, {std::move(site), {}, false, false, {}});
    }

private Q_SLOTS:
    void what_is_shown_after_any_acts_is_what_all_edits_give() {
        int compared = 0;
        for (unsigned seed = 1; seed <= 40; ++seed) {
            SiteDocument document;
            fill(document, with_options({"A", "B"}));
            document.setActiveScenario("A");
            Restless user(document, seed);
            for (int act = 0; act < 150; ++act) {
                const QString what = user.act();
                if (document.site()->layers.empty()) break; // nothing left to act on
                ++compared;
                const QString wrong = difference(document);
                QVERIFY2(wrong.isEmpty(),
                         qPrintable(
                             QStringLiteral("seed %1, act %2 (%3): %4").arg(seed).arg(act).arg(what, wrong)));
            }
        }
        QVERIFY2(compared > 4000, qPrintable(QString::number(compared)));
    }

    void edits_undo_and_redo_build_nothing_from_scratch() {
        ShownSites shown;
        SitePtr base = with_options({"A", "B"});
        std::vector<SitePtr> bases{base};
        shown.of(base, "A");
        QCOMPARE(shown.built(), std::size_t{1});
        for (int i = 0; i < 20; ++i) {
            const SitePtr after = with_edit(*base, "A", height(i));
            shown.after_edit(base, after, "A", height(i));
            bases.push_back(base = after);
        }
        for (auto one = bases.rbegin(); one != bases.rend(); ++one)
            shown.of(*one, "A");
        for (const auto& one : bases)
            shown.of(one, "A");
        QCOMPARE(shown.built(), std::size_t{1});
        shown.of(base, "B");
        shown.of(base, "A");
        shown.of(base, "B");
        QCOMPARE(shown.built(), std::size_t{2});
        // Another text of the site sheet leaves the option as it is.
        Site texts = *base;
        texts.meta["title"] = "Another";
        const auto again = shown.of(std::make_shared<const Site>(texts), "A");
        QCOMPARE(again.site->meta.at("title"), std::string("Another"));
        QCOMPARE(shown.built(), std::size_t{2});
        // A change of the existing place does not.
        shown.of(apply(*base, height(99)), "A");
        QCOMPARE(shown.built(), std::size_t{3});
    }

    void only_the_last_few_are_kept() {
        ShownSites shown;
        SitePtr base = with_options({"A"});
        const SitePtr first = base;
        shown.of(base, "A");
        for (std::size_t i = 0; i < ShownSites::most_kept; ++i) {
            const SitePtr after = with_edit(*base, "A", height(static_cast<double>(i)));
            shown.after_edit(base, after, "A", height(static_cast<double>(i)));
            base = after;
        }
        QCOMPARE(shown.built(), std::size_t{1});
        QVERIFY(shown.of(first, "A").site != nullptr);
        QCOMPARE(shown.built(), std::size_t{2});
    }

    void what_does_not_fit_is_carried_along() {
        ShownSites shown;
        const SiteEdit lost{"Lost", {ChangeName{Uuid::from_name("nobody"), "x"}}};
        const SitePtr base = with_options({"A"});
        const SitePtr once = with_edit(*base, "A", lost);
        const SitePtr twice = with_edit(*once, "A", height(3));
        QCOMPARE(shown.after_edit(base, once, "A", lost).unapplied.size(), std::size_t{1});
        QCOMPARE(shown.after_edit(once, twice, "A", height(3)).unapplied.size(), std::size_t{1});
        QVERIFY_EXCEPTION_THROWN(shown.of(base, "B"), Error);
    }

    void a_layer_an_option_renamed_is_hidden_in_that_option() {
        SiteDocument document;
        fill(document, with_options({"A"}));
        document.setActiveScenario("A");
        document.apply({"Rename", {ChangeLayer{houses, "Blocks", Role::building, true, 1}}});
        document.setLooks(houses, false, 1);
        QVERIFY(!document.site()->layer(houses)->visible);
        QCOMPARE(document.base()->layer(houses)->name, std::string("Houses"));
        QVERIFY(document.base()->layer(houses)->visible);
        document.undoStack().undo();
        QVERIFY(document.site()->layer(houses)->visible);
    }
};

PROSPECT_TEST(ShownSitesTest);

#include "shown_sites_test.moc"
