"""The phrases with which a reply says, denies or supposes a label, in English and Japanese.

`app.probe.statements` matches them against the words before or after a label in one clause.
"""

import re
from typing import Final

MARKS: Final = re.compile(  # of markdown, mathematics and pictures
    r"""~~[^~\n]+~~ | \*+ | `+ | ^[ \t]*(?:\#+|>|[-•・]|\d+[.)])[ \t]+ | ^[ \t・→]+
      | \[[xX✓✔]\] | \$?\\boxed\{ | \\text\w*\{ | \}+\$
      | [\u2300-\u25ff\u2607-\u260f\u2611-\u27bf\ufe0f\U0001f000-\U0001faff]+
        (?=[\s*_`]*[^\W\d])""",
    re.M | re.X,
)
TAGS: Final = re.compile(r"</?\w+>|[{}]")
NEXT: Final = re.compile(  # where a model goes on with a next example
    r"""\n\s* (?:\#+\s*)? (?: text | reviews? | messages? | queries | query | questions? | input
          | instruction | sentence | tweet | comment | email | article | example
          | 文章? | 本文 | 記事 | 入力 | 質問 | 問い合わせ | メッセージ | レビュー | 口コミ | 例
        ) (?:\s*\d+)? \s* [:：]""",
    re.X | re.I,
)
CLAUSES: Final = re.compile(  # where one clause ends
    r"""(?<=[.!?])(?<!\bvs\.)(?<!\be\.g\.)\s+ | (?<=[。？！]) | \n+ | ;\s* | \s+[–—]\s+
        | (?<=[^\W\d][\w'"’”)])\s+-\s+(?!(?:no|false)\b)
        | \s+ (?=(?:reason(?:ing)?|explanation|confidence|rationale|理由|根拠|説明|補足)\s*[:：])
        | \s*\|\s* | (?<=[^,])\s*:\s+ (?=(?:i|it|this)(?:['’]|\s))
        | ,\s+ (?=(?:so|yet|therefore|hence|thus|this|that|it|the|i|we|my|making
            |which\ (?:makes|leaves)|or\ rather|(?:no,?\ )?wait|actually|scratch\ that)\b)
        | (?<!anything) (?:,\s*|\s+) (?=(?:but|however|whereas|while)\b)
        | (?<=が)、 | (?<=ため)、 | (?<=ので)、 | (?<=ではなく)、?
        | (?<=[るたい]ため)(?=[^、。にの)）」\s])
        | (?<=[るたいな]ので)(?=[^、。)）」あしすなは\s])""",
    re.X | re.I,
)
OPENING: Final = re.compile(  # words that may stand before a label that stands alone
    r"""^(?: (?: (?:based\ on|according\ to|given|after|having)\b[^,.:]*(?=,)
               | but\ (?:about|for|to|with|of) | so | thus | hence | therefore | but | rather
               | instead | then | and | actually | well | sure | certainly | of\ course
               | (?:no,?\ )?wait | or\ rather | on\ balance | all\ in\ all | overall
               | on\ the\ whole | by\ and\ large | leaning | more\ of | more(?=\ .*\ than\b)
               | (?:no|yes)(?=[,:!]) | in\ other\ words
               | very | slightly | somewhat | mostly | mainly | clearly | strongly | highly | quite
               | overwhelmingly | mildly | largely | predominantly | generally | moderately
               | probably | (?:most\ )?likely | definitely
               | i\ (?:choose|pick|select|say)
               | an?(?=\ [^\W\d]{2}) | したがって | よって | つまり )
             (?=\W) [,:、]? \s* )+""",
    re.X | re.I,
)
NAME: Final = re.compile(  # "Overall sentiment: ", "答え：", "'label': "
    r"""^ ["']? [^\W\d][\w'’/-]* (?:[ ][^\W\d][\w'’/-]*){0,4} (?:\s*[(（][^()（）]*[)）])? ["']?
          \s* (?:[:=：→]|->) \s*
      | ^answer\s+[-–]\s+ | ^[(（]?[A-Za-z\d][.)）](?:\s+|(?=[^\W\d])) | ^\w{1,6}度[はが]\s*
      | ^[A-Za-z]?\d{1,3}\s*[-–:]\s+
      | ^(?:ラベル|分類|カテゴリー?|答え|回答|正解|結論|判定|感情|評価|意図)(?=[「『【])""",
    re.X | re.I,
)
OTHER: Final = re.compile(  # names of what is not the answer: "Alternative: "
    r"^\[\s?\]|^☐|^(?:alternativ|second|runner|previous|options|candidates|not\b|confidence"
    r"|certainty|次点|候補|代替|選択肢|確信度|信頼度)[^:：]*[:：]",
    re.I,
)
HEAD: Final = re.compile(
    r"^([^,:：、]+?)(?:,\s+|、(?!とは|では)|:\s+(?=\S+\s+\S)|[:：]\s*(?=[^:：]*[\u3040-\u309f])"
    r"|(?<!other)\s+(?=(?:rather\ than|instead\ of|than|(?:and\ )?not|over)\b))(.*)$",
    re.I,
)  # "ham, not spam"
BESIDE: Final = re.compile(  # what may stand behind a label that stands alone
    r"""\s* (?: [(（][^()（）]*[)）] | \b(?:sentiment|category|label|class|topic|team|issue|queue
          |news|stars?|priority|intent|emotion|urgency|department|tone|message
          |on\ balance|overall|at\ least|in\ my\ (?:view|opinion)|i\ (?:think|believe|guess))
        | 的 | (?:の|な)? (?: メール|メッセージ|ニュース|記事|問い合わせ|投稿|感情|カテゴリー?
          |ラベル) | い(?=です|だ|$) | へ | です | だ | である | でしょう | [^\w\s]+ ) \s*$""",
    re.X | re.I,
)
WRAPPING: Final = " \t\r\n*_`~\"'“”‘’«»「」『』【】〈〉《》()[]{}<>.,:;!?#。、！？-–—・→$"
STARS: Final = re.compile(r"(?:[⭐★]\ufe0f?)+☆*")
COLONS: Final = re.compile("：|→|⇒|[-=]>")
NEGATED: Final = re.compile(
    r"(?:(?:non|not|no)[\s_-]+|非)(\S.+)|(\S.+?)(?:では|じゃ)(?:ありません|ない)(?:です)?"
)
RATING: Final = re.compile(
    r"[星★⭐]?(\d+|one|two|three|four|five)\s*(?:(?:/|out\ of|of)\s*\d+)?"
    r"\s*(?:stars?|points?|点|つ星|つ)?",
    re.X,
)
QUOTED: Final = re.compile(r"""\S.*(?:["“]\w[^"”]*\s[^"”]*|「[^」]+)$""")  # amid a quote
HAN: Final = r"[\u4e00-\u9fff々]"
UNSPACED: Final = r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f々]"  # written without spaces
LATIN: Final = r"[0-9A-Za-z\u00c0-\u024f_]"
COMPOUND: Final = (
    r"(?:related|priority|level|stars?|type)\b"  # a label with it is that label still
)

