/**
 * Benchmarks: JMH classes, one a claim, and the short table for this machine. Each checks its
 * result before it reports a speed. Nothing that the libraries need may live here.
 */
package org.lanewise.bench;
