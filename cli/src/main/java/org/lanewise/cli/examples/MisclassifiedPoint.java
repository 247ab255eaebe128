package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lanewise.nn.classic.LinearModel;
import org.lanewise.nn.classic.LogisticRegression;
import org.lanewise.nn.classic.Perceptron;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A perceptron moves the line {@code 3 x1 + 4 x2 - 10 = 0} until the point (4, 5), of class 0, lies
 * on its negative side.
 */
public final class MisclassifiedPoint implements Example<MisclassifiedPoint.Result> {
  private static final LinearModel START = LinearModel.of(-10, 3, 4);

  /**
   * What happened.
   *
   * @param updates each move
   * @param end the line at last
   * @param endScore the point's score by it
   * @param logistic the line after one step of logistic regression instead
   */
  public record Result(
      List<Perceptron.Update> updates, LinearModel end, double endScore, LinearModel logistic) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new MisclassifiedPoint().run(System.out);
  }

  @Override
  public String name() {
    return "misclassified-point";
  }

  @Override
  public String about() {
    return "a perceptron moves its line past one point, at the rate 0.1";
  }

  @Override
  public Result compute() {
    Tensor point = Tensor.of(Precision.FLOAT64, 1, 4, 5);
    Tensor label = Tensor.of(Precision.FLOAT64, 1, 0);
    List<Perceptron.Update> updates = new ArrayList<>();
    LinearModel end = new Perceptron(0.1, 100, 0).fit(point, label, START, updates::add).model();
    return new Result(
        updates,
        end,
        end.score(4, 5),
        LogisticRegression.perSample(point, label, START, 0.1, 1, 0));
  }

  @Override
  public void print(Result result, PrintStream out) {
    for (Perceptron.Update update : result.updates) {
      out.printf(
          Locale.ROOT,
          "score %5.1f is of class 1: move to %s%n",
          update.score(),
          line(update.model()));
    }
    out.printf(Locale.ROOT, "score %5.1f is of class 0%n", result.endScore);
    out.println("one step of logistic regression gives " + line(result.logistic));
  }

  private static String line(LinearModel model) {
    return String.format(
        Locale.ROOT,
        "%.1f x1 %+.1f x2 %+.1f = 0",
        model.weights().get(0),
        model.weights().get(1),
        model.bias());
  }
}
