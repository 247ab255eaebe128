/** How long single predictions take. */
package org.lanewise.bench.prediction;
