"""Everything that tests share lives in tests/ground, one module per piece of ground."""

pytest_plugins = [
    "tests.ground.lines",
    "tests.ground.databases",
    "tests.ground.network",
    "tests.ground.moments",
    "tests.ground.site",
    "tests.ground.stage",
    "tests.ground.journey",
    "tests.ground.served",
    "tests.ground.browser",
]
