package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that are missing or wrong: code 1, one line with the place, and the old model stays. */
class DataErrorsTest {
  @TempDir private Path folder;

  private Path results;
  private Map<Path, String> before;

  @BeforeEach
  void anOldModelIsThere() throws IOException {
    results = Files.createDirectory(folder.resolve("results"));
    Files.writeString(results.resolve("m.safetensors"), "the old model");
    Files.writeString(results.resolve("c.svg"), "the old picture");
    before = TestData.snapshot(results);
  }

  private CommandRun train(String... options) throws IOException {
    Stream<String> fixed =
        Stream.of(
            "train",
            "--json",
            "--epochs=1",
            "--layers=4",
            "--model=" + results.resolve("m.safetensors"),
            "--plot=" + results.resolve("c.svg"));
    CommandRun run = CommandRun.of(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
    assertEquals(before, TestData.snapshot(results), "files changed");
    return run;
  }

  private CommandRun trainTable(Path csv, String... more) throws IOException {
    Stream<String> data = Stream.of("--data=csv:" + csv, "--target=y");
    return train(Stream.concat(data, Stream.of(more)).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "idx"})
  void dataThatAreNotThereAreNamed(String kind) throws IOException {
    Path missing = folder.resolve("missing");
    String[] options = {"--data=" + kind + ":" + missing, "--target=y"};
    train(kind.equals("csv") ? options : Arrays.copyOf(options, 1))
        .failed(1, missing.toString(), "no such");
  }

  @Test
  void aFolderIsNoFileAndAFileNoFolder() throws IOException {
    trainTable(folder).failed(1, folder.toString(), "folder");
    Path file = TestData.file(folder.resolve("a.csv"), "x,y", "1,0");
    train("--data=idx:" + file).failed(1, file.toString(), "folder");
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of("", ":", "empty"),
        Arguments.of("x,y\n", ":", "no rows"),
        Arguments.of("1,2\n3,4\n", ":1", "header"),
        Arguments.of("x,x,y\n1,2,0\n", ":1:2", "'x'"),
        Arguments.of("x,,y\n1,2,0\n", ":1:2", "name"),
        Arguments.of("x,y\n1,0\n2\n", ":3", "1 field"),
        Arguments.of("x,y\n1,0\n2,1,3\n", ":3", "3 fields"),
        Arguments.of("x,y\n1,0\n,1\n", ":3:1", "column x"),
        Arguments.of("x,y\n1,0\n2,\n", ":3:2", "column y"),
        Arguments.of("x,y\n1,0\nn/a,1\n", ":3:1", "'n/a'"),
        Arguments.of("x,y\n1,yes\n2,no\n", ":2:2", "'yes'"),
        Arguments.of("x,y\n1,0\nNaN,1\n", ":3:1", "'NaN'"),
        Arguments.of("x,y\n1,0\n1e999,1\n", ":3:1", "'1e999'"),
        Arguments.of("x,y\n1,0\n\"2,1\n", ":3", "quote"),
        Arguments.of("x,y\n1,0\n1;5,1\n", ":3:1", "'1;5'"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aWrongTableIsNamedWithLineAndColumn(String text, String place, String words)
      throws IOException {
    Path csv = Files.writeString(folder.resolve("t.csv"), text);
    trainTable(csv).failed(1, csv + place, words);
  }

  @Test
  void bytesThatAreNotTextAreNamed() throws IOException {
    Path csv = folder.resolve("t.csv");
    Files.write(csv, new byte[] {'x', ',', 'y', '\n', (byte) 0xC3, '\n'});
    trainTable(csv).failed(1, csv + ":2", "UTF-8");
  }

  @Test
  void aColumnThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "x,Y", "1,0", "2,1");
    trainTable(csv).failed(1, csv.toString(), "'y'", "Y");
  }

  @Test
  void columnsThatAreNotThereAreAllNamedEvenThoseToLeaveOut() throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "x,y", "1,0", "2,1");
    trainTable(csv, "--ignore=a,b", "--encode=c=one-hot", "--missing=d=mean")
        .failed(1, csv + " lacks the columns c, d, a, b; its columns are x, y");
    trainTable(csv, "--ignore=nome").failed(1, "'nome'", "x, y");
  }

  @Test
  void aTargetAloneIsNothingToLearnFrom() throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "y", "1", "2");
    trainTable(csv).failed(1, csv.toString(), "1 column");
  }

  @Test
  void oneClassIsNothingToTellApart() throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "x,y", "1,0", "2,0", "3,0");
    trainTable(csv).failed(1, csv.toString(), "column y", "1 distinct value");
  }

  @Test
  void aTargetThatIsAlwaysTheSameIsNothingToPredict() throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "x,y", "1,7", "2,7", "3,7");
    trainTable(csv, "--loss=mse").failed(1, csv.toString(), "column y is 7.0 in every row");
  }

  @Test
  void numbersBeyondThePrecisionAreNamedWithTheirPlace() throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "x,y", "1,1e40", "2,1e39", "3,0");
    trainTable(csv, "--loss=mse").failed(1, csv + ":2:2", "column y is too large for FLOAT32");
    Path wide = TestData.file(folder.resolve("w.csv"), "x,y", "1e40,1", "2,0", "3,1");
    trainTable(wide, "--scaling=none").failed(1, wide + ":2:1", "column x is too large");
  }

  @Test
  void whatWouldNotHelpIsNotAdvised() throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "x,y", "1,0", "oops,1", "3,0");
    String said = trainTable(csv).failed(1, csv + ":3:1: 'oops' is not a number").errors();
    assertTrue(said.contains("use --encode x=one-hot"), said);
    assertFalse(said.contains("--missing"), said);
    Path gap = TestData.file(folder.resolve("g.csv"), "x,y", "1,0", "n/a,1", "3,0");
    trainTable(gap).failed(1, "use --missing x=mean or x=drop, --encode x=one-hot");
  }

  @Test
  void moreThanAThousandClassesAreANumberToPredict() throws IOException {
    String[] lines = new String[1002];
    lines[0] = "x,y";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = i + "," + i;
    }
    trainTable(TestData.file(folder.resolve("t.csv"), lines)).failed(1, "1001", "--loss mse");
  }

  @Test
  void tooFewRowsAreNamedWithTheFileAndTheWayOut() throws IOException {
    Path one = TestData.file(folder.resolve("one.csv"), "x,y", "1,0");
    trainTable(one, "--loss=mse").failed(1, one.toString(), "of 1 samples", "--test");
    Path two = TestData.file(folder.resolve("two.csv"), "x,y", "1,0", "2,1");
    trainTable(two).failed(1, two.toString(), "of 1 samples", "--validation");
  }

  @Test
  void sharesThatLeaveNothingToLearnAreNamed() throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "x,y", "1,0", "2,1", "3,0", "4,1");
    trainTable(csv, "--test=0.99").failed(1, csv.toString(), "of 4 samples", "--test");
    trainTable(csv, "--validation=0.99").failed(1, csv.toString(), "of 3 samples", "--validation");
  }

  @Test
  void binaryLossOnTenClassesIsRefused() throws IOException {
    train("--data=idx:" + TestData.idx(folder.resolve("idx")), "--loss=bce")
        .refused("bce", "10", "cross-entropy");
  }

  @Test
  void aTrainingThatDivergesLeavesTheOldModel() throws IOException {
    train(
            "--data=idx:" + TestData.idx(folder.resolve("idx")),
            "--batch=16",
            "--optimizer=sgd",
            "--lr=1e30")
        .failed(1, "epoch 1", "learning rate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "999999999,999999999", "300000,300000", "40000,40000"})
  void aNetworkThatNoMemoryHoldsIsRefusedInOneLine(String layers) throws IOException {
    Path csv = TestData.file(folder.resolve("t.csv"), "x,y", "1,0", "2,1", "3,0");
    CommandRun run =
        CommandRun.of(
            "train",
            "--data=csv:" + csv,
            "--target=y",
            "--json",
            "--layers=" + layers,
            "--model=" + results.resolve("m.safetensors"),
            "--plot=" + results.resolve("c.svg"));
    assertTrue(run.code() == 1 || run.code() == 2, "exit code " + run.code());
    run.failed(run.code());
    assertEquals(before, TestData.snapshot(results));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TestData.TRAIN_IMAGES,
        TestData.TRAIN_LABELS,
        TestData.TEST_IMAGES,
        TestData.TEST_LABELS
      })
  void aMissingOrDamagedImageFileIsNamed(String name) throws IOException {
    Path idx = TestData.idx(folder.resolve("idx"));
    Path file = idx.resolve(name);
    byte[] whole = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    train("--data=idx:" + idx).failed(1, file.toString());
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    train("--data=idx:" + idx).failed(1, file.toString());
    for (int length : List.of(0, 1, 3, 4, 7, 8)) {
      Files.write(file, Arrays.copyOf(whole, length));
      train("--data=idx:" + idx).failed(1, file.toString());
    }
    byte[] damaged = whole.clone();
    damaged[2] = 0x55;
    Files.write(file, damaged);
    train("--data=idx:" + idx).failed(1, file.toString());
    Arrays.fill(damaged, 4, 8, (byte) 0x7F);
    damaged[2] = whole[2];
    Files.write(file, damaged);
    train("--data=idx:" + idx).failed(1, file.toString());
    Files.write(idx.resolve(name + ".gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0});
    Files.delete(file);
    train("--data=idx:" + idx).failed(1, file + ".gz");
    Files.delete(idx.resolve(name + ".gz"));
    train("--data=idx:" + idx).failed(1, idx.toString(), name);
  }

  @ParameterizedTest
  @CsvSource({TestData.TRAIN_LABELS + "," + 299, TestData.TEST_LABELS + "," + 41})
  void asManyLabelsAsImagesAreNeeded(String name, int count) throws IOException {
    Path idx = TestData.idx(folder.resolve("idx"));
    TestData.labels(idx.resolve(name), new byte[count]);
    train("--data=idx:" + idx).failed(1, name, String.valueOf(count), "images");
  }
}
