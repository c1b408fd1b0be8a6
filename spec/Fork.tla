-------------------------------- MODULE Fork ---------------------------------
(***************************************************************************)
(* Private memory that is shared until it is written: who may go on using  *)
(* a page that is pinned, when an address space is forked, a page is       *)
(* copied on write, merged, swapped, write-protected or moved.             *)
(*                                                                         *)
(* A pin is to a page and a fork is of addresses.  Whoever write-protects  *)
(* an entry so that the next store copies the page takes the page away     *)
(* from under the pin.  So fork copies a pinned page at once, and who      *)
(* would share a page asks for pins after the entry is cleared.  A fast    *)
(* pin that fork has not seen sees the fork: in write_protect_seq.  And    *)
(* since 5.19 a page says itself that nobody shares it: what is pinned is  *)
(* exclusive, and what is exclusive is never copied.                       *)
(*                                                                         *)
(* C:  mm/gup.c::internal_get_user_pages_fast, gup_pte_range,              *)
(*     follow_page_pte, can_follow_write_pte, faultin_page;                *)
(*     include/linux/mm.h::gup_must_unshare, page_needs_cow_for_dma;       *)
(*     mm/memory.c::copy_page_range, copy_present_pte, do_wp_page,         *)
(*     wp_page_copy, do_swap_page, do_anonymous_page, zap_pte_range;       *)
(*     mm/ksm.c::write_protect_page; mm/vmscan.c::shrink_folio_list;       *)
(*     mm/rmap.c::try_to_unmap_one, include/linux/rmap.h::                 *)
(*     page_try_share_anon_rmap; fs/proc/task_mmu.c::clear_soft_dirty;     *)
(*     mm/userfaultfd.c::mfill_atomic_pte_continue, move_pages_pte.        *)
(*     The walk is that of 6.2 for pages of order 0: PG_anon_exclusive     *)
(*     came with 5.19, CanForce with 5535be309971 (6.0, reported), the     *)
(*     barrier before FastExclCheck with 088b8aa537c2 (6.1), the unsharing *)
(*     of what is not anonymous with 8d6a0ac09a16 (6.2).                   *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - heads, the limit of a count, its second addition, irqs and the pmd:  *)
(*    GupFast and Compound have them.  The fast walk is of one page;       *)
(*  - TLBs: who changes an entry has flushed when it lets go of the        *)
(*    page-table lock, and a store of a CPU looks the entry up anew.  Fork *)
(*    flushes after its loop: no claim about stores through old entries;   *)
(*  - fences: the steps are sequentially consistent.  So C02 and C03,      *)
(*    which are the order of fork's store and its load, cannot be asked,   *)
(*    and C15 only as the look that is missing, not as the look that is    *)
(*    early;                                                               *)
(*  - huge entries as such: one entry is the unit, and Area says of which  *)
(*    kind it is.  The kernel splits a pinned huge pmd and copies its      *)
(*    pages; here it is copied as the one page it stands for;              *)
(*  - the zero page: it is the page behind a mapping of anonymous memory,  *)
(*    and is taken for a page of the page cache;                           *)
(*  - swapping as such: a page in the swap cache stays there until an      *)
(*    entry maps it again, and its content is never read from the disk;    *)
(*  - reuse_swap_page: before 5.18 a write fault on a swap entry went by   *)
(*    the mapcount; a read fault in between gives what is here             *)
(*    (c145e0b47c77, reported);                                            *)
(*  - what ksmd merges: it write-protects the page, and that is the harm;  *)
(*  - mmap_lock of zap, mprotect, clear_refs, userfaultfd: they change one *)
(*    entry under the page-table lock, fork too; so more can happen here;  *)
(*  - exit: who exits zaps his entries.  The parent forks once;            *)
(*  - unpinning by somebody else;                                          *)
(*  - where fork has no memory for a copy, it lets go of the locks and     *)
(*    tries again: a frame is never wanting.                               *)
(***************************************************************************)
EXTENDS RefcountWord, Sequences

CONSTANTS
    Threads,   \* tasks
    NoThread,  \* nobody: a lock is free
    Frames,    \* page frame numbers, 0 .. n; 0 is the page behind the private mapping
    Vpns,      \* virtual page numbers, 0 .. n
    Layouts,   \* how vpn 0 may look at first: see Init
    Reuse,     \* what a write fault reuses: "exclusive" (5.19), "refcount" (5.9); only it and
               \* a swap entry follow this, so fork is asked under "exclusive" alone
    Writable,  \* may the mapping be written?
    Area       \* what an entry is: "pte", "pmd", "hugetlb"

VARIABLES
    cnt,       \* _refcount of each frame, as the signed reading of the word
    free,      \* is the frame on the free list?
    excl,      \* PG_anon_exclusive of each frame
    mapc,      \* _mapcount of each frame: how many entries map it
    swp,       \* uses of the frame's swap slot: its entries, and who is about to make one
    idx,       \* folio->index of each frame: the vpn where it is mapped; -1 of none
    data,      \* version of the content of each frame
    pte,       \* the entry of each vpn in each address space: none, a page, or swapped out
    ptl,       \* the page-table lock of each address space: who holds it
    mmap,      \* mmap_lock of each address space: how many read, or -1: somebody writes
    seq,       \* write_protect_seq of each address space
    hasPinned, \* MMF_HAS_PINNED: has the address space ever pinned anything?
    born,      \* does the child run?
    pc,        \* the next step of each task; "idle" between calls
    loc,       \* what the task's call has learnt so far
    pins,      \* ledger: established pins for writing, by task and frame
    reads,     \* ledger: established pins for reading, by task and frame
    gets,      \* ledger: established plain references, by task and frame
    debt,      \* ghost: what the fast walk under way has added to counts and not taken back
    from,      \* ghost: the address space through which the task got hold of the frame; -1 of none
    goal,      \* ghost: the vpn there whose content the hold is to be; -1 once it need not be any more
    view       \* ghost: version that each address must show

memory == <<cnt, free>>
page   == <<excl, mapc, swp, idx, data>>
map    == <<pte, ptl>>
mm     == <<mmap, seq, hasPinned, born>>
calls  == <<pc, loc>>
ledger == <<pins, reads, gets>>
bonds  == <<from, goal>>
ghosts == <<debt, bonds, view>>
vars   == <<memory, page, map, mm, calls, ledger, ghosts>>

Parent  == 0
Child   == 1
Mms     == {Parent, Child}
Behind  == 0
NoFrame == -1
Nobody  == -1

AllLayouts == {"private", "readonly", "shared", "behind", "none"}

ASSUME NotHollow      == Threads # {} /\ NoThread \notin Threads
ASSUME FramesAreDense == {0, 1} \subseteq Frames /\ \A f \in Frames : f = 0 \/ f - 1 \in Frames
ASSUME VpnsAreDense   == 0 \in Vpns /\ \A v \in Vpns : v = 0 \/ v - 1 \in Vpns
ASSUME LayoutsAreKnown == Layouts # {} /\ Layouts \subseteq AllLayouts
ASSUME ReuseIsKnown   == Reuse \in {"exclusive", "refcount"}
ASSUME AreaIsKnown    == Area \in {"pte", "pmd", "hugetlb"}
ASSUME WritableIsBoolean == Writable \in BOOLEAN

-----------------------------------------------------------------------------
(* Entries *)

NoEntry        == [k |-> "none", p |-> NoFrame, w |-> FALSE, d |-> FALSE, x |-> FALSE]
PageEntry(f, w, d) == [k |-> "page", p |-> f, w |-> w, d |-> d, x |-> FALSE]
SwapEntry(f, x) == [k |-> "swap", p |-> f, w |-> FALSE, d |-> FALSE, x |-> x]

IsPage(e)   == e.k = "page"
IsAnon(f)   == f # Behind
ReadOnly(e) == [e EXCEPT !.w = FALSE]
One(b)      == IF b THEN 1 ELSE 0

-----------------------------------------------------------------------------
(* Calls *)

\* PIN, FORCE: for writing, FORCE whatever the mapping allows; READ: for reading, for long;
\* GET, PEEK: plain references, PEEK for reading.
PinKinds == {"PIN", "FORCE", "READ"}
Walks    == PinKinds \cup {"GET", "PEEK"}
Releases == {"UNPIN", "UNREAD", "PUT"}
Others   == {"FORK", "STORE", "ZAP", "KSM", "SWAP", "REFS", "MOVE"}

Worth(k) == Weight(IF k \in PinKinds \cup {"UNPIN", "UNREAD"} THEN "PIN" ELSE "GET", 1)

\* k: the call; m, v: where it is at; s: the sequence count as read; e: the entry as read;
\* p: the page at hand; q: its copy; n: references that the call has to give back, or the
\* target of a move; f: the frame that it has brought to zero, and to: what comes when that
\* is freed; cow: has the call got a copy of a page?
NoLoc == [k |-> "none", m |-> Parent, v |-> 0, s |-> -1, e |-> NoEntry, p |-> NoFrame,
          q |-> NoFrame, n |-> 0, f |-> NoFrame, to |-> "none", cow |-> FALSE]

Call(k, m, v) == [NoLoc EXCEPT !.k = k, !.m = m, !.v = v]

\* What is left to know when the page at hand is done with.
Forget(l) == [Call(l.k, l.m, l.v) EXCEPT !.cow = l.cow]

\* A bound's place to cut: MC modules say who may call what where, and store.
MayCall(t, k, m, v) == TRUE
MayStore(n)      == TRUE

Begins(t, k, m, v) == pc[t] = "idle" /\ MayCall(t, k, m, v) /\ (m = Child => born)

Goto(t, step)  == pc' = [pc EXCEPT ![t] = step]
Learn(t, l)    == loc' = [loc EXCEPT ![t] = l]
Go(t, step, l) == Goto(t, step) /\ Learn(t, l)
Finish(t)      == Go(t, "idle", NoLoc)
Onward(t, step, l) == IF step = "idle" THEN Finish(t) ELSE Go(t, step, l)

\* The entry that the call is at.
Entry(t)       == pte[loc[t].m][loc[t].v]
SetEntry(t, e) == pte' = [pte EXCEPT ![loc[t].m][loc[t].v] = e]
LockFree(t)    == ptl[loc[t].m] = NoThread
Unlock(t)      == ptl' = [ptl EXCEPT ![loc[t].m] = NoThread]

\* The allocator's choice.
Fresh == CHOOSE f \in Frames : free[f] /\ \A g \in Frames : free[g] => f <= g

\* References are given back; whoever brings a count to zero frees the page, then goes on.
Drop(t, f, worth, onward, l) ==
    LET c == Plus(cnt[f], -worth) IN
    /\ cnt' = [cnt EXCEPT ![f] = c]
    /\ IF c = 0 THEN Go(t, "RelFree", [l EXCEPT !.f = f, !.to = onward]) ELSE Onward(t, onward, l)

-----------------------------------------------------------------------------
(* What a hold is to a program.  A pin is to see what its address shows, and *)
(* be seen there, until the address is unmapped; a plain reference only as   *)
(* long as nobody shares the page.                                           *)

Held(t, f)    == pins[t][f] + reads[t][f] + gets[t][f] > 0
PinHeld(t, f) == pins[t][f] + reads[t][f] > 0

\* Has the task's walk a pin that nothing but a fork or a shared page can take from it?
PinGranted(t, f) ==
    /\ loc[t].k \in PinKinds /\ loc[t].p = f
    /\ pc[t] \in {"FastExclCheck", "FastRecord", "FastSeqEnd", "SlowUnlockMmap"}

\* One hold more of a page is bound as the first one is.
Bind(t, f) ==
    LET l == loc[t] IN
    IF Held(t, f)
    THEN UNCHANGED bonds
    ELSE /\ from' = [from EXCEPT ![t][f] = l.m]
         /\ goal' = [goal EXCEPT ![t][f] = IF l.k \in PinKinds \/ excl[f] THEN l.v ELSE Nobody]

\* What is left of the bonds with so many pins and plain references left of the page.
Loosen(t, f, pinned, got) ==
    /\ from' = [from EXCEPT ![t][f] = IF pinned + got = 0 THEN Nobody ELSE @]
    /\ goal' = [goal EXCEPT ![t][f] = IF pinned > 0 \/ (got > 0 /\ excl[f]) THEN @ ELSE Nobody]

\* The address is unmapped: what is held of it need not be there any more.
Unmapped(m, v) ==
    goal' = [u \in Threads |-> [f \in Frames |->
                IF from[u][f] = m /\ goal[u][f] = v THEN Nobody ELSE goal[u][f]]]

