------------------------------ MODULE GupSlow -------------------------------
(***************************************************************************)
(* The slow path of get_user_pages: areas, faults, and mmap_lock, which a  *)
(* fault may drop.                                                         *)
(*                                                                         *)
(* A call walks page by page with mmap_lock held for reading: find the     *)
(* area, look at the entry under the page-table lock, fault if there is    *)
(* none, look again.  A fault may have to wait, for a disk or for a user   *)
(* (userfaultfd).  Who waits with the lock held keeps every writer out,    *)
(* and a waiting writer every new reader; so a fault that is allowed to    *)
(* (FAULT_FLAG_ALLOW_RETRY) drops the lock first, and says VM_FAULT_RETRY. *)
(* Then nothing that was looked up under the lock is worth anything: areas *)
(* may be gone, and the caller has to be told that the lock was dropped.   *)
(*                                                                         *)
(* C:  mm/gup.c::__get_user_pages, check_vma_flags, follow_page_pte,       *)
(*     faultin_page, __get_user_pages_locked, get_user_pages_unlocked,     *)
(*     try_grab_page, try_grab_folio; mm/memory.c::do_anonymous_page;      *)
(*     mm/filemap.c::__folio_lock_or_retry; fs/userfaultfd.c::             *)
(*     handle_userfault, userfaultfd_copy, wake_userfault; mm/mmap.c::     *)
(*     __vm_munmap, remove_vma; kernel/locking/rwsem.c.                    *)
(*                                                                         *)
(* The forms of a call:                                                    *)
(*   plain     the caller holds mmap_lock and keeps it (locked == NULL)    *)
(*   vmas      plain, and the caller wants the areas of the pages as well  *)
(*   locked    the caller holds mmap_lock and is told whether it still does *)
(*   unlocked  the call takes and drops mmap_lock itself                   *)
(*   nowait    plain with FOLL_NOWAIT: rather nothing than wait            *)
(*   fixed     plain, and the caller has its device store to the pages,    *)
(*             in as few pieces as it can                                  *)
(* and two misuses, which nobody may make:                                 *)
(*   late      vmas, and the caller uses the areas after it drops the lock *)
(*   retry     locked, and the caller wants the areas (vmas and locked)    *)
(* Eras: in "2015" (f0818f472d8d) the second attempt may not drop the lock *)
(* again; since "2020" (5.7, 4426e945df58) it may, and tries until it has  *)
(* the page.                                                               *)
(*                                                                         *)
(* One action is one access, or one section under the page-table lock.     *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - write-protected entries, FOLL_FORCE, copying: every call is for      *)
(*    writing, every area writable, every entry as well.  What             *)
(*    check_vma_flags says of the other areas, and FOLL_ANON with it, is   *)
(*    the code's tests' affair; FOLL_TOUCH has no marks to set here;       *)
(*  - userfaultfd_must_wait: C queues the task and then looks at the entry *)
(*    again, and here the look and the queue are one section.  So a copy   *)
(*    between the two, which that look is for, cannot be missed here;      *)
(*  - FOLL_LONGTERM: only that its check of the areas, or whoever else     *)
(*    uses them, comes after the call;                                     *)
(*  - the fast path and whoever changes entries without mmap_lock: here an *)
(*    entry goes only with its area.  GupFast has the others;              *)
(*  - keeping the area for the next page of it, and areas of several pages *)
(*    that are mapped one by one: each page is looked up;                  *)
(*  - of a caller's device: that it stores for long, and all pieces but    *)
(*    the first, which are like it; that the caller gives back the pins of *)
(*    a piece but one;                                                     *)
(*  - VM_FAULT_COMPLETED (6.0): a fault drops the lock to wait, never after *)
(*    it is done;                                                          *)
(*  - the killable wait for mmap_lock: a fatal signal ends the wait of a   *)
(*    fault, and is asked for before each look; who waits for the lock     *)
(*    waits for tasks that let it go;                                      *)
(*  - the order in which waiting readers and writers are served, beyond    *)
(*    that no reader overtakes a writer; downgrading in munmap;            *)
(*  - the page cache: a page that has to be read comes in a fresh frame    *)
(*    when it was read.                                                    *)
(***************************************************************************)
EXTENDS RefcountWord, Sequences

CONSTANTS
    Threads,  \* tasks; any of them may start any call
    Frames,   \* page frame numbers, 0 .. n
    Vpns,     \* virtual page numbers of the address space, 0 .. n
    Vmas,     \* objects that an area may be described by, 0 .. n
    Layouts,  \* how memory may look at first: see Init
    Era       \* "2015" or "2020": may the second attempt drop the lock again?

VARIABLES
    cnt,      \* _refcount of each frame, as the signed reading of the word
    head,     \* compound_head() of each frame: its own number unless it is a tail
    free,     \* is the frame on the free list?
    pmd,      \* the middle entry: none, a table of ptes, or a huge leaf
    pte,      \* the table's entries
    vmaAt,    \* the area that each vpn is in, by its object; NoVma if in none
    vma,      \* what each object describes: a kind of area, or "free"
    mmap,     \* mmap_lock: readers, is there a writer?, writers that wait
    waits,    \* what each task sleeps for: a user ("uffd") or a read ("file"), and where
    killed,   \* has the task a fatal signal pending?
    reading,  \* is the page that belongs there still being read?
    pc,       \* the next step of each task; "idle" between calls
    loc,      \* what the task's call has learnt so far
    pins,     \* ledger: established pins, by task and page
    gets,     \* ledger: established plain references, by task and page
    hold,     \* ghost: how often the task has mmap_lock for reading
    stale,    \* ghost: was the area freed that the task goes by (now), one that it
              \*        means to hand out (out)?
    debt,     \* ghost: what this call has added to counts and not taken back
    others    \* ghost: plain references that somebody else has, and keeps

memory == <<cnt, head, free, pmd, pte>>
areas  == <<vmaAt, vma>>
sleep  == <<waits, killed, reading>>
calls  == <<pc, loc>>
ledger == <<pins, gets>>
ghosts == <<hold, stale, debt, others>>
vars   == <<memory, areas, mmap, sleep, calls, ledger, ghosts>>

NoFrame == -1
NoVma   == -1

AllLayouts == {"anon", "absent", "uffd", "file", "hole", "mixed", "leaf", "brim", "twice"}
Eras       == {"2015", "2020"}
AreaKinds  == {"rw", "file", "uffd", "pfnmap"}
Forms      == {"plain", "vmas", "locked", "unlocked", "nowait", "fixed", "late", "retry"}
HandsOut   == {"vmas", "late", "retry"}

ASSUME NotHollow     == Threads # {} /\ Layouts # {} /\ Layouts \subseteq AllLayouts
ASSUME FramesAreReal == NoFrame \notin Frames /\ 0 \in Vpns /\ Vpns \subseteq Frames
ASSUME VpnsAreDense  == \A v \in Vpns : v = 0 \/ v - 1 \in Vpns
ASSUME VmasAreReal   == NoVma \notin Vmas /\ Vpns \subseteq Vmas
ASSUME EraIsKnown    == Era \in Eras

-----------------------------------------------------------------------------
(* Entries *)

\* none; a pointer to a table; a page; at the pmd, a huge page (its head).
NoEntry      == [k |-> "none",  p |-> NoFrame]
TableEntry   == [k |-> "table", p |-> NoFrame]
PageEntry(f) == [k |-> "page",  p |-> f]
LeafEntry(f) == [k |-> "leaf",  p |-> f]

IsPage(e) == e.k \in {"page", "leaf"}
Entries   == [k : {"none", "table", "page", "leaf"}, p : Frames \cup {NoFrame}]

\* The entry that maps a vpn, and the page it maps it to.
EntryAt(v)   == IF pmd.k = "table" THEN pte[v] ELSE pmd
PageAt(e, v) == IF e.k = "leaf" THEN e.p + v ELSE e.p

Clear(v) ==
    IF pmd.k = "table" THEN pte' = [pte EXCEPT ![v] = NoEntry] /\ UNCHANGED pmd
                       ELSE pmd' = NoEntry /\ UNCHANGED pte

Lowest(S)  == CHOOSE x \in S : \A y \in S : x <= y
FreeFrames == {f \in Frames : free[f]}
FreeVmas   == {m \in Vmas : vma[m] = "free"}

\* A fresh page, ready before the entry points to it.
Install(v) ==
    LET f == Lowest(FreeFrames) IN
    /\ free' = [free EXCEPT ![f] = FALSE]
    /\ cnt'  = [cnt EXCEPT ![f] = 1]
    /\ pmd'  = TableEntry
    /\ pte'  = [pte EXCEPT ![v] = PageEntry(f)]
    /\ UNCHANGED head

-----------------------------------------------------------------------------
(* mmap_lock: a fair reader-writer semaphore *)

\* No reader overtakes a writer that waits.
MayRead  == ~mmap.w /\ mmap.q = 0
MayWrite == ~mmap.w /\ mmap.r = 0

DownRead(t) ==
    /\ MayRead
    /\ mmap' = [mmap EXCEPT !.r = @ + 1]
    /\ hold' = [hold EXCEPT ![t] = @ + 1]

UpRead(t) ==
    /\ mmap' = [mmap EXCEPT !.r = @ - 1]
    /\ hold' = [hold EXCEPT ![t] = @ - 1]

-----------------------------------------------------------------------------
(* Calls *)

HugeSize == Cardinality(Vpns)

\* k: the call; f: its form (of MMAP, what to map); v, n: its first vpn and the pages
\* it asks for; m: the area; h: the head of which it has a reference that is not
\* recorded, or whose reference it is to drop; pages: the result; vms: the areas of
\* the pages; tried: is this the attempt after the wait (FOLL_TRIED)?; drop: was the
\* lock dropped?; lk: does the call believe to have it (*locked)?; r: what it is to
\* say if there are no pages; seg: of how many pages the device's first piece is, once it
\* is known.
NoLoc == [k |-> "none", f |-> "plain", v |-> 0, n |-> 0, m |-> NoVma, h |-> NoFrame,
          pages |-> <<>>, vms |-> <<>>, tried |-> FALSE, drop |-> FALSE, lk |-> FALSE,
          r |-> "ok", seg |-> 0]

NoWaits == [c |-> "none", v |-> 0]
Fresh   == [now |-> FALSE, out |-> FALSE]

Calling(t) == loc[t].k \in Kinds
Vpn(t)     == loc[t].v + Len(loc[t].pages)
Left(t)    == loc[t].n - Len(loc[t].pages)

\* A bound's place to cut: MC modules say who may call what, how, and of whom.
MayCall(t, k)    == TRUE
MayAsk(f, n)     == TRUE
MayKill(t, u)    == TRUE
MayMap(a)        == TRUE

Goto(t, step) == pc' = [pc EXCEPT ![t] = step]
Learn(t, l)   == loc' = [loc EXCEPT ![t] = l]

\* FAULT_FLAG_ALLOW_RETRY: may the fault drop the lock?  Not if the caller keeps it.
AllowsRetry(t) ==
    CASE loc[t].f \in {"plain", "vmas", "fixed", "late"} -> FALSE
      [] loc[t].f = "nowait"                             -> TRUE
      [] OTHER                                           -> ~loc[t].tried \/ Era = "2020"

\* FAULT_FLAG_RETRY_NOWAIT.
NeverWaits(t) == loc[t].f = "nowait"

\* What a fault does before it sleeps, if it may.
BeforeSleep == "FltDropMmap"

\* What the call knows once the lock was dropped: no area, and no lock.
Dropped(l) == [l EXCEPT !.m = NoVma, !.lk = FALSE, !.drop = TRUE]

\* Where it goes on when it has the lock again: with the area.
AfterRelock == "SlowFindVma"

\* Where a fault that has slept without the lock goes on.  Before 5.7 nobody asked for
\* signals there.
AfterSleep == IF Era = "2020" THEN "SlowSignal" ELSE "SlowRetryWake"

\* What the caller takes for handed out.
Handed(l) == l.pages

-----------------------------------------------------------------------------
Steps == {"idle",
          "SlowCheckArgs", "SlowLockMmap", "SlowFindVma", "SlowCheckVma", "SlowSignal", "SlowFollow",
          "SlowReadCount", "SlowGrabRest", "SlowPutFirst", "SlowFault", "FltDropMmap", "FltWait",
          "FltDequeue", "SlowRetryWake", "SlowUseVma", "SlowUnlockMmap", "IoCoalesce", "DmaStore",
          "RelSub", "RelFree",
          "MmapWriteLock", "MunmapDetach", "ZapClear", "ZapPut", "VmaFree", "MmapInstall",
          "MmapWriteUnlock", "UffdCopy", "UffdUnlockMmap", "UffdWake"}

TypeOK ==
    /\ cnt  \in [Frames -> Word]
    /\ head \in [Frames -> Frames]
    /\ free \in [Frames -> BOOLEAN]
    /\ pmd  \in Entries
    /\ pte  \in [Vpns -> Entries]
    /\ vmaAt \in [Vpns -> Vmas \cup {NoVma}]
    /\ vma  \in [Vmas -> AreaKinds \cup {"free"}]
    /\ mmap.r \in Int /\ mmap.w \in BOOLEAN /\ mmap.q \in Nat
    /\ waits   \in [Threads -> [c : {"none", "uffd", "file"}, v : Vpns]]
    /\ killed  \in [Threads -> BOOLEAN]
    /\ reading \in [Vpns -> BOOLEAN]
    /\ pc \in [Threads -> Steps]
    /\ \A t \in Threads :
        /\ loc[t].k \in Kinds \cup {"none", "UNPIN", "PUT", "MUNMAP", "MMAP", "COPY"}
        /\ loc[t].f \in Forms \cup AreaKinds
        /\ loc[t].v \in Vpns /\ loc[t].n \in 0..HugeSize
        /\ loc[t].m \in Vmas \cup {NoVma}
        /\ loc[t].h \in Frames \cup {NoFrame}
        /\ loc[t].pages \in Seq(Frames) /\ loc[t].vms \in Seq(Vmas)
        /\ {loc[t].tried, loc[t].drop, loc[t].lk} \subseteq BOOLEAN
        /\ loc[t].r \in {"ok", "EFAULT", "ENOMEM", "EINTR"}
        /\ loc[t].seg \in 0..HugeSize
    /\ pins \in [Threads -> [Frames -> Nat]]
    /\ gets \in [Threads -> [Frames -> Nat]]
    /\ hold \in [Threads -> Int]
    /\ stale \in [Threads -> [now : BOOLEAN, out : BOOLEAN]]
    /\ debt \in [Threads -> Int]
    /\ others \in [Frames -> Nat]

\* "anon":   each vpn an area of its own, with a page;
\* "absent": the same, no pages;
\* "uffd":   no pages, and each fault is a user's to resolve;
\* "file":   no pages, and each has to be read first;
\* "hole":   as "anon", but the area of vpn 1 is a device's: VM_IO, VM_PFNMAP;
\* "mixed":  vpn 0 as in "anon", the others as in "uffd";
\* "leaf":   one area, and in it one huge page;
\* "brim":   the same, and so many references to it that the next pin is the last;
\* "twice":  each vpn an area of its own, and one page in all of them.
Init ==
    \E layout \in Layouts :
        LET huge == layout \in {"leaf", "brim"}
            kind(v) == CASE layout \in {"uffd", "file"}        -> layout
                         [] layout = "hole"  /\ v = 1          -> "pfnmap"
                         [] layout = "mixed" /\ v > 0          -> "uffd"
                         [] OTHER                              -> "rw"
            twice == layout = "twice"
            mapped(v) == CASE layout = "anon"  -> TRUE
                           [] twice            -> TRUE
                           [] layout = "hole"  -> v # 1
                           [] layout = "mixed" -> v = 0
                           [] OTHER            -> FALSE
            used(f) == IF twice THEN f = 0 ELSE f \in Vpns /\ (huge \/ mapped(f))
            maps(f) == IF twice THEN HugeSize ELSE 1
        IN
        /\ others = [f \in Frames |-> IF layout = "brim" /\ f = 0 THEN MaxWord - BIAS ELSE 0]
        /\ head = [f \in Frames |-> IF huge /\ f \in Vpns THEN 0 ELSE f]
        /\ free = [f \in Frames |-> ~used(f)]
        /\ cnt  = [f \in Frames |-> others[f] + IF used(f) /\ head[f] = f THEN maps(f) ELSE 0]
        /\ pmd  = IF huge THEN LeafEntry(0) ELSE TableEntry
        /\ pte  = [v \in Vpns |-> IF mapped(v) THEN PageEntry(IF twice THEN 0 ELSE v) ELSE NoEntry]
        /\ vmaAt = [v \in Vpns |-> IF huge THEN 0 ELSE v]
        /\ vma  = [m \in Vmas |-> IF m \in Vpns /\ (huge => m = 0) THEN kind(m) ELSE "free"]
        /\ mmap = [r |-> 0, w |-> FALSE, q |-> 0]
        /\ waits   = [t \in Threads |-> NoWaits]
        /\ killed  = [t \in Threads |-> FALSE]
        /\ reading = [v \in Vpns |-> layout = "file"]
        /\ pc   = [t \in Threads |-> "idle"]
        /\ loc  = [t \in Threads |-> NoLoc]
        /\ pins = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ gets = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ hold = [t \in Threads |-> 0]
        /\ stale = [t \in Threads |-> Fresh]
        /\ debt = [t \in Threads |-> 0]

-----------------------------------------------------------------------------
(* The way into a call, and out of it *)

\* What becomes of a range that does not fit: an error, and the caller is done.
Refused(t, l) == UNCHANGED calls

\* The arguments; then mmap_lock, by the caller or by the call.
SlowCheckArgs(t, k, f, v, n) ==
    LET l == [NoLoc EXCEPT !.k = k, !.f = f, !.v = v, !.n = n] IN
    /\ pc[t] = "idle"
    /\ MayCall(t, k)
    /\ MayAsk(f, n)
    /\ IF v + n <= HugeSize
       THEN Goto(t, "SlowLockMmap") /\ Learn(t, l)
       ELSE Refused(t, l)
    /\ UNCHANGED <<memory, areas, mmap, sleep, ledger, ghosts>>

SlowLockMmap(t) ==
    /\ pc[t] = "SlowLockMmap"
    /\ DownRead(t)
    /\ Goto(t, "SlowFindVma")
    /\ Learn(t, [loc[t] EXCEPT !.lk = TRUE])
    /\ UNCHANGED <<memory, areas, sleep, ledger, stale, debt, others>>

\* The call returns: the caller is handed the pages, and owes their release.
Return(t, l) ==
    LET pages  == Handed(l)
        more   == [f \in Frames |-> Cardinality({i \in DOMAIN pages : pages[i] = f})]
    IN  /\ Goto(t, "idle")
        /\ Learn(t, NoLoc)
        /\ IF l.k = "PIN"
           THEN /\ pins' = [pins EXCEPT ![t] = [f \in Frames |-> @[f] + more[f]]]
                /\ UNCHANGED gets
           ELSE /\ gets' = [gets EXCEPT ![t] = [f \in Frames |-> @[f] + more[f]]]
                /\ UNCHANGED pins

\* The lock is still the caller's when it uses the areas: the call drops it if it has
\* lost it before, to tell the caller.
UsedFirst(l) == l.f # "late" /\ ~l.drop

\* The walk is over.  The caller looks at the areas if it wanted them; the lock is
\* dropped, by the caller or by the call, if it is still held.
Finish(t, l) ==
    IF l.vms # <<>> /\ (UsedFirst(l) \/ ~l.lk)
    THEN Goto(t, "SlowUseVma") /\ Learn(t, l) /\ UNCHANGED ledger
    ELSE IF l.lk
    THEN Goto(t, "SlowUnlockMmap") /\ Learn(t, l) /\ UNCHANGED ledger
    ELSE IF l.f = "fixed" /\ l.pages # <<>>
    THEN Goto(t, "IoCoalesce") /\ Learn(t, l) /\ UNCHANGED ledger
    ELSE Return(t, l)

\* Once it has returned, or still not.
Settle(t, returned) ==
    IF returned
    THEN debt' = [debt EXCEPT ![t] = 0] /\ stale' = [stale EXCEPT ![t] = Fresh]
    ELSE UNCHANGED <<debt, stale>>

\* Short: an error is told only if nothing else can be.
Stop(t, r) ==
    Finish(t, [loc[t] EXCEPT !.m = NoVma, !.h = NoFrame,
                             !.r = IF loc[t].pages = <<>> THEN r ELSE "ok"])

\* These pages more.  After the attempt that followed a wait the walk begins anew.
Took(t, pages) ==
    LET l == [loc[t] EXCEPT !.pages = @ \o pages, !.m = NoVma, !.h = NoFrame, !.tried = FALSE,
                            !.vms = IF loc[t].f \in HandsOut THEN Append(@, loc[t].m) ELSE @]
    IN  IF Len(l.pages) = l.n
        THEN Finish(t, l)
        ELSE Goto(t, "SlowFindVma") /\ Learn(t, l) /\ UNCHANGED ledger

\* The caller uses the areas, as check_dax_vmas does: one look stands for all of them.
SlowUseVma(t) ==
    /\ pc[t] = "SlowUseVma"
    /\ Finish(t, [loc[t] EXCEPT !.vms = <<>>])
    /\ Settle(t, ~loc[t].lk)
    /\ UNCHANGED <<memory, areas, mmap, sleep, hold, others>>

SlowUnlockMmap(t) ==
    /\ pc[t] = "SlowUnlockMmap"
    /\ UpRead(t)
    /\ Finish(t, [loc[t] EXCEPT !.lk = FALSE])
    /\ Settle(t, pc'[t] = "idle")
    /\ UNCHANGED <<memory, areas, sleep, others>>

\* Are these pages one piece of memory?
OnePiece(pages) ==
    \A i \in DOMAIN pages : head[pages[i]] = head[pages[1]] /\ pages[i] = pages[1] + i - 1

\* io_uring's fixed buffers: what is one piece the device is given as one, or page by page.
IoCoalesce(t) ==
    /\ pc[t] = "IoCoalesce"
    /\ Goto(t, "DmaStore")
    /\ Learn(t, [loc[t] EXCEPT !.seg = IF OnePiece(loc[t].pages) THEN Len(loc[t].pages) ELSE 1])
    /\ UNCHANGED <<memory, areas, mmap, sleep, ledger, ghosts>>

\* The device stores to its first piece, and the caller goes on.
DmaStore(t) ==
    /\ pc[t] = "DmaStore"
    /\ Return(t, loc[t])
    /\ Settle(t, TRUE)
    /\ UNCHANGED <<memory, areas, mmap, sleep, hold, others>>

-----------------------------------------------------------------------------
(* The walk *)

\* find_vma: valid until the lock is dropped.
SlowFindVma(t) ==
    LET m == vmaAt[Vpn(t)] IN
    /\ pc[t] = "SlowFindVma"
    /\ IF m = NoVma
       THEN Stop(t, "EFAULT") /\ UNCHANGED stale
       ELSE /\ Goto(t, "SlowCheckVma")
            /\ Learn(t, [loc[t] EXCEPT !.m = m])
            /\ stale' = [stale EXCEPT ![t].now = FALSE]
            /\ UNCHANGED ledger
    /\ UNCHANGED <<memory, areas, mmap, sleep, hold, debt, others>>

\* check_vma_flags: a device's memory has no struct page to hold.
SlowCheckVma(t) ==
    /\ pc[t] = "SlowCheckVma"
    /\ IF vma[loc[t].m] = "pfnmap"
       THEN Stop(t, "EFAULT")
       ELSE Goto(t, "SlowSignal") /\ UNCHANGED <<loc, ledger>>
    /\ UNCHANGED <<memory, areas, mmap, sleep, ghosts>>

\* Whoever is to die does not wait again, nor take more.
SlowSignal(t) ==
    /\ pc[t] = "SlowSignal"
    /\ IF killed[t]
       THEN /\ Stop(t, "EINTR")
            /\ Settle(t, ~loc[t].lk /\ loc[t].vms = <<>>)
       ELSE /\ Goto(t, IF loc[t].lk THEN "SlowFollow" ELSE "SlowRetryWake")
            /\ UNCHANGED <<loc, ledger, debt, stale>>
    /\ UNCHANGED <<memory, areas, mmap, sleep, hold, others>>

\* follow_page_pte: read, decide and grab, all under the page-table lock.  Of a huge
\* page one reference, whatever is wanted of it.
SlowFollow(t) ==
    LET v == Vpn(t)
        e == EntryAt(v)
        h == head[PageAt(e, v)]
        a == Weight(loc[t].k, 1)
    IN  /\ pc[t] = "SlowFollow"
        /\ IF ~IsPage(e)
           THEN Goto(t, "SlowFault") /\ UNCHANGED <<cnt, loc, ledger, debt>>
           ELSE IF ~WithinLimitSlow(cnt[h])
           THEN Stop(t, "ENOMEM") /\ UNCHANGED <<cnt, debt>>
           ELSE /\ cnt'  = [cnt EXCEPT ![h] = Plus(@, a)]
                /\ debt' = [debt EXCEPT ![t] = @ + a]
                /\ IF e.k = "leaf" /\ Left(t) > 1
                   THEN /\ Goto(t, "SlowReadCount")
                        /\ Learn(t, [loc[t] EXCEPT !.h = h])
                        /\ UNCHANGED ledger
                   ELSE Took(t, <<PageAt(e, v)>>)
        /\ UNCHANGED <<head, free, pmd, pte, areas, mmap, sleep, hold, stale, others>>

\* try_grab_folio, of the other pages of the huge page: the limit, a load.  Since 6.5;
\* before, a call that wanted the pages followed and grabbed each by itself, as two calls
\* of one page do here.
SlowReadCount(t) ==
    /\ pc[t] = "SlowReadCount"
    /\ Goto(t, IF WithinLimit(cnt[loc[t].h]) THEN "SlowGrabRest" ELSE "SlowPutFirst")
    /\ UNCHANGED <<memory, areas, mmap, sleep, loc, ledger, ghosts>>

\* The addition; the first reference keeps the count from zero.
SlowGrabRest(t) ==
    LET a == Weight(loc[t].k, Left(t) - 1)
        v == Vpn(t)
    IN  /\ pc[t] = "SlowGrabRest"
        /\ cnt'  = [cnt EXCEPT ![loc[t].h] = Plus(@, a)]
        /\ debt' = [debt EXCEPT ![t] = @ + a]
        /\ Took(t, [j \in 1..Left(t) |-> loc[t].h + v + j - 1])
        /\ UNCHANGED <<head, free, pmd, pte, areas, mmap, sleep, hold, stale, others>>

\* The rest is refused, so the first is given back; the mapping keeps the page.
SlowPutFirst(t) ==
    LET a == Weight(loc[t].k, 1) IN
    /\ pc[t] = "SlowPutFirst"
    /\ cnt'  = [cnt EXCEPT ![loc[t].h] = Plus(@, -a)]
    /\ debt' = [debt EXCEPT ![t] = @ - a]
    /\ Stop(t, "EFAULT")
    /\ UNCHANGED <<head, free, pmd, pte, areas, mmap, sleep, hold, stale, others>>

-----------------------------------------------------------------------------
(* The fault *)

\* handle_mm_fault: a page, or an error, or a wait.  To wait, the task is on the queue
\* before it looks away: whoever resolves the fault from here on wakes it.
SlowFault(t) ==
    LET v      == Vpn(t)
        kind   == vma[loc[t].m]
        absent == kind = "uffd" \/ (kind = "file" /\ reading[v])
        asleep == waits' = [waits EXCEPT ![t] = [c |-> kind, v |-> v]]
    IN  /\ pc[t] = "SlowFault"
        /\ CASE IsPage(EntryAt(v)) ->
                    Goto(t, "SlowSignal") /\ UNCHANGED <<memory, waits, loc, ledger>>
             [] ~IsPage(EntryAt(v)) /\ absent /\ AllowsRetry(t) /\ NeverWaits(t) ->
                    Stop(t, "ok") /\ UNCHANGED <<memory, waits>>
             [] ~IsPage(EntryAt(v)) /\ absent /\ AllowsRetry(t) /\ ~NeverWaits(t) ->
                    asleep /\ Goto(t, BeforeSleep) /\ UNCHANGED <<memory, loc, ledger>>
             [] ~IsPage(EntryAt(v)) /\ absent /\ ~AllowsRetry(t) /\ kind = "uffd" ->
                    Stop(t, "EFAULT") /\ UNCHANGED <<memory, waits>>
             [] ~IsPage(EntryAt(v)) /\ absent /\ ~AllowsRetry(t) /\ kind = "file" ->
                    asleep /\ Goto(t, "FltWait") /\ UNCHANGED <<memory, loc, ledger>>
             [] ~IsPage(EntryAt(v)) /\ ~absent /\ FreeFrames = {} ->
                    Stop(t, "ENOMEM") /\ UNCHANGED <<memory, waits>>
             [] OTHER ->
                    Install(v) /\ Goto(t, "SlowSignal") /\ UNCHANGED <<waits, loc, ledger>>
        /\ UNCHANGED <<areas, mmap, killed, reading, ghosts>>

\* mmap_read_unlock, in the fault: VM_FAULT_RETRY, and *locked := 0.
FltDropMmap(t) ==
    /\ pc[t] = "FltDropMmap"
    /\ UpRead(t)
    /\ Goto(t, "FltWait")
    /\ Learn(t, Dropped(loc[t]))
    /\ UNCHANGED <<memory, areas, sleep, ledger, stale, debt, others>>

\* Until woken; a fatal signal ends the wait, but not that for a page with the lock
\* held, which ends without help.
Woken(t) == waits[t] = NoWaits

FltWait(t) ==
    /\ pc[t] = "FltWait"
    /\ Woken(t) \/ (killed[t] /\ ~loc[t].lk)
    /\ Goto(t, CASE ~Woken(t)   -> "FltDequeue"
                 [] loc[t].lk   -> "SlowFault"
                 [] OTHER       -> AfterSleep)
    /\ UNCHANGED <<memory, areas, mmap, sleep, loc, ledger, ghosts>>

\* Off the queue, unwoken.
FltDequeue(t) ==
    /\ pc[t] = "FltDequeue"
    /\ waits' = [waits EXCEPT ![t] = NoWaits]
    /\ Goto(t, AfterSleep)
    /\ UNCHANGED <<memory, areas, mmap, killed, reading, loc, ledger, ghosts>>

\* The lock again, for one attempt of one page, with FOLL_TRIED.
SlowRetryWake(t) ==
    /\ pc[t] = "SlowRetryWake"
    /\ DownRead(t)
    /\ Goto(t, AfterRelock)
    /\ Learn(t, [loc[t] EXCEPT !.lk = TRUE, !.tried = TRUE])
    /\ UNCHANGED <<memory, areas, sleep, ledger, stale, debt, others>>

-----------------------------------------------------------------------------
(* Release *)

Held(t, k, f) == IF k = "PIN" THEN pins[t][f] ELSE gets[t][f]

\* put_page or unpin_user_page: find the head; a reference keeps it in place.
RelReadHead(t, k, f) ==
    /\ pc[t] = "idle"
    /\ Held(t, k, f) > 0
    /\ Goto(t, "RelSub")
    /\ Learn(t, [NoLoc EXCEPT !.k = IF k = "PIN" THEN "UNPIN" ELSE "PUT",
                              !.pages = <<f>>, !.h = head[f]])
    /\ UNCHANGED <<memory, areas, mmap, sleep, ledger, ghosts>>

\* Whoever subtracts to zero frees.
RelSub(t) ==
    LET k == IF loc[t].k = "UNPIN" THEN "PIN" ELSE "GET"
        h == loc[t].h
        f == loc[t].pages[1]
        c == Plus(cnt[h], -Weight(k, 1))
    IN  /\ pc[t] = "RelSub"
        /\ cnt' = [cnt EXCEPT ![h] = c]
        /\ IF k = "PIN"
           THEN pins' = [pins EXCEPT ![t][f] = @ - 1] /\ UNCHANGED gets
           ELSE gets' = [gets EXCEPT ![t][f] = @ - 1] /\ UNCHANGED pins
        /\ IF c = 0
           THEN Goto(t, "RelFree") /\ Learn(t, [loc[t] EXCEPT !.pages = <<>>])
           ELSE Goto(t, "idle") /\ Learn(t, NoLoc)
        /\ UNCHANGED <<head, free, pmd, pte, areas, mmap, sleep, ghosts>>

\* Under the zone lock: the page, with its tails, goes back to the allocator.
RelFree(t) ==
    LET h    == loc[t].h
        gone == {f \in Frames : head[f] = h}
    IN  /\ pc[t] = "RelFree"
        /\ free' = [f \in Frames |-> free[f] \/ f \in gone]
        /\ head' = [f \in Frames |-> IF f \in gone THEN f ELSE head[f]]
        /\ IF loc[t].k = "MUNMAP"
           THEN Goto(t, "VmaFree") /\ Learn(t, [loc[t] EXCEPT !.h = NoFrame])
           ELSE Goto(t, "idle") /\ Learn(t, NoLoc)
        /\ UNCHANGED <<cnt, pmd, pte, areas, mmap, sleep, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Writers: munmap, and mmap of one page of address space *)

\* In the queue; from here on no reader comes in.
MmapWriteWait(t, k, v, a) ==
    /\ pc[t] = "idle"
    /\ MayCall(t, k)
    /\ k = "MMAP" => MayMap(a)
    /\ k = "MUNMAP" => a = "rw"
    /\ mmap' = [mmap EXCEPT !.q = @ + 1]
    /\ Goto(t, "MmapWriteLock")
    /\ Learn(t, [NoLoc EXCEPT !.k = k, !.v = v, !.f = a])
    /\ UNCHANGED <<memory, areas, sleep, ledger, ghosts>>

MmapWriteLock(t) ==
    /\ pc[t] = "MmapWriteLock"
    /\ MayWrite
    /\ mmap' = [mmap EXCEPT !.w = TRUE, !.q = @ - 1]
    /\ Goto(t, IF loc[t].k = "MUNMAP" THEN "MunmapDetach" ELSE "MmapInstall")
    /\ UNCHANGED <<memory, areas, sleep, loc, ledger, ghosts>>

\* The whole area that the vpn is in leaves the address space.
MunmapDetach(t) ==
    LET m == vmaAt[loc[t].v] IN
    /\ pc[t] = "MunmapDetach"
    /\ IF m = NoVma
       THEN Goto(t, "MmapWriteUnlock") /\ UNCHANGED <<vmaAt, loc>>
       ELSE /\ vmaAt' = [v \in Vpns |-> IF vmaAt[v] = m THEN NoVma ELSE vmaAt[v]]
            /\ Goto(t, "ZapClear")
            /\ Learn(t, [loc[t] EXCEPT !.m = m])
    /\ UNCHANGED <<memory, vma, mmap, sleep, ledger, ghosts>>

\* Under the page-table lock; the mapping's reference is ours to drop.
ZapClear(t) ==
    LET e == EntryAt(loc[t].v) IN
    /\ pc[t] = "ZapClear"
    /\ IF IsPage(e)
       THEN /\ Clear(loc[t].v)
            /\ Goto(t, "ZapPut")
            /\ Learn(t, [loc[t] EXCEPT !.h = head[e.p]])
       ELSE Goto(t, "VmaFree") /\ UNCHANGED <<pmd, pte, loc>>
    /\ UNCHANGED <<cnt, head, free, areas, mmap, sleep, ledger, ghosts>>

ZapPut(t) ==
    LET c == Plus(cnt[loc[t].h], -1) IN
    /\ pc[t] = "ZapPut"
    /\ cnt' = [cnt EXCEPT ![loc[t].h] = c]
    /\ IF c = 0
       THEN Goto(t, "RelFree") /\ UNCHANGED loc
       ELSE Goto(t, "VmaFree") /\ Learn(t, [loc[t] EXCEPT !.h = NoFrame])
    /\ UNCHANGED <<head, free, pmd, pte, areas, mmap, sleep, ledger, ghosts>>

\* remove_vma: the object goes back to its cache.
VmaFree(t) ==
    LET m == loc[t].m IN
    /\ pc[t] = "VmaFree"
    /\ vma' = [vma EXCEPT ![m] = "free"]
    /\ stale' = [u \in Threads |->
                    [now |-> stale[u].now \/ (Calling(u) /\ loc[u].m = m),
                     out |-> stale[u].out \/ \E i \in DOMAIN loc[u].vms : loc[u].vms[i] = m]]
    /\ Goto(t, "MmapWriteUnlock")
    /\ Learn(t, [loc[t] EXCEPT !.m = NoVma])
    /\ UNCHANGED <<memory, vmaAt, mmap, sleep, ledger, hold, debt, others>>

