package org.lanewise.nn;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.UnaryOp.Kind;
import org.lanewise.nn.tensor.Tensor;

/**
 * Applies a function to each element; the shape stays. It works in place where its derivative can
 * be had from its output.
 *
 * @param op the function
 */
public record ActivationLayer(UnaryOp op) implements Layer {
  /** The names of all functions, as {@link #named} takes them. */
  public static final List<String> NAMES =
      Stream.of(Kind.values()).map(LayerSettings::label).toList();

  /**
   * Returns the activation of a name: {@code tanh}, {@code gelu-tanh}. Parameters come after colons
   * ({@code leaky-relu:0.2}, {@code clamp:-1:1}); without them the slope of {@code leaky-relu} is
   * 0.1, alpha of {@code elu} 1, and {@code clamp} goes from 0 to 6.
   *
   * @throws IllegalArgumentException if there is none of that name, or it does not take the numbers
   */
  public static ActivationLayer named(String text) {
    Kind kind = LayerSettings.named("activation", Kind.class, text);
    double[] numbers =
        switch (kind) {
          case LEAKY_RELU -> LayerSettings.numbers(text, 0.1);
          case ELU -> LayerSettings.numbers(text, 1);
          case SELU -> LayerSettings.numbers(text, UnaryOp.SELU.alpha(), UnaryOp.SELU.beta());
          case CLAMP -> LayerSettings.numbers(text, 0, 6);
          default -> LayerSettings.numbers(text);
        };
    return new ActivationLayer(new UnaryOp(kind, numbers[0], numbers[1]));
  }

  @Override
  public String kind() {
    return LayerSettings.label(op.kind());
  }

  @Override
  public boolean worksInPlace() {
    return op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT;
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    pass.ops().unary(op, x, y);
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    if (dx != null) {
      Tensor saved = op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT ? y : x;
      pass.ops().unaryGradient(op, saved, dy, dx);
    }
  }

  @Override
  public Map<String, Object> settings() {
    return switch (op.kind()) {
      case LEAKY_RELU, ELU -> Map.of("alpha", op.alpha());
      case SELU, CLAMP -> LayerSettings.of("alpha", op.alpha(), "beta", op.beta());
      default -> Map.of();
    };
  }
}
