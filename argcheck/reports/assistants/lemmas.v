Require Import Reals ZArith Lra Lia.
Open Scope R_scope.

(* What argcheck takes as true of powers, exp, log, sqrt, rounding and sums, with proofs. They rest on what Coq's exp
   and log rest on: the axioms of its real numbers, and that every statement is true or false. *)

(* ---- powers: exp (e * ln b) for b > 0; repeated multiplication or division for a whole exponent ---- *)

Definition ac_power (b e : R) : R :=
  if Rlt_dec 0 b then Rpower b e else if Req_EM_T e (IZR (Int_part e)) then powerRZ b (Int_part e) else 0.

Lemma ac_power_of_positive (b e : R) : 0 < b -> ac_power b e = Rpower b e.
Proof. intro H. unfold ac_power. destruct (Rlt_dec 0 b); [reflexivity|contradiction]. Qed.

Lemma ac_int_part (z : Z) : Int_part (IZR z) = z.
Proof.
  pose proof (base_Int_part (IZR z)) as [H K].
  assert (A : (Int_part (IZR z) <= z)%Z) by (apply le_IZR; lra).
  assert (B : (z - 1 < Int_part (IZR z))%Z) by (apply lt_IZR; rewrite minus_IZR; lra). lia.
Qed.

Lemma ac_power_of_whole (b : R) (z : Z) : ac_power b (IZR z) = powerRZ b z.
Proof.
  unfold ac_power. destruct (Rlt_dec 0 b) as [H|H].
  - symmetry. apply powerRZ_Rpower, H.
  - rewrite ac_int_part. destruct (Req_EM_T (IZR z) (IZR z)); [reflexivity|contradiction].
Qed.

Lemma ac_power_positive (b e : R) : 0 < b -> 0 < ac_power b e.
Proof. intro H. rewrite ac_power_of_positive by exact H. apply exp_pos. Qed.

Lemma ac_power_exponent_zero (b : R) : ac_power b 0 = 1.
Proof. change 0 with (IZR 0). rewrite ac_power_of_whole. reflexivity. Qed.

Lemma ac_power_base_zero (z : Z) : 0 < IZR z -> ac_power 0 (IZR z) = 0.
Proof.
  intro H. rewrite ac_power_of_whole. apply (lt_IZR 0) in H. destruct z as [|p|p]; try lia.
  simpl. apply pow_ne_zero. lia.
Qed.

Lemma ac_power_base_not_zero (b : R) (z : Z) : b <> 0 -> ac_power b (IZR z) <> 0.
Proof. intro H. rewrite ac_power_of_whole. apply powerRZ_NOR, H. Qed.

Lemma ac_power_base_one (e : R) : ac_power 1 e = 1.
Proof. rewrite ac_power_of_positive by lra. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.

Lemma ac_ln_pos (b : R) : 1 < b -> 0 < ln b.
Proof. intro H. rewrite <- ln_1. apply ln_increasing; lra. Qed.
Lemma ac_ln_neg (b : R) : 0 < b -> b < 1 -> ln b < 0.
Proof. intros H K. rewrite <- ln_1. apply ln_increasing; lra. Qed.
Lemma ac_exp_ge (x y : R) : x <= y -> exp x <= exp y.
Proof. intros [H|H]; [left; apply exp_increasing, H|right; rewrite H; reflexivity]. Qed.

Lemma ac_power_order (b e f : R) : 1 < b -> e < f -> ac_power b e < ac_power b f.
Proof.
  intros H K. rewrite !ac_power_of_positive by lra. unfold Rpower. apply exp_increasing.
  pose proof (Rmult_lt_0_compat (f - e) (ln b) ltac:(lra) (ac_ln_pos b H)). lra.
Qed.
Lemma ac_power_order_falling (b e f : R) : 0 < b -> b < 1 -> e < f -> ac_power b f < ac_power b e.
Proof.
  intros P H K. rewrite !ac_power_of_positive by lra. unfold Rpower. apply exp_increasing.
  pose proof (Rmult_lt_0_compat (f - e) (- ln b) ltac:(lra) ltac:(pose proof (ac_ln_neg b P H); lra)). lra.
Qed.

