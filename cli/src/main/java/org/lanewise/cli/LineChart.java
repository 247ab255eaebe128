package org.lanewise.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.lanewise.nn.model.AtomicFile;

/**
 * A chart of lines in the look that all pictures of Lanewise share, as SVG with a PNG beside it.
 */
public final class LineChart extends XYChart {
  /** The colours of the first two lines, far apart for the colour-blind too. */
  public static final Color BLUE = new Color(0x1F77B4);

  /** See {@link #BLUE}. */
  public static final Color ORANGE = new Color(0xD95F02);

  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;
  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xE5E5E5);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font SMALL = PLAIN.deriveFont(13f);
  private static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final int PADDING = 16;
  private static final int LINE_HEIGHT = 22;
  private static final int TICK_LENGTH = 5;
  private static final int TICK_GAP = 4;
  private static final int LABEL_HEIGHT = 10;

  private final String heading;
  private Map<Double, String> ticks = Map.of();

  /** Makes a chart without lines. */
  public LineChart(String title, String xTitle, String yTitle) {
    super(WIDTH, HEIGHT);
    heading = title;
    setTitle(title);
    setXAxisTitle(xTitle);
    setYAxisTitle(yTitle);
    style(getStyler());
  }

  private static void style(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setAxisTickLabelsFont(PLAIN);
    styler.setAxisTitleFont(PLAIN);
    styler.setLegendFont(PLAIN);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setChartTitleFont(HEADING);
    styler.setChartTitleBoxVisible(false);
    styler.setChartPadding(PADDING);
  }

  /** Returns whether a picture may have this name. */
  public static boolean isSvg(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
  }

  /** Returns where the PNG goes: beside the SVG, under the same name. */
  public static Path pngBeside(Path svg) {
    String name = svg.getFileName().toString();
    return svg.resolveSibling(name.substring(0, name.length() - ".svg".length()) + ".png");
  }

  /** Adds a line with a marker at each point, and returns it to be changed. */
  public XYSeries addLine(String name, Color color, Marker marker, double[] x, double[] y) {
    XYSeries series = addSeries(name, x, y);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(marker);
    series.setMarkerColor(color);
    return series;
  }

  /**
   * Puts a line below the title, and places the ranges of both axes and the ticks of x by hand.
   *
   * @param subtitle stands below the title, smaller; may be empty
   * @param x the range of the x axis
   * @param top where the y axis ends; it begins at 0
   * @param labels what stands where, the most important first: a label without room is left out
   */
  public void setFrame(String subtitle, double[] x, double top, Map<Double, String> labels) {
    ticks = labels;
    XYStyler styler = getStyler();
    if (!subtitle.isEmpty()) {
      setTitle(subtitle); // the place next to the plot; the heading goes above it
      styler.setChartTitleFont(PLAIN);
      styler.setChartTitlePadding(LINE_HEIGHT);
    }
    styler.setXAxisMin(x[0]);
    styler.setXAxisMax(x[1]);
    styler.setYAxisMin(0.0);
    styler.setYAxisMax(top);
    styler.setPlotContentSize(0.96);
    styler.setAxisTickLabelsFont(SMALL);
    styler.setAxisTitlePadding(PADDING);
    // What would stand below the x axis keeps its room, and what stands there comes from here.
    styler.setxAxisTickLabelsFormattingFunction(value -> "0");
    styler.setXAxisTickLabelsColor(Color.WHITE);
    styler.setXAxisTickMarksColor(Color.WHITE);
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    super.paint(g, width, height);
    if (ticks.isEmpty()) {
      return;
    }
    g.setColor(INK);
    double left = getScreenXFromChart(getStyler().getXAxisMin());
    double right = getScreenXFromChart(getStyler().getXAxisMax());
    if (!getTitle().equals(heading)) {
      write(g, outline(heading, HEADING), (left + right) / 2, PADDING + HEADING.getSize());
    }
    paintTicks(g, left, right);
  }

  private void paintTicks(Graphics2D g, double left, double right) {
    double content = getStyler().getPlotContentSize();
    double top = getScreenYFromChart(getStyler().getYAxisMax());
    double bottom = getScreenYFromChart(getStyler().getYAxisMin());
    double axis = bottom + (bottom - top) / content * (1 - content) / 2;
    double margin = (right - left) / content * (1 - content) / 2;
    g.setStroke(new BasicStroke(1));
    g.draw(new Line2D.Double(left - margin, axis, right + margin, axis));
    List<Rectangle2D> taken = new ArrayList<>();
    ticks.forEach(
        (value, label) -> {
          double x = getScreenXFromChart(value);
          g.draw(new Line2D.Double(x, axis, x, axis + TICK_LENGTH));
          Shape letters = outline(label, SMALL);
          double half = (letters.getBounds2D().getWidth() + TICK_GAP) / 2;
          Rectangle2D room = new Rectangle2D.Double(x - half, 0, 2 * half, 1);
          if (taken.stream().noneMatch(room::intersects)) {
            taken.add(room);
            write(g, letters, x, axis + TICK_LENGTH + TICK_GAP + LABEL_HEIGHT);
          }
        });
  }

  private static void write(Graphics2D g, Shape letters, double middle, double baseline) {
    double x = middle - letters.getBounds2D().getCenterX();
    g.fill(AffineTransform.getTranslateInstance(x, baseline).createTransformedShape(letters));
  }

  /** All letters of the picture are outlines, so that it looks the same without its fonts. */
  private static Shape outline(String text, Font font) {
    return new TextLayout(text, font, new FontRenderContext(null, true, false)).getOutline(null);
  }

  /**
   * Writes both pictures.
   *
   * @param description what the SVG says of itself to who cannot see it, beside the title
   */
  public void write(Path svg, String description) throws IOException {
    ByteArrayOutputStream vector = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(
        this, vector, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    byte[] bitmap = png(BitmapEncoder.getBufferedImage(this));
    byte[] named = named(vector.toString(StandardCharsets.UTF_8), description);
    AtomicFile.write(svg, out -> out.write(named));
    AtomicFile.write(pngBeside(svg), out -> out.write(bitmap));
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
  private byte[] named(String svg, String description) {
    String names =
        "\n  <title>%s</title>\n  <desc>%s</desc>"
            .formatted(escaped(heading), escaped(description));
    int root = svg.indexOf('>', svg.indexOf("<svg")) + 1;
    return (svg.substring(0, root) + names + svg.substring(root)).getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("\\p{Cntrl}", " ");
  }
}
