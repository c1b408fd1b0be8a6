------------------------------ MODULE Unsplit ------------------------------
(* What the lint is for: actions that TLC cannot name.                        *)
EXTENDS Integers
VARIABLE x
Init == x = 0
Add(n) == x + n < 4 /\ x' = x + n
Reset == x' = 0
Next == \/ \E n \in 0..x : Add(n)
        \/ x = 3 /\ x' = 1
        \/ Add(x + 1)
        \/ Reset
Spec == Init /\ [][Next]_x
============================================================================
