import pytest

from app.domain.palette import INK_DARK, INK_LIGHT, PAPER_DARK, PAPER_LIGHT, contrast, palette, palettes

AA = 4.5


def test_a_thousand_profiles_read_well_on_light_and_on_dark_paper() -> None:
    for seed in range(1000):
        ink = palette(f"seed {seed}")
        assert contrast(ink.accent_light, PAPER_LIGHT) >= AA
        assert contrast(ink.accent_dark, PAPER_DARK) >= AA
        assert contrast(ink.block_ink, ink.block) >= AA


def test_plain_text_reads_on_its_paper() -> None:
    assert contrast(INK_LIGHT, PAPER_LIGHT) >= 7
    assert contrast(INK_DARK, PAPER_DARK) >= 7


def test_every_ink_is_given_to_somebody() -> None:
    assert {palette(str(seed)).name for seed in range(1000)} == {ink.name for ink in palettes()}


def test_a_profile_keeps_its_ink() -> None:
    assert palette("mara") == palette("mara")


def test_black_on_white_has_the_highest_contrast_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)


def test_no_ink_is_taken_for_spotify_green() -> None:
    for ink in palettes():
        red, green, blue = (int(ink.block[at : at + 2], 16) for at in (1, 3, 5))
        assert not (green > 150 and red < 80 and blue < 120)
