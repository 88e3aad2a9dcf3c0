"""Queries: parsed into a tree, spread out, evaluated."""
