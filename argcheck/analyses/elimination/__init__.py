"""Conditions found by eliminating quantities from what a step must exclude: proposed by engines, proved by provers."""
