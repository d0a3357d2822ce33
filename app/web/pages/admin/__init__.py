"""The admin's page: a module per section, and the list of them (docs/admin.md)."""
