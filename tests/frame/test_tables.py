"""A part of the tables can be loaded alone, and then knows all that its foreign keys lead to."""

import subprocess
import sys
from pkgutil import iter_modules

import pytest

from app.db import schema, tables

ALONE = """
import importlib
from sqlalchemy.orm import configure_mappers
from app.db.base import Base
importlib.import_module({name!r})
configure_mappers()
Base.metadata.sorted_tables
print(sum(len(table.foreign_keys) for table in Base.metadata.tables.values()))
"""


@pytest.mark.parametrize("part", [module.__name__ for module in schema.EVERY])
def test_each_part_brings_what_its_foreign_keys_lead_to(part: str) -> None:
    done = subprocess.run([sys.executable, "-c", ALONE.format(name=part)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_schema_knows_every_part() -> None:
    known = {module.__name__.rpartition(".")[2] for module in schema.EVERY}
    assert known == {module.name for module in iter_modules(tables.__path__)}
