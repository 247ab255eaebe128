package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lanewise.core.Backends;
import org.lanewise.nn.classic.LinearModel;
import org.lanewise.nn.classic.Perceptron;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Three students with a test result and a grade, and the boundary {@code 2 test + grade - 18 = 0}:
 * accepted where the score is 0 or more.
 */
public final class StudentAcceptance implements Example<StudentAcceptance.Result> {
  private static final double[][] STUDENTS = {{9, 8}, {3, 4}, {7, 6}};
  private static final Tensor FEATURES = Tensor.of(Precision.FLOAT64, 3, 9, 8, 3, 4, 7, 6);
  private static final Tensor ACCEPTED = Tensor.of(Precision.FLOAT64, 3, 1, 0, 1);
  private static final LinearModel BOUNDARY = LinearModel.of(-18, 2, 1);

  /**
   * What the boundary says of the students, and what a perceptron learns from them.
   *
   * @param scores one a student
   * @param probabilities the logistic function of each
   * @param decisions 1 for accepted
   * @param crossEntropy the mean binary cross entropy of the probabilities
   * @param learned a perceptron's result from nothing
   * @param learnedDecisions what it says of the students
   */
  public record Result(
      List<Double> scores,
      List<Double> probabilities,
      List<Integer> decisions,
      double crossEntropy,
      Perceptron.Fit learned,
      List<Integer> learnedDecisions) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new StudentAcceptance().run(System.out);
  }

  @Override
  public String name() {
    return "student-acceptance";
  }

  @Override
  public String about() {
    return "who is accepted by a given boundary, how sure it is, and a learned one";
  }

  @Override
  public Result compute() {
    Tensor scores = BOUNDARY.scores(FEATURES);
    double crossEntropy =
        new BinaryCrossEntropy()
            .evaluate(
                new TensorOps(Backends.best()),
                scores,
                ACCEPTED,
                Tensor.zeros(Precision.FLOAT64, 3, 1));
    Perceptron.Fit learned =
        new Perceptron(0.1, 1000, 0).fit(FEATURES, ACCEPTED, LinearModel.of(0, 0, 0), update -> {});
    return new Result(
        IntStream.range(0, 3).mapToObj(scores::get).toList(),
        List.of(STUDENTS).stream().map(BOUNDARY::probability).toList(),
        decisions(BOUNDARY),
        crossEntropy,
        learned,
        decisions(learned.model()));
  }

  private static List<Integer> decisions(LinearModel model) {
    return List.of(STUDENTS).stream().map(model::decide).toList();
  }

  @Override
  public void print(Result result, PrintStream out) {
    for (int i = 0; i < 3; i++) {
      out.printf(
          Locale.ROOT,
          "test %.0f, grade %.0f: score %3.0f, probability %.8f, %s%n",
          STUDENTS[i][0],
          STUDENTS[i][1],
          result.scores.get(i),
          result.probabilities.get(i),
          result.decisions.get(i) == 1 ? "accepted" : "rejected");
    }
    out.printf(Locale.ROOT, "mean binary cross entropy %.9f%n", result.crossEntropy);
    out.printf(
        Locale.ROOT,
        "a perceptron parts them in %d epochs: %s%n",
        result.learned.epochs(),
        result.learned.model());
  }
}
