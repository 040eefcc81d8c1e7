"""Texts of other programs read as arguments: SMT-LIB 2 scripts and Argdown documents."""