\* The page is shared from now on: plain references are left to themselves.
Shared(f) ==
    goal' = [u \in Threads |->
                IF PinHeld(u, f) \/ (loc[u].k \in PinKinds /\ loc[u].p = f)
                THEN goal[u]
                ELSE [goal[u] EXCEPT ![f] = Nobody]]

-----------------------------------------------------------------------------
(* The fast walk *)

Writes(t) == loc[t].k \in {"PIN", "FORCE", "GET"}
Pins(t)   == loc[t].k \in PinKinds

\* Is the fast walk held against forks?
ReadsSeq == TRUE

FastStep(k) == CASE k = "FORCE"                  -> "FastFallback"
                 [] k \in PinKinds /\ k # "FORCE" /\ ReadsSeq -> "FastSeqBegin"
                 [] OTHER                        -> "FastReadPte"

\* The call begins; an address space that has pinned once is one that may have pins.  A
\* forced walk is of somebody else's memory, for which there is no fast path.
FastSetHasPinned(t, k, m, v) ==
    /\ Begins(t, k, m, v)
    /\ k \in {"PIN", "GET"} => Writable
    /\ hasPinned' = [hasPinned EXCEPT ![m] = @ \/ k \in PinKinds]
    /\ Go(t, FastStep(k), Call(k, m, v))
    /\ UNCHANGED <<memory, page, map, mmap, seq, born, ledger, ghosts>>

\* The fast path ends here, with nothing taken.
Stop(t) == Go(t, "FastFallback", Forget(loc[t]))

\* Odd while a fork write-protects.
FastSeqBegin(t) ==
    LET s == seq[loc[t].m] IN
    /\ pc[t] = "FastSeqBegin"
    /\ IF s % 2 = 0 THEN Go(t, "FastReadPte", [loc[t] EXCEPT !.s = s]) ELSE Stop(t)
    /\ UNCHANGED <<memory, page, map, mm, ledger, ghosts>>

FastReadPte(t) ==
    LET e == Entry(t) IN
    /\ pc[t] = "FastReadPte"
    /\ IF IsPage(e) /\ (Writes(t) => e.w)
       THEN Go(t, "FastGrab", [loc[t] EXCEPT !.e = e, !.p = e.p])
       ELSE Stop(t)
    /\ UNCHANGED <<memory, page, map, mm, ledger, ghosts>>

FastGrab(t) ==
    LET p == loc[t].p
        a == Worth(loc[t].k)
    IN  /\ pc[t] = "FastGrab"
        /\ IF Grabbable(cnt[p])
           THEN /\ cnt'  = [cnt EXCEPT ![p] = Plus(@, a)]
                /\ debt' = [debt EXCEPT ![t] = @ + a]
                /\ Goto(t, "FastRecheck")
                /\ UNCHANGED loc
           ELSE Stop(t) /\ UNCHANGED <<cnt, debt>>
        /\ UNCHANGED <<free, page, map, mm, ledger, bonds, view>>

\* By value: an entry that went and came back is as good as one that stayed, but for what
\* PG_anon_exclusive tells.
EntryUnchanged(t) == Entry(t) = loc[t].e

\* A pin for reading must not be of a page that the next store would leave.
MustUnshare(t) == loc[t].k = "READ"
Exclusive(f)   == IsAnon(f) /\ excl[f]

AfterRecheck(t) == IF MustUnshare(t) /\ ~loc[t].e.w THEN "FastExclCheck" ELSE "FastRecord"

