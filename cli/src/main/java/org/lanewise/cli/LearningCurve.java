package org.lanewise.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lanewise.nn.model.AtomicFile;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.History;

/** Draws how training went: accuracy (or loss, for a regression) over epochs, as SVG and PNG. */
final class LearningCurve {
  private static final Color TRAINING = new Color(0x1F77B4);
  private static final Color VALIDATION = new Color(0xD95F02);
  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xE5E5E5);

  private LearningCurve() {}

  /** Returns where the PNG goes: beside the SVG, under the same name. */
  static Path pngBeside(Path svg) {
    String name = svg.getFileName().toString();
    return svg.resolveSibling(name.substring(0, name.length() - ".svg".length()) + ".png");
  }

  /** Writes both pictures. */
  static void write(Path svg, History history, String title) throws IOException {
    ByteArrayOutputStream vector = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(
        chart(history, title), vector, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    byte[] bitmap = png(BitmapEncoder.getBufferedImage(chart(history, title)));
    byte[] named = named(vector.toString(StandardCharsets.UTF_8), history, title);
    AtomicFile.write(svg, out -> write(out, named));
    AtomicFile.write(pngBeside(svg), out -> write(out, bitmap));
  }

  /** In memory: ImageIO by itself would want a file in the folder for temporary files. */
  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(image);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The letters of the picture are outlines; a title and a description are read as text. */
  private static byte[] named(String svg, History history, String title) {
    EpochResult first = history.epochs().get(0);
    String series = Double.isNaN(first.validationLoss()) ? "training" : "training and validation";
    String names =
        "\n  <title>%s</title>\n  <desc>%s of %s by epoch</desc>"
            .formatted(escaped(title), hasAccuracy(history) ? "accuracy" : "loss", series);
    int root = svg.indexOf('>', svg.indexOf("<svg")) + 1;
    return (svg.substring(0, root) + names + svg.substring(root)).getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("\\p{Cntrl}", " ");
  }

  private static boolean hasAccuracy(History history) {
    return !Double.isNaN(history.epochs().get(0).trainAccuracy());
  }

  private static void write(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
  }

  private static XYChart chart(History history, String title) {
    List<EpochResult> epochs = history.epochs();
    boolean accuracy = hasAccuracy(history);
    XYChart chart =
        new XYChartBuilder()
            .width(960)
            .height(600)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(accuracy ? "accuracy" : "loss")
            .build();
    style(chart.getStyler(), epochs.size(), accuracy);
    if (accuracy) {
      add(chart, "training", TRAINING, epochs, EpochResult::trainAccuracy);
      add(chart, "validation", VALIDATION, epochs, EpochResult::validationAccuracy);
    } else {
      add(chart, "training", TRAINING, epochs, EpochResult::trainLoss);
      add(chart, "validation", VALIDATION, epochs, EpochResult::validationLoss);
    }
    return chart;
  }

  private static void style(org.knowm.xchart.style.XYStyler styler, int epochs, boolean accuracy) {
    Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setAxisTickLabelsFont(plain);
    styler.setAxisTitleFont(plain);
    styler.setLegendFont(plain);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(
        accuracy ? Styler.LegendPosition.InsideSE : Styler.LegendPosition.InsideNE);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setChartTitleBoxVisible(false);
    styler.setChartPadding(16);
    styler.setYAxisDecimalPattern(accuracy ? "0.000" : "0.0###");
    styler.setXAxisDecimalPattern("0");
    styler.setXAxisMin(1.0);
    styler.setXAxisMax((double) Math.max(2, epochs));
  }

  private static void add(
      XYChart chart,
      String name,
      Color color,
      List<EpochResult> epochs,
      ToDoubleFunction<EpochResult> value) {
    double[] y = epochs.stream().mapToDouble(value).toArray();
    if (Double.isNaN(y[0])) {
      return;
    }
    double[] x = epochs.stream().mapToDouble(EpochResult::epoch).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
  }
}
