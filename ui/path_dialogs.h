#pragma once
#include <QString>
#include <functional>

class QWidget;

namespace convlens::ui {

/// Asks the user for a file or a folder, without blocking: `chosen` is called with the path, or never. The default
/// shows Qt's file dialogs, which go when they are closed.
class PathDialogs {
 public:
  using Chosen = std::function<void(const QString& path)>;

  virtual ~PathDialogs() = default;
  virtual void ask_file(QWidget& parent, const QString& title, const QString& filter, Chosen chosen);
  /// A file to be written, by a name to begin with; its suffix is added to a name that has none.
  virtual void ask_new_file(QWidget& parent, const QString& title, const QString& filter, const QString& name,
                            Chosen chosen);
  virtual void ask_folder(QWidget& parent, const QString& title, Chosen chosen);
};

}  // namespace convlens::ui
