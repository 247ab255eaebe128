package org.lanewise.nn.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Every metric gives what scikit-learn gives, of outputs that a network computed; {@code
 * src/test/python} has the program.
 */
@Tag("backends")
class ScikitLearnTest {
  private static final double TOLERANCE = 1e-13;

  private record Case(String kind, String name, Map<String, double[]> lines) {
    double[] get(String line) {
      return lines.get(line);
    }

    double one(String line) {
      return lines.get(line)[0];
    }

    int[] ints(String line) {
      return Arrays.stream(get(line)).mapToInt(value -> (int) value).toArray();
    }
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = ScikitLearnTest.class.getResourceAsStream("/metric/sklearn.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] words = line.split(" ");
        if (words[0].equals("case")) {
          cases.add(new Case(words[1], line.substring(5), new LinkedHashMap<>()));
        } else {
          double[] values = Stream.of(words).skip(1).mapToDouble(Double::parseDouble).toArray();
          cases.get(cases.size() - 1).lines().put(words[0], values);
        }
      }
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> figuresAreThoseOfScikitLearn() throws IOException {
    List<Case> cases = cases();
    assertEquals(
        new TreeSet<>(List.of("classes", "scores", "probabilities", "regression")),
        new TreeSet<>(cases.stream().map(Case::kind).toList()));
    return cases.stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      switch (c.kind()) {
                        case "classes" -> classes(c);
                        case "scores" -> scores(c);
                        case "probabilities" -> probabilities(c);
                        default -> regression(c);
                      }
                    }));
  }

  /** Returns the same numbers as the output of a dense layer of ones on the diagonal. */
  private static Tensor output(Tensor x) {
    Network network =
        Network.builder(x.columns()).denseWithoutBias(x.columns()).zeros(x.precision());
    for (int i = 0; i < x.columns(); i++) {
      network.parameters().tensor(0).set(i * x.columns() + i, 1);
    }
    Tensor y =
        network.predict(
            x, Workspace.forPrediction(network, TestBackends.tested(), Math.max(1, x.rows())));
    for (int i = 0; i < x.size(); i++) {
      assertTrue(x.get(i) == y.get(i), "a product with ones and zeros is exact");
    }
    return y;
  }

  private static void classes(Case c) {
    int classes = (int) c.one("classes");
    ConfusionMatrix matrix = new ConfusionMatrix(classes);
    int[] actual = c.ints("actual");
    int[] predicted = c.ints("predicted");
    Tensor oneHot = Tensor.zeros(Precision.FLOAT32, actual.length, Math.max(2, classes));
    for (int i = 0; i < actual.length; i++) {
      oneHot.set(i * oneHot.columns() + predicted[i], 1);
    }
    Tensor output = output(oneHot);
    for (int i = 0; i < actual.length; i++) {
      matrix.add(actual[i], Classes.predicted(output, i));
    }
    IntToDoubleFunction cell = i -> matrix.count(i / classes, i % classes);
    assertEach(c, "confusion", cell);
    assertEquals(c.one("accuracy"), matrix.accuracy(), TOLERANCE);
    assertEquals(c.one("balanced_accuracy"), matrix.balancedAccuracy(), TOLERANCE);
    assertEach(c, "precision", matrix::precision);
    assertEach(c, "recall", matrix::recall);
    assertEach(c, "f1", matrix::f1);
    assertAverages(c, matrix, "precision", matrix::precision);
    assertAverages(c, matrix, "recall", matrix::recall);
    assertAverages(c, matrix, "f1", matrix::f1);
  }

  private static void assertAverages(
      Case c, ConfusionMatrix matrix, String line, IntToDoubleFunction figure) {
    assertEquals(c.one(line + "_micro"), matrix.accuracy(), TOLERANCE, line);
    assertEquals(c.one(line + "_macro"), matrix.macro(figure), TOLERANCE, line);
    assertEquals(c.one(line + "_weighted"), matrix.weighted(figure), TOLERANCE, line);
  }

  private static void assertEach(Case c, String line, IntToDoubleFunction figure) {
    double[] expected = c.get(line);
    double[] given = IntStream.range(0, expected.length).mapToDouble(figure).toArray();
    assertArrayEquals(expected, given, TOLERANCE, line);
  }

  private static void scores(Case c) {
    RocCurve curve = new RocCurve();
    double[] scores = c.get("scores");
    Tensor output = output(Tensor.of(Precision.FLOAT64, scores.length, scores));
    for (int i = 0; i < scores.length; i++) {
      curve.add(Classes.score(output, i), c.get("actual")[i] == 1);
    }
    assertCurve(c, "false_positive_rate", curve, RocCurve.Point::falsePositiveRate);
    assertCurve(c, "true_positive_rate", curve, RocCurve.Point::recall);
    assertCurve(c, "precision", curve, RocCurve.Point::precision);
    assertCurve(c, "recall", curve, RocCurve.Point::recall);
    double[] thresholds =
        curve.points().stream().skip(1).mapToDouble(RocCurve.Point::threshold).toArray();
    assertArrayEquals(c.get("thresholds"), thresholds);
    assertEquals(c.one("roc_area"), curve.area(), TOLERANCE);
    assertEquals(c.one("average_precision"), curve.averagePrecision(), TOLERANCE);
  }

  private static void assertCurve(
      Case c, String line, RocCurve curve, ToDoubleFunction<RocCurve.Point> coordinate) {
    double[] given = curve.points().stream().mapToDouble(coordinate).toArray();
    assertArrayEquals(c.get(line), given, TOLERANCE, line);
  }

  private static void probabilities(Case c) {
    int columns = (int) c.one("columns");
    int rows = c.get("actual").length;
    for (Precision precision : Precision.values()) {
      Tensor logits = output(Tensor.of(precision, rows, c.get("logits")));
      Tensor targets = Tensor.of(precision, rows, c.get("actual"));
      ProbabilityError error = new ProbabilityError(Math.max(2, columns));
      for (int i = 0; i < rows; i++) {
        error.add(logits, i, (int) targets.get(i));
      }
      assertEquals(c.one("log_loss"), error.logLoss(), TOLERANCE);
      assertEquals(c.one("brier"), error.brier(), TOLERANCE);
      for (int k = 1; columns > 2 && k < columns; k++) {
        assertEquals(c.one("top_" + k), error.topAccuracy(k), TOLERANCE, "top " + k);
      }
      assertEquals(1, error.topAccuracy(columns + 1), "no more classes than that");
      double right = 0;
      for (int i = 0; i < rows; i++) {
        right += Classes.predicted(logits, i) == Classes.actual(targets, i) ? 1 : 0;
      }
      assertEquals(right / rows, error.topAccuracy(1), "the first is the predicted class");
    }
  }

  private static void regression(Case c) {
    int rows = c.get("actual").length;
    RegressionError error = new RegressionError();
    error.add(
        output(Tensor.of(Precision.FLOAT64, rows, c.get("predicted"))),
        Tensor.of(Precision.FLOAT64, rows, c.get("actual")));
    // Beside a mean of 2^30 scikit-learn's own sums have lost digits.
    double tolerance = c.name().contains("large mean") ? 1e-8 : TOLERANCE;
    assertEquals(c.one("mse"), error.mse(), TOLERANCE * c.one("mse"));
    assertEquals(c.one("rmse"), error.rmse(), TOLERANCE * c.one("rmse"));
    assertEquals(c.one("mae"), error.mae(), TOLERANCE * c.one("mae"));
    assertEquals(c.one("r2"), error.r2(), tolerance);
    assertEquals(c.one("explained_variance"), error.explainedVariance(), tolerance);
    assertFalse(error.explainedVariance() < error.r2() - tolerance, "the mean error only helps");
  }
}
