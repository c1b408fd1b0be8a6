package org.pinproof.explore.fork;

import org.pinproof.kernel.fork.AnonAllocator;
import org.pinproof.kernel.fork.AnonFault;
import org.pinproof.kernel.fork.AnonGup;
import org.pinproof.kernel.fork.ClearRefs;
import org.pinproof.kernel.fork.DupMmap;
import org.pinproof.kernel.fork.KsmPage;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.fork.SwapOut;
import org.pinproof.kernel.fork.UserAccess;
import org.pinproof.kernel.fork.UserFaultMove;
import org.pinproof.kernel.fork.ZapPrivate;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;

/**
 * The kernel code of one world on one memory, simulated or real: stateless objects that know where their cells are.
 *
 * @param memory what all of it goes through
 */
public record ForkKernel(
        Memory memory,
        AnonGup gup,
        Release release,
        DupMmap fork,
        UserAccess user,
        ZapPrivate zap,
        KsmPage ksm,
        SwapOut swap,
        ClearRefs refs,
        UserFaultMove move) {

    /** {@return the kernel of this mapping, with this decision wrong} */
    public static ForkKernel of(Memory memory, PrivateMapping mapping, ForkMutant mutant) {
        ForkParts parts = mutant.parts();
        AnonAllocator allocator = new AnonAllocator(memory, mapping.pages());
        Release release = new Release(memory, mapping.pages().frames(), allocator);
        AnonFault fault = parts.fault(memory, mapping, allocator, release);
        return new ForkKernel(
                memory,
                parts.gup(memory, mapping, parts.fast(memory, mapping, release), fault),
                release,
                parts.fork(memory, mapping, allocator),
                new UserAccess(memory, mapping, fault),
                new ZapPrivate(memory, mapping.pages(), release),
                new KsmPage(memory, mapping.pages()),
                parts.swap(memory, mapping, allocator),
                parts.refs(memory, mapping),
                parts.move(memory, mapping));
    }
}
