/**
 * The public face of the compute core: what a {@link org.lanewise.core.Backend} offers, how to get
 * one, and the few values its operations take. Arguments are checked here and nowhere below. No
 * loop over numbers may live here, and nothing here may name an implementation.
 */
package org.lanewise.core;
