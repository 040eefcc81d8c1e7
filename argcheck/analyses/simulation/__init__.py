"""Decisions over time played out, and races run: an oracle for symbolic conditions, and never a verdict."""
