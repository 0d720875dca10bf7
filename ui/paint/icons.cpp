#include "ui/paint/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace convlens::ui {
namespace {

/// The colour that the icon files are drawn in; replaced by the palette's.
constexpr char kInk[] = "#000000";

class LineIconEngine : public QIconEngine {
 public:
  explicit LineIconEngine(QByteArray svg) : svg_(std::move(svg)) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Normal;
    const QColor ink = QApplication::palette().color(group, QPalette::ButtonText);
    QByteArray tinted = svg_;
    tinted.replace(kInk, ink.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(tinted);
    painter->save();
    painter->setOpacity(painter->opacity() * ink.alphaF());
    renderer.render(painter, rect);
    painter->restore();
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }
  QIconEngine* clone() const override { return new LineIconEngine(svg_); }

 private:
  QByteArray svg_;
};

}  // namespace

QIcon line_icon(const QString& name) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QIcon(new LineIconEngine(file.readAll()));
}

QIcon program_icon() { return QIcon(QStringLiteral(":/icons/convlens.svg")); }

}  // namespace convlens::ui
