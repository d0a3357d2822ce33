"""How many years and decades may lie between the albums that a sentence names, or between any two of the sheet."""

from app.domain.critic import pointers
from app.domain.critic.ledger import Ledger, is_year
from app.domain.critic.tokens import Sentence

# The other end of the span stands in a sentence before: "Ebb came two years later", "two years before that".
_BACK = frozenset("that this it them these later earlier after before next follow follows followed on more".split())


def spans(sentence: Sentence, earlier: tuple[Sentence, ...], ledger: Ledger, *, about: bool) -> set[int]:
    """How many years may lie between albums: those that the sentence names or points at, else any two of the sheet."""
    said = _years_in(sentence, ledger)
    if said and earlier and _BACK & {token.fold for token in sentence if token.kind == "word"}:
        said |= _years_in(earlier[-1], ledger)
    if said:
        said |= {
            year
            for pointer in pointers.pointers(sentence, earlier, ledger)
            if sentence[pointer.at].kind == "word" and not pointer.is_count
            for year in pointer.years(ledger)
        }
    pool = set(ledger.years)
    if len(said) >= 2:
        lengths = {abs(one - other) for one in said for other in said}
    elif len(said) == 1:
        lengths = {abs(one - other) for one in said for other in pool}
    else:
        lengths = {abs(one - other) for one in pool for other in pool}
    lengths.discard(0)
    words = {token.fold for token in sentence}
    if pool and words & {"different", "consecutive", "separate", "distinct", "in", "within", "over", "across"}:
        lengths |= {len(pool), max(pool) - min(pool) + 1}
    if _is_range(sentence) and said:
        lengths.add(max(said) - min(said) + 1)
    if about:
        lengths |= {near for length in lengths for near in _near(length)}
    return lengths


def _is_range(sentence: Sentence) -> bool:
    """ "1959 to 1962" holds four years, counted with both ends."""
    return any(
        is_year(one) and joint.fold in {"to", "through"} and is_year(other)
        for one, joint, other in zip(sentence, sentence[1:], sentence[2:], strict=False)
    )


def decades(ledger: Ledger, lengths: set[int] | None = None) -> set[int]:
    """How many decades the albums touch or span; with `lengths` of years, how many lie in one of those."""
    if lengths is not None:
        return {near for length in lengths for near in (length // 10, (length + 1) // 10)} - {0}
    pool = set(ledger.years)
    if not pool:
        return set()
    span = max(pool) - min(pool)
    return {len({year // 10 for year in pool}), span // 10, (span + 5) // 10} - {0} | ({1} if span >= 9 else set())


def _years_in(sentence: Sentence, ledger: Ledger) -> set[int]:
    years: set[int] = set()
    for token in sentence:
        if token.slot is None:
            continue
        if is_year(token):
            years.add(int(token.text))
        song = token.slot.quoted and ledger.is_track(token)
        for item in ledger.items(token):
            if item.kind == "album" and not song:
                years |= item.years
    return years or {year for token in sentence for item in ledger.tracks(token) for year in item.years}


def _near(length: int) -> range:
    margin = max(1, length * 15 // 100)
    return range(length - margin, length + margin + 1)
