"""What would be sent and what it may cost is told before anything is sent, and then kept to."""

import pytest

from app.probe.budget import Budget, Caps, Price
from app.probe.endpoint import Endpoint
from app.probe.personal import personal_data, rows_with_personal_data
from app.probe.plan import plan_of
from app.probe.tokens import about_tokens, most_tokens
from app.probe.told import what_is_sent
from app.probe.types import Answer, Example, OutcomeClass
from app.words import Language

LABELS = ("ham", "spam")
PRICE = Price(prompt=2.0, completion=8.0)


def rows(*texts: str) -> list[Example]:
    return [Example(id=str(at), text=text, label="ham") for at, text in enumerate(texts, 2)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to jane.doe+x@mail.example.co.uk today", "email"),
        ("call 090-1234-5678", "phone"),
        ("call +49 30 901820", "phone"),
        ("call (020) 7946 0018", "phone"),
        ("電話は０３-１２３４-５６７８です", "phone"),
        ("card 4111 1111 1111 1111", "card"),
        ("card 378282246310005", "card"),
        ("IBAN DE89 3704 0044 0532 0130 00", "bank_account"),
        ("SSN 123-45-6789", "national_number"),
        ("NI number QQ 12 34 56 C".replace("QQ", "AB"), "national_number"),
        ("DNI 12345678Z", "national_number"),
        ("マイナンバー 123456789018", "national_number"),
    ],
)
def test_personal_data_is_told_by_its_form(text: str, kind: str) -> None:
    assert personal_data(text) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The team scored twice in 2026.",
        "card 4111 1111 1111 1112",
        "DE89 3704 0044 0532 0130 01",
        "order 123456789012",
        "version 1.2.3.4, price 1,234,567.89",
        "a@b",
        "DNI 12345678A",
        "1 2 3 4 5 6 7",
    ],
)
def test_what_only_looks_a_little_like_it_is_no_hit(text: str) -> None:
    assert personal_data(text) == set()


def test_rows_are_counted_not_hits() -> None:
    found = rows_with_personal_data(["a@example.com b@example.com", "none", "c@example.com"])
    assert found == {"email": 2}


def test_a_plan_names_host_rows_tokens_price_and_personal_data() -> None:
    examples = rows("Call 090-1234-5678 now", "mail me@example.com", "hello", "fourth")
    endpoint = Endpoint("https://models.example/v1", "big", "sk-canary")
    plan = plan_of(endpoint, examples, LABELS, price=PRICE)
    assert (plan.host, plan.rows, plan.consent) == ("models.example", 4, True)
    assert plan.personal == {"email": 1, "phone": 1}
    assert plan.cost is not None
    assert plan.most is not None
    assert 0 < plan.cost < plan.most
    said = what_is_sent(Language.EN, endpoint, examples, LABELS, price=PRICE)
    for part in ("models.example", "4 texts", "Call 090", "hello", "$0.00", "telephone"):
        assert part in said
    assert "fourth" not in said
    assert "sk-canary" not in said
    assert "個人情報" in what_is_sent(Language.JA, endpoint, examples, LABELS, price=PRICE)


def test_an_endpoint_on_this_computer_needs_no_consent() -> None:
    assert not plan_of(Endpoint("http://127.0.0.1:1/v1", "m"), rows("x"), LABELS).consent


ENGLISH = {  # tokens by o200k, Qwen 2.5 and Tekken
    "My card was charged twice for the same order, and nobody has answered my e-mail since"
    " Monday.": (20, 20, 20),
    "Please cancel the subscription that renews on 3 March; I would rather pay by invoice.": (
        19, 19, 19,
    ),
    "The committee concluded that unsupervised representations generalise poorly across"
    " instruments.": (14, 14, 14),
}  # fmt: skip
JAPANESE = {
    "同じ注文でカードから二回引き落とされています。"
    "月曜日にメールしましたが返事がありません。": (25, 23, 28),
    "来月の更新を止めて、請求書払いに切り替えたいのですが、手続きを教えてください。": (28, 22, 31),
    "売上高は前期比12.5％増の3,480百万円となり、営業利益も大きく改善しました。": (30, 31, 35),
}  # fmt: skip


@pytest.mark.parametrize("counted", [ENGLISH, JAPANESE], ids=["English", "Japanese"])
def test_the_rule_for_tokens_is_within_a_fifth_of_real_tokenizers(
    counted: dict[str, tuple[int, ...]],
) -> None:
    ruled = sum(map(about_tokens, counted))
    for real in map(sum, zip(*counted.values(), strict=True)):
        assert ruled == pytest.approx(real, rel=0.2)
    assert all(max(real) < most_tokens(text) for text, real in counted.items())


def test_tokens_are_reckoned_by_words_and_by_script() -> None:
    assert about_tokens("") == most_tokens(" ") - 0.5 == 0
    assert about_tokens("short words are one each") == pytest.approx(5)
    assert about_tokens("understanding") == pytest.approx(1 + 8 / 5)
    assert about_tokens("12 3") == 3
    assert about_tokens("東京") < most_tokens("東京") == 4
    assert about_tokens("Привет") < len("Привет") / 2


def test_the_projection_is_within_a_fifth_once_a_few_answers_came() -> None:
    """The model cuts words as it likes: here 1.7 times as finely as the rule says."""
    texts = [("word " * (5 + at % 40)).strip() for at in range(200)]
    budget = Budget(Caps(), PRICE)
    budget.ask_by({"about_tokens_beside_the_text": 90, "max_tokens": 512})

    def tokens(text: str) -> int:
        return round(1.7 * (90 + about_tokens(text)))

    assert budget.projected(texts) is None
    for text in texts[:3]:
        answer = Answer(outcome=OutcomeClass.OK, prompt_tokens=tokens(text), completion_tokens=6)
        budget.end(text, budget.begin(text), answer)
    projected = budget.projected(texts)
    true = PRICE.of(sum(map(tokens, texts)), 6 * len(texts))
    assert projected == pytest.approx(true, rel=0.2)


def test_a_request_that_may_have_been_worked_on_is_paid_for_in_full() -> None:
    budget = Budget(Caps(), PRICE)
    for outcome, paid in (
        (OutcomeClass.TIMEOUT, True),
        (OutcomeClass.CONNECTION, True),
        (OutcomeClass.RATE_LIMITED, False),
        (OutcomeClass.SERVER_ERROR, False),
    ):
        before = budget.spent
        budget.end("x", budget.begin("x"), Answer(outcome=outcome))
        assert (budget.spent > before) is paid


def test_a_cap_on_cost_without_a_price_is_no_cap() -> None:
    with pytest.raises(ValueError, match="price"):
        Budget(Caps(cost=1.0))
