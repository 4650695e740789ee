package org.cosearch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.containAnyMethodsThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the picture of docs/map.md: which package may see which. */
class ArchitectureTest {

    /** Package → the packages of ours that it may see. A package that is not named here fails the test. */
    private static final Map<String, List<String>> SEES = Map.ofEntries(
            Map.entry("space", List.of()),
            Map.entry("random", List.of()),
            Map.entry("workload", List.of()),
            Map.entry("yaml", List.of()),
            Map.entry("family", List.of("space", "workload")),
            Map.entry("evaluate", List.of("space", "workload")),
            Map.entry("search", List.of("evaluate", "space", "archive", "random")),
            Map.entry("archive", List.of("evaluate", "space")),
            Map.entry("hardware", List.of("space", "workload")),
            Map.entry("device", List.of("workload")),
            Map.entry("adapter", List.of("device", "workload", "hardware", "random")),
            Map.entry("campaign", List.of("device", "workload", "random")),
            Map.entry("predict", List.of("space", "workload", "evaluate")),
            Map.entry("codesign", List.of("space", "workload", "evaluate", "hardware", "predict", "family")),
            Map.entry("run", List.of("search", "archive", "evaluate", "space", "random")),
            Map.entry("accelerator", List.of("hardware", "space", "workload", "yaml", "random", "evaluate")),
            Map.entry("latency", List.of("predict", "space", "workload", "yaml", "random", "evaluate")),
            Map.entry("training", List.of("workload", "evaluate", "random", "predict")),
            Map.entry(
                    "config",
                    List.of(
                            "space",
                            "random",
                            "workload",
                            "yaml",
                            "family",
                            "evaluate",
                            "search",
                            "archive",
                            "hardware",
                            "predict",
                            "codesign",
                            "run",
                            "device",
                            "accelerator",
                            "latency",
                            "training")),
            Map.entry(
                    "lab",
                    List.of(
                            "space",
                            "random",
                            "workload",
                            "yaml",
                            "family",
                            "hardware",
                            "predict",
                            "device",
                            "adapter",
                            "campaign",
                            "accelerator",
                            "latency",
                            "config")),
            Map.entry("report", List.of("evaluate")),
            Map.entry(
                    "session",
                    List.of(
                            "space",
                            "random",
                            "workload",
                            "yaml",
                            "family",
                            "evaluate",
                            "search",
                            "archive",
                            "hardware",
                            "predict",
                            "codesign",
                            "run",
                            "accelerator",
                            "latency",
                            "training",
                            "config",
                            "report")),
            Map.entry("cli", List.of("*")));

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // the core's contract tests, which the reactor gives as a jar
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("org.cosearch");
    }

    @Test
    void everyPackageSeesOnlyWhatTheMapAllows() {
        SEES.forEach((name, seen) -> {
            if (!seen.contains("*")) {
                List<String> allowed = new ArrayList<>(List.of(within(name)));
                seen.forEach(other -> allowed.add(within(other)));
                ArchRule rule = noClasses()
                        .that()
                        .resideInAPackage(within(name))
                        .should()
                        .dependOnClassesThat(resideInAPackage("org.cosearch..")
                                .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                        .allowEmptyShould(true);
                rule.check(ours);
            }
        });
    }

    @Test
    void everyPackageIsOnTheMap() {
        List<String> unknown = ours.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(parts -> parts.length > 2)
                .map(parts -> parts[2])
                .filter(name -> !SEES.containsKey(name))
                .distinct()
                .toList();
        assertThat(unknown).isEmpty();
    }

    @Test
    void theMapHasNoCycles() {
        Set<String> left = new TreeSet<>(SEES.keySet());
        boolean taken = true;
        while (taken) { // whoever sees nobody that is left is in no cycle
            taken = left.removeIf(name -> Objects.requireNonNull(SEES.get(name)).stream()
                    .noneMatch(seen -> !seen.equals(name) && left.contains(seen)));
        }
        assertThat(left).as("packages of a cycle").isEmpty();
    }

    @Test
    void eachLibraryIsSeenByItsRoomAlone() {
        only(List.of("org.cosearch.training..", "org.cosearch.latency.meta.."), "org.tensorflow..");
        only("org.cosearch.yaml..", "org.snakeyaml..");
        only("org.cosearch.cli..", "picocli..");
        only("org.cosearch.adapter.jna..", "com.sun.jna..");
        only("org.cosearch.adapter.ort..", "ai.onnxruntime..");
        only("org.cosearch.adapter.onnx..", "onnx..");
        only("org.cosearch.adapter.onnx..", "com.google.protobuf..");
        only("org.cosearch.accelerator.schedule..", "org.optaplanner..");
    }

    @Test
    void onlyMainMethodsEndTheJavaMachine() {
        noClasses()
                .that(not(containAnyMethodsThat(name("main"))))
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(ours);
    }

    @Test
    void nothingIsDeserialisedByJava() {
        classes()
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("java.io..")
                        .and(com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName("ObjectInputStream"))))
                .check(ours);
    }

    private static void only(String room, String library) {
        only(List.of(room), library);
    }

    private static void only(List<String> rooms, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms.toArray(String[]::new))
                .and(resideInAPackage("org.cosearch.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " is seen by " + rooms + " alone")
                .check(ours);
    }

    private static String within(String name) {
        return "org.cosearch." + name + "..";
    }
}
