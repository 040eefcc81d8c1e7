import Mathlib.Data.Real.Basic
import Mathlib.Tactic

namespace Argcheck

/- How facts are combined. A fact is `0 < e`, `0 ≤ e`, `e = 0` or `e ≠ 0`; a yes/no quantity is a proposition. -/

-- weakening, products, squares, sums
theorem ac_w (a : ℝ) (h : 0 < a) : 0 ≤ a := h.le
theorem ac_ms (a b : ℝ) (h : 0 < a) (k : 0 < b) : 0 < a * b := mul_pos h k
theorem ac_mn (a b : ℝ) (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a * b := mul_nonneg h k
theorem ac_sq (a : ℝ) : 0 ≤ a * a := mul_self_nonneg a
theorem ac_as (a b : ℝ) (h : 0 < a) (k : 0 ≤ b) : 0 < a + b := add_pos_of_pos_of_nonneg h k

-- equations: multiples and sums
theorem ac_em (m e : ℝ) (h : e = 0) : m * e = 0 := by rw [h, mul_zero]
theorem ac_ea (a b : ℝ) (h : a = 0) (k : b = 0) : a + b = 0 := by rw [h, k, add_zero]
theorem ac_zero : (0 : ℝ) = 0 := rfl

-- a positive number and 0 do not add up to 0
theorem ac_fin (p q : ℝ) (hp : 0 < p) (hq : q = 0) (hs : p + q = 0) : False := by
  rw [hq, add_zero] at hs
  exact hp.ne' hs

-- a comparison or its opposite; q is -p
theorem ac_gt_or (p q : ℝ) (e : q = -1 * p) : 0 < p ∨ 0 ≤ q := by
  rcases lt_or_ge 0 p with h | h
  · exact Or.inl h
  · exact Or.inr (by linarith)
theorem ac_ge_or (p q : ℝ) (e : q = -1 * p) : 0 ≤ p ∨ 0 < q := by
  rcases lt_or_ge p 0 with h | h
  · exact Or.inr (by linarith)
  · exact Or.inl h
theorem ac_eq_or (p : ℝ) : p = 0 ∨ p ≠ 0 := Classical.em _
theorem ac_ne_cases (p q : ℝ) (e : q = -1 * p) (n : p ≠ 0) : 0 < p ∨ 0 < q := by
  rcases lt_or_gt_of_ne n with h | h
  · exact Or.inr (by linarith)
  · exact Or.inl h

-- whether a formula holds or not
theorem ac_gt_dec (p : ℝ) : 0 < p ∨ ¬ 0 < p := Classical.em _
theorem ac_ge_dec (p : ℝ) : 0 ≤ p ∨ ¬ 0 ≤ p := Classical.em _
theorem ac_bool_dec (a : Prop) : a ∨ ¬ a := Classical.em _
theorem ac_and_dec (A B : Prop) (_ : A ∨ ¬ A) (_ : B ∨ ¬ B) : (A ∧ B) ∨ ¬ (A ∧ B) := Classical.em _
theorem ac_or_dec (A B : Prop) (_ : A ∨ ¬ A) (_ : B ∨ ¬ B) : (A ∨ B) ∨ ¬ (A ∨ B) := Classical.em _
theorem ac_not_dec (A : Prop) (_ : A ∨ ¬ A) : ¬ A ∨ ¬ ¬ A := Classical.em _
theorem ac_swap (A B : Prop) (h : A ∨ B) : B ∨ A := h.symm
theorem ac_true_dec : True ∨ ¬ True := Or.inl trivial
theorem ac_false_dec : False ∨ ¬ False := Or.inr id
theorem ac_denied (A B : Prop) (h : A ∨ B) (n : ¬ A) : B := h.resolve_left n

-- logic in terms
theorem ac_or (A B C : Prop) (h : A ∨ B) (f : A → C) (g : B → C) : C := h.elim f g
theorem ac_left (A B : Prop) (h : A) : A ∨ B := Or.inl h
theorem ac_right (A B : Prop) (h : B) : A ∨ B := Or.inr h
theorem ac_both (A B : Prop) (h : A) (k : B) : A ∧ B := ⟨h, k⟩
theorem ac_fst (A B : Prop) (h : A ∧ B) : A := h.1
theorem ac_snd (A B : Prop) (h : A ∧ B) : B := h.2
theorem ac_absurd (C : Prop) (h : False) : C := h.elim
theorem ac_true : True := trivial

-- bounds on whole numbers: p = g * z + k with z whole, compared with 0; q = z - m
theorem ac_round_gt (p q : ℝ) (z g k m : ℤ) (hp : 0 < p) (ep : p = (g : ℝ) * (z : ℝ) + (k : ℝ))
    (eq : q = (z : ℝ) - (m : ℝ)) (hg : 0 < g) (hk : g * (m - 1) + k ≤ 0) : 0 ≤ q := by
  have h : 0 < g * z + k := by
    have h' : (0 : ℝ) < ((g * z + k : ℤ) : ℝ) := by push_cast; rw [← ep]; exact hp
    exact_mod_cast h'
  have hz : m ≤ z := by
    by_contra n
    have n' : z ≤ m - 1 := by omega
    have := mul_le_mul_of_nonneg_left n' hg.le
    linarith
  have hz' : (m : ℝ) ≤ (z : ℝ) := by exact_mod_cast hz
  linarith
theorem ac_round_ge (p q : ℝ) (z g k m : ℤ) (hp : 0 ≤ p) (ep : p = (g : ℝ) * (z : ℝ) + (k : ℝ))
    (eq : q = (z : ℝ) - (m : ℝ)) (hg : 0 < g) (hk : g * (m - 1) + k < 0) : 0 ≤ q := by
  have h : 0 ≤ g * z + k := by
    have h' : (0 : ℝ) ≤ ((g * z + k : ℤ) : ℝ) := by push_cast; rw [← ep]; exact hp
    exact_mod_cast h'
  have hz : m ≤ z := by
    by_contra n
    have n' : z ≤ m - 1 := by omega
    have := mul_le_mul_of_nonneg_left n' hg.le
    linarith
  have hz' : (m : ℝ) ≤ (z : ℝ) := by exact_mod_cast hz
  linarith
theorem ac_round_eq (p : ℝ) (z g k : ℤ) (hp : p = 0) (ep : p = (g : ℝ) * (z : ℝ) + (k : ℝ))
    (hk : ¬ g ∣ k) : False := by
  have h : g * z + k = 0 := by
    have h' : ((g * z + k : ℤ) : ℝ) = 0 := by push_cast; rw [← ep]; exact hp
    exact_mod_cast h'
  exact hk ⟨-z, by linarith⟩
