package org.pinproof.bench;

import java.util.List;

/** One thing that is measured. */
public interface Section {

    /** {@return the name that {@code -Dbench=} takes, and of the JSON file} */
    String name();

    /** Measures; {@return the tables, in the order in which they are shown} */
    List<Table> run() throws Exception;
}
