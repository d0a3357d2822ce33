"""Every column is in the export or has its reason: a new one fails here until somebody decides (RELIABILITY.md P6)."""

from app.db.exported import EXPORTED, LEFT_OUT, TABLES_LEFT_OUT
from app.db.schema import metadata


def test_every_table_is_exported_or_left_out_for_a_reason() -> None:
    assert {*EXPORTED, *TABLES_LEFT_OUT} == set(metadata.tables)
    assert not set(EXPORTED) & set(TABLES_LEFT_OUT)
    assert all(len(reason) > 5 for reason in TABLES_LEFT_OUT.values())


def test_every_column_of_an_exported_table_is_in_it_or_left_out_for_a_reason() -> None:
    for name, part in EXPORTED.items():
        left_out = LEFT_OUT.get(name, {})
        assert {*part.columns, *left_out} == set(metadata.tables[name].columns.keys()), name
        assert not set(part.columns) & set(left_out), name
        assert all(len(reason) > 5 for reason in left_out.values()), name


def test_no_secret_column_is_exported() -> None:
    exported = {column for part in EXPORTED.values() for column in part.columns}
    assert not {column for column in exported if "token" in column and not column.startswith("tokens_")}
    assert not {column for column in exported if "hash" in column or "verifier" in column or "secret" in column}
