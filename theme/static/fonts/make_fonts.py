"""Make the web and print fonts from Debian's Noto packages and print the CSS for them.

Needs the Debian packages fonts-noto-core and fonts-noto-extra (made with 20201225-1),
fonts-liberation (1:1.07.4-11) and fonts-roboto-unhinted (2:0~20170802-3), and from PyPI fonttools
and brotli. The same versions give the same bytes. Run it in this folder as
`python make_fonts.py > ../css/fonts.css`.

"Litfass Poster" is Noto Sans ExtraCondensed Black under a name of its own, because Typst and
CSS find a face by its family. Noto Sans has no arrows, ticks or minus: arrows and ticks come
from Noto's symbol and mathematics fonts, the minus is the en dash, as usual in German.
"""

from pathlib import Path
from textwrap import fill

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

WEB = Path(__file__).resolve().parent
PRINT = WEB.parents[1] / "print" / "fonts"
DEBIAN = Path("/usr/share/fonts/truetype")
LICENCE = Path("/usr/share/doc/fonts-noto-core/copyright")

RANGES = {  # in a browser the later face wins where two have a character
    "arabic": "600-6FF,200C-200F",
    "cyrillic": "301,400-45F,490-491,20B4,20BD,2116",
    "latin-ext": "100-130,132-151,154-17F,18F,192,1A0-1A1,1AF-1B0,218-21B,259,1E80-1E85,1EA0-1EF9,20BA",
    "latin": "20-7E,A0-FF,131,152-153,2C6,2DA,2DC,1E9E,2000-200F,2010-2015,2018-201E,2020-2022,2026,"
             "202F-2030,2032-2033,2039-203A,2044,2060,2066-2069,20AC,2122,2190-2193,2197,2212,2713,2717",
}
LETTERS = ["cyrillic", "latin-ext", "latin"]
PRINT_ALSO = ",300-30C,323,326-328,2000-206F,20A0-20BF,2150-215E"
FEATURES = "kern mark mkmk liga ccmp locl tnum pnum lnum init medi fina isol rlig"

POSTER = "Litfass Poster"
FACES = {  # file name: CSS family and weight, Debian file, Debian file with the arrows, ranges
    "NotoSansArabic-Regular": ("Noto Sans", "400", "NotoSansArabic-Regular", None, ["arabic"]),
    "NotoSansArabic-Bold": ("Noto Sans", "700", "NotoSansArabic-Bold", None, ["arabic"]),
    "NotoSans-Regular": ("Noto Sans", "400", "NotoSans-Regular", "NotoSansMath-Regular", LETTERS),
    "NotoSans-Bold": ("Noto Sans", "700", "NotoSans-Bold", "NotoSansSymbols-Black", LETTERS),
    "LitfassPoster": (POSTER, "400 900", "NotoSans-ExtraCondensedBlack", "NotoSansSymbols-Black", LETTERS),
}
# what a fallback is to be as wide as, each range by itself: a language has its own share of each. Later faces win here too
SAMPLES = {
    "0-5FF,1E00-2BFF": "HeutegeöffnetdasBüroimKiezStraßenfestamSamstag14Uhreinfachvorbeikommenundmitmachen",  # no Arabic: see DISPLAY
    RANGES["latin-ext"]: "ığşİŞĞıışğıçłńśżőčšž",
    RANGES["cyrillic"]: "СьогоднівідчиненобюроудворіВуличнесвятовсуботуогодиніпростоприходьтеідолучайтеся",
    "20,A0": " ",
}
# a telephone's own Arabic and Cyrillic letters cannot be made as wide as ours word by word, so ours come at once (base.html
# asks for them early) or not on this page; the others may come late. Source: CSS Fonts 4, font-display
DISPLAY = {"arabic": "optional", "cyrillic": "optional"}
FALLBACKS = {  # what telephones and computers have: files of regular and bold that are as wide, and local names
    "Fallback": (("liberation/LiberationSans-Regular", "Arial", "ArialMT", "Liberation Sans", "Arimo"),
                 ("liberation/LiberationSans-Bold", "Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold")),
    "Fallback Android": (("roboto/unhinted/RobotoTTF/Roboto-Regular", "Roboto", "Roboto-Regular"),
                         ("roboto/unhinted/RobotoTTF/Roboto-Bold", "Roboto Bold", "Roboto-Bold")),
}


