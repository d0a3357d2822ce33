"""Queries, one module per aggregate. They take a session, never commit, and never call anybody."""
