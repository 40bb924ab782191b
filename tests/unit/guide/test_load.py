"""A fault in the guide's files is one sentence that names the file and the key."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AppError
from app.guide.load import TABLES, counts, load_guide
from app.guide.types import Guide
from app.words import Language

Change = Callable[[str, str, str, str], None]


def fault(folder: Path) -> str:
    """The sentence in English, having checked that there is a Japanese one."""
    with pytest.raises(AppError) as caught:
        load_guide(folder)
    assert re.search("[\u3040-\u30ff]", caught.value.text(Language.JA))
    return str(caught.value)


def question(name: str) -> str:
    return f'id = "{name}"'


# The shape of the files


@pytest.mark.parametrize("file", [*TABLES, "about.toml"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert f"There is no file {folder / file}." in fault(folder)


def test_a_folder_without_a_guide_is_named(tmp_path: Path) -> None:
    assert f"There is no file {tmp_path / 'elsewhere' / 'flow.toml'}." in fault(
        tmp_path / "elsewhere"
    )


def test_a_slip_of_the_pen_is_named_with_its_line(folder: Path, change: Change) -> None:
    change("arrows.toml", "[[arrow]]", r'^reply = "yes"$', 'reply "yes"')
    line = (folder / "arrows.toml").read_text(encoding="utf-8").splitlines().index('reply "yes"')
    assert re.match(rf"arrows\.toml is not sound TOML: .*line {line + 1}\b", fault(folder))


def test_a_file_in_another_encoding_is_named_with_the_byte(folder: Path) -> None:
    text = (folder / "about.toml").read_text(encoding="utf-8")
    (folder / "about.toml").write_bytes(text.encode("shift_jis", errors="replace"))
    assert re.search(r"about\.toml is not UTF-8 text \(byte \d+ ", fault(folder))


@pytest.mark.parametrize(
    ("file", "table"), [(file, table) for file, tables in TABLES.items() for table in tables]
)
def test_a_table_that_is_gone_is_named(folder: Path, file: str, table: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    renamed = re.sub(rf"^(\[+){table}(?=[.\]])", rf"\g<1>{table}s", text, flags=re.M)
    path.write_text(renamed, encoding="utf-8")
    assert fault(folder).startswith(f"{file}: {table}s is not a key of the guide.")

    others = "".join(f"{other} = []\n" for other in TABLES[file] if other != table)
    path.write_text(f"{others}{table} = []\n")
    assert fault(folder).startswith(f"{file}: [[")


def test_something_else_than_a_table_is_named_by_its_place(folder: Path) -> None:
    (folder / "arrows.toml").write_text("arrow = [1]")
    assert fault(folder).startswith("arrows.toml: arrow 1 does not fit: ")


# One entry


def test_missing_japanese_is_named(folder: Path, change: Change) -> None:
    change("flow.toml", question("few_labels"), r"^title\.ja = .*\n", "")
    assert fault(folder) == 'flow.toml: question "few_labels": title.ja is missing. Add it.'


@pytest.mark.parametrize("blank", ["", "   "])
def test_an_empty_text_is_named(folder: Path, change: Change, blank: str) -> None:
    change("flow.toml", question("few_labels"), r"^hint\.en = .*$", f'hint.en = "{blank}"')
    assert fault(folder) == 'flow.toml: question "few_labels": hint.en is empty. Write its text.'


def test_a_missing_side_is_named(folder: Path, change: Change) -> None:
    change("flow.toml", question("multi_step"), r"^no\.next = .*\n", "")
    assert fault(folder) == 'flow.toml: question "multi_step": no.next is missing. Add it.'


def test_a_misspelt_key_is_named(folder: Path, change: Change) -> None:
    change("flow.toml", question("multi_step"), r"^hint\.", "hnit.")
    assert re.match(r'flow\.toml: question "multi_step": h(ni|in)t', fault(folder))

    change("flow.toml", question("multi_step"), r"^hnit\.", "hint.")
    change("flow.toml", question("multi_step"), r"^why\.en", 'wyh = "?"\nwhy.en')
    assert fault(folder).startswith(
        'flow.toml: question "multi_step": wyh is not a key of the guide.'
    )


def test_an_entry_without_an_id_is_named_by_its_place(folder: Path, change: Change) -> None:
    change("flow.toml", question("multi_step"), r'^id = "multi_step"\n', "")
    assert fault(folder) == "flow.toml: question 2: id is missing. Add it."


def test_a_side_with_one_example_is_named(folder: Path, change: Change) -> None:
    one = 'no.examples = [{ en = "One", ja = "一" }]'
    change("flow.toml", question("multi_step"), r"^no\.examples = \[(.|\n)*?^\]$", one)
    assert fault(folder).startswith('flow.toml: question "multi_step": no.examples does not fit: ')


def test_a_key_of_the_title_page_is_named(folder: Path, change: Change) -> None:
    change("about.toml", "version", r"^caveat\.ja = .*\n", "")
    assert fault(folder) == "about.toml: caveat.ja is missing. Add it."


@pytest.mark.parametrize(
    ("file", "entry", "line", "replacement", "key"),
    [
        ("arrows.toml", "[[arrow]]", r"^certainty = .*", 'certainty = "sure"', "certainty"),
        ("evidence.toml", "[[evidence]]", r"^status = .*", 'status = "rumour"', "status"),
        ("limits.toml", "[[rule]]", r"^effect = .*", 'effect = "veto"', "effect"),
        ("sources.toml", "[[source]]", r"^year = .*", 'year = "last"', "year"),
        ("flow.toml", '[[outcome]]\nid = "llm"', r"^id = .*", 'id = "rules"', "id"),
        ("tasks.toml", "[[task]]", r"^verdict = .*", 'verdict = "robot"', "verdict"),
    ],
)
def test_a_value_that_the_guide_does_not_know_is_named(
    folder: Path, change: Change, file: str, entry: str, line: str, replacement: str, key: str
) -> None:
    change(file, entry, line, replacement)
    assert re.match(rf"{re.escape(file)}: .+: {key} does not fit: ", fault(folder))


# The flow


def test_an_arrow_to_nowhere_is_named(folder: Path, change: Change) -> None:
    change("flow.toml", question("few_labels"), r"^yes\.next = .*", 'yes.next = "fine_tunned"')
    assert fault(folder).startswith(
        'flow.toml: question "few_labels": yes.next leads to "fine_tunned", which does not exist.'
    )


@pytest.mark.parametrize("back_to", ["human_like", "many_tasks", "few_labels"])
def test_a_loop_is_named(folder: Path, change: Change, back_to: str) -> None:
    """To the first question, to an earlier one, and to itself."""
    change("flow.toml", question("few_labels"), r"^no\.next = .*", f'no.next = "{back_to}"')
    assert fault(folder).startswith(
        f'flow.toml: question "few_labels": no.next leads back to "{back_to}"'
    )


def test_a_question_that_nothing_leads_to_is_named(folder: Path, change: Change) -> None:
    """It would be a second start."""
    change("flow.toml", question("multi_step"), r"^no\.next = .*", 'no.next = "far_from_language"')
    assert fault(folder).startswith('flow.toml: "many_tasks" is never reached')


def test_an_outcome_that_nothing_leads_to_is_named(folder: Path, change: Change) -> None:
    change(
        "flow.toml", question("counter_knowledge"), r"^yes\.next = .*", 'yes.next = "fine_tuned"'
    )
    assert fault(folder).startswith('flow.toml: "no_good_fit" is never reached')


def test_a_missing_outcome_is_named(folder: Path, change: Change) -> None:
    change("flow.toml", '[[outcome]]\nid = "no_good_fit"', r"\[\[outcome\]\](.|\n)*", "")
    assert fault(folder) == 'flow.toml: outcome "no_good_fit" is missing. Add it.'


def test_a_question_with_both_sides_to_the_same_place_is_named(
    folder: Path, change: Change
) -> None:
    change(
        "flow.toml", question("many_tasks"), r"^yes\.next = .*", 'yes.next = "far_from_language"'
    )
    assert fault(folder).startswith('flow.toml: question "many_tasks" can never matter')


def test_a_question_whose_sides_end_alike_further_on_is_named(
    folder: Path, change: Change
) -> None:
    """Not the same place, but the same outcome whatever is answered there."""
    change("flow.toml", question("context_sufficient"), r"^yes\.next = .*", 'yes.next = "llm"')
    change("flow.toml", question("counter_knowledge"), r"^yes\.next = .*", 'yes.next = "llm"')
    change("flow.toml", question("human_like"), r"^yes\.next = .*", 'yes.next = "no_good_fit"')
    assert fault(folder).startswith('flow.toml: question "context_sufficient" can never matter')


@pytest.mark.parametrize(
    ("file", "entry", "name"),
    [
        ("flow.toml", 'id = "multi_step"', "human_like"),
        ("flow.toml", 'id = "multi_step"', "llm"),
        ("sources.toml", 'id = "yang2023blog"', "yang2023"),
        ("evidence.toml", 'id = "talk_real_requests"', "talk_imitation"),
    ],
)
def test_an_id_that_stands_twice_is_named(
    folder: Path, change: Change, file: str, entry: str, name: str
) -> None:
    change(file, entry, r"^id = .*", f'id = "{name}"')
    assert fault(folder).startswith(f'{file}: "{name}" stands twice.')


# What hangs on the flow


def test_an_ending_arrow_without_a_grade_is_named(folder: Path, change: Change) -> None:
    last = r'\[\[arrow\]\]\nquestion = "counter_knowledge"\nreply = "no"(.|\n)*'
    change("arrows.toml", "[[arrow]]", last, "")
    assert fault(folder) == 'arrows.toml: arrow "counter_knowledge no" is missing. Add it.'


def test_a_graded_arrow_that_ends_nowhere_is_named(folder: Path, change: Change) -> None:
    change("arrows.toml", "[[arrow]]", r'^reply = "yes"', 'reply = "no"')
    assert fault(folder).startswith(
        'arrows.toml: arrow: the flow does not end at "human_like no".'
    )


def test_an_arrow_graded_twice_is_named(folder: Path, change: Change) -> None:
    change("arrows.toml", 'question = "multi_step"', r'"multi_step"', '"human_like"')
    assert fault(folder).startswith('arrows.toml: "human_like yes" stands twice.')


@pytest.mark.parametrize("name", ["humanlike", "world_knowledge"])
def test_evidence_for_an_arrow_that_ends_nowhere_is_named(
    folder: Path, change: Change, name: str
) -> None:
    """No such question, or one whose yes leads to another question."""
    change("evidence.toml", 'id = "talk_imitation"', r"^question = .*", f'question = "{name}"')
    assert fault(folder).startswith(
        f'evidence.toml: evidence "talk_imitation": the flow does not end at "{name} yes".'
    )


def test_only_later_evidence_has_an_effect(folder: Path, change: Change) -> None:
    change("evidence.toml", 'id = "talk_imitation"', r"^status = .*", 'status = "later"')
    assert fault(folder).startswith('evidence.toml: evidence "talk_imitation" has status "later".')
    change(
        "evidence.toml",
        'id = "talk_imitation"',
        r"^status = .*",
        'status = "survey"\neffect = "confirms"',
    )
    assert fault(folder).startswith(
        'evidence.toml: evidence "talk_imitation" has status "survey".'
    )


@pytest.mark.parametrize(
    "name", ["privacy.fine_tuned.x", "cost.llm.x", "privacy.llm", "privacy.llm.x.y"]
)
def test_a_limit_rule_named_after_something_else_is_named(
    folder: Path, change: Change, name: str
) -> None:
    """An id says limit, outcome and case, and the first two must be those of the rule."""
    change("limits.toml", 'id = "privacy.llm.may_leave"', r"^id = .*", f'id = "{name}"')
    assert fault(folder).startswith(f'limits.toml: rule "{name}": ')


@pytest.mark.parametrize(
    ("file", "entry"),
    [
        ("flow.toml", "human_like"),
        ("flow.toml", "no_good_fit"),
        ("evidence.toml", "talk_imitation"),
        ("limits.toml", "privacy.llm.may_leave"),
    ],
)
def test_a_citation_without_its_source_is_named(
    folder: Path, change: Change, file: str, entry: str
) -> None:
    change(file, f'id = "{entry}"', r'source = "yang2023"', 'source = "yang2032"')
    assert fault(folder).startswith(f'{file}: "{entry}" cites "yang2032", which sources.toml')


def test_a_guide_without_its_own_source_is_named(folder: Path, change: Change) -> None:
    change("about.toml", "version", r'^source = "yang2023"', 'source = "yang2032"')
    assert fault(folder).startswith('about.toml: source cites "yang2032"')


def test_a_source_that_nothing_cites_is_named(folder: Path) -> None:
    idle = (
        '\n[[source]]\nid = "nobody2020"\nauthors = "A"\nyear = 2020\ntitle = "T"\nlocator = "L"\n'
    )
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(idle)
    assert fault(folder).startswith('sources.toml: source "nobody2020" is cited nowhere.')


# Hashes and counts


def test_the_same_files_give_the_same_hashes_anywhere(folder: Path, guide: Guide) -> None:
    again = load_guide(folder)
    assert (again.logic_sha256, again.words_sha256) == (guide.logic_sha256, guide.words_sha256)


def test_comments_and_layout_change_no_hash(folder: Path, guide: Guide) -> None:
    for path in folder.glob("*.toml"):
        text = path.read_text(encoding="utf-8").replace("\n[[", "\n\n# a note\n[[")
        path.write_text(text, encoding="utf-8", newline="\r\n")
    assert load_guide(folder).sha256 == guide.sha256


def test_a_word_changes_the_hash_of_the_words_alone(
    folder: Path, change: Change, guide: Guide
) -> None:
    """A case need not be decided again for a better sentence."""
    change("flow.toml", question("few_labels"), r"^title\.en = .*", 'title.en = "Few examples?"')
    changed = load_guide(folder)
    assert changed.logic_sha256 == guide.logic_sha256
    assert changed.words_sha256 != guide.words_sha256
    assert changed.sha256 != guide.sha256


@pytest.mark.parametrize(
    ("file", "entry", "line", "replacement"),
    [
        ("flow.toml", 'id = "human_like"', r"^yes\.next = .*", 'yes.next = "fine_tuned"'),
        ("limits.toml", 'id = "privacy.llm.may_leave"', r"^effect = .*", 'effect = "condition"'),
    ],
)
def test_what_decides_changes_the_hash_of_the_logic_alone(
    folder: Path, change: Change, guide: Guide, file: str, entry: str, line: str, replacement: str
) -> None:
    change(file, entry, line, replacement)
    changed = load_guide(folder)
    assert changed.logic_sha256 != guide.logic_sha256
    assert changed.words_sha256 == guide.words_sha256


def test_counts_say_how_much_there_is(guide: Guide) -> None:
    found = counts(guide)
    assert found["questions"] == 10
    assert found["tasks"] == len(guide.tasks) == 33
    assert found["evidence"] == len(guide.evidence)
    assert found["sources"] == len(guide.sources)
    assert found.keys() >= {"tasks", "remarks", "findings", "tree_models", "licences", "models"}