CONCLUDING: Final = re.compile(
    r"""^(?: so | therefore | thus | hence | in\ (?:conclusion|summary) | conclusion | overall
           | ultimately | final | in\ the\ end
           | i\ (?:would\ |will\ )?(?:choose|pick|select|go\ with|opt\ for|settle)\b
           | したがって | よって | 以上 | 結論 | 最終 | 全体 | 総合 | 総じて
           | (?:一つ|ひとつ|1つ|どちらか|あえて|強いて).{0,8}なら )""",
    re.X | re.I,
)
CORRECTED: Final = re.compile(  # what follows takes back what went before
    r"""^(?: actually(?:,|\ (?:it|i|this|that|the)\b) | on\ second\ thought | on\ reflection
           | (?:no,?\s+)?wait(?:[,.!:]|$) | correction | scratch\ that
           | (?:no,\s+)?let\ me\ (?:correct|revise|reconsider)
           | i\ (?:made\ a\ mistake|stand\ corrected)
           | or\ rather\b | 訂正 | 失礼 | いや、 | 改めて | やはり )""",
    re.X | re.I,
)
CONCEDED: Final = re.compile(
    r"""^(?:al)?though\b | ^while\b | ^even\ (?:if|though)\b | ^despite\b | \bat\ first\b
      | \b(?:first|initially|originally)\s+(?:thought|seem|look|appear|read|consider)
      | \bat\s+the\s+(?:start|beginning|outset|end)\b | \btempted\s+to\b
      | \bwas\s+(?:going|about)\s+to\b
      | ^(?:people|some|many|others?|users?|critics|readers|you)\b(?:\s+\w+){0,2}
          \s+(?:might|may|could|would|say|think|consider|call|argue|see)\b
      | \bsee\s+(?:why|how)\b
      | ^the\ (?:first|second|third|opening|initial|latter|other|rest)\b
      | 一見 | (?:がち|したくな|ように見え|見せかけ).*$
      | (?:に見え(?:る|ます)|ではあ(?:る|ります)|もあ(?:る|ります)
          |こともでき(?:る|ます))(?:が|けれど|けど|ものの)$
      | ^(?:前半|後半|冒頭|序盤|一部|途中)""",
    re.X | re.I,
)
CONDITION: Final = re.compile(r"^if\b(?!.*\b(?:choose|pick|decide|select)\b)", re.I)
OBJECTION: Final = re.compile(r"^(?:but|however|whereas)\b", re.I)
MAIN: Final = re.compile(
    r"^(?:(?:al|even\ )?though|while|despite|even\ if)\b.*,\s+(.+)$", re.X | re.I
)
EVEN: Final = re.compile(
    r"\bequally\b|\bboth\b.*\band\b|,\ (?:or\ )?even\ (?!though|if|when|with|in|as)"
    r"|両方|どちらも|同程度|混在|混ざ|入り混じ",
    re.I,
)
BESIDES: Final = re.compile(  # what comes with the label does not rival it
    r"(?:al)?though\b|even\ (?:if|though)\b|despite\b"
    r"|with\ (?:some|an?\ (?:few|touch|hint|bit|tinge|undertone)|elements|hints|traces)\b",
    re.I,
)
SEEMS: Final = re.compile(r"\b(?:looks?|sounds?|seems?|appears?|reads?|feels)\b", re.I)
WRONG: Final = re.compile(
    r"\b(?:wrong|incorrect|mistaken|misleading|unclear"
    r"|(?:cannot|can['’]t)\ (?:say|tell|be\ sure))\b",
    re.I,
)
WOULD: Final = re.compile(r"\bwould\b", re.I)
SUPPOSED: Final = re.compile(  # \0 is the label
    r"""\b(?:if|whether|unless)\b.*\0 | \bwould\b.*\0.*\bif\b | \0.*\bwould\b.*\b(?:if|had|only)\b
      | もし.*\0 | [?？]\s*$
      | \0[^」]*」と(?:書|あ[りる]|言|述|主張)
      | \0[^。、]*(?:です|だ|である)、?と(?:いう|の|書|主張)
      | \0[^。、]* (?: かどうか | か(?:、|不明|分か|わか) | [いるきえ]か(?:[はがを]|迷|判)
                     | でしょうか | のですか | 場合 | とは(?:限|言|い[いえ]) | とも(?:読|取|言|い)
                     | (?:人|者|声|政党)[もがに] )""",
    re.X | re.I | re.S,
)
UNSURE: Final = re.compile(r"\b(?:could|might|may|maybe|possibly|perhaps)\b|かもしれ", re.I)
CERTAIN: Final = re.compile(r"\b(?:no|little|without(?:\s+a)?)\s+doubt\b", re.I)
OFFERED: Final = re.compile(  # "the labels are", not "the closest of the labels is"
    r"^(?!.*\b(?:closest|best|nearest|most)\b.*\bis\b).*\b(?:options|choices|labels|candidates|categories)\b"
    r"|選択肢",
    re.I,
)

