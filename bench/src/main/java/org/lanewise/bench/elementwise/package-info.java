/**
 * Elementwise functions and reductions: who computes them, in the first cache and in memory, and
 * whether the result is right. One of the two places that use the Vector API, for rivals that do.
 */
package org.lanewise.bench.elementwise;
