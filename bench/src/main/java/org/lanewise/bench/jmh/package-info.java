/** JMH classes, one a claim. Each checks its results before anything is timed. */
package org.lanewise.bench.jmh;