FastRecheck(t) ==
    /\ pc[t] = "FastRecheck"
    /\ IF EntryUnchanged(t)
       THEN Goto(t, AfterRecheck(t)) /\ Bind(t, loc[t].p)
       ELSE Goto(t, "FastUndo") /\ UNCHANGED bonds
    /\ UNCHANGED <<memory, page, map, mm, loc, ledger, debt, view>>

\* Behind the second look at the entry, with a barrier in between: whoever shared the page
\* cleared the bit before the entry came back.
FastExclCheck(t) ==
    /\ pc[t] = "FastExclCheck"
    /\ Goto(t, IF Exclusive(loc[t].p) THEN "FastRecord" ELSE "FastUndo")
    /\ UNCHANGED <<memory, page, map, mm, loc, ledger, ghosts>>

\* The call returns: the caller has the page, and owes its release.
Return(t) ==
    LET k == loc[t].k
        p == loc[t].p
    IN  /\ Finish(t)
        /\ pins'  = IF k \in {"PIN", "FORCE"} THEN [pins  EXCEPT ![t][p] = @ + 1] ELSE pins
        /\ reads' = IF k = "READ"             THEN [reads EXCEPT ![t][p] = @ + 1] ELSE reads
        /\ gets'  = IF k \in {"GET", "PEEK"}  THEN [gets  EXCEPT ![t][p] = @ + 1] ELSE gets
        /\ debt'  = [debt EXCEPT ![t] = 0]

FastRecord(t) ==
    /\ pc[t] = "FastRecord"
    /\ IF Pins(t) /\ ReadsSeq
       THEN Goto(t, "FastSeqEnd") /\ UNCHANGED <<loc, ledger, debt>>
       ELSE Return(t)
    /\ UNCHANGED <<memory, page, map, mm, bonds, view>>

\* Has a fork come in between? It may have shared the page and not have seen the pin.
FastSeqEnd(t) ==
    /\ pc[t] = "FastSeqEnd"
    /\ IF seq[loc[t].m] = loc[t].s
       THEN Return(t)
       ELSE Goto(t, "FastUndo") /\ UNCHANGED <<loc, ledger, debt>>
    /\ UNCHANGED <<memory, page, map, mm, bonds, view>>

\* What undoing a grab takes back.
UndoAmount(k) == Worth(k)

FastUndo(t) ==
    LET a == UndoAmount(loc[t].k) IN
    /\ pc[t] = "FastUndo"
    /\ debt' = [debt EXCEPT ![t] = @ - a]
    /\ Drop(t, loc[t].p, a, "FastFallback", Forget(loc[t]))
    /\ LET p == loc[t].p IN Loosen(t, p, pins[t][p] + reads[t][p], gets[t][p])
    /\ UNCHANGED <<free, page, map, mm, ledger, view>>

-----------------------------------------------------------------------------
(* The slow path.  mmap_lock is read from here to the return: no fork.      *)

FastFallback(t) ==
    LET m == loc[t].m IN
    /\ pc[t] = "FastFallback"
    /\ mmap[m] >= 0
    /\ mmap' = [mmap EXCEPT ![m] = @ + 1]
    /\ Goto(t, "SlowFollow")
    /\ UNCHANGED <<memory, page, map, seq, hasPinned, born, loc, ledger, ghosts>>

\* May a forced walk write through an entry that does not allow it? Only to a copy of its own,
\* and where a write fault would not make the entry writable.
CanForce(t, e) == ~Writable /\ Exclusive(e.p)

\* Does the entry give what the walk asks for?
Follows(t, e) ==
    /\ IsPage(e)
    /\ Writes(t) => e.w \/ (loc[t].k = "FORCE" /\ CanForce(t, e))
    /\ MustUnshare(t) => e.w \/ Exclusive(e.p)

\* One page under the page-table lock.
SlowFollow(t) ==
    LET e == Entry(t) IN
    /\ pc[t] = "SlowFollow"
    /\ LockFree(t)
    /\ IF Follows(t, e)
       THEN /\ cnt' = [cnt EXCEPT ![e.p] = Plus(@, Worth(loc[t].k))]
            /\ Go(t, "SlowUnlockMmap", [loc[t] EXCEPT !.p = e.p])
            /\ Bind(t, e.p)
       ELSE Goto(t, "FltReadPte") /\ UNCHANGED <<cnt, loc, bonds>>
    /\ UNCHANGED <<free, page, map, mm, ledger, debt, view>>

SlowUnlockMmap(t) ==
    /\ pc[t] = "SlowUnlockMmap"
    /\ mmap' = [mmap EXCEPT ![loc[t].m] = @ - 1]
    /\ Return(t)
    /\ UNCHANGED <<memory, page, map, seq, hasPinned, born, bonds, view>>

-----------------------------------------------------------------------------
(* The fault, of a walk or of a store *)

\* A fault is for writing, for a page of one's own to read, or for any to read.
Want(t) == CASE loc[t].k = "STORE" \/ Writes(t) -> "write"
             [] loc[t].k = "READ"               -> "unshare"
             [] OTHER                           -> "read"

\* Where the fault goes back to: the walk looks again, the store is tried again.
BackStep(t) == IF loc[t].k = "STORE" THEN "FltDropMmap" ELSE "SlowFollow"
Back(t)     == Go(t, BackStep(t), Forget(loc[t]))

\* READ_ONCE of the entry; what follows looks again, under the lock.
FltReadPte(t) ==
    LET e == Entry(t) IN
    /\ pc[t] = "FltReadPte"
    /\ CASE e.k = "swap"                             -> Goto(t, "FltSwapIn") /\ UNCHANGED loc
         [] e.k = "none" /\ Want(t) = "read"         -> Goto(t, "FltInstall") /\ UNCHANGED loc
         [] e.k # "swap" /\ ~e.w /\ Want(t) # "read" -> Goto(t, "CowCheckReuse") /\ UNCHANGED loc
         [] OTHER                                    -> Back(t)
    /\ UNCHANGED <<memory, page, map, mm, ledger, ghosts>>

\* Nothing is mapped and reading will do: the page behind.
FltInstall(t) ==
    /\ pc[t] = "FltInstall"
    /\ LockFree(t)
    /\ IF Entry(t).k = "none"
       THEN /\ SetEntry(t, PageEntry(Behind, FALSE, FALSE))
            /\ cnt'  = [cnt EXCEPT ![Behind] = Plus(@, 1)]
            /\ mapc' = [mapc EXCEPT ![Behind] = @ + 1]
       ELSE UNCHANGED <<pte, cnt, mapc>>
    /\ Back(t)
    /\ UNCHANGED <<free, excl, swp, idx, data, ptl, mm, ledger, ghosts>>

\* The page is mapped again, as exclusive as its entry remembers.  The last use of the slot
\* takes the page out of the swap cache.
FltSwapIn(t) ==
    LET e == Entry(t)
        f == e.p
        w == Want(t) = "write" /\ e.x /\ Writable
    IN  /\ pc[t] = "FltSwapIn"
        /\ LockFree(t)
        /\ IF e.k = "swap"
           THEN /\ SetEntry(t, PageEntry(f, w, w))
                /\ excl' = [excl EXCEPT ![f] = @ \/ e.x]
                /\ mapc' = [mapc EXCEPT ![f] = @ + 1]
                /\ swp'  = [swp EXCEPT ![f] = @ - 1]
                /\ cnt'  = [cnt EXCEPT ![f] = Plus(@, 1 - One(swp[f] = 1))]
           ELSE UNCHANGED <<pte, excl, mapc, swp, cnt>>
        /\ Back(t)
        /\ UNCHANGED <<free, idx, data, ptl, mm, ledger, ghosts>>

\* May the page be written where it is?
Reusable(f) == \/ Reuse = "exclusive" /\ excl[f]
               \/ cnt[f] = 1

\* What keeps the old page while it is copied.
CopierRefs == 1