Lemma ac_power_side_gg (b e : R) : 1 < b -> 0 < e -> 1 < ac_power b e.
Proof. intros H K. rewrite <- (ac_power_exponent_zero b). apply ac_power_order; assumption. Qed.
Lemma ac_power_side_gl (b e : R) : 1 < b -> e < 0 -> ac_power b e < 1.
Proof. intros H K. rewrite <- (ac_power_exponent_zero b). apply ac_power_order; assumption. Qed.
Lemma ac_power_side_lg (b e : R) : 0 < b -> b < 1 -> 0 < e -> ac_power b e < 1.
Proof. intros P H K. rewrite <- (ac_power_exponent_zero b). apply ac_power_order_falling; assumption. Qed.
Lemma ac_power_side_ll (b e : R) : 0 < b -> b < 1 -> e < 0 -> 1 < ac_power b e.
Proof. intros P H K. rewrite <- (ac_power_exponent_zero b). apply ac_power_order_falling; assumption. Qed.

Lemma ac_power_exponent_one (b : R) : 0 < b -> ac_power b 1 = b.
Proof. intro H. rewrite ac_power_of_positive by exact H. apply Rpower_1, H. Qed.

Lemma ac_power_beyond_base (b e : R) : 1 < b -> 1 <= e -> b <= ac_power b e.
Proof.
  intros H [K|K].
  - left. rewrite <- (ac_power_exponent_one b) at 1 by lra. apply ac_power_order; assumption.
  - right. rewrite <- K. symmetry. apply ac_power_exponent_one. lra.
Qed.
Lemma ac_power_within_base (b e : R) : 0 < b -> b < 1 -> 1 <= e -> ac_power b e <= b.
Proof.
  intros P H [K|K].
  - left. rewrite <- (ac_power_exponent_one b) at 2 by lra. apply ac_power_order_falling; assumption.
  - right. rewrite <- K. apply ac_power_exponent_one. lra.
Qed.

(* log lies below its tangent at 1 *)
Lemma ac_ln_below (x : R) : 0 < x -> ln x <= x - 1.
Proof.
  intro H. destruct (Req_dec (ln x) 0) as [E|N].
  - assert (x = 1) by (apply ln_inv; [exact H|lra|rewrite E, ln_1; reflexivity]). lra.
  - pose proof (exp_ineq1 (ln x) N) as K. rewrite exp_ln in K by exact H. lra.
Qed.

Lemma ac_power_tangent_low (b e : R) : 0 < b -> e <= 0 -> 1 + e * (b - 1) <= ac_power b e.
Proof.
  intros H K. rewrite ac_power_of_positive by exact H. unfold Rpower.
  pose proof (exp_pos (e * ln b)) as P. destruct (Rlt_dec 0 (1 + e * (b - 1))) as [M|M]; [|lra].
  rewrite <- (exp_ln (1 + e * (b - 1))) by exact M. apply ac_exp_ge.
  pose proof (ac_ln_below _ M). pose proof (Rmult_le_pos (- e) (b - 1 - ln b) ltac:(lra)
    ltac:(pose proof (ac_ln_below b H); lra)). lra.
Qed.
Lemma ac_power_tangent_high (b e : R) : 0 < b -> 1 <= e -> 1 + e * (b - 1) <= ac_power b e.
Proof.
  intros H K. destruct (Rlt_dec 0 (1 + e * (b - 1))) as [M|M];
    [|pose proof (ac_power_positive b e H); lra].
  (* b = (m + (e - 1)) / e, and log lies above its chords *)
  rewrite ac_power_of_positive by exact H. unfold Rpower.
  rewrite <- (exp_ln (1 + e * (b - 1))) by exact M. apply ac_exp_ge.
  set (m := 1 + e * (b - 1)) in *.
  assert (A : ln (m * / b) <= m * / b - 1) by (apply ac_ln_below, Rmult_lt_0_compat; [exact M|apply Rinv_0_lt_compat, H]).
  assert (B : ln (/ b) <= / b - 1) by (apply ac_ln_below, Rinv_0_lt_compat, H).
  rewrite ln_mult in A by (try apply Rinv_0_lt_compat; assumption). rewrite ln_Rinv in A, B by exact H.
  assert (C : m * / b - 1 + (e - 1) * (/ b - 1) = 0) by (unfold m; field; lra).
  pose proof (Rmult_le_compat_l (e - 1) _ _ ltac:(lra) B). lra.
Qed.

