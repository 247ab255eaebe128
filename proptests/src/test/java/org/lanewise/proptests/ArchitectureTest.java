package org.lanewise.proptests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: who may know whom, and nobody else. */
@AnalyzeClasses(packages = "org.lanewise", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theCoreKnowsNobody =
      classes()
          .that()
          .resideInAPackage("org.lanewise.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.lanewise.core..", "java..", "jdk.incubator.vector..")
          .orShould()
          .haveFullyQualifiedName("org.lanewise.core.VmFlags$Flag")
          .as("the core depends on the JDK only, and on HotSpot's flags in one place");

  @ArchTest
  static final ArchRule networksKnowTheCoreAndTheCsvParser =
      classes()
          .that()
          .resideInAPackage("org.lanewise.nn..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.lanewise.nn..", "org.lanewise.core", "java..", "de.siegmar.fastcsv..");

  @ArchTest
  static final ArchRule dataKnowNoNetworks =
      classes()
          .that()
          .resideInAnyPackage(
              "org.lanewise.nn.tensor", "org.lanewise.nn.random", "org.lanewise.nn.data")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.lanewise.nn.tensor",
              "org.lanewise.nn.random",
              "org.lanewise.nn.data",
              "org.lanewise.core",
              "java..",
              "de.siegmar.fastcsv..")
          .as("the module nn-data knows the core and the CSV parser, and nothing of nn");

  @ArchTest
  static final ArchRule theNativeRouteKnowsTheCore =
      classes()
          .that()
          .resideInAPackage("org.lanewise.openblas..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.lanewise.openblas..",
              "org.lanewise.core",
              "org.lanewise.core.parallel",
              "java..",
              "com.sun.jna..",
              "dev.ludovic.netlib..",
              "org.bytedeco..");

  @ArchTest
  static final ArchRule theCommandLineKnowsNeitherNativeNorBenchmarks =
      noClasses()
          .that()
          .resideInAPackage("org.lanewise.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.lanewise.openblas..", "org.lanewise.bench..");

  @ArchTest
  static final ArchRule onlyTheSimdPackageAndTheBenchmarksKnowVectors =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.lanewise.core.simd..", "org.lanewise.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..")
          .as(
              "only org.lanewise.core.simd imports jdk.incubator.vector, and org.lanewise.bench"
                  + " for its ceilings and rivals");

  @ArchTest
  static final ArchRule implementationsOfTheCoreStayInside =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.lanewise.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.lanewise.core.scalar..", "org.lanewise.core.simd..");

  @ArchTest
  static final ArchRule theNativeRouteSharesTheThreadsOfTheCoreAndNobodyElseDoes =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.lanewise.core..", "org.lanewise.openblas..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.lanewise.core.parallel..");

  @ArchTest
  static final ArchRule onlyTheNativeRouteAndTheBenchmarksKnowNativeLibraries =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.lanewise.openblas..", "org.lanewise.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.ludovic.netlib..", "org.bytedeco..", "com.sun.jna..");

  @ArchTest
  static final ArchRule nothingDrawsRandomNumbersFromTheJdk =
      noClasses()
          .that()
          .resideInAPackage("org.lanewise.nn..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.SplittableRandom")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.random.RandomGenerator")
          .orShould()
          .callMethod(Math.class, "random");

  /** Which packages of networks a package of them may know, itself and the core apart. */
  private static ArchRule knowsOnly(String own, String... others) {
    String[] allowed = new String[others.length + 3];
    allowed[0] = own;
    allowed[1] = "java..";
    allowed[2] = "org.lanewise.core";
    System.arraycopy(others, 0, allowed, 3, others.length);
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static final String NN = "org.lanewise.nn";

  @ArchTest static final ArchRule randomKnowsNobody = knowsOnly(NN + ".random");

  @ArchTest static final ArchRule tensorsKnowRandom = knowsOnly(NN + ".tensor", NN + ".random");

  @ArchTest
  static final ArchRule networksKnowTensors = knowsOnly(NN, NN + ".tensor", NN + ".random");

  @ArchTest static final ArchRule lossesKnowTensors = knowsOnly(NN + ".loss", NN + ".tensor");

  @ArchTest static final ArchRule optimizersKnowTensors = knowsOnly(NN + ".optim", NN + ".tensor");

  @ArchTest static final ArchRule metricsKnowTensors = knowsOnly(NN + ".metric", NN + ".tensor");

  @ArchTest
  static final ArchRule dataKnowTensors =
      knowsOnly(NN + ".data", NN + ".tensor", NN + ".random", "de.siegmar.fastcsv..");

  @ArchTest
  static final ArchRule classicMethodsKnowNoNetworks =
      knowsOnly(NN + ".classic", NN + ".tensor", NN + ".random", NN + ".loss", NN + ".optim");

  @ArchTest
  static final ArchRule checksKnowNetworksAndLosses =
      knowsOnly(NN + ".check", NN, NN + ".tensor", NN + ".random", NN + ".loss");

  @ArchTest
  static final ArchRule modelsKnowNetworksAndData =
      knowsOnly(NN + ".model", NN, NN + ".tensor", NN + ".data");

  @ArchTest
  static final ArchRule servingKnowsModels =
      knowsOnly(NN + ".predict", NN, NN + ".tensor", NN + ".data", NN + ".model");

  @ArchTest
  static final ArchRule trainingKnowsFilesThroughModelsOnly =
      knowsOnly(
          NN + ".train",
          NN,
          NN + ".model",
          NN + ".tensor",
          NN + ".random",
          NN + ".loss",
          NN + ".optim",
          NN + ".metric",
          NN + ".data");

  @ArchTest
  static final ArchRule selectionKnowsTraining =
      knowsOnly(
          NN + ".selection",
          NN,
          NN + ".tensor",
          NN + ".random",
          NN + ".loss",
          NN + ".data",
          NN + ".train",
          "de.siegmar.fastcsv..");

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().matching("org.lanewise.(**)").should().beFreeOfCycles();
}