\* do_wp_page: the page becomes this address's own, or a copy is made of it, or of the page
\* behind if nothing is mapped.
CowCheckReuse(t) ==
    LET e == Entry(t)
        f == IF IsPage(e) THEN e.p ELSE Behind
        write == Want(t) = "write"
    IN  /\ pc[t] = "CowCheckReuse"
        /\ LockFree(t)
        /\ CASE e.k = "swap" \/ e.w ->
                    Back(t) /\ UNCHANGED <<pte, cnt, excl>>
             [] IsPage(e) /\ ~e.w /\ IsAnon(f) /\ Reusable(f) ->
                    /\ SetEntry(t, [e EXCEPT !.w = write /\ Writable, !.d = @ \/ write])
                    /\ excl' = [excl EXCEPT ![f] = TRUE]
                    /\ Back(t)
                    /\ UNCHANGED cnt
             [] OTHER ->
                    /\ cnt' = [cnt EXCEPT ![f] = Plus(@, CopierRefs)]
                    /\ Go(t, "CowCopy", [loc[t] EXCEPT !.e = e, !.p = f])
                    /\ UNCHANGED <<pte, excl>>
        /\ UNCHANGED <<free, mapc, swp, idx, data, ptl, mm, ledger, ghosts>>

CowCopy(t) ==
    LET q == Fresh IN
    /\ pc[t] = "CowCopy"
    /\ free' = [free EXCEPT ![q] = FALSE]
    /\ cnt'  = [cnt EXCEPT ![q] = 1]
    /\ data' = [data EXCEPT ![q] = data[loc[t].p]]
    /\ idx'  = [idx EXCEPT ![q] = loc[t].v]
    /\ Go(t, "CowInstall", [loc[t] EXCEPT !.q = q])
    /\ UNCHANGED <<excl, mapc, swp, map, mm, ledger, ghosts>>

\* pte_same, or the copy was for nothing.  The old page has lost the mapping's reference, too.
CowInstall(t) ==
    LET l == loc[t]
        write == Want(t) = "write"
    IN  /\ pc[t] = "CowInstall"
        /\ LockFree(t)
        /\ IF Entry(t) = l.e
           THEN /\ SetEntry(t, PageEntry(l.q, write /\ Writable, write))
                /\ excl' = [excl EXCEPT ![l.q] = TRUE]
                /\ mapc' = [f \in Frames |-> CASE f = l.q -> 1
                                               [] f = l.p /\ f # l.q -> mapc[f] - One(IsPage(l.e))
                                               [] OTHER -> mapc[f]]
                /\ Go(t, "CowPut", [l EXCEPT !.q = NoFrame, !.n = CopierRefs + One(IsPage(l.e)), !.cow = TRUE])
           ELSE /\ Go(t, "CowPutNew", [l EXCEPT !.n = CopierRefs])
                /\ UNCHANGED <<pte, excl, mapc>>
        /\ UNCHANGED <<memory, swp, idx, data, ptl, mm, ledger, ghosts>>

\* The copy goes; a walk that had read an old entry may still hold it for a moment.
CowPutNew(t) ==
    /\ pc[t] = "CowPutNew"
    /\ Drop(t, loc[t].q, 1, "CowPut", [loc[t] EXCEPT !.q = NoFrame])
    /\ UNCHANGED <<free, page, map, mm, ledger, ghosts>>

CowPut(t) ==
    /\ pc[t] = "CowPut"
    /\ Drop(t, loc[t].p, loc[t].n, BackStep(t), Forget(loc[t]))
    /\ UNCHANGED <<free, page, map, mm, ledger, ghosts>>

-----------------------------------------------------------------------------
(* A CPU's store: through the entry, or after a fault that makes it possible. *)

CpuStore(t, m, v) ==
    LET e == pte[m][v] IN
    /\ \/ Begins(t, "STORE", m, v) /\ Writable /\ MayStore(view[m][v])
       \/ pc[t] = "CpuStore" /\ loc[t].m = m /\ loc[t].v = v
    /\ IF IsPage(e) /\ e.w
       THEN /\ data' = [data EXCEPT ![e.p] = @ + 1]
            /\ view' = [view EXCEPT ![m][v] = @ + 1]
            /\ Finish(t)
       ELSE /\ Go(t, "FltTakeMmap", Call("STORE", m, v))
            /\ UNCHANGED <<data, view>>
    /\ UNCHANGED <<memory, excl, mapc, swp, idx, map, mm, ledger, debt, bonds>>

FltTakeMmap(t) ==
    LET m == loc[t].m IN
    /\ pc[t] = "FltTakeMmap"
    /\ mmap[m] >= 0
    /\ mmap' = [mmap EXCEPT ![m] = @ + 1]
    /\ Goto(t, "FltReadPte")
    /\ UNCHANGED <<memory, page, map, seq, hasPinned, born, loc, ledger, ghosts>>

FltDropMmap(t) ==
    /\ pc[t] = "FltDropMmap"
    /\ mmap' = [mmap EXCEPT ![loc[t].m] = @ - 1]
    /\ Go(t, "CpuStore", Forget(loc[t]))
    /\ UNCHANGED <<memory, page, map, seq, hasPinned, born, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Fork *)

\* Which kinds of entry are forked under the sequence count, and with an eye on pins.
TakesSeq(area) == TRUE
AsksPins(area) == TRUE

MmapWriteLock(t) ==
    /\ Begins(t, "FORK", Parent, 0)
    /\ ~born
    /\ mmap[Parent] = 0
    /\ mmap' = [mmap EXCEPT ![Parent] = -1]
    /\ Go(t, IF TakesSeq(Area) THEN "ForkSeqBegin" ELSE "ForkCheckPin", Call("FORK", Parent, 0))
    /\ UNCHANGED <<memory, page, map, seq, hasPinned, born, ledger, ghosts>>

ForkSeqBegin(t) ==
    /\ pc[t] = "ForkSeqBegin"
    /\ seq' = [seq EXCEPT ![Parent] = @ + 1]
    /\ Goto(t, "ForkCheckPin")
    /\ UNCHANGED <<memory, page, map, mmap, hasPinned, born, loc, ledger, ghosts>>

\* The next entry, or the end.
NextEntry(t) ==
    CASE loc[t].v + 1 \in Vpns -> Go(t, "ForkCheckPin", Call("FORK", Parent, loc[t].v + 1))
      [] loc[t].v + 1 \notin Vpns /\ TakesSeq(Area) -> Go(t, "ForkSeqEnd", Call("FORK", Parent, 0))
      [] OTHER -> Go(t, "MmapWriteUnlock", Call("FORK", Parent, 0))

\* page_needs_cow_for_dma.
NeedsCopy(f) == /\ IsAnon(f) /\ excl[f]
                /\ hasPinned[Parent] /\ AsksPins(Area) /\ Pinned(cnt[f])

\* An entry that is not there keeps nobody.
EmptyKeeps == FALSE

\* The page-table lock is kept until the entry is copied.  The child's has nobody else to want it.
ForkCheckPin(t) ==
    LET e == Entry(t) IN
    /\ pc[t] = "ForkCheckPin"
    /\ LockFree(t)
    /\ IF e.k = "none"
       THEN /\ NextEntry(t)
            /\ ptl' = IF EmptyKeeps THEN [ptl EXCEPT ![Parent] = t] ELSE ptl
       ELSE /\ ptl' = [ptl EXCEPT ![Parent] = t]
            /\ Go(t, IF IsPage(e) /\ NeedsCopy(e.p) THEN "ForkCopyNow" ELSE "ForkWrprotect",
                  [loc[t] EXCEPT !.e = e, !.p = e.p])
    /\ UNCHANGED <<memory, page, pte, mm, ledger, ghosts>>

