#include "ui/path_dialogs.h"

#include <QFileDialog>

namespace convlens::ui {
namespace {

QFileDialog& make_dialog(QWidget& parent, const QString& title, const QString& filter,
                         const PathDialogs::Chosen& chosen) {
  auto* dialog = new QFileDialog(&parent, title, QString(), filter);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QFileDialog::fileSelected, &parent, chosen);
  return *dialog;
}

}  // namespace

void PathDialogs::ask_file(QWidget& parent, const QString& title, const QString& filter, Chosen chosen) {
  QFileDialog& dialog = make_dialog(parent, title, filter, chosen);
  dialog.setFileMode(QFileDialog::ExistingFile);
  dialog.open();
}

void PathDialogs::ask_new_file(QWidget& parent, const QString& title, const QString& filter,
                               const QString& suffix, Chosen chosen) {
  QFileDialog& dialog = make_dialog(parent, title, filter, chosen);
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setDefaultSuffix(suffix);
  dialog.open();
}

void PathDialogs::ask_folder(QWidget& parent, const QString& title, Chosen chosen) {
  QFileDialog& dialog = make_dialog(parent, title, QString(), chosen);
  dialog.setFileMode(QFileDialog::Directory);
  dialog.setOption(QFileDialog::ShowDirsOnly);
  dialog.open();
}

}  // namespace convlens::ui
