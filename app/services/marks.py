"""How somebody who left is known again: keyed hashes of their account's ids, which nobody can read back."""

from app.db.tables.people import Connection
from app.vault import Vault

PURPOSE = "tombstone"


def of(vault: Vault, connection: Connection) -> list[str]:
    """Every mark that this account may have been given, the newest key's first; none when it was never known."""
    known = (connection.account_id, connection.user_id)
    return [mark for name in known if name for mark in vault.marks(name, purpose=PURPOSE)]
