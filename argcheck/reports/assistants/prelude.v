Require Import Reals ZArith Lia Bool.
Open Scope R_scope.

(* How facts are combined. A fact is `0 < e`, `0 <= e`, `e = 0` or `e <> 0`; a yes/no quantity is a boolean. *)

(* weakening, products, squares, whole numbers, sums *)
Lemma ac_w (a : R) : 0 < a -> 0 <= a.
Proof. apply Rlt_le. Qed.
Lemma ac_ms (a b : R) : 0 < a -> 0 < b -> 0 < a * b.
Proof. apply Rmult_lt_0_compat. Qed.
Lemma ac_mn (a b : R) : 0 <= a -> 0 <= b -> 0 <= a * b.
Proof. apply Rmult_le_pos. Qed.
Lemma ac_sq (a : R) : 0 <= a * a.
Proof. apply Rle_0_sqr. Qed.
Lemma ac_k (k : Z) : (0 <? k)%Z = true -> 0 < IZR k.
Proof. intro H. apply (IZR_lt 0), Z.ltb_lt, H. Qed.
Lemma ac_as (a b : R) : 0 < a -> 0 <= b -> 0 < a + b.
Proof. apply Rplus_lt_le_0_compat. Qed.

(* equations: multiples and sums *)
Lemma ac_em (m e : R) : e = 0 -> m * e = 0.
Proof. intro H. rewrite H. apply Rmult_0_r. Qed.
Lemma ac_ea (a b : R) : a = 0 -> b = 0 -> a + b = 0.
Proof. intros H K. rewrite H, K. apply Rplus_0_r. Qed.
Lemma ac_zero : 0 = 0 :> R.
Proof. reflexivity. Qed.

(* a positive number and 0 do not add up to 0 *)
Lemma ac_fin (p q : R) : 0 < p -> q = 0 -> p + q = 0 -> False.
Proof. intros Hp Hq Hs. rewrite Hq, Rplus_0_r in Hs. rewrite Hs in Hp. exact (Rlt_irrefl 0 Hp). Qed.

(* comparisons of numbers *)
Lemma ac_ge (k : Z) : (0 <=? k)%Z = true -> 0 <= IZR k.
Proof. intro H. apply (IZR_le 0), Z.leb_le, H. Qed.
Lemma ac_eq (k : Z) : (k =? 0)%Z = true -> IZR k = 0.
Proof. intro H. apply Z.eqb_eq in H. rewrite H. reflexivity. Qed.
Lemma ac_ne (k : Z) : (k =? 0)%Z = false -> IZR k <> 0.
Proof. intro H. apply (IZR_neq k 0), Z.eqb_neq, H. Qed.

(* a comparison or its opposite; q is -p *)
Lemma ac_gt_or (p q : R) : q = -1 * p -> 0 < p \/ 0 <= q.
Proof.
  intro E. rewrite E. destruct (Rlt_or_le 0 p) as [H|H]; [left; exact H|right].
  replace (-1 * p) with (0 - p) by ring. apply Rge_le, Rge_minus, Rle_ge, H.
Qed.
Lemma ac_ge_or (p q : R) : q = -1 * p -> 0 <= p \/ 0 < q.
Proof.
  intro E. rewrite E. destruct (Rle_or_lt 0 p) as [H|H]; [left; exact H|right].
  replace (-1 * p) with (0 - p) by ring. apply Rlt_Rminus, H.
Qed.
Lemma ac_eq_or (p : R) : p = 0 \/ p <> 0.
Proof. destruct (Req_dec p 0) as [H|H]; [left|right]; exact H. Qed.
Lemma ac_ne_cases (p q : R) : q = -1 * p -> p <> 0 -> 0 < p \/ 0 < q.
Proof.
  intros E N. destruct (ac_ge_or p q E) as [H|H]; [left|right; exact H].
  destruct H as [H|H]; [exact H|destruct N; symmetry; exact H].
Qed.

