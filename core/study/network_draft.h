#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/model/graph.h"

namespace convlens {

/// A network's layers by name, to be changed before it is built: what variant_graph works on.
class NetworkDraft {
 public:
  struct Part {
    std::string name, kind;
    Attributes attributes;
    std::vector<std::string> inputs;  ///< names of earlier parts; kInput: the network's input
    bool nonlinearity = false;
  };
  static constexpr const char* kInput = "";

  explicit NetworkDraft(const Graph& graph);

  std::vector<Part>& parts() { return parts_; }
  const std::vector<Part>& parts() const { return parts_; }
  /// nullptr: there is none of that name.
  Part* find(const std::string& name);
  /// The parts of a kind, by name, in order.
  std::vector<std::string> of_kind(std::string_view kind) const;
  /// The last convolution or dense layer: it makes the class scores. Throws Error(bad_value) where there is
  /// none.
  std::string head() const;
  /// What hangs on a layer: the norms, nonlinearity and dropout behind it, in order, as long as each is all
  /// that reads the one before.
  std::vector<std::string> tail_of(const std::string& name) const;

  /// Whoever read it reads its input. It must have exactly one.
  void remove(const std::string& name);
  /// Whoever read `name` reads the new part, whose name is `word` and a number that is free.
  void insert_after(const std::string& name, const std::string& word, const std::string& kind,
                    Attributes attributes);
  /// `name` reads the new part in place of its first input.
  void insert_before(const std::string& name, const std::string& word, const std::string& kind,
                     Attributes attributes);

  /// Throws what Graph::add throws.
  std::shared_ptr<const Graph> build() const;

 private:
  std::size_t place_of(const std::string& name) const;
  std::string free_name(const std::string& word) const;
  std::vector<std::string> readers_of(const std::string& name) const;

  Shape input_;
  InputOrder order_;
  std::vector<Part> parts_;
};

}  // namespace convlens
