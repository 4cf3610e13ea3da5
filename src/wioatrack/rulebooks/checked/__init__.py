"""Reads data files the slow way, and refuses every mistake in them.

Nothing here is imported while the cache holds what a command needs.
"""
