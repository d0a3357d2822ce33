"""What the vault binds each sealed value to, besides the person."""

ACCESS, REFRESH = "access_token", "refresh_token"
VERIFIER = "oauth_verifier"
SECOND_FACTOR = "totp"
