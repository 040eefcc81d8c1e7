(* means *)
Theorem argcheck_means (x y : R) :
  0 < 2 * x * y - x^2 - y^2 ->  (* hypothesis 1 *)
  False.
Proof.
  intros h0.
  pose proof (ac_sq (x - y)) as t0.
  refine (ac_fin _ _ (ac_as _ _ h0 t0) ac_zero _).
  ring.
Qed.

(* cases *)
Theorem argcheck_cases (x y : R) :
  (0 < x \/ 0 < y) ->  (* hypothesis 1 *)
  0 <= -x ->  (* hypothesis 2 *)
  (y = 0 \/ 0 < -y) ->  (* hypothesis 5 *)
  False.
Proof.
  intros h0 h1 h4.
  pose proof h0 as [f5|f5].
  { refine (ac_fin _ _ (ac_as _ _ f5 h1) ac_zero _).
    ring. }
  { pose proof h4 as [f6|f6].
    { refine (ac_fin _ _ f5 (ac_em (-1) _ f6) _).
      ring. }
    { refine (ac_fin _ _ (ac_as _ _ f5 (ac_w _ f6)) ac_zero _).
      ring. } }
Qed.

(* whole numbers *)
Theorem argcheck_whole_numbers (n : Z) :
  0 < 2 * IZR n - 1 ->  (* hypothesis 1 *)
  0 < -3 * IZR n + 2 ->  (* hypothesis 2 *)
  False.
Proof.
  intros h0 h1.
  pose proof (ac_round_gt (2 * IZR n - 1) (IZR n - 1) n 2 (-1) 1 h0 ltac:(ac_whole) ltac:(ac_whole) eq_refl eq_refl) as f2.
  pose proof (ac_round_gt (-3 * IZR n + 2) (-IZR n) (-n) 3 2 0 h1 ltac:(ac_whole) ltac:(ac_whole) eq_refl eq_refl) as f3.
  pose proof (ac_k 1 eq_refl) as t0.
  refine (ac_fin _ _ (ac_as _ _ (ac_as _ _ t0 f2) f3) ac_zero _).
  ring.
Qed.
