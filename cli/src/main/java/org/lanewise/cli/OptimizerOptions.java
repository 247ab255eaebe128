package org.lanewise.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Adaptive;
import org.lanewise.nn.optim.GradientClipping;
import org.lanewise.nn.optim.LearningRate;
import org.lanewise.nn.optim.Momentum;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Regularization;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.train.Trainer;
import picocli.CommandLine.Option;

/** How the parameters follow their gradients. */
final class OptimizerOptions {
  private static final List<String> WITH_MOMENTUM = List.of("momentum", "nesterov", "rmsprop");

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "adam",
      description =
          "sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, amsgrad, adamax, nadam or"
              + " adamw (default: ${DEFAULT-VALUE}).")
  private String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description =
          "Learning rate (default: 0.1 for sgd, momentum and nesterov, 0.01 for adagrad, 1 for"
              + " adadelta, else 0.001).")
  private Double rate;

  @Option(
      names = "--momentum",
      paramLabel = "SHARE",
      description =
          "How much of the last velocity stays (default: 0.9 for momentum and nesterov, 0 for"
              + " rmsprop).")
  private Double momentum;

  @Option(
      names = "--centered",
      description = "Lets rmsprop divide by the deviation of derivatives, not by their size.")
  private boolean centered;

  @Option(
      names = "--schedule",
      paramLabel = "NAME:N,X",
      defaultValue = "constant",
      description = {
        "How the learning rate changes (default: ${DEFAULT-VALUE}). Lengths are steps, or epochs"
            + " with an e:",
        "step:N,FACTOR; exponential:N,FACTOR; polynomial:N,POWER,END; inverse:N;"
            + " cosine:N,GROWTH,END; one-cycle:N,RISE; plateau:FACTOR,EPOCHS,CHANGE;"
            + " warm-up:N+SCHEDULE.",
        "A length left out is that of the training: warm-up:1e+cosine."
      })
  private String schedule;

  @Option(
      names = "--l1",
      paramLabel = "FACTOR",
      defaultValue = "0",
      description = "Adds the sum of |weight| times this to the loss (default: ${DEFAULT-VALUE}).")
  private double l1;

  @Option(
      names = "--l2",
      paramLabel = "FACTOR",
      defaultValue = "0",
      description = "Adds the sum of weight^2 times this to the loss (default: ${DEFAULT-VALUE}).")
  private double l2;

  @Option(
      names = "--weight-decay",
      paramLabel = "DECAY",
      description =
          "Multiplies weights by 1 - lr DECAY before each step; for adamw, biases too (default:"
              + " 0.01 for adamw, else 0).")
  private Double weightDecay;

  @Option(
      names = "--max-norm",
      paramLabel = "LIMIT",
      description = "Limits the norm of the weights into each output.")
  private Double maxNorm;

  @Option(
      names = "--clip-value",
      paramLabel = "LIMIT",
      description = "Limits each derivative to -LIMIT to LIMIT.")
  private Double clipValue;

  @Option(
      names = "--clip-norm",
      paramLabel = "LIMIT",
      description = "Limits the norm of all derivatives together; after --clip-value.")
  private Double clipNorm;

  /** Refuses what can be refused before any data are read. */
  void check(boolean validation) {
    optimizer();
    regularization();
    schedule(1, 1);
    if (clipValue != null) {
      GradientClipping.NONE.byValue(clipValue);
    }
    if (clipNorm != null) {
      GradientClipping.NONE.byNorm(clipNorm);
    }
    if (schedule.contains("plateau") && !validation) {
      throw new IllegalArgumentException(
          "--schedule " + schedule + " watches the validation loss; it needs --validation above 0");
    }
  }

  Optimizer optimizer() {
    if (momentum != null && !WITH_MOMENTUM.contains(optimizer)) {
      throw new IllegalArgumentException(
          "--momentum is for " + String.join(", ", WITH_MOMENTUM) + ", not for " + optimizer);
    }
    if (centered && !optimizer.equals("rmsprop")) {
      throw new IllegalArgumentException("--centered is for rmsprop, not for " + optimizer);
    }
    double velocity = momentum == null ? 0.9 : momentum;
    return switch (optimizer) {
      case "sgd" -> new Sgd(rate(0.1));
      case "momentum" -> new Momentum(rate(0.1), velocity);
      case "nesterov" -> new Momentum(rate(0.1), velocity, true);
      case "adagrad" -> Adaptive.adagrad(rate(0.01));
      case "rmsprop" ->
          (momentum == null || momentum == 0) && !centered
              ? Adaptive.rmsProp(rate(0.001))
              : Adaptive.rmsProp(rate(0.001), momentum == null ? 0 : momentum, centered);
      case "adadelta" -> Adaptive.adadelta(rate(1));
      case "adam" -> Adam.of(rate(0.001));
      case "amsgrad" -> Adaptive.amsGrad(rate(0.001));
      case "adamax" -> Adaptive.adaMax(rate(0.001));
      case "nadam" -> Adaptive.nadam(rate(0.001));
      case "adamw" -> Adaptive.adamW(rate(0.001), weightDecay == null ? 0.01 : weightDecay);
      default ->
          throw new IllegalArgumentException(
              "there is no optimizer '"
                  + optimizer
                  + "'; known are sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam,"
                  + " amsgrad, adamax, nadam, adamw");
    };
  }

  private double rate(double otherwise) {
    return rate == null ? otherwise : rate;
  }

  private LearningRate schedule(int epochSteps, int epochs) {
    return ScheduleText.parse(schedule, epochSteps, Math.multiplyExact(epochSteps, epochs));
  }

  private Regularization regularization() {
    double decay = weightDecay == null || optimizer.equals("adamw") ? 0 : weightDecay;
    double limit = maxNorm == null ? Double.POSITIVE_INFINITY : maxNorm;
    return new Regularization(l1, l2, decay, limit, false);
  }

  /** Hands all but the optimizer itself to a trainer. */
  void apply(Trainer trainer, int epochSteps, int epochs) {
    trainer.schedule(schedule(epochSteps, epochs)).regularization(regularization());
    if (clipValue != null) {
      trainer.clipValue(clipValue);
    }
    if (clipNorm != null) {
      trainer.clipNorm(clipNorm);
    }
  }

  /** Returns what a model file says of it; what was not asked for is left out. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    Optimizer made = optimizer();
    facts.put("optimizer", made.name());
    facts.put("learning_rate", made.rate());
    put(facts, "momentum", momentum);
    if (centered) {
      facts.put("centered", true);
    }
    if (!schedule.equals("constant")) {
      facts.put("schedule", schedule);
    }
    put(facts, "l1", l1 == 0 ? null : l1);
    put(facts, "l2", l2 == 0 ? null : l2);
    put(facts, "weight_decay", weightDecay);
    put(facts, "max_norm", maxNorm);
    put(facts, "clip_value", clipValue);
    put(facts, "clip_norm", clipNorm);
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, Double value) {
    if (value != null && Double.isFinite(value)) {
      facts.put(name, value);
    }
  }
}
