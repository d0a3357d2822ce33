"""What a profile's drawings are drawn from: `7:3f2a...`, its own number and the fingerprint of its music."""


def seed(profile_id: int, music_fingerprint: str = "") -> str:
    """The whole seed: with the music, what is drawn from all of it changes."""
    return f"{profile_id}:{music_fingerprint}"


def lasting(whole: str) -> str:
    """The part that stays whatever the music does: ink, catalogue number, and the shape of each groove."""
    return whole.partition(":")[0]
