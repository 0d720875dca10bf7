#include "ui/views/view_export.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

#include "ui/views/view.h"

namespace convlens::ui {
namespace {

QByteArray svg_of(QWidget& widget) {
  QByteArray svg;
  QBuffer buffer(&svg);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setTitle(widget.objectName());
  generator.setDescription(widget.window()->windowTitle());
  generator.setSize(widget.size());
  generator.setViewBox(widget.rect());
  // Points of the screen, so that texts keep their sizes.
  generator.setResolution(widget.logicalDpiX());
  QPainter painter(&generator);
  widget.render(&painter);
  painter.end();
  return svg;
}

QByteArray png_of(const QImage& image) {
  QByteArray png;
  QBuffer buffer(&png);
  image.save(&buffer, "PNG");
  return png;
}

}  // namespace

Exporter export_of(View& view) {
  const Exporter figure = view.exporter();
  if (!figure) return {};
  return [figure, id = view.objectName().toStdString(), svg = svg_of(view).toStdString(),
          seen = view.grab().toImage()] {
    FigureFiles files = figure();
    files.push_back({id + "-view.svg", svg});
    files.push_back({id + "-view.png", png_of(seen).toStdString()});
    return files;
  };
}

}  // namespace convlens::ui
