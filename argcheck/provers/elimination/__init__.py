"""Quantifier elimination over the real numbers: engines that propose an answer, which is believed only once proved."""
