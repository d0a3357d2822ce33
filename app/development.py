"""Keys for development: made once, kept in a file, so that restarts and several processes share them.

Production never reads them: `app.settings` asks here with APP_ENV=development only, for what is missing.
"""

import json
import os
import secrets
from pathlib import Path

FILE_NAME = "development-keys.json"


class UnreadableKeys(Exception):
    """The file of development keys exists but does not hold two keys; the message says what to do."""


def keys(folder: Path) -> tuple[str, str]:
    """SECRET_KEY and TOKEN_KEYS from `folder`, created there (readable by the owner only) when absent.

    Whoever writes first wins: a process that loses the race reads what the winner wrote.
    """
    path = folder / FILE_NAME
    if not path.exists():
        _create(path)
    return _read(path)


def _read(path: Path) -> tuple[str, str]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        secret_key, token_keys = stored["SECRET_KEY"], stored["TOKEN_KEYS"]
    except (ValueError, KeyError, TypeError) as exc:
        raise UnreadableKeys(f"{path} does not hold development keys; delete it to get new ones") from exc
    return str(secret_key), str(token_keys)


def _create(path: Path) -> None:
    from app.vault import generate_key  # noqa: PLC0415 - only who needs a new key loads the cryptography

    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"SECRET_KEY": secrets.token_urlsafe(48), "TOKEN_KEYS": generate_key()}, file)
        try:
            os.link(draft, path)  # complete or not at all, and never over another process's keys
        except FileExistsError:
            return
    finally:
        draft.unlink()
