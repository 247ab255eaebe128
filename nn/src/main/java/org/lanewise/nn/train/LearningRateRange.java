package org.lanewise.nn.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * The learning-rate range test (Smith, "Cyclical learning rates for training neural networks",
 * 2017): steps at rates that grow geometrically, each with the loss it met.
 *
 * @param points the table, a row a step
 */
public record LearningRateRange(List<Point> points) {
  /**
   * One step.
   *
   * @param rate its learning rate
   * @param loss the loss of its batch, before the step
   * @param smoothed the mean of the losses so far, weighted {@code 0.9^age}
   */
  public record Point(double rate, double loss, double smoothed) {}

  /**
   * Runs the test on a copy of the trainer's network, with its settings. It ends early at a loss
   * that is not finite, which is not recorded, and where the smoothed loss is 4 times the least.
   *
   * @param from the first rate, positive
   * @param to the last rate, larger
   * @param steps how many rates, at least 2
   */
  public static LearningRateRange run(
      Trainer trainer, Tensor x, Tensor y, int[] rows, double from, double to, int steps) {
    if (!(from > 0 && to > from && to < Double.POSITIVE_INFINITY) || steps < 2) {
      throw new IllegalArgumentException(
          steps + " rates from " + from + " to " + to + "; at least 2 must grow from above 0");
    }
    Batches batches = trainer.batches(x, y, rows);
    TrainingStep step = trainer.stepOnCopy(batches.batchSize());
    List<Point> points = new ArrayList<>();
    double sum = 0;
    double weight = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < steps; i++) {
      if (i % batches.count() == 0) {
        batches.shuffle(RandomStream.of(i, "rate range"));
      }
      int size = batches.load(i % batches.count());
      // Not Math.pow, whose bits may differ between machines.
      step.rate(from * StrictMath.pow(to / from, i / (steps - 1.0)));
      double loss =
          step.run(
              batches.x(size), batches.y(size), batches.weights(size), RandomStream.mix(i), true);
      sum = 0.9 * sum + loss;
      weight = 0.9 * weight + 1;
      double smoothed = sum / weight;
      if (!Double.isFinite(smoothed)) {
        break;
      }
      points.add(new Point(step.rate(), loss, smoothed));
      least = Math.min(least, smoothed);
      if (smoothed > least + 3 * Math.abs(least)) {
        break;
      }
    }
    return new LearningRateRange(List.copyOf(points));
  }

  /** Returns a tenth of the rate at the least smoothed loss: there the loss still falls steeply. */
  public double suggestion() {
    return points.stream().min(Comparator.comparingDouble(Point::smoothed)).orElseThrow().rate()
        / 10;
  }

  /** Returns a heading and a line a point, with commas. */
  public String csv() {
    StringBuilder text = new StringBuilder("rate,loss,smoothed_loss\n");
    points.forEach(p -> text.append(p.rate + "," + p.loss + "," + p.smoothed + "\n"));
    return text.toString();
  }
}
