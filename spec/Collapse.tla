------------------------------ MODULE Collapse -------------------------------
(***************************************************************************)
(* Tables that go away under the lockless walk.                            *)
(*                                                                         *)
(* khugepaged puts a huge page in the place of a table of small ones.  A   *)
(* walker of the fast path may be anywhere in that table meanwhile: it has *)
(* read the pmd, holds no lock, and has switched off interrupts, which is  *)
(* all that keeps the table.  Two things are asked: that the page in which *)
(* the walker reads is a table of its own mm for as long as it reads there,*)
(* and that nobody has a pin of a page that is mapped no more.  There are  *)
(* two ways to have the second, to wait for the walkers before the counts  *)
(* are looked at, and to let the walker look at the pmd again; and only    *)
(* one to have the first.                                                  *)
(*                                                                         *)
(* C:  mm/khugepaged.c::collapse_huge_page, __collapse_huge_page_isolate,  *)
(*     __collapse_huge_page_copy, retract_page_tables;                     *)
(*     mm/mmu_gather.c::tlb_remove_table_sync_one, tlb_remove_table;       *)
(*     mm/gup.c::gup_fast, gup_pmd_range, gup_pte_range, gup_huge_pmd,     *)
(*     follow_page_mask; mm/memory.c::free_pgtables, unmap_page_range;     *)
(*     mm/huge_memory.c::zap_huge_pmd, do_huge_pmd_numa_page,              *)
(*     migrate_misplaced_transhuge_page (4.9), deferred_split_scan;        *)
(*     mm/migrate.c::folio_migrate_mapping, pmd_migration_entry_wait,      *)
(*     remove_migration_ptes; mm/hugetlb.c::huge_pmd_unshare.              *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - entries of a shared table: it is empty until the other mm has it     *)
(*    alone, and maps its page there.  What both map, both may pin: what   *)
(*    is asked is whose the table is in which a walker reads;              *)
(*  - what is in the pages: who stores is a device that has a pin, and the *)
(*    question is whether what it has is what is mapped;                   *)
(*  - heads and tails: a huge page is one frame, and a call takes one page *)
(*    of it; how it is counted, and its split, are Compound's;             *)
(*  - the limit of a count: it is GupFast's;                               *)
(*  - which CPU is in a section: who waits here finds all of them outside  *)
(*    at once, where the kernel's finds each of them outside once.  A      *)
(*    section that began behind the clear of the pmd has not seen the      *)
(*    table, so who has waited knows the same;                             *)
(*  - RCU: a table that is freed behind a grace period is freed by who     *)
(*    waits for it;                                                        *)
(*  - mmap_lock, and the locks of the tables: one lock stands for all who  *)
(*    change entries, and a collapse has it from the clear to the end;     *)
(*  - permissions: entries are writable, and calls write;                  *)
(*  - faults: an entry that is not there stays so, and ends the call;      *)
(*  - the isolation of small pages, the swap cache, and max_ptes_none: a   *)
(*    page has one reference for its entry, and each entry has a page;     *)
(*  - an unmap that finds a migration entry: it leaves it alone.           *)
(***************************************************************************)
EXTENDS RefcountWord, Sequences

CONSTANTS
    Threads,   \* tasks
    NoThread,  \* nobody: a lock is free
    Vpns,      \* how many pages a table maps, from vpn 0: one or two
    Layouts,   \* what is mapped at first: "table" of small pages, "leaf", empty "shared" table of hugetlb
    Form,      \* how a collapse and a walker keep out of each other's way
    Deposits   \* is the table kept for a split to come (anonymous memory), or freed?

VARIABLES
    cnt,       \* _refcount of each frame, as the signed reading of the word
    free,      \* is the frame on the free list?
    pte,       \* the entries that lie in the page of the table
    pmd,       \* none, the table, a huge page, or a migration entry of one
    tbl,       \* the page of the table: "used" by the mm, "shared" with another one, "deposited", "free", "foreign"
    walk,      \* how many CPUs are in a section of a walk, with interrupts off
    ptl,       \* who may change entries
    pgl,       \* PG_locked: is the huge page being moved?
    queue,     \* the deferred-split queue: is each page on "no" list, in the "queue", on the list of a "scan"?
    pc,        \* the next step of each task; "idle" between calls
    loc,       \* what the task's call has learnt so far
    pins,      \* ledger: established pins, by task and frame
    gets,      \* ledger: established plain references, by task and frame
    debt       \* ghost: what the task's walk has added to counts and not taken back

memory == <<cnt, free>>
map    == <<pte, pmd, tbl>>
locks  == <<ptl, pgl>>
calls  == <<pc, loc>>
ledger == <<pins, gets>>
vars   == <<memory, map, walk, locks, queue, calls, ledger, debt>>

Mapped   == 0 .. (Vpns - 1)
Frames   == 0 .. (Vpns + 2)
Small    == Mapped
Large    == {Vpns, Vpns + 1}
Stranger == Vpns + 2
Ours     == Frames \ {Stranger}

Forms == {"flush", "broadcast", "recheck", "late", "sync"}

ASSUME NotHollow       == Threads # {} /\ NoThread \notin Threads
ASSUME OneOrTwoPages   == Vpns \in {1, 2}
ASSUME LayoutsAreKnown == Layouts # {} /\ Layouts \subseteq {"table", "leaf", "shared"}
ASSUME FormIsKnown     == Form \in Forms /\ Deposits \in BOOLEAN

-----------------------------------------------------------------------------
(* Entries *)

NoFrame   == -1
NoEntry   == [k |-> "none",  p |-> NoFrame]
Table     == [k |-> "table", p |-> NoFrame]
PageAt(p) == [k |-> "page",  p |-> p]
LeafAt(p) == [k |-> "leaf",  p |-> p]
Moving(p) == [k |-> "mig",   p |-> p]

\* What is mapped at a vpn, whoever looks.
EntryOf(v) == IF pmd.k = "table" THEN pte[v] ELSE pmd

\* A count that an entry alone accounts for, or who has taken its place.
Unheld(c) == c = 1

-----------------------------------------------------------------------------
(* Calls *)

Walks    == {"PIN", "GET"}
Releases == {"UNPIN", "PUT"}
KindOf(k) == IF k \in {"PIN", "SLOW", "UNPIN"} THEN "PIN" ELSE "GET"
Worth(k)  == Weight(KindOf(k), 1)

\* k: the call; v: the vpn it asks for; d: the pmd as it was read; e: the entry to be grabbed;
\* p: the frame at hand; q: a frame that was taken to map it; i: how many pages of the table
\* were seen to; ok: has the walk got its page, or the migration nobody in its way?
NoLoc == [k |-> "none", v |-> 0, d |-> NoEntry, e |-> NoEntry, p |-> NoFrame, q |-> NoFrame,
          i |-> 0, ok |-> FALSE]

Goto(t, step)  == pc' = [pc EXCEPT ![t] = step]
Learn(t, l)    == loc' = [loc EXCEPT ![t] = l]
Go(t, step, l) == Goto(t, step) /\ Learn(t, l)
Finish(t)      == Go(t, "idle", NoLoc)

\* A bound's place to cut: MC modules say who may call what.
MayCall(t, k) == TRUE

Begins(t, k) == pc[t] = "idle" /\ MayCall(t, k)
Call(k, v)   == [NoLoc EXCEPT !.k = k, !.v = v]

Lock(t)   == ptl = NoThread /\ ptl' = t
Unlock(t) == ptl' = NoThread

\* One from a count; at zero the frame is freed before the call goes on.
Drop(t, p, worth, onward, l) ==
    LET c == Plus(cnt[p], -worth) IN
    /\ cnt' = [cnt EXCEPT ![p] = c]
    /\ CASE c = 0            -> Go(t, "RelFree", [l EXCEPT !.p = p])
         [] onward = "idle"  -> Finish(t)
         [] OTHER            -> Go(t, onward, l)

-----------------------------------------------------------------------------
(* The fast walk: that of GupFast, for one page, with the section around it. *)

FastIrqOff(t, k, v) ==
    /\ Begins(t, k)
    /\ walk' = walk + 1
    /\ Go(t, "FastReadPmd", Call(k, v))
    /\ UNCHANGED <<memory, map, locks, queue, ledger, debt>>

Stop(t) == Go(t, "FastIrqOn", Call(loc[t].k, loc[t].v))

FastReadPmd(t) ==
    /\ pc[t] = "FastReadPmd"
    /\ CASE pmd.k = "table" -> Go(t, "FastReadPte", [loc[t] EXCEPT !.d = pmd])
         [] pmd.k = "leaf"  -> Go(t, "FastGrab", [loc[t] EXCEPT !.d = pmd, !.e = pmd, !.p = pmd.p])
         [] OTHER           -> Stop(t)
    /\ UNCHANGED <<memory, map, walk, locks, queue, ledger, debt>>

\* What the walk takes for its table: what the pmd was when it was read.
Walked(t) == loc[t].d

FastReadPte(t) ==
    LET e == pte[loc[t].v] IN
    /\ pc[t] = "FastReadPte"
    /\ IF e.k = "page"
       THEN Go(t, "FastGrab", [loc[t] EXCEPT !.d = Walked(t), !.e = e, !.p = e.p])
       ELSE Stop(t)
    /\ UNCHANGED <<memory, map, walk, locks, queue, ledger, debt>>

\* Does a walker look at the pmd again, above a pte?  Since 70cbc3cc78a9 (6.0).
LooksUp == Form \in {"recheck", "late", "sync"}

FastGrab(t) ==
    LET p == loc[t].p
        w == Worth(loc[t].k)
    IN  /\ pc[t] = "FastGrab"
        /\ IF Grabbable(cnt[p])
           THEN /\ cnt'  = [cnt EXCEPT ![p] = Plus(@, w)]
                /\ debt' = [debt EXCEPT ![t] = @ + w]
                /\ Goto(t, IF LooksUp /\ loc[t].e.k = "page" THEN "FastRecheckPmd" ELSE "FastRecheck")
                /\ UNCHANGED loc
           ELSE Stop(t) /\ UNCHANGED <<cnt, debt>>
        /\ UNCHANGED <<free, map, walk, locks, queue, ledger>>

PmdUnchanged(t) == pmd = loc[t].d

FastRecheckPmd(t) ==
    /\ pc[t] = "FastRecheckPmd"
    /\ Goto(t, IF PmdUnchanged(t) THEN "FastRecheck" ELSE "FastUndo")
    /\ UNCHANGED <<memory, map, walk, locks, queue, loc, ledger, debt>>

\* Is the entry what it was, where it was read?
EntryUnchanged(t) == loc[t].e = IF loc[t].e.k = "page" THEN pte[loc[t].v] ELSE pmd

FastRecheck(t) ==
    /\ pc[t] = "FastRecheck"
    /\ Goto(t, IF EntryUnchanged(t) THEN "FastRecord" ELSE "FastUndo")
    /\ UNCHANGED <<memory, map, walk, locks, queue, loc, ledger, debt>>

\* What the undo takes back, and whether it looks for zero.
UndoWorth(k) == Worth(k)
UndoTests    == TRUE

FastUndo(t) ==
    LET w == UndoWorth(loc[t].k)
        stopped == Call(loc[t].k, loc[t].v)
    IN  /\ pc[t] = "FastUndo"
        /\ debt' = [debt EXCEPT ![t] = @ - w]
        /\ IF UndoTests
           THEN Drop(t, loc[t].p, w, "FastIrqOn", stopped)
           ELSE cnt' = [cnt EXCEPT ![loc[t].p] = Plus(@, -w)] /\ Go(t, "FastIrqOn", stopped)
        /\ UNCHANGED <<free, map, walk, locks, queue, ledger>>

FastRecord(t) ==
    /\ pc[t] = "FastRecord"
    /\ Go(t, "FastIrqOn", [Call(loc[t].k, loc[t].v) EXCEPT !.p = loc[t].p, !.ok = TRUE])
    /\ UNCHANGED <<memory, map, walk, locks, queue, ledger, debt>>

\* How many sections end with the call's.
Left(t) == 1

FastIrqOn(t) ==
    LET p == loc[t].p IN
    /\ pc[t] = "FastIrqOn"
    /\ walk' = walk - Left(t)
    /\ IF loc[t].ok
       THEN /\ pins' = IF loc[t].k = "PIN" THEN [pins EXCEPT ![t][p] = @ + 1] ELSE pins
            /\ gets' = IF loc[t].k = "GET" THEN [gets EXCEPT ![t][p] = @ + 1] ELSE gets
       ELSE UNCHANGED ledger
    /\ debt' = [debt EXCEPT ![t] = 0]
    /\ Finish(t)
    /\ UNCHANGED <<memory, map, locks, queue>>

-----------------------------------------------------------------------------
(* The slow path, of one page that is there *)

\* How many references who waits for a page that is moved has to it.
WaitRefs == 1

\* Under the lock: an entry and its reference in one.  A page that is being moved is held as
\* well, before the lock is dropped to wait for it.  It stands for two who wait: the fault of NUMA
\* hinting, do_huge_pmd_numa_page, which is what 3c226c637b69 mends, and follow_page_mask, whose own
\* wait is pmd_migration_entry_wait.
SlowFollow(t, v) ==
    LET e == EntryOf(v) IN
    /\ \/ Begins(t, "SLOW")
       \/ pc[t] = "SlowFollow" /\ loc[t].v = v
    /\ ptl = NoThread
    /\ CASE e.k \in {"page", "leaf"} ->
              /\ cnt'  = [cnt EXCEPT ![e.p] = Plus(@, Worth("SLOW"))]
              /\ pins' = [pins EXCEPT ![t][e.p] = @ + 1]
              /\ Finish(t)
         [] e.k = "mig" ->
              /\ cnt' = [cnt EXCEPT ![e.p] = Plus(@, WaitRefs)]
              /\ Go(t, "SlowMigWait", [Call("SLOW", v) EXCEPT !.p = e.p])
              /\ UNCHANGED pins
         [] OTHER -> Finish(t) /\ UNCHANGED <<cnt, pins>>
    /\ UNCHANGED <<free, map, walk, locks, queue, gets, debt>>

SlowMigWait(t) ==
    /\ pc[t] = "SlowMigWait"
    /\ ~pgl[loc[t].p]
    /\ Goto(t, "SlowMigPut")
    /\ UNCHANGED <<memory, map, walk, locks, queue, loc, ledger, debt>>

SlowMigPut(t) ==
    /\ pc[t] = "SlowMigPut"
    /\ IF WaitRefs = 0
       THEN Go(t, "SlowFollow", Call("SLOW", loc[t].v)) /\ UNCHANGED cnt
       ELSE Drop(t, loc[t].p, WaitRefs, "SlowFollow", Call("SLOW", loc[t].v))
    /\ UNCHANGED <<free, map, walk, locks, queue, ledger, debt>>

-----------------------------------------------------------------------------
(* khugepaged *)

\* Free frames that a huge page can have.
FreeLarge == {p \in Large : free[p]}
FirstFree == CHOOSE p \in FreeLarge : \A q \in FreeLarge : p <= q

TakeLarge(t, k, onward) ==
    IF FreeLarge = {} THEN UNCHANGED <<memory, calls>>
    ELSE /\ cnt'  = [cnt EXCEPT ![FirstFree] = 1]
         /\ free' = [free EXCEPT ![FirstFree] = FALSE]
         /\ Go(t, onward, [NoLoc EXCEPT !.k = k, !.q = FirstFree])

\* The order of a collapse.  "flush": the flush behind the clear interrupts every CPU, as on x86 on
\* bare metal, and so waits; a walker looks at ptes only.  "broadcast": it does not, where hardware broadcasts it.
\* "recheck": 6.0, a walker looks at the pmd again.  "sync": 6.1, and the collapse waits.  "late": it
\* waits where the table goes.
Sequence ==
    CASE Form \in {"flush", "sync"} -> <<"ThpClearPmd", "ThpSync", "ThpCheckRefs", "ThpCopy", "ThpInstall">>
      [] Form = "late"              -> <<"ThpClearPmd", "ThpCheckRefs", "ThpCopy", "ThpSync", "ThpInstall">>
      [] OTHER                      -> <<"ThpClearPmd", "ThpCheckRefs", "ThpCopy", "ThpInstall">>

Then(step) == Sequence[1 + CHOOSE n \in DOMAIN Sequence : Sequence[n] = step]

ThpAlloc(t) ==
    /\ Begins(t, "COLLAPSE")
    /\ TakeLarge(t, "COLLAPSE", "ThpLock")
    /\ UNCHANGED <<map, walk, locks, queue, ledger, debt>>

ThpLock(t) ==
    /\ pc[t] = "ThpLock"
    /\ IF pmd.k = "table" /\ tbl = "used"
       THEN Lock(t) /\ Goto(t, Sequence[1])
       ELSE ptl = NoThread /\ UNCHANGED ptl /\ Goto(t, "ThpPutNew")
    /\ UNCHANGED <<memory, map, walk, pgl, queue, loc, ledger, debt>>

ThpClearPmd(t) ==
    /\ pc[t] = "ThpClearPmd"
    /\ pmd' = NoEntry
    /\ Goto(t, Then("ThpClearPmd"))
    /\ UNCHANGED <<memory, pte, tbl, walk, locks, queue, loc, ledger, debt>>

\* Nobody is in a section: nobody has read the pmd before it was cleared, and reads on.
ThpSync(t) ==
    /\ pc[t] = "ThpSync"
    /\ walk = 0
    /\ Goto(t, Then("ThpSync"))
    /\ UNCHANGED <<memory, map, walk, locks, queue, loc, ledger, debt>>

\* Each page in turn: is it mapped, and nothing else?
ThpCheckRefs(t) ==
    LET i == loc[t].i IN
    /\ pc[t] = "ThpCheckRefs"
    /\ CASE ~Unheld(cnt[pte[i].p]) -> Goto(t, "ThpRestore") /\ UNCHANGED loc
         [] i + 1 < Vpns           -> Learn(t, [loc[t] EXCEPT !.i = i + 1]) /\ UNCHANGED pc
         [] OTHER                  -> Go(t, Then("ThpCheckRefs"), [loc[t] EXCEPT !.i = 0])
    /\ UNCHANGED <<memory, map, walk, locks, queue, ledger, debt>>

\* Somebody has a page: everything is as it was.
ThpRestore(t) ==
    /\ pc[t] = "ThpRestore"
    /\ pmd' = Table
    /\ Unlock(t)
    /\ Goto(t, "ThpPutNew")
    /\ UNCHANGED <<memory, pte, tbl, walk, pgl, queue, loc, ledger, debt>>

\* Behind a page that was copied, and behind the last.
AfterCopy(t) == IF loc[t].i < Vpns THEN "ThpCopy" ELSE Then("ThpCopy")

\* The content is copied, the entry cleared, and its reference dropped.
ThpCopy(t) ==
    LET i == loc[t].i
        l == [loc[t] EXCEPT !.i = i + 1]
    IN  /\ pc[t] = "ThpCopy"
        /\ pte' = [pte EXCEPT ![i] = NoEntry]
        /\ Drop(t, pte[i].p, 1, IF i + 1 < Vpns THEN "ThpCopy" ELSE Then("ThpCopy"), l)
        /\ UNCHANGED <<free, pmd, tbl, walk, locks, queue, ledger, debt>>

ThpInstall(t) ==
    /\ pc[t] = "ThpInstall"
    /\ pmd' = LeafAt(loc[t].q)
    /\ Go(t, "ThpFreeTable", [loc[t] EXCEPT !.q = NoFrame])
    /\ UNCHANGED <<memory, pte, tbl, walk, locks, queue, ledger, debt>>

\* Deposited, it is the mm's, and nobody's who walks: it is freed at once with the huge page.
ThpFreeTable(t) ==
    /\ pc[t] = "ThpFreeTable"
    /\ tbl' = IF Deposits THEN "deposited" ELSE "free"
    /\ Unlock(t)
    /\ Finish(t)
    /\ UNCHANGED <<memory, pte, pmd, walk, pgl, queue, ledger, debt>>

\* The huge page was not needed.
ThpPutNew(t) ==
    /\ pc[t] = "ThpPutNew"
    /\ Drop(t, loc[t].q, 1, "idle", [loc[t] EXCEPT !.q = NoFrame])
    /\ UNCHANGED <<free, map, walk, locks, queue, ledger, debt>>

-----------------------------------------------------------------------------
(* munmap, and the end of sharing *)

\* Entries and pmd are cleared, and flushed.
ZapClear(t) ==
    /\ Begins(t, "UNMAP")
    /\ IF pmd.k = "leaf" \/ (pmd.k = "table" /\ tbl = "used")
       THEN /\ Lock(t)
            /\ pmd' = NoEntry
            /\ pte' = IF pmd.k = "table" THEN [v \in Mapped |-> NoEntry] ELSE pte
            /\ Go(t, IF pmd.k = "table" THEN "TableWait" ELSE "TableFree", [NoLoc EXCEPT !.k = "UNMAP", !.d = pmd])
       ELSE ptl = NoThread /\ UNCHANGED <<map, locks, calls>>
    /\ UNCHANGED <<memory, tbl, walk, pgl, queue, ledger, debt>>

\* Does a table wait for the walkers before it goes?
UnmapWaits   == TRUE
UnshareWaits == TRUE

TableWait(t) ==
    /\ pc[t] = "TableWait"
    /\ walk = 0 \/ ~(IF loc[t].k = "UNMAP" THEN UnmapWaits ELSE UnshareWaits)
    /\ Goto(t, IF loc[t].k = "UNMAP" THEN "TableFree" ELSE "PmdUnshareDrop")
    /\ UNCHANGED <<memory, map, walk, locks, queue, loc, ledger, debt>>

TableFree(t) ==
    /\ pc[t] = "TableFree"
    /\ tbl' = IF tbl \in {"used", "deposited"} THEN "free" ELSE tbl
    /\ Unlock(t)
    /\ Goto(t, "ZapPut")
    /\ UNCHANGED <<memory, pte, pmd, walk, pgl, queue, loc, ledger, debt>>

\* What is put in turn: the small pages, or the huge one.
ToPut(l)   == IF l.d.k = "leaf" THEN <<l.d.p>> ELSE [n \in 1 .. Vpns |-> n - 1]
AllPut(l)  == l.i = Len(ToPut(l))

ZapPut(t) ==
    LET l == [loc[t] EXCEPT !.i = @ + 1] IN
    /\ pc[t] = "ZapPut"
    /\ Drop(t, ToPut(l)[l.i], 1, IF AllPut(l) THEN "idle" ELSE "ZapPut", l)
    /\ UNCHANGED <<free, map, walk, locks, queue, ledger, debt>>

\* The mm gives up its part of a table that another one has too.
PmdUnshare(t) ==
    /\ Begins(t, "UNSHARE")
    /\ IF pmd.k = "table" /\ tbl = "shared"
       THEN /\ Lock(t)
            /\ pmd' = NoEntry
            /\ Go(t, "TableWait", [NoLoc EXCEPT !.k = "UNSHARE"])
       ELSE ptl = NoThread /\ UNCHANGED <<pmd, ptl, calls>>
    /\ UNCHANGED <<memory, pte, tbl, walk, pgl, queue, ledger, debt>>

\* From here on the other mm has it alone.
PmdUnshareDrop(t) ==
    /\ pc[t] = "PmdUnshareDrop"
    /\ tbl' = "foreign"
    /\ Unlock(t)
    /\ Finish(t)
    /\ UNCHANGED <<memory, pte, pmd, walk, pgl, queue, ledger, debt>>

-----------------------------------------------------------------------------
(* Others, who get what was freed *)

\* Somebody gets the frame, and has one reference.
AllocPage(t, p) ==
    /\ Begins(t, "REUSE")
    /\ IF free[p]
       THEN /\ cnt'  = [cnt EXCEPT ![p] = 1]
            /\ free' = [free EXCEPT ![p] = FALSE]
            /\ gets' = [gets EXCEPT ![t][p] = @ + 1]
       ELSE UNCHANGED <<memory, gets>>
    /\ UNCHANGED <<map, walk, locks, queue, calls, pins, debt>>

Empty == {v \in Mapped : pte[v] = NoEntry}

\* Another mm gets the page of the table, or has it alone, and maps its page there.
TableReuse(t) ==
    /\ Begins(t, "TABLE")
    /\ IF tbl \in {"free", "foreign"} /\ Empty # {}
       THEN /\ tbl' = "foreign"
            /\ pte' = [v \in Mapped |-> IF v \in Empty THEN PageAt(Stranger) ELSE pte[v]]
            /\ cnt' = [cnt EXCEPT ![Stranger] = Plus(@, Cardinality(Empty))]
       ELSE UNCHANGED <<cnt, pte, tbl>>
    /\ UNCHANGED <<free, pmd, walk, locks, queue, calls, ledger, debt>>

-----------------------------------------------------------------------------
(* Migration of a huge page *)

MigAlloc(t) ==
    /\ Begins(t, "MIGRATE")
    /\ TakeLarge(t, "MIGRATE", "MigEntry")
    /\ UNCHANGED <<map, walk, locks, queue, ledger, debt>>

\* What stands for a page that is being moved.
MovingEntry(p) == Moving(p)

\* The entry's reference is from here on who moves the page's.
MigEntry(t) ==
    /\ pc[t] = "MigEntry"
    /\ ptl = NoThread
    /\ IF pmd.k = "leaf" /\ ~pgl[pmd.p]
       THEN /\ pmd' = MovingEntry(pmd.p)
            /\ pgl' = [pgl EXCEPT ![pmd.p] = TRUE]
            /\ Go(t, "MigFreeze", [loc[t] EXCEPT !.p = pmd.p])
       ELSE Goto(t, "MigPutNew") /\ UNCHANGED <<pmd, pgl, loc>>
    /\ UNCHANGED <<memory, pte, tbl, walk, ptl, queue, ledger, debt>>

\* Is the page taken off the queue while nobody can get it, as since be9581ea8c05 (6.10), or later?
UnqueuedFrozen == TRUE

\* Frozen and off the queue, under the lock of the queue: from then on nobody finds it.
MigFreeze(t) ==
    LET p == loc[t].p
        o == Unheld(cnt[p])
    IN  /\ pc[t] = "MigFreeze"
        /\ queue' = IF o /\ UnqueuedFrozen THEN [queue EXCEPT ![p] = "no"] ELSE queue
        /\ Go(t, "MigRestore", [loc[t] EXCEPT !.ok = o])
        /\ UNCHANGED <<memory, map, walk, locks, ledger, debt>>

\* The new page is mapped, or the old one again.
MigRestore(t) ==
    LET l == loc[t] IN
    /\ pc[t] = "MigRestore"
    /\ ptl = NoThread
    /\ pmd' = LeafAt(IF l.ok THEN l.q ELSE l.p)
    /\ pgl' = [pgl EXCEPT ![l.p] = FALSE]
    /\ queue' = IF l.ok /\ ~UnqueuedFrozen THEN [queue EXCEPT ![l.p] = "no"] ELSE queue
    /\ IF l.ok
       THEN Go(t, "MigPutOld", [l EXCEPT !.q = NoFrame])
       ELSE Go(t, "MigPutNew", [l EXCEPT !.p = NoFrame])
    /\ UNCHANGED <<memory, pte, tbl, walk, ptl, ledger, debt>>

MigPutOld(t) ==
    /\ pc[t] = "MigPutOld"
    /\ Drop(t, loc[t].p, 1, "idle", loc[t])
    /\ UNCHANGED <<free, map, walk, locks, queue, ledger, debt>>

MigPutNew(t) ==
    /\ pc[t] = "MigPutNew"
    /\ Drop(t, loc[t].q, 1, "idle", [loc[t] EXCEPT !.q = NoFrame])
    /\ UNCHANGED <<free, map, walk, locks, queue, ledger, debt>>

\* A huge page is in the queue: to be looked at, it goes to a list of who looks.
DeferScan(t) ==
    /\ Begins(t, "SCAN")
    /\ IF \E p \in Large : queue[p] = "queue" /\ Grabbable(cnt[p])
       THEN LET p == CHOOSE p \in Large : queue[p] = "queue" /\ Grabbable(cnt[p]) IN
            /\ queue' = [queue EXCEPT ![p] = "scan"]
            /\ cnt'   = [cnt EXCEPT ![p] = Plus(@, 1)]
            /\ Go(t, "DeferPut", [NoLoc EXCEPT !.k = "SCAN", !.p = p])
       ELSE UNCHANGED <<cnt, queue, calls>>
    /\ UNCHANGED <<free, map, walk, locks, ledger, debt>>

\* It was not split, and goes back.
DeferPut(t) ==
    /\ pc[t] = "DeferPut"
    /\ queue' = [queue EXCEPT ![loc[t].p] = "queue"]
    /\ Drop(t, loc[t].p, 1, "idle", loc[t])
    /\ UNCHANGED <<free, map, walk, locks, ledger, debt>>

-----------------------------------------------------------------------------
(* Release *)

Holds(t, k, p) == IF k = "UNPIN" THEN pins[t][p] > 0 ELSE gets[t][p] > 0

RelReadHead(t, k, p) ==
    /\ Begins(t, k)
    /\ Holds(t, k, p)
    /\ Go(t, "RelSub", [NoLoc EXCEPT !.k = k, !.p = p])
    /\ UNCHANGED <<memory, map, walk, locks, queue, ledger, debt>>

RelSub(t) ==
    LET p == loc[t].p
        k == loc[t].k
    IN  /\ pc[t] = "RelSub"
        /\ Drop(t, p, Worth(k), "idle", loc[t])
        /\ pins' = IF k = "UNPIN" THEN [pins EXCEPT ![t][p] = @ - 1] ELSE pins
        /\ gets' = IF k = "PUT"   THEN [gets EXCEPT ![t][p] = @ - 1] ELSE gets
        /\ UNCHANGED <<free, map, walk, locks, queue, debt>>

\* Whoever brought the count to zero gives the frame back, and goes on.
RelFree(t) ==
    LET l == [loc[t] EXCEPT !.p = NoFrame] IN
    /\ pc[t] = "RelFree"
    /\ free'  = [free EXCEPT ![loc[t].p] = TRUE]
    /\ queue' = [queue EXCEPT ![loc[t].p] = "no"]
    /\ CASE l.k \in Walks                           -> Go(t, "FastIrqOn", l)
         [] l.k = "SLOW"                            -> Go(t, "SlowFollow", l)
         [] l.k = "COLLAPSE" /\ l.q # NoFrame       -> Go(t, AfterCopy(t), l)
         [] l.k = "UNMAP" /\ ~AllPut(l)             -> Go(t, "ZapPut", l)
         [] OTHER                                   -> Finish(t)
    /\ UNCHANGED <<cnt, map, walk, locks, ledger, debt>>

-----------------------------------------------------------------------------
Init ==
    \E layout \in Layouts :
        /\ pmd   = IF layout = "leaf" THEN LeafAt(Vpns) ELSE Table
        /\ pte   = [v \in Mapped |-> IF layout = "table" THEN PageAt(v) ELSE NoEntry]
        /\ tbl   = CASE layout = "table"             -> "used"
                     [] layout = "shared"            -> "shared"
                     [] layout = "leaf" /\ Deposits  -> "deposited"
                     [] OTHER                        -> "free"
        /\ free  = [p \in Frames |-> CASE p \in Small -> layout # "table"
                                       [] p = Vpns    -> layout # "leaf"
                                       [] OTHER       -> p # Stranger]
        /\ cnt   = [p \in Frames |-> IF free[p] THEN 0 ELSE 1]
        /\ walk  = 0
        /\ ptl   = NoThread
        /\ pgl   = [p \in Frames |-> FALSE]
        /\ queue = [p \in Frames |-> IF layout = "leaf" /\ p = Vpns THEN "queue" ELSE "no"]
        /\ pc    = [t \in Threads |-> "idle"]
        /\ loc   = [t \in Threads |-> NoLoc]
        /\ pins  = [t \in Threads |-> [p \in Frames |-> 0]]
        /\ gets  = [t \in Threads |-> [p \in Frames |-> 0]]
        /\ debt  = [t \in Threads |-> 0]

\* What a call goes on with.
Step(t) ==
    \/ FastReadPmd(t) \/ FastReadPte(t) \/ FastGrab(t) \/ FastRecheckPmd(t) \/ FastRecheck(t)
    \/ FastUndo(t) \/ FastRecord(t) \/ FastIrqOn(t)
    \/ SlowMigWait(t) \/ SlowMigPut(t)
    \/ ThpLock(t) \/ ThpClearPmd(t) \/ ThpSync(t) \/ ThpCheckRefs(t) \/ ThpRestore(t)
    \/ ThpCopy(t) \/ ThpInstall(t) \/ ThpFreeTable(t) \/ ThpPutNew(t)
    \/ TableWait(t) \/ TableFree(t) \/ ZapPut(t) \/ PmdUnshareDrop(t)
    \/ MigEntry(t) \/ MigFreeze(t) \/ MigRestore(t) \/ MigPutOld(t) \/ MigPutNew(t)
    \/ DeferPut(t) \/ RelSub(t) \/ RelFree(t)

Next ==
    \E t \in Threads :
        \/ \E k \in Walks, v \in Mapped : FastIrqOff(t, k, v)
        \/ \E v \in Mapped : SlowFollow(t, v)
        \/ ThpAlloc(t) \/ ZapClear(t) \/ PmdUnshare(t) \/ MigAlloc(t) \/ DeferScan(t) \/ TableReuse(t)
        \/ \E p \in Ours : AllocPage(t, p)
        \/ \E k \in Releases, p \in Frames : RelReadHead(t, k, p)
        \/ Step(t)

Spec == Init /\ [][Next]_vars

\* Whoever has begun goes on.  Who waits gets on if he could infinitely often: locks are handed on
\* in turn, and a CPU answers an interrupt as soon as it lets one in, so a walk that begins meanwhile
\* is not waited for.  That is asked of one walker only: who waits here finds all outside at once, and
\* two whose walks overlap could keep the section occupied for ever, which says nothing of a kernel that
\* finds each CPU outside once.
FairSpec ==
    Spec /\ \A t \in Threads : SF_vars(Step(t) \/ \E v \in Mapped : pc[t] # "idle" /\ SlowFollow(t, v))

\* Calls return.
CallsReturn == \A t \in Threads : pc[t] # "idle" ~> pc[t] = "idle"

-----------------------------------------------------------------------------
(* What must hold *)

TypeOK ==
    /\ cnt \in [Frames -> Word] /\ free \in [Frames -> BOOLEAN]
    /\ \A v \in Mapped : pte[v].k \in {"none", "page"} /\ pte[v].p \in Frames \cup {NoFrame}
    /\ pmd.k \in {"none", "table", "leaf", "mig"} /\ pmd.p \in Large \cup {NoFrame}
    /\ tbl \in {"used", "shared", "deposited", "free", "foreign"}
    /\ walk \in 0 .. Cardinality(Threads)
    /\ ptl \in Threads \cup {NoThread}
    /\ pgl \in [Frames -> BOOLEAN]
    /\ queue \in [Frames -> {"no", "queue", "scan"}]
    /\ \A t \in Threads : {loc[t].p, loc[t].q} \subseteq Frames \cup {NoFrame} /\ loc[t].i \in 0 .. Vpns

\* Steps at which the walker has a reference, and has not been handed it.
Grabbed(t)     == pc[t] \in {"FastRecheckPmd", "FastRecheck", "FastUndo", "FastRecord"}
                  \/ (pc[t] = "FastIrqOn" /\ loc[t].ok)
InFlight(t, p, k) == IF Grabbed(t) /\ loc[t].p = p /\ KindOf(loc[t].k) = k THEN 1 ELSE 0

PinRefs(p) == Sum([t \in Threads |-> pins[t][p] + InFlight(t, p, "PIN")], Threads)
GetRefs(p) == Sum([t \in Threads |-> gets[t][p] + InFlight(t, p, "GET")], Threads)

One(holds) == IF holds THEN 1 ELSE 0

\* What a call that is under way has of a frame, for the kernel.
CallRefs(t, p) ==
    LET l == loc[t] IN
    One(l.q = p)
    + CASE l.k = "MIGRATE" /\ pc[t] # "RelFree"     -> One(l.p = p)
        [] pc[t] \in {"SlowMigWait", "SlowMigPut"}  -> One(l.p = p) * WaitRefs
        [] pc[t] = "DeferPut"                       -> One(l.p = p)
        [] l.k = "UNMAP"                            -> One(\E n \in l.i + 1 .. Len(ToPut(l)) : ToPut(l)[n] = p)
        [] OTHER                                    -> 0

\* References of entries, wherever the page of the table is; the stranger has an owner besides.
EntryRefs(p) == Cardinality({v \in Mapped : pte[v] = PageAt(p)}) + One(pmd = LeafAt(p))

KernelRefs(p) == EntryRefs(p) + One(p = Stranger) + Sum([t \in Threads |-> CallRefs(t, p)], Threads)

\* The count is the sum of what is held.
RefcountConservation == \A p \in Frames : cnt[p] = Plus(Biased(PinRefs(p)), GetRefs(p) + KernelRefs(p))

\* The walker is about to read in the page of the table, or has, and will again.
InTable(t) ==
    \/ pc[t] = "FastReadPte"
    \/ pc[t] \in {"FastGrab", "FastRecheckPmd", "FastRecheck"} /\ loc[t].e.k = "page"

\* What it reads in is a table, and in use.  One that is deposited is not: it is freed, without a
\* wait, with its huge page.
PageTableLifetime == \A t \in Threads : InTable(t) => loc[t].d = Table /\ tbl \in {"used", "shared"}

\* What a call has been handed was not free when it was recorded; who waits for a page, or
\* has it on a list of its own, has that page.
UseAfterFree ==
    \A t \in Threads :
        /\ pc[t] = "FastRecord"  => ~free[loc[t].p]
        /\ pc[t] = "SlowMigWait" => ~free[loc[t].p]
        /\ pc[t] = "DeferPut"    => queue[loc[t].p] = "scan" /\ ~free[loc[t].p]

\* A free page has no reference and no entry.
NoFreeWhileHeld ==
    \A p \in Frames : free[p] =>
        /\ cnt[p] = 0 /\ PinRefs(p) = 0 /\ GetRefs(p) = 0
        /\ EntryRefs(p) = 0

\* A frame of count zero is free, or about to be: no leak.
NoLeak == \A p \in Frames : cnt[p] = 0 /\ ~free[p] => \E t \in Threads : pc[t] = "RelFree" /\ loc[t].p = p

\* The pages that a collapse has found nobody to hold, and still has to copy.
Judged(t, v) ==
    CASE pc[t] = "ThpCheckRefs" -> v < loc[t].i
      [] pc[t] = "ThpCopy"      -> v >= loc[t].i
      [] OTHER                  -> FALSE

\* The promise, as a collapse needs it: clear; barrier; "nobody has it"; then no walker that had
\* read the old entry succeeds.
NoFalseNegativeChecked ==
    \A t, u \in Threads : \A v \in Mapped :
        Judged(t, v) => /\ pins[u][v] = 0
                        /\ ~(pc[u] = "FastRecord" /\ loc[u].p = v)
                        /\ ~(pc[u] = "FastIrqOn" /\ loc[u].ok /\ loc[u].p = v)

\* Outside a grab, a walk has added exactly what it hands out.
UndoExact ==
    \A t \in Threads :
        pc[t] \in {"FastReadPmd", "FastReadPte", "FastIrqOn"} =>
            debt[t] = IF loc[t].ok THEN Worth(loc[t].k) ELSE 0

\* A page of which somebody has a pin is the page that is mapped there, if there is any: what a
\* device stores is what the CPU sees.  Nobody has a pin of somebody else's page.
At(p, v) == p \in Large \/ p = v
PinCoherency ==
    \A t \in Threads, p \in Frames :
        pins[t][p] > 0 =>
            /\ p # Stranger
            /\ \A v \in Mapped : At(p, v) /\ EntryOf(v).k # "none" => EntryOf(v).p = p

-----------------------------------------------------------------------------
(* Witnesses: what must be reachable for the invariants to say anything.    *)

SomebodyPinned     == \E t \in Threads, p \in Frames : pins[t][p] > 0
SomebodyWaits      == \E t \in Threads : pc[t] = "SlowMigWait"
SomebodyScans      == \E t \in Threads : pc[t] = "DeferPut"
SomebodyRecords    == \E t \in Threads : pc[t] = "FastRecord"
SomebodyUndoes     == \E t \in Threads : pc[t] = "FastUndo"
SomebodyJudged     == \E t \in Threads, v \in Mapped : Judged(t, v)
SomethingFreed     == \E p \in Small : free[p]
SomethingZero      == \E p \in Frames : cnt[p] = 0 /\ ~free[p]
InClearedTable     == pmd.k # "table" /\ \E t \in Threads : InTable(t)
HugePinned         == pmd.k = "leaf" /\ \E t \in Threads, p \in Large : pins[t][p] > 0
MovedAndFreed      == pmd.k = "leaf" /\ free[Vpns]

(* Reachability questions, asked by being violated.                         *)

\* A collapse never has to put back what it has cleared.
NeverRestored == \A t \in Threads : pc[t] # "ThpRestore"

\* A walker whose pmd has changed always finds its entry changed as well.
NeverPmdAlone == \A t \in Threads : pc[t] = "FastRecheckPmd" /\ ~PmdUnchanged(t) => ~EntryUnchanged(t)

\* A walker never has a reference to a page that somebody else maps in the walker's table.
NeverStranger == \A t \in Threads : Grabbed(t) => loc[t].p # Stranger
=============================================================================
