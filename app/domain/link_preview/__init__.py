"""How a link looks where it is shared: a page's own HTML, read as each crawler reads it."""
