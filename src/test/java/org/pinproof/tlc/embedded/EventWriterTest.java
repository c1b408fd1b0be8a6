package org.pinproof.tlc.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventWriterTest {
    @Test
    @Timeout(30)
    void an_event_may_be_made_while_another_thread_is_in_the_middle_of_one() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        EventWriter events = new EventWriter(written);
        Thread other = new Thread(() -> events.event("inner", out -> out.writeNumberField("n", 1)));
        events.event("outer", out -> {
            other.start();
            join(other);
            out.writeNumberField("n", 2);
        });
        assertEquals(
                "{\"event\":\"inner\",\"n\":1}\n{\"event\":\"outer\",\"n\":2}\n",
                written.toString(StandardCharsets.UTF_8));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
