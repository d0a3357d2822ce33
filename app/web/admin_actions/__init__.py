"""What an admin can do: a module per room of the site, and the registry of all of it (docs/admin.md)."""
