// Generated from FloatChecks.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * Checks the arguments of the {@code double} operations once, then hands them to an engine.
 *
 * <p>Calls without work (a size of 0) end here where nothing is to be written.
 */
interface DoubleChecks
    extends DoubleOperations, DoubleCheckedBlas, DoubleCheckedElementwise, DoubleCheckedReductions {
  @Override
  DoubleOperations engine();
}
