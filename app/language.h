#pragma once
#include <QString>
#include <QTranslator>

namespace convlens::app {

/// The interface's language, switched while the program runs: widgets hear of it by LanguageChange events.
class Language {
 public:
  /// "en" or "zh_CN"; one that there is no translation for gives English.
  void use(const QString& language);

 private:
  QTranslator ours_, qts_;
};

}  // namespace convlens::app
