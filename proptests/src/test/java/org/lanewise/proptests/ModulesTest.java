package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each library is a named module that shows its public face and nothing else. */
class ModulesTest {
  private static ModuleDescriptor descriptor(String module) {
    Path[] path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("proptests"))
            .map(Path::of)
            .toArray(Path[]::new);
    return ModuleFinder.of(path).find(module).orElseThrow().descriptor();
  }

  private static Set<String> exports(String module) {
    return descriptor(module).exports().stream()
        .filter(exported -> !exported.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theCoreExportsItsPublicFaceAndItsThreadsForOtherEngines() {
    assertEquals(
        Set.of("org.lanewise.core", "org.lanewise.core.parallel"), exports("org.lanewise.core"));
  }

  @Test
  void theNativeRouteExportsNothing() {
    assertEquals(Set.of(), exports("org.lanewise.openblas"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.lanewise.nn", "org.lanewise.nn.data"})
  void networksAndTheirDataExportEveryPackageOfTheirs(String module) {
    assertEquals(new TreeSet<>(descriptor(module).packages()), exports(module));
  }

  @Test
  void whoRequiresNetworksHasTheirDataToo() {
    assertEquals(Set.of("org.lanewise.core", "org.lanewise.nn.data"), handedOn("org.lanewise.nn"));
    assertEquals(Set.of("org.lanewise.core"), handedOn("org.lanewise.nn.data"));
  }

  private static Set<String> handedOn(String module) {
    return descriptor(module).requires().stream()
        .filter(
            needed -> needed.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
        .map(ModuleDescriptor.Requires::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theCoreNeedsOtherModulesThanTheBaseOnlyToCompile() {
    Set<String> optional = new TreeSet<>();
    for (ModuleDescriptor.Requires needed : descriptor("org.lanewise.core").requires()) {
      if (!needed.name().equals("java.base")) {
        assertEquals(Set.of(ModuleDescriptor.Requires.Modifier.STATIC), needed.modifiers());
        optional.add(needed.name());
      }
    }
    assertEquals(Set.of("java.management", "jdk.incubator.vector", "jdk.management"), optional);
  }
}
