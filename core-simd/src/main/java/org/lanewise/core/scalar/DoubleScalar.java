// Generated from FloatScalar.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

/** The {@code double} operations as plain loops, in the order that fixes their bits. */
interface DoubleScalar extends DoubleScalarBlas, DoubleScalarElementwise, DoubleScalarReductions {}
