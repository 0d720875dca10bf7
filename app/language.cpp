#include "app/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace convlens::app {

void Language::use(const QString& language) {
  QCoreApplication::removeTranslator(&ours_);
  QCoreApplication::removeTranslator(&qts_);
  QLocale::setDefault(QLocale(language));
  if (qts_.load(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
    QCoreApplication::installTranslator(&qts_);
  if (ours_.load(QStringLiteral(":/translations/convlens_") + language)) QCoreApplication::installTranslator(&ours_);
}

}  // namespace convlens::app