Lemma ac_power_of_power (b e f : R) : 0 < b -> ac_power (ac_power b e) f = ac_power b (e * f).
Proof.
  intro H. rewrite (ac_power_of_positive (ac_power b e)) by (apply ac_power_positive, H).
  rewrite !ac_power_of_positive by exact H. apply Rpower_mult.
Qed.
Lemma ac_power_whole_number (b : R) (n : nat) : ac_power b (INR n) = b ^ n.
Proof. rewrite INR_IZR_INZ, ac_power_of_whole. symmetry. apply pow_powerRZ. Qed.

Lemma ac_power_root (b e : R) (u v : nat) : 0 < b -> e * INR v = INR u -> ac_power b e ^ v = b ^ u.
Proof. intros H E. rewrite <- !ac_power_whole_number, ac_power_of_power, E by exact H. reflexivity. Qed.

Lemma ac_power_inverse_exponent (b e f : R) : 0 < b -> e * f = 1 -> ac_power (ac_power b e) f = b.
Proof. intros H E. rewrite ac_power_of_power, E by exact H. apply ac_power_exponent_one, H. Qed.

Lemma ac_power_sum (b e f : R) : 0 < b -> ac_power b (e + f) = ac_power b e * ac_power b f.
Proof. intro H. rewrite !ac_power_of_positive by exact H. apply Rpower_plus. Qed.

Lemma ac_power_step (b f : R) (n : nat) : 0 < b -> ac_power b (f + INR n) = b ^ n * ac_power b f.
Proof. intro H. rewrite ac_power_sum, ac_power_whole_number by exact H. apply Rmult_comm. Qed.
Lemma ac_power_step_whole (b : R) (z : Z) (n : nat) : b <> 0 \/ 0 <= IZR z ->
  ac_power b (IZR z + INR n) = b ^ n * ac_power b (IZR z).
Proof.
  intro H. rewrite INR_IZR_INZ, <- plus_IZR, !ac_power_of_whole. destruct H as [H|H].
  - rewrite powerRZ_add by exact H. rewrite <- pow_powerRZ. apply Rmult_comm.
  - apply (le_IZR 0) in H. destruct (Z_of_nat_complete z H) as [k E]. rewrite E, <- Nat2Z.inj_add.
    rewrite <- !pow_powerRZ, pow_add. apply Rmult_comm.
Qed.

Lemma ac_power_gap (b e f : R) : 1 < b -> 1 <= f - e -> b * ac_power b e <= ac_power b f.
Proof.
  intros H K. replace (b * ac_power b e) with (ac_power b (e + 1)).
  - destruct (Req_dec (e + 1) f) as [E|N]; [rewrite E; lra|left; apply ac_power_order; lra].
  - rewrite ac_power_sum, ac_power_exponent_one by lra. apply Rmult_comm.
Qed.
Lemma ac_power_gap_falling (b e f : R) : 0 < b -> b < 1 -> 1 <= f - e -> ac_power b f <= b * ac_power b e.
Proof.
  intros P H K. replace (b * ac_power b e) with (ac_power b (e + 1)).
  - destruct (Req_dec (e + 1) f) as [E|N]; [rewrite E; lra|left; apply ac_power_order_falling; lra].
  - rewrite ac_power_sum, ac_power_exponent_one by lra. apply Rmult_comm.
Qed.

Lemma ac_power_gap_weak (b e f : R) : 1 <= b -> 1 <= f - e -> b * ac_power b e <= ac_power b f.
Proof.
  intros [H|H] K; [apply ac_power_gap; assumption|]. rewrite <- H, !ac_power_base_one. lra.
Qed.
Lemma ac_power_gap_falling_weak (b e f : R) : 0 < b -> b <= 1 -> 1 <= f - e -> ac_power b f <= b * ac_power b e.
Proof.
  intros P [H|H] K; [apply ac_power_gap_falling; assumption|]. rewrite H, !ac_power_base_one. lra.
Qed.

Lemma ac_power_base_order (b c e : R) : 0 < b -> b < c -> 0 < e -> ac_power b e < ac_power c e.
Proof.
  intros H K E. rewrite !ac_power_of_positive by lra. unfold Rpower. apply exp_increasing.
  apply Rmult_lt_compat_l; [exact E|apply ln_increasing; assumption].