\* A pinned page stays the parent's, entry and all; the child has a copy from the first.
ForkCopyNow(t) ==
    LET q == Fresh
        v == loc[t].v
    IN  /\ pc[t] = "ForkCopyNow"
        /\ free' = [free EXCEPT ![q] = FALSE]
        /\ cnt'  = [cnt EXCEPT ![q] = 1]
        /\ mapc' = [mapc EXCEPT ![q] = 1]
        /\ excl' = [excl EXCEPT ![q] = TRUE]
        /\ idx'  = [idx EXCEPT ![q] = v]
        /\ data' = [data EXCEPT ![q] = data[loc[t].p]]
        /\ pte'  = [pte EXCEPT ![Child][v] = PageEntry(q, Writable, TRUE)]
        /\ view' = [view EXCEPT ![Child][v] = view[Parent][v]]
        /\ Unlock(t)
        /\ NextEntry(t)
        /\ UNCHANGED <<swp, mm, ledger, debt, bonds>>

\* From here on the page is both's, and whoever stores gets a copy.
ForkWrprotect(t) ==
    LET e == IF IsPage(loc[t].e) THEN ReadOnly(loc[t].e) ELSE SwapEntry(loc[t].p, FALSE)
        f == loc[t].p
        v == loc[t].v
    IN  /\ pc[t] = "ForkWrprotect"
        /\ pte'  = [pte EXCEPT ![Parent][v] = e, ![Child][v] = e]
        /\ view' = [view EXCEPT ![Child][v] = view[Parent][v]]
        /\ IF IsPage(e)
           THEN /\ cnt'  = [cnt EXCEPT ![f] = Plus(@, 1)]
                /\ mapc' = [mapc EXCEPT ![f] = @ + 1]
                /\ excl' = [excl EXCEPT ![f] = FALSE]
                /\ UNCHANGED swp
           ELSE swp' = [swp EXCEPT ![f] = @ + 1] /\ UNCHANGED <<cnt, mapc, excl>>
        /\ Shared(f)
        /\ Unlock(t)
        /\ NextEntry(t)
        /\ UNCHANGED <<free, idx, data, mm, ledger, debt, from>>

ForkSeqEnd(t) ==
    /\ pc[t] = "ForkSeqEnd"
    /\ seq' = [seq EXCEPT ![Parent] = @ + 1]
    /\ Goto(t, "MmapWriteUnlock")
    /\ UNCHANGED <<memory, page, map, mmap, hasPinned, born, loc, ledger, ghosts>>

\* The child runs.
MmapWriteUnlock(t) ==
    /\ pc[t] = "MmapWriteUnlock"
    /\ mmap' = [mmap EXCEPT ![Parent] = 0]
    /\ born' = TRUE
    /\ Finish(t)
    /\ UNCHANGED <<memory, page, map, seq, hasPinned, ledger, ghosts>>

-----------------------------------------------------------------------------
(* MADV_DONTNEED, munmap, exit: the address shows what is behind again.     *)

ZapClear(t, m, v) ==
    LET e == pte[m][v]
        last == e.k = "swap" /\ swp[e.p] = 1
    IN  /\ Begins(t, "ZAP", m, v)
        /\ ptl[m] = NoThread
        /\ IF e.k = "none"
           THEN UNCHANGED <<pte, mapc, swp, calls, goal, view>>
           ELSE /\ pte'  = [pte EXCEPT ![m][v] = NoEntry]
                /\ mapc' = IF IsPage(e) THEN [mapc EXCEPT ![e.p] = @ - 1] ELSE mapc
                /\ swp'  = IF IsPage(e) THEN swp ELSE [swp EXCEPT ![e.p] = @ - 1]
                /\ view' = [view EXCEPT ![m][v] = 0]
                /\ Unmapped(m, v)
                /\ IF IsPage(e) \/ last
                   THEN Go(t, "ZapPut", [Call("ZAP", m, v) EXCEPT !.p = e.p])
                   ELSE UNCHANGED calls
        /\ UNCHANGED <<memory, excl, idx, data, ptl, mm, ledger, debt, from>>

ZapPut(t) ==
    /\ pc[t] = "ZapPut"
    /\ Drop(t, loc[t].p, 1, "idle", loc[t])
    /\ UNCHANGED <<free, page, map, mm, ledger, ghosts>>

-----------------------------------------------------------------------------
(* ksmd: clear, look at the count, give up exclusivity, and only then let   *)
(* the entry come back, write-protected.  The lock is kept all the way.     *)

\* Who clears an entry keeps the page-table lock until it is set.
ClearEntry(t, m, v, step, l) ==
    /\ pte' = [pte EXCEPT ![m][v] = NoEntry]
    /\ ptl' = [ptl EXCEPT ![m] = t]
    /\ Go(t, step, [l EXCEPT !.e = pte[m][v], !.p = pte[m][v].p])

\* It comes back as this one.
Restore(t, e) == SetEntry(t, e) /\ Unlock(t)

KsmClear(t, m, v) ==
    LET e == pte[m][v] IN
    /\ Begins(t, "KSM", m, v)
    /\ ptl[m] = NoThread
    /\ IF IsPage(e) /\ IsAnon(e.p)
       THEN ClearEntry(t, m, v, "KsmCheck", Call("KSM", m, v))
       ELSE UNCHANGED <<map, calls>>
    /\ UNCHANGED <<memory, page, mm, ledger, ghosts>>

\* Are there references that are not entries'?
KsmBusy(f) == cnt[f] # mapc[f] + One(swp[f] > 0)

KsmCheck(t) ==
    LET f == loc[t].p IN
    /\ pc[t] = "KsmCheck"
    /\ Goto(t, CASE KsmBusy(f)              -> "KsmRestore"
                 [] ~KsmBusy(f) /\ excl[f]  -> "KsmExcl"
                 [] OTHER                   -> "KsmSet")
    /\ UNCHANGED <<memory, page, map, mm, loc, ledger, ghosts>>

KsmExcl(t) ==
    /\ pc[t] = "KsmExcl"
    /\ excl' = [excl EXCEPT ![loc[t].p] = FALSE]
    /\ Goto(t, "KsmSet")
    /\ UNCHANGED <<memory, mapc, swp, idx, data, map, mm, loc, ledger, ghosts>>

KsmSet(t) ==
    /\ pc[t] = "KsmSet"
    /\ Restore(t, PageEntry(loc[t].p, FALSE, FALSE))
    /\ Finish(t)
    /\ UNCHANGED <<memory, page, mm, ledger, ghosts>>

KsmRestore(t) ==
    /\ pc[t] = "KsmRestore"
    /\ Restore(t, loc[t].e)
    /\ Finish(t)
    /\ UNCHANGED <<memory, page, mm, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Swapping a page out *)

\* A page that is pinned is not swapped out: asked before it goes to the swap cache, and
\* once more when its entry is cleared.
RclPinned(f) == Pinned(cnt[f])

RclPinTest(t, m, v) ==
    LET e == pte[m][v] IN
    /\ Begins(t, "SWAP", m, v)
    /\ ptl[m] = NoThread
    /\ IF IsPage(e) /\ IsAnon(e.p) /\ swp[e.p] = 0 /\ ~RclPinned(e.p)
       THEN /\ swp' = [swp EXCEPT ![e.p] = 1]
            /\ cnt' = [cnt EXCEPT ![e.p] = Plus(@, 1)]
            /\ Go(t, "RclUnmap", [Call("SWAP", m, v) EXCEPT !.p = e.p])
       ELSE UNCHANGED <<swp, cnt, calls>>
    /\ UNCHANGED <<free, excl, mapc, idx, data, map, mm, ledger, ghosts>>

RclUnmap(t) ==
    LET l == loc[t] IN
    /\ pc[t] = "RclUnmap"
    /\ LockFree(t)
    /\ IF IsPage(Entry(t)) /\ Entry(t).p = l.p
       THEN ClearEntry(t, l.m, l.v, "RclShare", l)
       ELSE Goto(t, "RclPut") /\ UNCHANGED <<map, loc>>
    /\ UNCHANGED <<memory, page, mm, ledger, ghosts>>

RclShare(t) ==
    /\ pc[t] = "RclShare"
    /\ Goto(t, IF RclPinned(loc[t].p) THEN "RclRestore" ELSE "RclSetSwap")
    /\ UNCHANGED <<memory, page, map, mm, loc, ledger, ghosts>>

