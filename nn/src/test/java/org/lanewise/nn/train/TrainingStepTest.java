package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.BatchNorm;
import org.lanewise.nn.Dense;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerNorm;
import org.lanewise.nn.LogSoftmax;
import org.lanewise.nn.Maxout;
import org.lanewise.nn.Network;
import org.lanewise.nn.Prelu;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Adaptive;
import org.lanewise.nn.optim.GradientClipping;
import org.lanewise.nn.optim.LearningRate;
import org.lanewise.nn.optim.Momentum;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Regularization;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class TrainingStepTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Counts what this thread and the workers of the core allocate in 100 runs. */
  private static long allocatedIn100(Runnable run) {
    long[] workers =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("lanewise-"))
            .mapToLong(Thread::getId)
            .toArray();
    long self = Thread.currentThread().getId();
    long workersBefore = allocated(workers);
    long before = THREADS.getThreadAllocatedBytes(self);
    for (int i = 0; i < 100; i++) {
      run.run();
    }
    long own = THREADS.getThreadAllocatedBytes(self) - before;
    return own + allocated(workers) - workersBefore;
  }

  private static long allocated(long[] threads) {
    long sum = 0;
    for (long thread : threads) {
      sum += THREADS.getThreadAllocatedBytes(thread);
    }
    return sum;
  }

  /**
   * Requires that the run allocates nothing in the end. Until the last compiler is done with a
   * kernel its vectors are objects, so the run is warmed up, and measured again a few times.
   */
  private static void assertAllocatesNothing(String what, int warmUps, Runnable run) {
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 40 && least > 0; attempt++) {
      for (int i = 0; i < warmUps; i++) {
        run.run();
      }
      least = Math.min(least, allocatedIn100(run));
    }
    assertEquals(0, least, "bytes in 100 runs of " + what);
  }

  private static Network small(Precision precision, int outputs) {
    return Network.builder(20)
        .dense(40)
        .activation(UnaryOp.RELU)
        .dropout(0.3)
        .dense(12)
        .activation(UnaryOp.leakyRelu(0.1))
        .dense(outputs)
        .build(precision, 1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("allocation")
  void aStepAllocatesNothingEvenOnTheLastShortBatch(Precision precision) {
    Dataset data = TestData.clouds(precision, 77, 20, 5, 1);
    Batches batches = new Batches(data.features(), data.targets(), data.allRows(), 32);
    TrainingStep step =
        new TrainingStep(
            small(precision, 5),
            new SoftmaxCrossEntropy(),
            Adam.of(1e-3),
            TestBackends.simd(1),
            32);
    // Whole epochs, so that both the full batches and the one of 13 are among the 100.
    RandomStream random = RandomStream.of(1, "shuffle");
    assertAllocatesNothing(
        "steps in " + precision,
        1000,
        () -> {
          batches.shuffle(random);
          for (int i = 0; i < batches.count(); i++) {
            int size = batches.load(i);
            step.run(batches.x(size), batches.y(size), i);
          }
        });
    assertTrue(step.steps() > 3000);
  }

  @Test
  @Tag("allocation")
  void gradientsAreAccumulatedWithoutAllocation() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 32, 20, 5, 1);
    TrainingStep step =
        new TrainingStep(
            small(Precision.FLOAT32, 5),
            new SoftmaxCrossEntropy(),
            Adam.of(1e-3),
            TestBackends.simd(1),
            32);
    Tensor weights = Tensor.zeros(Precision.FLOAT32, 32, 1);
    weights.fill(0.5);
    boolean[] last = new boolean[1];
    assertAllocatesNothing(
        "steps of two weighted batches",
        1000,
        () -> {
          step.run(data.features(), data.targets(), weights, 1, last[0]);
          last[0] = !last[0];
        });
  }

  static List<Optimizer> optimizers() {
    return List.of(
        new Sgd(1e-3),
        new Momentum(1e-3, 0.9, true),
        Adam.of(1e-3),
        Adaptive.adagrad(1e-3),
        Adaptive.rmsProp(1e-3),
        Adaptive.rmsProp(1e-3, 0.9, true),
        Adaptive.adadelta(1),
        Adaptive.amsGrad(1e-3),
        Adaptive.adaMax(1e-3),
        Adaptive.nadam(1e-3),
        Adaptive.adamW(1e-3, 0.01));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  @Tag("allocation")
  void aStepOfAnyOptimizerAndLossAllocatesNothing(Optimizer optimizer) {
    Loss loss = optimizer.moments() == 0 ? new BinaryCrossEntropy() : new MeanSquaredError();
    Tensor x = TestData.gaussian(Precision.FLOAT32, 16, 20, 1);
    Tensor y = Tensor.zeros(Precision.FLOAT32, 16, 2);
    TrainingStep step =
        new TrainingStep(small(Precision.FLOAT32, 2), loss, optimizer, TestBackends.simd(1), 16);
    assertAllocatesNothing("steps of " + optimizer, 2000, () -> step.run(x, y, 1));
  }

  static List<LearningRate> schedules() {
    return List.of(
        LearningRate.warmUp(100, LearningRate.cosine(100, 2, 0)),
        LearningRate.steps(10, 0.99),
        LearningRate.exponential(10, 0.99),
        LearningRate.polynomial(1000, 0.9, 0),
        LearningRate.oneCycle(1000, 0.3));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  @Tag("allocation")
  void aStepWithScheduleRegularizationAndClippingAllocatesNothing(LearningRate schedule) {
    Tensor x = TestData.gaussian(Precision.FLOAT32, 16, 20, 1);
    Tensor y = Tensor.zeros(Precision.FLOAT32, 16, 2);
    ParameterUpdate update =
        new ParameterUpdate(
            Adaptive.nadam(1e-3),
            schedule,
            new Regularization(1e-4, 1e-4, 1e-3, 2, true),
            GradientClipping.NONE.byValue(0.2).byNorm(0.1));
    TrainingStep step =
        new TrainingStep(
            small(Precision.FLOAT32, 2), new MeanSquaredError(), update, TestBackends.simd(1), 16);
    assertAllocatesNothing("steps of " + update, 2000, () -> step.run(x, y, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Tag("allocation")
  void aStepLargeEnoughForThreadsAllocatesNothingOnAny(int threads) {
    // The product of 64 x 130 x 520 and the update of 67,600 weights are shared out.
    Network network =
        Network.builder(130)
            .dense(520)
            .activation(UnaryOp.RELU)
            .dropout(0.2)
            .dense(10)
            .build(Precision.FLOAT32, 1);
    Dataset data = TestData.clouds(Precision.FLOAT32, 64, 130, 10, 1);
    TrainingStep step =
        new TrainingStep(
            network, new SoftmaxCrossEntropy(), Adam.of(1e-3), TestBackends.simd(threads), 64);
    assertAllocatesNothing(
        "steps on " + threads + " threads",
        150,
        () -> step.run(data.features(), data.targets(), 1));
    Workspace workspace = Workspace.forPrediction(network, TestBackends.simd(threads), 64);
    assertAllocatesNothing(
        "predictions on " + threads + " threads",
        150,
        () -> network.predict(data.features(), workspace));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("allocation")
  void aPredictionAllocatesNothing(Precision precision) {
    Network network = small(precision, 5);
    Backend backend = TestBackends.simd(1);
    Workspace workspace = Workspace.forPrediction(network, backend, 33);
    Tensor x = TestData.gaussian(precision, 33, 20, 1);
    Tensor one = x.rows(7, 1);
    assertAllocatesNothing(
        "predictions in " + precision,
        2000,
        () -> {
          network.predict(x, workspace);
          network.predict(one, workspace);
        });
  }

  /** Each kernel's loop has to be compiled without leaving a vector on the heap. */
  @ParameterizedTest
  @EnumSource
  @Tag("allocation")
  void aStepThroughAnyLayerAllocatesNothing(Precision precision) {
    List<Layer> layers = new ArrayList<>();
    ActivationLayer.NAMES.forEach(name -> layers.add(ActivationLayer.named(name)));
    layers.add(new Prelu(1));
    layers.add(new Prelu(12));
    layers.add(new LogSoftmax());
    layers.add(new Maxout(1));
    layers.add(BatchNorm.of(12));
    layers.add(LayerNorm.of(12));
    layers.add(new Dense(12, 12, Initializer.HE, false));
    for (Layer op : layers) {
      Network network = Network.builder(12).layer(op).build(precision, 1);
      TrainingStep step =
          new TrainingStep(
              network, new MeanSquaredError(), new Sgd(1e-3), TestBackends.simd(1), 33);
      Tensor x = TestData.gaussian(precision, 33, 12, 1);
      Tensor y = TestData.gaussian(precision, 33, 12, 2);
      assertAllocatesNothing(op + " in " + precision, 10_000, () -> step.run(x, y, 1));
    }
  }

  @Test
  void aStepGivesTheLossBeforeItAndLowersIt() {
    Dataset data = TestData.clouds(Precision.FLOAT64, 30, 6, 3, 1);
    Network network = Network.builder(6).dense(3).build(Precision.FLOAT64, 1);
    Loss loss = new SoftmaxCrossEntropy();
    Batches batches = new Batches(data.features(), data.targets(), data.allRows(), 30);
    double before = Evaluation.of(network, loss, batches, 3, TestBackends.simd(1)).loss();
    TrainingStep step = new TrainingStep(network, loss, new Sgd(0.01), TestBackends.simd(1), 30);
    assertEquals(before, step.run(data.features(), data.targets(), 0));
    assertEquals(1, step.steps());
    double after = step.run(data.features(), data.targets(), 0);
    assertTrue(after < before, after + " after, " + before + " before");
  }

  /** One step by hand: w - rate g for all parameters, with the gradient the step has left. */
  @Test
  void aStepOfGradientDescentMovesAgainstTheGradient() {
    Dataset data = TestData.clouds(Precision.FLOAT64, 30, 6, 3, 1);
    Network network = small6(Precision.FLOAT64);
    Tensor before = network.parameters().copy().all();
    TrainingStep step =
        new TrainingStep(
            network, new SoftmaxCrossEntropy(), new Sgd(0.5), TestBackends.simd(1), 30);
    step.run(data.features(), data.targets(), 0);
    Tensor gradient = step.gradients().values().all();
    for (int i = 0; i < before.size(); i++) {
      assertEquals(before.get(i) - 0.5 * gradient.get(i), network.parameters().all().get(i), 1e-15);
    }
  }

  private static Network small6(Precision precision) {
    return Network.builder(6).dense(9).activation(UnaryOp.SIGMOID).dense(3).build(precision, 1);
  }

  @Test
  void theNoiseKeyDecidesWhatAStepDrops() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 16, 20, 5, 1);
    Tensor[] ends = new Tensor[3];
    long[] keys = {1, 1, 2};
    for (int i = 0; i < 3; i++) {
      Network network = small(Precision.FLOAT32, 5);
      TrainingStep step =
          new TrainingStep(
              network, new SoftmaxCrossEntropy(), new Sgd(0.1), TestBackends.simd(1), 16);
      step.run(data.features(), data.targets(), keys[i]);
      ends[i] = network.parameters().all();
    }
    assertTrue(ends[0].sameBits(ends[1]));
    assertTrue(!ends[0].sameBits(ends[2]));
  }
}
