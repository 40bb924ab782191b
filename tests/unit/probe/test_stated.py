"""What models say in many ways is read as a person would read it, or not at all."""

import pytest

from app.probe.prompt import read_reply
from app.probe.types import OutcomeClass

SPAM = ("ham", "spam")
TONES = ("positive", "negative", "neutral")
TOPICS = ("geography", "health", "politics", "science/technology", "sports", "travel")
STARS = ("1", "2", "3", "4", "5")
TEAMS = ("営業部", "経理部", "人事部", "総務部")
URGENCY = ("高", "中", "低")
MOODS = ("肯定", "否定", "中立")


def check(reply: str, labels: tuple[str, ...], meant: str | None) -> None:
    assert read_reply(reply, labels)[0] == meant


@pytest.mark.parametrize(
    ("reply", "labels", "meant"),
    [
        ('{"rating": 4}', STARS, "4"),
        ('{"stars": 5, "confidence": 1}', STARS, "5"),
        ('{"result": {"label": "neutral", "reason": "not positive"}}', TONES, "neutral"),
        ('{"topic": "health", "alternatives": ["travel"]}', TOPICS, "health"),
        ('{"text": "sports day", "answer": "travel"}', TOPICS, "travel"),
        ('{"answer": "The tone is negative."}', TONES, "negative"),
        ("{'label': 'spam', 'why': 'a prize'}", SPAM, "spam"),
        ('{"label": "spam", "score": 0.8', SPAM, "spam"),
        ('{"ham": 0.08, "spam": 0.92}', SPAM, "spam"),
        ('{"is_spam": true}', SPAM, "spam"),
        ('{"is_spam": false}', SPAM, None),
        ('{"ham": 0.5, "spam": 0.5}', SPAM, None),
        ('{"topics": ["travel", "geography"]}', TOPICS, None),
        ('{"label": "not spam"}', SPAM, None),
        ('{"label": "ham" or "spam"}', SPAM, None),
        ('{"steps": ["read it"]}\n{"label": "ham"}', SPAM, "ham"),
        ('Final answer: ham {"confidence": 0.9}', SPAM, "ham"),
    ],
)
def test_json_is_read_as_far_as_it_names_one_label(
    reply: str, labels: tuple[str, ...], meant: str | None
) -> None:
    check(reply, labels, meant)


@pytest.mark.parametrize(
    ("reply", "meant"),
    [
        ("positive: 10%\nnegative: 75%\nneutral: 15%", "negative"),
        ("* **positive**: no\n* **negative**: no\n* **neutral**: yes", "neutral"),
        ("Positive: no. Negative: yes. Neutral: no.", "negative"),
        ("- [ ] positive\n- [x] negative\n- [ ] neutral", "negative"),
        ("| Text | Tone |\n|---|---|\n| The room was fine. | Neutral |", "neutral"),
        ("positive: no", None),
        ("positive: yes\nneutral: yes", None),
    ],
)
def test_of_labels_with_marks_the_highest_counts(reply: str, meant: str | None) -> None:
    check(reply, TONES, meant)


@pytest.mark.parametrize(
    "thought",
    [
        "<think>ham or spam?</think>",
        "ham or spam?</think>\n",
        "<thinking>It may be spam.</thinking>",
        "<|channel|>analysis<|message|>spam?<|end|><|start|>assistant<|channel|>final<|message|>",
    ],
)
def test_what_a_model_thinks_before_its_answer_does_not_count(thought: str) -> None:
    check(f"{thought}ham<|im_end|>\n<|im_start|>user\nspam", SPAM, "ham")


def test_a_thought_that_never_ends_is_no_answer() -> None:
    assert read_reply("<think>\nThis is spam", SPAM) == (None, OutcomeClass.EMPTY)


@pytest.mark.parametrize(
    ("reply", "labels", "meant"),
    [
        (" ham\nMessage: You have won\nLabel: spam\nMessage:", SPAM, "ham"),
        ("positive\n\nReview: Cold soup.\nSentiment: negative", TONES, "positive"),
        ("否定\n文章：助かりました。\n感情：肯定", MOODS, "否定"),
        ("Classify the text.\nText: The bill passed.\nLabel: politics", TOPICS, "politics"),
    ],
)
def test_a_model_that_goes_on_with_a_next_example_has_answered_before_it(
    reply: str, labels: tuple[str, ...], meant: str | None
) -> None:
    check(reply, labels, meant)


@pytest.mark.parametrize(
    ("reply", "meant"),
    [
        ("spam\nActually, ham.", "ham"),
        ("spam\n\nOn second thought, the sender is a friend; the label is ham.", "ham"),
        ("I first thought this was spam. Let me correct myself: ham.", "ham"),
        ("I was going to say spam, but ham is the better label.", "ham"),
        ("spam... no wait, a friend sent it.", None),
        ("spam... no wait, the sender is a friend.", None),
        ("spam\nham", None),
    ],
)
def test_what_is_taken_back_does_not_count(reply: str, meant: str | None) -> None:
    check(reply, SPAM, meant)


