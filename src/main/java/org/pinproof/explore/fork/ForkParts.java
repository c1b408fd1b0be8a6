package org.pinproof.explore.fork;

import org.pinproof.kernel.fork.AnonAllocator;
import org.pinproof.kernel.fork.AnonFastGup;
import org.pinproof.kernel.fork.AnonFault;
import org.pinproof.kernel.fork.AnonGup;
import org.pinproof.kernel.fork.ClearRefs;
import org.pinproof.kernel.fork.DupMmap;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.fork.SwapOut;
import org.pinproof.kernel.fork.UserFaultMove;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;

/** Makes the parts of a kernel that a mutant may replace; each method makes the correct one. */
class ForkParts {

    AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
        return new AnonFastGup(memory, mapping, release);
    }

    AnonGup gup(Memory memory, PrivateMapping mapping, AnonFastGup fast, AnonFault fault) {
        return new AnonGup(memory, mapping, fast, fault);
    }

    AnonFault fault(Memory memory, PrivateMapping mapping, AnonAllocator allocator, Release release) {
        return new AnonFault(memory, mapping, allocator, release);
    }

    DupMmap fork(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
        return new DupMmap(memory, mapping, allocator);
    }

    SwapOut swap(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
        return new SwapOut(memory, mapping, allocator);
    }

    ClearRefs refs(Memory memory, PrivateMapping mapping) {
        return new ClearRefs(memory, mapping);
    }

    UserFaultMove move(Memory memory, PrivateMapping mapping) {
        return new UserFaultMove(memory, mapping);
    }

    /** Whether plain references are released as pins are. */
    boolean unpinsReferences() {
        return false;
    }

    /** Whether a device stores through plain references as well. */
    boolean storesThroughReferences() {
        return false;
    }
}
