import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.lanewise.bench.peers.Peer;

/** ONNX Runtime, which only predicts; its input and output stay in place from call to call. */
public final class OnnxRuntime extends Peer {
  private final OrtSession session;
  private final FloatBuffer in;
  private final FloatBuffer out;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  private OnnxRuntime(String folder, int threads) throws Exception {
    super(folder);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    session = environment.createSession(file("network.onnx").toString(), options);
    in = direct(work().inputs());
    out = direct(work().outputs());
    inputs = Map.of("x", OnnxTensor.createTensor(environment, in, new long[] {1, in.capacity()}));
    outputs =
        Map.of("y", OnnxTensor.createTensor(environment, out, new long[] {1, out.capacity()}));
  }

  /** Starts with the folder and the number of threads. */
  public static void main(String... args) throws Exception {
    OnnxRuntime peer = new OnnxRuntime(args[0], Integer.parseInt(args[1]));
    peer.run(OrtEnvironment.getEnvironment().getVersion());
  }

  private static FloatBuffer direct(int size) {
    return ByteBuffer.allocateDirect(Float.BYTES * size)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  protected void predict(float[] rows, int offset, float[] result) throws Exception {
    in.put(0, rows, offset, in.capacity());
    session.run(inputs, outputs).close();
    out.get(0, result);
  }
}
