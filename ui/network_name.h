#pragma once
#include <QCoreApplication>
#include <QString>

namespace convlens::ui {

/// What the user calls a network. Kept apart from its wording, so that it is worded anew in another language.
struct NetworkName {
  Q_DECLARE_TR_FUNCTIONS(NetworkName)

 public:
  QString name;            ///< of the preset or the file
  QString trained_on = {};  ///< the data set's word; empty: as it ships, or as its file was read
  bool untrained = false;  ///< random weights
  bool taught = false;     ///< the user's hand, after all that

  /// "digits", "tinyvgg, not trained", "digits, trained on MNIST", each with ", taught your hand".
  QString text() const;
  /// As it ships, or as its file was read.
  bool is_plain() const { return trained_on.isEmpty() && !untrained && !taught; }
};

/// A network that comes trained with the program.
struct ShippedNetwork {
  QString name;  ///< of its preset
  QString file;
  friend bool operator==(const ShippedNetwork&, const ShippedNetwork&) = default;
};

}  // namespace convlens::ui
