import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.FloatBuffer;
import org.lanewise.bench.peers.Peer;

/** Deep Java Library on PyTorch's engine. */
public final class Djl extends Peer {
  private final NDManager manager = NDManager.newBaseManager();
  private final SequentialBlock block = new SequentialBlock();
  private final ParameterStore store;
  private final Trainer trainer;
  private final Loss loss;
  private NDArray features;
  private NDArray targets;

  private Djl(String folder) {
    super(folder);
    for (int i = 1; i <= work().depth(); i++) {
      block.add(Linear.builder().setUnits(work().layers().get(i)).build());
      if (i < work().depth()) {
        block.add(Activation.reluBlock());
      }
    }
    loss =
        switch (work().loss()) {
          case "mse" -> Loss.l2Loss("loss", 1);
          case "cross-entropy" -> Loss.softmaxCrossEntropyLoss();
          default -> Loss.sigmoidBinaryCrossEntropyLoss();
        };
    Tracker rate = Tracker.fixed((float) work().rate());
    Optimizer optimizer =
        work().optimizer().equals("sgd")
            ? Optimizer.sgd().setLearningRateTracker(rate).build()
            : Optimizer.adam().optLearningRateTracker(rate).build();
    Model model = Model.newInstance("network");
    model.setBlock(block);
    trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer));
    trainer.initialize(new Shape(1, work().inputs()));
    store = new ParameterStore(trainer.getManager(), false);
    int i = 0;
    for (Parameter parameter : block.getParameters().values()) {
      NDArray array = parameter.getArray();
      try (NDManager scratch = manager.newSubManager()) {
        if (i % 2 == 0) {
          long outputs = array.getShape().get(0);
          long inputs = array.getShape().get(1);
          array.set(
              scratch.create(weight(i / 2), new Shape(inputs, outputs)).transpose().toFloatArray());
        } else {
          array.set(bias(i / 2));
        }
      }
      i++;
    }
  }

  /** Starts with the folder and the number of threads, which are a system property too. */
  public static void main(String... args) throws Exception {
    Djl peer = new Djl(args[0]);
    peer.run(
        "%s, %s %s"
            .formatted(
                Engine.getDjlVersion(),
                Engine.getInstance().getEngineName(),
                Engine.getInstance().getVersion()));
  }

  @Override
  protected double epoch() {
    if (features == null) {
      features = manager.create(x(), new Shape(work().rows(), work().inputs()));
      targets = manager.create(y(), new Shape(work().rows(), work().targetColumns()));
      targets =
          work().loss().equals("cross-entropy") ? targets.toType(DataType.INT64, false) : targets;
    }
    double sum = 0;
    for (int start = 0; start < work().rows(); start += work().batch()) {
      int end = Math.min(work().rows(), start + work().batch());
      try (NDManager scratch = manager.newSubManager()) {
        NDIndex rows = new NDIndex().addSliceDim(start, end);
        NDArray x = features.get(scratch, rows);
        NDArray y = targets.get(scratch, rows);
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDList output = trainer.forward(new NDList(x));
          output.attach(scratch);
          NDArray value = loss.evaluate(new NDList(y), output);
          value.attach(scratch);
          collector.backward(value);
          sum += value.getFloat() * (end - start);
        }
        trainer.step();
      }
    }
    return sum / work().rows();
  }

  @Override
  protected void predict(float[] rows, int offset, float[] result) {
    try (NDManager scratch = manager.newSubManager()) {
      FloatBuffer row = FloatBuffer.wrap(rows, offset, work().inputs()).slice();
      NDArray x = scratch.create(row, new Shape(1, work().inputs()), DataType.FLOAT32);
      NDList output = block.forward(store, new NDList(x), false);
      output.attach(scratch);
      System.arraycopy(output.get(0).toFloatArray(), 0, result, 0, result.length);
    }
  }
}
