"""Models of the shortlist as JSON documents: facts, price with its day, and why in or out."""

from collections.abc import Iterable
from typing import Any, Final

from app.decision.languages import language_name
from app.decision.memory import memory_needs
from app.decision.shortlist import Needs, Note, Pick
from app.guide.models import Catalogue, ShortlistModel
from app.words import Language, say

PROPRIETARY: Final = "LicenseRef-Proprietary-API"


def shortlist_document(
    catalogue: Catalogue, picks: Iterable[Pick], needs: Needs, language: Language
) -> list[dict[str, Any]]:
    """One object for each pick, in its order. Ids are fixed; texts are in `language`."""
    return [_model(catalogue, pick, needs, language) for pick in picks]


def note_text(note: Note, language: Language) -> str:
    values = dict(note.values)
    if "licence" in values:
        values["licence"] = licence_text(str(values["licence"]), language)
    if "named" in values:
        values["named"] = language_name(str(values["named"]), language)
    return say(language, f"models.{note.key}", **values)


def licence_text(licence: str, language: Language) -> str:
    """A licence as a person writes it: SPDX names as they are, own licences by their name."""
    if licence == PROPRIETARY:
        return say(language, "models.proprietary")
    return licence.replace("LicenseRef-", "")


def price_line(price: dict[str, Any], language: Language) -> str:
    """A list price from its document on one line, with its day."""
    phrase = "price" if price["output"] is not None else "price_input"
    return say(
        language,
        f"models.{phrase}",
        input=f"{price['input']:g}",
        output=f"{price['output'] or 0:g}",
        date=price["date"],
    )


def price_document(
    catalogue: Catalogue, model: ShortlistModel, language: Language
) -> dict[str, Any] | None:
    """The list price with what it needs to be shown: its day and where it was read."""
    price = model.price
    if price is None:
        return None
    return {
        "currency": catalogue.currency,
        "per": "million tokens",
        "input": price.input,
        "output": price.output,
        "date": price.date.isoformat(),
        "sources": [catalogue.source[name].title for name in price.sources],
        "note": price.note and price.note.to(language),
        "tier": price.tier
        and {
            "from_tokens": price.tier.from_tokens,
            "input": price.tier.input,
            "output": price.tier.output,
        },
        "change": price.change
        and {
            "from": price.change.start.isoformat(),
            "input": price.change.input,
            "output": price.change.output,
        },
    }


def unverified_text(catalogue: Catalogue, model: ShortlistModel, language: Language) -> str:
    """What only second-hand sources say, in words; empty where nothing is."""
    names = [say(language, f"models.field_{name}") for name in catalogue.unverified(model)]
    if not names:
        return ""
    joint = say(language, "models.comma")
    return say(language, "models.unverified", fields=joint.join(names))


def _model(catalogue: Catalogue, pick: Pick, needs: Needs, language: Language) -> dict[str, Any]:
    model = catalogue.model[pick.model]
    return {
        "id": model.id,
        "name": model.name,
        "organisation": model.organisation,
        "kind": model.kind,
        "verdict": pick.verdict,
        "reasons": [
            {"verdict": note.verdict, "text": note_text(note, language)} for note in pick.notes
        ],
        "why": model.why.to(language),
        "released": model.released,
        "licence": model.licence,
        "licence_name": licence_text(model.licence, language),
        "licence_note": model.licence_note and model.licence_note.to(language),
        "commercial": model.commercial,
        "open_weights": model.open_weights,
        "parameters_b": model.parameters_b,
        "context_tokens": model.context_tokens,
        "languages": model.languages and model.languages.to(language),
        "japanese": model.japanese,
        "memory": [
            {
                "precision": need.precision,
                "weights_gb": need.weights_gb,
                "cache_gb": round(need.cache_gb, 2),
                "low_gb": round(need.low, 2),
                "high_gb": round(need.high, 2),
            }
            for need in memory_needs(catalogue, model, needs.tokens)
        ],
        "price": price_document(catalogue, model, language),
        "note": model.note and model.note.to(language),
        "unverified": list(catalogue.unverified(model)),
        "unverified_text": unverified_text(catalogue, model, language),
        "sources": sorted(
            {catalogue.source[name].title for names in model.sources.values() for name in names}
        ),
    }
