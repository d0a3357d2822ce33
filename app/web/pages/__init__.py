"""View models: one frozen object per template."""
