"""Games in normal form: which profiles are equilibria, which actions are dominant, and under what conditions."""
