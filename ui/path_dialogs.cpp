#include "ui/path_dialogs.h"

#include <QDir>
#include <QFileDialog>

namespace convlens::ui {
namespace {

/// Takes the name of a folder that is not there yet for the wish to have it. (A system's own dialog has a
/// button for that.)
class FolderDialog : public QFileDialog {
 public:
  using QFileDialog::QFileDialog;

 protected:
  void accept() override {
    const QStringList chosen = selectedFiles();
    if (chosen.size() == 1 && !QFileInfo::exists(chosen[0])) QDir().mkpath(chosen[0]);
    QFileDialog::accept();
  }
};

template <typename Dialog = QFileDialog>
Dialog& make_dialog(QWidget& parent, const QString& title, const QString& filter,
                    const PathDialogs::Chosen& chosen) {
  auto* dialog = new Dialog(&parent, title, QString(), filter);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QFileDialog::fileSelected, &parent, chosen);
  return *dialog;
}

}  // namespace

void PathDialogs::ask_file(QWidget& parent, const QString& title, const QString& filter, Chosen chosen) {
  QFileDialog& dialog = make_dialog<>(parent, title, filter, chosen);
  dialog.setFileMode(QFileDialog::ExistingFile);
  dialog.open();
}

void PathDialogs::ask_new_file(QWidget& parent, const QString& title, const QString& filter,
                               const QString& name, Chosen chosen) {
  QFileDialog& dialog = make_dialog<>(parent, title, filter, chosen);
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setDefaultSuffix(QFileInfo(name).suffix());
  dialog.selectFile(name);
  dialog.open();
}

void PathDialogs::ask_folder(QWidget& parent, const QString& title, Chosen chosen) {
  auto& dialog = make_dialog<FolderDialog>(parent, title, QString(), chosen);
  dialog.setFileMode(QFileDialog::Directory);
  dialog.setOption(QFileDialog::ShowDirsOnly);
  dialog.open();
}

}  // namespace convlens::ui
