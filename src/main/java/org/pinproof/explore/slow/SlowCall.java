package org.pinproof.explore.slow;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.mm.VmFlag;

/** One call of a task: what it asks of the kernel, as data. Prints as {@code pin-locked(0,2)} and parses back. */
public sealed interface SlowCall {

    /** How pages are asked for: the specification's forms. */
    enum Form {
        /** The caller keeps {@code mmap_lock}. */
        PLAIN,
        /** And wants the areas. */
        VMAS,
        /** The caller holds the lock and is told whether it still does. */
        LOCKED,
        /** The call takes and drops the lock. */
        UNLOCKED,
        /** {@code FOLL_NOWAIT}. */
        NOWAIT,
        /** The caller keeps the lock, and has its device store to the pages, in as few pieces as it can. */
        FIXED,
        /** A misuse: as {@link #VMAS}, and the areas are used after the lock is dropped. */
        LATE,
        /** A misuse: as {@link #LOCKED}, and the areas are wanted as well. */
        RETRY;

        /** {@return the name in scripts and in the specification} */
        public String specName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** {@return whether the caller wants the areas} */
        public boolean handsOut() {
            return this == VMAS || this == LATE || this == RETRY;
        }
    }

    /** What can be mapped: the specification's kinds of areas. */
    enum Area {
        /** Anonymous memory. */
        RW(VmFlag.ANONYMOUS),
        /** Memory that has to be read first. */
        FILE(VmFlag.ANONYMOUS | VmFlag.FILE),
        /** Anonymous memory whose faults a user resolves. */
        UFFD(VmFlag.ANONYMOUS | VmFlag.VM_UFFD_MISSING),
        /** A device's memory. */
        PFNMAP(VmFlag.ANONYMOUS | VmFlag.VM_SHARED | VmFlag.VM_IO | VmFlag.VM_PFNMAP);

        private final int flags;

        Area(int flags) {
            this.flags = flags;
        }

        /** {@return the area's {@link VmFlag}s} */
        public int flags() {
            return flags;
        }

        /** {@return the name in scripts and in the specification} */
        public String specName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code pin_user_pages} or {@code get_user_pages} of {@code nr} pages from {@code vpn}, in one of its forms. */
    record Take(boolean pin, Form form, int vpn, int nr) implements SlowCall {
        @Override
        public String toString() {
            return (pin ? "pin-" : "get-") + form.specName() + "(" + vpn + "," + nr + ")";
        }
    }

    /** {@code unpin_user_page} or {@code put_page}, if this task holds the page so; otherwise nothing. */
    record Release(boolean pin, int pfn) implements SlowCall {
        @Override
        public String toString() {
            return (pin ? "unpin(" : "put(") + pfn + ")";
        }
    }

    /** {@code munmap} of the area that the vpn is in. */
    record Munmap(int vpn) implements SlowCall {
        @Override
        public String toString() {
            return "munmap(" + vpn + ")";
        }
    }

    /** {@code mmap} of one page. */
    record Mmap(Area area, int vpn) implements SlowCall {
        @Override
        public String toString() {
            return "mmap-" + area.specName() + "(" + vpn + ")";
        }
    }

    /** {@code UFFDIO_COPY} to the vpn. */
    record Copy(int vpn) implements SlowCall {
        @Override
        public String toString() {
            return "copy(" + vpn + ")";
        }
    }

    /** The page that belongs there was read. */
    record Io(int vpn) implements SlowCall {
        @Override
        public String toString() {
            return "io(" + vpn + ")";
        }
    }

    /**
     * A fatal signal.
     *
     * @param victim the task's number, counted from 0; printed as its name, t1 and so on
     */
    record Kill(int victim) implements SlowCall {
        @Override
        public String toString() {
            return "kill(" + (victim + 1) + ")";
        }
    }

    /**
     * Reads a call.
     *
     * @throws ScriptException if the text is none
     */
    static SlowCall parse(String text) {
        Matcher matcher =
                Pattern.compile("([a-z]+)(?:-([a-z]+))?\\((\\d)(?:,(\\d))?\\)").matcher(text);
        if (!matcher.matches()) {
            throw notACall(text);
        }
        String name = matcher.group(1);
        String kind = matcher.group(2);
        int first = Integer.parseInt(matcher.group(3));
        boolean takes = name.equals("pin") || name.equals("get");
        if (takes != (matcher.group(4) != null) || (takes || name.equals("mmap")) != (kind != null)) {
            throw notACall(text);
        }
        return switch (name) {
            case "pin", "get" ->
                new Take(name.equals("pin"), form(text, kind), first, Integer.parseInt(matcher.group(4)));
            case "unpin", "put" -> new Release(name.equals("unpin"), first);
            case "munmap" -> new Munmap(first);
            case "mmap" -> new Mmap(area(text, kind), first);
            case "copy" -> new Copy(first);
            case "io" -> new Io(first);
            case "kill" -> new Kill(first - 1);
            default -> throw notACall(text);
        };
    }

    private static Form form(String text, String name) {
        return Arrays.stream(Form.values())
                .filter(form -> form.specName().equals(name))
                .findFirst()
                .orElseThrow(() -> notACall(text));
    }

    private static Area area(String text, String name) {
        return Arrays.stream(Area.values())
                .filter(area -> area.specName().equals(name))
                .findFirst()
                .orElseThrow(() -> notACall(text));
    }

    /** {@return whether every page, frame and task this call names is there} */
    default boolean isWithin(SlowShape shape, int tasks) {
        if (this instanceof Take take) {
            return take.nr() >= 1 && take.vpn() < shape.vpns() && take.nr() <= shape.vpns();
        }
        if (this instanceof Release release) {
            return release.pfn() < shape.frames();
        }
        if (this instanceof Kill kill) {
            return kill.victim() >= 0 && kill.victim() < tasks;
        }
        return vpn() < shape.vpns();
    }

    /** {@return the first page that the call is about; 0 if it is about none} */
    default int vpn() {
        return 0;
    }

    private static ScriptException notACall(String text) {
        return new ScriptException(
                "not a call: \"" + text + "\". Calls are pin-FORM(VPN,NR), get-FORM(VPN,NR), unpin(PFN),"
                        + " put(PFN), munmap(VPN), mmap-AREA(VPN), copy(VPN), io(VPN) and kill(TASK), with one digit each; forms are "
                        + words(Arrays.stream(Form.values()).map(Form::specName)) + "; areas are "
                        + words(Arrays.stream(Area.values()).map(Area::specName)) + ".");
    }

    private static String words(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }
}
