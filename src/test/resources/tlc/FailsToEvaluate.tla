-------------------------- MODULE FailsToEvaluate --------------------------
EXTENDS Integers
VARIABLE x
Init == x = 0
Count == x < 3 /\ x' = x + 1
Break == x = 3 /\ x' = x + "one"
Next == Count \/ Break
Spec == Init /\ [][Next]_x
============================================================================