Qed.
Lemma ac_power_base_order_falling (b c e : R) : 0 < b -> b < c -> e < 0 -> ac_power c e < ac_power b e.
Proof.
  intros H K E. rewrite !ac_power_of_positive by lra. unfold Rpower. apply exp_increasing.
  pose proof (ln_increasing b c H K). pose proof (Rmult_lt_0_compat (- e) (ln c - ln b) ltac:(lra) ltac:(lra)). lra.
Qed.

Lemma ac_power_square (b : R) (z : Z) : ac_power b (IZR z) ^ 2 = ac_power (b ^ 2) (IZR z).
Proof.
  rewrite !ac_power_of_whole. simpl. rewrite !Rmult_1_r. symmetry. apply powerRZ_mult.
Qed.

(* for a number b > 0 and whole exponents: e <= k bounds b^e by b^k, e > k by b^(k + 1) *)
Lemma ac_power_at_most (b : R) (z k : Z) : 1 <= b -> IZR z <= IZR k -> ac_power b (IZR z) <= ac_power b (IZR k).
Proof.
  intros [H|H] K.
  - destruct K as [K|K]; [left; apply ac_power_order; assumption|rewrite K; lra].
  - rewrite <- H, !ac_power_base_one. lra.
Qed.
Lemma ac_power_at_most_falling (b : R) (z k : Z) : 0 < b -> b <= 1 -> IZR z <= IZR k ->
  ac_power b (IZR k) <= ac_power b (IZR z).
Proof.
  intros P [H|H] K.
  - destruct K as [K|K]; [left; apply ac_power_order_falling; assumption|rewrite K; lra].
  - rewrite H, !ac_power_base_one. lra.
Qed.

(* ---- exp and log ---- *)

Lemma ac_exp_below (u : R) : 1 + u <= exp u.
Proof. destruct (Req_dec u 0) as [E|N]; [rewrite E, exp_0; lra|left; apply exp_ineq1, N]. Qed.
Lemma ac_exp_above (u : R) : exp u * (1 - u) <= 1.
Proof.
  pose proof (Rmult_le_compat_l (exp u) _ _ (Rlt_le _ _ (exp_pos u)) (ac_exp_below (- u))) as H.
  rewrite <- exp_plus, Rplus_opp_r, exp_0 in H. lra.
Qed.
Lemma ac_exp_tangent (u v : R) : exp u * (1 + v - u) <= exp v.
Proof.
  pose proof (Rmult_le_compat_l (exp u) _ _ (Rlt_le _ _ (exp_pos u)) (ac_exp_below (v - u))) as H.
  rewrite <- exp_plus in H. replace (u + (v - u)) with v in H by ring. lra.
Qed.
Lemma ac_power_tangent_between (b e : R) : 0 < b -> 0 <= e -> e <= 1 -> ac_power b e <= 1 + e * (b - 1).
Proof.
  intros H K M. rewrite ac_power_of_positive by exact H. unfold Rpower.
  pose proof (ac_exp_tangent (e * ln b) (ln b)) as A. rewrite exp_ln in A by exact H.
  pose proof (ac_exp_tangent (e * ln b) 0) as B. rewrite exp_0 in B.
  pose proof (Rmult_le_compat_l e _ _ K A). pose proof (Rmult_le_compat_l (1 - e) _ _ ltac:(lra) B). lra.
Qed.
Lemma ac_exp_less (u : R) : u < 0 -> exp u < 1.
Proof. intro H. rewrite <- exp_0. apply exp_increasing, H. Qed.
Lemma ac_exp_more (u : R) : 0 < u -> 1 < exp u.
Proof. intro H. rewrite <- exp_0. apply exp_increasing, H. Qed.
Lemma ac_exp_inverse (v w : R) : exp (- v - w) * exp v * exp w = 1.
Proof. rewrite <- !exp_plus. replace (- v - w + v + w) with 0 by ring. apply exp_0. Qed.

Lemma ac_log_above (u : R) : 0 < u -> u - 1 <= ln u * u.
Proof.
  intro H. pose proof (ac_ln_below (/ u) (Rinv_0_lt_compat u H)) as K. rewrite ln_Rinv in K by exact H.
  pose proof (Rmult_le_compat_l u _ _ (Rlt_le _ _ H) K) as L. rewrite Rmult_minus_distr_l, Rinv_r in L by lra. lra.
