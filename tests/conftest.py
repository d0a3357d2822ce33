"""Everything that tests share lives in tests/ground, one module per piece of ground."""

pytest_plugins = [
    "tests.ground.garbage",
    "tests.ground.lines",
    "tests.ground.databases",
    "tests.ground.network",
    "tests.ground.certificates",
    "tests.ground.moments",
    "tests.ground.site",
    "tests.ground.drawings",
    "tests.ground.post",
    "tests.ground.prompts",
    "tests.ground.journey",
    "tests.ground.stage",
    "tests.ground.served",
    "tests.ground.redis",
    "tests.ground.browser",
    "tests.ground.proofs",
]
