#include "core/data/http_fetch.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/file_descriptor.h"

namespace convlens {
namespace fs = std::filesystem;
namespace {

constexpr long kConnectSeconds = 15;
constexpr long kStalledSeconds = 30;
constexpr long kStalledBytesPerSecond = 1;
constexpr long kMaxRedirects = 5;
constexpr int kPollMilliseconds = 50;  // stop is answered within 100 ms
constexpr long kOk = 200, kPartialContent = 206, kRangeNotSatisfiable = 416;

std::string status_text(long status) {
  const std::string code = "HTTP status " + std::to_string(status);
  if (status == 403) return code + " (forbidden)";
  if (status == 404) return code + " (not found)";
  if (status == 429) return code + " (too many requests)";
  if (status >= 500) return code + " (the server's fault)";
  return code;
}

struct CloseEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct CloseMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};

class Fetch {
 public:
  Fetch(const std::string& url, const fs::path& part, std::uint64_t limit, const ProgressCallback& progress)
      : url_(url), part_(part), limit_(limit), progress_(progress) {
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    easy_.reset(initialised == CURLE_OK ? curl_easy_init() : nullptr);
    multi_.reset(curl_multi_init());
    if (!easy_ || !multi_) throw std::bad_alloc();
    open_part();
    configure();
  }

  bool run(const std::stop_token& stop) {
    curl_multi_add_handle(multi_.get(), easy_.get());
    const auto remove = [this](CURL* handle) { curl_multi_remove_handle(multi_.get(), handle); };
    const std::unique_ptr<CURL, decltype(remove)> added(easy_.get(), remove);
    int running = 1;
    while (running > 0) {
      if (stop.stop_requested()) return false;
      CURLMcode status = curl_multi_perform(multi_.get(), &running);
      if (status == CURLM_OK && running > 0)
        status = curl_multi_poll(multi_.get(), nullptr, 0, kPollMilliseconds, nullptr);
      if (status != CURLM_OK) throw Error(ErrorKind::network, url_, curl_multi_strerror(status));
    }
    finish();
    return true;
  }