Qed.
Lemma ac_log_order (u v : R) : 0 < u -> u < v -> ln u < ln v.
Proof. apply ln_increasing. Qed.
Lemma ac_log_of_power (b e : R) : 0 < b -> ln (ac_power b e) = e * ln b.
Proof. intro H. rewrite ac_power_of_positive by exact H. apply ln_exp. Qed.

(* ---- sqrt and rounding ---- *)

Lemma ac_sqrt_sign (u : R) : 0 <= sqrt u.
Proof. apply sqrt_pos. Qed.
Lemma ac_sqrt_square (u : R) : 0 <= u -> sqrt u ^ 2 = u.
Proof. intro H. simpl. rewrite Rmult_1_r. apply sqrt_sqrt, H. Qed.
Lemma ac_floor (u : R) : IZR (Int_part u) <= u < IZR (Int_part u) + 1.
Proof. pose proof (base_Int_part u). lra. Qed.
Lemma ac_ceil (u : R) : IZR (- Int_part (- u)) - 1 < u <= IZR (- Int_part (- u)).
Proof. rewrite opp_IZR. pose proof (base_Int_part (- u)). lra. Qed.

(* ---- sums of k^d * r^k, of which n terms from the whole number a on ---- *)

Fixpoint ac_sum (t : Z -> R) (a : Z) (n : nat) : R :=
  match n with O => 0 | S m => ac_sum t a m + t (a + Z.of_nat m)%Z end.

Lemma ac_sum_closed (r : R) (a : Z) (n : nat) : r <> 0 ->
  ac_sum (powerRZ r) a n * (1 - r) = powerRZ r a - powerRZ r (a + Z.of_nat n).
Proof.
  intro H. induction n as [|m IH].
  - simpl. rewrite Z.add_0_r. ring.
  - cbn [ac_sum]. rewrite Rmult_plus_distr_r, IH, Nat2Z.inj_succ, Z.add_succ_r, <- Z.add_1_r.
    rewrite (powerRZ_add r (a + Z.of_nat m)) by exact H. simpl. ring.
Qed.
Lemma ac_sum_closed_weighted (r : R) (a : Z) (n : nat) : r <> 0 ->
  ac_sum (fun k => IZR k * powerRZ r k) a n * (1 - r) ^ 2 =
  (IZR a * powerRZ r a - IZR (a + Z.of_nat n) * powerRZ r (a + Z.of_nat n)) * (1 - r) +
  r * (powerRZ r a - powerRZ r (a + Z.of_nat n)).
Proof.
  intro H. induction n as [|m IH].
  - simpl. rewrite Z.add_0_r. ring.
  - cbn [ac_sum]. rewrite Rmult_plus_distr_r, IH, Nat2Z.inj_succ, Z.add_succ_r, <- Z.add_1_r.
    rewrite (powerRZ_add r (a + Z.of_nat m)) by exact H. rewrite (plus_IZR (a + Z.of_nat m)). simpl. ring.
Qed.
Lemma ac_sum_ratio_one (a : Z) (n : nat) : ac_sum (powerRZ 1) a n = INR n.
Proof.
  induction n as [|m IH]; [reflexivity|]. cbn [ac_sum]. rewrite IH, powerRZ_R1, S_INR. reflexivity.
Qed.
Lemma ac_sum_ratio_one_weighted (a : Z) (n : nat) :
  2 * ac_sum (fun k => IZR k * powerRZ 1 k) a n =
  IZR (a + Z.of_nat n - 1) * IZR (a + Z.of_nat n) - (IZR a - 1) * IZR a.
Proof.
  induction n as [|m IH].
  - simpl. rewrite Z.add_0_r, minus_IZR. ring.
  - cbn [ac_sum]. rewrite Rmult_plus_distr_l, IH, powerRZ_R1, Nat2Z.inj_succ, Z.add_succ_r, <- Z.add_1_r.
    rewrite !minus_IZR, !plus_IZR. ring.
Qed.
Lemma ac_sum_positive (t : Z -> R) (a : Z) (n : nat) : (forall k, 0 < t k) -> (0 < n)%nat -> 0 < ac_sum t a n.
Proof.
  intros H K. destruct n as [|m]; [lia|]. clear K. induction m as [|m IH].
  - simpl. rewrite Z.add_0_r. pose proof (H a). lra.
  - cbn [ac_sum] in *. pose proof (H (a + Z.of_nat (S m))%Z). lra.
