package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.kernel.gup.CheckVmaFlags;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.VmFlag;

class CheckVmaFlagsTest {
    private static final int PRIVATE_READ_ONLY = VmFlag.VM_READ | VmFlag.VM_MAYREAD | VmFlag.VM_MAYWRITE;
    private static final int SHARED_READ_ONLY = PRIVATE_READ_ONLY | VmFlag.VM_SHARED;

    private static int area(String name) {
        return switch (name) {
            case "anonymous" -> VmFlag.ANONYMOUS;
            case "io" -> VmFlag.ANONYMOUS | VmFlag.VM_IO;
            case "pfnmap" -> VmFlag.ANONYMOUS | VmFlag.VM_PFNMAP;
            case "file" -> VmFlag.ANONYMOUS | VmFlag.FILE;
            case "dax" -> VmFlag.ANONYMOUS | VmFlag.FILE | VmFlag.FS_DAX;
            case "private read-only" -> PRIVATE_READ_ONLY;
            case "shared read-only" -> SHARED_READ_ONLY;
            case "write-only" -> VmFlag.VM_WRITE | VmFlag.VM_MAYREAD | VmFlag.VM_MAYWRITE;
            case "never readable" -> VmFlag.VM_WRITE | VmFlag.VM_MAYWRITE;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int flags(String names) {
        int flags = 0;
        for (String name : names.split(" ")) {
            flags |= switch (name) {
                case "write" -> FollFlag.FOLL_WRITE;
                case "force" -> FollFlag.FOLL_FORCE;
                case "anon" -> FollFlag.FOLL_ANON;
                case "longterm" -> FollFlag.FOLL_LONGTERM;
                default -> 0;
            };
        }
        return flags;
    }

    @ParameterizedTest
    @CsvSource({
        "anonymous, read, 0",
        "anonymous, write, 0",
        "anonymous, write anon longterm, 0",
        "io, read, EFAULT",
        "io, write force, EFAULT",
        "pfnmap, read, EFAULT",
        "file, write, 0",
        "file, write anon, EFAULT",
        "dax, write, 0",
        "dax, write longterm, EOPNOTSUPP",
        "private read-only, read, 0",
        "private read-only, write, EFAULT",
        "private read-only, write force, 0",
        "shared read-only, write force, EFAULT",
        "write-only, read, EFAULT",
        "write-only, read force, 0",
        "never readable, read force, EFAULT",
    })
    void an_area_is_taken_or_refused(String area, String flags, String answer) {
        int expected = answer.equals("0") ? 0 : Errno.valueOf(answer).negative();
        assertEquals(expected, CheckVmaFlags.check(area(area), flags(flags)));
    }
}
