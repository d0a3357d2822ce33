"""The model for `flask copy write --model`: the same writer without a database; the month's budget caps each run."""

from collections import defaultdict

from app.domain import copy_policy
from app.domain.fact_sheet import FactSheet
from app.domain.writer import Draft, Ledger, compose
from app.services.model_writer import ModelWriter, Subject


class CommandWriter:
    """Called once per text. Every fact outside `typed` counts as Spotify's, the display name too."""

    def __init__(self, writer: ModelWriter, *, reads_spotify: bool, cap_micro: int) -> None:
        self._writer = writer
        self._reads_spotify = reads_spotify
        self._left = cap_micro
        self._used: defaultdict[FactSheet, list[str]] = defaultdict(list)
        self._everywhere = Ledger()

    def __call__(self, sheet: FactSheet) -> Draft:
        """The model's bio where one passed the critic; all else is the grounded writer's."""
        used = self._used[sheet]
        draft = self._by_model(sheet, compose(sheet, seed=0, used_forms=used, elsewhere=self._everywhere))
        used.extend(draft.forms)
        for form in draft.forms:
            self._everywhere.add(form)
        return draft

    def _by_model(self, sheet: FactSheet, grounded: Draft) -> Draft:
        readable = copy_policy.readable(sheet, name_is_typed=False, reads_spotify=self._reads_spotify)
        subject = Subject(sheet, readable, "bio", not self._reads_spotify, tuple(self._used[sheet]), 0)
        if not subject.wishes or self._writer.worst(subject) > self._left:
            return grounded
        result = self._writer.write(subject)
        self._left -= result.bill.charged
        if not result.bios:
            return grounded
        bio = result.bios[0]
        return Draft(bio, grounded.captions, None, (bio.form, *(caption.form for caption in grounded.captions)))
