"""The grounded writer: texts from facts alone, without a model (COPY.md)."""

from app.domain.writer.compose import Caption, Draft, Sentence, Text, compose, ranked
from app.domain.writer.ledger import Ledger

__all__ = ["Caption", "Draft", "Ledger", "Sentence", "Text", "compose", "ranked"]
