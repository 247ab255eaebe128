import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.lanewise.bench.peers.Peer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Deeplearning4j on ND4J's native backend. */
public final class Dl4j extends Peer {
  private final MultiLayerNetwork network;
  private INDArray features;
  private INDArray targets;

  private Dl4j(String folder) {
    super(folder);
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .updater(
                work().optimizer().equals("sgd") ? new Sgd(work().rate()) : new Adam(work().rate()))
            .list();
    for (int i = 0; i + 1 < work().depth(); i++) {
      list.layer(
          new DenseLayer.Builder()
              .nIn(work().layers().get(i))
              .nOut(work().layers().get(i + 1))
              .activation(Activation.RELU)
              .build());
    }
    LossFunction loss =
        switch (work().loss()) {
          case "mse" -> LossFunction.MSE;
          case "cross-entropy" -> LossFunction.MCXENT;
          default -> LossFunction.XENT;
        };
    Activation last =
        switch (work().loss()) {
          case "mse" -> Activation.IDENTITY;
          case "cross-entropy" -> Activation.SOFTMAX;
          default -> Activation.SIGMOID;
        };
    list.layer(
        new OutputLayer.Builder(loss)
            .nIn(work().layers().get(work().depth() - 1))
            .nOut(work().outputs())
            .activation(last)
            .build());
    MultiLayerConfiguration configuration = list.build();
    network = new MultiLayerNetwork(configuration);
    network.init();
    for (int i = 0; i < work().depth(); i++) {
      int inputs = work().layers().get(i);
      int outputs = work().layers().get(i + 1);
      network.setParam(i + "_W", Nd4j.create(weight(i), new long[] {inputs, outputs}, 'c'));
      network.setParam(i + "_b", Nd4j.create(bias(i), new long[] {1, outputs}, 'c'));
    }
  }

  /** Starts with the folder and the number of threads, which the environment says too. */
  public static void main(String... args) throws Exception {
    Dl4j peer = new Dl4j(args[0]);
    // 0 is code for any processor, 1 for AVX, 2 for AVX2, 3 for AVX-512.
    int level = NativeOpsHolder.getInstance().getDeviceNativeOps().binaryLevel();
    peer.run("1.0.0-M2.1, binary level " + level);
  }

  @Override
  protected double epoch() {
    if (features == null) {
      features = Nd4j.create(x(), new long[] {work().rows(), work().inputs()}, 'c');
      targets = Nd4j.zeros(work().rows(), work().outputs());
      float[] y = y();
      for (int i = 0; i < y.length; i++) {
        if (work().targetColumns() == work().outputs()) {
          targets.putScalar(i / work().outputs(), i % work().outputs(), y[i]);
        } else {
          targets.putScalar(i, (int) y[i], 1);
        }
      }
    }
    double sum = 0;
    for (int start = 0; start < work().rows(); start += work().batch()) {
      int end = Math.min(work().rows(), start + work().batch());
      network.fit(
          features.get(NDArrayIndex.interval(start, end), NDArrayIndex.all()),
          targets.get(NDArrayIndex.interval(start, end), NDArrayIndex.all()));
      sum += network.score() * (end - start);
    }
    return sum / work().rows();
  }

  @Override
  protected void predict(float[] rows, int offset, float[] result) {
    float[] row = new float[work().inputs()];
    System.arraycopy(rows, offset, row, 0, row.length);
    INDArray output = network.output(Nd4j.create(row, new long[] {1, row.length}, 'c'));
    for (int i = 0; i < result.length; i++) {
      result[i] = output.getFloat(i);
    }
  }
}
