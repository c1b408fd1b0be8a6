package org.pinproof.explore.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LitmusCatalogTest {

    @Test
    void every_program_goes_by_its_name_and_is_made_anew() {
        for (String name : LitmusCatalog.names()) {
            assertEquals(name, LitmusCatalog.program(name).get().name());
            assertNotSame(
                    LitmusCatalog.program(name).get(),
                    LitmusCatalog.program(name).get());
        }
    }

    @Test
    void an_unknown_name_is_answered_with_those_there_are() {
        assertEquals(
                "no litmus program is called \"B6\"; there are C_GUP, C_UAF, C_UNDO, C_BIG1, C_BIG2, C_BIG3, C_BIG4, B1, B2,"
                        + " B3, B4, B5, B7, B9",
                assertThrows(IllegalArgumentException.class, () -> LitmusCatalog.program("B6"))
                        .getMessage());
    }
}
