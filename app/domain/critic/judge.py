"""The gate for every candidate text; the order of the rules is COPY.md's, cheap to dear."""

from collections.abc import Iterator

from app.domain.critic import (
    ages,
    claims,
    coherence,
    comparisons,
    counts,
    credits,
    eras,
    form,
    guests,
    homes,
    labels,
    lettering,
    listener,
    markup,
    names,
    performing,
    phrases,
    ranges,
    ranks,
    releases,
    strays,
    swap,
    tallies,
    titles,
    vocabulary,
    voice,
    wholes,
    years,
)
from app.domain.critic.duplicates import Neighbours, near_duplicates, nobody
from app.domain.critic.findings import Finding, Kind, Verdict
from app.domain.critic.ledger import Ledger
from app.domain.critic.masking import mask
from app.domain.critic.tokens import sentences
from app.domain.critic.trust import trusted
from app.domain.fact_sheet import FactSheet


def judge(sheet: FactSheet, text: str, kind: Kind = "bio", *, near: Neighbours = nobody) -> Verdict:
    """Judge one text against its facts; never raises, whatever the text.

    `near` knows other pages' bios; without it the near-duplicate rule is silent. It is asked once, about a bio.
    """
    composed = lettering.compose(text)
    too_long = list(form.lengths(composed, kind))
    if len(composed) > form.READ_AT_MOST:
        return Verdict.of(too_long)
    return Verdict.of([*too_long, *_distinct(_findings(trusted(sheet), composed, kind, near))])


def _findings(sheet: FactSheet, text: str, kind: Kind, near: Neighbours) -> Iterator[Finding]:
    masked = mask(sheet, text)
    yield from markup.unseen(text, masked)
    yield from markup.check(masked)
    yield from form.marks(masked)
    yield from phrases.check(masked, sheet)
    yield from names.quotations(masked)
    ledger = Ledger.of(sheet)
    read = sentences(masked)
    mentions = tallies.mentions(read, ledger)
    for at, sentence in enumerate(read):
        earlier = read[:at]
        yield from names.check(sentence, sheet)
        yield from counts.check(sentence, earlier, ledger, mentions)
        yield from strays.check(sentence, ledger)
        yield from eras.check(sentence, earlier, ledger)
        yield from credits.check(sentence, ledger)
        yield from labels.check(sentence, ledger)
        yield from guests.check(sentence, ledger)
        yield from homes.check(sentence, earlier, ledger)
        yield from years.check(sentence, earlier, ledger)
        yield from coherence.check(sentence, kind, ledger)
        yield from ages.check(sentence, earlier, ledger)
        yield from comparisons.check(sentence, earlier, ledger)
        yield from ranges.check(sentence, ledger)
        yield from ranks.check(sentence)
        yield from titles.check(sentence, ledger)
        yield from releases.check(sentence, ledger)
        yield from wholes.check(sentence, ledger)
        yield from listener.check(sentence, ledger)
        yield from performing.check(sentence, ledger)
        yield from claims.check(sentence, ledger)
        yield from vocabulary.check(sentence, sheet)
        yield from voice.check(sentence, sheet)
    yield from form.shape(read, kind, ledger)
    if kind == "bio":
        yield from near_duplicates(masked, near)
    for sentence in read:
        yield from swap.check(sentence, kind, sheet)


def _distinct(findings: Iterator[Finding]) -> list[Finding]:
    """One finding per rule and span: a word that occurs ten times is one fault."""
    return list({(finding.rule, finding.span): finding for finding in findings}.values())
