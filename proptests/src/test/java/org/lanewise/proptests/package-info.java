/**
 * Properties over all modules: bits that agree for any shape, gradients that are right for any
 * network, and the rules of the house. A failure prints the seed that brings it back. No code that
 * another module needs may live here.
 */
package org.lanewise.proptests;
