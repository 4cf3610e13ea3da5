"""Whole files in and out: the same entries and the same rules as `add`, row by row."""
