"""What kind of task it is, read off the words of the task type's id: machine-translation.

The survey's text has verdicts of its own on some kinds that the figure passes by; rules that
follow them ask here. An id that is empty or unknown is of no kind.
"""

import re
from functools import lru_cache

from app.decision.profile import Profile


def task_is(profile: Profile, *kinds: str) -> bool:
    """Whether a word of the task type's id is one of these."""
    return not _words(profile.task).isdisjoint(kinds)


@lru_cache(maxsize=64)
def _words(task: str) -> frozenset[str]:
    return frozenset(re.split(r"[^a-z0-9]+", task.casefold()))


def ranks(profile: Profile) -> bool:
    """Finding or ordering texts; not answering from what was found."""
    answers = task_is(profile, "augmented", "rag", "qa", "question", "answering", "answer")
    finds = ("retrieval", "ranking", "reranking", "search", "duplicate", "duplicates", "matching")
    return task_is(profile, *finds) and not answers


def extracts_fields(profile: Profile) -> bool:
    """Names, fields or structure marked in the text."""
    marks = ("ner", "entity", "entities", "extraction", "tagging", "parsing", "parser", "slot")
    return task_is(profile, *marks)


def moderates(profile: Profile) -> bool:
    return task_is(
        profile, "toxicity", "toxic", "moderation", "hate", "abuse", "offensive", "harassment"
    )


def translates(profile: Profile) -> bool:
    return task_is(profile, "translation", "translate", "localization", "localisation")


def low_resource(profile: Profile) -> bool:
    return task_is(profile, "low") and task_is(profile, "resource")


def against_knowledge(profile: Profile) -> bool:
    """Kinds on which larger models did worse: redefined symbols, traps of memory."""
    return task_is(profile, "counter", "redefine", "redefined", "inverse")


def summarises(profile: Profile) -> bool:
    return task_is(profile, "summarization", "summarisation", "summary", "summaries")


def writes_openly(profile: Profile) -> bool:
    """E-mails, articles, stories: many different texts could be good."""
    return task_is(profile, "writing", "rewriting")


def writes_text(profile: Profile) -> bool:
    """New text or code comes out, so a model that labels, marks or ranks cannot do it."""
    writes = writes_openly(profile) or writes_code(profile) or task_is(profile, "chatbot")
    return writes or translates(profile) or summarises(profile)


def parses(profile: Profile) -> bool:
    """Grammar: word classes, and what depends on what."""
    return task_is(profile, "parsing", "parser")


def infers(profile: Profile) -> bool:
    """Whether one text follows from another; not where texts are written to mislead."""
    return task_is(profile, "inference") and not task_is(profile, "adversarial")


def annotates(profile: Profile) -> bool:
    return task_is(profile, "annotation", "labelling", "labeling")


def completes(profile: Profile) -> bool:
    """Close to what language models are trained on: a gap to fill, a reference to resolve."""
    return task_is(profile, "cloze", "coreference", "anaphora", "winograd")


def judges(profile: Profile) -> bool:
    """Judging how good a text is."""
    return task_is(profile, "evaluation", "judge", "judging", "quality")


def beyond_text(profile: Profile) -> bool:
    """Pictures, sound, films or movement come in or go out."""
    seen = ("multimodal", "image", "images", "vision", "visual", "video", "captioning", "vqa")
    return task_is(profile, *seen, "audio", "speech", "robotics", "depth", "segmentation")


def writes_code(profile: Profile) -> bool:
    return task_is(profile, "code", "coding", "programming", "program", "sql")
