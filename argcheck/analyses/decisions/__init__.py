"""Decisions as tables: whether their probabilities make sense, and what each rule of choice says of them."""
