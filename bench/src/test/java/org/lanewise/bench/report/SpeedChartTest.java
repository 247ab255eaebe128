package org.lanewise.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The picture of speeds over sizes. */
class SpeedChartTest {
  private static final int OURS = 0xFF1F77B4;
  private static final int FIRST_RIVAL = 0xFFD95F02;
  private static final int CEILING = 0xFF666666;

  @TempDir private Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final SpeedChart chart =
      new SpeedChart(new TableReport(new PrintStream(bytes, true, StandardCharsets.UTF_8)));

  private void measured(int size, double value, Map<String, Double> ratios) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("m", size);
    fields.put("backend", "simd");
    chart.measured(new Measurement("sgemm", "NN " + size, fields, value, "GFLOP/s", ratios));
  }

  private void measureThree() {
    chart.begin("GFLOP/s", List.of("loop", "openblas", "peak"));
    measured(512, 100, Map.of("openblas", 0.9, "peak", 0.8));
    measured(4, 2, Map.of("openblas", 2.0, "peak", 0.01));
    measured(64, 60, Map.of("openblas", 1.2, "peak", 0.5));
    chart.measured(
        new Measurement("geometric mean", "", Map.of(), Double.NaN, "", Map.of("openblas", 1.0)));
  }

  private Path write() throws IOException {
    Path svg = folder.resolve("speed.svg");
    chart.write(svg, "sgemm <NN> & more");
    return svg;
  }

  private static String text(Path svg, String element) throws Exception {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    parsers.setNamespaceAware(true);
    // The document type names a file on the web; nothing may be fetched.
    parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document = parsers.newDocumentBuilder().parse(svg.toFile());
    var found = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", element);
    assertEquals(1, found.getLength(), "elements called " + element);
    return found.item(0).getTextContent();
  }

  private BufferedImage png() throws IOException {
    return ImageIO.read(folder.resolve("speed.png").toFile());
  }

  /** Returns the rows in which a colour occurs at a column, from the top. */
  private static List<Integer> rows(BufferedImage image, int column, int color) {
    List<Integer> rows = new ArrayList<>();
    for (int y = 0; y < image.getHeight(); y++) {
      if (image.getRGB(column, y) == color) {
        rows.add(y);
      }
    }
    return rows;
  }

  private static long count(BufferedImage image, int color) {
    int width = image.getWidth();
    return Arrays.stream(image.getRGB(0, 0, width, image.getHeight(), null, 0, width))
        .filter(pixel -> pixel == color)
        .count();
  }

  @Test
  void theSvgNamesWhatItShowsAndWhereTheLeadChanges() throws Exception {
    measureThree();
    Path svg = write();
    assertEquals("sgemm <NN> & more", text(svg, "title"));
    assertEquals(
        "speed in GFLOP/s by size of simd (Lanewise), openblas, peak; simd is ahead of"
            + " openblas from 4; the lead changes at 512",
        text(svg, "desc"));
  }

  @Test
  void thePngShowsEachLineOnWhite() throws Exception {
    measureThree();
    write();
    BufferedImage image = png();
    assertTrue(count(image, 0xFFFFFFFF) > 960 * 600 / 2, "mostly white");
    assertTrue(count(image, OURS) > 200, "ours");
    assertTrue(count(image, FIRST_RIVAL) > 200, "the rival");
    assertTrue(count(image, CEILING) > 200, "the peak");
  }

  @Test
  void whoIsFasterIsAboveAndNobodyIsAboveThePeak() throws Exception {
    measureThree();
    write();
    BufferedImage image = png();
    // Between 4 and 64 we are ahead, at the right end the rival is.
    int left = rows(image, 400, OURS).get(0);
    assertTrue(left < rows(image, 400, FIRST_RIVAL).get(0));
    int column = 905;
    assertTrue(rows(image, column, FIRST_RIVAL).get(0) < rows(image, column, OURS).get(0));
    int highest =
        Stream.of(OURS, FIRST_RIVAL)
            .flatMap(color -> rows(image, column, color).stream())
            .min(Integer::compare)
            .orElseThrow();
    assertTrue(rows(image, column, CEILING).stream().allMatch(row -> row < highest || row > 500));
  }

  @Test
  void thePictureIsReportedAndEverythingPassesOn() throws Exception {
    measureThree();
    Path svg = write();
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(6, lines.size());
    assertEquals("wrote " + svg + " and " + folder.resolve("speed.png"), lines.get(5));
  }

  @Test
  void aRivalThatIsHeldBackIsCalledSo() throws Exception {
    chart.remark("openblas", Report.HELD_BACK, "an old processor is pretended");
    measureThree();
    String description = text(write(), "desc");
    assertTrue(description.contains("openblas (held back)"), description);
    assertTrue(
        description.endsWith("openblas is held back: an old processor is pretended"), description);
  }

  @Test
  void aRivalWithoutSpeedHasNoLineAndTheLeadIsNotTold() throws Exception {
    chart.begin("GFLOP/s", List.of("openblas", "peak"));
    measured(4, 2, Map.of("peak", 0.01));
    measured(8, 4, Map.of("peak", 0.02));
    assertEquals("speed in GFLOP/s by size of simd (Lanewise), peak", text(write(), "desc"));
    assertEquals(0, count(png(), FIRST_RIVAL));
  }

  @Test
  void manyRivalsWithLongNamesFindRoomToo() throws Exception {
    List<String> names =
        List.of(
            "loop",
            "row_loop",
            "netlib_java",
            "netlib_vector",
            "ejml",
            "ojalgo",
            "openblas",
            "openblas_off_heap",
            "mkl",
            "peak");
    chart.begin("GFLOP/s", names);
    for (int size = 4; size <= 2048; size *= 2) {
      Map<String, Double> ratios = new LinkedHashMap<>();
      double speed = 200.0 * size / (size + 40);
      for (String name : names) {
        ratios.put(
            name, name.equals("peak") ? speed / 230 : 1.15 * (names.size() - ratios.size()) / 4);
      }
      measured(size, speed, ratios);
    }
    write();
    BufferedImage image = png();
    for (int y = 0; y < image.getHeight(); y++) {
      assertEquals(0xFFFFFFFF, image.getRGB(image.getWidth() - 8, y), "row " + y);
    }
  }

  @Test
  void whereThereIsNoMeasurementThereIsNoPicture() {
    chart.begin("GFLOP/s", List.of("peak"));
    assertThrows(IllegalStateException.class, this::write);
    assertFalse(Files.exists(folder.resolve("speed.svg")));
  }
}
