"""The language model: the only room that speaks to one. It takes policy-checked facts and nothing else."""
