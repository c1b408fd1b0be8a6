------------------------------- MODULE Baton -------------------------------
(* Processes take turns at counting to Limit while they hold a baton.         *)
(* A toy for the tests: small, with every shape of action the ladder uses.    *)
EXTENDS Integers, FiniteSets

CONSTANTS Procs, Limit, None, Colours

ASSUME LimitIsPositive == Limit > 0

VARIABLES
    count,    \* [Procs -> 0..Limit]: how far each process has counted
    holder,   \* Procs \cup {None}: who holds the baton
    log       \* Seq of colours: one for the last release

vars == <<count, holder, log>>

Init == /\ count = [p \in Procs |-> 0]
        /\ holder = None
        /\ log = <<>>

MayTake(p) == /\ holder = None
              /\ count[p] < Limit

Take(p) == /\ MayTake(p)
           /\ holder' = p
           /\ UNCHANGED <<count, log>>

Advance(p) ==
    LET next == count[p] + 1
    IN  /\ holder = p
        /\ next =< Limit
        /\ count' = [count EXCEPT ![p] = next]
        /\ UNCHANGED <<holder, log>>

Release(p, c) == /\ holder = p
                 /\ holder' = None
                 /\ log' = <<c, count[p]>>
                 /\ UNCHANGED count

Never(p) == /\ count[p] > Limit
            /\ UNCHANGED vars

Next == \E p \in Procs :
            \/ Take(p)
            \/ Advance(p)
            \/ \E c \in Colours : Release(p, c)
            \/ Never(p)

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ \A p \in Procs : WF_vars(Advance(p))

TypeOK == /\ count \in [Procs -> 0..Limit]
          /\ holder \in Procs \cup {None}
NobodyDone == \A p \in Procs : count[p] < Limit
NotStarted == holder # None
SomebodyDone == ~NobodyDone
Impossible == \E p \in Procs : count[p] > Limit
CountsNeverGrow == [][\A p \in Procs : count'[p] =< count[p]]_vars
CountsOnlyGrow == [][\A p \in Procs : count'[p] >= count[p]]_vars
EventuallyDone == <>(\A p \in Procs : count[p] = Limit)
AlwaysFree == [](holder # None => <>(holder = None))
Bounded == \A p \in Procs : count[p] < 2
OnlyTakes == holder' # None
Total == [p \in Procs |-> count[p]]
Two == 2
============================================================================
