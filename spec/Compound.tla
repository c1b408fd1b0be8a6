------------------------------ MODULE Compound ------------------------------
(***************************************************************************)
(* Pins of a compound page: how they are counted, and what happens to them *)
(* when somebody splits the page.                                          *)
(*                                                                         *)
(* A pin is written into the counts of the head in one of three ways.  The *)
(* first series put one bias for each page into _refcount ("bias").  A     *)
(* large page then ran out of room, so it got a pin count of its own, next *)
(* to one plain reference for each pin ("exact"); that takes two additions *)
(* and, since the page may be split in between, a look at the head between *)
(* them.  Since 6.0 ("folio") the walker looks again instead of giving up, *)
(* and has a full barrier behind the second addition.  A splitter freezes  *)
(* the count at what it expects, and no pin must be in that number.        *)
(*                                                                         *)
(* C:  mm/gup.c::try_grab_compound_head, put_compound_head (3faa52c03f44,  *)
(*     47e29d32afba, c24d37322548), try_grab_folio, gup_put_folio (6.0),   *)
(*     record_subpages (a43e9820 before: get_page, page_ref_sub, put_page);*)
(*     mm/huge_memory.c::split_huge_page_to_list, __split_huge_page;       *)
(*     mm/migrate.c::migration_entry_wait;                                 *)
(*     include/linux/mm.h::page_maybe_dma_pinned;                          *)
(*     include/linux/vmstat.h, nr_foll_pin_acquired and _released.         *)
(*                                                                         *)
(* One action is one load, one read-modify-write, or one section under a   *)
(* lock, sequentially consistent: see GupFast, whose steps these are.      *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - what GupFast omits, but for the split; other users of a freed frame; *)
(*  - that 47e29d32afba needs a third struct page: here every compound     *)
(*    page has room for its pin count, one of two pages too;               *)
(*  - can_split_huge_page, the early look that only saves work; swap cache,*)
(*    page cache and the anon_vma lock: the page is anonymous, and mapped  *)
(*    in one place;                                                        *)
(*  - the order of the splitter's stores inside one section: a walker in   *)
(*    the middle of it finds a frozen head or a tail without a count, and  *)
(*    takes neither;                                                       *)
(*  - that from 4509b42c3896 until folios came a pin of a small page ended *)
(*    in two subtractions, all but one and a put, as it does here where it *)
(*    is undone: in between the page does not look pinned, as after both,  *)
(*    and it is held, as before;                                           *)
(*  - that until 5.18 who waited for a migration entry had a reference for *)
(*    a moment, for which a splitter may give up as for any other;         *)
(*  - that the slow path counts before the lock is dropped: reference and  *)
(*    counter move in one section, so nothing is said of their order there;*)
(*  - that the counters are a word for each CPU, summed by whoever reads;  *)
(*  - reads and writes: an entry of the zero page is special, so only the  *)
(*    slow path takes it, and only to read.                                *)
(***************************************************************************)
EXTENDS RefcountWord, Sequences

CONSTANTS
    Threads,    \* tasks; any of them may start any call
    NoThread,   \* nobody: a lock is free
    Frames,     \* page frame numbers, 0 .. n
    Vpns,       \* virtual page numbers that the one pmd covers, 0 .. n
    Layouts,    \* how memory may look at first: "order0", "tails", "leaf", "zero"
    Era,        \* how a pin is counted: "bias", "exact", "folio"
    Counting,   \* are there counters?  In 2019 only with CONFIG_DEBUG_VM
    ZeroExempt, \* is a pin of the zero page a no-op?  Since 6.5 (c8070b787519)
    Mixing      \* do callers release by the wrong kind what they do not hold by the right one?

VARIABLES
    cnt,     \* _refcount of each frame, as the signed reading of the word
    pinc,    \* hpage_pinned_refcount, _pincount: exact pins of each large page
    head,    \* compound_head() of each frame: its own number unless it is a tail
    order,   \* compound_order() of each head; 0 of single pages and of tails
    free,    \* is the frame on the free list?
    zero,    \* the frame that is the zero page, if one is; it stays that
    pmd,     \* the middle entry: none, a table of ptes, or a huge leaf
    pte,     \* the table's entries
    ptl,     \* the page-table lock: who holds it
    plk,     \* the page lock of the compound page: who holds it
    acq,     \* nr_foll_pin_acquired
    rel,     \* nr_foll_pin_released
    pc,      \* the next step of each task; "idle" between calls
    loc,     \* what the task's call has learnt so far
    pins,    \* ledger: established pins, by task and page
    gets,    \* ledger: established plain references, by task and page
    debt,    \* ghost: what this call has added to both counts and not taken back
    mapped,  \* ghost: since the grab, was the entry once as the walker had read it?
    doomed   \* ghost: since the walker read its entry, a checker has cleared it,
             \*        flushed, and been told that the page is not pinned

frames == <<cnt, pinc, head, order, free, zero>>
tables == <<pmd, pte, ptl, plk>>
stats  == <<acq, rel>>
ledger == <<pins, gets>>
ghosts == <<debt, mapped, doomed>>
vars   == <<frames, tables, stats, pc, loc, ledger, ghosts>>

NoFrame == -1

ASSUME CompoundNotHollow == Threads # {} /\ NoThread \notin Threads /\ Layouts # {}
ASSUME CompoundFrames    == NoFrame \notin Frames /\ 0 \in Vpns /\ Vpns \subseteq Frames
ASSUME CompoundVpnsDense == \A v \in Vpns : v = 0 \/ v - 1 \in Vpns
ASSUME EraIsOne          == Era \in {"bias", "exact", "folio"}
ASSUME SwitchesAreFlags  == {Counting, ZeroExempt, Mixing} \subseteq BOOLEAN

-----------------------------------------------------------------------------
(* Entries *)

\* A migration entry is none to the hardware, and says which page will be back.
NoEntry      == [k |-> "none",  p |-> NoFrame, w |-> FALSE]
TableEntry   == [k |-> "table", p |-> NoFrame, w |-> FALSE]
PageEntry(f) == [k |-> "page",  p |-> f,       w |-> TRUE]
LeafEntry(f) == [k |-> "leaf",  p |-> f,       w |-> TRUE]

IsPage(e)      == e.k \in {"page", "leaf"}
IsMigration(e) == e.k = "migr"
Entries == [k : {"none", "table", "page", "leaf", "migr"}, p : Frames \cup {NoFrame}, w : BOOLEAN]

\* The entry that maps a vpn, and the page it maps it to.
EntryAt(v)   == IF pmd.k = "table" THEN pte[v] ELSE pmd
PageAt(e, v) == IF e.k = "leaf" THEN e.p + v ELSE e.p

SetEntry(v, e) ==
    IF pmd.k = "table" THEN pte' = [pte EXCEPT ![v] = e] /\ UNCHANGED pmd
                       ELSE pmd' = e /\ UNCHANGED pte

\* An entry that holds a reference: the zero page's is special and holds none.
Holds(e) == IsPage(e) /\ e.p # zero

-----------------------------------------------------------------------------
(* Counting *)

HugeSize == Cardinality(Vpns)
HugeOrder == CHOOSE o \in 0..HugeSize : 2^o >= HugeSize /\ (o = 0 \/ 2^(o - 1) < HugeSize)
Large(h) == order[h] > 0
Exempt(f) == ZeroExempt /\ f = zero

\* The grab, which is all there is of a plain reference, and all of it in the first
\* era.  Then what makes a pin of it: a pin count, or the rest of the bias.
GrabAmount(k, n) == IF Era = "bias" THEN Weight(k, n) ELSE n
SecondAmount(n)  == Plus(Biased(n), -n)

\* What a reference of this kind to n pages is worth, on a page of this order: on
\* _refcount, and on the pin count.
IsExact(k, o)      == k = "PIN" /\ Era # "bias" /\ o > 0
OnCount(k, n, o)   == IF IsExact(k, o) THEN n ELSE Weight(k, n)
OnPincount(k, n, o) == IF IsExact(k, o) THEN n ELSE 0

\* page_maybe_dma_pinned().
MaybePinned(h) == IF Era # "bias" /\ Large(h) THEN pinc[h] > 0 ELSE Pinned(cnt[h])

-----------------------------------------------------------------------------
(* Calls *)

\* k: the call; v, n: its first vpn and the pages it asks for; i: pages done; e: the
\* entry as read; p: the page; h: its head as read; o: the head's order as read, -1
\* unknown; s: is the second addition made, the page split?; r: is the walker to look
\* for the head once more?; pages: the result.
NoLoc == [k |-> "none", v |-> 0, n |-> 0, i |-> 0, e |-> NoEntry, p |-> NoFrame,
          h |-> NoFrame, o |-> -1, s |-> FALSE, r |-> FALSE, pages |-> <<>>]

Walking(t) == loc[t].k \in Kinds
Vpn(t)     == loc[t].v + loc[t].i
Kind(t)    == IF loc[t].k \in {"PIN", "UNPIN"} THEN "PIN" ELSE "GET"

\* Pages that the grab under way covers: a leaf is grabbed once for the rest.
Refs(t) == IF loc[t].e.k = "leaf" THEN loc[t].n - loc[t].i ELSE 1

\* A bound's place to cut: MC modules say who may call what.
MayCall(t, k) == TRUE

Forget(l) == [l EXCEPT !.e = NoEntry, !.p = NoFrame, !.h = NoFrame, !.o = -1,
                       !.s = FALSE, !.r = FALSE]

Goto(t, step) == pc' = [pc EXCEPT ![t] = step]
Learn(t, l)   == loc' = [loc EXCEPT ![t] = l]

\* The order of the walker's steps between reading the head and recording.
Order == <<"FastReadHead", "FastReadCount", "FastGrab", "FastHeadRecheck", "FastReadOrder",
           "FastPinSecond", "FastFence", "FastStat", "FastRecheck", "FastRecord">>

\* Which of them this walk takes.
Applies(t, step) ==
    CASE step \in {"FastReadOrder", "FastPinSecond"} -> Era # "bias" /\ loc[t].k = "PIN"
      [] step = "FastFence"                          -> Era = "folio" /\ loc[t].k = "PIN"
      [] step = "FastStat"                           -> Counting /\ loc[t].k = "PIN"
      [] OTHER                                       -> TRUE

At(step)        == CHOOSE i \in DOMAIN Order : Order[i] = step
Then(t, step)   == LET Later == {i \in DOMAIN Order : i > At(step) /\ Applies(t, Order[i])}
                   IN  Order[CHOOSE i \in Later : \A j \in Later : i <= j]
Behind(step, s) == At(s) < At(step)

\* The same for a release.  The counter goes first and the reference last: as long
\* as the page is counted, nobody frees it, and its pin count is over before it is.
RelOrder == <<"RelStat", "RelPincount", "RelSub">>
RelApplies(l, step) ==
    CASE step = "RelStat"     -> Counting /\ l.k = "UNPIN"
      [] step = "RelPincount" -> l.k = "UNPIN" /\ IsExact("PIN", l.o)
      [] OTHER                -> TRUE
RelFrom(l, n) == LET Later == {i \in DOMAIN RelOrder : i >= n /\ RelApplies(l, RelOrder[i])}
                 IN  IF Later = {} THEN "idle"
                     ELSE RelOrder[CHOOSE i \in Later : \A j \in Later : i <= j]
RelThen(l, step) == RelFrom(l, 1 + CHOOSE i \in DOMAIN RelOrder : RelOrder[i] = step)

\* What the walk under way has on _refcount and has to take back, and in which steps:
\* a subtraction between a get and a put, as before a43e9820 and in it; all but one,
\* and a put; or in one.  Whoever tests for zero has to have the last word.
Added(t) == IF Era # "bias" /\ ~loc[t].s THEN Refs(t) ELSE OnCount(loc[t].k, Refs(t), loc[t].o)
UndoFrom(t) ==
    CASE Era = "bias"                    -> "FastUndoGet"
      [] Era = "exact" /\ Added(t) > 1  -> "FastUndoSub"
      [] OTHER                           -> "FastUndo"
UndoSubAmount(t) == IF Era = "bias" THEN Added(t) ELSE Added(t) - 1
UndoLast(t)      == IF Era = "folio" THEN Added(t) ELSE 1

\* From a step of the walk to the first step of its undo.
Undo(t) ==
    IF loc[t].k = "PIN" /\ Counting /\ Behind(pc[t], "FastStat") THEN "RelStat"
    ELSE IF IsExact(loc[t].k, loc[t].o) /\ loc[t].s THEN "RelPincount"
    ELSE UndoFrom(t)

\* The two looks back, and whether a changed head is looked for again.
HeadUnchanged(t)  == head[loc[t].p] = loc[t].h
EntryUnchanged(t) == EntryAt(Vpn(t)) = loc[t].e
LooksAgain        == Era = "folio"

-----------------------------------------------------------------------------
Steps == {"idle", "FastReadPte", "FastUndoGet", "FastUndoSub", "FastUndo", "SlowFollow",
          "SlowMigWait", "RelReadOrder", "RelStat", "RelPincount", "RelSub", "RelFree",
          "WbMkcleanFlush", "WbMkcleanSet", "WbPinTest", "ZapFlush", "ZapPut", "SplitUnmap",
          "SplitFreeze", "SplitTails", "SplitUnfreeze", "SplitRemap", "SplitUnlock",
          "SplitPut"} \cup {Order[i] : i \in DOMAIN Order}

TypeOK ==
    /\ cnt   \in [Frames -> Word]
    /\ pinc  \in [Frames -> Int]
    /\ head  \in [Frames -> Frames]
    /\ order \in [Frames -> 0..HugeSize]
    /\ free  \in [Frames -> BOOLEAN]
    /\ zero  \in Frames \cup {NoFrame}
    /\ pmd   \in Entries
    /\ pte   \in [Vpns -> Entries]
    /\ {ptl, plk} \subseteq Threads \cup {NoThread}
    /\ {acq, rel} \subseteq Nat
    /\ pc    \in [Threads -> Steps]
    /\ \A t \in Threads :
        /\ loc[t].k \in Kinds \cup {"UNPIN", "PUT", "CLEAN", "ZAP", "SPLIT", "none"}
        /\ loc[t].v \in Vpns /\ loc[t].n \in 0..HugeSize /\ loc[t].i \in 0..HugeSize
        /\ loc[t].e \in Entries
        /\ {loc[t].p, loc[t].h} \subseteq Frames \cup {NoFrame}
        /\ loc[t].o \in -1..HugeSize /\ loc[t].s \in BOOLEAN /\ loc[t].r \in BOOLEAN
        /\ loc[t].pages \in Seq(Frames)
    /\ pins \in [Threads -> [Frames -> Nat]]
    /\ gets \in [Threads -> [Frames -> Nat]]
    /\ debt \in [Threads -> [c : Int, p : Int]]
    /\ mapped \in [Threads -> BOOLEAN]
    /\ doomed \in [Threads -> BOOLEAN]

NoDebt == [c |-> 0, p |-> 0]

\* "order0": each vpn maps a page of its own, the other frames are free;
\* "tails":  a compound page as large as the pmd, mapped page by page;
\* "leaf":   the same page, mapped by one huge leaf;
\* "zero":   frame 0 is the zero page, and vpn 0 maps it, to be read.
Init ==
    \E layout \in Layouts :
        LET compound == layout \in {"tails", "leaf"}
            used     == IF layout = "zero" THEN {0} ELSE Vpns
        IN
        /\ head  = [f \in Frames |-> IF compound /\ f \in Vpns THEN 0 ELSE f]
        /\ order = [f \in Frames |-> IF compound /\ f = 0 THEN HugeOrder ELSE 0]
        /\ free  = [f \in Frames |-> f \notin used]
        /\ zero  = IF layout = "zero" THEN 0 ELSE NoFrame
        /\ pinc  = [f \in Frames |-> 0]
        /\ cnt   = [f \in Frames |->
                     CASE f \notin used     -> 0
                       [] layout = "order0" -> 1
                       [] f # 0             -> 0
                       [] layout = "tails"  -> HugeSize
                       [] OTHER             -> 1]
        /\ pmd = IF layout = "leaf" THEN LeafEntry(0) ELSE TableEntry
        /\ pte = [v \in Vpns |->
                    CASE layout = "leaf"           -> NoEntry
                      [] layout = "zero" /\ v = 0  -> [PageEntry(0) EXCEPT !.w = FALSE]
                      [] layout = "zero"           -> NoEntry
                      [] OTHER                     -> PageEntry(v)]
        /\ ptl = NoThread
        /\ plk = NoThread
        /\ acq = 0
        /\ rel = 0
        /\ pc  = [t \in Threads |-> "idle"]
        /\ loc = [t \in Threads |-> NoLoc]
        /\ pins = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ gets = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ debt = [t \in Threads |-> NoDebt]
        /\ mapped = [t \in Threads |-> FALSE]
        /\ doomed = [t \in Threads |-> FALSE]

-----------------------------------------------------------------------------
(* The fast walker *)

\* READ_ONCE of the pmd.
FastReadPmd(t, k, v, n) ==
    LET l == [NoLoc EXCEPT !.k = k, !.v = v, !.n = n] IN
    /\ pc[t] = "idle"
    /\ MayCall(t, k)
    /\ v + n <= HugeSize
    /\ CASE pmd.k = "table"         -> Goto(t, "FastReadPte") /\ Learn(t, l)
         [] pmd.k = "leaf" /\ pmd.w -> /\ Goto(t, "FastReadHead")
                                       /\ Learn(t, [l EXCEPT !.e = pmd, !.p = PageAt(pmd, v)])
         [] OTHER                   -> Goto(t, "SlowFollow") /\ Learn(t, l)
    /\ UNCHANGED <<frames, tables, stats, ledger, ghosts>>

\* The fast path ends here; what it has recorded stays.
Stop(t, step) ==
    /\ Goto(t, step)
    /\ Learn(t, Forget(loc[t]))
    /\ mapped' = [mapped EXCEPT ![t] = FALSE]
    /\ doomed' = [doomed EXCEPT ![t] = FALSE]

\* READ_ONCE of the pte.
FastReadPte(t) ==
    LET e == pte[Vpn(t)] IN
    /\ pc[t] = "FastReadPte"
    /\ IF IsPage(e) /\ e.w
       THEN /\ Goto(t, "FastReadHead")
            /\ Learn(t, [loc[t] EXCEPT !.e = e, !.p = PageAt(e, Vpn(t))])
            /\ UNCHANGED <<mapped, doomed>>
       ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<frames, tables, stats, ledger, debt>>

\* compound_head() without a reference: the answer may be stale at once.
FastReadHead(t) ==
    /\ pc[t] = "FastReadHead"
    /\ Goto(t, Then(t, "FastReadHead"))
    /\ Learn(t, [loc[t] EXCEPT !.h = head[loc[t].p]])
    /\ UNCHANGED <<frames, tables, stats, ledger, ghosts>>

\* The limit check: a load, and nothing that keeps it true.
FastReadCount(t) ==
    /\ pc[t] = "FastReadCount"
    /\ IF WithinLimit(cnt[loc[t].h])
       THEN Goto(t, Then(t, "FastReadCount")) /\ UNCHANGED <<loc, mapped, doomed>>
       ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<frames, tables, stats, ledger, debt>>

\* The grab: unless zero, in one read-modify-write, fully ordered.
FastGrab(t) ==
    LET h == loc[t].h
        a == GrabAmount(loc[t].k, Refs(t))
    IN  /\ pc[t] = "FastGrab"
        /\ IF Grabbable(cnt[h])
           THEN /\ cnt'    = [cnt EXCEPT ![h] = Plus(@, a)]
                /\ debt'   = [debt EXCEPT ![t].c = @ + a]
                /\ mapped' = [mapped EXCEPT ![t] = EntryAt(Vpn(t)) = loc[t].e]
                /\ Goto(t, Then(t, "FastGrab"))
                /\ UNCHANGED <<loc, doomed>>
           ELSE Stop(t, "SlowFollow") /\ UNCHANGED <<cnt, debt>>
        /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, ledger>>

\* The page may have been split or freed between FastReadHead and FastGrab; the
\* head that was grabbed cannot be any more.
FastHeadRecheck(t) ==
    /\ pc[t] = "FastHeadRecheck"
    /\ IF HeadUnchanged(t)
       THEN Goto(t, Then(t, "FastHeadRecheck")) /\ UNCHANGED loc
       ELSE Goto(t, Undo(t)) /\ Learn(t, [loc[t] EXCEPT !.r = LooksAgain])
    /\ UNCHANGED <<frames, tables, stats, ledger, ghosts>>

\* Large or not?  Asked of a head that is held, so the answer stays true.
FastReadOrder(t) ==
    /\ pc[t] = "FastReadOrder"
    /\ Goto(t, Then(t, "FastReadOrder"))
    /\ Learn(t, [loc[t] EXCEPT !.o = order[loc[t].h]])
    /\ UNCHANGED <<frames, tables, stats, ledger, ghosts>>

\* What makes a pin of the reference; before the re-check, which else would find
\* the entry unchanged and then be overtaken by a checker.
FastPinSecond(t) ==
    LET h == loc[t].h
        n == Refs(t)
    IN  /\ pc[t] = "FastPinSecond"
        /\ IF loc[t].o > 0
           THEN /\ pinc' = [pinc EXCEPT ![h] = @ + n]
                /\ debt' = [debt EXCEPT ![t].p = @ + n]
                /\ UNCHANGED cnt
           ELSE /\ cnt'  = [cnt EXCEPT ![h] = Plus(@, SecondAmount(n))]
                /\ debt' = [debt EXCEPT ![t].c = @ + SecondAmount(n)]
                /\ UNCHANGED pinc
        /\ Goto(t, Then(t, "FastPinSecond"))
        /\ Learn(t, [loc[t] EXCEPT !.s = TRUE])
        /\ UNCHANGED <<head, order, free, zero, tables, stats, ledger, mapped, doomed>>

\* smp_mb__after_atomic(): the second addition is relaxed.
FastFence(t) ==
    /\ pc[t] = "FastFence"
    /\ Goto(t, Then(t, "FastFence"))
    /\ UNCHANGED <<frames, tables, stats, loc, ledger, ghosts>>

\* The attempt is counted, behind the reference.
FastStat(t) ==
    /\ pc[t] = "FastStat"
    /\ acq' = acq + Refs(t)
    /\ Goto(t, Then(t, "FastStat"))
    /\ UNCHANGED <<frames, tables, rel, loc, ledger, ghosts>>

\* The entry may have changed between FastReadPte and FastGrab.  By value.
FastRecheck(t) ==
    /\ pc[t] = "FastRecheck"
    /\ IF EntryUnchanged(t)
       THEN /\ Goto(t, Then(t, "FastRecheck"))
            /\ mapped' = [mapped EXCEPT ![t] = @ \/ EntryAt(Vpn(t)) = loc[t].e]
       ELSE Goto(t, Undo(t)) /\ UNCHANGED mapped
    /\ UNCHANGED <<frames, tables, stats, loc, ledger, debt, doomed>>

\* The get around the mass subtraction: what is subtracted may be the whole count.
FastUndoGet(t) ==
    /\ pc[t] = "FastUndoGet"
    /\ cnt'  = [cnt EXCEPT ![loc[t].h] = Plus(@, 1)]
    /\ debt' = [debt EXCEPT ![t].c = @ + 1]
    /\ Goto(t, "FastUndoSub")
    /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, loc, ledger, mapped, doomed>>

\* page_ref_sub(), which does not look whether it comes to zero: it must not.
FastUndoSub(t) ==
    LET a == UndoSubAmount(t) IN
    /\ pc[t] = "FastUndoSub"
    /\ cnt'  = [cnt EXCEPT ![loc[t].h] = Plus(@, -a)]
    /\ debt' = [debt EXCEPT ![t].c = @ - a]
    /\ Goto(t, "FastUndo")
    /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, loc, ledger, mapped, doomed>>

\* Where a walker goes when all it had added is taken back.
Undone(t) ==
    IF loc[t].r
    THEN /\ Goto(t, "FastReadHead")
         /\ Learn(t, [loc[t] EXCEPT !.h = NoFrame, !.o = -1, !.s = FALSE, !.r = FALSE])
         /\ mapped' = [mapped EXCEPT ![t] = FALSE]
         /\ UNCHANGED doomed
    ELSE Stop(t, "SlowFollow")

\* The last of it, tested for zero: the page may have been left to us alone.
FastUndo(t) ==
    LET h == loc[t].h
        a == UndoLast(t)
        c == Plus(cnt[h], -a)
    IN  /\ pc[t] = "FastUndo"
        /\ cnt'  = [cnt EXCEPT ![h] = c]
        /\ debt' = [debt EXCEPT ![t].c = @ - a]
        /\ IF c = 0 THEN Goto(t, "RelFree") /\ UNCHANGED <<loc, mapped, doomed>>
                    ELSE Undone(t)
        /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, ledger>>

\* The call returns: the caller is handed the pages, and owes their release.
Return(t, pages) ==
    LET handed == [f \in Frames |-> Cardinality({i \in DOMAIN pages : pages[i] = f})] IN
    /\ Goto(t, "idle")
    /\ Learn(t, NoLoc)
    /\ IF loc[t].k = "PIN"
       THEN /\ pins' = [pins EXCEPT ![t] = [f \in Frames |-> @[f] + handed[f]]]
            /\ UNCHANGED gets
       ELSE /\ gets' = [gets EXCEPT ![t] = [f \in Frames |-> @[f] + handed[f]]]
            /\ UNCHANGED pins
    /\ debt' = [debt EXCEPT ![t] = NoDebt]

\* nr += refs, now that every page of the grab is held: record_subpages() had only
\* written the array.
FastRecord(t) ==
    LET pages == loc[t].pages \o [j \in 1..Refs(t) |-> loc[t].p + j - 1]
        i     == loc[t].i + Refs(t)
    IN  /\ pc[t] = "FastRecord"
        /\ IF i = loc[t].n
           THEN Return(t, pages)
           ELSE /\ Goto(t, "FastReadPte")
                /\ Learn(t, [Forget(loc[t]) EXCEPT !.i = i, !.pages = pages])
                /\ UNCHANGED <<ledger, debt>>
        /\ mapped' = [mapped EXCEPT ![t] = FALSE]
        /\ doomed' = [doomed EXCEPT ![t] = FALSE]
        /\ UNCHANGED <<frames, tables, stats>>

-----------------------------------------------------------------------------
(* The slow path *)

\* The walker carries this value of the entry that maps v; a leaf maps every vpn.
Carries(u, v, e) == loc[u].e = e /\ (e.k = "leaf" \/ Vpn(u) = v)

\* Is the pin of this page written anywhere?
GrabExempt(k, f) == k = "PIN" /\ Exempt(f)

\* One page under the PTL: fault, check, grab, count.  A migration entry is waited
\* for; no entry, or a count beyond the limit, ends the call short.
SlowFollow(t) ==
    LET v == Vpn(t)
        k == loc[t].k
        old == EntryAt(v)
        e == [old EXCEPT !.w = old.p # zero]
        f == PageAt(old, v)
        h == head[f]
        c == IF GrabExempt(k, f) THEN 0 ELSE OnCount(k, 1, order[h])
        p == IF GrabExempt(k, f) THEN 0 ELSE OnPincount(k, 1, order[h])
        pages == Append(loc[t].pages, f)
    IN  /\ pc[t] = "SlowFollow"
        /\ ptl = NoThread
        /\ CASE IsMigration(old) ->
                /\ Goto(t, "SlowMigWait")
                /\ UNCHANGED <<cnt, pinc, acq, pmd, pte, loc, ledger, debt, doomed>>
             [] ~IsPage(old) /\ ~IsMigration(old) ->
                /\ Return(t, loc[t].pages)
                /\ UNCHANGED <<cnt, pinc, acq, pmd, pte, doomed>>
             [] OTHER ->
                /\ SetEntry(v, e)
                /\ doomed' = [u \in Threads |-> doomed[u] /\ ~Carries(u, v, e)]
                /\ IF WithinLimitSlow(cnt[h])
                   THEN /\ cnt'  = [cnt EXCEPT ![h] = Plus(@, c)]
                        /\ pinc' = [pinc EXCEPT ![h] = @ + p]
                        /\ acq'  = IF k = "PIN" /\ Counting /\ ~GrabExempt(k, f) THEN acq + 1 ELSE acq
                        /\ IF loc[t].i + 1 = loc[t].n
                           THEN Return(t, pages)
                           ELSE /\ Learn(t, [loc[t] EXCEPT !.i = @ + 1, !.pages = pages])
                                /\ debt' = [debt EXCEPT ![t] = [c |-> @.c + c, p |-> @.p + p]]
                                /\ UNCHANGED <<pc, ledger>>
                   ELSE Return(t, loc[t].pages) /\ UNCHANGED <<cnt, pinc, acq>>
        /\ UNCHANGED <<head, order, free, zero, ptl, plk, rel, mapped>>

\* migration_entry_wait(): the splitter holds the page lock until the entries are back.
SlowMigWait(t) ==
    /\ pc[t] = "SlowMigWait"
    /\ plk = NoThread
    /\ Goto(t, "SlowFollow")
    /\ UNCHANGED <<frames, tables, stats, loc, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Release *)

Held(t, k, f) == IF k = "PIN" THEN pins[t][f] ELSE gets[t][f]

\* Is the release of this pin written anywhere?
ReleaseExempt(k, f) == k = "PIN" /\ Exempt(f)

\* The kind that a release by this kind ends: that one, and for who mixes them up the
\* other, if it is all that is held.
Ends(t, k, f) == IF Held(t, k, f) > 0 THEN k ELSE IF k = "PIN" THEN "GET" ELSE "PIN"
MayRelease(t, k, f) == Held(t, k, f) > 0 \/ (Mixing /\ Held(t, Ends(t, k, f), f) > 0)

LedgerLess(t, k, f) ==
    IF Ends(t, k, f) = "PIN" THEN pins' = [pins EXCEPT ![t][f] = @ - 1] /\ UNCHANGED gets
                 ELSE gets' = [gets EXCEPT ![t][f] = @ - 1] /\ UNCHANGED pins

\* put_page or unpin_user_page: find the head; a reference keeps it in place.
RelReadHead(t, k, f) ==
    LET l == [NoLoc EXCEPT !.k = IF k = "PIN" THEN "UNPIN" ELSE "PUT",
                           !.p = f, !.h = head[f]]
    IN  /\ pc[t] = "idle"
        /\ MayRelease(t, k, f)
        /\ IF ReleaseExempt(k, f)
           THEN LedgerLess(t, k, f) /\ UNCHANGED <<pc, loc>>
           ELSE /\ Learn(t, l)
                /\ Goto(t, IF k = "PIN" /\ Era # "bias" THEN "RelReadOrder" ELSE RelFrom(l, 1))
                /\ UNCHANGED ledger
        /\ UNCHANGED <<frames, tables, stats, ghosts>>

\* Large or not?  The reference keeps the answer true as well.
RelReadOrder(t) ==
    LET l == [loc[t] EXCEPT !.o = order[loc[t].h]] IN
    /\ pc[t] = "RelReadOrder"
    /\ Learn(t, l)
    /\ Goto(t, RelFrom(l, 1))
    /\ UNCHANGED <<frames, tables, stats, ledger, ghosts>>

\* Counted in front of the reference's end: it is the page's node that counts.
RelStat(t) ==
    /\ pc[t] = "RelStat"
    /\ rel' = rel + (IF Walking(t) THEN Refs(t) ELSE 1)
    /\ Goto(t, IF ~Walking(t) THEN RelThen(loc[t], "RelStat")
               ELSE IF IsExact(loc[t].k, loc[t].o) /\ loc[t].s THEN "RelPincount"
               ELSE UndoFrom(t))
    /\ UNCHANGED <<frames, tables, acq, loc, ledger, ghosts>>

\* The pin is over before the reference is.
RelPincount(t) ==
    LET n == IF Walking(t) THEN Refs(t) ELSE 1 IN
    /\ pc[t] = "RelPincount"
    /\ pinc' = [pinc EXCEPT ![loc[t].h] = @ - n]
    /\ debt' = IF Walking(t) THEN [debt EXCEPT ![t].p = @ - n] ELSE debt
    /\ Goto(t, IF Walking(t) THEN UndoFrom(t) ELSE RelThen(loc[t], "RelPincount"))
    /\ UNCHANGED <<cnt, head, order, free, zero, tables, stats, loc, ledger, mapped, doomed>>

\* What a call does when it is over: nothing more, or the rest of it.
Resume(t, step, l) ==
    /\ Goto(t, step)
    /\ Learn(t, IF step = "idle" THEN NoLoc ELSE l)

\* The subtraction and its test for zero are one read-modify-write.
RelSub(t) ==
    LET k == Kind(t)
        h == loc[t].h
        c == Plus(cnt[h], -OnCount(k, 1, loc[t].o))
    IN  /\ pc[t] = "RelSub"
        /\ cnt' = [cnt EXCEPT ![h] = c]
        /\ LedgerLess(t, k, loc[t].p)
        /\ Resume(t, IF c = 0 THEN "RelFree" ELSE RelThen(loc[t], "RelSub"), loc[t])
        /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, ghosts>>

\* The next subpage that a splitter lets go of: all but the one its caller holds.
NextPut(l) == LET Left == {i \in l.i..(l.n - 1) : l.h + i # l.p}
              IN  IF Left = {} THEN l.n ELSE CHOOSE i \in Left : \A j \in Left : i <= j
PutOn(t, l) == IF NextPut(l) = l.n THEN Goto(t, "idle") /\ Learn(t, NoLoc)
               ELSE Goto(t, "SplitPut") /\ Learn(t, [l EXCEPT !.i = NextPut(l)])

\* Under the zone lock: the page, with its tails, goes back to the allocator.
RelFree(t) ==
    LET split == loc[t].k = "SPLIT"
        h    == IF split THEN loc[t].h + loc[t].i ELSE loc[t].h
        gone == {f \in Frames : head[f] = h}
    IN  /\ pc[t] = "RelFree"
        /\ free'  = [f \in Frames |-> free[f] \/ f \in gone]
        /\ head'  = [f \in Frames |-> IF f \in gone THEN f ELSE head[f]]
        /\ order' = [order EXCEPT ![h] = 0]
        /\ IF Walking(t) THEN Undone(t)
           ELSE /\ IF split THEN PutOn(t, [loc[t] EXCEPT !.i = @ + 1])
                            ELSE Resume(t, IF loc[t].k = "ZAP" THEN "idle"
                                           ELSE RelThen(loc[t], "RelSub"), loc[t])
                /\ UNCHANGED <<mapped, doomed>>
        /\ UNCHANGED <<cnt, pinc, zero, tables, stats, ledger, debt>>

-----------------------------------------------------------------------------
(* The splitter, who holds a plain reference to a page of it *)

\* Nothing to split: the call is over.
SplitLock(t, f) ==
    /\ pc[t] = "idle"
    /\ MayCall(t, "SPLIT")
    /\ gets[t][f] > 0
    /\ plk = NoThread
    /\ IF Large(head[f])
       THEN /\ plk' = t
            /\ Goto(t, "SplitUnmap")
            /\ Learn(t, [NoLoc EXCEPT !.k = "SPLIT", !.p = f, !.h = head[f]])
       ELSE UNCHANGED <<plk, pc, loc>>
    /\ UNCHANGED <<frames, pmd, pte, ptl, stats, ledger, ghosts>>

\* The entries of this page, by vpn.
Mapping(h) == {v \in Vpns : IF pmd.k = "leaf" THEN pmd.p = h
                            ELSE pte[v].k = "page" /\ head[pte[v].p] = h /\ pte[v].p # zero}
MapCount(h) == IF pmd.k = "leaf" THEN (IF pmd.p = h THEN 1 ELSE 0) ELSE Cardinality(Mapping(h))

\* Migration entries for the page's own, a huge one page by page: no walker takes
\* what it reads from here on.  Their references go with them.
SplitUnmap(t) ==
    LET h == loc[t].h IN
    /\ pc[t] = "SplitUnmap"
    /\ ptl = NoThread
    /\ pte' = [v \in Vpns |-> IF v \in Mapping(h)
                              THEN [k |-> "migr", p |-> PageAt(EntryAt(v), v), w |-> EntryAt(v).w]
                              ELSE pte[v]]
    /\ pmd' = IF pmd.k = "leaf" /\ pmd.p = h THEN TableEntry ELSE pmd
    /\ cnt' = [cnt EXCEPT ![h] = Plus(@, -MapCount(h))]
    /\ Goto(t, "SplitFreeze")
    /\ UNCHANGED <<pinc, head, order, free, zero, ptl, plk, stats, loc, ledger, ghosts>>

\* What the splitter expects: its caller's reference, and nobody else's.
SplitExpected(h) == 1

\* cmpxchg of the count to zero, from where nobody can grab.  Anything else there is
\* somebody who holds the page, and then it is not split.
SplitFreeze(t) ==
    LET h == loc[t].h IN
    /\ pc[t] = "SplitFreeze"
    /\ IF cnt[h] = SplitExpected(h)
       THEN cnt' = [cnt EXCEPT ![h] = 0] /\ Goto(t, "SplitTails")
       ELSE Goto(t, "SplitRemap") /\ UNCHANGED cnt
    /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, loc, ledger, ghosts>>

\* Each tail becomes a page of its own, with a count: its head first, since with the
\* count it can be grabbed.
SplitTails(t) ==
    LET h     == loc[t].h
        tails == {f \in Frames : head[f] = h /\ f # h}
    IN  /\ pc[t] = "SplitTails"
        /\ head'  = [f \in Frames |-> IF f \in tails THEN f ELSE head[f]]
        /\ order' = [order EXCEPT ![h] = 0]
        /\ cnt'   = [f \in Frames |-> IF f \in tails THEN 1 ELSE cnt[f]]
        /\ Goto(t, "SplitUnfreeze")
        /\ Learn(t, [loc[t] EXCEPT !.n = Cardinality(tails) + 1, !.s = TRUE])
        /\ UNCHANGED <<pinc, free, zero, tables, stats, ledger, ghosts>>

\* The head is a page of its own as well; in C an addition, behind the lock that the
\* tails were made under.
SplitUnfreeze(t) ==
    /\ pc[t] = "SplitUnfreeze"
    /\ cnt' = [cnt EXCEPT ![loc[t].h] = 1]
    /\ Goto(t, "SplitRemap")
    /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, loc, ledger, ghosts>>

\* The entries come back, one for each page whether it was split or not, and each
\* with a reference.
SplitRemap(t) ==
    LET back == {v \in Vpns : IsMigration(pte[v])} IN
    /\ pc[t] = "SplitRemap"
    /\ ptl = NoThread
    /\ pte' = [v \in Vpns |-> IF v \in back THEN [pte[v] EXCEPT !.k = "page"] ELSE pte[v]]
    /\ cnt' = [f \in Frames |-> Plus(cnt[f], Cardinality({v \in back : head[pte[v].p] = f}))]
    /\ doomed' = [u \in Threads |->
                    doomed[u] /\ \A v \in back : ~Carries(u, v, [pte[v] EXCEPT !.k = "page"])]
    /\ Goto(t, "SplitUnlock")
    /\ UNCHANGED <<pinc, head, order, free, zero, pmd, ptl, plk, stats, loc, ledger, debt, mapped>>

SplitUnlock(t) ==
    /\ pc[t] = "SplitUnlock"
    /\ plk' = NoThread
    /\ PutOn(t, loc[t])
    /\ UNCHANGED <<frames, pmd, pte, ptl, stats, ledger, ghosts>>

\* The splitter's own reference to each page, all but the one its caller holds.
SplitPut(t) ==
    LET f == loc[t].h + loc[t].i
        c == Plus(cnt[f], -1)
    IN  /\ pc[t] = "SplitPut"
        /\ cnt' = [cnt EXCEPT ![f] = c]
        /\ IF c = 0 THEN Goto(t, "RelFree") /\ UNCHANGED loc
                    ELSE PutOn(t, [loc[t] EXCEPT !.i = @ + 1])
        /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, ledger, ghosts>>

-----------------------------------------------------------------------------
(* The checker: clear, flush, set, and only then ask, all under the PTL. *)

\* xchg of the entry.  Nothing to clean: the call is over.
WbMkcleanClear(t, v) ==
    LET e == EntryAt(v) IN
    /\ pc[t] = "idle"
    /\ MayCall(t, "CLEAN")
    /\ ptl = NoThread
    /\ IF IsPage(e) /\ e.w
       THEN /\ SetEntry(v, NoEntry)
            /\ ptl' = t
            /\ Goto(t, "WbMkcleanFlush")
            /\ Learn(t, [NoLoc EXCEPT !.k = "CLEAN", !.v = v, !.e = e])
       ELSE UNCHANGED <<pmd, pte, ptl, pc, loc>>
    /\ UNCHANGED <<frames, plk, stats, ledger, ghosts>>

\* No CPU has the old entry in its TLB from here on; a full barrier.
WbMkcleanFlush(t) ==
    /\ pc[t] = "WbMkcleanFlush"
    /\ Goto(t, "WbMkcleanSet")
    /\ UNCHANGED <<frames, tables, stats, loc, ledger, ghosts>>

\* The entry comes back, clean and write-protected.
WbMkcleanSet(t) ==
    /\ pc[t] = "WbMkcleanSet"
    /\ SetEntry(loc[t].v, [loc[t].e EXCEPT !.w = FALSE])
    /\ Goto(t, "WbPinTest")
    /\ UNCHANGED <<frames, ptl, plk, stats, loc, ledger, ghosts>>

\* a: the answer of page_maybe_dma_pinned().  If it is no, every walker that still
\* carries the entry as it was must fail.
WbPinTest(t, a) ==
    /\ pc[t] = "WbPinTest"
    /\ a = MaybePinned(head[PageAt(loc[t].e, loc[t].v)])
    /\ doomed' = [u \in Threads |->
                    doomed[u] \/ (/\ ~a
                                  /\ loc[u].k = "PIN"
                                  /\ Carries(u, loc[t].v, loc[t].e))]
    /\ ptl' = NoThread
    /\ Goto(t, "idle")
    /\ Learn(t, NoLoc)
    /\ UNCHANGED <<frames, pmd, pte, plk, stats, ledger, debt, mapped>>

-----------------------------------------------------------------------------
(* Unmap, and map anew *)

\* xchg of the entry under the PTL.  Nothing there, or nothing that holds a
\* reference: the call is over.
ZapClear(t, v) ==
    LET e == EntryAt(v) IN
    /\ pc[t] = "idle"
    /\ MayCall(t, "ZAP")
    /\ ptl = NoThread
    /\ SetEntry(v, NoEntry)
    /\ IF Holds(e)
       THEN /\ ptl' = t
            /\ Goto(t, "ZapFlush")
            /\ Learn(t, [NoLoc EXCEPT !.k = "ZAP", !.v = v, !.e = e])
       ELSE UNCHANGED <<ptl, pc, loc>>
    /\ UNCHANGED <<frames, plk, stats, ledger, ghosts>>

\* Flush, then drop the PTL.  The mapping's reference is ours to drop.
ZapFlush(t) ==
    /\ pc[t] = "ZapFlush"
    /\ ptl' = NoThread
    /\ Goto(t, "ZapPut")
    /\ Learn(t, [NoLoc EXCEPT !.k = "ZAP", !.h = head[loc[t].e.p]])
    /\ UNCHANGED <<frames, pmd, pte, plk, stats, ledger, ghosts>>

ZapPut(t) ==
    LET h == loc[t].h
        c == Plus(cnt[h], -1)
    IN  /\ pc[t] = "ZapPut"
        /\ cnt' = [cnt EXCEPT ![h] = c]
        /\ Resume(t, IF c = 0 THEN "RelFree" ELSE "idle", loc[t])
        /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, ledger, ghosts>>

\* A fault: a fresh page, ready before the entry points to it.
FltInstall(t, v, f) ==
    /\ pc[t] = "idle"
    /\ MayCall(t, "MAP")
    /\ ptl = NoThread
    /\ IF free[f] /\ EntryAt(v) = NoEntry
       THEN /\ free' = [free EXCEPT ![f] = FALSE]
            /\ cnt'  = [cnt EXCEPT ![f] = 1]
            /\ pmd'  = TableEntry
            /\ pte'  = [pte EXCEPT ![v] = PageEntry(f)]
            /\ doomed' = [u \in Threads |-> doomed[u] /\ ~Carries(u, v, PageEntry(f))]
       ELSE UNCHANGED <<free, cnt, pmd, pte, doomed>>
    /\ UNCHANGED <<pinc, head, order, zero, ptl, plk, stats, pc, loc, ledger, debt, mapped>>

-----------------------------------------------------------------------------
Walk(t) ==
    \/ FastReadPte(t) \/ FastReadHead(t) \/ FastReadCount(t) \/ FastGrab(t)
    \/ FastHeadRecheck(t) \/ FastReadOrder(t) \/ FastPinSecond(t) \/ FastFence(t)
    \/ FastStat(t) \/ FastRecheck(t) \/ FastUndoGet(t) \/ FastUndoSub(t) \/ FastUndo(t)
    \/ FastRecord(t)

Remove(t) ==
    \/ WbMkcleanFlush(t) \/ WbMkcleanSet(t) \/ \E a \in BOOLEAN : WbPinTest(t, a)
    \/ ZapFlush(t) \/ ZapPut(t)

Release(t) == RelReadOrder(t) \/ RelStat(t) \/ RelPincount(t) \/ RelSub(t) \/ RelFree(t)

Split(t) ==
    \/ SplitFreeze(t) \/ SplitTails(t) \/ SplitUnfreeze(t) \/ SplitUnlock(t) \/ SplitPut(t)

\* Steps that wait for a lock which others may take again and again.
Waiting(t) == SlowFollow(t) \/ SlowMigWait(t) \/ SplitUnmap(t) \/ SplitRemap(t)

Next ==
    \E t \in Threads :
        \/ \E k \in Kinds, v \in Vpns, n \in 1..HugeSize : FastReadPmd(t, k, v, n)
        \/ Walk(t)
        \/ Waiting(t)
        \/ \E k \in Kinds, f \in Frames : RelReadHead(t, k, f)
        \/ Release(t)
        \/ \E f \in Frames : SplitLock(t, f)
        \/ Split(t)
        \/ \E v \in Vpns : WbMkcleanClear(t, v) \/ ZapClear(t, v)
        \/ Remove(t)
        \/ \E v \in Vpns, f \in Frames : FltInstall(t, v, f)

Spec == Init /\ [][Next]_vars

\* Calls that have begun go on.  Who waits for a lock that others may take again and
\* again needs the stronger promise, and who waits for the entries of a page that
\* somebody else tries to split again and again has to find them once.
FairSpec == Spec /\ \A t \in Threads :
                /\ WF_vars(Walk(t) \/ Release(t) \/ Remove(t) \/ Split(t) \/ SlowFollow(t))
                /\ SF_vars(SlowMigWait(t) \/ SplitUnmap(t) \/ SplitRemap(t))
                /\ SF_vars(SlowFollow(t) /\ pc'[t] # "SlowMigWait")

-----------------------------------------------------------------------------
(* What must hold *)

\* References of page-table entries: those that map now, and those of entries
\* that a remover has cleared and not yet put, or means to bring back.
MapRefs(h) ==
      MapCount(h)
    + Cardinality({t \in Threads :
            \/ pc[t] = "ZapPut" /\ loc[t].h = h
            \/ pc[t] \in {"ZapFlush", "WbMkcleanFlush", "WbMkcleanSet"} /\ head[loc[t].e.p] = h})

\* Recorded pages count with the ledger: the walker can only return them.
Recorded(t, k, f) ==
    IF loc[t].k = k THEN Cardinality({i \in DOMAIN loc[t].pages : loc[t].pages[i] = f}) ELSE 0
PinsOf(t, f) == pins[t][f] + Recorded(t, "PIN", f)
GetsOf(t, f) == gets[t][f] + Recorded(t, "GET", f)

\* Pins that are written somewhere.
CountedPins(t, f) == IF Exempt(f) THEN 0 ELSE PinsOf(t, f)

OnHead(Of(_, _), h) ==
    Sum([t \in Threads |-> Sum([f \in Frames |-> IF head[f] = h THEN Of(t, f) ELSE 0], Frames)],
        Threads)

\* What the walk under way has on the count of its head, and on its pin count.
InUndo == {"FastUndoGet", "FastUndoSub", "FastUndo"}
Grabbed(t) == \/ pc[t] \in InUndo
              \/ Walking(t) /\ pc[t] \in {"RelStat", "RelPincount"}
              \/ pc[t] \in {Order[i] : i \in DOMAIN Order} /\ Behind(pc[t], "FastGrab")
OnTheWay(t) ==
    CASE ~Grabbed(t)            -> 0
      [] pc[t] = "FastUndoSub"  -> IF Era = "bias" THEN Plus(Added(t), 1) ELSE Added(t)
      [] pc[t] = "FastUndo"     -> UndoLast(t)
      [] OTHER                  -> Added(t)
PinsOnTheWay(t) ==
    IF Walking(t) /\ Grabbed(t) /\ pc[t] \notin InUndo /\ loc[t].s /\ IsExact(loc[t].k, loc[t].o)
    THEN Refs(t) ELSE 0

\* A release that has taken its pin off the pin count, and not yet off the count.
Halfway(t) == IF loc[t].k = "UNPIN" /\ IsExact("PIN", loc[t].o) /\ pc[t] = "RelSub" THEN 1 ELSE 0

\* What a splitter holds of each page: all but its caller's one.
SplitsOff(t, f) == /\ loc[t].k = "SPLIT" /\ loc[t].s
                   /\ f # loc[t].p /\ f >= loc[t].h + loc[t].i /\ f < loc[t].h + loc[t].n
                   /\ pc[t] # "RelFree"
Frozen(h) == \E t \in Threads : pc[t] \in {"SplitTails", "SplitUnfreeze"} /\ loc[t].h = h

OnThis(Of(_), h) == Sum([t \in Threads |-> IF loc[t].h = h THEN Of(t) ELSE 0], Threads)

\* Both counts are the sums of what is held on them, speculative holders included;
\* the kernel itself holds the zero page.
RefcountConservation ==
    \A h \in {f \in Frames : head[f] = f} :
        /\ cnt[h] = IF Frozen(h) THEN 0 ELSE
                Plus(OnCount("PIN", OnHead(CountedPins, h), order[h]),
                       OnHead(GetsOf, h)
                     + OnThis(OnTheWay, h)
                     + Cardinality({t \in Threads : SplitsOff(t, h)})
                     + MapRefs(h)
                     + (IF h = zero THEN 1 ELSE 0))
        /\ pinc[h] = OnPincount("PIN", OnHead(CountedPins, h), order[h])
                     + OnThis(PinsOnTheWay, h) - OnThis(Halfway, h)

\* The promise, as a state: a page of which somebody has a pin is seen as pinned.  A
\* release is past it when its pin has left the pin count.
NoFalseNegative ==
    \A f \in Frames :
        Sum([t \in Threads |-> CountedPins(t, f) - (IF loc[t].p = f THEN Halfway(t) ELSE 0)],
            Threads) > 0
            => MaybePinned(head[f])

\* The promise, as the checker needs it: clear; barrier; "not pinned"; then no
\* walker that had read the old entry succeeds.
NoFalseNegativeChecked == \A t \in Threads : doomed[t] => pc[t] # "FastRecord"

\* A page handed out was mapped where the caller asked while it was held, and its
\* head is the one that was grabbed; who counts a release still has the page.
UseAfterFree ==
    \A t \in Threads :
        /\ pc[t] = "FastRecord" => /\ mapped[t] /\ ~free[loc[t].h] /\ ~free[loc[t].p]
                                   /\ head[loc[t].p] = loc[t].h
        /\ pc[t] \in {"RelStat", "RelPincount"} => ~free[loc[t].h]

\* A free page has no reference, no pin and no mapping, and is not about to be freed.
NoFreeWhileHeld ==
    \A f \in Frames : free[f] =>
        /\ cnt[f] = 0 /\ pinc[f] = 0
        /\ MapRefs(f) = 0
        /\ \A t \in Threads : /\ CountedPins(t, f) = 0 /\ GetsOf(t, f) = 0
                              /\ pc[t] = "RelFree" /\ loc[t].k # "SPLIT" => loc[t].h # f

\* A page of count zero is free, frozen, or somebody is about to free it: no leak.
Frees(t, f) == pc[t] = "RelFree" /\ f = IF loc[t].k = "SPLIT" THEN loc[t].h + loc[t].i ELSE loc[t].h
NoLeak ==
    \A f \in Frames :
        cnt[f] = 0 /\ head[f] = f /\ ~free[f] => Frozen(f) \/ \E t \in Threads : Frees(t, f)

\* Only heads are counted.
TailCountZero == \A f \in Frames : head[f] # f => cnt[f] = 0 /\ pinc[f] = 0 /\ order[f] = 0

\* Who holds a page holds the whole it is part of: a page that is split has no holder
\* but its splitter.
HeadKept ==
    \A t \in Threads :
        pc[t] \in {"SplitTails", "SplitUnfreeze"} =>
            \A u \in Threads, f \in Frames :
                f >= loc[t].h /\ f < loc[t].h + HugeSize =>
                    /\ CountedPins(u, f) = 0
                    /\ GetsOf(u, f) = IF u = t /\ f = loc[t].p THEN 1 ELSE 0

\* Outside a grab, a call has added exactly what it will hand out, to both counts.
UndoExact ==
    \A t \in Threads :
        Walking(t) /\ pc[t] \in {"FastReadPte", "SlowFollow", "SlowMigWait", "RelFree"} =>
            LET k == loc[t].k
                Worth(Of(_, _, _)) ==
                    Sum([f \in Frames |-> IF GrabExempt(k, f) THEN 0
                                          ELSE Of(k, Recorded(t, k, f), order[head[f]])], Frames)
            IN  debt[t] = [c |-> Worth(OnCount), p |-> Worth(OnPincount)]

\* What is recorded is a prefix of what was asked: no entry is passed over.
PrefixResult ==
    \A t \in Threads :
        Walking(t) => /\ Len(loc[t].pages) = loc[t].i
                      /\ loc[t].i <= loc[t].n
                      /\ pc[t] = "FastRecord" => loc[t].p = PageAt(loc[t].e, Vpn(t))

\* The unsigned word never wraps, and here it never comes near.
NoOverflow == \A f \in Frames : WithinLimit(cnt[f])

\* Pins that there are: established, or written down on the way and not yet taken back.
Outstanding ==
    Sum([t \in Threads |->
            Sum([f \in Frames |-> CountedPins(t, f)], Frames)
          + (IF loc[t].k = "PIN" /\ Grabbed(t) /\ (Era = "bias" \/ loc[t].s) THEN Refs(t) ELSE 0)],
        Threads)

\* Acquired: reference first, counter second.  Released: counter first.  So the
\* difference is never more than there is ...
CountersBounded == acq - rel <= Outstanding

\* ... and all of it when nobody is in a call.
CountersEqualAtRest ==
    Counting /\ (\A t \in Threads : pc[t] = "idle") => acq - rel = Outstanding

\* Calls return.
CallsReturn == \A t \in Threads : pc[t] # "idle" ~> pc[t] = "idle"

\* The page is split in the end.
SplitInTheEnd == <>(\A f \in Frames : head[f] = f)

-----------------------------------------------------------------------------
(* Witnesses: what must be reachable for the invariants to say anything.    *)

SomebodyPinned   == \E t \in Threads, f \in Frames : CountedPins(t, f) > 0
SomebodyDoomed   == \E t \in Threads : doomed[t]
SomebodyRecords  == \E t \in Threads : pc[t] = "FastRecord"
SomethingFree    == \E f \in Frames : free[f]
SomethingZero    == \E f \in Frames : cnt[f] = 0 /\ head[f] = f /\ ~free[f]
SomethingFrozen  == \E f \in Frames : Frozen(f)
SomebodyStopped  == \E t \in Threads : Walking(t) /\ pc[t] = "SlowFollow"
SomebodyHalfway  == \E t \in Threads : Walking(t) /\ Len(loc[t].pages) > 0
SomethingCounted == acq > rel
SomethingAtRest  == acq > 0 /\ \A t \in Threads : pc[t] = "idle"
SomeTail         == \E f \in Frames : head[f] # f

(* Reachability questions, asked by being violated.                         *)

\* Nobody is turned away for what the count holds.
NeverRefused ==
    \A t \in Threads :
        /\ pc[t] = "FastReadCount" => WithinLimit(cnt[loc[t].h])
        /\ pc[t] = "SlowFollow" /\ ptl = NoThread /\ IsPage(EntryAt(Vpn(t))) =>
               WithinLimitSlow(cnt[head[PageAt(EntryAt(Vpn(t)), Vpn(t))]])

\* Alone, the fast path does all of the work.
NeverSlow == \A t \in Threads : pc[t] # "SlowFollow"

\* No page is ever split.
NeverSplit == \A t \in Threads : pc[t] # "SplitUnfreeze"

\* No walker finds its head changed, and its entry not.
NeverHeadAlone ==
    \A t \in Threads : pc[t] = "FastHeadRecheck" /\ EntryUnchanged(t) => HeadUnchanged(t)

\* The undo of a grab never has to free the page.
NeverUndoFrees == ~\E t \in Threads : Walking(t) /\ pc[t] = "RelFree"
=============================================================================
