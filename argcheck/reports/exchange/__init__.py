"""Checked arguments in the formats of other programs: SMT-LIB 2, graphs, argument maps."""