\* A new area, if there is none there and an object for it.
MmapInstall(t) ==
    LET m == Lowest(FreeVmas) IN
    /\ pc[t] = "MmapInstall"
    /\ IF vmaAt[loc[t].v] = NoVma /\ FreeVmas # {}
       THEN /\ vmaAt' = [vmaAt EXCEPT ![loc[t].v] = m]
            /\ vma'   = [vma EXCEPT ![m] = loc[t].f]
       ELSE UNCHANGED areas
    /\ Goto(t, "MmapWriteUnlock")
    /\ UNCHANGED <<memory, mmap, sleep, loc, ledger, ghosts>>

MmapWriteUnlock(t) ==
    /\ pc[t] = "MmapWriteUnlock"
    /\ mmap' = [mmap EXCEPT !.w = FALSE]
    /\ Goto(t, "idle")
    /\ Learn(t, NoLoc)
    /\ UNCHANGED <<memory, areas, sleep, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Whoever ends a wait *)

\* UFFDIO_COPY: the handler takes mmap_lock for reading, behind any writer.
UffdLockMmap(t, v) ==
    /\ pc[t] = "idle"
    /\ MayCall(t, "COPY")
    /\ DownRead(t)
    /\ Goto(t, "UffdCopy")
    /\ Learn(t, [NoLoc EXCEPT !.k = "COPY", !.v = v])
    /\ UNCHANGED <<memory, areas, sleep, ledger, stale, debt, others>>

