#include "geometry/base/error.h"
#include "geometry/base/memo.h"
#include "geometry/base/sha256.h"
#include "geometry/base/uuid.h"
#include "tests/support/registry.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <thread>
#include <vector>

using namespace prospect;

namespace {

std::string sha_of_bytes(std::string_view bytes) {
    Sha256 sum;
    sum.add_bytes(bytes.data(), bytes.size());
    return hex(sum.finish());
}

template <class... Values>
Digest sha_of(const Values&... values) {
    Sha256 sum;
    (sum.add(values), ...);
    return sum.finish();
}

} // namespace

class Sha256Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // FIPS 180-2, appendix B.
    void known_answers() {
        QCOMPARE(sha_of_bytes("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QCOMPARE(sha_of_bytes(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QCOMPARE(sha_of_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QCOMPARE(sha_of_bytes(std::string(1000000, 'a')),
                 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    void pieces_give_the_sum_of_the_whole() {
        QByteArray bytes;
        Sha256 sum;
        for (int size : {0, 1, 63, 64, 65, 4095, 4096, 4097, 20000}) {
            const QByteArray piece(size, static_cast<char>('a' + size % 26));
            sum.add_bytes(piece.constData(), static_cast<std::size_t>(piece.size()));
            bytes += piece;
        }
        QCOMPARE(QByteArray::fromStdString(hex(sum.finish())),
                 QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    void texts_do_not_run_into_each_other() {
        QVERIFY(sha_of(std::string_view("ab"), std::string_view("c")) !=
                sha_of(std::string_view("a"), std::string_view("bc")));
    }

    void negative_zero_counts_as_zero_and_all_nan_alike() {
        QVERIFY(sha_of(-0.0) == sha_of(0.0));
        QVERIFY(sha_of(1.0) != sha_of(-1.0));
        QVERIFY(sha_of(std::nan("1")) == sha_of(-std::nan("2")));
    }

    void file_has_the_sum_of_its_bytes() {
        const QTemporaryDir folder;
        QFile file(folder.filePath("x"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(200000, 'q'));
        file.close();
        QCOMPARE(hex(sha256_of_file(file.fileName().toStdString())), sha_of_bytes(std::string(200000, 'q')));
        QVERIFY_EXCEPTION_THROWN(sha256_of_file(folder.filePath("none").toStdString()), Error);
        QVERIFY_EXCEPTION_THROWN(sha256_of_file(folder.path().toStdString()), Error);
    }
};

PROSPECT_TEST(Sha256Test);

class UuidTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Computed with Python: uuid.uuid5(UUID("6f4d3c6e-2f7b-4e0a-9d0c-5b1c7a9e8f21"), "building:1").
    void id_from_a_name_never_changes() {
        QCOMPARE(Uuid::from_name("building:1").text(), "9f0ae86d-0fb3-59c3-80f3-dfeefb662cd2");
    }

    void text_and_back() {
        const Uuid id = Uuid::random();
        QVERIFY(Uuid::parse(id.text()) == id);
        QVERIFY(Uuid::parse("{" + id.text() + "}") == id);
        QVERIFY(Uuid::parse(QString::fromStdString(id.text()).toUpper().toStdString()) == id);
        QCOMPARE(id.text().size(), std::size_t{36});
        QCOMPARE(id.text()[14], '4');
    }

    void what_is_no_id_is_absent() {
        for (const char* text :
             {"", "x", "6f4d3c6e-2f7b-4e0a-9d0c-5b1c7a9e8f2", "6f4d3c6e-2f7b-4e0a-9d0c-5b1c7a9e8f211",
              "6f4d3c6e02f7b-4e0a-9d0c-5b1c7a9e8f21", "6f4d3c6e-2f7b-4e0a-9d0c-5b1c7a9e8f2g",
              "{6f4d3c6e-2f7b-4e0a-9d0c-5b1c7a9e8f21", "6f4d3c6e2f7b4e0a9d0c5b1c7a9e8f21"})
            QVERIFY2(!Uuid::parse(text), text);
    }

    void random_ids_differ() {
        std::set<Uuid> ids;
        for (int i = 0; i < 1000; ++i)
            ids.insert(Uuid::random());
        QCOMPARE(ids.size(), std::size_t{1000});
        QVERIFY(Uuid{}.is_nil());
        QVERIFY(!ids.begin()->is_nil());
    }
};

PROSPECT_TEST(UuidTest);

class MemoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computes_once_and_copies_start_empty() {
        Memo<int> memo;
        int calls = 0;
        const auto compute = [&] { return ++calls; };
        QCOMPARE(memo.get(compute), 1);
        QCOMPARE(memo.get(compute), 1);
        const Memo<int> copy = memo;
        QCOMPARE(copy.get(compute), 2);
        Memo<int> assigned;
        QCOMPARE(assigned.get(compute), 3);
        assigned = memo;
        QCOMPARE(assigned.get(compute), 4);
        QVERIFY(assigned == memo);
    }

    void threads_agree() {
        const Memo<std::uint64_t> memo;
        std::vector<std::uint64_t> seen(8);
        std::vector<std::jthread> threads;
        for (auto& one : seen)
            threads.emplace_back([&memo, &one] {
                for (int i = 0; i < 1000; ++i)
                    one = memo.get([] { return std::uint64_t{42}; });
            });
        threads.clear();
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](auto one) { return one == 42; }));
    }
};

PROSPECT_TEST(MemoTest);
#include "identity_test.moc"
