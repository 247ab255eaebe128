package org.lanewise.bench.product;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Named sets of products, each with what it stands for. */
public enum ShapeSet {
  /** Square matrices too large for the inner caches. */
  SQUARES(List.of("NN", "NT", "TN", "TT")),
  /** What a training step of small networks multiplies: forward, and the two products back. */
  MLP(List.of("NN", "NT", "TN")),
  /** The dense layers of the same networks forward, with bias and rectifier. */
  DENSE(List.of("NN")),
  /** Squares so small that the call itself counts. */
  SMALL(List.of("NN")),
  /** Squares from where the call counts to where memory does: who leads at which size. */
  CROSSOVER(List.of("NN")),
  /** One sample through a layer. */
  ROW(List.of("NN"));

  private static final int[] BATCHES = {128, 1000};

  /** Inputs and outputs of the layers of common digit networks. */
  private static final int[][] LAYERS = {
    {784, 1000}, {1000, 500}, {500, 100}, {100, 10}, {784, 512}, {512, 512}, {512, 10}
  };

  private final List<String> transposes;

  ShapeSet(List<String> transposes) {
    this.transposes = transposes;
  }

  /** Returns the transposes that occur. */
  public List<String> transposes() {
    return transposes;
  }

  /** Returns the shapes for some transposes. */
  public List<Shape> shapes(String letters) {
    return switch (this) {
      case SQUARES -> squares(256, 384, 512, 768, 1024, 1536, 2048);
      case SMALL -> squares(4, 8, 12, 16, 24, 32, 48, 64);
      case CROSSOVER ->
          squares(4, 8, 16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048);
      case ROW -> List.of(new Shape(1, 512, 784), new Shape(1, 512, 512), new Shape(1, 32, 64));
      case MLP, DENSE -> steps(letters);
    };
  }

  private static List<Shape> squares(int... sizes) {
    return IntStream.of(sizes).mapToObj(Shape::square).toList();
  }

  private static List<Shape> steps(String letters) {
    List<Shape> shapes = new ArrayList<>();
    for (int batch : BATCHES) {
      for (int[] layer : LAYERS) {
        int in = layer[0];
        int out = layer[1];
        shapes.add(
            switch (letters) {
              case "NN" -> new Shape(batch, out, in);
              case "NT" -> new Shape(batch, in, out);
              default -> new Shape(in, out, batch);
            });
      }
    }
    return shapes;
  }
}
