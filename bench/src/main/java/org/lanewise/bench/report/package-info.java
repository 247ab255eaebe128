/** How measurements are shown: a table for people, JSON lines for programs. */
package org.lanewise.bench.report;
