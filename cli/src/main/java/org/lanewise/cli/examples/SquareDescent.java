package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lanewise.nn.classic.GradientDescent;
import org.lanewise.nn.classic.GradientDescent.Minimum;
import org.lanewise.nn.classic.GradientDescent.Step;

/** Descends on {@code f(w) = w^2} from 1: each step multiplies w by {@code 1 - 2 rate}. */
public final class SquareDescent implements Example<SquareDescent.Result> {
  /**
   * Both descents.
   *
   * @param steps each step at the rate 0.1
   * @param minimum how they ended
   * @param slowSteps each step at the rate 0.01
   * @param slowMinimum how they ended
   */
  public record Result(
      List<Step> steps, Minimum minimum, List<Step> slowSteps, Minimum slowMinimum) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new SquareDescent().run(System.out);
  }

  @Override
  public String name() {
    return "square-descent";
  }

  @Override
  public String about() {
    return "gradient descent on w^2 from 1, row by row, at the rates 0.1 and 0.01";
  }

  @Override
  public Result compute() {
    List<Step> steps = new ArrayList<>();
    List<Step> slowSteps = new ArrayList<>();
    return new Result(steps, descend(0.1, 1e-6, steps), slowSteps, descend(0.01, 1e-6, slowSteps));
  }

  static Minimum descend(double rate, double epsilon, List<Step> trace) {
    return new GradientDescent(rate, epsilon, 0, 10_000)
        .minimize(w -> w * w, w -> 2 * w, 1, trace::add);
  }

  /** Returns a step as a row of the table: w0, f(w0), derivative, w1, f(w1) and the change. */
  static String row(Step step) {
    return String.format(
        Locale.ROOT,
        "%.2f %.2f %.2f %.2f %.2f %.2f",
        step.w0().get(0),
        step.f0(),
        step.derivative().get(0),
        step.w1().get(0),
        step.f1(),
        Math.abs(step.f1() - step.f0()));
  }

  @Override
  public void print(Result result, PrintStream out) {
    out.println("update  w0   f(w0) f'   w1   f(w1) change");
    for (int i = 0; i < result.steps.size(); i++) {
      out.printf("%6d  %s%n", i + 1, row(result.steps.get(i)));
    }
    print("0.1", result.minimum, out);
    print("0.01", result.slowMinimum, out);
  }

  private static void print(String rate, Minimum minimum, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "rate %s: %d updates to w = %.9f, f = %.6e%n",
        rate,
        minimum.iterations(),
        minimum.w().get(0),
        minimum.value());
  }
}
