"""What is said of a measurement, in the language of whoever reads it."""

from app.probe.analysis import Setting, analyse
from app.probe.endpoint import UNTOLD, Endpoint
from app.probe.told import device_of
from app.probe.types import Example, OutcomeClass, Prediction, ProbeResult
from app.words import Language


def ran_on(device: str, **facts: str) -> ProbeResult:
    asked = [Example(id=str(at), text=f"text {at}", label="ab"[at % 2]) for at in range(4)]
    told = [
        Prediction(id=one.id, label=one.label, answer=one.label, outcome=OutcomeClass.OK)
        for one in asked
    ]
    setting = Setting(("a", "b"), learners=())
    return analyse(asked, told, setting, tiny=False, device=device, manifest=facts)


def test_that_an_endpoint_does_not_tell_what_it_runs_on_is_said_in_words() -> None:
    """Also of results that were kept before: they hold it in English."""
    host = Endpoint("https://api.example.com/v1", "large-1").host
    result = ran_on(UNTOLD.format(host=host), host=host)
    assert device_of(Language.EN, result) == "not told by api.example.com"
    assert device_of(Language.JA, result) == "不明（api.example.com からは分かりません）"


def test_what_a_model_ran_on_is_told_as_it_calls_itself() -> None:
    assert device_of(Language.JA, ran_on("AMD EPYC")) == "AMD EPYC"