DENIED_BEFORE: Final = re.compile(
    r"""\b(?: not | cannot | neither | nor | none | unclear | difficult | hard | hardly | unlikely
        | than | instead\s+of | other\s+than | far\s+from | lack(?:s|ing)? | anything\s+but
        | fails?\s+to | nothing | no | without | wrong | incorrect | mistake\w*
        | no\ longer | previous(?:ly)? | never | nobody | no\s+one | rarely | scarcely
        | rules?\s+out | exclud\w+ | doubt\w* | refuse | reluctant )\b
      | n['’]t\b | \bnon-$
      | \bwould\s+be\s+(?!fair|right|correct|best|safe|accurate|most|my)\w+\s+to\b""",
    re.X | re.I,
)
DENIED_AFTER: Final = re.compile(
    r"""^[^,;.]*\b(?:would|is|was|be|by)\s+(?:be\s+)?(?:an?\s+)?
          (?:wrong|mistake\w*|error|incorrect|inaccurate|misleading|out|unlikely|not\b)
      | ^が[^。、間]{0,10}?(?:ません|な[いく]|わけでは)
      | ^[」』"”’)\]]* (?:寄り(?=と)|派|側|分野)? (?: (?:メール)?では | じゃ
            | (?:い|とまで)?とは | とまでは | とするほどでは
            | には | に | でも | と | な | の | は )
          [^。、]{0,16}? (?:ない|なく|なかっ|ません|[れせめかさ]ず(?=、|$)
                        |誤り|間違|不適切|足り|無理
            |難し|早計|疑問)
      | ^[」』"”’)\]]* (?:という)? より | ^["”’)\]]*\s+(?:is|are)\s+less\b""",
    re.X | re.I,
)
SORTED: Final = re.compile(  # "…can be categorized under "
    r"""\b(?: categori[sz]ed? | class(?:ify|ified|ed)? | label+ed | tagged | described
        | characteri[sz]ed | identified | considered | regarded | interpreted | treated
        | filed | grouped | placed | falls? | fits? | match(?:es)? | belongs? | align(?:s|ed)?
        | strikes\ me | relate[ds]? | corresponds? | pertains?
        | regarding | concern(?:s|ing)
        | (?:is|be)\ about )
        (?:\s+(?:best|most|(?!wrong|incorrect|mistaken|false|part)\w+ly|realm|domain|area|field|under
           |as|in|into|to|with|within|the|an?|category|class|topic|intent|department
           |label|group|of|news|being|about|this|text|it|message))* [\s"'“‘(:]*
        (?: (?:[\w"'“”‘’-]+\s+){1,3} (?:or|and) [\s"'“‘(:]+ | [\w-]+/ )? $""",  # no label
    re.X | re.I,
)
KIND_OF: Final = re.compile(  # it tells only what sort of thing: "a sports team's", "business of"
    r"\s+\w+['’]s\b|\s+of\b", re.I
)
JOINT: Final = re.compile(r"(?:と|や|・|か|または|もしくは|あるいは|および)[「『]?$")
JOINED: Final = re.compile(r"^[^,.;()]*\band\b")  # "… about the food and negative about"
_SUBJECT: Final = r"""(?: this | it | that | he | she | there
    | (?:overall\s+)?(?:sentiment|label|category|class|topic|intent|tone|priority|emotion|answer
      |verdict|classification|rating)(?:\s+\w+)?
    | what\s+(?:[\w'’-]+\s+){1,5}? [\w'’-]+
    | (?:the|this|my|its|your|overall|(?:user|customer|author|writer|sender)['’]s)
      \s+ (?:[\w'’-]+\s+){0,5}? [\w'’-]+
      (?:\s+(?:of|for|in)\s+(?:the|this)\s+[\w-]+)?
      (?:\s+(?:expressed|here|above|provided|given)){0,2}
      (?:\s+that\s+fits(?:\s+\w+){0,3})? )"""
