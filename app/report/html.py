"""The document as one HTML file: nothing to load, nothing to run, light, dark and printable."""

import base64
from collections.abc import Iterable, Sequence
from typing import Final

from app.draw.colours import DARK, LIGHT, Colours
from app.draw.svg import svg
from app.draw.types import Picture
from app.paths import RESOURCES
from app.report.markup import Html, Inside, joined, tag
from app.report.types import (
    Block,
    Brand,
    Cell,
    Decision,
    Document,
    Field,
    Items,
    Mark,
    PageOne,
    Path,
    Report,
    Section,
)
from app.words import Language, say

TEMPLATE: Final = RESOURCES / "report"
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
WARN: Final = {LIGHT: "#8A5A00", DARK: "#E8B85A"}
SIGNS: Final = frozenset(
    {"llm", "fine_tuned", "no_good_fit", "open", "fit", "condition", "conflict"}
)
USED: Final = (
    *("ground", "card", "line", "edge", "text", "muted", "good", "bad"),
    *("llm", "llm_soft", "fine_tuned", "fine_tuned_soft", "grey", "grey_soft"),
)


def html(it: Document) -> str:
    """The whole document. The same one gives the same text; whatever users wrote is escaped."""
    sections = tag(
        "section", tag("h2", it.appendix), *map(section, it.sections), class_="part appendix"
    )
    if isinstance(it, Report):
        body = [page_one(it, it.brand), sections]
    else:
        body = [sections, *(page_one(report, it.brand) for report in it.reports)]
    profiles = [it.profile_json] if isinstance(it, Report) else it.profiles
    foot = tag(
        "footer",
        tag("p", it.brand.footer) if it.brand.footer else None,
        tag("p", it.footer.provenance),
        tag("p", it.footer.caveat),
        *(
            tag(
                "details",
                tag("summary", say(it.language, "report.html_profile")),
                tag("pre", profile),
            )
            for profile in profiles
        ),
    )
    name = "" if isinstance(it, Report) else "several"
    whole = tag("main", *body, foot, class_=name)
    return _page(it.language, it.title, it.brand, whole)


def _page(language: Language, title: str, brand: Brand, shown: Html) -> str:
    """A whole file around what it shows."""
    style = Html(_variables(brand) + (TEMPLATE / "document.css").read_text(encoding="utf-8"))
    head = joined(
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        Html('<meta name="color-scheme" content="light dark">'),
        tag("title", title),
        tag("style", style),
    )
    signs = Html((TEMPLATE / "signs.svg").read_text(encoding="utf-8"))
    bar = tag("div", class_="bar") if brand.accent else None
    whole = tag("body", bar, signs, shown)
    return f"<!DOCTYPE html>\n{tag('html', tag('head', head), whole, lang=language.value)}\n"


def page_one(report: Report, brand: Brand) -> Html:
    """All that page one says, in its order."""
    first = report.page_one
    why = tag(
        "div",
        tag("div", tag("h3", first.why.heading), tag("p", first.why.text)),
        tag(
            "div",
            tag("h3", first.certainty.heading),
            tag(
                "p",
                _filled(first.certainty.steps),
                tag("strong", first.certainty.word),
            ),
            tag("p", first.certainty.reason, class_="muted"),
            tag("p", first.certainty.robust) if first.certainty.robust else None,
        ),
        class_="two wide",
    )
    lists = tag("div", _items(first.changes), _items(first.limits), class_="two")
    return tag(
        "article",
        _top(first, brand),
        _hero(first),
        _pairs(((line.heading, line.text) for line in first.lines), "lines"),
        why,
        _path(report.path),
        lists,
        _steps(first),
        _decision(first.decision),
    )


def section(part: Section) -> Html:
    heading = tag("h3", tag("span", part.letter, class_="letter"), part.heading)
    return tag("section", heading, *map(block, part.blocks), class_="section")


def block(it: Block) -> Html:
    """A block of the appendix; a drawing is embedded as it is."""
    match it.kind:
        case "paragraph":
            return tag("p", tag("strong", it.text) if it.strong else it.text)
        case "points":
            return tag("ul", *(tag("li", item) for item in it.items))
        case "references":
            return tag("ul", *(tag("li", work.text, " ", _link(work.url)) for work in it.items))
        case "fields":
            return _pairs(((field.label, field.value) for field in it.fields), "fields")
        case "code":
            return tag("p", it.label, " ", tag("code", it.code))
        case "table":
            return table(it.heads, it.widths, it.rows)
        case "heading":
            return tag("h4", it.text)
        case "drawing":
            return _figure(it.picture, it.caption)


def table(heads: Iterable[str], widths: Sequence[float], rows: Iterable[Iterable[Cell]]) -> Html:
    head = tag("tr", *(tag("th", words, scope="col") for words in heads))
    body = [tag("tr", *(tag("td", _cell(cell)) for cell in row)) for row in rows]
    shares = [f"{100 * width / sum(widths):.1f}%" for width in widths]
    columns = Html("".join(f'<col style="width:{share}">' for share in shares))
    whole = tag("table", tag("colgroup", columns), tag("thead", head), tag("tbody", *body))
    return tag("div", whole, class_="wide-table")


