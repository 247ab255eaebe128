package org.lanewise.cli;

import org.lanewise.nn.optim.LearningRate;

/**
 * A schedule of the learning rate as a word: a name, a colon, and numbers between commas. Lengths
 * are steps, or epochs if they end in an e; what is left out takes its default.
 */
final class ScheduleText {
  private static final String KNOWN =
      "constant, step, exponential, polynomial, inverse, cosine, one-cycle, plateau, warm-up";

  private final String text;
  private final String name;
  private final String[] numbers;
  private final int epochSteps;

  private ScheduleText(String text, int epochSteps) {
    int colon = text.indexOf(':');
    this.text = text;
    this.name = colon < 0 ? text : text.substring(0, colon);
    this.numbers = colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1);
    this.epochSteps = epochSteps;
  }

  /**
   * Returns the schedule that a word names.
   *
   * @param epochSteps how many steps an epoch has
   * @param totalSteps how many the training has: the length of what names none
   */
  static LearningRate parse(String text, int epochSteps, int totalSteps) {
    int plus = text.indexOf('+');
    ScheduleText first = new ScheduleText(plus < 0 ? text : text.substring(0, plus), epochSteps);
    if (plus >= 0 && !first.name.equals("warm-up")) {
      throw new IllegalArgumentException(
          "--schedule is '" + text + "'; only a warm-up is followed by another, warm-up:1e+cosine");
    }
    if (first.name.equals("warm-up")) {
      first.requireNumbers(1, 1, "warm-up:LENGTH+SCHEDULE");
      int length = first.length(0, 0);
      String then = plus < 0 ? "constant" : text.substring(plus + 1);
      int rest = Math.max(1, totalSteps - length);
      return LearningRate.warmUp(length, parse(then, epochSteps, rest));
    }
    return first.schedule(totalSteps);
  }

  private LearningRate schedule(int total) {
    return switch (name) {
      case "constant" -> {
        requireNumbers(0, 0, "constant");
        yield LearningRate.constant();
      }
      case "step" -> {
        requireNumbers(2, 2, "step:LENGTH,FACTOR");
        yield LearningRate.steps(length(0, total), number(1, 0));
      }
      case "exponential" -> {
        requireNumbers(2, 2, "exponential:LENGTH,FACTOR");
        yield LearningRate.exponential(length(0, total), number(1, 0));
      }
      case "polynomial" -> {
        requireNumbers(0, 3, "polynomial:LENGTH,POWER,END");
        yield LearningRate.polynomial(length(0, total), number(1, 1), number(2, 0));
      }
      case "inverse" -> {
        requireNumbers(1, 1, "inverse:LENGTH");
        yield LearningRate.inverse(length(0, total));
      }
      case "cosine" -> {
        requireNumbers(0, 3, "cosine:LENGTH,GROWTH,END");
        yield LearningRate.cosine(length(0, total), whole(1, 1), number(2, 0));
      }
      case "one-cycle" -> {
        requireNumbers(0, 2, "one-cycle:LENGTH,RISE");
        yield LearningRate.oneCycle(length(0, total), number(1, 0.3));
      }
      case "plateau" -> {
        requireNumbers(0, 3, "plateau:FACTOR,EPOCHS,CHANGE");
        yield LearningRate.onPlateau(number(0, 0.5), whole(1, 2), number(2, 0));
      }
      default ->
          throw new IllegalArgumentException(
              "there is no schedule '" + name + "'; known are " + KNOWN);
    };
  }

  private void requireNumbers(int least, int most, String form) {
    if (numbers.length < least || numbers.length > most) {
      throw new IllegalArgumentException(
          "--schedule is '" + text + "' with " + numbers.length + " numbers; its form is " + form);
    }
  }

  private double number(int index, double otherwise) {
    if (index >= numbers.length) {
      return otherwise;
    }
    try {
      return Double.parseDouble(numbers[index]);
    } catch (NumberFormatException e) {
      throw wrong(index, "a number", e);
    }
  }

  private int whole(int index, int otherwise) {
    return index < numbers.length ? whole(index, numbers[index], 1) : otherwise;
  }

  private int length(int index, int otherwise) {
    if (index >= numbers.length) {
      return otherwise;
    }
    String length = numbers[index];
    return length.endsWith("e")
        ? whole(index, length.substring(0, length.length() - 1), epochSteps)
        : whole(index, length, 1);
  }

  private int whole(int index, String digits, int factor) {
    try {
      return Math.multiplyExact(Integer.parseInt(digits), factor);
    } catch (NumberFormatException | ArithmeticException e) {
      throw wrong(index, "a whole number, or one of epochs such as 10e where a length is meant", e);
    }
  }

  private IllegalArgumentException wrong(int index, String what, RuntimeException cause) {
    return new IllegalArgumentException(
        "--schedule is '" + text + "'; '" + numbers[index] + "' is not " + what, cause);
  }
}
