"""Our preview images beside satori + resvg, which most sites draw theirs with."""
