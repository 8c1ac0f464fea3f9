#include "app/jobs/site_jobs.h"
#include "tests/support/registry.h"
#include "tests/support/sample_photo.h"
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

    // Each photo and each page is a place to stop; what was read of the photos is not taken for all of them.
    void the_work_stops_between_photos_and_tells_how_far_it_is() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("page.pdf");
        std::vector<io::StoredFile> photos;
        Annotation note;
        note.id = Uuid::from_name("photos");
        note.geometry = Geometry::make_point({20, 25});
        for (const char* name : {"one", "two", "three"}) {
            photos.push_back(io::stored_file(name, "image/jpeg", test::sample_photo({64, 48}) + name));
            note.files.push_back({name, "image/jpeg", photos.back().sha256});
        }
        const SitePtr small = test::small_site();
        const SitePtr site = apply(*small, add_annotation(*small, note, {}));
        report::ReviewPage page;
        page.notes = annotations(*site);
        const auto source = std::make_shared<const PageSource>(site, page, photos);
        report::PageContent content;
        const Job job = review_page_job(source, {}, file.toStdString(),
                                        [&](const report::PageContent& made) { content = made; }, {});
        std::stop_source stop;
        int told = 0;
        QVERIFY_EXCEPTION_THROWN(job.work(Progress(stop.get_token(),
                                                   [&](double, std::string_view) {
                                                       if (++told == 2) stop.request_stop();
                                                   })),
                                 Cancelled);
        QCOMPARE(told, 2);
        QVERIFY(!QFile::exists(file));
        std::vector<double> done;
        job.work(Progress({}, [&](double share, std::string_view) { done.push_back(share); }))();
        QCOMPARE(content.photos, 3);
        QVERIFY(done.size() >= 4 && std::is_sorted(done.begin(), done.end()));
        QVERIFY(done.front() < 0.2 && done.back() >= 0.4);
    }
};

PROSPECT_TEST(PageJobTest);
#include "page_job_test.moc"