RclRestore(t) ==
    /\ pc[t] = "RclRestore"
    /\ Restore(t, loc[t].e)
    /\ Go(t, "RclPut", [loc[t] EXCEPT !.e = NoEntry])
    /\ UNCHANGED <<memory, page, mm, ledger, ghosts>>

\* Does a swap entry say that the page was exclusive?
SwapRemembers(x) == x /\ Reuse = "exclusive"

RclSetSwap(t) ==
    LET f == loc[t].p IN
    /\ pc[t] = "RclSetSwap"
    /\ Restore(t, SwapEntry(f, SwapRemembers(excl[f])))
    /\ excl' = [excl EXCEPT ![f] = FALSE]
    /\ mapc' = [mapc EXCEPT ![f] = @ - 1]
    /\ swp'  = [swp EXCEPT ![f] = @ + 1]
    /\ Go(t, "RclPut", [loc[t] EXCEPT !.e = NoEntry, !.n = 1])
    /\ UNCHANGED <<memory, idx, data, mm, ledger, ghosts>>

\* The entry's reference, and the swap cache's if nobody uses the slot any more.
RclPut(t) ==
    LET f == loc[t].p IN
    /\ pc[t] = "RclPut"
    /\ swp' = [swp EXCEPT ![f] = @ - 1]
    /\ Drop(t, f, loc[t].n + One(swp[f] = 1), "idle", loc[t])
    /\ UNCHANGED <<free, excl, mapc, idx, data, map, mm, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Write protection that shares nothing *)

\* clear_soft_dirty leaves a pinned page alone, as a write fault would leave the pin.
RefsPinned(m, f) == IsAnon(f) /\ hasPinned[m] /\ Pinned(cnt[f])

ClearRefsTest(t, m, v) ==
    LET e == pte[m][v] IN
    /\ Begins(t, "REFS", m, v)
    /\ ptl[m] = NoThread
    /\ IF IsPage(e) /\ e.w /\ ~RefsPinned(m, e.p)
       THEN ptl' = [ptl EXCEPT ![m] = t] /\ Go(t, "ClearRefsProtect", Call("REFS", m, v))
       ELSE UNCHANGED <<ptl, calls>>
    /\ UNCHANGED <<memory, page, pte, mm, ledger, ghosts>>

ClearRefsProtect(t) ==
    /\ pc[t] = "ClearRefsProtect"
    /\ Restore(t, ReadOnly(Entry(t)))
    /\ Finish(t)
    /\ UNCHANGED <<memory, page, mm, ledger, ghosts>>

\* mprotect to read-only and back, or userfaultfd's write protection: nobody asks for pins.
ProtectEntry(t, m, v) ==
    /\ Begins(t, "PROTECT", m, v)
    /\ ptl[m] = NoThread
    /\ pte' = [pte EXCEPT ![m][v] = ReadOnly(@)]
    /\ UNCHANGED <<memory, page, ptl, mm, calls, ledger, ghosts>>

-----------------------------------------------------------------------------
(* userfaultfd *)

\* UFFDIO_CONTINUE maps the page behind, and marks the entry dirty since 9ae0f87d009c.
UffdContinue(t, m, v) ==
    /\ Begins(t, "CONTINUE", m, v)
    /\ ptl[m] = NoThread
    /\ IF pte[m][v].k = "none"
       THEN /\ pte'  = [pte EXCEPT ![m][v] = PageEntry(Behind, FALSE, TRUE)]
            /\ cnt'  = [cnt EXCEPT ![Behind] = Plus(@, 1)]
            /\ mapc' = [mapc EXCEPT ![Behind] = @ + 1]
       ELSE UNCHANGED <<pte, cnt, mapc>>
    /\ UNCHANGED <<free, excl, swp, idx, data, ptl, mm, calls, ledger, ghosts>>

\* Is the page taken to its new place before anybody has asked for pins?
MovesEarly == FALSE

\* Must a page stay because somebody has it pinned? Asked when its entry is cleared.
MovePinned(f) == Pinned(cnt[f])

\* UFFDIO_MOVE: an exclusive page from one address to another.
MoveClear(t, m, v, u) ==
    LET e == pte[m][v] IN
    /\ Begins(t, "MOVE", m, v)
    /\ u # v
    /\ ptl[m] = NoThread
    /\ IF IsPage(e) /\ Exclusive(e.p) /\ pte[m][u].k = "none"
       THEN /\ ClearEntry(t, m, v, "MoveCheck", [Call("MOVE", m, v) EXCEPT !.n = u])
            /\ idx' = IF MovesEarly THEN [idx EXCEPT ![e.p] = u] ELSE idx
       ELSE UNCHANGED <<map, calls, idx>>
    /\ UNCHANGED <<memory, excl, mapc, swp, data, mm, ledger, ghosts>>

MoveCheck(t) ==
    /\ pc[t] = "MoveCheck"
    /\ Goto(t, IF MovePinned(loc[t].p) THEN "MoveRestore" ELSE "MoveSet")
    /\ UNCHANGED <<memory, page, map, mm, loc, ledger, ghosts>>

\* The page is what another address shows from now on.  Plain references go with it; a pin is
\* to stay where it was taken, also one that is not handed out yet.
Moved(f, m, v, to) ==
    goal' = [u \in Threads |->
                IF from[u][f] = m /\ goal[u][f] = v /\ ~PinHeld(u, f) /\ ~PinGranted(u, f)
                THEN [goal[u] EXCEPT ![f] = to]
                ELSE goal[u]]

MoveSet(t) ==
    LET l == loc[t] IN
    /\ pc[t] = "MoveSet"
    /\ pte' = [pte EXCEPT ![l.m][l.n] = l.e]
    /\ idx' = [idx EXCEPT ![l.p] = l.n]
    /\ view' = [view EXCEPT ![l.m][l.n] = view[l.m][l.v], ![l.m][l.v] = 0]
    /\ Moved(l.p, l.m, l.v, l.n)
    /\ Unlock(t)
    /\ Finish(t)
    /\ UNCHANGED <<memory, excl, mapc, swp, data, mm, ledger, debt, from>>

MoveRestore(t) ==
    /\ pc[t] = "MoveRestore"
    /\ Restore(t, loc[t].e)
    /\ Finish(t)
    /\ UNCHANGED <<memory, page, mm, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Devices, and the release *)

\* Through what may a device store? Through pins for writing.
MayDma(t, f) == pins[t][f] > 0

DmaStore(t, f) ==
    LET m == from[t][f]
        v == goal[t][f]
    IN  /\ pc[t] = "idle" /\ MayCall(t, "DEVICE", m, v)
        /\ MayDma(t, f)
        /\ MayStore(data[f])
        /\ data' = [data EXCEPT ![f] = @ + 1]
        /\ view' = IF v = Nobody THEN view ELSE [view EXCEPT ![m][v] = @ + 1]
        /\ UNCHANGED <<memory, excl, mapc, swp, idx, map, mm, calls, ledger, debt, bonds>>

Holds(t, k, f) == CASE k = "UNPIN"  -> pins[t][f] > 0
                    [] k = "UNREAD" -> reads[t][f] > 0
                    [] OTHER        -> gets[t][f] > 0

RelSub(t, k, f) ==
    /\ pc[t] = "idle"
    /\ Holds(t, k, f)
    /\ Drop(t, f, Worth(k), "idle", [NoLoc EXCEPT !.k = k])
    /\ pins'  = IF k = "UNPIN"  THEN [pins  EXCEPT ![t][f] = @ - 1] ELSE pins
    /\ reads' = IF k = "UNREAD" THEN [reads EXCEPT ![t][f] = @ - 1] ELSE reads
    /\ gets'  = IF k = "PUT"    THEN [gets  EXCEPT ![t][f] = @ - 1] ELSE gets
    /\ Loosen(t, f, pins[t][f] + reads[t][f] - (IF k = "PUT" THEN 0 ELSE 1), gets[t][f] - (IF k = "PUT" THEN 1 ELSE 0))
    /\ UNCHANGED <<free, page, map, mm, debt, view>>

