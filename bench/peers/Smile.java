import org.lanewise.bench.peers.Peer;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/**
 * Smile, which has no such work: it learns in double, from targets of 0.9 and 0.1, with initial
 * weights of its own, and takes a batch row by row. A part of the rows stands for all.
 */
public final class Smile extends Peer {
  private static final int ROWS = 1000;

  private final MLP network;
  private double[][] features;
  private int[] labels;

  private Smile(String folder) {
    super(folder);
    LayerBuilder[] layers = new LayerBuilder[work().depth() + 1];
    layers[0] = Layer.input(work().inputs());
    for (int i = 1; i < work().depth(); i++) {
      layers[i] = Layer.rectifier(work().layers().get(i));
    }
    layers[work().depth()] = Layer.mse(work().outputs(), OutputFunction.LINEAR);
    network = new MLP(layers);
    network.setLearningRate(TimeFunction.constant(work().rate()));
  }

  /** Starts with the folder. */
  public static void main(String... args) throws Exception {
    Smile peer = new Smile(args[0]);
    peer.ready("6.3.0, JDK " + Runtime.version().feature());
    while (peer.serve()) {
      peer.learned(peer.seconds(), Double.NaN);
    }
  }

  private double seconds() {
    if (features == null) {
      features = new double[ROWS][work().inputs()];
      labels = new int[ROWS];
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < work().inputs(); j++) {
          features[i][j] = x()[i * work().inputs() + j];
        }
        for (int k = 0; k < work().outputs(); k++) {
          labels[i] = y()[i * work().outputs() + k] > 0.5 ? k : labels[i];
        }
      }
    }
    long start = System.nanoTime();
    network.update(features, labels);
    return (System.nanoTime() - start) * 1e-9 * work().rows() / ROWS;
  }
}
