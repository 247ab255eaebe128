package org.lanewise.bench.product;

import org.lanewise.bench.measure.Entry;

/** A rival that computes on the shared Java arrays as they are. */
abstract class ArrayRival implements Rival {
  private final String name;

  ArrayRival(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Entry enter(Operands operands) throws RivalUnavailableException {
    operands.forget();
    Runnable run = operands.product.single() ? singleProduct(operands) : doubleProduct(operands);
    return Entry.of(
        name,
        operands.product.shape().operations(),
        run,
        () -> {
          var flaw = operands.check().flaw(operands::result);
          operands.forget();
          return flaw;
        });
  }

  /** Returns what multiplies the float matrices. */
  abstract Runnable singleProduct(Operands operands) throws RivalUnavailableException;

  /** Returns what multiplies the double matrices. */
  abstract Runnable doubleProduct(Operands operands) throws RivalUnavailableException;
}
