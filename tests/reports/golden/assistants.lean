-- means
theorem argcheck_means (x y : ℝ)
    (h0 : 0 < 2 * x * y - x^2 - y^2) -- hypothesis 1
    : False := by
  have t0 := (ac_sq (x - y))
  exact ac_fin _ _ (ac_as _ _ h0 t0) ac_zero (by ring)

-- cases
theorem argcheck_cases (x y : ℝ)
    (h0 : (0 < x ∨ 0 < y)) -- hypothesis 1
    (h1 : 0 ≤ -x) -- hypothesis 2
    (h4 : (y = 0 ∨ 0 < -y)) -- hypothesis 5
    : False := by
  rcases h0 with f5 | f5
  · exact ac_fin _ _ (ac_as _ _ f5 h1) ac_zero (by ring)
  · rcases h4 with f6 | f6
    · exact ac_fin _ _ f5 (ac_em (-1) _ f6) (by ring)
    · exact ac_fin _ _ (ac_as _ _ f5 (ac_w _ f6)) ac_zero (by ring)

-- whole numbers
theorem argcheck_whole_numbers (n : ℤ)
    (h0 : 0 < 2 * (n : ℝ) - 1) -- hypothesis 1
    (h1 : 0 < -3 * (n : ℝ) + 2) -- hypothesis 2
    : False := by
  have f2 := ac_round_gt (2 * (n : ℝ) - 1) ((n : ℝ) - 1) n 2 (-1) 1 h0 (by push_cast <;> ring) (by push_cast <;> ring) (by norm_num) (by norm_num)
  have f3 := ac_round_gt (-3 * (n : ℝ) + 2) (-(n : ℝ)) (-n) 3 2 0 h1 (by push_cast <;> ring) (by push_cast <;> ring) (by norm_num) (by norm_num)
  have t0 := (show 0 < (1 : ℝ) by norm_num)
  exact ac_fin _ _ (ac_as _ _ (ac_as _ _ t0 f2) f3) ac_zero (by ring)

end Argcheck
