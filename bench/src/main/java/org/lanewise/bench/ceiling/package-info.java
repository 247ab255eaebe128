/**
 * Limits of the machine, measured beside the rivals: what its multipliers, its caches and its
 * memory give to a loop that does nothing else. One of the two places that use the Vector API.
 */
package org.lanewise.bench.ceiling;
