// Generated from FloatOperations.java by TwinSources; do not edit.
package org.lanewise.core;

/** All operations of a {@link Backend} on {@code double} slices. */
public interface DoubleOperations extends DoubleBlas, DoubleElementwise, DoubleReductions {}
