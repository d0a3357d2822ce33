"""Bad inputs by group, and everything that they are thrown at (RELIABILITY.md, the groups at its end)."""
