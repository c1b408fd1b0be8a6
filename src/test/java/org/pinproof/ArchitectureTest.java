package org.pinproof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each package may import: the kernel code knows nobody, and nothing points back. */
class ArchitectureTest {
    private static final String ROOT = "org.pinproof";

    private static final ImmutableMap<String, Set<String>> MAY_IMPORT = ImmutableMap.<String, Set<String>>builder()
            .put("kernel", Set.of())
            .put("trace", Set.of())
            .put("sched", Set.of("kernel", "trace"))
            .put("explore", Set.of("sched", "kernel", "trace"))
            .put("tlc", Set.of("trace"))
            .put("conform", Set.of("tlc", "explore", "sched", "kernel", "trace"))
            .put("museum", Set.of("conform", "explore", "tlc", "sched"))
            .put("report", Set.of("museum", "conform", "explore", "tlc", "sched", "trace"))
            .put("benchmark", Set.of("kernel"))
            .put(
                    "cli",
                    Set.of("benchmark", "report", "museum", "conform", "explore", "tlc", "sched", "kernel", "trace"))
            .build();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** The command line may import everything, so there is nothing to forbid it. */
    static Set<String> packages() {
        return Sets.filter(MAY_IMPORT.keySet(), name -> forbidden(name, MAY_IMPORT.get(name)).length > 0);
    }

    private static String[] forbidden(String from, Set<String> allowed) {
        return Sets.difference(MAY_IMPORT.keySet(), Sets.union(allowed, Set.of(from))).stream()
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
    }

    private static ArchRule rule(String from, Set<String> allowed) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden(from, allowed));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_imports_only_what_it_may(String name) {
        rule(name, MAY_IMPORT.get(name)).check(CLASSES);
    }

    @Test
    void only_the_command_line_may_import_everything() {
        assertEquals(Set.of("cli"), Sets.difference(MAY_IMPORT.keySet(), packages()));
    }

    @Test
    void every_package_has_its_rule() {
        Set<String> found = CLASSES.stream()
                .map(c -> c.getPackageName())
                .filter(name -> name.startsWith(ROOT + "."))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
                .collect(Collectors.toSet());
        assertEquals(MAY_IMPORT.keySet(), ImmutableSet.copyOf(Sets.intersection(MAY_IMPORT.keySet(), found)));
        assertEquals(Set.of(), Sets.difference(found, MAY_IMPORT.keySet()));
    }

    @Test
    void a_rule_that_is_broken_is_noticed() {
        ArchRule tooStrict = rule("conform", Set.of("trace"));
        assertThrows(AssertionError.class, () -> tooStrict.check(CLASSES));
    }

    @Test
    void the_kernel_code_imports_nothing_of_others_but_guava_and_the_jdk() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".kernel..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(ROOT + ".kernel..", "java..", "com.google.common..")
                .check(CLASSES);
    }

    @Test
    void only_tlc_touches_tlc() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".tlc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tlc2..", "tla2sany..", "util..", "pcal..")
                .check(CLASSES);
    }

    @Test
    void json_is_read_and_written_at_the_edges_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".tlc..", ROOT + ".trace..", ROOT + ".museum..", ROOT + ".report..", ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void only_main_ends_the_jvm_and_tlcs_own_one() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
                .and()
                .resideOutsideOfPackage(ROOT + ".tlc.embedded..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void top_level_packages_form_no_cycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
