"""Anchor: a page for a musician that writes itself and stays fresh."""