UffdCopy(t) ==
    LET v == loc[t].v
        m == vmaAt[v]
    IN  /\ pc[t] = "UffdCopy"
        /\ IF m # NoVma /\ EntryAt(v) = NoEntry /\ FreeFrames # {}
           THEN IF vma[m] = "uffd" THEN Install(v) ELSE UNCHANGED memory
           ELSE UNCHANGED memory
        /\ Goto(t, "UffdUnlockMmap")
        /\ UNCHANGED <<areas, mmap, sleep, loc, ledger, ghosts>>

UffdUnlockMmap(t) ==
    /\ pc[t] = "UffdUnlockMmap"
    /\ UpRead(t)
    /\ Goto(t, "UffdWake")
    /\ UNCHANGED <<memory, areas, sleep, loc, ledger, stale, debt, others>>

Wake(c, v) == waits' = [u \in Threads |-> IF waits[u] = [c |-> c, v |-> v] THEN NoWaits ELSE waits[u]]

\* UFFDIO_WAKE, whether there was something to copy to or not.
UffdWake(t) ==
    /\ pc[t] = "UffdWake"
    /\ Wake("uffd", loc[t].v)
    /\ Goto(t, "idle")
    /\ Learn(t, NoLoc)
    /\ UNCHANGED <<memory, areas, mmap, killed, reading, ledger, ghosts>>

