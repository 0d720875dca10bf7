#include "tests/data/loopback_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace convlens::test {
namespace {

constexpr int kPollMilliseconds = 20;

std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string::npos) return {};
  const std::size_t from = begin + before.size();
  return text.substr(from, text.find(after, from) - from);
}

bool send_all(int connection, const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t sent = ::send(connection, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    done += static_cast<std::size_t>(sent);
  }
  return true;
}

bool readable(int descriptor) {
  pollfd wait{descriptor, POLLIN, 0};
  return ::poll(&wait, 1, kPollMilliseconds) > 0;
}

}  // namespace

LoopbackServer::LoopbackServer() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, generic, size) != 0 || ::listen(listener_, 8) != 0 ||
      ::getsockname(listener_, generic, &size) != 0)
    throw std::runtime_error("no loopback server");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

LoopbackServer::~LoopbackServer() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

void LoopbackServer::serve(const std::string& name, std::string body) {
  const std::lock_guard lock(mutex_);
  files_["/files/" + name] = std::move(body);
}

void LoopbackServer::behave(Behaviour behaviour) {
  const std::lock_guard lock(mutex_);
  behaviour_ = std::move(behaviour);
}

std::vector<std::string> LoopbackServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void LoopbackServer::run() {
  while (!stopping_) {
    if (!readable(listener_)) continue;
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    answer(connection);
    ::close(connection);
  }
}

void LoopbackServer::answer(int connection) {
  std::string request;
  while (request.find("\r\n\r\n") == std::string::npos) {
    if (stopping_) return;
    if (!readable(connection)) continue;
    char buffer[4096];
    const ssize_t got = ::recv(connection, buffer, sizeof buffer, 0);
    if (got <= 0) return;
    request.append(buffer, static_cast<std::size_t>(got));
  }
  const std::string path = between(request, "GET ", " "), range = between(request, "Range: ", "\r\n");
  Behaviour behaviour;
  std::string body;
  bool found = false;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back("GET " + path + (range.empty() ? "" : " " + range));
    behaviour = behaviour_;
    found = files_.contains(path);
    if (found) body = files_[path];
  }
  if (!behaviour.redirect.empty()) {
    send_all(connection, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: " +
                             behaviour.redirect + path.substr(path.rfind('/') + 1) + "\r\n\r\n");
    return;
  }
  const int status = behaviour.status != 0 ? behaviour.status : found ? 200 : 404;
  if (status != 200) {
    const std::string page = "<html>an error page</html>";
    send_body(connection, "HTTP/1.1 " + std::to_string(status) + " Error\r\n", page, {});
    return;
  }
  if (behaviour.corrupt) body.back() = static_cast<char>(body.back() ^ 1);
  std::string head = "HTTP/1.1 200 OK\r\n";
  if (!range.empty() && !behaviour.ignore_range) {
    const std::size_t from = std::stoul(between(range, "bytes=", "-"));
    const std::size_t whole = body.size();
    if (from >= whole) {
      send_body(connection, "HTTP/1.1 416 Range Not Satisfiable\r\n", "", {});
      return;
    }
    body.erase(0, from);
    head = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + std::to_string(from) + "-" +
           std::to_string(whole - 1) + "/" + std::to_string(whole) + "\r\n";
  }
  send_body(connection, head, body, behaviour);
}

void LoopbackServer::send_body(int connection, std::string head, std::string body,
                               const Behaviour& behaviour) {
  head += "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n";
  const std::size_t limit = behaviour.cut_after != 0 ? behaviour.cut_after : behaviour.stall_after;
  if (limit != 0 && limit < body.size()) body.resize(limit);
  if (!send_all(connection, head + body)) return;
  if (behaviour.stall_after == 0) return;
  while (!stopping_ && !readable(connection)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

}  // namespace convlens::test
