#pragma once
#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace convlens::test {

/// A small HTTP/1.1 server on 127.0.0.1, one connection at a time, which can misbehave in the ways servers
/// do.
class LoopbackServer {
 public:
  struct Behaviour {
    bool ignore_range = false;    ///< answers 200 and the whole file to a range request
    std::size_t cut_after = 0;    ///< closes the connection after that many bytes of a body; 0: never
    std::size_t stall_after = 0;  ///< sends nothing more after that many bytes, until stopped; 0: never
    bool corrupt = false;         ///< flips the body's last byte
    int status = 0;               ///< answers with this status; 0: as it should
    std::string redirect{};       ///< a location to send everybody to
  };

  LoopbackServer();
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/files/"; }
  void serve(const std::string& name, std::string body);
  void behave(Behaviour behaviour);
  /// "GET /files/name" and, where there was one, " range" with the Range header's value.
  std::vector<std::string> requests() const;

 private:
  void run();
  void answer(int connection);
  void send_body(int connection, std::string head, std::string body, const Behaviour& behaviour);

  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, std::string> files_;
  Behaviour behaviour_;
  std::vector<std::string> requests_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace convlens::test
