import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lanewise.bench.peers.Peer;

/**
 * Spark MLlib's multilayer perceptron, which has no such work: it learns in double, with sigmoid,
 * softmax and cross entropy, and one step takes all rows. What a step takes is the difference of
 * trainings of one and of more. A part of the rows stands for all.
 */
public final class Spark extends Peer {
  private static final int ROWS = 4000;
  private static final int STEPS = 5;

  private final SparkSession session;
  private final int threads;
  private Dataset<Row> data;

  private Spark(String folder, int threads) {
    super(folder);
    this.threads = threads;
    session =
        SparkSession.builder()
            .master("local[" + threads + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", threads)
            .getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
  }

  /** Starts with the folder and the number of threads. */
  public static void main(String... args) throws Exception {
    Spark peer = new Spark(args[0], Integer.parseInt(args[1]));
    peer.seconds(1 + STEPS); // a difference means nothing while the compiler is at work
    peer.ready(peer.session.version());
    while (peer.serve()) {
      double one = peer.seconds(1);
      double step = (peer.seconds(1 + STEPS) - one) / STEPS;
      peer.learned(step * peer.work().rows() / ROWS, Double.NaN);
    }
    peer.session.stop();
  }

  private Dataset<Row> data() {
    if (data == null) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        double[] features = new double[work().inputs()];
        for (int j = 0; j < features.length; j++) {
          features[j] = x()[i * features.length + j];
        }
        double label = 0;
        for (int k = 0; k < work().outputs(); k++) {
          label = y()[i * work().outputs() + k] > 0.5 ? k : label;
        }
        rows.add(RowFactory.create(label, Vectors.dense(features)));
      }
      StructType schema =
          new StructType(
              new StructField[] {
                new StructField("label", DataTypes.DoubleType, false, Metadata.empty()),
                new StructField("features", new VectorUDT(), false, Metadata.empty())
              });
      data = session.createDataFrame(rows, schema).repartition(threads).cache();
      data.count();
    }
    return data;
  }

  private double seconds(int steps) {
    int[] layers = work().layers().stream().mapToInt(width -> width).toArray();
    MultilayerPerceptronClassifier classifier =
        new MultilayerPerceptronClassifier()
            .setLayers(layers)
            .setBlockSize(work().batch())
            .setSolver("gd")
            .setStepSize(work().rate())
            .setTol(0)
            .setSeed(1)
            .setMaxIter(steps);
    Dataset<Row> rows = data();
    long start = System.nanoTime();
    classifier.fit(rows);
    return (System.nanoTime() - start) * 1e-9;
  }
}
