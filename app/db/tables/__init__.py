"""The tables, a module for each part of the trade; `app.db.schema` knows them all.

Whoever asks loads those that they ask for: mapping one takes a millisecond of a start. A foreign key names its target's
column, so that a module brings along whatever its own tables lead to.
"""
