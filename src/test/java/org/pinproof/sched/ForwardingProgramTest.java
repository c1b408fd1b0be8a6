package org.pinproof.sched;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingProgramTest {
    static Method[] questions() {
        return Program.class.getDeclaredMethods();
    }

    /** One that is left out would be answered by the default of a program, silently. */
    @ParameterizedTest
    @MethodSource("questions")
    void every_question_is_passed_on(Method question) {
        assertDoesNotThrow(
                () -> ForwardingProgram.class.getDeclaredMethod(question.getName(), question.getParameterTypes()));
    }
}
