package org.pinproof.kernel.mm;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the cells of a {@link Memory} and names them, so that a schedule, a picture and an error can say which word was
 * touched. Build it once, single-threaded, before any memory is made from it.
 */
public final class MemoryLayout {

    /** One cell: its name for people, whether it holds 64 bits, and the value it starts with. */
    public record Cell(String name, boolean isLong, long initial) {}

    private final List<Cell> cells = new ArrayList<>();

    /** Adds a 32-bit cell; {@return its number} */
    public int intCell(String name, int initial) {
        cells.add(new Cell(name, false, initial));
        return cells.size() - 1;
    }

    /** Adds a 64-bit cell; {@return its number} */
    public int longCell(String name, long initial) {
        cells.add(new Cell(name, true, initial));
        return cells.size() - 1;
    }

    /** {@return how many cells there are; they are numbered from 0} */
    public int size() {
        return cells.size();
    }

    /** {@return the cell with this number} */
    public Cell cell(int number) {
        return cells.get(number);
    }

    /** {@return the cells in the order of their numbers} */
    public List<Cell> cells() {
        return List.copyOf(cells);
    }
}
