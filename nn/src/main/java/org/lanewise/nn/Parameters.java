package org.lanewise.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Named tensors in one array: all parameters of a network, or all their gradients, or its buffers,
 * or a moment of an optimizer, in one layout.
 *
 * <p>Each tensor starts on a multiple of 64 bytes; the elements between tensors are 0 and stay 0.
 * So a step over all parameters is one pass over {@link #all}.
 */
public final class Parameters {
  /** A tensor's place: its name, shape and offset in the array. */
  record Slot(String name, int layer, int rows, int columns, int offset) {}

  private final List<Slot> slots;
  private final Tensor all;
  private final List<Tensor> tensors;

  private Parameters(List<Slot> slots, Tensor all) {
    this.slots = slots;
    this.all = all;
    this.tensors =
        slots.stream().map(slot -> all.view(slot.offset, slot.rows, slot.columns)).toList();
  }

  static Parameters zeros(
      List<Layer> layers, Function<Layer, List<ParameterSpec>> kept, Precision precision) {
    List<Slot> slots = new ArrayList<>();
    long offset = 0;
    for (int i = 0; i < layers.size(); i++) {
      for (ParameterSpec spec : kept.apply(layers.get(i))) {
        slots.add(new Slot(name(i, spec), i, spec.rows(), spec.columns(), (int) offset));
        offset += precision.alignedCount((long) spec.rows() * spec.columns());
      }
    }
    if (offset > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a network of "
              + offset
              + " parameters does not fit one array; it holds 2^31 - 9 at most");
    }
    return new Parameters(
        Collections.unmodifiableList(slots), Tensor.zeros(precision, 1, (int) offset));
  }

  /** Returns the name of a layer's parameter among those of a network. */
  static String name(int layer, ParameterSpec spec) {
    return layer + "." + spec.name();
  }

  /** Returns zeros in the same layout. */
  public Parameters zerosLike() {
    return new Parameters(slots, Tensor.zeros(all.precision(), 1, all.columns()));
  }

  /** Returns a copy in the same layout. */
  public Parameters copy() {
    return new Parameters(slots, all.copy(all.precision()));
  }

  /** Copies the values of parameters of the same layout. */
  public void copyFrom(Parameters other) {
    all.copyFrom(other.all);
  }

  /** Returns all elements as one row, the gaps between tensors included; shared. */
  public Tensor all() {
    return all;
  }

  /** Returns how many tensors there are. */
  public int count() {
    return slots.size();
  }

  /** Returns how many numbers there are, gaps not counted. */
  public int size() {
    return tensors.stream().mapToInt(Tensor::size).sum();
  }

  /** Returns a tensor; shared. */
  public Tensor tensor(int index) {
    return tensors.get(index);
  }

  /** Returns a tensor's name: the layer's number, a dot, and the name within the layer. */
  public String name(int index) {
    return slots.get(index).name;
  }

  /**
   * Returns whether a tensor holds weights, whose name within the layer starts with "weight", and
   * not biases, scales or slopes: regularization spares those by default.
   */
  public boolean isWeight(int index) {
    String name = name(index);
    return name.startsWith("weight", name.indexOf('.') + 1);
  }

  /** Returns the number of the layer a tensor belongs to. */
  public int layer(int index) {
    return slots.get(index).layer;
  }

  /** Returns the tensors of one layer, in the layer's order; shared. */
  List<Tensor> ofLayer(int layer) {
    List<Tensor> found = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).layer == layer) {
        found.add(tensors.get(i));
      }
    }
    return List.copyOf(found);
  }
}