(* whether a formula holds or not *)
Lemma ac_gt_dec (p : R) : 0 < p \/ ~ 0 < p.
Proof. destruct (Rlt_dec 0 p) as [H|H]; [left|right]; exact H. Qed.
Lemma ac_ge_dec (p : R) : 0 <= p \/ ~ 0 <= p.
Proof. destruct (Rle_dec 0 p) as [H|H]; [left|right]; exact H. Qed.
Lemma ac_bool_dec (a : bool) : a = true \/ ~ a = true.
Proof. destruct a; [left; reflexivity|right; discriminate]. Qed.
Lemma ac_and_dec (A B : Prop) : A \/ ~ A -> B \/ ~ B -> A /\ B \/ ~ (A /\ B).
Proof. tauto. Qed.
Lemma ac_or_dec (A B : Prop) : A \/ ~ A -> B \/ ~ B -> (A \/ B) \/ ~ (A \/ B).
Proof. tauto. Qed.
Lemma ac_not_dec (A : Prop) : A \/ ~ A -> ~ A \/ ~ ~ A.
Proof. tauto. Qed.
Lemma ac_swap (A B : Prop) : A \/ B -> B \/ A.
Proof. tauto. Qed.
Lemma ac_true_dec : True \/ ~ True.
Proof. left. exact I. Qed.
Lemma ac_false_dec : False \/ ~ False.
Proof. right. intro H. exact H. Qed.
Lemma ac_denied (A B : Prop) : A \/ B -> ~ A -> B.
Proof. tauto. Qed.

(* logic in terms *)
Lemma ac_or (A B C : Prop) : A \/ B -> (A -> C) -> (B -> C) -> C.
Proof. tauto. Qed.
Lemma ac_left (A B : Prop) : A -> A \/ B.
Proof. tauto. Qed.
Lemma ac_right (A B : Prop) : B -> A \/ B.
Proof. tauto. Qed.
Lemma ac_both (A B : Prop) : A -> B -> A /\ B.
Proof. tauto. Qed.
Lemma ac_fst (A B : Prop) : A /\ B -> A.
Proof. tauto. Qed.
Lemma ac_snd (A B : Prop) : A /\ B -> B.
Proof. tauto. Qed.
Lemma ac_absurd (C : Prop) : False -> C.
Proof. tauto. Qed.
Lemma ac_true : True.
Proof. exact I. Qed.

(* bounds on whole numbers: p = g*z + k with z whole, compared with 0; q = z - m *)
Lemma ac_round_gt (p q : R) (z g k m : Z) : 0 < p -> p = IZR g * IZR z + IZR k -> q = IZR z - IZR m ->
  (0 <? g)%Z = true -> (g * (m - 1) + k <=? 0)%Z = true -> 0 <= q.
Proof.
  intros Hp Ep Eq Hg Hk. rewrite Ep, <- mult_IZR, <- plus_IZR in Hp. apply (lt_IZR 0) in Hp.
  apply Z.ltb_lt in Hg. apply Z.leb_le in Hk. rewrite Eq, <- minus_IZR. apply (IZR_le 0).
  destruct (Z.le_gt_cases m z) as [H|H]; [lia|].
  pose proof (Z.mul_le_mono_nonneg_l z (m - 1) g ltac:(lia) ltac:(lia)). lia.
Qed.
Lemma ac_round_ge (p q : R) (z g k m : Z) : 0 <= p -> p = IZR g * IZR z + IZR k -> q = IZR z - IZR m ->
  (0 <? g)%Z = true -> (g * (m - 1) + k <? 0)%Z = true -> 0 <= q.
Proof.
  intros Hp Ep Eq Hg Hk. rewrite Ep, <- mult_IZR, <- plus_IZR in Hp. apply (le_IZR 0) in Hp.
  apply Z.ltb_lt in Hg. apply Z.ltb_lt in Hk. rewrite Eq, <- minus_IZR. apply (IZR_le 0).
  destruct (Z.le_gt_cases m z) as [H|H]; [lia|].
  pose proof (Z.mul_le_mono_nonneg_l z (m - 1) g ltac:(lia) ltac:(lia)). lia.
Qed.
Lemma ac_round_eq (p : R) (z g k : Z) : p = 0 -> p = IZR g * IZR z + IZR k -> (k mod g =? 0)%Z = false -> False.
Proof.
  intros Hp Ep Hk. rewrite Ep, <- mult_IZR, <- plus_IZR in Hp. apply eq_IZR in Hp.
  apply Z.eqb_neq in Hk. apply Hk. replace k with (- z * g)%Z by lia. apply Z_mod_mult.
Qed.

(* the value of a whole number's expression *)
Ltac ac_whole :=
  repeat first [rewrite plus_IZR | rewrite minus_IZR | rewrite opp_IZR | rewrite mult_IZR]; ring.
