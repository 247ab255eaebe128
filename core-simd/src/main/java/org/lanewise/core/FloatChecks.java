package org.lanewise.core;

/**
 * Checks the arguments of the {@code float} operations once, then hands them to an engine.
 *
 * <p>Calls without work (a size of 0) end here where nothing is to be written.
 */
interface FloatChecks
    extends FloatOperations, FloatCheckedBlas, FloatCheckedElementwise, FloatCheckedReductions {
  @Override
  FloatOperations engine();
}
