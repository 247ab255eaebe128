package org.lanewise.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar this command came from. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"lanewise " + text()};
  }

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
