#include "app/jobs/site_jobs.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

class PageJobTest : public QObject {
    Q_OBJECT

    static SitePtr noted(const SitePtr& site, const char* name) {
        Annotation note;
        note.id = Uuid::from_name(name);
        note.geometry = Geometry::make_point({20, 25});
        note.text = name;
        return apply(*site, add_annotation(*site, note, {}));
    }
    static SitePtr marked(const SitePtr& site, const Uuid& id, Sensitivity sensitivity) {
        auto changed = std::make_shared<Site>(*site);
        for (LayerPtr& layer : changed->layers) {
            if (!layer->index_of(id)) continue;
            auto other = std::make_shared<Layer>(*layer);
            auto feature = std::make_shared<Feature>(*layer->features[*layer->index_of(id)]);
            feature->sensitivity = sensitivity;
            other->features[*layer->index_of(id)] = std::move(feature);
            layer = std::move(other);
        }
        return changed;
    }
    static report::PageContent written(const SitePtr& site) {
        const QTemporaryDir folder;
        report::ReviewPage page;
        page.notes = annotations(*site);
        report::PageContent content;
        const auto source = std::make_shared<const PageSource>(site, page, std::vector<io::StoredFile>());
        const Job job = review_page_job(source, {}, folder.filePath("page.pdf").toStdString(),
                                        [&](const report::PageContent& made) { content = made; }, {});
        job.work(Progress())();
        return content;
    }

private Q_SLOTS:
    void what_the_public_may_not_have_is_not_printed() {
        const SitePtr site = noted(noted(test::small_site(), "one"), "two");
        QCOMPARE(written(site).notes, 2);
        QCOMPARE(written(site).withheld, std::size_t(0));
        const auto personal = written(marked(site, Uuid::from_name("two"), Sensitivity::personal));
        QCOMPARE(personal.notes, 1);
        QCOMPARE(personal.notes_on_map, 1);
        QCOMPARE(personal.withheld, std::size_t(1));
        QCOMPARE(written(marked(site, Uuid::from_name("House"), Sensitivity::protect)).withheld,
                 std::size_t(1));
    }
};

PROSPECT_TEST(PageJobTest);
#include "page_job_test.moc"
