package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The pictures of the learning curve that training leaves beside the model. */
class LearningCurveTest {
  private static final int TRAINING = 0xFF1F77B4;
  private static final int VALIDATION = 0xFFD95F02;

  @TempDir private Path folder;

  private void train(Path csv, String target, String... more) {
    String[] fixed = {
      "train",
      "--data=csv:" + csv,
      "--target=" + target,
      "--epochs=4",
      "--layers=8",
      "--batch=16",
      "--model=" + folder.resolve("m.safetensors"),
      "--plot=" + folder.resolve("curve.svg")
    };
    CommandRun.of(Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray(String[]::new))
        .succeeded();
  }

  private Document svg() throws Exception {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    parsers.setNamespaceAware(true);
    // The document type names a file on the web; nothing may be fetched.
    parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return parsers.newDocumentBuilder().parse(folder.resolve("curve.svg").toFile());
  }

  private static String text(Document svg, String element) {
    var found = svg.getElementsByTagNameNS("http://www.w3.org/2000/svg", element);
    assertEquals(1, found.getLength(), "elements called " + element);
    return found.item(0).getTextContent();
  }

  private Map<Integer, Long> colors() throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve("curve.png").toFile());
    assertEquals(960, image.getWidth());
    assertEquals(600, image.getHeight());
    return Arrays.stream(image.getRGB(0, 0, 960, 600, null, 0, 960))
        .boxed()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @Test
  void thePicturesNeedNoFolderForTemporaryFiles() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Djava.io.tmpdir=" + folder.resolve("none"),
                "-cp",
                System.getProperty("java.class.path"),
                Lanewise.class.getName(),
                "train",
                "--data=csv:" + TestData.twoKinds(folder),
                "--target=kind",
                "--epochs=1",
                "--layers=8",
                "--model=" + folder.resolve("m.safetensors"),
                "--plot=" + folder.resolve("curve.svg"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(colors().getOrDefault(0xFFFFFFFF, 0L) > 960 * 600 / 2, "mostly white");
  }

  @Test
  void thePngShowsBothSeriesOnWhite() throws Exception {
    train(TestData.twoKinds(folder), "kind");

    Map<Integer, Long> colors = colors();
    assertTrue(colors.getOrDefault(0xFFFFFFFF, 0L) > 960 * 600 / 2, "mostly white");
    assertTrue(colors.getOrDefault(TRAINING, 0L) > 200, "training");
    assertTrue(colors.getOrDefault(VALIDATION, 0L) > 200, "validation");
  }

  @Test
  void theSvgIsWellFormedAndNamesWhatItShows() throws Exception {
    Path csv = TestData.twoKinds(folder);
    train(csv, "kind");

    Document svg = svg();
    assertEquals("svg", svg.getDocumentElement().getLocalName());
    assertEquals("0 0 960 600", svg.getDocumentElement().getAttribute("viewBox"));
    assertEquals("csv:" + csv + ": 2 - 8 relu - 2", text(svg, "title"));
    assertTrue(text(svg, "desc").contains("training"));
    assertTrue(text(svg, "desc").contains("validation"));
    String drawn = Files.readString(folder.resolve("curve.svg"));
    assertTrue(drawn.contains("rgb(31,119,180)"), "training");
    assertTrue(drawn.contains("rgb(217,95,2)"), "validation");
  }

  @Test
  void aTitleWithMarkupStaysText() throws Exception {
    Path named = Files.createDirectory(folder.resolve("a & b <c>"));
    Path csv = TestData.twoKinds(named);
    train(csv, "kind");

    assertEquals("csv:" + csv + ": 2 - 8 relu - 2", text(svg(), "title"));
  }

  @Test
  void withoutValidationThereIsOneSeries() throws Exception {
    train(TestData.prices(folder), "price", "--loss=mse", "--validation=0");

    Map<Integer, Long> colors = colors();
    assertTrue(colors.containsKey(TRAINING));
    assertFalse(colors.containsKey(VALIDATION));
    assertTrue(text(svg(), "desc").contains("training"));
    assertFalse(text(svg(), "desc").contains("validation"));
  }

  @Test
  void aSingleEpochIsDrawnToo() throws Exception {
    Path csv = TestData.prices(folder);
    CommandRun.of(
            "train",
            "--data=csv:" + csv,
            "--target=price",
            "--loss=mse",
            "--epochs=1",
            "--layers=2",
            "--model=" + folder.resolve("m.safetensors"),
            "--plot=" + folder.resolve("CURVE.SVG"))
        .succeeded();

    BufferedImage image = ImageIO.read(folder.resolve("CURVE.png").toFile());
    assertEquals(960, image.getWidth());
    assertTrue(Files.size(folder.resolve("CURVE.SVG")) > 1000);
  }
}