Qed.

Lemma ac_sum_less (t s : Z -> R) (a : Z) (n : nat) :
  (forall k, (a <= k < a + Z.of_nat n)%Z -> t k <= s k) -> ac_sum t a n <= ac_sum s a n.
Proof.
  induction n as [|m IH]; intro H; [simpl; lra|]. cbn [ac_sum].
  pose proof (IH ltac:(intros k K; apply H; lia)). pose proof (H (a + Z.of_nat m)%Z ltac:(lia)). lra.
Qed.

Lemma ac_powerRZ_pos (x : R) (k : Z) : 0 < x -> 0 < powerRZ x k.
Proof. apply powerRZ_lt. Qed.
Lemma ac_powerRZ_step (x : R) (k : Z) : 0 < x -> powerRZ x (k + 1) = x * powerRZ x k.
Proof. intro H. rewrite powerRZ_add by lra. simpl. ring. Qed.

(* powers of r >= 1 rise, powers of r <= 1 fall *)
Lemma ac_powerRZ_order (r : R) (j k : Z) : 1 <= r -> (j <= k)%Z -> powerRZ r j <= powerRZ r k.
Proof. intros H K. rewrite <- !ac_power_of_whole. apply ac_power_at_most; [exact H|apply IZR_le, K]. Qed.
Lemma ac_powerRZ_order_falling (r : R) (j k : Z) : 0 < r -> r <= 1 -> (j <= k)%Z -> powerRZ r k <= powerRZ r j.
Proof. intros P H K. rewrite <- !ac_power_of_whole. apply ac_power_at_most_falling; [exact P|exact H|apply IZR_le, K]. Qed.

Lemma ac_sum_constant (c : R) (a : Z) (n : nat) : ac_sum (fun _ => c) a n = INR n * c.
Proof. induction n as [|m IH]; [simpl; ring|]. cbn [ac_sum]. rewrite IH, S_INR. ring. Qed.

Lemma ac_sum_bound_first (r : R) (a : Z) (n : nat) : 1 <= r -> INR n * powerRZ r a <= ac_sum (powerRZ r) a n.
Proof. intro H. rewrite <- (ac_sum_constant _ a). apply ac_sum_less. intros. apply ac_powerRZ_order; [exact H|lia]. Qed.
Lemma ac_sum_bound_last (r : R) (a : Z) (n : nat) : 1 <= r ->
  ac_sum (powerRZ r) a n <= INR n * powerRZ r (a + Z.of_nat n - 1).
Proof. intro H. rewrite <- (ac_sum_constant _ a). apply ac_sum_less. intros. apply ac_powerRZ_order; [exact H|lia]. Qed.
Lemma ac_sum_bound_first_falling (r : R) (a : Z) (n : nat) : 0 < r -> r <= 1 ->
  ac_sum (powerRZ r) a n <= INR n * powerRZ r a.
Proof.
  intros P H. rewrite <- (ac_sum_constant _ a). apply ac_sum_less. intros.
  apply ac_powerRZ_order_falling; [exact P|exact H|lia].
Qed.
Lemma ac_sum_bound_last_falling (r : R) (a : Z) (n : nat) : 0 < r -> r <= 1 ->
  INR n * powerRZ r (a + Z.of_nat n - 1) <= ac_sum (powerRZ r) a n.
Proof.
  intros P H. rewrite <- (ac_sum_constant _ a). apply ac_sum_less. intros.
  apply ac_powerRZ_order_falling; [exact P|exact H|lia].
Qed.

(* powers with the same exponent, in the order of their bases *)
Lemma ac_powerRZ_base (x y : R) (k : Z) : 0 < x -> x < y -> (0 < k)%Z -> powerRZ x k < powerRZ y k.
Proof. intros H K L. rewrite <- !ac_power_of_whole. apply ac_power_base_order; [exact H|exact K|apply (IZR_lt 0), L]. Qed.

Lemma ac_sum_growth (x y : R) (a : Z) (n : nat) : 0 < x -> x < y -> (0 <= a)%Z -> (0 < n)%nat ->
  (1 <= a + Z.of_nat n - 1)%Z -> ac_sum (powerRZ x) a n < ac_sum (powerRZ y) a n.
