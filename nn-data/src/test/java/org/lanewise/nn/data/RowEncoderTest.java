package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** One row after the other becomes what a whole table does. */
class RowEncoderTest {
  private static final double NAN = Double.NaN;

  private static Preprocessor preprocessor(boolean unknownAsZeros) {
    List<String> towns = List.of("Bonn", "Rome", "Oslo");
    return new Preprocessor(
        List.of(
            new Preprocessor.Column("age", Encoding.NUMBER, List.of(), 40, false),
            new Preprocessor.Column("town", Encoding.ONE_HOT, towns, 1, false),
            new Preprocessor.Column("size", Encoding.ORDINAL, List.of("S", "M", "L"), NAN, false),
            new Preprocessor.Column(
                "club", Encoding.ONE_HOT_DROP_FIRST, List.of("no", "yes"), NAN, false),
            new Preprocessor.Column("pay", Encoding.NUMBER, List.of(), NAN, false)),
        FeatureScaling.of(
            new double[] {30, 0.1, 0.2, 0.3, 1, 0, 1000.1},
            new double[] {0.1, 1, 2, 3, 0.7, 1, 1e-3}),
        unknownAsZeros);
  }

  @ParameterizedTest
  @EnumSource
  void aRowBecomesWhatATableDoes(Precision precision, @TempDir Path folder) throws IOException {
    List<String> lines =
        List.of("33,Bonn,L,yes,1234.567", ",Oslo,S,no,0", "1e2, Rome ,M,no,-7", "5,Paris,M,yes,1");
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "age,town,size,club,pay\n" + String.join("\n", lines) + "\n");
    Preprocessor preprocessor = preprocessor(true);
    Tensor expected = preprocessor.apply(preprocessor.read(file, null, List.of()), precision);
    RowEncoder encoder = new RowEncoder(preprocessor);
    assertEquals(5, encoder.inputs());
    assertEquals(7, encoder.outputs());
    Tensor features = Tensor.zeros(precision, lines.size(), 7);
    features.fill(NAN);
    double[] raw = new double[6];
    for (int row = 0; row < lines.size(); row++) {
      String[] cells = lines.get(row).split(",");
      for (int i = 0; i < 5; i++) {
        raw[1 + i] = encoder.read(i, cells[i]);
      }
      encoder.encode(raw, 1, features, row);
    }
    assertTrue(features.sameBits(expected));
  }

  @Test
  void floatsAreEncodedAsDoublesAre() {
    RowEncoder encoder = new RowEncoder(preprocessor(true));
    Tensor fromDoubles = Tensor.zeros(Precision.FLOAT32, 1, 7);
    Tensor fromFloats = Tensor.zeros(Precision.FLOAT32, 1, 7);
    encoder.encode(new double[] {NAN, -1, 2, 0, 3}, 0, fromDoubles, 0);
    encoder.encode(new float[] {Float.NaN, -1, 2, 0, 3}, 0, fromFloats, 0);
    assertTrue(fromFloats.sameBits(fromDoubles));
  }

  @Test
  void numbersWithoutNamesAreOnlyScaled() {
    RowEncoder encoder = new RowEncoder(Preprocessor.of(FeatureScaling.pixels(3), List.of()));
    Tensor features = Tensor.zeros(Precision.FLOAT32, 2, 3);
    encoder.encode(new float[] {0, 51, 255}, 0, features, 1);
    assertTrue(features.sameBits(Tensor.of(Precision.FLOAT32, 2, 0, 0, 0, 0, 0.2, 1)));
  }

  @Test
  void aRowThatTrainingCouldNotHaveHadIsRefused() {
    RowEncoder encoder = new RowEncoder(preprocessor(false));
    Tensor features = Tensor.zeros(Precision.FLOAT64, 1, 7);
    refused(
        "the number of column size is missing",
        () -> encoder.encode(new double[] {1, 1, NAN, 0, 1}, 0, features, 0));
    refused(
        "column town is 3.0, it has the categories 0 to 2",
        () -> encoder.encode(new double[] {1, 3, 0, 0, 1}, 0, features, 0));
    refused(
        "column town is -1.0, it has the categories 0 to 2",
        () -> encoder.encode(new double[] {1, encoder.read(1, "Paris"), 0, 0, 1}, 0, features, 0));
    refused(
        "column size is 0.5, it has the categories 0 to 2",
        () -> encoder.encode(new double[] {1, 1, 0.5, 0, 1}, 0, features, 0));
    refused("'x1' is not a number in column age", () -> encoder.read(0, "x1"));
    RowEncoder zeros = new RowEncoder(preprocessor(true));
    refused(
        "column size is -1.0, it has the categories 0 to 2",
        () -> zeros.encode(new double[] {1, 1, -1, 0, 1}, 0, features, 0));
  }

  private static void refused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
