package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.explore.writeback.WritebackCall.Kind;
import org.pinproof.explore.writeback.WritebackScenarios.Scenario;

class CallSitesTest {

    static Stream<CallSite> sites() {
        return CallSites.all().stream();
    }

    private static Stream<Kind> calls(Scenario scenario) {
        return scenario.script().tasks().get(0).stream().map(WritebackCall::kind);
    }

    @Test
    void the_drivers_that_the_series_converted_are_there() {
        assertEquals(
                ImmutableSet.of(
                        "direct-io",
                        "io-uring",
                        "process-vm",
                        "infiniband-umem",
                        "vfio",
                        "v4l2",
                        "xdp-umem",
                        "drm-via",
                        "goldfish-pipe",
                        "book3s64-iommu"),
                sites().map(CallSite::name).collect(ImmutableSet.toImmutableSet()));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void the_driver_acquires_and_releases_as_its_entry_says(CallSite site) {
        Kind acquire = site.acquires().name().contains("LONGTERM") ? Kind.PIN_LONGTERM : Kind.PIN;
        Kind release = site.marks() ? Kind.UNPIN_DIRTY : Kind.UNPIN;
        assertTrue(calls(site.correct()).anyMatch(kind -> kind == acquire));
        assertTrue(calls(site.correct()).anyMatch(kind -> kind == release));
        assertTrue(site.acquires().isPin());
    }

    @ParameterizedTest
    @MethodSource("sites")
    void the_mistake_is_made_under_the_policy_that_the_driver_is_safe_under(CallSite site) {
        assertTrue(site.correct().breaks().isEmpty());
        assertTrue(site.mistake().breaks().isPresent());
        assertEquals(
                site.correct().script().shape().policy(),
                site.mistake().script().shape().policy());
        assertEquals(
                site.correct().script().shape().layout(),
                site.mistake().script().shape().layout());
        assertTrue(site.mistake().name().startsWith(site.name().split("-")[0]));
    }
}
