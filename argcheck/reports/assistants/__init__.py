"""Certificates put into the words of other programs: Coq and Lean files, and SMT-LIB queries.

`outline` says what is to be written: the hypotheses that a proof needs, and names for what occurs in them.
`language` is what the writers for Coq and Lean differ in, `script` what they share, `denial` the terms that prove
opposites. `prelude.v` and `prelude.lean` give both languages the same small lemmas under the same names.
`lemmas.v` has proofs of what is taken as true of powers, exp, log and sums, and `complete` states theorems that rest on
these instead of supposing instances of them. `files` is the way in.
"""