def mark(it: Mark) -> Html:
    """A word with its sign, in its colour."""
    sign = _sign(it.id) if it.id in SIGNS else None
    return tag("span", sign, it.word, class_=f"mark {it.id or 'unmarked'}")


def _cell(cell: Cell) -> Inside:
    return mark(cell) if isinstance(cell, Mark) else cell


def _sign(name: str) -> Html:
    return Html(f'<svg class="sign" aria-hidden="true"><use href="#sign-{name}"/></svg>')


def _top(first: PageOne, brand: Brand) -> Html:
    logo = None
    if brand.logo:
        source = f"data:image/svg+xml;base64,{base64.b64encode(brand.logo.encode()).decode()}"
        logo = Html(f'<img src="{source}" alt="{"" if brand.organisation else "Logo"}">')
    name = brand.organisation or (None if logo else "Signpost")
    masthead = tag("div", logo, name, class_="masthead")
    task = tag(
        "div",
        tag("span", first.project, class_="muted") if first.project else None,
        tag("strong", first.name),
        tag("p", first.summary, class_="muted") if first.summary else None,
        class_="task",
    )
    about = tag(
        "div",
        tag("span", first.status, class_="status"),
        _fields(first.fields),
        class_="about",
    )
    return tag("header", tag("div", masthead, task), about, class_="top")


def _hero(first: PageOne) -> Html:
    kicker = tag("p", f"{first.kicker}: {first.outcome.word}", class_="kicker")
    text = tag(
        "div",
        kicker,
        tag("h1", first.sentence),
        tag("p", first.definition, class_="definition"),
    )
    return tag("div", _sign(first.outcome.id), text, class_=f"hero {first.outcome.id}")


def _filled(steps: int) -> Html | None:
    if not steps:
        return None
    return tag("span", "■" * steps + "□" * (4 - steps), class_="steps-sign", aria_hidden="true")


def _path(path: Path) -> Html:
    return tag(
        "section", tag("h3", path.heading), _figure(path.picture, name="wide"), class_="section"
    )


def _figure(picture: Picture, caption: str = "", name: str = "") -> Html:
    """The picture in both schemes; the style sheet shows the one that holds."""
    schemes = (("light", LIGHT), ("dark", DARK))
    drawn = [tag("div", Html(svg(picture, colours)), class_=name) for name, colours in schemes]
    words = tag("figcaption", caption, class_="muted") if caption else None
    return tag("figure", *drawn, words, class_=name)


def _items(items: Items) -> Html:
    rows = [
        tag(
            "li",
            tag("div", tag("span", item.strong), mark(item.mark), class_="head"),
            tag("div", item.text, class_="muted"),
        )
        for item in items.items
    ]
    return tag(
        "div",
        tag("h3", items.heading),
        tag("ul", *rows, class_="list") if rows else None,
        tag("p", more, class_="muted") if (more := items.more[-1]) else None,
    )


def _steps(first: PageOne) -> Html:
    steps = first.steps
    rows = [
        (f"{number}. {step.what}", step.who, step.how_long)
        for number, step in enumerate(steps.actions, 1)
    ]
    heads = (steps.heading, steps.who, steps.how_long)
    return tag("section", table(heads, (6, 3, 1.6), rows), class_="section")


def _decision(decision: Decision) -> Html:
    """Where the recommendation stands; the lines to sign on are for print."""
    boxes = [
        tag("span", "☒ " if choice.ticked else "☐ ", choice.word, class_="choice")
        for choice in decision.choices
    ]
    lines = [
        Html(f"{tag('span', who)}{tag('span', decision.date)}") for who in decision.signatures
    ]
    return tag(
        "section",
        tag("h3", decision.heading),
        tag("p", *boxes),
        tag("div", *lines, class_="signatures"),
        class_="section",
    )


def _fields(fields: Iterable[Field]) -> Html:
    return _pairs(((field.label, field.value) for field in fields), "")


def _pairs(pairs: Iterable[tuple[str, str]], name: str) -> Html:
    inside = [Html(f"{tag('dt', term)}{tag('dd', text)}") for term, text in pairs]
    return tag("dl", *inside, class_=name)


def _link(url: str) -> Html | None:
    if not url.startswith(("https://", "http://")):
        return None
    return tag("a", url, href=url, rel="noreferrer")


def _variables(brand: Brand) -> str:
    """The colours of the window and of pictures, as the style sheet's variables."""
    light, dark = _colours(LIGHT), _colours(DARK)
    own = brand.accent or LIGHT.accent
    return (
        f":root{{color-scheme:light dark;{light};--brand:{brand.accent or LIGHT.line};"
        f"--link:{own};--name:{brand.accent or LIGHT.muted};--brand-text:{own}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark};--link:{DARK.accent};"
        f"--name:{DARK.text};--brand-text:{DARK.accent}}}}}\n"
    )


def _colours(colours: Colours) -> str:
    parts = [f"--{name.replace('_', '-')}:{getattr(colours, name)}" for name in USED]
    return ";".join([*parts, f"--soft:{colours.grey_soft}", f"--warn:{WARN[colours]}"])
