"""SMT-LIB 2 scripts in the shapes of public benchmark families, written for these tests."""

from __future__ import annotations

# one large assertion, nested conjunctions and denials, rational constants
PROVER_OF_SPECIAL_FUNCTIONS = (
    """
(set-info :smt-lib-version 2.6)
(set-logic QF_NRA)
(set-info :source | bounds of a special function by polynomials |)
(set-info :status unsat)
(declare-fun skoX () Real)
(declare-fun skoY () Real)
(assert (and (not (<= (+ (* skoX skoX) (* (/ (- 1.) 2.) skoY)) 0.))
  (and (not (<= skoX 0.)) (and (<= skoY 0.) (not (<= 0. (* skoX (+ 1. (* skoX skoX)))))))))
(check-sat)
(exit)
""".replace("1.)", "1.0)")
    .replace("2.)", "2.0)")
    .replace("0.)", "0.0)")
    .replace(" 0. ", " 0.0 ")
    .replace(" 1. ", " 1.0 ")
)

# points on a sphere, no two of them near
TOUCHING_SPHERES = """
(set-logic QF_NRA)
(set-info :status sat)
(declare-fun x_0_0 () Real)
(declare-fun x_0_1 () Real)
(declare-fun x_1_0 () Real)
(declare-fun x_1_1 () Real)
(assert (= (+ (* x_0_0 x_0_0) (* x_0_1 x_0_1)) 1.0))
(assert (= (+ (* x_1_0 x_1_0) (* x_1_1 x_1_1)) 1.0))
(assert (>= (+ (* (- x_0_0 x_1_0) (- x_0_0 x_1_0)) (* (- x_0_1 x_1_1) (- x_0_1 x_1_1))) 1.0))
(check-sat)
"""

# a hybrid system unrolled: let upon let, propositions for modes, numerals with marks in their names
HYBRID_SYSTEM = """
(set-option :produce-models true)
(set-logic QF_NRA)
(set-info :status unsat)
(declare-fun |speed.0@t| () Real)
(declare-fun |speed.1@t| () Real)
(declare-fun |mode.fast!0| () Bool)
(declare-const delta Real)
(define-fun .def_1 () Bool (<= 0.0 delta))
(define-fun .def_2 () Real (* 2.0 delta))
(assert (let ((?v_0 (+ |speed.0@t| .def_2)) (?v_1 (not |mode.fast!0|)))
  (let ((?v_2 (= |speed.1@t| ?v_0)) (?v_3 (= |speed.1@t| |speed.0@t|)))
    (and .def_1 (or ?v_1 ?v_2) (or |mode.fast!0| ?v_3)))))
(assert (>= |speed.0@t| 10.0))
(assert (not (>= |speed.1@t| (/ 19 2))))
(check-sat)
"""

# a ranking function for a loop: linear, coefficients by name, large conjunctions and implications
RANKING = """
(set-logic QF_LRA)
(set-info :status sat)
(declare-fun c_x () Real) (declare-fun c_y () Real) (declare-fun |lambda!1| () Real) (declare-fun |lambda!2| () Real)
(assert (and (>= |lambda!1| 0.0) (>= |lambda!2| 0.0)))
(assert (! (= (- |lambda!1| |lambda!2|) c_x) :named |supporting invariant|))
(assert (=> (> c_x 0.0) (>= c_y 1.0) (distinct c_x c_y)))
(assert (! (xor (> c_x 1.0) (> c_y 1.0)) :named step))
(check-sat)
"""

# constraints over the integers, as from termination of rewriting
REWRITING = """
(set-logic QF_NIA)
(set-info :status unsat)
(declare-fun a () Int) (declare-fun b () Int) (declare-fun max () Int)
(define-fun weight ((x Int) (y Int)) Int (+ (* x y) (ite (> x y) x y)))
(assert (>= a 1))
(assert (>= b 1))
(assert (= max (weight a b)))
(assert (= (mod max 2) (- max (* 2 (div max 2)))))
(assert (< max 2))
(check-sat)
"""

ALL = {
    "special functions": PROVER_OF_SPECIAL_FUNCTIONS,
    "spheres": TOUCHING_SPHERES,
    "hybrid system": HYBRID_SYSTEM,
    "ranking": RANKING,
    "rewriting": REWRITING,
}

# divisions that have a value in SMT-LIB whatever the divisor: what a solver answers is what must come out
DIVISIONS = {
    "some value at 0": ("sat", "(declare-const x Real)(assert (= x 0.0))(assert (= (/ 1.0 x) 5.0))"),
    "any value at 0, by a number": ("sat", "(declare-const x Real)(assert (= (/ x 0.0) 5.0))"),
    "equal for equals": (
        "unsat",
        "(declare-const x Real)(declare-const y Real)(declare-const z Real)"
        "(assert (= x 0.0))(assert (= y 0.0))(assert (not (= (/ z x) (/ z y))))",
    ),
    "known not to be 0": ("unsat", "(declare-const x Real)(assert (> x 0.0))(assert (<= (/ 1.0 x) 0.0))"),
    "not 0 afterwards": ("unsat", "(declare-const x Real)(assert (<= (/ 1.0 x) 0.0))(assert (> x 0.0))"),
    "perhaps 0": ("sat", "(declare-const x Real)(assert (>= x 0.0))(assert (< (/ 1.0 x) 0.0))"),
    "a chain": ("unsat", "(declare-const x Real)(assert (> x 1.0))(assert (not (= (/ x x x) (/ 1.0 x))))"),
    "in a choice": (
        "unsat",
        "(declare-const x Real)(assert (not (= (ite (= x 0.0) 1.0 (/ x x)) 1.0)))",
    ),
    "whole": ("unsat", "(declare-const x Int)(assert (not (= x (+ (* 3 (div x 3)) (mod x 3)))))"),
    "negative divisor": ("unsat", "(declare-const x Int)(assert (= x 7))(assert (not (= (div x (- 2)) (- 3))))"),
    "negative dividend": ("unsat", "(declare-const x Int)(assert (= x (- 7)))(assert (not (= (mod x 2) 1)))"),
}
