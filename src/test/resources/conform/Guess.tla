------------------------------- MODULE Guess -------------------------------
(* Somebody thinks of a number and says it later.  A toy for the tests: while *)
(* the number is not observed, several states are possible.                   *)
EXTENDS Integers

VARIABLES
    said,     \* the number, once it is said
    thought,  \* the number; 0 if none
    asked     \* how often it was asked for

vars == <<said, thought, asked>>

Init == said = 0 /\ thought = 0 /\ asked = 0

Think(t) == /\ thought = 0
            /\ thought' \in 1..3
            /\ UNCHANGED <<said, asked>>

\* The same, found in another order.
ThinkBackwards(t) == /\ thought = 0
                     /\ \E n \in 1..3 : thought' = 4 - n
                     /\ UNCHANGED <<said, asked>>

Ask(t) == /\ thought # 0
          /\ asked' = asked + 1
          /\ UNCHANGED <<said, thought>>

Say(t) == /\ thought # 0
          /\ said' = thought
          /\ thought' = 0
          /\ UNCHANGED asked

Next == \E t \in {"t1"} : Think(t) \/ ThinkBackwards(t) \/ Ask(t) \/ Say(t)

Spec == Init /\ [][Next]_vars

NotTwo    == thought # 2
NothingThought == thought = 0
NotThree  == thought # 3
============================================================================
