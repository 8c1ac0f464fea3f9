#include "geometry/io/file_write.h"

#include "geometry/base/error.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <signal.h>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

// Less free space than this after a failed write means that the disk is the cause.
constexpr std::uintmax_t full_disk_bytes = 64 * 1024;

std::string folder_text(const fs::path& file) {
    const fs::path folder = file.parent_path();
    return folder.empty() ? "." : folder.string();
}

[[noreturn]] void throw_disk_fault(const fs::path& file, int number) {
    if (number == ENOSPC || number == EDQUOT || number == EFBIG) throw_disk_full(file);
    throw Error(ErrorCode::internal,
                file.filename().string() + " could not be written: " + std::strerror(number),
                "check the disk; the file is as it was before");
}

// Host and process in the name: what a dead process of this machine left behind can be told from work in
// progress.
std::string temporary_prefix(const fs::path& file) {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    const auto mark = std::hash<std::string_view>{}(host.data()) & 0xffffffffU;
    return "." + file.stem().string() + "-" + std::to_string(mark) + "-";
}

std::string temporary_ending(const fs::path& file) {
    return ".tmp" + file.extension().string();
}

fs::path temporary_beside(const fs::path& file) {
    static std::atomic<unsigned> counter{0};
    return file.parent_path() / (temporary_prefix(file) + std::to_string(::getpid()) + "-" +
                                 std::to_string(++counter) + temporary_ending(file));
}

void remove_with_companions(const fs::path& file) {
    std::error_code ignored;
    for (const char* ending : {"", "-journal", "-wal", "-shm"})
        fs::remove(fs::path(file.string() + ending), ignored);
}

// Temporaries of this file whose process has died, with their journals.
void remove_leftovers(const fs::path& file) {
    const std::string prefix = temporary_prefix(file);
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder_text(file), ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(prefix) || name.find(temporary_ending(file)) == std::string::npos) continue;
        pid_t process = 0;
        std::from_chars(name.data() + prefix.size(), name.data() + name.size(), process);
        if (process > 0 && process != ::getpid() && ::kill(process, 0) != 0 && errno == ESRCH)
            fs::remove(entry.path(), ignored);
    }
}

void sync_path(const fs::path& path, int flags, const fs::path& file) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) throw_disk_fault(file, errno);
    const int result = ::fsync(descriptor);
    const int number = errno;
    ::close(descriptor);
    // Some network file systems cannot sync a folder; their rename is all there is.
    if (result != 0 && number != EINVAL && number != ENOTSUP) throw_disk_fault(file, number);
}

fs::path backup_of(const fs::path& file) {
    return file.string() + ".bak";
}

// A second name for the old content; the file itself stays in place all the time.
void keep_previous_as_backup(const fs::path& file) {
    const fs::path backup = backup_of(file);
    const fs::path fresh = temporary_beside(backup);
    std::error_code error;
    fs::create_hard_link(file, fresh, error);
    if (error) {
        // The file system has no hard links.
        error.clear();
        fs::copy_file(file, fresh, fs::copy_options::overwrite_existing, error);
        if (error) {
            remove_with_companions(fresh);
            throw_disk_fault(file, error.value());
        }
        sync_path(fresh, O_RDONLY, file);
    }
    if (::rename(fresh.c_str(), backup.c_str()) != 0) {
        const int number = errno;
        remove_with_companions(fresh);
        throw_disk_fault(file, number);
    }
    // rename() of two names of one file does nothing and leaves both.
    fs::remove(fresh, error);
}

} // namespace

void throw_disk_full(const fs::path& file) {
    throw Error(ErrorCode::internal, "the disk is full: " + file.filename().string() + " could not be saved",
                "free some space or save elsewhere; the file on the disk is as it was before");
}

bool disk_is_full(const fs::path& file) {
    std::error_code error;
    const fs::space_info space = fs::space(folder_text(file), error);
    if (!error && space.available < full_disk_bytes) return true;
    // A quota on the size of files acts like a full disk.
    rlimit limit{};
    const std::uintmax_t size = fs::file_size(file, error);
    return !error && ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
           size + full_disk_bytes >= limit.rlim_cur;
}

void require_writable(const fs::path& file) {
    std::error_code error;
    const std::string folder = folder_text(file);
    if (!fs::is_directory(folder, error))
        throw Error(ErrorCode::refused, "the folder " + folder + " does not exist", "choose another folder");
    const fs::file_status status = fs::status(file, error);
    if (fs::is_directory(status))
        throw Error(ErrorCode::refused, file.string() + " is a folder", "give the name of a file");
    // Asked of the mode as well: for root every file is writable, but its owner has marked it.
    const auto write_bits = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    if (fs::exists(status) &&
        ((status.permissions() & write_bits) == fs::perms::none || ::access(file.c_str(), W_OK) != 0))
        throw Error(ErrorCode::refused, file.filename().string() + " is read-only",
                    "save under another name or make it writable");
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        throw Error(ErrorCode::refused, "the folder " + folder + " is read-only",
                    "save in another folder or make it writable");
}

void write_atomically(const fs::path& target, Previous previous,
                      const std::function<void(const fs::path&)>& write) {
    std::error_code error;
    // Through a symbolic link the file it points to is replaced, not the link.
    const fs::path file = fs::is_symlink(target, error) ? fs::canonical(target) : target;
    require_writable(file);
    remove_leftovers(file);
    remove_leftovers(backup_of(file));
    const fs::path temporary = temporary_beside(file);
    try {
        write(temporary);
        const bool replaces = fs::exists(file, error);
        if (replaces) fs::permissions(temporary, fs::status(file).permissions(), error);
        sync_path(temporary, O_RDONLY, file);
        if (replaces && previous == Previous::keep) keep_previous_as_backup(file);
        if (::rename(temporary.c_str(), file.c_str()) != 0) throw_disk_fault(file, errno);
    } catch (...) {
        remove_with_companions(temporary);
        throw;
    }
    sync_path(folder_text(file), O_RDONLY | O_DIRECTORY, file);
}

} // namespace prospect::io
