"""Every page before every checker: `make pages`."""
