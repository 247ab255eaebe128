/**
 * How rivals are timed: interleaved, in short slices, each bracketed by a fixed piece of arithmetic
 * that shows whether the machine kept its pace. Nothing here knows what is measured.
 */
package org.lanewise.bench.measure;