\* The page goes back to the allocator, as nobody's.
RelFree(t) ==
    LET f == loc[t].f IN
    /\ pc[t] = "RelFree"
    /\ free' = [free EXCEPT ![f] = TRUE]
    /\ excl' = [excl EXCEPT ![f] = FALSE]
    /\ idx'  = [idx EXCEPT ![f] = Nobody]
    /\ Onward(t, loc[t].to, [loc[t] EXCEPT !.f = NoFrame, !.to = "none"])
    /\ UNCHANGED <<cnt, mapc, swp, data, map, mm, ledger, ghosts>>

-----------------------------------------------------------------------------
\* "private": a page of the parent's own, as a store leaves it; "readonly": as reading it in
\* from swap leaves it; "shared": a page that the parent has shared with its child; "behind":
\* the page behind; "none": nothing.
Init ==
    \E layout \in Layouts :
        LET own   == layout \in {"private", "readonly"}
            both  == layout = "shared"
            first == CASE layout = "private"  -> PageEntry(1, TRUE, TRUE)
                       [] layout = "readonly" -> PageEntry(1, FALSE, FALSE)
                       [] layout = "shared"   -> PageEntry(1, FALSE, TRUE)
                       [] layout = "behind"   -> PageEntry(Behind, FALSE, FALSE)
                       [] OTHER               -> NoEntry
        IN  /\ mapc = [f \in Frames |-> CASE f = Behind -> One(layout = "behind")
                                          [] f = 1      -> One(own) + 2 * One(both)
                                          [] OTHER      -> 0]
            /\ cnt  = [f \in Frames |-> mapc[f] + One(f = Behind)]
            /\ free = [f \in Frames |-> cnt[f] = 0]
            /\ excl = [f \in Frames |-> f = 1 /\ own]
            /\ swp  = [f \in Frames |-> 0]
            /\ idx  = [f \in Frames |-> IF f = 1 /\ (own \/ both) THEN 0 ELSE Nobody]
            /\ data = [f \in Frames |-> 0]
            /\ pte  = [m \in Mms |-> [v \in Vpns |->
                          IF v = 0 /\ (m = Parent \/ both) THEN first ELSE NoEntry]]
            /\ ptl  = [m \in Mms |-> NoThread]
            /\ mmap = [m \in Mms |-> 0]
            /\ seq  = [m \in Mms |-> 0]
            /\ hasPinned = [m \in Mms |-> FALSE]
            /\ born = both
            /\ pc   = [t \in Threads |-> "idle"]
            /\ loc  = [t \in Threads |-> NoLoc]
            /\ pins  = [t \in Threads |-> [f \in Frames |-> 0]]
            /\ reads = [t \in Threads |-> [f \in Frames |-> 0]]
            /\ gets  = [t \in Threads |-> [f \in Frames |-> 0]]
            /\ debt = [t \in Threads |-> 0]
            /\ from = [t \in Threads |-> [f \in Frames |-> Nobody]]
            /\ goal = [t \in Threads |-> [f \in Frames |-> Nobody]]
            /\ view = [m \in Mms |-> [v \in Vpns |-> 0]]

\* What goes on by itself.
Walk(t) ==
    \/ FastSeqBegin(t) \/ FastReadPte(t) \/ FastGrab(t) \/ FastRecheck(t) \/ FastExclCheck(t)
    \/ FastRecord(t) \/ FastSeqEnd(t) \/ FastUndo(t) \/ FastFallback(t)
    \/ SlowFollow(t) \/ SlowUnlockMmap(t)

Fault(t) ==
    \/ FltTakeMmap(t) \/ FltReadPte(t) \/ FltInstall(t) \/ FltSwapIn(t) \/ FltDropMmap(t)
    \/ CowCheckReuse(t) \/ CowCopy(t) \/ CowInstall(t) \/ CowPutNew(t) \/ CowPut(t)

Copy(t) ==
    \/ ForkSeqBegin(t) \/ ForkCheckPin(t) \/ ForkCopyNow(t) \/ ForkWrprotect(t)
    \/ ForkSeqEnd(t) \/ MmapWriteUnlock(t)

Remove(t) ==
    \/ ZapPut(t) \/ KsmCheck(t) \/ KsmExcl(t) \/ KsmSet(t) \/ KsmRestore(t)
    \/ RclUnmap(t) \/ RclShare(t) \/ RclRestore(t) \/ RclSetSwap(t) \/ RclPut(t)
    \/ ClearRefsProtect(t) \/ MoveCheck(t) \/ MoveSet(t) \/ MoveRestore(t)

Next ==
    \E t \in Threads :
        \/ \E k \in Walks, m \in Mms, v \in Vpns : FastSetHasPinned(t, k, m, v)
        \/ Walk(t) \/ Fault(t) \/ Copy(t) \/ Remove(t)
        \/ MmapWriteLock(t)
        \/ \E m \in Mms, v \in Vpns :
              \/ CpuStore(t, m, v) \/ ZapClear(t, m, v) \/ KsmClear(t, m, v)
              \/ RclPinTest(t, m, v) \/ ClearRefsTest(t, m, v) \/ ProtectEntry(t, m, v)
              \/ UffdContinue(t, m, v)
        \/ \E m \in Mms, v \in Vpns, u \in Vpns : MoveClear(t, m, v, u)
        \/ \E f \in Frames : DmaStore(t, f)
        \/ \E k \in Releases, f \in Frames : RelSub(t, k, f)
        \/ RelFree(t)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* Liveness.  Whoever has begun goes on, and gets a lock that is free       *)
(* infinitely often.  A store may have to be tried again.                   *)

Stored(t) == \E m \in Mms, v \in Vpns : pc[t] = "CpuStore" /\ CpuStore(t, m, v)

FairSpec ==
    Spec /\ \A t \in Threads :
              SF_vars(Walk(t) \/ Fault(t) \/ Copy(t) \/ Remove(t) \/ RelFree(t) \/ Stored(t))

\* Calls return.
CallsReturn == \A t \in Threads : pc[t] # "idle" ~> pc[t] = "idle"

-----------------------------------------------------------------------------
(* What must hold *)

Steps == {"idle", "FastSeqBegin", "FastReadPte", "FastGrab", "FastRecheck", "FastExclCheck",
          "FastRecord", "FastSeqEnd", "FastUndo", "FastFallback", "SlowFollow", "SlowUnlockMmap",
          "FltReadPte", "FltInstall", "FltSwapIn", "FltTakeMmap", "FltDropMmap", "CowCheckReuse",
          "CowCopy", "CowInstall", "CowPutNew", "CowPut", "CpuStore", "ForkSeqBegin",
          "ForkCheckPin", "ForkCopyNow", "ForkWrprotect", "ForkSeqEnd", "MmapWriteUnlock",
          "ZapPut", "KsmCheck", "KsmExcl", "KsmSet", "KsmRestore", "RclUnmap", "RclShare",
          "RclRestore", "RclSetSwap", "RclPut", "ClearRefsProtect", "MoveCheck", "MoveSet", "MoveRestore",
          "RelFree"}

IsEntry(e) ==
    /\ e.k \in {"none", "page", "swap"} /\ e.p \in Frames \cup {NoFrame}
    /\ {e.w, e.d, e.x} \subseteq BOOLEAN

TypeOK ==
    /\ cnt \in [Frames -> Word] /\ free \in [Frames -> BOOLEAN] /\ excl \in [Frames -> BOOLEAN]
    /\ mapc \in [Frames -> Nat] /\ swp \in [Frames -> Nat] /\ data \in [Frames -> Nat]
    /\ idx \in [Frames -> Vpns \cup {Nobody}]
    /\ \A m \in Mms, v \in Vpns : IsEntry(pte[m][v])
    /\ ptl \in [Mms -> Threads \cup {NoThread}]
    /\ mmap \in [Mms -> Int] /\ seq \in [Mms -> Nat]
    /\ hasPinned \in [Mms -> BOOLEAN] /\ born \in BOOLEAN
    /\ pc \in [Threads -> Steps]
    /\ \A t \in Threads :
        /\ loc[t].k \in Walks \cup Releases \cup Others \cup {"none"}
        /\ loc[t].m \in Mms /\ loc[t].v \in Vpns /\ loc[t].n \in 0 .. 2
        /\ {loc[t].p, loc[t].q, loc[t].f} \subseteq Frames \cup {NoFrame}
        /\ loc[t].to \in Steps \cup {"none"} /\ loc[t].cow \in BOOLEAN
        /\ IsEntry(loc[t].e)
    /\ pins \in [Threads -> [Frames -> Nat]]
    /\ reads \in [Threads -> [Frames -> Nat]]
    /\ gets \in [Threads -> [Frames -> Nat]]
    /\ from \in [Threads -> [Frames -> Mms \cup {Nobody}]]
    /\ goal \in [Threads -> [Frames -> Vpns \cup {Nobody}]]
    /\ view \in [Mms -> [Vpns -> Nat]]

