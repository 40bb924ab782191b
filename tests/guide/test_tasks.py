"""The task guide is whole: every type of the survey, in two languages, with equal figures."""

import re
from collections.abc import Iterator

from app.decision import conditions as at
from app.decision.profile import Profile
from app.decision.task import task_is
from app.guide.tasks import TaskType, Verdict
from app.guide.types import Certainty, Guide, Part, Status, Text

# The survey's verdicts, typed off its digest; one letter for each kind.
VERDICTS = {
    "f": "C2 C3 C4 C7 C8 C9 C10 C11 C17 C24 C25 C32",
    "l": "C5 C6 C14 C15 C16 C18 C19 C21 C22 C23 C26 C27 C28 C29 C30 C31",
    "e": "C1",
    "d": "C12 C13",
    "n": "C20 C23b",
}
LETTERS = {
    "f": Verdict.FINE_TUNED,
    "l": Verdict.LLM,
    "e": Verdict.EITHER,
    "d": Verdict.DEPENDS,
    "n": Verdict.NO_GOOD_FIT,
}

# Conditions and warnings look at words of the id: which types each of these must find, no other.
FOUND_BY_WORDS = {
    ("retrieval", "ranking", "reranking", "search", "duplicate"): {
        "retrieval-and-ranking",
        "duplicate-detection",
    },
    ("ner", "entity", "entities", "extraction", "tagging"): {"named-entity-recognition"},
    ("translation", "summarization", "summarisation", "paraphrase"): {
        "machine-translation",
        "summarization",
    },
    ("translation",): {"machine-translation"},
    ("toxicity", "toxic", "moderation"): {"toxicity-detection"},
    ("ner", "entity", "entities", "parsing", "retrieval", "ranking"): {
        "named-entity-recognition",
        "dependency-parsing",
        "retrieval-and-ranking",
    },
}
JAPANESE_UNITS = {"千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12}
ENGLISH_UNITS = {"million": 10**6, "billion": 10**9, "trillion": 10**12}


def texts(value: object) -> Iterator[Text]:
    """Every text of an entry, those of the likely replies too."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Part):
        for item in vars(value).values():
            yield from texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        yield from texts(list(value.values()))


def figures(text: str, units: dict[str, int]) -> set[float]:
    """Numbers from ten on and those with decimals; names such as GPT-3.5 or SST-2 are none."""
    number, unit = r"\d[\d,]*(?:\.\d+)?", "|".join(units)
    found = set()
    for given in re.finditer(rf"(?<![A-Za-z\d.-]){number}(?: ?(?:{unit}) ?(?:{number})?)*", text):
        parts = re.findall(rf"({number}) ?({unit})?", given[0])
        found.add(round(sum(float(n.replace(",", "")) * units.get(u, 1) for n, u in parts), 6))
    return {figure for figure in found if figure >= 10 or figure % 1}


def test_every_type_of_the_survey_is_there_once(guide: Guide) -> None:
    """C1 to C32 and the tasks on which larger models do worse, in the survey's order."""
    wanted = [f"C{number}" for number in range(1, 33)]
    wanted.insert(23, "C23b")
    assert [task.digest for task in guide.tasks] == wanted
    assert len({task.id for task in guide.tasks}) == len(wanted)


def test_each_verdict_is_the_surveys(guide: Guide) -> None:
    agreed = {d: LETTERS[letter] for letter, all_ in VERDICTS.items() for d in all_.split()}
    assert {task.digest: task.verdict for task in guide.tasks} == agreed


def test_translation_and_the_inverse_tasks_show_their_cases(guide: Guide) -> None:
    translation = {case.digest: case.verdict for case in guide.task["machine-translation"].cases}
    assert translation == {
        "C13a": Verdict.FINE_TUNED,
        "C13b": Verdict.LLM,
        "C13c": Verdict.FINE_TUNED,
        "C13d": Verdict.FINE_TUNED,
        "C13e": Verdict.LLM,
        "C13f": Verdict.FINE_TUNED,
    }
    assert len(guide.task["inverse-scaling"].cases) == 6


def test_no_certainty_is_high(guide: Guide) -> None:
    """The survey is of 2023; its word alone, or the blog's alone, is the lowest grade."""
    for task in guide.tasks:
        assert task.certainty is not Certainty.HIGH, task.id
        if all(cite.source == "yang2023blog" for cite in task.cites):
            assert task.certainty is Certainty.VERY_LOW, task.id
            assert task.said.en.startswith("Not in the survey."), task.id


def test_a_verdict_cites_the_survey_or_says_that_it_is_not_there(guide: Guide) -> None:
    for task in guide.tasks:
        sources = {cite.source for cite in task.cites}
        assert sources & {guide.about.source, "yang2023blog"}, task.id
        assert all(cite.section for cite in (*task.cites, *task.since_cites)), task.id


def test_todays_reading_rests_on_later_work_or_is_marked_as_ours(guide: Guide) -> None:
    survey = guide.source[guide.about.source].year
    for task in guide.tasks:
        for cite in task.since_cites:
            assert guide.source[cite.source].year >= survey, task.id
        if not task.since_cites and task.digest not in ("C15",):
            assert "Our reading" in task.since.en, task.id


def test_findings_say_where_they_stand_and_how_they_bear(guide: Guide) -> None:
    survey = guide.source[guide.about.source].year
    for task in guide.tasks:
        for finding in task.findings:
            year = guide.source[finding.cite.source].year
            assert finding.cite.section, task.id
            assert len(finding.claim.en) <= 300, finding.claim.en
            assert len(finding.claim.ja) <= 170, finding.claim.ja
            assert year >= survey if finding.status is Status.LATER else year <= survey, task.id


def test_both_languages_give_the_same_figures(guide: Guide) -> None:
    for task in guide.tasks:
        for text in texts(task):
            english = figures(text.en, ENGLISH_UNITS)
            japanese = figures(text.ja, JAPANESE_UNITS)
            assert english == japanese, (task.digest, english ^ japanese, text.en, text.ja)


def test_nothing_unverified_is_passed_off_as_known(guide: Guide) -> None:
    for task in guide.tasks:
        for text in texts(task):
            for mark in ("[memory]", "[editor]", "[orig", "secondary", "(m)", "(r)"):
                assert mark not in text.en.lower(), text.en


def test_a_reason_why_an_answer_is_likely_completes_the_sentence(guide: Guide) -> None:
    """ "Tasks like this usually answer No here: one text goes in, one label comes out."""
    for task in guide.tasks:
        for question, likely in task.likely.items():
            assert re.match(r"[a-z]", likely.why.en), (task.id, question)
            assert not likely.why.en.endswith("."), (task.id, question)
            assert likely.why.ja.endswith("からです"), (task.id, question)


def test_likely_answers_lead_where_the_survey_points(guide: Guide) -> None:
    """Where the figure alone can: a type that it calls fine-tuned has no likely yes to an LLM.

    Toxicity, retrieval-augmented answers and small languages are the survey's own exceptions:
    there the text and the figure part ways, and a warning says so.
    """
    to_llm = {q.id for q in guide.questions if q.yes.next == "llm"}
    parting = {"C3", "C17", "C32"}
    for task in guide.tasks:
        yes = {question for question, likely in task.likely.items() if likely.reply == "yes"}
        if task.verdict is Verdict.FINE_TUNED and task.digest not in parting:
            assert not yes & to_llm, task.id


def test_the_conditions_of_the_advice_find_the_types_they_mean(guide: Guide) -> None:
    for words, expected in FOUND_BY_WORDS.items():
        found = {task.id for task in guide.tasks if task_is(Profile(task=task.id), *words)}
        assert found == expected, words


def test_choosing_a_type_reaches_its_condition() -> None:
    def situation(task: str) -> at.Situation:
        return at.Situation(Profile(task=task), frozenset(), frozenset())

    assert at.ranks_or_finds(situation("retrieval-and-ranking"))
    assert at.ranks_or_finds(situation("duplicate-detection"))
    assert at.extracts(situation("named-entity-recognition"))
    assert at.transforms_text(situation("machine-translation"))
    assert at.transforms_text(situation("summarization"))
    assert not at.transforms_text(situation("duplicate-detection"))


def test_a_synonym_is_said_once(guide: Guide) -> None:
    def twice(task: TaskType, phrases: tuple[str, ...]) -> list[str]:
        low = [phrase.casefold() for phrase in phrases]
        return [phrase for phrase in low if low.count(phrase) > 1]

    for task in guide.tasks:
        assert not twice(task, task.synonyms.en), task.id
        assert not twice(task, task.synonyms.ja), task.id
        assert min(len(task.synonyms.en), len(task.synonyms.ja)) >= 15, task.id