@pytest.mark.parametrize(
    ("reply", "meant"),
    [
        ("4/5", "4"),
        ("I would rate this review 3 out of 5.", "3"),
        ("★★★★☆", "4"),
        ("星２つ", "2"),
        ("Rating (1-5): 2", "2"),
        ("$\\boxed{4}$", "4"),
        ("評価は4です。", "4"),
        ("3.5", None),
        ("I'd give it 3.5 stars.", None),
        ("3-4", None),
        ("It came 5 days late.", None),
        ("10", None),
    ],
)
def test_a_rating_is_a_whole_number_however_it_is_written(reply: str, meant: str | None) -> None:
    check(reply, STARS, meant)


@pytest.mark.parametrize("reply", ["3", "3/5", "★★★", "3 stars", "Rating: 3"])
def test_labels_that_are_ratings_are_read_by_their_number(reply: str) -> None:
    check(reply, ("1 star", "2 stars", "3 stars"), "3 stars")


@pytest.mark.parametrize(
    ("reply", "labels", "meant"),
    [
        ("B) geography", TOPICS, "geography"),
        ("Based on the text, negative.", TONES, "negative"),
        ("Slightly negative", TONES, "negative"),
        ("Positive / Negative / Neutral: Negative", TONES, "negative"),
        ("Although vaccines are science/technology, the focus is on health.", TOPICS, "health"),
        ("Even though it names a price, ham is the right label.", SPAM, "ham"),
        ("It could be read as neutral, but negative fits better.", TONES, "negative"),
        ("It is more negative than positive.", TONES, "negative"),
        ("Topic: travel\nAlternative: geography", TOPICS, "travel"),
        ("bug", ("bugs", "questions"), "bugs"),
        ("It's a negative review.", TONES, "negative"),
        ("This text has a neutral sentiment.", TONES, "neutral"),
        ("It's an ordinary message (ham).", SPAM, "ham"),
        ("This is a low-priority ticket.", ("low", "high"), "low"),
        ("Category: 4 - sports", TOPICS, "sports"),
        ("Business/Economy", ("Business", "World"), "Business"),
        ("Neither positive nor neutral: negative", TONES, "negative"),
        ("ham Explanation: spam would hold a link.", SPAM, "ham"),
        ("The comment is nontoxic.", ("non-toxic", "toxic"), "non-toxic"),
        ("The message should be routed to spam.", SPAM, "spam"),
        ("It's no longer spam, it's ham now.", SPAM, "ham"),
    ],
)
def test_a_label_amid_the_words_of_a_model_is_read(
    reply: str, labels: tuple[str, ...], meant: str
) -> None:
    check(reply, labels, meant)


@pytest.mark.parametrize(
    ("reply", "labels"),
    [
        ('The sender writes "this is spam" as a joke.', SPAM),
        ("「これはspamです」と書かれています。", SPAM),
        ("People say this is spam.", SPAM),
        ("You might think this is spam.", SPAM),
        ("I doubt that this is spam.", SPAM),
        ("I refuse to call this spam.", SPAM),
        ("spam: no", SPAM),
        ("It is about travel and geography equally.", TOPICS),
        ("The first half is positive and the second half is negative.", TONES),
        ("The text is positive about the food and negative about the service.", TONES),
        ("The tone is positive at the beginning and negative at the end.", TONES),
        ("前半は肯定、後半は否定です。", MOODS),
        ("肯定でしょうか。", MOODS),
        ("肯定、とは言えません。", MOODS),
        ("最高です。", URGENCY),
        ("金額が高いです。", URGENCY),
    ],
)
def test_a_label_that_others_say_or_that_holds_for_a_part_is_not_stated(
    reply: str, labels: tuple[str, ...]
) -> None:
    check(reply, labels, None)


@pytest.mark.parametrize(
    ("reply", "labels", "meant"),
    [
        ("この文の感情はpositiveです。", TONES, "positive"),
        ("spamではなく、hamです。", SPAM, "ham"),
        ("travelが最も適切です。healthは主題ではありません。", TOPICS, "travel"),
        ("総務部が担当すべきです。", TEAMS, "総務部"),
        ("人事部よりも総務部のほうが適しています。", TEAMS, "総務部"),
        ("経理部へ", TEAMS, "経理部"),
        ("肯定的です。", MOODS, "肯定"),
        ("肯定というより中立に近いです。", MOODS, "中立"),
        ("否定的な記事ではない。中立の記事である。", MOODS, "中立"),
        ("緊急度は高いです。", URGENCY, "高"),
        ("肯定寄りですが、明言はないので中立です。", MOODS, "中立"),
        ("否定的な感情が読み取れます。", MOODS, "否定"),
        ("はい、返品の条件が書かれています。", ("はい", "いいえ"), "はい"),
    ],
)
def test_japanese_replies_are_read_also_with_labels_in_latin_letters(
    reply: str, labels: tuple[str, ...], meant: str
) -> None:
    check(reply, labels, meant)


