package org.lanewise.nn.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Split;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.Callback;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.Evaluation;
import org.lanewise.nn.train.Trainer;
import org.lanewise.nn.train.Training;

/** Trains a network a fold and evaluates each on what it has not learned. */
public final class CrossValidation {
  private CrossValidation() {}

  /**
   * Runs through the folds, on the calling thread.
   *
   * @param data not scaled and not modified; {@link FeatureScaling#suited} is fitted on what a fold
   *     learns
   * @param folds as {@link org.lanewise.nn.data.KFold} gives them
   * @param seed of the networks and of the trainings, other ones in each fold
   * @param network makes a new network from a seed
   * @param trainer makes its training, with one thread if several configurations are tried at once
   * @return one a fold, in order
   * @throws CancellationException if the thread was interrupted
   */
  public static List<Evaluation> run(
      Dataset data,
      List<Split> folds,
      long seed,
      Loss loss,
      LongFunction<Network> network,
      Function<Network, Trainer> trainer) {
    List<Evaluation> results = new ArrayList<>();
    for (Split fold : folds) {
      Tensor x = data.features().copy(data.features().precision());
      FeatureScaling.suited(x, fold.first()).apply(x);
      long own = RandomStream.of(seed, "fold", results.size()).nextLong();
      Network trained = network.apply(own);
      Trainer training = trainer.apply(trained).seed(own).callback(new Interruption());
      training.fit(x, data.targets(), fold.first());
      Batches held = new Batches(x, data.targets(), fold.held(), 500);
      int classes = data.labels().size();
      results.add(
          Evaluation.of(trained, loss, held, classes, Backends.best().with(Parallelism.of(1))));
    }
    return results;
  }

  /** A training that nobody waits for any more ends with its batch. */
  private static final class Interruption implements Callback {
    @Override
    public void afterBatch(int epoch, int samples, int total, double loss) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("training was interrupted in epoch " + epoch);
      }
    }

    @Override
    public void afterEpoch(Training training, EpochResult result) {}
  }
}
