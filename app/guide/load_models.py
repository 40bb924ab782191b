"""Read the models from their folder, whole and checked, or name the file and entry at fault."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from app.errors import AppError
from app.files import read_file
from app.guide.models import FROM_BRANCH, TRUNK, BranchId, Catalogue, ShortlistModel

FILES: Final = ("tree", "licences", "shortlist", "figures", "organisations", "sources")


def load_models(folder: Path) -> Catalogue:
    """The catalogue in `folder`. Raises AppError with file and entry at the first fault."""
    files = {name: read_file(folder / f"{name}.json") for name in FILES}
    whole = b"".join(files.values()).replace(b"\r\n", b"\n")  # the same on every machine
    given = {name: _parsed(f"{name}.json", data) for name, data in files.items()}
    rows: dict[str, tuple[str, str]] = {  # field of the catalogue → its file and its key there
        "branches": ("tree", "branches"),
        "tree": ("tree", "models"),
        "licences": ("licences", "licences"),
        "licences_checked": ("licences", "checked"),
        "snapshot": ("shortlist", "snapshot"),
        "currency": ("shortlist", "currency"),
        "shortlist": ("shortlist", "models"),
        "figures": ("figures", "figures"),
        "organisations": ("organisations", "organisations"),
        "sources": ("sources", "sources"),
    }
    for name, known in given.items():
        for key in known:
            if (name, key) not in rows.values():
                raise AppError("guide_unknown", file=f"{name}.json", what=key)
    body = {field: given[name].get(key) for field, (name, key) in rows.items()}
    try:
        catalogue = Catalogue.model_validate(body | {"sha256": hashlib.sha256(whole).hexdigest()})
    except ValidationError as error:
        raise _fault(error, body, rows) from None
    check_models(catalogue)
    return catalogue


def check_models(catalogue: Catalogue) -> None:
    """Raise AppError at the first fault that no entry shows by itself."""
    _check_ids(catalogue)
    _check_tree(catalogue)
    _check_licences(catalogue)
    _check_shortlist(catalogue)
    _check_sources(catalogue)


def _parsed(file: str, data: bytes) -> dict[str, Any]:
    try:
        body = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise AppError("not_utf8", file=file, byte=error.start) from None
    except json.JSONDecodeError as error:
        raise AppError(
            "not_json", file=file, line=error.lineno, column=error.colno, fault=error.msg
        ) from None
    if not isinstance(body, dict):
        raise AppError("guide_missing", file=file, what="{…}")
    return body


def _fault(
    error: ValidationError, body: Mapping[str, Any], rows: Mapping[str, tuple[str, str]]
) -> AppError:
    """The first fault, with the entry called by its name."""
    fault = error.errors(include_url=False)[0]
    field, *place = fault["loc"]
    name, key = rows[str(field)]
    what = key
    if place and isinstance(place[0], int):
        entry = body[str(field)][place[0]]
        known = entry.get("id") or entry.get("name") if isinstance(entry, dict) else None
        what = f'{key} "{known or place[0] + 1}"'
        place = place[1:]
    what = ": ".join(filter(None, (what, ".".join(map(str, place)))))
    kind = {"missing": "guide_missing", "extra_forbidden": "guide_unknown"}.get(fault["type"])
    return AppError(kind or "guide_wrong", file=f"{name}.json", what=what, fault=fault["msg"])


def _check_ids(catalogue: Catalogue) -> None:
    for file, ids in {
        "tree.json": [model.id for model in catalogue.tree],
        "licences.json": [row.id for row in catalogue.licences],
        "shortlist.json": [model.id for model in catalogue.shortlist],
        "figures.json": [figure.id for figure in catalogue.figures],
        "sources.json": [source.id for source in catalogue.sources],
        "organisations.json": [
            name
            for organisation in catalogue.organisations
            for name in (organisation.name, *organisation.aliases)
        ],
    }.items():
        for name, times in Counter(ids).items():
            if times > 1:
                raise AppError("guide_duplicate", file=file, id=name)


def _check_tree(catalogue: Catalogue) -> None:
    """Every branch is named, every line comes from somewhere, and nothing is its own ancestor."""
    for branch in BranchId:
        if branch not in catalogue.branch:
            raise AppError("guide_missing", file="tree.json", what=f'branch "{branch}"')
    starts = {TRUNK, *(f"{FROM_BRANCH}{branch}" for branch in BranchId)}
    for model in catalogue.tree:
        if model.parent not in starts:
            _resolve("tree.json", model.id, catalogue.tree_model, (model.parent,))
        _resolve("tree.json", model.id, catalogue.tree_model, filter(None, (model.derived_from,)))
        _resolve(
            "tree.json",
            model.id,
            catalogue.organisation,
            (model.organisation, *model.together_with),
        )
    for model in catalogue.tree:
        seen = {model.id}
        while (above := catalogue.tree_model.get(model.parent)) is not None:
            if above.id in seen:
                raise AppError("models_circle", file="tree.json", id=above.id)
            seen.add(above.id)
            model = above


def _check_licences(catalogue: Catalogue) -> None:
    rows = {row.id for row in catalogue.licences}
    for row in catalogue.licences:
        _resolve("licences.json", row.id, rows, filter(None, (row.built_on,)))
        _resolve("licences.json", row.id, catalogue.tree_model, row.tree_models)


def _check_shortlist(catalogue: Catalogue) -> None:
    for model in catalogue.shortlist:
        _resolve("shortlist.json", model.id, catalogue.organisation, (model.organisation,))
        _resolve(
            "shortlist.json", model.id, catalogue.tree_model, filter(None, (model.tree_model,))
        )
        for field in _stated(model):
            if field not in model.sources:
                what = f'models "{model.id}": sources.{field}'
                raise AppError("guide_missing", file="shortlist.json", what=what)


def _stated(model: ShortlistModel) -> Iterator[str]:
    """The fields of a model that state a fact and so need a source of their own."""
    own = {"id", "name", "why", "note", "sources", "price", "covers", "licence_note"}
    return (field for field in model.model_fields_set if field not in own)


def _check_sources(catalogue: Catalogue) -> None:
    """Every source that is named exists, and none stands there for nothing."""
    named: set[str] = set()
    for file, entry, sources in _named_sources(catalogue):
        _resolve(file, entry, catalogue.source, sources)
        named.update(sources)
    for source in catalogue.source:
        if source not in named:
            raise AppError("guide_uncited", file="sources.json", source=source)


def _named_sources(catalogue: Catalogue) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for box in catalogue.tree:
        yield "tree.json", box.id, tuple(filter(None, (box.date_source, box.licence_source)))
    for row in catalogue.licences:
        yield "licences.json", row.id, row.sources
    for figure in catalogue.figures:
        yield "figures.json", figure.id, figure.sources
    for model in catalogue.shortlist:
        for sources in model.sources.values():
            yield "shortlist.json", model.id, sources
        if model.price:
            yield "shortlist.json", model.id, model.price.sources


def _resolve(
    file: str, entry: str, known: Mapping[str, object] | set[str], names: Iterable[str]
) -> None:
    for name in names:
        if name not in known:
            raise AppError("models_unknown", file=file, entry=entry, name=name)