SAID_BEFORE: Final = re.compile(  # "This is clearly ", "I would choose "
    rf"""(?: (?:^|\b(?:that|because|and|so|think|believe)\s+|\W) {_SUBJECT}
             (?:\s+(?:is|are|was|(?:would|must|should)\s+be|has\ to\ be|seems|appears
               |looks|sounds|leans|reads|feels|qualifies|counts|comes\ (?:out|across))\b|['’]s\b)
           | (?:\bi(?:['’]m|\ am)\ (?:\w+\ )?|^)(?:leaning|inclined|tending|opting|going)\b
               (?:\ (?:towards?|to|for|with|say|call|it|this))*
           | ^(?:and\ |but\ )?(?:the|its|their)\ (?:[\w-]+\ ){{1,3}}(?:as|under)\b  # and no verb
           | \bi\b.*\bsettl(?:ed?|ing)\ (?:on|for)\b | \bturn(?:s|ed)\ out\b
           | \ball\ the\ (?:\w+\ )?(?:hallmarks|signs|marks|traits|features|characteristics)\ of\b
           | ^(?:please\ )?(?:treat|mark|tag|label|classify|flag|file)\ (?:it|this)\ (?:as|under)\b
           | \b(?:i['’]?d?|i\s+would|we|would|should|to)\s+(?:\w+\s+)?
             (?:choose|pick|select|say|call|label|tag|give|go|opt|mark|assign|classify|put|rate
               |suggest|recommend|use|lean|argue|map|send|file|set|route|forward)\b
             (?:\s+(?:it|this|that|one|text|message|sentiment|tone|review|ticket|request|email|comment
               |query|case|item|severity|urgency|rating
               |the|with|for|as|to|towards?|in|under|at|its|priority|an?)\b)*
           | ^(?:looks|seems|sounds|appears)\b
           | ^(?:please\s+)?(?:route|send|assign|forward)\s+(?:\w+\s+){{0,2}}to\b
           | \b(?:should|must|can|to)\s+be\s+(?:sent|routed|forwarded|assigned|given|rated
               |handled)\b
             (?:\s+(?:to|as|with|an?|the)\b)*
           | \bi(?:['’]d|\s+would)?\s+(?:consider|deem|judge|find)\s+(?:it|this|that|the\s+\w+)\b
           | \bmak(?:es|ing)\s+(?:it|this|that|the\s+\w+)\b | \b(?:that|which|this)\s+leaves\b
           | \b(?:is|be)\ closest\ to\b | \bthis\s+is\s+(?:one\s+)?for\b
           | \b(?:this|it)\ (?:warrants|deserves|calls\ for)\b
           | \b(?:express(?:es)?|conveys?|shows?|carries|feels|indicates?|suggests|points?\s+to
               |(?:should|must)\s+(?:go|be\s+sent)\s+to|goes\s+to)
        )
        (?:\s+(?:to\s+be|to|towards?|like|as|an?|the|label|category|option|choice|therefore|thus|hence
           |rather|still|more|most|best|likely|in|on|about|again|now
           |overall|typical|classic|clear|simple|strong
           |(?!part|bare|near|on|initial|former)\w+ly
           |(?:a|the)\s+(?:\w+\s+)?(?:example|case|kind|form|matter|question)\s+of))*
        [\s"'“‘(:]* (?:[a-z][).]\s+)? $""",
    re.X | re.I,
)
FUNCTION_WORDS: Final = frozenset(  # labels that stand in any sentence
    ("a", "i", "it", "us", "in", "on", "off", "out", "no", "none", "other", "others", "all", "any")
)
CLOSED: Final = re.compile(r"^[\"'”’)\]]*\s*(?:$|[.,!:;(–—」』ぁ-ん])")  # what may follow those
ENDED: Final = re.compile(  # what may follow such a label
    r"""^["'”’)\]]* (?: \s*(?:$|[.,!:(–—]|/\s*\d)
        | [\s-]+ (?: than | now | because | since | as | due | for | given | based | and | or
            | rather | instead | not | to\ (?:me|the|this|that|my|our) | by
            | throughout | at | about | out\ of | overall | here | with
            | related | in\ (?:tone|nature)
            | sentiment | tone | label | category | class | topic | priority | intent | emotion
            | department | issue | ticket | queue | team | stars? | level | question | query
            | request | report | section | message | text | review | statement | feedback
            | complaint | news | story | bucket | comment | post | article | e?mail | sms | tweet
            | opinion | experience | content
          )\b )""",
    re.X | re.I,
)
HAS: Final = re.compile(  # "The review has a ", for a label before a word of TONED
    r"\b(?:has|have|had|having|contains?|leaves?|gives?|there\s+is)\s+(?:an?\s+)?(?:\w+ly\s+)?$",
    re.I,
)
TONED: Final = re.compile(
    r"\s+(?:sentiment|tone|feedback|experience|attitude|opinion|connotation|mood)\b", re.I
)
GLOSSED: Final = re.compile(  # "It's an ordinary message (ham)."
    rf"^{_SUBJECT}(?:\s+(?:is|seems|appears|looks)\b|['’]s\b)[^()]*[(]\0[)]\W*$", re.X | re.I
)
SAID_AFTER: Final = re.compile(  # " fits the text best", "に該当します"
    r"""^["'”’)\]]*\s+ (?:
              (?:fits?|suits?|matches)\s+(?:(?:the|this)\s+)?(?:\w+\s+)?(?:best|most|better)
            | (?:is|(?:seems|appears)(?:\s+to\s+be)?|would\s+be)\s+(?:(?:the|an?|my)\s+)?
                (?:what|(?<=the\ )one|best|better|right|correct|answer|closest|label
                  |focus(?!\ of\ (?!th))
                  |(?:most|more)\s+(?:fitting|appropriate|likely|suitable|relevant|accurate|apt)
                  |(?:main|primary|central)\s+(?:topic|theme|subject|focus|issue|concern))
            | applies | it\ is
            | seems\s+(?:the\s+)?(?:best|right|most|safest|closest) | best\s+describes )\b
      | ^[」』"”)）]*\s* (?:寄り(?=と)|派|側|分野)? (?: です(?!か) | でしょう(?!か) | だ
            | であ[りる]
            | とな | と読 | とみられ | と見られ | と捉え | と解釈 | と推
            | と判 | と分類 | と見な | とみな | と評価 | が(?:適当|妥当) | になり | になる
            | と考え | と思 | と[い言]え[るま] | とし[まて] | とする | にし[またて]
            | にす(?:る|べき) | とすべき | 、と分類
            | (?:カテゴリー?|ラベル)?に分類 | に該当 | に属 | に(?:当|あ)た | に(?:当|あ)ては
            | に含まれ(?:る|ます)
            | を選 | 宛 | に関する | についての | に近い | に(?:回|送|転送)(?!され|られ)
            | [がの](?:担当|管轄|対応|中心|メイン|主[なで])
            | (?:のほう|の方)?[がは]
              (?:正解|正し|適切|最適|妥当|最も|ふさわし|該当|当ては|適して|近い)
            | を(?:表|示|述べ|伝え)
            | の(?:立場|姿勢|意見|見解|考え)(?:です(?!か)|だ|である
              |[をに](?:取っ?|とっ?|示し|立っ)(?:て[いおる]|ます)|と[い言み見考思])
            | の可能性が(?:高|大き) | が(?:勝っ|強[いく]|優勢|伝わ)
            | で(?:よい|良い|間違い[なあ]|問題(?:な|あり)|構いま|かまいま)
            | が(?:感じられ|読み取|うかがえ|見て取れ)
            | と受け
            | (?:意見|評価)(?:です(?!か)|だ|である)
            | 的?な(?:内容|文|印象|感情|評価|表現|立場|意見|口調|トーン)(?!も|が(?:あ|含|見ら|多))
            | (?:的|系|寄り|程度)(?:です(?![かが])|だ|である|でしょう(?!か))
            | のご?(?:希望|依頼|気持ち|相談|要望|確認(?=です|と))
            | (?:への|の)?(?:カテゴリ|ラベル|分類|感情|窓口|内容|問い合わせ|記事|ニュース|メール
                |投稿|話題|件(?=[でだ])|話(?=[でだ])) (?!では|じゃ|とは|でな) )""",
    re.X | re.I,
)