VIEWS = ("賛成", "反対", "中立")
CASES = ("返品", "返金", "解約")
HARM = ("toxic", "non-toxic")


@pytest.mark.parametrize(
    ("reply", "labels", "meant"),
    [
        ("I'm leaning towards negative.", TONES, "negative"),
        ("Leaning positive, though the end is close to neutral.", TONES, "positive"),
        ("I hesitated between travel and health and settled on health.", TOPICS, "health"),
        ("This falls squarely under health.", TOPICS, "health"),
        ("The request matches travel.", TOPICS, "travel"),
        ("The closest of the labels is sports.", TOPICS, "sports"),
        ("The sentiment is therefore neutral.", TONES, "neutral"),
        ("Given the vote, politics is the most suitable label.", TOPICS, "politics"),
        ("More positive than neutral.", TONES, "positive"),
        ("travel rather than geography", TOPICS, "travel"),
        ("Probably travel, possibly geography.", TOPICS, "travel"),
        ("Positive, with some negative remarks about parking.", TONES, "positive"),
        ("neutral - the room was praised (positive), the food was not", TONES, "neutral"),
        ("It looks positive, but it is negative.", TONES, "negative"),
        ("It could not be travel, which leaves geography.", TOPICS, "geography"),
        ("Not one of praise or blame → neutral", TONES, "neutral"),
        ("Label: ~~travel~~ geography", TOPICS, "geography"),
        ("Confidence: high\nLabel: low", ("low", "high"), "low"),
        ("ham, no wait, spam", SPAM, "spam"),
        ("It is negative, or rather neutral.", TONES, "neutral"),
        ("three stars", STARS, "3"),
    ],
)
def test_a_leaning_a_comparison_or_a_last_choice_states_a_label(
    reply: str, labels: tuple[str, ...], meant: str
) -> None:
    check(reply, labels, meant)


@pytest.mark.parametrize(
    ("reply", "labels"),
    [
        ("The food is described as positive, the service as negative.", TONES),
        ("It could be sorted under both travel and geography.", TOPICS),
        ("The tone is neutral, even positive.", TONES),
        ("The sentiment is neutral to positive.", TONES),
        ("It sounds positive, but I cannot tell.", TONES),
        ("positive vs. negative", TONES),
        ("A filter classified it wrongly as spam.", SPAM),
        ("Sports would be a better label if a club were named.", TOPICS),
        ("They settled on politics as the name of their band.", TOPICS),
        ("I can see why one would call this spam.", SPAM),
        ("It lacks all the hallmarks of spam.", SPAM),
        ("Treat it as spam if the sender is unknown.", SPAM),
        ("Other than ham.", ("ham", "other")),
        ("反対の姿勢を示す人々についての文です。", VIEWS),
        ("賛成とは限りません。", VIEWS),
        ("賛成でよいのでしょうか。", VIEWS),
        ("賛成の意見もあります。", VIEWS),
        ("賛成と反対の立場を示しています。", VIEWS),
        ("賛成寄りとは言えません。", VIEWS),
        ("賛成が読み取れません。", VIEWS),
        ("返品または返金です。", CASES),
        ("返品の条件か、返金の条件か不明です。", CASES),
        ("返品が正解かどうかは分かりません。", CASES),
    ],
)
def test_a_label_of_a_part_a_doubt_or_a_condition_is_not_stated(
    reply: str, labels: tuple[str, ...]
) -> None:
    check(reply, labels, None)


@pytest.mark.parametrize(
    ("reply", "labels", "meant"),
    [
        ("中立の立場です。", VIEWS, "中立"),
        ("反対の意見とみられます。", VIEWS, "反対"),
        ("賛成派の意見です。", VIEWS, "賛成"),
        ("賛成の可能性が高いです。", VIEWS, "賛成"),
        ("賛成と読めます。", VIEWS, "賛成"),
        ("賛成に見えますが、結論は反対です。", VIEWS, "反対"),
        ("賛成寄りの中立ですが、一つ選ぶなら賛成です。", VIEWS, "賛成"),
        ("賛成の表現もありますが、総合的には反対といえます。", VIEWS, "反対"),
        ("反対な意見は見られず、賛成です。", VIEWS, "賛成"),
        ("ラベル「返金」", CASES, "返金"),
        ("返品ではなく返金の話題です。", CASES, "返金"),
        ("商品が届かないので返金です。", CASES, "返金"),
        ("「解約」で問題ありません。", CASES, "解約"),
        ("返品：10％、返金：85％、解約：5％", CASES, "返金"),
    ],
)
def test_japanese_stances_likelihoods_and_reasons_state_a_label(
    reply: str, labels: tuple[str, ...], meant: str
) -> None:
    check(reply, labels, meant)


@pytest.mark.parametrize("reply", ["not toxic", "This is not toxic.", "nontoxic", "Non toxic"])
def test_what_denies_one_label_states_the_label_that_denies_it(reply: str) -> None:
    check(reply, HARM, "non-toxic")
    check("スパムではありません。", ("スパム", "非スパム"), "非スパム")
    check("None", ("note", "letter"), None)
