/**
 * The optional route to OpenBLAS through netlib-java: the only place that may name a native
 * library. It is found as a service and never imported. No kernel of our own may live here.
 */
package org.lanewise.openblas;
