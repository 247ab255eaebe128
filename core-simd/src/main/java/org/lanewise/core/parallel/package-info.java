/**
 * Splits work over threads: a {@link org.lanewise.core.parallel.Job} of independent parts, and the
 * one pool that helps its callers. Everything here works without allocating. Nothing here may know
 * what the parts compute. It is open to other engines; users of products need not know it.
 */
package org.lanewise.core.parallel;