Proof.
  intros H K A N L. destruct n as [|m]; [lia|]. cbn [ac_sum].
  pose proof (ac_powerRZ_base x y (a + Z.of_nat m) H K ltac:(lia)).
  assert (ac_sum (powerRZ x) a m <= ac_sum (powerRZ y) a m); [|lra].
  apply ac_sum_less. intros k J. destruct (Z.eq_dec k 0) as [E|E]; [rewrite E; simpl; lra|].
  left. apply ac_powerRZ_base; [exact H|exact K|lia].
Qed.

(* x^i * y^j < y^i * x^j for i > j, and so for sums of such powers *)
Lemma ac_powerRZ_exchange (x y : R) (i j : Z) : 0 < x -> x < y -> (j < i)%Z ->
  powerRZ x i * powerRZ y j < powerRZ y i * powerRZ x j.
Proof.
  intros H K L. replace i with (j + (i - j))%Z by lia. rewrite !powerRZ_add by lra.
  pose proof (ac_powerRZ_base x y (i - j) H K ltac:(lia)) as B.
  pose proof (Rmult_lt_0_compat _ _ (ac_powerRZ_pos x j H) (ac_powerRZ_pos y j ltac:(lra))) as P.
  pose proof (Rmult_lt_compat_l _ _ _ P B). lra.
Qed.
Lemma ac_sum_exchange (x y : R) (i c : Z) (m : nat) : 0 < x -> x < y -> (c + Z.of_nat m - 1 < i)%Z ->
  powerRZ x i * ac_sum (powerRZ y) c m <= powerRZ y i * ac_sum (powerRZ x) c m /\
  ((0 < m)%nat -> powerRZ x i * ac_sum (powerRZ y) c m < powerRZ y i * ac_sum (powerRZ x) c m).
Proof.
  intros H K. induction m as [|m IH]; intro L; [simpl; split; [lra|lia]|]. cbn [ac_sum].
  destruct (IH ltac:(lia)) as [IHw _]. pose proof (ac_powerRZ_exchange x y i (c + Z.of_nat m) H K ltac:(lia)).
  rewrite !Rmult_plus_distr_l. split; intros; lra.
Qed.
Lemma ac_sum_dominance (x y : R) (a c : Z) (n m : nat) : 0 < x -> x < y -> (c + Z.of_nat m - 1 < a)%Z ->
  (0 < n)%nat -> (0 < m)%nat ->
  ac_sum (powerRZ x) a n * ac_sum (powerRZ y) c m < ac_sum (powerRZ y) a n * ac_sum (powerRZ x) c m.
Proof.
  intros H K L N M. destruct n as [|n]; [lia|]. clear N. induction n as [|n IH].
  - simpl. rewrite Z.add_0_r, !Rplus_0_l. apply ac_sum_exchange; assumption.
  - cbn [ac_sum] in *. rewrite (Rmult_plus_distr_r _ (powerRZ x (a + Z.of_nat (S n)))).
    rewrite (Rmult_plus_distr_r _ (powerRZ y (a + Z.of_nat (S n)))).
    destruct (ac_sum_exchange x y (a + Z.of_nat (S n)) c m H K ltac:(lia)) as [_ S]. specialize (S M). lra.
Qed.

(* ---- how instances of these are proved: a condition that fails is what is to be shown ---- *)

Ltac ac_split :=
  repeat match goal with
  | |- (0 < ?p) \/ _ => destruct (Rlt_le_dec 0 p); [left; assumption|right]
  | |- (0 <= ?p) \/ _ => destruct (Rlt_le_dec p 0); [right|left; assumption]
  | |- (?p = 0) \/ _ => destruct (Req_dec p 0); [left; assumption|right]
  | |- (?p <> 0) \/ _ => destruct (Req_dec p 0); [right|left; assumption]
  end.
Ltac ac_reals := rewrite ?plus_IZR, ?minus_IZR, ?mult_IZR, ?opp_IZR in *.
Ltac ac_not_zero :=
  let H := fresh in intro H; first [lra | match goal with K : ?p <> 0 |- _ => apply K; lra end].
Ltac ac_side := try ac_reals; first [lra | nra | ac_not_zero].
Ltac ac_last := try ac_reals; first [lra | nra | ac_not_zero].
