package org.lanewise.nn.loss;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The losses by name: the kind, then after a colon each what differs from the default.
 *
 * <p>That is its parameter (the smoothing in {@code cross-entropy:0.1}, the delta in {@code
 * huber:0.5}, the weight of positives in {@code bce:3}), the weights of classes ({@code
 * cross-entropy:weights=1,2.5}), and the reduction ({@code mse:sum}).
 */
public final class Losses {
  private static final List<String> NAMES =
      List.of(
          "cross-entropy kl bce hinge mse half-mse rmse mae huber hellinger poisson".split(" "));

  private Losses() {}

  /** Returns a loss of each kind, with its default parameters. */
  public static List<Loss> all(Reduction reduction) {
    return NAMES.stream().map(name -> named(name + ":" + reduction)).toList();
  }

  /**
   * Returns the loss of a name.
   *
   * @throws IllegalArgumentException if there is none of that name, or it has no such parameter
   */
  public static Loss named(String name) {
    List<String> parts = List.of(name.split(":", -1));
    String kind = parts.get(0);
    Reduction reduction = Reduction.MEAN;
    double number = List.of("cross-entropy", "kl").contains(kind) ? 0 : 1;
    List<Double> weights = List.of();
    for (String part : parts.subList(1, parts.size())) {
      var named = Stream.of(Reduction.values()).filter(r -> r.toString().equals(part)).findFirst();
      if (named.isPresent()) {
        reduction = named.get();
      } else if (part.startsWith("weights=") && kind.equals("cross-entropy")) {
        weights = Stream.of(part.substring(8).split(",", -1)).map(w -> number(name, w)).toList();
      } else if (List.of("cross-entropy", "kl", "bce", "huber").contains(kind)) {
        number = number(name, part);
      } else if (NAMES.contains(kind)) {
        throw new IllegalArgumentException(
            "loss '" + name + "': '" + part + "' is none of sum, mean, mean-per-row");
      }
    }
    return switch (kind) {
      case "cross-entropy" -> new SoftmaxCrossEntropy(reduction, number, weights);
      case "kl" -> new SoftmaxCrossEntropy(reduction, true, number, List.of());
      case "bce" -> new BinaryCrossEntropy(reduction, number);
      case "mse", "half-mse", "rmse" -> {
        String form = kind.toUpperCase(Locale.ROOT).replace('-', '_');
        yield new MeanSquaredError(reduction, MeanSquaredError.Form.valueOf(form));
      }
      case "mae", "huber", "hinge", "hellinger", "poisson" ->
          new PointLoss(PointLoss.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), reduction, number);
      default ->
          throw new IllegalArgumentException(
              "there is no loss '" + kind + "'; known are " + String.join(", ", NAMES));
    };
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("loss '" + name + "': '" + text + "' is not a number", e);
    }
  }

  /** Returns a name with the reduction, unless that is the default. */
  static String name(String kind, Reduction reduction) {
    return reduction == Reduction.MEAN ? kind : kind + ":" + reduction;
  }
}
