/**
 * Plain loops: the definition of every operation, the oracle of every test, and the engine that
 * serves where the Vector API is missing. What an operation's bits are is decided here. No vector,
 * no thread and no cache blocking may live here.
 */
package org.lanewise.core.scalar;
