package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TestData;

class PreprocessorTest {
  private static final Precision P = Precision.FLOAT64;
  private static final Preprocessing NONE = Preprocessing.of(FeatureScaling.Kind.NONE);

  @TempDir Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  private Preprocessor fit(Preprocessing settings, String text) throws IOException {
    CsvTable table = settings.read(write(text), "y");
    return settings.fit(table, TestData.range(table.rows()), "y");
  }

  /** Fits to a table and applies to another. */
  private Tensor applied(Preprocessing settings, String learned, String later) throws IOException {
    Preprocessor fitted = fit(settings, learned);
    return fitted.apply(fitted.read(write(later), null, List.of()), P);
  }

  private static void assertColumn(double[] expected, Tensor features, int column) {
    double[] actual = new double[features.rows()];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = features.get(i, column);
    }
    assertArrayEquals(expected, actual, 1e-14);
  }

  @Test
  void standardScalingIsThatOfThePopulation() throws IOException {
    Preprocessing settings = Preprocessing.of(FeatureScaling.Kind.STANDARD);
    Tensor scaled = applied(settings, "x,y\n1,0\n2,0\n3,0\n4,1\n", "x\n2.5\n10\n");
    assertColumn(new double[] {0, 7.5 / Math.sqrt(1.25)}, scaled, 0);
  }

  @Test
  void minmaxScalingTakesTheTrainingPartToZeroToOneAndLaterValuesBeyond() throws IOException {
    Preprocessing settings = Preprocessing.of(FeatureScaling.Kind.MINMAX);
    Tensor scaled = applied(settings, "x,y\n-2,0\n0,0\n6,1\n", "x\n-2\n6\n0\n10\n");
    assertColumn(new double[] {0, 1, 0.25, 1.5}, scaled, 0);
  }

  @Test
  void robustScalingTakesMedianAndQuartilesThatAreLinearBetweenNeighbours() throws IOException {
    Preprocessing settings = Preprocessing.of(FeatureScaling.Kind.ROBUST);
    // numpy.percentile([1, 2, 4, 8, 1000, 3], [25, 50, 75]) is 2.25, 3.5, 7
    Tensor scaled =
        applied(settings, "x,y\n1,0\n2,0\n4,0\n8,1\n1000,1\n3,0\n", "x\n3.5\n7\n2.25\n");
    assertColumn(new double[] {0, 3.5 / 4.75, -1.25 / 4.75}, scaled, 0);
  }

  @Test
  void robustScalingOnlyShiftsWhereTheQuartilesAreTheSameThoughTheColumnVaries()
      throws IOException {
    Preprocessing settings = Preprocessing.of(FeatureScaling.Kind.ROBUST);
    Tensor scaled = applied(settings, "x,y\n5,0\n5,0\n5,0\n5,1\n9,1\n", "x\n5\n9\n");
    assertColumn(new double[] {0, 4}, scaled, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = FeatureScaling.Kind.class,
      names = {"STANDARD", "MINMAX", "ROBUST", "AUTO"})
  void aConstantColumnBecomesZeroWhateverFollows(FeatureScaling.Kind kind) throws IOException {
    Preprocessing settings = Preprocessing.of(kind).encode("t", Encoding.ONE_HOT);
    Tensor scaled = applied(settings, "x,t,y\n0.1,a,0\n0.1,a,0\n0.1,a,1\n", "x,t\n0.1,a\n7,a\n");
    assertColumn(new double[] {0, 0}, scaled, 0);
    assertColumn(new double[] {0, 0}, scaled, 1);
  }

  @Test
  void numbersThatAreLargeAndVaryLittleAreScaledBeforeTheyAreRounded() throws IOException {
    Preprocessing settings = Preprocessing.of(FeatureScaling.Kind.STANDARD);
    CsvTable table = settings.read(write("x,y\n1600000000,0\n1600000001,0\n1600000002,1\n"), "y");
    Preprocessor fitted = settings.fit(table, TestData.range(3), "y");
    Tensor scaled = fitted.apply(table, "y", Precision.FLOAT32);
    double step = Math.sqrt(1.5);
    assertTrue(scaled.sameBits(Tensor.of(Precision.FLOAT32, 3, -step, 0, step)));
    Tensor row = Tensor.zeros(Precision.FLOAT32, 1, 1);
    new RowEncoder(fitted).encode(new double[] {1_600_000_002}, 0, row, 0);
    assertEquals((float) step, row.get(0));
  }

  @Test
  void aNumberBeyondThePrecisionIsRefusedWithItsPlace() throws IOException {
    Preprocessor fitted = fit(NONE, "x,y\n1,0\n2,1\n");
    CsvTable table = fitted.read(write("x\n1\n1e39\n"), null, List.of());
    assertEquals(1e39, fitted.apply(table, Precision.FLOAT64).get(1));
    DataFormatException refused =
        assertThrows(DataFormatException.class, () -> fitted.apply(table, Precision.FLOAT32));
    assertTrue(
        refused.getMessage().endsWith("t.csv:3:1: 1.0E39 in column x is too large for FLOAT32"),
        refused.getMessage());
  }

  @Test
  void oneHotHasAColumnForEachCategoryInTheOrderOfTheirCharacters() throws IOException {
    Preprocessing settings =
        Preprocessing.of(FeatureScaling.Kind.STANDARD).encode("t", Encoding.ONE_HOT);
    String text = "t,y\nb,0\na,0\n c ,1\nb,1\n";
    Preprocessor fitted = fit(settings, text);
    assertEquals(List.of("t=a", "t=b", "t=c"), fitted.featureNames());
    Tensor encoded = applied(settings, text, "t\nc\nb\na\n");
    assertTrue(encoded.sameBits(Tensor.of(P, 3, 0, 0, 1, 0, 1, 0, 1, 0, 0)), "never scaled");
  }

  @Test
  void dropFirstLeavesTheFirstCategoryAsAllZeros() throws IOException {
    Preprocessing settings = NONE.encode("t", Encoding.ONE_HOT_DROP_FIRST);
    String text = "t,y\nb,0\na,0\nc,1\n";
    assertEquals(List.of("t=b", "t=c"), fit(settings, text).featureNames());
    Tensor encoded = applied(settings, text, "t\nc\nb\na\n");
    assertTrue(encoded.sameBits(Tensor.of(P, 3, 0, 1, 1, 0, 0, 0)));
  }

  @Test
  void ordinalCodesCountTheCategoriesAndAreScaledAsNumbersAre() throws IOException {
    String text = "t,y\nb,0\na,0\nc,1\nc,1\n";
    Tensor codes = applied(NONE.encode("t", Encoding.ORDINAL), text, "t\nc\nb\na\n");
    assertColumn(new double[] {2, 1, 0}, codes, 0);
    Preprocessing scaled =
        Preprocessing.of(FeatureScaling.Kind.STANDARD).encode("t", Encoding.ORDINAL);
    double sigma = Math.sqrt(11.0 / 16);
    Tensor standard = applied(scaled, text, "t\nc\nb\na\n");
    assertColumn(new double[] {0.75 / sigma, -0.25 / sigma, -1.25 / sigma}, standard, 0);
  }

  @ParameterizedTest
  @CsvSource({"mean, 3.25", "median, 2.5", "most-frequent, 2", "-7, -7", "1e3, 1000"})
  void whatStandsInForMissingNumbersIsFoundInTheTrainingPart(String how, double expected)
      throws IOException {
    Preprocessing settings = NONE.missing("x", how);
    String text = "x,y\n2,0\n,0\n3,1\n2,1\nn/a,0\n6,1\n";
    Tensor filled = applied(settings, text, "x,z\n,0\n1,0\n NA ,0\nNaN,0\nnull,0\nNone,0\n?,0\n");
    double e = expected;
    assertColumn(new double[] {e, 1, e, e, e, e, e}, filled, 0);
  }

  @Test
  void scalingSeesTheFilledCellsAsTheNetworkDoes() throws IOException {
    Preprocessing settings = Preprocessing.of(FeatureScaling.Kind.STANDARD).missing("x", "10");
    FeatureScaling scaling = fit(settings, "x,y\n2,0\n,1\n4,1\n,0\n").scaling();
    assertEquals(6.5, scaling.shift()[0], 1e-14);
    assertEquals(Math.sqrt(12.75), 1 / scaling.factor()[0], 1e-14);
  }

  @ParameterizedTest
  @CsvSource({"most-frequent, 0, 1, 0", "none given, 0, 0, 1", "b, 0, 1, 0"})
  void whatStandsInForMissingTextsIsACategory(String how, double a, double b, double given)
      throws IOException {
    Preprocessing settings = NONE.encode("t", Encoding.ONE_HOT).missing("t", how);
    String text = "t,y\nb,0\n\"\",0\na,1\nb,1\n";
    Tensor encoded = applied(settings, text, "t,z\n,0\n");
    assertEquals(a, encoded.get(0, 0));
    assertEquals(b, encoded.get(0, 1));
    assertEquals(given == 1 ? 3 : 2, encoded.columns());
    assertEquals(given, encoded.columns() == 3 ? encoded.get(0, 2) : 0);
  }

  @Test
  void amongTextsOnlyAnEmptyCellIsMissing() throws IOException {
    Preprocessing settings = NONE.encode("t", Encoding.ONE_HOT).missing("t", "drop");
    assertEquals(List.of("t=?", "t=NA"), fit(settings, "t,y\nNA,0\n?,0\n\"\",1\n").featureNames());
  }

  @Test
  void aPolicyForAllOthersIsForTheColumnsThatCanHaveIt() throws IOException {
    Preprocessing settings = NONE.encode("t", Encoding.ORDINAL).missing("z", "0").missing("mean");
    Tensor filled = applied(settings, "x,z,t,y\n2,5,a,0\n,,b,1\n4,5,a,1\n", "x,z,t\n,,b\n");
    assertTrue(filled.sameBits(Tensor.of(P, 1, 3, 0, 1)));
    assertRefused(settings, "x,z,t,y\n1,2,,0\n", ":2:3: the cell in column t is empty");
    assertRefused(settings, "x,z,t,y\n1,2,a,\n", ":2:4: the cell in column y is empty");
  }

  private void assertRefused(Preprocessing settings, String text, String message)
      throws IOException {
    Path file = write(text);
    var thrown = assertThrows(DataFormatException.class, () -> settings.read(file, "y"));
    assertEquals(file + message, thrown.getMessage());
  }

  @Test
  void droppedRowsAreLeftOutOfTrainingAndEvaluationAndToPredictFromThemIsAnError()
      throws IOException {
    Preprocessing settings = NONE.missing("drop");
    CsvTable table = settings.read(write("x,y\n2,0\n,1\n4,\n6,1\n"), "y");
    assertEquals(2, table.rows());
    assertEquals(5, table.line(1), "lines stay those of the file");
    Preprocessor fitted = settings.fit(table, new int[] {0, 1}, "y");
    Path later = write("x,y\n,0\n7,1\n");
    assertEquals(1, fitted.read(later, "y", List.of("0", "1")).rows());
    var thrown = assertThrows(DataFormatException.class, () -> fitted.read(later, null, List.of()));
    assertEquals(later + ":2:1: the cell in column x is empty", thrown.getMessage());
    assertRefused(
        settings, "x,y\n,1\n", ": every row lacks a value in a column where such rows are dropped");
  }

  @Test
  void withoutAPolicyEveryDamagedCellIsNamedWithItsPlace() throws IOException {
    Preprocessing settings = NONE.encode("t", Encoding.ONE_HOT);
    assertRefused(settings, "x,t,y\n1,a,0\n,a,0\n", ":3:1: the cell in column x is empty");
    assertRefused(settings, "x,t,y\n1,a,0\n2, ,0\n", ":3:2: the cell in column t is empty");
    assertRefused(settings, "x,t,y\n1,a,0\nn/a,b,0\n", ":3:1: 'n/a' is not a number in column x");
    assertRefused(settings, "x,t,y\n1,a,0\n2,b,no\n", ":3:3: 'no' is not a number in column y");
    assertRefused(settings, "x,t,y\n1,a,0\n2,b\n", ":3: 2 fields, the header has 3");
    Preprocessing filled = settings.missing("x", "mean");
    assertRefused(filled, "x,t,y\n1,a,0\nabc,b,0\n", ":3:1: 'abc' is not a number in column x");
    assertRefused(
        filled, "x,t,y\n1,a,0\n1e999,b,0\n", ":3:1: '1e999' is not a finite number in column x");
  }

  @Test
  @DisplayName("acceptance point 14: a category that is not known")
  void anUnknownCategoryIsAnErrorThatNamesItAndTheKnownOnes() throws IOException {
    Preprocessor fitted = fit(NONE.encode("t", Encoding.ONE_HOT), "t,y\nb,0\na,1\n");
    CsvTable later = fitted.read(write("z,t\n0,a\n0,c\n"), null, List.of());
    var thrown = assertThrows(DataFormatException.class, () -> fitted.apply(later, P));
    assertEquals(
        later.file() + ":3:2: 'c' in column t is none of the categories of training: a, b",
        thrown.getMessage());
  }

  @Test
  void anUnknownCategoryIsAllZerosOnlyIfThatIsAskedForAndNeverAnOrdinalCode() throws IOException {
    Preprocessing settings =
        NONE.encode("t", Encoding.ONE_HOT).encode("u", Encoding.ORDINAL).zeroUnknown();
    String text = "t,u,y\nb,b,0\na,a,1\n";
    assertTrue(applied(settings, text, "t,u\nc,b\n").sameBits(Tensor.of(P, 1, 0, 0, 1)));
    var thrown =
        assertThrows(DataFormatException.class, () -> applied(settings, text, "t,u\na,c\n"));
    assertTrue(thrown.getMessage().contains(":2:2: 'c' in column u is none"), thrown.getMessage());
  }

  @Test
  void onlyTheRowsGivenAreFittedTo() throws IOException {
    Preprocessing settings =
        Preprocessing.of(FeatureScaling.Kind.STANDARD)
            .encode("t", Encoding.ONE_HOT)
            .missing("x", "median");
    CsvTable table = settings.read(write("x,t,y\n1,a,0\n1000,c,1\n,b,0\n5,b,1\n"), "y");
    Preprocessor fitted = settings.fit(table, new int[] {0, 2, 3}, "y");
    assertEquals(List.of("x", "t=a", "t=b"), fitted.featureNames());
    assertEquals(3, fitted.columns().get(0).fill());
    assertEquals(3, fitted.scaling().shift()[0], 1e-14);
    assertThrows(DataFormatException.class, () -> fitted.apply(table, P), "c is in no learned row");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "median", "most-frequent", "none", "5"})
  void theTargetCannotBeMadeUp(String how) throws IOException {
    Path file = write("x,y\n1,0\n");
    assertMessage(
        "cannot come for missing cells of column y, which is the target; use drop",
        () -> NONE.missing("y", how).read(file, "y"));
  }

  @Test
  void allColumnsThatAFileLacksAreNamedAndThoseThereAre() throws IOException {
    Path file = write("Age,t,y\n1,a,0\n2,b,1\n");
    String there = "; its columns are Age, t, y";
    assertMessage(
        file + " lacks the columns v, w, u, x" + there,
        () ->
            NONE.encode("v", Encoding.ORDINAL).missing("w", "0").ignore("x", "u").read(file, "y"));
    assertMessage(
        file + " lacks the columns u, z" + there, () -> NONE.ignore("t", "u").read(file, "z"));
    Preprocessing settings = NONE.encode("t", Encoding.ONE_HOT);
    Preprocessor fitted = settings.fit(settings.read(file, "y"), new int[] {0, 1}, "y");
    Path none = write("age,T,Y\n-,-,-\n");
    there = "; its columns are age, T, Y";
    assertMessage(
        none + " lacks the columns Age, t" + there, () -> fitted.read(none, null, List.of()));
    assertMessage(
        none + " lacks the columns Age, t, y" + there, () -> fitted.read(none, "y", List.of()));
    Path one = write("age,t\n1,a\n");
    assertMessage(
        one + " has no column 'Age'; did you mean age?", () -> fitted.read(one, null, List.of()));
    String wide = IntStream.range(0, 30).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    Path many = write(wide + "\n");
    assertMessage("c18, c19 and 10 more", () -> fitted.read(many, null, List.of()));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    var thrown = assertThrows(IllegalArgumentException.class, call);
    assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
  }

  @Test
  void settingsThatDoNotFitAColumnAreRefusedWithTheWayOut() throws IOException {
    Path file = write("Age,t,y\n1,a,0\n");
    Preprocessing text = NONE.encode("t", Encoding.ONE_HOT);
    assertMessage(
        "'meen' cannot come for missing cells of column Age, which holds numbers; use mean,"
            + " median, most-frequent, drop or a number",
        () -> text.missing("Age", "meen").read(file, "y"));
    assertMessage(
        "'mean' cannot come for missing cells of column t, which holds texts; use"
            + " most-frequent, drop or a text",
        () -> text.missing("t", "mean").read(file, "y"));
    assertMessage(
        file + " has no column 'age'; did you mean Age?",
        () -> text.missing("age", "mean").read(file, "y"));
    assertMessage("has no column 'u'", () -> text.encode("u", Encoding.ORDINAL).read(file, "y"));
    Path empty = write("Age,y\n,0\n");
    Preprocessing mean = NONE.missing("Age", "mean");
    CsvTable table = mean.read(empty, "y");
    assertMessage(
        "column Age has no value in the training part", () -> mean.fit(table, new int[] {0}, "y"));
    assertMessage(
        "there is no encoding 'onehot'; known are number, one-hot, one-hot-drop-first, ordinal",
        () -> Encoding.named("onehot"));
  }

  @Test
  void moreThanAThousandCategoriesAreLikelierNames() throws IOException {
    StringBuilder text = new StringBuilder("t,y\n");
    for (int i = 0; i <= 1000; i++) {
      text.append('n').append(i).append(",0\n");
    }
    assertMessage(
        "column t has more than 1,000 categories; leave it out",
        () -> fit(NONE.encode("t", Encoding.ONE_HOT), text.toString()));
  }

  @Test
  void textsOfTheTargetAreClassesInTheOrderOfTheirCharacters() throws IOException {
    Preprocessing settings = NONE.encode("y", Encoding.ORDINAL);
    CsvTable table = settings.read(write("x,y\n1,setosa\n2,iris\n3,setosa\n"), "y");
    List<String> labels = CsvDataset.labels(table, "y");
    assertEquals(List.of("iris", "setosa"), labels);
    Preprocessing dropping = settings.missing("x", "drop");
    CsvTable less = dropping.read(write("x,y\n1,setosa\n2,iris\n,lost\n"), "y");
    assertEquals(labels, CsvDataset.labels(less, "y"), "a dropped row has no say");
    Preprocessor fitted = settings.fit(table, new int[] {0, 1, 2}, "y");
    Dataset data = CsvDataset.of(table, fitted, "y", labels, P);
    assertTrue(data.targets().sameBits(Tensor.of(P, 3, 1, 0, 1)));
    Path later = write("x,y\n1,iris\n2,other\n");
    var thrown =
        assertThrows(
            DataFormatException.class,
            () -> CsvDataset.of(fitted.read(later, "y", labels), fitted, "y", labels, P));
    assertEquals(
        later + ":3:2: 'other' in column y is not a class of the model: [iris, setosa]",
        thrown.getMessage());
  }

  @Test
  void aTableThatWasReadInAnotherWayIsRefused() throws IOException {
    String text = "x,t,y\n1,1,0\n,1,1\n";
    Preprocessor strict = fit(NONE.encode("t", Encoding.ONE_HOT), "x,t,y\n1,1,0\n");
    CsvTable plain = NONE.read(write("x,t,y\n1,1,0\n"), "y");
    assertMessage("column t was read as numbers", () -> strict.apply(plain, P));
    Preprocessor numbers = fit(NONE, "x,t,y\n1,1,0\n");
    CsvTable kept = NONE.missing("x", "0").read(write(text), "y");
    var thrown = assertThrows(DataFormatException.class, () -> numbers.apply(kept, P));
    assertEquals(kept.file() + ":3:1: the cell in column x is empty", thrown.getMessage());
    CsvTable texts = NONE.encode("t", Encoding.ONE_HOT).read(write("x,t,y\n1,1,0\n"), "y");
    assertMessage("column t was read as texts", () -> numbers.apply(texts, P));
  }

  @Test
  void anEncodingAsNumberIsNone() throws IOException {
    Preprocessing settings = NONE.encode("x", Encoding.NUMBER);
    assertEquals(List.of("x"), fit(settings, "x,y\n1,0\n2,1\n").featureNames());
    assertRefused(settings, "x,y\na,0\n", ":2:1: 'a' is not a number in column x");
  }

  /** The 24 customers of the churn table, whose tenth has a name in Cyrillic letters. */
}