def open_font(name: str, folder: str = "noto/") -> TTFont:
    return TTFont(DEBIAN / f"{folder}{name}.ttf", recalcTimestamp=False)


def add_symbols(font: TTFont, arrows: str) -> None:
    new = {0x2212: font.getBestCmap()[0x2013]}
    for file, chars in (arrows, "←↑→↓↗"), ("NotoSansSymbols2-Regular", "✓✗"):
        source = open_font(file)
        for code in map(ord, chars):
            old, new[code] = source.getBestCmap()[code], f"uni{code:04X}"
            font["glyf"][new[code]] = source["glyf"][old]
            font["hmtx"][new[code]] = source["hmtx"][old]
    for table in font["cmap"].tables:
        table.cmap.update(new)


def make(path: Path, unicodes: str, family: str, source: str, arrows: str | None) -> None:
    font = open_font(source)
    if arrows:
        add_symbols(font, arrows)
    if family == POSTER:
        for number, text in {1: POSTER, 3: POSTER, 4: POSTER, 6: POSTER.replace(" ", "")}.items():
            font["name"].setName(text, number, 3, 1, 0x409)
    subsetter = Subsetter(Options(hinting=False, layout_features=FEATURES.split(), notdef_outline=True,
                                  name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]))
    subsetter.populate(unicodes=parse_unicodes(unicodes))
    subsetter.subset(font)
    font.flavor = "woff2" if path.suffix == ".woff2" else None
    font.save(path)


def em_width(font: TTFont, sample: str) -> float:
    return sum(font["hmtx"][font.getBestCmap()[ord(char)]][0] for char in sample) / font["head"].unitsPerEm


def print_face(**rules: str) -> None:
    print("@font-face {", *(f"  {k.replace('_', '-')}: {v};" for k, v in rules.items()), "}\n", sep="\n")


def print_fallback(family: str, weight: str, source: str, file: str, *names: str) -> None:
    font, fallback = open_font(source), open_font(file, folder="")
    em, lines = font["head"].unitsPerEm, font["hhea"]
    for codes, sample in SAMPLES.items():
        size = em_width(font, sample) / em_width(fallback, sample)
        print_face(font_family=f'"{family}"', font_weight=weight, src=", ".join(f'local("{n}")' for n in names),
                   size_adjust=f"{size:.1%}", ascent_override=f"{lines.ascent / em / size:.1%}",
                   descent_override=f"{-lines.descent / em / size:.1%}", line_gap_override="0%",
                   unicode_range=css_range(codes))


def css_range(codes: str) -> str:
    return "U+" + codes.replace(",", ", U+")


def licence() -> str:
    text = LICENCE.read_text("utf-8")
    owners = text.split("Copyright:\n  ")[1].split("\nLicense")[0].split("\n  ")
    terms = text.split("\nLicense: OFL-1.1\n PREAMBLE")[1].split("\n\n")[0].split("\n .\n")[1:]
    head = [f"Noto fonts: Copyright {'; '.join(owners)}", "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007"]
    return "\n\n".join(fill(" ".join(part.split()), 80) for part in [*head, "PREAMBLE", *terms]) + "\n"


if __name__ == "__main__":
    for file, (family, weight, source, arrows, ranges) in FACES.items():
        for name in ranges:
            make(WEB / f"{file}-{name}.woff2", RANGES[name], family, source, arrows)
            print_face(font_family=f'"{family}"', font_weight=weight, font_display=DISPLAY.get(name, "swap"),
                       src=f'url("../fonts/{file}-{name}.woff2") format("woff2")',
                       unicode_range=css_range(RANGES[name]))
        unicodes = ",".join(RANGES[name] for name in ranges) + (PRINT_ALSO if arrows else "")
        make(PRINT / f"{file}.ttf", unicodes, family, source, arrows)
    for suffix, (regular, bold) in FALLBACKS.items():
        print_fallback(f"Noto Sans {suffix}", "400", "NotoSans-Regular", *regular)
        print_fallback(f"Noto Sans {suffix}", "700", "NotoSans-Bold", *bold)
        print_fallback(f"{POSTER} {suffix}", "400 900", "NotoSans-ExtraCondensedBlack", *bold)
    for folder in WEB, PRINT:
        (folder / "OFL.txt").write_text(licence(), "utf-8")
