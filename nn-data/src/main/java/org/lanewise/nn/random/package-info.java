/**
 * Random numbers that are the same everywhere: named streams of one seed. Everything random in a
 * run (weights, shuffles, splits, dropout masks) draws from here. No other source of randomness may
 * be used in networks and their data.
 */
package org.lanewise.nn.random;
