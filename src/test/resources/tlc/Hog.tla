-------------------------------- MODULE Hog --------------------------------
(* Needs more memory than the tests give it.                                 *)
EXTENDS Integers
VARIABLE x
Init == x = {}
Grow == x = {} /\ x' = {f \in [1..6 -> 1..9] : f[1] > 0}
Next == Grow
Spec == Init /\ [][Next]_x
============================================================================
