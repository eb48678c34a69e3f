"""The shipped fonts: what they hold, that the list of it is right, that they stay small."""

from fontTools.ttLib import TTFont

from analysis import fonts
from analysis.press.fonts import SUBSTITUTE, press_fonts


def test_list_of_characters_is_that_of_the_files():
    held = set().union(*(TTFont(path).getBestCmap() for path in fonts.font_files()))
    assert fonts.covered_characters() == frozenset(map(chr, held))


def test_hangul_hanzi_and_cyrillic_are_held():
    covered = fonts.covered_characters()
    hangul = {bytes((lead, trail)).decode("euc_kr") for lead in range(0xB0, 0xC9) for trail in range(0xA1, 0xFF)}
    assert len(hangul) == 2350 and hangul <= covered
    assert set("习近平赵乐际王毅ЖжЩщЁёΩω→≥≈☑☐") <= covered
    assert SUBSTITUTE in covered


def test_scripts_of_strangers_and_emoji_are_held():
    assert set("سلامپ שלום नमस्ते สวัสดี 😀🎉🚀👍🇰🇷␛") <= fonts.covered_characters()


def test_families_are_those_that_the_pages_name():
    assert {fonts.SERIF, fonts.SANS, *fonts.FALLBACKS, *fonts.SCRIPTS} <= set(press_fonts().families())


def test_prose_has_real_bold_and_italic():
    for family in (fonts.SERIF, fonts.SANS):
        faces = {(face.weight, face.style) for face in press_fonts().fonts() if face.family == family}
        assert faces == {(400, "normal"), (400, "italic"), (700, "normal"), (700, "italic")}


def test_files_are_small_and_licensed():
    sizes = [path.stat().st_size for path in fonts.font_files()]
    assert max(sizes) < 2_000_000 and sum(sizes) < 4_900_000
    for path in fonts.FOLDER.glob("OFL-*.txt"):
        assert "SIL OPEN FONT LICENSE" in path.read_text()
    assert len(list(fonts.FOLDER.glob("OFL-*.txt"))) == 3
