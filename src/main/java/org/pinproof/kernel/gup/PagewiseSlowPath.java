package org.pinproof.kernel.gup;

/** A slow path that takes page after page, each under the page-table lock, and knows neither VMAs nor {@code mmap_lock}. */
public abstract class PagewiseSlowPath implements SlowPath {

    @Override
    public final int take(SlowRequest request) {
        if (FollFlag.isBoth(request.flags())) {
            return Errno.EINVAL.negative();
        }
        for (int done = 0; done < request.nr(); done++) {
            int page = follow(request.start() + done, request.flags());
            if (page < 0) {
                return done > 0 ? done : page;
            }
            request.record(done, page);
        }
        return request.nr();
    }

    /**
     * Faults the page in and takes a reference of the kind that {@code flags} asks for. Source: {@code
     * mm/gup.c::follow_page_pte}, {@code try_grab_page}.
     *
     * @return the pfn, or a negative {@link Errno}
     */
    public abstract int follow(int vpn, int flags);
}