\* The page was read: unlock_page, in the interrupt.
IoComplete(t, v) ==
    /\ pc[t] = "idle"
    /\ MayCall(t, "IO")
    /\ reading' = [reading EXCEPT ![v] = FALSE]
    /\ Wake("file", v)
    /\ UNCHANGED <<memory, areas, mmap, killed, calls, ledger, ghosts>>

\* A fatal signal for u.
SigKill(t, u) ==
    /\ pc[t] = "idle"
    /\ MayCall(t, "KILL")
    /\ MayKill(t, u)
    /\ killed' = [killed EXCEPT ![u] = TRUE]
    /\ UNCHANGED <<memory, areas, mmap, waits, reading, calls, ledger, ghosts>>

-----------------------------------------------------------------------------
\* What goes on by itself.
Walk(t) ==
    \/ SlowFindVma(t) \/ SlowCheckVma(t) \/ SlowSignal(t) \/ SlowFollow(t)
    \/ SlowReadCount(t) \/ SlowGrabRest(t) \/ SlowPutFirst(t)
    \/ SlowFault(t) \/ FltDropMmap(t) \/ FltWait(t) \/ FltDequeue(t)
    \/ SlowUseVma(t) \/ SlowUnlockMmap(t) \/ IoCoalesce(t) \/ DmaStore(t)