 private:
  void open_part() {
    descriptor_ = FileDescriptor(::open(part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!descriptor_.is_open()) throw write_failure(part_, errno);
    if (::flock(descriptor_.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      throw Error(ErrorKind::file_unwritable, part_.string(), "another program is downloading it");
    const off_t end = ::lseek(descriptor_.get(), 0, SEEK_END);
    if (end < 0) throw write_failure(part_, errno);
    offset_ = resumed_from_ = static_cast<std::uint64_t>(end);
  }

  template <typename Value>
  void set(CURLoption option, Value value) {
    const CURLcode status = curl_easy_setopt(easy_.get(), option, value);
    if (status != CURLE_OK) throw Error(ErrorKind::network, url_, curl_easy_strerror(status));
  }

  void configure() {
    set(CURLOPT_URL, url_.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, kMaxRedirects);
    set(CURLOPT_FAILONERROR, 1L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // a stop does not wait for a name server
    set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    set(CURLOPT_LOW_SPEED_LIMIT, kStalledBytesPerSecond);
    set(CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
    set(CURLOPT_USERAGENT, "ConvLens");
    set(CURLOPT_ERRORBUFFER, reason_.data());
    // Not CURLOPT_RESUME_FROM: that fails where a server ignores the range, instead of beginning anew.
    range_ = std::to_string(resumed_from_) + "-";
    if (resumed_from_ > 0) set(CURLOPT_RANGE, range_.c_str());
    const curl_write_callback receive_data = [](char* data, std::size_t size, std::size_t count, void* self) {
      return static_cast<Fetch*>(self)->receive({data, size * count});
    };
    set(CURLOPT_WRITEFUNCTION, receive_data);
    set(CURLOPT_WRITEDATA, this);
  }

  long status() const {
    long code = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &code);
    return code;
  }

  /// Where the answer's bytes belong: its Content-Range's first number, or 0 for a whole file.
  std::optional<std::uint64_t> answer_begin() const {
    constexpr std::string_view kUnit = "bytes ";
    if (status() != kPartialContent) return 0;
    curl_header* header = nullptr;
    if (curl_easy_header(easy_.get(), "Content-Range", 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
      return std::nullopt;
    std::string_view value(header->value);
    if (!value.starts_with(kUnit)) return std::nullopt;
    value.remove_prefix(kUnit.size());
    std::uint64_t begin = 0;
    const auto parsed = std::from_chars(value.data(), value.data() + value.size(), begin);
    return parsed.ec == std::errc() ? std::optional(begin) : std::nullopt;
  }

  /// Before the body's first byte, or at the end of an empty one.
  void begin_body() {
    if (began_) return;
    began_ = true;
    const std::optional<std::uint64_t> begin = answer_begin();
    if (!begin || *begin > resumed_from_)
      throw Error(ErrorKind::network, url_, "the server sent another part of the file");
    offset_ = *begin;
    if (::ftruncate(descriptor_.get(), static_cast<off_t>(offset_)) != 0 ||
        ::lseek(descriptor_.get(), static_cast<off_t>(offset_), SEEK_SET) < 0)
      throw write_failure(part_, errno);
    curl_off_t length = -1;
    curl_easy_getinfo(easy_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length >= 0) total_ = offset_ + static_cast<std::uint64_t>(length);
  }

  /// libcurl's callback: exceptions wait outside of its C code.
  std::size_t receive(std::string_view data) {
    try {
      begin_body();
      write(data);
      if (progress_) progress_(offset_, total_);
      return data.size();
    } catch (...) {
      failure_ = std::current_exception();
      return CURL_WRITEFUNC_ERROR;
    }
  }

  void write(std::string_view data) {
    if (data.size() > limit_ || offset_ > limit_ - data.size())
      throw Error(ErrorKind::network, url_,
                  "the server sends more than " + std::to_string(limit_) + " bytes");
    while (!data.empty()) {
      const ssize_t written = ::write(descriptor_.get(), data.data(), data.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) throw write_failure(part_, written < 0 ? errno : ENOSPC);
      data.remove_prefix(static_cast<std::size_t>(written));
      offset_ += static_cast<std::uint64_t>(written);
    }
  }

  void finish() {
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
    const CURLcode result = message == nullptr ? CURLE_RECV_ERROR : message->data.result;
    if (failure_) std::rethrow_exception(failure_);
    // The part is the whole file already, or longer than it: the caller's check tells.
    if (result == CURLE_HTTP_RETURNED_ERROR && status() == kRangeNotSatisfiable && resumed_from_ > 0) return;
    if (result == CURLE_HTTP_RETURNED_ERROR) throw Error(ErrorKind::network, url_, status_text(status()));
    if (result != CURLE_OK) {
      const std::string detail(reason_.data());
      throw Error(ErrorKind::network, url_, detail.empty() ? curl_easy_strerror(result) : detail);
    }
    if (status() != kOk && status() != kPartialContent)
      throw Error(ErrorKind::network, url_, status_text(status()));
    begin_body();
  }

  std::string url_;
  fs::path part_;
  std::uint64_t limit_;
  const ProgressCallback& progress_;
  FileDescriptor descriptor_;
  std::uint64_t offset_ = 0, resumed_from_ = 0, total_ = 0;
  bool began_ = false;
  std::string range_;
  std::array<char, CURL_ERROR_SIZE> reason_{};
  std::exception_ptr failure_;
  std::unique_ptr<CURL, CloseEasy> easy_;
  std::unique_ptr<CURLM, CloseMulti> multi_;
};

}  // namespace

bool fetch_resumable(const std::string& url, const fs::path& part, std::uint64_t limit, std::stop_token stop,
                     const ProgressCallback& progress) {
  return Fetch(url, part, limit, progress).run(stop);
}

}  // namespace convlens