\* A page that is pinned is nobody else's.
ForkIsolation ==
    \A t \in Threads, f \in Frames, m \in Mms, v \in Vpns :
        PinHeld(t, f) /\ m # from[t][f] => ~(IsPage(pte[m][v]) /\ pte[m][v].p = f)

\* Who holds a page sees what is stored at its address, whatever has been done to the entry.
PinCoherency ==
    \A t \in Threads, f \in Frames :
        Held(t, f) /\ goal[t][f] # Nobody => data[f] = view[from[t][f]][goal[t][f]]

\* An address shows what was stored there, and nothing else; what is behind stays as it is;
\* and nobody stores to a page that somebody else can still read.
CowIntegrity ==
    /\ data[Behind] = 0
    /\ \A m \in Mms, v \in Vpns :
        LET e == pte[m][v] IN
        /\ e.k # "none" => data[e.p] = view[m][v]
        /\ IsPage(e) /\ e.w => \A t \in Threads : Held(t, e.p) => from[t][e.p] = m

\* What is pinned is exclusive.
AnonExclusivePinned ==
    \A t \in Threads, f \in Frames : PinHeld(t, f) => Exclusive(f)

\* Steps at which the walker has a reference that it has not handed out.
Grabbed(t) == pc[t] \in {"FastRecheck", "FastExclCheck", "FastRecord", "FastSeqEnd", "FastUndo",
                         "SlowUnlockMmap"}
\* Steps at which an entry is cleared that will come back, or not.
Cleared(t) == pc[t] \in {"KsmCheck", "KsmExcl", "KsmSet", "KsmRestore", "RclShare",
                         "RclRestore", "RclSetSwap", "MoveCheck", "MoveSet", "MoveRestore"}
Swapping(t) == pc[t] \in {"RclUnmap", "RclShare", "RclRestore", "RclSetSwap", "RclPut"}

Entries(k, f) == Cardinality({a \in {<<m, v>> : m \in Mms, v \in Vpns} :
                                pte[a[1]][a[2]].k = k /\ pte[a[1]][a[2]].p = f})

\* The reverse map: how many entries a page and a swap slot have, and where a page is mapped.
RmapExact ==
    /\ \A m \in Mms, v \in Vpns :
        IsPage(pte[m][v]) /\ IsAnon(pte[m][v].p) => idx[pte[m][v].p] = v
    /\ \A f \in Frames :
        /\ mapc[f] = Entries("page", f) + Cardinality({t \in Threads : Cleared(t) /\ loc[t].p = f})
        /\ swp[f] = Entries("swap", f) + Cardinality({t \in Threads : Swapping(t) /\ loc[t].p = f})

InFlight(t, f, ks) == One(Grabbed(t) /\ loc[t].p = f /\ loc[t].k \in ks)
PinRefs(f) == Sum([t \in Threads |-> pins[t][f] + reads[t][f] + InFlight(t, f, PinKinds)], Threads)
GetRefs(f) == Sum([t \in Threads |-> gets[t][f] + InFlight(t, f, {"GET", "PEEK"})], Threads)

\* References that a call has for the while.
CallRefs(t, f) ==
    LET l == loc[t] IN
      CopierRefs * One(pc[t] \in {"CowCopy", "CowInstall"} /\ l.p = f)
    + One(pc[t] \in {"CowInstall", "CowPutNew"} /\ l.q = f)
    + (IF (pc[t] \in {"CowPutNew", "CowPut", "RclPut"} \/ l.to = "CowPut") /\ l.p = f THEN l.n ELSE 0)
    + One(pc[t] = "ZapPut" /\ l.p = f)

\* Every count is the sum of what is held on it.
RefcountConservation ==
    \A f \in Frames :
        cnt[f] = Plus(Biased(PinRefs(f)),
                      GetRefs(f) + mapc[f] + One(f = Behind)
                      + One(swp[f] > 0)
                      + Sum([t \in Threads |-> CallRefs(t, f)], Threads))

\* A page of which somebody has a pin is seen as pinned.
NoFalseNegative == \A t \in Threads, f \in Frames : PinHeld(t, f) => Pinned(cnt[f])

\* What a call has in its hands is not free.
UseAfterFree ==
    \A t \in Threads : pc[t] \in {"FastRecord", "SlowUnlockMmap", "CowCopy"} => ~free[loc[t].p]

\* A free page has no reference and no entry.
NoFreeWhileHeld ==
    \A f \in Frames : free[f] =>
        /\ cnt[f] = 0 /\ mapc[f] = 0 /\ swp[f] = 0 /\ ~excl[f]
        /\ \A t \in Threads : ~Held(t, f) /\ loc[t].f # f
        /\ \A m \in Mms, v \in Vpns : pte[m][v].p # f

\* A page of count zero is free, or somebody is about to free it.
NoLeak == \A f \in Frames : cnt[f] = 0 /\ ~free[f] => \E t \in Threads : loc[t].f = f

\* A fast walk that has given up has given back all that it took.
UndoExact ==
    \A t \in Threads : pc[t] = "FastFallback" \/ loc[t].to = "FastFallback" => debt[t] = 0

\* Of the module, that it is consistent, and no promise to anybody: the sequence count is odd
\* while somebody write-protects, and then mmap_lock is his.
SeqOdd ==
    /\ seq[Parent] % 2 = 1 <=> \E t \in Threads :
            pc[t] \in {"ForkCheckPin", "ForkCopyNow", "ForkWrprotect", "ForkSeqEnd"}
    /\ seq[Parent] % 2 = 1 => mmap[Parent] = -1
    /\ seq[Child] = 0

-----------------------------------------------------------------------------
(* Witnesses: what must be reachable for the invariants to say anything.    *)

SomebodyPinned  == \E t \in Threads, f \in Frames : PinHeld(t, f)
PinnedAndForked == born /\ SomebodyPinned
StoredWhileHeld == \E t \in Threads, f \in Frames : Held(t, f) /\ goal[t][f] # Nobody /\ data[f] > 0
SomebodyStores  == \E m \in Mms, v \in Vpns : view[m][v] > 0
SomebodyStops   == \E t \in Threads : pc[t] = "FastFallback"
SomebodyHas     == \E t \in Threads : pc[t] \in {"FastRecord", "SlowUnlockMmap", "CowCopy"}
SomethingFree   == \E f \in Frames : free[f]
SomethingZero   == \E f \in Frames : cnt[f] = 0 /\ ~free[f]
SomebodyForks   == seq[Parent] % 2 = 1

(* Reachability questions, asked by being violated.                         *)

\* Fork never has to copy at once.
NeverEarlyCopy == \A t \in Threads : pc[t] # "ForkCopyNow"

\* A fork that write-protects never comes between a fast pin's looks at the entry and the end.
NeverSeqAlone == \A t \in Threads : pc[t] = "FastSeqEnd" => seq[loc[t].m] = loc[t].s

\* An entry that came back is never told by exclusivity alone.
NeverExclAlone ==
    \A t \in Threads :
        pc[t] = "FastExclCheck" /\ EntryUnchanged(t) /\ IsAnon(loc[t].p) => excl[loc[t].p]

\* pte_same never finds another entry.
NeverCopiedInVain == \A t \in Threads : pc[t] # "CowPutNew"
=============================================================================
