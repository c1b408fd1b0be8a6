package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class FirstCompilerOnlyTest {
    private static long excluded() {
        try {
            String directives = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerDirectivesPrint",
                            new Object[0],
                            new String[0])
                    .toString();
            return directives
                    .lines()
                    .filter(line -> line.contains("Exclude:true"))
                    .count();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_second_compiler_is_kept_away_during_the_work_and_not_after() {
        long before = excluded();
        assertEquals(before + 1, FirstCompilerOnly.during(FirstCompilerOnlyTest::excluded));
        assertEquals(before, excluded());
    }
}