Write(t) ==
    \/ MunmapDetach(t) \/ ZapClear(t) \/ ZapPut(t) \/ VmaFree(t) \/ MmapInstall(t) \/ MmapWriteUnlock(t)

Serve(t) == UffdCopy(t) \/ UffdUnlockMmap(t) \/ UffdWake(t)

Release(t) == RelSub(t) \/ RelFree(t)

\* What waits for the lock, and may find it taken again.
Lock(t) == SlowLockMmap(t) \/ SlowRetryWake(t) \/ MmapWriteLock(t)

Next ==
    \E t \in Threads :
        \/ \E k \in Kinds, f \in Forms, v \in Vpns, n \in 1..HugeSize : SlowCheckArgs(t, k, f, v, n)
        \/ SlowLockMmap(t) \/ SlowFindVma(t) \/ SlowCheckVma(t) \/ SlowSignal(t) \/ SlowFollow(t)
        \/ SlowReadCount(t) \/ SlowGrabRest(t) \/ SlowPutFirst(t)
        \/ SlowFault(t) \/ FltDropMmap(t) \/ FltWait(t) \/ FltDequeue(t) \/ SlowRetryWake(t)
        \/ SlowUseVma(t) \/ SlowUnlockMmap(t) \/ IoCoalesce(t) \/ DmaStore(t)
        \/ \E k \in Kinds, f \in Frames : RelReadHead(t, k, f)
        \/ RelSub(t) \/ RelFree(t)
        \/ \E k \in {"MUNMAP", "MMAP"}, v \in Vpns, a \in AreaKinds : MmapWriteWait(t, k, v, a)
        \/ MmapWriteLock(t) \/ Write(t)
        \/ \E v \in Vpns : UffdLockMmap(t, v) \/ IoComplete(t, v)
        \/ Serve(t)
        \/ \E u \in Threads : SigKill(t, u)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* Liveness.  Whoever has begun goes on, and gets the lock in the end if it can *)
