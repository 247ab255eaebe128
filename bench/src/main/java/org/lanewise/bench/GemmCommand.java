package org.lanewise.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lanewise.bench.product.DenseWork;
import org.lanewise.bench.product.Product;
import org.lanewise.bench.product.Rival;
import org.lanewise.bench.product.Rivals;
import org.lanewise.bench.product.Shape;
import org.lanewise.bench.product.ShapeSet;
import org.lanewise.bench.report.Report;
import org.lanewise.bench.report.SpeedChart;
import org.lanewise.cli.LineChart;
import org.lanewise.cli.OutputFile;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.nn.tensor.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Matrix products against rivals and the peak. */
@Command(
    name = "gemm",
    sortOptions = false,
    description = {
      "Measures matrix products against plain loops and other libraries.",
      "peak is a loop of fused multiply-adds that never leaves the registers, times the threads."
    })
final class GemmCommand implements Callable<Integer> {
  private static final List<String> DEFAULT_SHAPES = List.of("64", "256", "128x512x784", "1024");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--set",
      paramLabel = "SET",
      description =
          "squares (256 to 2048, all transposes), mlp (the products of training steps), small (4 to"
              + " 64), crossover (squares of 4 to 2048), row (one sample through a layer) or dense"
              + " (layers forward with bias and ReLU, in the product's epilogue or after it).")
  private ShapeSet set;

  @Option(
      names = {"--shapes", "--sizes"},
      paramLabel = "SHAPE",
      split = ",",
      description = "Squares as 256, others as 128x512x784 for m, n, k, separated by commas.")
  private List<String> shapes;

  @Option(
      names = "--transpose",
      paramLabel = "NN|NT|TN|TT|ALL",
      split = ",",
      description = "Which operands lie transposed (default: NN, or those of the set).")
  private List<String> transposes;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "float32",
      description = "float32 or float64 (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads for Lanewise, OpenBLAS, MKL and ojAlgo; the other rivals have one (default:"
              + " ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--rivals",
      paramLabel = "NAME",
      split = ",",
      description =
          "one_thread, simd, openblas_backend, loop, row_loop, netlib_java, netlib_vector, ejml, ojalgo, openblas,"
              + " openblas_off_heap, mkl or all, separated by commas (default: loop,row_loop,openblas);"
              + " with --set dense only openblas counts. With one_thread, Lanewise on several threads"
              + " is compared to itself on one.")
  private List<String> rivals = Rivals.USUAL;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = Backends.BEST,
      description =
          "Who is compared with the rivals: best, auto, scalar, simd or openblas (default:"
              + " ${DEFAULT-VALUE}).")
  private String backendName;

  @Option(
      names = "--plot",
      paramLabel = "FILE.svg",
      description =
          "Where a chart of speed over size goes, with a PNG beside it; for squares of one"
              + " transpose.")
  private Path plot;

  @Mixin private BenchOptions options;

  @Override
  public Integer call() throws BackendUnavailableException, IOException {
    List<Product> products = products();
    if (plot != null) {
      requirePlottable(products);
    }
    if (set == ShapeSet.DENSE) {
      return dense(products);
    }
    Backend backend = backend();
    List<Rival> chosen = chosenRivals(backend);
    SpeedChart chart = plot == null ? null : new SpeedChart(options.report());
    Report report = plot == null ? options.report() : chart;
    GemmBench bench = new GemmBench(backend, chosen, options.stopwatch(), report);
    remarkOpenBlas(chosen, report);
    String name = set == null ? "these shapes" : set.name().toLowerCase(Locale.ROOT);
    if (!bench.measure(name, products)) {
      return 1;
    }
    if (plot != null) {
      chart.write(plot, title(products.get(0), backend));
    }
    return 0;
  }

  /** Before minutes of measuring, not after. */
  private void requirePlottable(List<Product> products) throws IOException {
    if (!LineChart.isSvg(plot)) {
      throw options.usage("--plot is " + plot + ", its name must end in .svg");
    }
    for (Product product : products) {
      if (!product.shape().isSquare()) {
        throw options.usage(
            "--plot draws speed over the size of squares, and "
                + product.shape()
                + " is none; take --set crossover or --sizes");
      }
    }
    List<String> letters = products.stream().map(Product::letters).distinct().toList();
    if (letters.size() > 1) {
      throw options.usage(
          "--plot draws one transpose, and these are "
              + String.join(", ", letters)
              + "; choose with --transpose");
    }
    if (products.stream().map(Product::shape).distinct().count() < 2) {
      throw options.usage("--plot draws speed over sizes, and there is one only");
    }
    OutputFile.requireWritable(plot);
    OutputFile.requireWritable(LineChart.pngBeside(plot));
  }

  private static String title(Product product, Backend backend) {
    int bits = Backends.best().vectorBits();
    int threads = backend.parallelism().threads();
    return "%s %s of squares, JDK %s, %s, %d thread%s, %s"
        .formatted(
            product.verb(),
            product.letters(),
            System.getProperty("java.version"),
            bits == 0 ? "no vectors" : bits + "-bit vectors",
            threads,
            threads == 1 ? "" : "s",
            LocalDate.now());
  }

  private Backend backend() throws BackendUnavailableException {
    Parallelism parallelism = options.checked(Parallelism::of, threads);
    try {
      return Backends.named(backendName).with(parallelism);
    } catch (IllegalArgumentException e) {
      throw options.usage(e.getMessage());
    }
  }

  private static void remarkOpenBlas(List<Rival> chosen, Report report) {
    if (chosen.stream().anyMatch(rival -> rival.name().startsWith("openblas"))) {
      Rivals.openBlasHeldBack(System.getenv())
          .ifPresent(reason -> report.remark("openblas", Report.HELD_BACK, reason));
    }
  }

  private Integer dense(List<Product> products) throws BackendUnavailableException {
    if (precision != Precision.FLOAT32) {
      throw options.usage("--set dense is measured in float32 only");
    }
    Backend backend = backend();
    List<Rival> chosen = chosenRivals(backend);
    boolean openBlas = chosen.stream().anyMatch(r -> r.name().equals(DenseWork.OPENBLAS));
    if (openBlas) {
      remarkOpenBlas(chosen, options.report());
    }
    return new DenseBench(backend, openBlas, options.stopwatch(), options.report())
            .measure(products)
        ? 0
        : 1;
  }

  private List<Product> products() {
    if (set != null && shapes != null) {
      throw options.usage("--set and --shapes exclude each other");
    }
    List<Product> products = new ArrayList<>();
    for (String letters : letters()) {
      List<Shape> chosen =
          set != null
              ? set.shapes(letters)
              : (shapes == null ? DEFAULT_SHAPES : shapes)
                  .stream().map(text -> options.checked(Shape::parse, text)).toList();
      Transpose transA = letters.charAt(0) == 'N' ? Transpose.NO : Transpose.YES;
      Transpose transB = letters.charAt(1) == 'N' ? Transpose.NO : Transpose.YES;
      chosen.forEach(shape -> products.add(new Product(shape, transA, transB, precision)));
    }
    return products;
  }

  private List<String> letters() {
    List<String> all = List.of("NN", "NT", "TN", "TT");
    if (transposes == null) {
      return set == null ? List.of("NN") : set.transposes();
    }
    List<String> upper = transposes.stream().map(t -> t.strip().toUpperCase(Locale.ROOT)).toList();
    if (upper.contains("ALL")) {
      return set == ShapeSet.MLP || set == ShapeSet.DENSE ? set.transposes() : all;
    }
    for (String letters : upper) {
      if (!all.contains(letters)) {
        throw options.usage("--transpose " + letters + " is none of NN, NT, TN, TT and ALL");
      }
      if (set == ShapeSet.DENSE && !letters.equals("NN")) {
        throw options.usage("a dense layer forward is a product NN, not " + letters);
      }
      if (set == ShapeSet.MLP && !set.transposes().contains(letters)) {
        throw options.usage("a training step has no product " + letters);
      }
    }
    return upper;
  }

  private List<Rival> chosenRivals(Backend backend) {
    int checkedThreads = options.checked(Parallelism::of, threads).threads();
    List<Rival> all = new ArrayList<>(Rivals.all(checkedThreads));
    if (!rivals.contains("all")) {
      Rivals.backends(checkedThreads).stream()
          .filter(rival -> !rival.name().equals(backend.name()))
          .forEach(all::add);
    }
    if (checkedThreads > 1) {
      all.add(0, Rivals.oneThread(backend));
    } else if (rivals.contains(Rivals.ONE_THREAD)) {
      throw options.usage("the rival one_thread needs --threads 2 or more");
    }
    List<String> known = all.stream().map(Rival::name).toList();
    for (String name : rivals) {
      if (!name.equals("all") && !known.contains(name)) {
        throw options.usage(
            "there is no rival '"
                + name
                + "'; known are "
                + known.stream().collect(Collectors.joining(", "))
                + " and all");
      }
    }
    return rivals.contains("all")
        ? all
        : all.stream().filter(rival -> rivals.contains(rival.name())).toList();
  }
}
