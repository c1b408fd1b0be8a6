---------------------------- MODULE RefcountWord ----------------------------
(***************************************************************************)
(* _refcount as a word of W bits, and what a pin and a plain reference add *)
(* to it.                                                                  *)
(*                                                                         *)
(* The word is held as its signed reading, so that W = 32 fits the         *)
(* integers of TLC, which are 32 bits wide themselves.                     *)
(*                                                                         *)
(* C:  include/linux/mm_types.h::struct page (_refcount);                  *)
(*     include/linux/mm.h::GUP_PIN_COUNTING_BIAS, page_dma_pinned.         *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
    W,     \* width of _refcount in bits; 32 in the kernel
    BIAS   \* GUP_PIN_COUNTING_BIAS; 1024 in the kernel

ASSUME WordIsWide == W \in Nat /\ W >= 4 /\ BIAS \in Nat /\ BIAS >= 2

Quarter == 2^(W - 2)
MaxWord == Quarter - 1 + Quarter
MinWord == -MaxWord - 1
Word    == MinWord .. MaxWord

ASSUME BiasFits == Quarter % BIAS = 0

\* x + d as the hardware adds: modulo 2^W.  No intermediate leaves the word.
Plus(x, d) ==
    IF d >= 0
    THEN IF x > MaxWord - d THEN MinWord + (x - (MaxWord - d) - 1) ELSE x + d
    ELSE IF x < MinWord - d THEN MaxWord - ((MinWord - d) - x - 1) ELSE x + d

\* How many whole biases the unsigned word holds before it wraps.
BiasesInWord == (Quarter \div BIAS) * 4

\* BIAS * n modulo 2^W, for any n >= 0.
Biased(n) ==
    LET m == n % BiasesInWord
    IN  IF m < BiasesInWord \div 2 THEN m * BIAS ELSE (m - BiasesInWord) * BIAS

\* The two kinds of reference: FOLL_PIN and FOLL_GET.
Kinds == {"PIN", "GET"}

\* What a reference to n pages is worth on the count of their head page.
Weight(k, n) == IF k = "PIN" THEN Biased(n) ELSE n

\* page_dma_pinned(): the unsigned word is at least BIAS.  A negative word is
\* in the upper half of the unsigned range, so it is.  BIAS plain references
\* look like one pin, and are allowed to.
Pinned(x) == x < 0 \/ x >= BIAS

\* The fast path refuses a negative count, the slow path also zero.
WithinLimit(x)     == x >= 0
WithinLimitSlow(x) == x > 0

\* Zero means free or frozen; from zero nothing may be taken without a lock.
Grabbable(x) == x # 0

\* The sum of f over a finite set.
RECURSIVE Sum(_, _)
Sum(f, S) == IF S = {} THEN 0
             ELSE LET x == CHOOSE x \in S : TRUE IN f[x] + Sum(f, S \ {x})
=============================================================================
