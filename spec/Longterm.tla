------------------------------ MODULE Longterm -------------------------------
(***************************************************************************)
(* Pins that may last for ever, and the pages that cannot wait so long.    *)
(*                                                                         *)
(* A page of a CMA area, of ZONE_MOVABLE or of a device's memory has to be *)
(* somewhere else one day; a page of FS-DAX is a block of the disk, and is *)
(* freed with it.  FOLL_LONGTERM says that a pin will not end by itself:   *)
(* the fast path refuses such a page, and the slow path moves it first.    *)
(* Two things are asked together: that no long-term pin is left on such a  *)
(* page, and that a call for one ends, as does the allocation that wants   *)
(* the page gone.  In 2019 the kernel had the second and not the first;    *)
(* since 5.13 it has the first, and the second as far as nobody else holds *)
(* the page for a moment.                                                  *)
(*                                                                         *)
(* C:  mm/gup.c::__gup_longterm_locked, check_dax_vmas,                    *)
(*     check_and_migrate_cma_pages (2019), check_and_migrate_movable_pages,*)
(*     collect_longterm_unpinnable_folios, migrate_longterm_unpinnable_folios,*)
(*     gup_pte_range, follow_page_pte; include/linux/mm.h::is_pinnable_page;*)
(*     include/linux/secretmem.h::folio_is_secretmem; mm/memremap.c::      *)
(*     get_dev_pagemap, memunmap_pages;                                    *)
(*     mm/migrate.c::migrate_pages, unmap_and_move, try_to_migrate,        *)
(*     folio_migrate_mapping, remove_migration_ptes;                       *)
(*     mm/swap.c::lru_add_drain_all; mm/page_alloc.c::alloc_contig_range;  *)
(*     fs/dax.c::dax_layout_busy_page; fs/xfs/xfs_pnfs.c::xfs_break_layouts,*)
(*     fs/xfs/xfs_file.c::xfs_break_dax_layouts.                           *)
(*                                                                         *)
(* The layout lease is I. Weiny's proposal of 2019 and was never merged:   *)
(* who holds one may pin FS-DAX for long, and is told, then killed, when   *)
(* the file system wants its blocks back.                                  *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - mmap_lock, which the caller holds for reading, and who would hold it *)
(*    for writing: nothing is unmapped but by truncation;                  *)
(*  - VMAs: since 5.11 check_vma_flags refuses FS-DAX before anything is   *)
(*    pinned.  Here it is asked afterwards, as check_dax_vmas did: more    *)
(*    states, in which the pages are held, and the same answer;            *)
(*  - faults: an entry that is not there stays so, and ends the call;      *)
(*  - TLBs and stores of CPUs: who changes an entry under the page-table   *)
(*    lock has flushed when it lets go;                                    *)
(*  - compound pages, and order of allocation: a page is one frame, and a  *)
(*    target for its migration is never wanting;                           *)
(*  - the page lock's other holders: who migrates has isolated the page,   *)
(*    and that only one can; of a device's page, which is on no list, the  *)
(*    lock stands for the list;                                            *)
(*  - of FS-DAX, and of all entries that the slow path follows, the        *)
(*    reference to the device's pagemap: what a walk has to give back, and *)
(*    what its removal waits for, device-dax shows.  A pagemap that is     *)
(*    dying is refused only when its count is zero;                        *)
(*  - writeback, private data, and the swap cache: each page has one       *)
(*    reference of its owner, be it the page cache of shmem or the file    *)
(*    system's, which counts FS-DAX pages from one; an entry that maps     *)
(*    FS-DAX has none;                                                     *)
(*  - passes of migrate_pages that fail like the one before: the kernel    *)
(*    makes ten.  A pass that fails takes back what it did, so to make     *)
(*    passes until one can succeed is to wait until the count allows it;   *)
(*    the same goes for the turns of a call that finds a page isolated by  *)
(*    somebody else: what they take and give back, a short pin does too.   *)
(***************************************************************************)
EXTENDS RefcountWord, Sequences

CONSTANTS
    Threads,   \* tasks
    NoThread,  \* nobody: a lock is free
    Vpns,      \* how many pages are mapped, from vpn 0: one or two
    First,     \* where the page of vpn 0 may lie
    Second,    \* where the page of vpn 1 may lie
    Batched,   \* may a page be in a per-CPU batch at first? a set of BOOLEAN
    Form,      \* a page that cannot be moved: "soft" pins it all the same, "hard" fails
    FastRule,  \* what the fast path refuses: "devmap" (2019), "cma" (5.7), "all" (6.0)
    Drain,     \* are batches drained of a page with more references than expected?
    Patient,   \* does migration wait for those who hold the page for a moment?
    Lease      \* does the owner of a long-term pin hold a layout lease?

VARIABLES
    cnt,       \* _refcount of each frame, as the signed reading of the word
    free,      \* is the frame on the free list? Of FS-DAX: have its blocks been freed?
    place,     \* where each frame lies: an element of Placements
    pte,       \* the entry of each vpn: none, a page, or a migration entry of one
    pgl,       \* PG_locked: who holds the page
    lru,       \* may the page be isolated ("on"), has somebody ("off"), is it on no list ("gone")?
    batch,     \* has a per-CPU batch a reference?
    data,      \* version of the content of each frame
    wake,      \* has whoever waits for the frame to be idle been woken?
    lease,     \* the lease on the file: "none" wants anything of its owner, "breaking", "expired"
    pgmap,     \* references to the device's pagemap: one of the device while its pages are mapped
    pc,        \* the next step of each task; "idle" between calls
    loc,       \* what the task's call has learnt so far
    pins,      \* ledger: established short-term pins, by task and frame
    longs,     \* ledger: established long-term pins, by task and frame
    gets,      \* ledger: established plain references, by task and frame
    home,      \* ghost: the vpn that the frame's content belongs to; -1 of none
    newest     \* ghost: latest version that was stored for each vpn

memory == <<free, place, batch>>
map    == <<pte, pgl>>
dax    == <<wake, lease, pgmap>>
calls  == <<pc, loc>>
ledger == <<pins, longs, gets>>
ghosts == <<home, newest>>
vars   == <<cnt, memory, lru, map, data, dax, calls, ledger, ghosts>>

\* "DEVDAX" is a device's memory mapped as it is (device-dax), which may be pinned for long
\* and unplugged; "SECRET" is memfd_secret's, which nobody may have but its owner's CPU.
Placements == {"NORMAL", "MOVABLE", "CMA", "FSDAX", "DEVICE", "DEVDAX", "SECRET"}
Mapped     == 0 .. (Vpns - 1)
Frames     == 0 .. (2 * Vpns - 1)

ASSUME NotHollow        == Threads # {} /\ NoThread \notin Threads
ASSUME OneOrTwoPages    == Vpns \in {1, 2}
ASSUME PlacesAreKnown   == First # {} /\ Second # {} /\ First \cup Second \subseteq Placements
ASSUME FormIsKnown      == Form \in {"soft", "hard"} /\ FastRule \in {"devmap", "cma", "all"}
ASSUME FlagsAreBoolean  == {Drain, Patient, Lease} \subseteq BOOLEAN
ASSUME BatchesAreChosen == Batched # {} /\ Batched \subseteq BOOLEAN

-----------------------------------------------------------------------------
(* Entries and placement *)

NoFrame     == -1
NoEntry     == [k |-> "none", p |-> NoFrame]
PageAt(p)   == [k |-> "page", p |-> p]
Moving(p)   == [k |-> "mig",  p |-> p]
IsDax(p)    == place[p] = "FSDAX"

IsDevice(p) == place[p] = "DEVDAX"
IsSecret(p) == place[p] = "SECRET"

\* CONFIG_SECRETMEM: who has no such memory does not look for it.
Secretmem   == "SECRET" \in First \cup Second

\* What an entry's reference is worth: FS-DAX pages are counted by who holds them alone.
MapRefs(p)  == IF IsDax(p) THEN 0 ELSE 1

\* What the fast path does not give for long.
FastRefuses(p) ==
    CASE FastRule = "devmap" -> IsDax(p) \/ IsDevice(p)
      [] FastRule = "cma"    -> place[p] \in {"FSDAX", "DEVDAX", "CMA"}
      [] OTHER               -> place[p] # "NORMAL"

\* What the slow path moves first: 2019 knew of CMA only; ZONE_MOVABLE since
\* d1e153fea2a8 (5.13), memory of devices since 6.0.
Unpinnable(p) == place[p] \in IF Form = "soft" THEN {"CMA"} ELSE {"CMA", "MOVABLE", "DEVICE"}

\* May the slow path take a page that it will have to move?
SlowTakes(p) == TRUE

\* The references of a page that nobody holds for a moment: its owner's, and
\*   "pinned":    its entry's, and the pin of the call that looks at it,
\*   "mapped":    its entry's, and whoever isolated it,
\*   "unmapped":  whoever isolated it; what a freeze expects.
ExpectedRefs(holder) ==
    1 + CASE holder = "pinned" -> 1 + Weight("PIN", 1)
          [] holder = "mapped" -> 2
          [] OTHER             -> 1

-----------------------------------------------------------------------------
(* Calls *)

\* PIN and GET are short; LONG may last, SLOW is LONG without the fast path.
Walks    == {"PIN", "LONG", "GET"}
Long     == {"LONG", "SLOW"}
Releases == {"UNPIN", "PUT"}
KindOf(k) == IF k \in {"PIN", "LONG", "SLOW", "UNPIN"} THEN "PIN" ELSE "GET"
Worth(k)  == Weight(KindOf(k), 1)

\* k: the call; v, n: the range it was asked for; got: the frames that it has, in order of
\* their vpns; fast: how many of them the fast path has given; p: the frame at hand; to: the
\* step to go on with when that frame has been seen to; i: how many of the call's pages
\* were looked at; coll: was any found that must move?; x: one that somebody else has
\* isolated; list: those isolated for migration; q: the target; w: the vpn that maps the
\* page; ok: has it been moved?; bad: could one not be?; allow: is migration still tried?
NoLoc == [k |-> "none", v |-> 0, n |-> 0, got |-> <<>>, fast |-> 0, p |-> NoFrame, to |-> "none",
          i |-> 0, coll |-> FALSE, x |-> NoFrame, list |-> <<>>, q |-> NoFrame, w |-> -1,
          ok |-> FALSE, bad |-> FALSE, allow |-> TRUE]

Goto(t, step) == pc' = [pc EXCEPT ![t] = step]
Learn(t, l)   == loc' = [loc EXCEPT ![t] = l]
Go(t, step, l) == Goto(t, step) /\ Learn(t, l)
Finish(t)     == Go(t, "idle", NoLoc)

\* A bound's place to cut: MC modules say who may call what, of which range, and store.
MayCall(t, k)    == TRUE
MayTake(t, v, n) == TRUE
MayStore(t, p)   == TRUE
MayRelease(t, k, p) == TRUE

Begins(t, k) == pc[t] = "idle" /\ MayCall(t, k)
InRange(v, n) == n >= 1 /\ v + n <= Vpns
Call(k, v, n) == [NoLoc EXCEPT !.k = k, !.v = v, !.n = n]

\* The vpn that the call is at.
At(t) == loc[t].v + Len(loc[t].got)

How(f, m) == Cardinality({i \in 1 .. Len(f) : f[i] = m})

\* The call is over and has been given these frames.
Return(t, given) ==
    LET k == loc[t].k IN
    /\ Finish(t)
    /\ pins'  = IF k = "PIN"  THEN [pins  EXCEPT ![t] = [p \in Frames |-> @[p] + How(given, p)]] ELSE pins
    /\ longs' = IF k \in Long THEN [longs EXCEPT ![t] = [p \in Frames |-> @[p] + How(given, p)]] ELSE longs
    /\ gets'  = IF k = "GET"  THEN [gets  EXCEPT ![t] = [p \in Frames |-> @[p] + How(given, p)]] ELSE gets

\* The call fails; what the fast path has given is the caller's all the same.
Refused(t) == Return(t, SubSeq(loc[t].got, 1, loc[t].fast))

-----------------------------------------------------------------------------
(* The fast walk: that of GupFast, for pages of order 0. *)

FastReadPmd(t, k, v, n) ==
    /\ Begins(t, k) /\ MayTake(t, v, n)
    /\ InRange(v, n)
    /\ Go(t, "FastReadPte", Call(k, v, n))
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

Stopped(t) == [loc[t] EXCEPT !.p = NoFrame, !.to = "none", !.fast = Len(loc[t].got)]
Stop(t)    == Go(t, "SlowFollow", Stopped(t))

FastReadPte(t) ==
    LET p == pte[At(t)].p IN
    /\ pc[t] = "FastReadPte"
    /\ IF pte[At(t)].k = "page"
       THEN Go(t, IF IsDevice(p) THEN "FastGetPgmap" ELSE "FastReadHead", [loc[t] EXCEPT !.p = p])
       ELSE Stop(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* get_dev_pagemap: no struct page may be looked at before.
FastGetPgmap(t) ==
    /\ pc[t] = "FastGetPgmap"
    /\ IF pgmap > 0
       THEN pgmap' = pgmap + 1 /\ Goto(t, "FastReadHead") /\ UNCHANGED loc
       ELSE UNCHANGED pgmap /\ Stop(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, wake, lease, ledger, ghosts>>

\* Does the walk leave this page for "held" or "not held" with its pagemap given back?
GivesBack(t, how) == IsDevice(loc[t].p)

\* On with the page that is held, or to the slow path without it.
Kept(t) == Goto(t, IF GivesBack(t, "held") THEN "FastPutPgmap" ELSE "FastRecord") /\ UNCHANGED loc
LeftStep(t) == IF GivesBack(t, "not held") THEN "FastPutPgmap" ELSE "SlowFollow"
Leave(t)  == Go(t, LeftStep(t), Stopped(t))

\* put_dev_pagemap, on every way out: the page's own reference keeps it from here on.
FastPutPgmap(t) ==
    /\ pc[t] = "FastPutPgmap"
    /\ pgmap' = pgmap - 1
    /\ Goto(t, IF loc[t].p = NoFrame THEN "SlowFollow" ELSE "FastRecord")
    /\ UNCHANGED <<cnt, memory, lru, map, data, wake, lease, loc, ledger, ghosts>>

\* Of a single page: it is its own head, before and after.
FastReadHead(t) ==
    /\ pc[t] = "FastReadHead"
    /\ Goto(t, "FastReadCount")
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, loc, ledger, ghosts>>

FastReadCount(t) ==
    /\ pc[t] = "FastReadCount"
    /\ IF WithinLimit(cnt[loc[t].p]) THEN Goto(t, "FastGrab") /\ UNCHANGED loc ELSE Leave(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

FastGrab(t) ==
    LET p == loc[t].p IN
    /\ pc[t] = "FastGrab"
    /\ IF Grabbable(cnt[p])
       THEN /\ cnt' = [cnt EXCEPT ![p] = Plus(@, Worth(loc[t].k))]
            /\ Goto(t, "FastHeadRecheck") /\ UNCHANGED loc
       ELSE Leave(t) /\ UNCHANGED cnt
    /\ UNCHANGED <<memory, lru, map, data, dax, ledger, ghosts>>

FastHeadRecheck(t) ==
    /\ pc[t] = "FastHeadRecheck"
    /\ Goto(t, "FastRecheck")
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, loc, ledger, ghosts>>

\* Is the entry what it was?
Unchanged(t) == pte[At(t)] = PageAt(loc[t].p)

FastRecheck(t) ==
    /\ pc[t] = "FastRecheck"
    /\ CASE ~Unchanged(t)                  -> Goto(t, "FastUndo") /\ UNCHANGED loc
         [] Unchanged(t) /\ (loc[t].k = "LONG" \/ Secretmem)
                                            -> Goto(t, "FastPlacementCheck") /\ UNCHANGED loc
         [] OTHER                           -> Kept(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* Where to go from a page that the fast path does not give for long.
RefusedStep == "FastUndo"

\* Is the page one that nobody may hold?  Whether it is on an LRU list says nothing.
FoundSecret(p) == IsSecret(p)

\* Asked of a page that is held: it lies where it lies.
FastPlacementCheck(t) ==
    LET refused == FoundSecret(loc[t].p) \/ (loc[t].k = "LONG" /\ FastRefuses(loc[t].p)) IN
    /\ pc[t] = "FastPlacementCheck"
    /\ CASE ~refused                            -> Kept(t)
         [] refused /\ RefusedStep = "FastUndo" -> Goto(t, "FastUndo") /\ UNCHANGED loc
         [] OTHER                               -> Leave(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* Does the last holder but the owner of an FS-DAX page wake who waits for that?
\* Of a page with one pin the count goes from 1 + BIAS to 1.
Wakes(before, after) == after = 1

\* What a subtraction leads to: to a page that nobody holds, to an idle page of FS-DAX,
\* or straight on.
Drop(t, p, worth, onward, l) ==
    LET c == Plus(cnt[p], -worth)
        seen == [l EXCEPT !.p = p, !.to = onward]
    IN  /\ cnt' = [cnt EXCEPT ![p] = c]
        /\ CASE c = 0                             -> Go(t, "RelFree", seen)
             [] IsDax(p) /\ Wakes(cnt[p], c)      -> Go(t, "DaxWake", seen)
             [] onward = "idle"                   -> Finish(t)
             [] OTHER                             -> Go(t, onward, l)

FastUndo(t) ==
    /\ pc[t] = "FastUndo"
    /\ Drop(t, loc[t].p, Worth(loc[t].k), LeftStep(t), Stopped(t))
    /\ UNCHANGED <<memory, lru, map, data, dax, ledger, ghosts>>

FastRecord(t) ==
    LET got == Append(loc[t].got, loc[t].p) IN
    /\ pc[t] = "FastRecord"
    /\ IF Len(got) = loc[t].n
       THEN Return(t, got)
       ELSE /\ Go(t, "FastReadPte", [loc[t] EXCEPT !.got = got, !.p = NoFrame])
            /\ UNCHANGED ledger
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ghosts>>

-----------------------------------------------------------------------------
(* The slow path *)

\* pin_user_pages is called: no fast path.
LtBegin(t, v, n) ==
    /\ Begins(t, "SLOW") /\ MayTake(t, v, n)
    /\ InRange(v, n)
    /\ Go(t, "SlowFollow", Call("SLOW", v, n))
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* The range has been followed as far as it goes: a long-term pin is looked at again.
Followed(t, got) ==
    IF loc[t].k \in Long /\ Len(got) > loc[t].fast
    THEN Go(t, "LtCheckDax", [loc[t] EXCEPT !.got = got]) /\ UNCHANGED ledger
    ELSE Return(t, got)

\* One page under the page-table lock.
SlowFollow(t) ==
    LET e == pte[At(t)]
        got == Append(loc[t].got, e.p)
    IN  /\ pc[t] = "SlowFollow"
        /\ CASE e.k = "none" ->
                    Followed(t, loc[t].got) /\ UNCHANGED cnt
             [] e.k = "mig" ->
                    Go(t, "SlowMigWait", [loc[t] EXCEPT !.p = e.p]) /\ UNCHANGED <<cnt, ledger>>
             [] e.k = "page" /\ ~IsSecret(e.p) /\ WithinLimitSlow(cnt[e.p])
                /\ (loc[t].k \in Long => SlowTakes(e.p)) ->
                    /\ cnt' = [cnt EXCEPT ![e.p] = Plus(@, Worth(loc[t].k))]
                    /\ IF Len(got) = loc[t].n
                       THEN Followed(t, got)
                       ELSE Learn(t, [loc[t] EXCEPT !.got = got]) /\ UNCHANGED <<pc, ledger>>
             [] OTHER ->
                    Followed(t, loc[t].got) /\ UNCHANGED cnt
        /\ UNCHANGED <<memory, lru, map, data, dax, ghosts>>

\* migration_entry_wait: who migrates the page has it locked.
SlowMigWait(t) ==
    /\ pc[t] = "SlowMigWait"
    /\ pgl[loc[t].p] = NoThread
    /\ Go(t, "SlowFollow", [loc[t] EXCEPT !.p = NoFrame])
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* The pages of this call that the slow path has taken.
Taken(t) == {loc[t].got[i] : i \in (loc[t].fast + 1) .. Len(loc[t].got)}

\* May FS-DAX be pinned for long? With a lease that nobody wants back.
Leased == Lease /\ lease = "none"

\* check_dax_vmas: one page of FS-DAX, and none of this call is given.
LtCheckDax(t) ==
    /\ pc[t] = "LtCheckDax"
    /\ CASE (\E p \in Taken(t) : IsDax(p)) /\ ~Leased -> Goto(t, "LtUnpinAll") /\ UNCHANGED <<loc, ledger>>
         [] ~loc[t].allow -> Return(t, loc[t].got)
         [] OTHER -> Go(t, "LtCollect", [loc[t] EXCEPT !.i = loc[t].fast]) /\ UNCHANGED ledger
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ghosts>>

\* All pages were looked at: none must move, or all are released.
Collected(t, l) ==
    CASE l.i < Len(l.got) -> Go(t, "LtCollect", [l EXCEPT !.p = NoFrame]) /\ UNCHANGED ledger
      [] l.i = Len(l.got) /\ l.coll -> Go(t, "LtUnpinAll", [l EXCEPT !.p = NoFrame]) /\ UNCHANGED ledger
      [] OTHER -> Return(t, l.got)

DrainStep == IF Drain THEN "LtDrainTest" ELSE "LtIsolate"

LtCollect(t) ==
    LET p == loc[t].got[loc[t].i + 1]
        l == [loc[t] EXCEPT !.i = @ + 1]
    IN  /\ pc[t] = "LtCollect"
        /\ IF Unpinnable(p)
           THEN Go(t, DrainStep, [l EXCEPT !.p = p]) /\ UNCHANGED ledger
           ELSE Collected(t, l)
        /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ghosts>>

\* Is there a reference that is neither the owner's, nor the entry's, nor this call's?
LtDrainTest(t) ==
    /\ pc[t] = "LtDrainTest"
    /\ Goto(t, IF cnt[loc[t].p] = ExpectedRefs("pinned") THEN "LtIsolate" ELSE "LtDrain")
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, loc, ledger, ghosts>>

\* lru_add_drain_all, as far as it concerns this page.
LtDrain(t) ==
    LET p == loc[t].p IN
    /\ pc[t] = "LtDrain"
    /\ batch' = [batch EXCEPT ![p] = FALSE]
    /\ cnt' = IF batch[p] THEN [cnt EXCEPT ![p] = Plus(@, -1)] ELSE cnt
    /\ Goto(t, "LtIsolate")
    /\ UNCHANGED <<free, place, lru, map, data, dax, loc, ledger, ghosts>>

\* Off the list with it, unless somebody was faster.  A page that was not isolated
\* counts as one that must move since 5.13; in 2019 it was passed over.
LtIsolate(t) ==
    LET p == loc[t].p
        l == IF lru[p] = "on" THEN [loc[t] EXCEPT !.list = Append(@, p), !.coll = TRUE]
                              ELSE [loc[t] EXCEPT !.x = p, !.coll = (@ \/ Form = "hard")]
    IN  /\ pc[t] = "LtIsolate"
        /\ IF lru[p] = "on"
           THEN /\ lru' = [lru EXCEPT ![p] = "off"]
                /\ cnt' = [cnt EXCEPT ![p] = Plus(@, 1)]
           ELSE UNCHANGED <<lru, cnt>>
        /\ Collected(t, l)
        /\ UNCHANGED <<memory, map, data, dax, ghosts>>

\* What comes when the last page of the call is released.
UnpinnedStep(l) ==
    CASE ~l.coll      -> "refused"
      [] l.list = <<>> -> "LtRetry"
      [] OTHER        -> "MigAlloc"

\* Every page that the slow path has taken, one by one and once.
LtUnpinAll(t) ==
    LET p == loc[t].got[Len(loc[t].got)]
        l == [loc[t] EXCEPT !.got = SubSeq(@, 1, Len(@) - 1), !.i = 0]
        c == Plus(cnt[p], -Worth(loc[t].k))
        last == Len(l.got) = l.fast
        onward == IF last THEN UnpinnedStep(l) ELSE "LtUnpinAll"
    IN  /\ pc[t] = "LtUnpinAll"
        /\ cnt' = [cnt EXCEPT ![p] = c]
        /\ CASE IsDax(p) /\ Wakes(cnt[p], c) ->
                    Go(t, "DaxWake", [l EXCEPT !.p = p, !.to = onward]) /\ UNCHANGED ledger
             [] ~(IsDax(p) /\ Wakes(cnt[p], c)) /\ onward = "refused" -> Refused(t)
             [] OTHER -> Go(t, onward, l) /\ UNCHANGED ledger
        /\ UNCHANGED <<memory, lru, map, data, dax, ghosts>>

\* Once more from the first page: another may be mapped there now.
LtRetry(t) ==
    /\ pc[t] = "LtRetry"
    /\ loc[t].x # NoFrame => lru[loc[t].x] # "off"
    /\ Go(t, "SlowFollow", [NoLoc EXCEPT !.k = loc[t].k, !.v = loc[t].v, !.n = loc[t].n,
                                         !.got = loc[t].got, !.fast = loc[t].fast,
                                         !.allow = loc[t].allow])
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* -ENOMEM, with nothing held.
LtFail(t) ==
    /\ pc[t] = "LtFail"
    /\ Refused(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ghosts>>

-----------------------------------------------------------------------------
(* Migration of a page that the task has isolated, and has no pin of. *)

\* What to do about a page that could not be moved.
FailedStep == IF Form = "soft" THEN "LtRetry" ELSE "LtFail"

\* The page has been seen to; more may be on the list.
Migrated(t, l) ==
    CASE l.list # <<>> -> Go(t, "MigAlloc", l)
      [] l.list = <<>> /\ l.k \notin Long -> Finish(t)
      [] l.list = <<>> /\ l.k \in Long /\ l.bad -> Go(t, FailedStep, [l EXCEPT !.allow = FALSE])
      [] OTHER -> Go(t, "LtRetry", l)

\* Settled: what is left to know of the page at hand.
Settled(l, bad) == [l EXCEPT !.list = Tail(@), !.p = NoFrame, !.to = "none", !.q = NoFrame, !.w = -1,
                             !.ok = FALSE, !.bad = (@ \/ bad)]

\* A frame where a long-term pin may be; it was never mapped, so nobody knows of it.
Target == CHOOSE f \in Frames : free[f] /\ place[f] = "NORMAL" /\
              \A g \in Frames : free[g] /\ place[g] = "NORMAL" => f <= g

MigAlloc(t) ==
    /\ pc[t] = "MigAlloc"
    /\ cnt' = [cnt EXCEPT ![Target] = 1]
    /\ free' = [free EXCEPT ![Target] = FALSE]
    /\ Go(t, "MigEntry", [loc[t] EXCEPT !.p = Head(loc[t].list), !.q = Target])
    /\ UNCHANGED <<place, batch, lru, map, data, dax, ledger, ghosts>>

MappedBy(p) == CHOOSE v \in Mapped : pte[v].p = p

\* lock_page, and try_to_migrate: the entry becomes a migration entry, and gives its
\* reference up.
MigEntry(t) ==
    LET p == loc[t].p
        v == MappedBy(p)
    IN  /\ pc[t] = "MigEntry"
        /\ pgl[p] = NoThread
        /\ pgl' = [pgl EXCEPT ![p] = t]
        /\ pte' = [pte EXCEPT ![v] = Moving(p)]
        /\ cnt' = [cnt EXCEPT ![p] = Plus(@, -1)]
        /\ Go(t, "MigFreeze", [loc[t] EXCEPT !.w = v])
        /\ UNCHANGED <<memory, lru, data, dax, ledger, ghosts>>

\* May the page be taken away from under whoever else holds it?
Freezes(c) == c = ExpectedRefs("unmapped")

\* cmpxchg to zero: from here on nobody can get a reference.
MigFreeze(t) ==
    LET p == loc[t].p IN
    /\ pc[t] = "MigFreeze"
    /\ IF Freezes(cnt[p])
       THEN cnt' = [cnt EXCEPT ![p] = 0] /\ Goto(t, "MigUnfreeze")
       ELSE UNCHANGED cnt /\ Goto(t, "MigRestore")
    /\ UNCHANGED <<memory, lru, map, data, dax, loc, ledger, ghosts>>

\* The page cache has the other page now: of the old one the isolation's reference is left.
MigUnfreeze(t) ==
    /\ pc[t] = "MigUnfreeze"
    /\ cnt' = [cnt EXCEPT ![loc[t].p] = 1]
    /\ Go(t, "MigCopy", [loc[t] EXCEPT !.ok = TRUE])
    /\ UNCHANGED <<memory, lru, map, data, dax, ledger, ghosts>>

MigCopy(t) ==
    LET p == loc[t].p
        q == loc[t].q
    IN  /\ pc[t] = "MigCopy"
        /\ data' = [data EXCEPT ![q] = data[p]]
        /\ home' = [home EXCEPT ![q] = home[p]]
        /\ Goto(t, "MigRestore")
        /\ UNCHANGED <<cnt, memory, lru, map, dax, loc, ledger, newest>>

\* Where to go from a page that was held too often.
AgainStep(l) == IF Patient THEN "MigWait" ELSE "MigPutNew"

\* The entry of a page that was not moved.
Restored(p) == PageAt(p)

\* remove_migration_ptes, and unlock: the entry maps the new page, or again the old one.
\* The new page goes onto the list; the old one is on none any more.
MigRestore(t) ==
    LET p == loc[t].p
        q == loc[t].q
        m == IF loc[t].ok THEN q ELSE p
    IN  /\ pc[t] = "MigRestore"
        /\ pte' = [pte EXCEPT ![loc[t].w] = IF loc[t].ok THEN PageAt(q) ELSE Restored(p)]
        /\ cnt' = [cnt EXCEPT ![m] = Plus(@, 1)]
        /\ pgl' = [pgl EXCEPT ![p] = NoThread]
        /\ IF loc[t].ok
           THEN /\ lru' = [lru EXCEPT ![p] = "gone", ![q] = "on"]
                /\ Go(t, "MigPutOld", [loc[t] EXCEPT !.q = NoFrame])
           ELSE UNCHANGED lru /\ Go(t, AgainStep(loc[t]), loc[t])
        /\ UNCHANGED <<memory, data, dax, ledger, ghosts>>

\* Until nobody holds the page but its owner, its entry, and who isolated it.
MigWait(t) ==
    /\ pc[t] = "MigWait"
    /\ cnt[loc[t].p] = ExpectedRefs("mapped")
    /\ Go(t, "MigEntry", [loc[t] EXCEPT !.w = -1])
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* The old page's last reference is the isolation's, unless a walk has one to undo.
MigPutOld(t) ==
    LET p == loc[t].p
        c == Plus(cnt[p], -1)
    IN  /\ pc[t] = "MigPutOld"
        /\ cnt' = [cnt EXCEPT ![p] = c]
        /\ IF c = 0
           THEN Go(t, "RelFree", [loc[t] EXCEPT !.to = "settled"])
           ELSE Migrated(t, Settled(loc[t], FALSE))
        /\ UNCHANGED <<memory, lru, map, data, dax, ledger, ghosts>>

\* The target is given back unused.
MigPutNew(t) ==
    /\ pc[t] = "MigPutNew"
    /\ cnt' = [cnt EXCEPT ![loc[t].q] = Plus(@, -1)]
    /\ Go(t, "RelFree", [loc[t] EXCEPT !.to = "LruPutback"])
    /\ UNCHANGED <<memory, lru, map, data, dax, ledger, ghosts>>

\* The page stays where it was, and may be isolated again.
LruPutback(t) ==
    LET p == loc[t].list[1] IN
    /\ pc[t] = "LruPutback"
    /\ lru' = [lru EXCEPT ![p] = "on"]
    /\ cnt' = [cnt EXCEPT ![p] = Plus(@, -1)]
    /\ Migrated(t, Settled(loc[t], TRUE))
    /\ UNCHANGED <<memory, map, data, dax, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Others who want the page, or hold it for a moment. *)

\* What who needs a frame drains: all batches, also of a page that it does not get then.
\* Whoever has isolated that one may be waiting for the batch.
DrainedFirst(p) == batch[p]

\* alloc_contig_range: somebody needs the frame.
CmaIsolate(t, v) ==
    LET p == pte[v].p
        wanted == pte[v].k = "page" /\ place[p] = "CMA"
        isolates == wanted /\ lru[p] = "on"
        drained == wanted /\ DrainedFirst(p)
        isolated == IF isolates THEN 1 ELSE 0
    IN  /\ Begins(t, "ALLOC")
        /\ IF wanted
           THEN /\ cnt' = [cnt EXCEPT ![p] = Plus(@, isolated - (IF drained THEN 1 ELSE 0))]
                /\ batch' = [batch EXCEPT ![p] = @ /\ ~drained]
           ELSE UNCHANGED <<cnt, batch>>
        /\ IF isolates
           THEN /\ lru' = [lru EXCEPT ![p] = "off"]
                /\ Go(t, "MigAlloc", [NoLoc EXCEPT !.k = "ALLOC", !.v = v, !.list = <<p>>])
           ELSE UNCHANGED <<lru, calls>>
        /\ UNCHANGED <<free, place, map, data, dax, ledger, ghosts>>

\* Compaction or reclaim looks at the page and lets it be.
LruIsolate(t, v) ==
    LET p == pte[v].p IN
    /\ Begins(t, "ISOLATE")
    /\ IF pte[v].k = "page" /\ lru[p] = "on"
       THEN /\ lru' = [lru EXCEPT ![p] = "off"]
            /\ cnt' = [cnt EXCEPT ![p] = Plus(@, 1)]
            /\ Go(t, "LruPutback", [NoLoc EXCEPT !.k = "ISOLATE", !.v = v, !.list = <<p>>])
       ELSE UNCHANGED <<lru, cnt, calls>>
    /\ UNCHANGED <<memory, map, data, dax, ledger, ghosts>>

\* A CPU remembers to move the page on its lists later: mark_page_accessed, mlock.
BatchAdd(t, v) ==
    LET p == pte[v].p IN
    /\ Begins(t, "BATCH")
    /\ IF pte[v].k = "page" /\ lru[p] # "gone" /\ ~batch[p]
       THEN /\ batch' = [batch EXCEPT ![p] = TRUE]
            /\ cnt' = [cnt EXCEPT ![p] = Plus(@, 1)]
       ELSE UNCHANGED <<batch, cnt>>
    /\ UNCHANGED <<free, place, lru, map, data, dax, calls, ledger, ghosts>>

\* Who has a page pinned stores to it, through a device.
DmaStore(t, p) ==
    /\ Begins(t, "DEVICE")
    /\ MayStore(t, p)
    /\ pins[t][p] + longs[t][p] > 0
    /\ newest' = [newest EXCEPT ![home[p]] = @ + 1]
    /\ data' = [data EXCEPT ![p] = @ + 1]
    /\ UNCHANGED <<cnt, memory, lru, map, dax, calls, ledger, home>>

-----------------------------------------------------------------------------
(* FS-DAX: truncation breaks layouts before it frees blocks. *)

\* The owner of a lease is told first: SIGIO.
LayoutBreak(t, v) ==
    /\ Lease /\ Begins(t, "TRUNCATE")
    /\ lease' = IF lease = "none" THEN "breaking" ELSE lease
    /\ Go(t, "LayoutUnmap", [NoLoc EXCEPT !.k = "TRUNCATE", !.v = v])
    /\ UNCHANGED <<cnt, memory, lru, map, data, wake, pgmap, ledger, ghosts>>

\* unmap_mapping_range: no new pin from here on.  A page of RAM is not its concern.
LayoutUnmap(t, v) ==
    LET e == pte[v]
        go == e.k = "page" /\ IsDax(e.p)
    IN  /\ \/ Lease /\ pc[t] = "LayoutUnmap" /\ loc[t].v = v
           \/ ~Lease /\ Begins(t, "TRUNCATE")
        /\ IF go
           THEN /\ pte' = [pte EXCEPT ![v] = NoEntry]
                /\ Go(t, "LayoutPrepare", [NoLoc EXCEPT !.k = "TRUNCATE", !.v = v, !.p = e.p])
           ELSE /\ UNCHANGED pte
                /\ IF pc[t] = "idle" THEN UNCHANGED calls ELSE Finish(t)
        /\ UNCHANGED <<cnt, memory, lru, pgl, data, dax, ledger, ghosts>>

\* Queued before the look at the count, or the wake could come in between.
LayoutPrepare(t) ==
    /\ pc[t] = "LayoutPrepare"
    /\ wake' = [wake EXCEPT ![loc[t].p] = FALSE]
    /\ Goto(t, "LayoutCheck")
    /\ UNCHANGED <<cnt, memory, lru, map, data, lease, pgmap, loc, ledger, ghosts>>

\* Idle is one: the file system's own.
Idle(p) == cnt[p] = 1

LayoutCheck(t) ==
    /\ pc[t] = "LayoutCheck"
    /\ Goto(t, IF Idle(loc[t].p) THEN "LayoutFree" ELSE "LayoutWait")
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, loc, ledger, ghosts>>

LayoutWait(t) ==
    /\ pc[t] = "LayoutWait"
    /\ wake[loc[t].p]
    /\ Goto(t, "LayoutPrepare")
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, loc, ledger, ghosts>>

\* The blocks go back to the file system.
LayoutFree(t) ==
    /\ pc[t] = "LayoutFree"
    /\ free' = [free EXCEPT ![loc[t].p] = TRUE]
    /\ Finish(t)
    /\ UNCHANGED <<cnt, place, batch, lru, map, data, dax, ledger, ghosts>>

\* Somebody keeps the time of a lease that is being broken,
LeaseTimer(t) ==
    /\ Begins(t, "TIMER")
    /\ lease = "breaking"
    /\ Go(t, "LeaseTimeout", [NoLoc EXCEPT !.k = "TIMER"])
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* and then the owner has had it.
LeaseTimeout(t) ==
    /\ pc[t] = "LeaseTimeout"
    /\ lease' = IF lease = "breaking" THEN "expired" ELSE lease
    /\ Finish(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, wake, pgmap, ledger, ghosts>>

\* The owner is killed; its exit releases like any other release.
LeaseKill(t) ==
    /\ Begins(t, "KILL")
    /\ lease = "expired"
    /\ UNCHANGED vars

-----------------------------------------------------------------------------
(* Device-dax: the device is unplugged. *)

DevicePages == {v \in Mapped : pte[v].k = "page" /\ IsDevice(pte[v].p)}

\* Its pages are unmapped, and the device's own reference to the pagemap goes: two steps
\* of the kernel, and whoever comes between them finds the pagemap or does not.
UnplugKill(t) ==
    /\ Begins(t, "UNPLUG")
    /\ IF DevicePages # {}
       THEN /\ pte' = [v \in Mapped |-> IF v \in DevicePages THEN NoEntry ELSE pte[v]]
            /\ cnt' = [p \in Frames |->
                         cnt[p] - (IF IsDevice(p) /\ \E v \in DevicePages : pte[v].p = p THEN 1 ELSE 0)]
            /\ pgmap' = pgmap - 1
            /\ Go(t, "UnplugWait", [NoLoc EXCEPT !.k = "UNPLUG"])
       ELSE UNCHANGED <<pte, cnt, pgmap, calls>>
    /\ UNCHANGED <<memory, lru, pgl, data, wake, lease, ledger, ghosts>>

\* Until no walk is about to look at a struct page that goes with the device.
UnplugWait(t) ==
    /\ pc[t] = "UnplugWait"
    /\ pgmap = 0
    /\ Finish(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Release *)

\* Drivers do err, so nothing is refused here: MC modules say who may release how.
Holds(t, p)     == pins[t][p] + longs[t][p] + gets[t][p] > 0
Paired(t, k, p) == IF k = "UNPIN" THEN pins[t][p] + longs[t][p] > 0 ELSE gets[t][p] > 0

RelReadHead(t, k, p) ==
    /\ Begins(t, k)
    /\ Holds(t, p) /\ MayRelease(t, k, p)
    /\ Go(t, "RelSub", [NoLoc EXCEPT !.k = k, !.p = p])
    /\ UNCHANGED <<cnt, memory, lru, map, data, dax, ledger, ghosts>>

\* The ledger gives up what the release is for, if the task holds such a thing.
GivenUp(t, k, p) ==
    CASE k = "UNPIN" /\ pins[t][p] > 0  -> "PIN"
      [] k = "UNPIN" /\ longs[t][p] > 0 -> "LONG"
      [] gets[t][p] > 0                 -> "GET"
      [] pins[t][p] > 0                 -> "PIN"
      [] OTHER                          -> "LONG"

RelSub(t) ==
    LET p == loc[t].p
        g == GivenUp(t, loc[t].k, p)
    IN  /\ pc[t] = "RelSub"
        /\ Drop(t, p, Worth(loc[t].k), "idle", loc[t])
        /\ pins'  = [pins  EXCEPT ![t][p] = @ - (IF g = "PIN"  THEN 1 ELSE 0)]
        /\ longs' = [longs EXCEPT ![t][p] = @ - (IF g = "LONG" THEN 1 ELSE 0)]
        /\ gets'  = [gets  EXCEPT ![t][p] = @ - (IF g = "GET"  THEN 1 ELSE 0)]
        /\ UNCHANGED <<memory, lru, map, data, dax, ghosts>>

\* The step that was put off for the page at hand.
Onward(t) ==
    LET l == [loc[t] EXCEPT !.p = NoFrame, !.to = "none"] IN
    CASE loc[t].to = "idle"    -> Finish(t) /\ UNCHANGED ledger
      [] loc[t].to = "refused" -> Refused(t)
      [] loc[t].to = "settled" -> Migrated(t, Settled(loc[t], FALSE)) /\ UNCHANGED ledger
      [] OTHER                 -> Go(t, loc[t].to, l) /\ UNCHANGED ledger

\* Whoever brought the count to zero gives the frame back.
RelFree(t) ==
    LET p == IF loc[t].to = "LruPutback" THEN loc[t].q ELSE loc[t].p IN
    /\ pc[t] = "RelFree"
    /\ free' = [free EXCEPT ![p] = TRUE]
    /\ Onward(t)
    /\ UNCHANGED <<cnt, place, batch, lru, map, data, dax, ghosts>>

\* Whoever leaves an FS-DAX page to its owner alone wakes who waits for that.
DaxWake(t) ==
    /\ pc[t] = "DaxWake"
    /\ wake' = [wake EXCEPT ![loc[t].p] = TRUE]
    /\ Onward(t)
    /\ UNCHANGED <<cnt, memory, lru, map, data, lease, pgmap, ghosts>>

-----------------------------------------------------------------------------
\* What the first and second page, and the frames that they may move to, look like.
Init ==
    \E first \in First, second \in Second, held \in Batched :
        /\ place  = [f \in Frames |-> CASE f = 0 -> first
                                        [] f = 1 /\ Vpns = 2 -> second
                                        [] OTHER -> "NORMAL"]
        /\ batch  = [f \in Frames |-> held /\ f = 0 /\ first # "FSDAX"]
        /\ cnt    = [f \in Frames |-> CASE f \notin Mapped -> 0
                                        [] f \in Mapped /\ place[f] = "FSDAX" -> 1
                                        [] OTHER -> IF batch[f] THEN 3 ELSE 2]
        /\ free   = [f \in Frames |-> f \notin Mapped]
        \* A page that is new is in its batch, and not on the list yet; one of the others was
        \* put there for another reason, and is.
        /\ lru    = [f \in Frames |-> CASE f \notin Mapped \/ place[f] = "FSDAX" -> "gone"
                                        [] batch[f] /\ place[f] = "SECRET"       -> "off"
                                        [] OTHER                                 -> "on"]
        /\ pte    = [v \in Mapped |-> PageAt(v)]
        /\ pgl    = [f \in Frames |-> NoThread]
        /\ data   = [f \in Frames |-> 0]
        /\ wake   = [f \in Frames |-> FALSE]
        /\ lease  = "none"
        /\ pgmap  = IF \E f \in Mapped : place[f] = "DEVDAX" THEN 1 ELSE 0
        /\ pc     = [t \in Threads |-> "idle"]
        /\ loc    = [t \in Threads |-> NoLoc]
        /\ pins   = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ longs  = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ gets   = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ home   = [f \in Frames |-> IF f \in Mapped THEN f ELSE -1]
        /\ newest = [v \in Mapped |-> 0]

\* What goes on by itself.
Walk(t) ==
    \/ FastReadPte(t) \/ FastReadHead(t) \/ FastReadCount(t) \/ FastGrab(t)
    \/ FastHeadRecheck(t) \/ FastRecheck(t) \/ FastPlacementCheck(t) \/ FastUndo(t) \/ FastRecord(t)
    \/ FastGetPgmap(t) \/ FastPutPgmap(t)
    \/ SlowFollow(t) \/ LtCheckDax(t) \/ LtCollect(t) \/ LtDrainTest(t) \/ LtDrain(t)
    \/ LtIsolate(t) \/ LtUnpinAll(t) \/ LtFail(t)

Migrate(t) ==
    \/ MigAlloc(t) \/ MigFreeze(t) \/ MigUnfreeze(t) \/ MigCopy(t) \/ MigRestore(t)
    \/ MigPutOld(t) \/ MigPutNew(t) \/ LruPutback(t)

Break(t) ==
    \/ LayoutPrepare(t) \/ LayoutCheck(t) \/ LayoutFree(t)
    \/ \E v \in Mapped : pc[t] # "idle" /\ LayoutUnmap(t, v)

Release(t) == RelSub(t) \/ RelFree(t) \/ DaxWake(t)

\* What waits for somebody else.
Wait(t) == SlowMigWait(t) \/ LtRetry(t) \/ MigEntry(t) \/ MigWait(t) \/ LayoutWait(t) \/ UnplugWait(t)

Next ==
    \E t \in Threads :
        \/ \E k \in Walks, v \in Mapped, n \in 1 .. 2 : FastReadPmd(t, k, v, n)
        \/ FastReadPte(t) \/ FastReadHead(t) \/ FastReadCount(t) \/ FastGrab(t)
        \/ FastHeadRecheck(t) \/ FastRecheck(t) \/ FastPlacementCheck(t) \/ FastUndo(t) \/ FastRecord(t)
        \/ FastGetPgmap(t) \/ FastPutPgmap(t)
        \/ \E v \in Mapped, n \in 1 .. 2 : LtBegin(t, v, n)
        \/ SlowFollow(t) \/ SlowMigWait(t) \/ LtCheckDax(t) \/ LtCollect(t) \/ LtDrainTest(t)
        \/ LtDrain(t) \/ LtIsolate(t) \/ LtUnpinAll(t) \/ LtRetry(t) \/ LtFail(t)
        \/ MigEntry(t) \/ MigWait(t) \/ Migrate(t)
        \/ \E v \in Mapped : CmaIsolate(t, v) \/ LruIsolate(t, v) \/ BatchAdd(t, v)
        \/ \E p \in Frames : DmaStore(t, p)
        \/ \E v \in Mapped : LayoutBreak(t, v) \/ LayoutUnmap(t, v)
        \/ LayoutPrepare(t) \/ LayoutCheck(t) \/ LayoutWait(t) \/ LayoutFree(t)
        \/ LeaseTimer(t) \/ LeaseTimeout(t) \/ LeaseKill(t)
        \/ UnplugKill(t) \/ UnplugWait(t)
        \/ \E k \in Releases, p \in Frames : RelReadHead(t, k, p)
        \/ Release(t)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* Liveness.  Whoever has begun goes on; short holds end; a long-term one ends  *)
(* only when its owner is killed.  Who waits gets on if he could infinitely     *)
(* often: page locks are handed on in turn, and MigWait stands for the passes   *)
(* of migrate_pages that are made until one falls into such a moment.           *)

HeldShort(t) == \E p \in Frames : pins[t][p] + gets[t][p] > 0
HeldLong(t)  == \E p \in Frames : longs[t][p] > 0
LongPinned(p) == \E t \in Threads : longs[t][p] > 0

Due(t, p) == pins[t][p] + gets[t][p] > 0 \/ lease = "expired"

FairSpec ==
    Spec /\ WF_vars(\E t \in Threads : LeaseTimer(t) \/ LeaseTimeout(t))
         /\ \A t \in Threads :
              /\ WF_vars(Walk(t) \/ Migrate(t) \/ Break(t) \/ Release(t))
              /\ SF_vars(Wait(t))
              /\ SF_vars(\E k \in Releases, p \in Frames : Due(t, p) /\ RelReadHead(t, k, p))

\* And the allocation is tried again and again.
AllocatingSpec == FairSpec /\ \A t \in Threads : SF_vars(\E v \in Mapped : pte[v].k = "page" /\ CmaIsolate(t, v))

InLong(t) == pc[t] # "idle" /\ loc[t].k \in Long

\* Nobody but long-term pinners has anything of a page, or is about to.
Calm == \A t \in Threads : ~HeldShort(t) /\ (pc[t] = "idle" \/ InLong(t))

\* A call for a long-term pin ends.
LongtermEnds == \A t \in Threads : InLong(t) ~> ~InLong(t)

\* And once those who hold the page for a moment are gone, with a pin.
LongtermProgress == <>[]Calm => \A t \in Threads : InLong(t) ~> HeldLong(t)

\* A call that waits for somebody else: if it does so for ever, it is no excuse.
Stuck(t) == pc[t] \in {"MigWait", "LtRetry", "SlowMigWait"}

\* A frame that is needed gets free in the end, whoever is using it.
AllocatorProgress ==
    <>[](\A t \in Threads : ~HeldShort(t) /\ (pc[t] = "idle" \/ loc[t].k = "ALLOC" \/ Stuck(t))) =>
        \A f \in Frames : place[f] = "CMA" ~> free[f]

\* Blocks are freed once the truncation has begun.
DaxIdleWake == \A t \in Threads : pc[t] # "idle" /\ loc[t].k = "TRUNCATE" ~> loc[t].k # "TRUNCATE"

-----------------------------------------------------------------------------
(* What must hold *)

TypeOK ==
    /\ cnt \in [Frames -> Word] /\ free \in [Frames -> BOOLEAN] /\ place \in [Frames -> Placements]
    /\ \A v \in Mapped : pte[v].k \in {"none", "page", "mig"} /\ pte[v].p \in Frames \cup {NoFrame}
    /\ pgl \in [Frames -> Threads \cup {NoThread}]
    /\ lru \in [Frames -> {"on", "off", "gone"}]
    /\ batch \in [Frames -> BOOLEAN] /\ wake \in [Frames -> BOOLEAN]
    /\ data \in [Frames -> Nat] /\ newest \in [Mapped -> Nat]
    /\ lease \in {"none", "breaking", "expired"} /\ pgmap \in Int
    /\ \A t \in Threads :
        /\ loc[t].got \in Seq(Frames) /\ loc[t].list \in Seq(Frames)
        /\ {loc[t].p, loc[t].q, loc[t].x} \subseteq Frames \cup {NoFrame}

\* Steps at which the walker has a reference that it has not recorded.
Grabbed(t) == pc[t] \in {"FastHeadRecheck", "FastRecheck", "FastPlacementCheck", "FastUndo", "FastPutPgmap", "FastRecord"}
InFlight(t, p, k) ==
    IF loc[t].k \in Walks \cup Long /\ KindOf(loc[t].k) = k
    THEN How(loc[t].got, p) + (IF Grabbed(t) /\ loc[t].p = p THEN 1 ELSE 0)
    ELSE 0

PinRefs(p) == Sum([t \in Threads |-> pins[t][p] + longs[t][p] + InFlight(t, p, "PIN")], Threads)
GetRefs(p) == Sum([t \in Threads |-> gets[t][p] + InFlight(t, p, "GET")], Threads)

FrozenBy(t, p) == pc[t] = "MigUnfreeze" /\ loc[t].p = p
Frozen(p)      == \E t \in Threads : FrozenBy(t, p)

\* The owner has the page until it has the other one instead.
Owned(p) ==
    /\ IsDax(p) \/ lru[p] # "gone"
    /\ \A t \in Threads : ~(loc[t].p = p /\ loc[t].ok)

\* References that the kernel has for itself.
KernelRefs(p) ==
      (IF Owned(p) THEN 1 ELSE 0)
    + (IF batch[p] THEN 1 ELSE 0)
    + Cardinality({v \in Mapped : pte[v] = PageAt(p)}) * MapRefs(p)
    + Sum([t \in Threads |-> How(loc[t].list, p)], Threads)
    - Cardinality({t \in Threads : pc[t] = "RelFree" /\ loc[t].to = "settled" /\ loc[t].p = p})
    + Cardinality({t \in Threads : loc[t].q = p /\ pc[t] # "RelFree" /\ pc[t] # "LruPutback"})

\* The count is the sum of what is held, or frozen at zero.
RefcountConservation ==
    \A p \in Frames :
        cnt[p] = IF Frozen(p) THEN 0 ELSE Plus(Biased(PinRefs(p)), GetRefs(p) + KernelRefs(p))

\* A page that somebody has a pin of is seen as pinned.
NoFalseNegative ==
    \A p \in Frames : (\E t \in Threads : pins[t][p] + longs[t][p] > 0) => Pinned(cnt[p])

\* A page that is handed out is not free.
UseAfterFree == \A t \in Threads : pc[t] = "FastRecord" => ~free[loc[t].p]

\* A free page has no reference and no entry, and is not about to be freed again.
NoFreeWhileHeld ==
    \A p \in Frames : free[p] /\ ~IsDax(p) =>
        /\ cnt[p] = 0 /\ PinRefs(p) = 0 /\ GetRefs(p) = 0
        /\ \A v \in Mapped : pte[v].p # p

\* The blocks of an FS-DAX page are not freed while anybody holds it, a device least of all.
DaxBlocksNotReused ==
    \A p \in Frames : free[p] /\ IsDax(p) =>
        \A t \in Threads : pins[t][p] + longs[t][p] + gets[t][p] + How(loc[t].got, p) = 0

\* A frame of count zero is free, frozen, or about to be freed: no leak.
NoLeak == \A p \in Frames : cnt[p] = 0 /\ ~free[p] => Frozen(p) \/ \E t \in Threads : pc[t] = "RelFree"

\* The unsigned word never wraps, and here it never comes near.
NoOverflow == \A p \in Frames : WithinLimit(cnt[p])

\* A long-term pin is on a page that may stay where it is.
MayStay(p) == place[p] \in {"NORMAL", "DEVDAX"} \/ (IsDax(p) /\ Lease)
LongtermPlacement == \A p \in Frames : LongPinned(p) => MayStay(p)

\* What is secret nobody has but its owner, neither pinned nor by a plain reference.
SecretKept ==
    \A t \in Threads, p \in Frames : IsSecret(p) => pins[t][p] + longs[t][p] + gets[t][p] = 0

\* The pagemap has a reference of every walk that looks at its pages, and the device's.
LooksAt(t) ==
    \/ pc[t] = "FastPutPgmap"
    \/ /\ pc[t] \in {"FastReadHead", "FastReadCount", "FastGrab"} \/ (Grabbed(t) /\ pc[t] # "FastRecord")
       /\ IsDevice(loc[t].p)
PgmapBalanced ==
    pgmap = (IF DevicePages # {} THEN 1 ELSE 0) + Cardinality({t \in Threads : LooksAt(t)})

\* An entry maps a page that is there, or somebody is about to make it do so.
PteOrMigration ==
    \A v \in Mapped :
        /\ pte[v].k = "page" => ~free[pte[v].p]
        /\ pte[v].k = "mig"  => pgl[pte[v].p] # NoThread

\* What was stored through a pin is what is mapped, whatever has been moved.
PinCoherency == \A v \in Mapped : pte[v].k = "page" => data[pte[v].p] = newest[v]

-----------------------------------------------------------------------------
(* Witnesses: what must be reachable for the invariants to say anything.    *)

SomebodyPinned    == \E t \in Threads : HeldLong(t) \/ HeldShort(t)
SomebodyLong      == \E t \in Threads : HeldLong(t)
SomebodyRecords   == \E t \in Threads : pc[t] = "FastRecord"
SomethingFreed    == \E p \in Mapped : free[p] /\ ~IsDax(p)
SomethingZero     == \E p \in Frames : cnt[p] = 0 /\ ~free[p]
SomethingMoves    == \E v \in Mapped : pte[v].k = "mig"
StoredAndMoved    == \E v \in Mapped : newest[v] > 0 /\ pte[v].k = "page" /\ pte[v].p # v
SomethingSecret   == \E t \in Threads, p \in Frames : IsSecret(p) /\ pc[t] = "FastUndo" /\ loc[t].p = p
SomebodyLooks     == \E t \in Threads : LooksAt(t)
BlocksFreed       == \E p \in Frames : IsDax(p) /\ free[p]
=============================================================================
