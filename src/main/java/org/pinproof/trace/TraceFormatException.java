package org.pinproof.trace;

/** A trace file that cannot be used: where, which rule, what was there instead, and what to do; one line for people. */
public final class TraceFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_FOUND = 80;

    private final String file;
    private final String place;
    private final String rule;
    private final String found;
    private final String remedy;

    /**
     * @param file the file's name as the user gave it
     * @param place line and column, or a JSON pointer (RFC 6901), or both; empty for the whole file
     * @param rule what should have been there
     * @param found what was there, shortened in the message; empty if nothing can be shown
     * @param remedy what to do next
     */
    public TraceFormatException(String file, String place, String rule, String found, String remedy) {
        super(message(file, place, rule, shortened(found), remedy));
        this.file = file;
        this.place = place;
        this.rule = rule;
        this.found = shortened(found);
        this.remedy = remedy;
    }

    public String file() {
        return file;
    }

    public String place() {
        return place;
    }

    public String rule() {
        return rule;
    }

    public String found() {
        return found;
    }

    public String remedy() {
        return remedy;
    }

    private static String message(String file, String place, String rule, String found, String remedy) {
        return file
                + (place.isEmpty() ? "" : ", " + place)
                + ": "
                + rule
                + (found.isEmpty() ? "" : "; found " + found)
                + ". "
                + remedy;
    }

    private static String shortened(String found) {
        return found.length() <= LONGEST_FOUND ? found : found.substring(0, LONGEST_FOUND) + "…";
    }
}
