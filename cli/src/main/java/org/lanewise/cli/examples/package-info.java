/**
 * Worked examples: small programs, each with a {@code main}, whose numbers a reader can follow by
 * hand. An example computes a record, which tests hold to its numbers, and prints it. Nothing that
 * another package needs may live here.
 */
package org.lanewise.cli.examples;