(* be had again and again (strong: rwsem hands the lock over to who has waited   *)
(* long, RWSEM_FLAG_HANDOFF).  Who sleeps for a user or a disk is woken, if the  *)
(* user's handler gets the lock; strong, as a handler or a disk may be about    *)
(* something else, and the lock taken, whenever somebody falls asleep.          *)

Going(t) == Walk(t) \/ Write(t) \/ Serve(t) \/ Release(t)

\* Somebody sleeps there for a user, or will.
Asked(v) == \E u \in Threads : waits[u] = [c |-> "uffd", v |-> v]

CallersGoOn == \A t \in Threads : WF_vars(Going(t)) /\ SF_vars(Lock(t))
DisksAnswer == \A t \in Threads : SF_vars(\E v \in Vpns : reading[v] /\ IoComplete(t, v))
UsersAnswer == \A t \in Threads : SF_vars(\E v \in Vpns : Asked(v) /\ UffdLockMmap(t, v))

FairSpec == Spec /\ CallersGoOn /\ DisksAnswer /\ UsersAnswer

\* Nobody answers, but whoever waits is killed in the end.
KilledSpec ==
    /\ Spec /\ CallersGoOn
    /\ \A t \in Threads : WF_vars(\E u \in Threads : ~killed[u] /\ waits[u] # NoWaits /\ SigKill(t, u))

\* Every call returns, a writer's as well.
CallsReturn == \A t \in Threads : pc[t] # "idle" ~> pc[t] = "idle"

\* Every call returns, unless the address space changes under it for ever.
Writing == \E t \in Threads : loc[t].k \in {"MUNMAP", "MMAP"}
CallsReturnOnceQuiet == <>[](~Writing) => CallsReturn

-----------------------------------------------------------------------------
(* What must hold *)

\* No use of an area that was freed since it was looked up: not by the walk, not by the
\* fault, not by the caller that was handed it.
NoStaleVma ==
    \A t \in Threads :
        /\ pc[t] \in {"SlowCheckVma", "SlowFollow", "SlowFault"} => ~stale[t].now
        /\ pc[t] = "SlowUseVma" => ~stale[t].out

\* *locked says whether the lock is held.
LockedTellsTruth ==
    \A t \in Threads : Calling(t) => hold[t] = IF loc[t].lk THEN 1 ELSE 0

\* The lock is released as often as it was taken, and writers are alone.
LockBalanced ==
    /\ \A t \in Threads : hold[t] \in {0, 1} /\ (pc[t] = "idle" => hold[t] = 0)
    /\ mmap.r = Sum([t \in Threads |-> hold[t]], Threads)
    /\ mmap.w => mmap.r = 0
    /\ mmap.q = Cardinality({t \in Threads : pc[t] = "MmapWriteLock"})

\* Nobody sleeps for a user with the lock held: the user may need it.
NobodySleepsLocked ==
    \A t \in Threads : pc[t] = "FltWait" /\ waits[t].c = "uffd" => hold[t] = 0

\* The first fault of a call that may lose the lock can wait for a user; without that
\* it would be SIGBUS.
FirstFaultMayWait ==
    \A t \in Threads :
        pc[t] = "SlowFault" /\ loc[t].f \in {"locked", "unlocked"} /\ ~loc[t].tried
        /\ vma[loc[t].m] = "uffd" => AllowsRetry(t)

\* On the queue is exactly who is about to sleep, sleeps, or leaves unwoken.
QueuedToSleep ==
    \A t \in Threads : waits[t] # NoWaits => pc[t] \in {"FltDropMmap", "FltWait", "FltDequeue"}

\* References of page-table entries: those that map now, and those of cleared ones.
MapRefs(h) ==
      Cardinality({v \in Vpns : IsPage(pte[v]) /\ head[pte[v].p] = h})
    + (IF IsPage(pmd) /\ head[pmd.p] = h THEN 1 ELSE 0)
    + Cardinality({t \in Threads : pc[t] = "ZapPut" /\ loc[t].h = h})

\* Recorded pages count with the ledger: the call can only return them.
Recorded(t, k, f) ==
    IF loc[t].k = k THEN Cardinality({i \in DOMAIN loc[t].pages : loc[t].pages[i] = f}) ELSE 0
PinsOf(t, f) == pins[t][f] + Recorded(t, "PIN", f)
GetsOf(t, f) == gets[t][f] + Recorded(t, "GET", f)

OnHead(Of(_, _), t, h) ==
    Sum([f \in Frames |-> IF head[f] = h THEN Of(t, f) ELSE 0], Frames)

\* The first reference to a huge page, while the rest is grabbed.
First(t, k, h) == IF loc[t].k = k /\ loc[t].h = h THEN 1 ELSE 0

\* Every count is the sum of what is held on it.
RefcountConservation ==
    \A h \in Frames :
        cnt[h] = Plus(Plus(Biased(Sum([t \in Threads |-> OnHead(PinsOf, t, h) + First(t, "PIN", h)], Threads)),
                           Sum([t \in Threads |-> OnHead(GetsOf, t, h) + First(t, "GET", h)], Threads)
                           + MapRefs(h)),
                      others[h])

\* The promise, as a state: a page of which somebody has a pin is seen as pinned.
NoFalseNegative ==
    \A t \in Threads, f \in Frames : PinsOf(t, f) > 0 => Pinned(cnt[head[f]])

\* A free page has no reference and no mapping, and is not about to be freed.
NoFreeWhileHeld ==
    \A f \in Frames : free[f] =>
        /\ cnt[f] = 0
        /\ MapRefs(f) = 0
        /\ \A t \in Threads : /\ PinsOf(t, f) = 0 /\ GetsOf(t, f) = 0
                              /\ pc[t] = "RelFree" => loc[t].h # f

\* A page of count zero is free, or somebody is about to free it: no leak.
NoLeak ==
    \A f \in Frames :
        cnt[f] = 0 /\ head[f] = f /\ ~free[f] => \E t \in Threads : pc[t] = "RelFree" /\ loc[t].h = f

\* A call has added exactly what it will hand out, and the first reference while the
\* rest is grabbed; a call that is over, nothing.
UndoExact ==
    \A t \in Threads :
        debt[t] = IF Calling(t)
                  THEN Weight(loc[t].k, Len(loc[t].pages) + IF loc[t].h = NoFrame THEN 0 ELSE 1)
                  ELSE 0

\* What is recorded is a prefix of what was asked, and while the lock is held it is what
\* is mapped there.
PrefixResult ==
    \A t \in Threads :
        Calling(t) =>
            /\ Len(loc[t].pages) <= loc[t].n
            /\ loc[t].lk /\ ~loc[t].drop =>
                \A i \in DOMAIN loc[t].pages :
                    LET v == loc[t].v + i - 1
                    IN  IsPage(EntryAt(v)) /\ PageAt(EntryAt(v), v) = loc[t].pages[i]

\* A device stores to pages only that its caller has pinned.
DeviceWithinPins ==
    \A t \in Threads : pc[t] = "DmaStore" =>
        loc[t].pages[1] .. (loc[t].pages[1] + loc[t].seg - 1) \subseteq {loc[t].pages[i] : i \in DOMAIN loc[t].pages}

\* Nothing is added to a count beyond the limit: it is passed by less than one pin.  So it
\* is where there is room for one pin, as in "brim".  With more room several that look at
\* once, without a lock, in SlowReadCount, may all add: WithinLimit leaves 2^31 for that.
LimitKept == \A f \in Frames : cnt[f] < 0 => cnt[f] < MinWord + BIAS

-----------------------------------------------------------------------------
(* The ladder: what PinCount sees of this state, where no page is huge.          *)

PC == INSTANCE PinCount WITH
    Pages    <- Frames,
    Sizes    <- {1},
    InitMaps <- {0, 1},
    maps <- [f \in Frames |-> MapRefs(f)],
    pc   <- [t \in Threads |-> IF pc[t] = "RelFree" THEN "RelFree" ELSE "idle"],
    loc  <- [t \in Threads |-> IF pc[t] = "RelFree" THEN [p |-> loc[t].h, k |-> "GET", n |-> 0]
                                                    ELSE [p |-> NoFrame,  k |-> "GET", n |-> 0]],
    pins <- [t \in Threads |-> [f \in Frames |-> PinsOf(t, f)]],
    gets <- [t \in Threads |-> [f \in Frames |-> GetsOf(t, f)]]

PinCountSpec == PC!Spec

THEOREM Spec => PinCountSpec

-----------------------------------------------------------------------------
(* Witnesses: what must be reachable for the invariants to say anything.    *)

SomebodyPinned   == \E t \in Threads, f \in Frames : PinsOf(t, f) > 0
SomethingFree    == \E f \in Frames : free[f]
SomethingZero    == \E f \in Frames : cnt[f] = 0 /\ head[f] = f /\ ~free[f]
SomebodyGoesBy   == \E t \in Threads : pc[t] = "SlowFollow" /\ loc[t].m # NoVma
SomebodyDropped  == \E t \in Threads : Calling(t) /\ loc[t].drop
SomebodyHandsOut == \E t \in Threads : pc[t] = "SlowUseVma"
SomebodySleeps   == \E t \in Threads : pc[t] = "FltWait" /\ waits[t].c = "uffd"
SomebodyQueued   == \E t \in Threads : waits[t] # NoWaits
SomebodyFaults   == \E t \in Threads : pc[t] = "SlowFault" /\ loc[t].f \in {"locked", "unlocked"}
                                       /\ ~loc[t].tried /\ vma[loc[t].m] = "uffd"
SomebodyHalfway  == \E t \in Threads : Calling(t) /\ Len(loc[t].pages) > 0
SomebodyHolds    == \E t \in Threads : hold[t] = 1
SomebodyStores   == \E t \in Threads : pc[t] = "DmaStore"
SomethingBeyond  == \E f \in Frames : cnt[f] < 0

(* Reachability questions, asked by being violated.                         *)

\* A call that was asked for several pages has them all, or none.
NeverPartial == \A t \in Threads : pc[t] = "SlowUnlockMmap" => loc[t].pages = <<>> \/ Left(t) = 0

\* A call loses the lock once at most.
NeverTwice == \A t \in Threads : pc[t] = "FltDropMmap" => ~loc[t].drop

\* A second attempt does not fail for want of ALLOW_RETRY.
NeverRefusedLater ==
    \A t \in Threads :
        pc[t] = "SlowFault" /\ loc[t].tried /\ vma[loc[t].m] = "uffd" /\ ~IsPage(EntryAt(Vpn(t)))
            => AllowsRetry(t)

\* Nobody who sleeps with the lock held keeps a writer waiting.
NeverWaitedFor == \A t \in Threads : pc[t] = "FltWait" /\ hold[t] = 1 => mmap.q = 0
=============================================================================
