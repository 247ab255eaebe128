package org.lanewise.cli.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lanewise.core.Backends;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * The graph {@code a = t1 + t2}, {@code b = a t3} (elementwise), {@code c = sum b} on three tensors
 * of 4 x 5, and the way back: {@code db = 1}, {@code da = t3}, {@code dt3 = a}, {@code dt1 = dt2 =
 * da}. The 60 numbers are what NumPy draws after {@code numpy.random.seed(0)}.
 */
public final class ComputationalGraph implements Example<ComputationalGraph.Result> {
  static final int ROWS = 4;
  static final int COLUMNS = 5;

  /**
   * Value and gradients, row by row.
   *
   * @param c the sum
   * @param byT1 its derivative by t1
   * @param byT2 by t2
   * @param byT3 by t3
   */
  public record Result(double c, List<Double> byT1, List<Double> byT2, List<Double> byT3) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new ComputationalGraph().run(System.out);
  }

  /** Returns t1, t2 and t3. */
  static List<Tensor> tensors() {
    List<Tensor> tensors =
        List.of("t1", "t2", "t3").stream()
            .map(name -> Tensor.zeros(Precision.FLOAT64, ROWS, COLUMNS))
            .toList();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ComputationalGraph.class.getResourceAsStream("numpy_graph.csv"),
                StandardCharsets.UTF_8))) {
      lines.readLine(); // the header: tensor,row,col,value
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",");
        tensors
            .get(cells[0].charAt(1) - '1')
            .set(
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                Double.parseDouble(cells[3]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tensors;
  }

  @Override
  public String name() {
    return "computational-graph";
  }

  @Override
  public String about() {
    return "c = sum (t1 + t2) t3 of 60 numbers, and its three gradients";
  }

  @Override
  public Result compute() {
    List<Tensor> t = tensors();
    TensorOps ops = new TensorOps(Backends.best());
    Tensor a = t.get(0).copy(Precision.FLOAT64);
    ops.axpy(1, t.get(1), a);
    double c = ops.dot(a, t.get(2));

    Tensor byB = Tensor.zeros(Precision.FLOAT64, ROWS, COLUMNS);
    byB.fill(1);
    Tensor byA = Tensor.zeros(Precision.FLOAT64, ROWS, COLUMNS);
    Tensor byT3 = Tensor.zeros(Precision.FLOAT64, ROWS, COLUMNS);
    ops.multiply(byB, t.get(2), byA);
    ops.multiply(byB, a, byT3);
    return new Result(c, list(byA), list(byA), list(byT3));
  }

  private static List<Double> list(Tensor tensor) {
    return IntStream.range(0, tensor.size()).mapToObj(tensor::get).toList();
  }

  @Override
  public void print(Result result, PrintStream out) {
    out.println("c = " + result.c);
    print("dc/dt1 = dc/dt2", result.byT1, out);
    print("dc/dt3", result.byT3, out);
  }

  private static void print(String name, List<Double> values, PrintStream out) {
    out.println(name);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        out.printf(Locale.ROOT, " %.8f", values.get(i * COLUMNS + j));
      }
      out.println();
    }
  }
}
