/**
 * The {@code lanewise} command: options, progress, pictures, and errors in one line. A command
 * arranges what the libraries do and shows it. Nothing that a library user would want may live
 * here.
 */
package org.lanewise.cli;
