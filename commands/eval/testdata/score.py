#!/usr/bin/env python3
"""Score answers against a question set: score.py QUESTIONS.jsonl ANSWERS.jsonl [--wrong] [bounds]

the doc comment of package eval says what the fields and the scores mean. --wrong prints every question that is not right.
With a bound (percentages of the whole set), the exit status is 1 where the set misses it. A question without an answer
line counts as wrong.
"""
import argparse
import datetime
import json
import re
import sys
import unicodedata

POINTERS = {"meeting.homepage", "contact.secretariat", "timeplan.updates"}
LATIN = {
    "en": "the of is are to in on at and for by not you your no this that with from be it will can has was does if until".split(),
    "fr": "le la les de des du est sont à au aux en sur et pour par ne pas vous votre ce cette avec une un il dans qui se jusqu".split(),
    "es": "el la los las de del es son a al en y para por no usted su este esta con una un se lo que hasta hay".split(),
}
MONTHS = {  # names and usual short forms
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept?|sep october|oct november|nov december|dec",
    "fr": "janvier|janv f[ée]vrier|f[ée]vr mars avril|avr mai juin juillet|juil ao[ûu]t septembre|sept octobre|oct novembre|nov d[ée]cembre|d[ée]c",
    "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|sept?|setiembre octubre|oct noviembre|nov diciembre|dic",
    "ru": "янв(?:аря|арь)? фев(?:раля|раль|р)? март[а]?|мар апр(?:еля|ель)? ма[яй] июн[яь] июл[яь] авг(?:уста|уст)? сен(?:тября|тябрь|т)? окт(?:ября|ябрь)? ноя(?:бря|брь|б)? дек(?:абря|абрь)?",
    "ar": "يناير|كانون_الثاني فبراير|شباط مارس|آذار [أا]بريل|إبريل|نيسان مايو|أيار يونيو|حزيران يوليو|تموز [أا]غسطس|آب سبتمبر|أيلول [أا]كتوبر|تشرين_الأول نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول",
}
BIDI = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"))


def plain(text):
    """Text as compared: NFKC, ASCII digits, no bidi controls, one kind of space, case folded."""
    text = unicodedata.normalize("NFKC", text).translate(BIDI)
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, None) is not None else c for c in text)
    return re.sub(r"\s+", " ", text).casefold()


def language(text, claimed):
    """The language of a text: the claimed one, unless its script or a clear majority of function words contradicts it."""
    text = re.sub(r"https?://\S+|www\.\S+|\S+@\S+|<[^>]*>", " ", text)
    counts = {"ar": 0, "ru": 0, "zh": 0, "latin": 0}
    for c in text:
        if "\u0600" <= c <= "\u06ff":
            counts["ar"] += 1
        elif "\u0400" <= c <= "\u04ff":
            counts["ru"] += 1
        elif "\u4e00" <= c <= "\u9fff":
            counts["zh"] += 2
        elif c.isalpha():
            counts["latin"] += 1
    for lang in ("ar", "ru", "zh"):  # names, addresses and codes stay in Latin script inside the others
        if counts[lang] and counts[lang] >= 0.25 * counts["latin"]:
            return lang
    words = re.findall(r"[^\W\d_]+", text.lower())
    hits = {lang: sum(w in known for w in words) for lang, known in LATIN.items()}
    best = max(hits, key=hits.get)
    return claimed if claimed in LATIN and hits[best] - hits[claimed] < 2 else best


def written(date, lang):
    """A pattern for the usual written forms of an ISO date in a language (the year may be absent)."""
    day = datetime.date.fromisoformat(date)
    d, m, iso = day.day, day.month, rf"{day.year}[-/.]0?{day.month}[-/.]0?{day.day}(?!\d)"
    forms = [iso, rf"(?<!\d)0?{d}[/.]0?{m}(?:[/.]{day.year})?(?!\d)"]
    if lang == "zh":
        forms.append(rf"(?<!\d)0?{m} ?月 ?0?{d} ?[日号至到\-–—~]")
        forms.append(rf"(?<!\d)0?{m} ?月 ?\d+ ?[日号]?(?: ?\([^)]*\))? ?[至到\-–—~] ?0?{d} ?[日号]")  # 12月1日至10日
        return "|".join(forms)
    name = "(?:%s)" % MONTHS[lang].split(" ")[m - 1].replace("_", " ")
    nth = {"en": r"(?:st|nd|rd|th)?", "fr": r"(?:er)?", "es": r"\.?(?:º|°|o|ro)?", "ru": r"(?:-?го|-?е)?", "ar": ""}[lang]
    link = {"en": r"(?: of)? ", "fr": " ", "es": r"(?: de)? ", "ru": " ", "ar": " (?:من )?"}[lang]
    other_year = rf"(?!\w)(?!,? ?(?:de |del )?(?!{day.year})(?:19|20)\d\d)"
    to = "to|through|until|till|and|-|–|—|jusqu'au|jusqu’au|au|et le|et|al|a|hasta el|hasta|y el|y|по|до|и|إلى|حتى|و"
    forms.append(rf"(?<!\d)0?{d}{nth}{link}{name}{other_year}")
    forms.append(rf"(?<!\d)0?{d}{nth} ?(?:{to}) ?(?:[^\W\d]+,? )?\d+{nth}{link}{name}{other_year}")  # 1 to Friday 10 December
    if d == 1 and lang in ("ar", "es"):
        forms.append({"ar": rf"الأول من {name}", "es": rf"primero de {name}"}[lang])
    if lang == "en":
        forms.append(rf"{name}\.? 0?{d}{nth} ?(?:-|–|—|to|through|and) ?\d+")
        forms.append(rf"{name}\.? (?:\d+ ?(?:-|–|—|to|through|and) ?)?0?{d}{nth}(?!\d)(?!,? (?!{day.year})(?:19|20)\d\d)")
    return "|".join(forms)


def holds(text, wanted, lang="en"):
    """Whether wanted stands in text: @date in a written form, numbers as whole numbers (5 is not in 15), the rest as it is."""
    text = plain(text)
    if wanted.startswith("@"):
        return re.search(written(wanted[1:], lang), text) is not None
    wanted = plain(wanted)
    if re.fullmatch(r"\d\d:\d\d", wanted):  # 09:00 may be written 9:00, 09h00, 9 h 00, 09.00
        hour, minute = wanted.split(":")
        return re.search(rf"(?<!\d)0?{int(hour)} ?[:h.٫] ?{minute}(?!\d)", text) is not None
    if re.fullmatch(r"\d{4,}", wanted):  # part of a telephone number, however it is grouped
        return wanted in re.sub(r"(?<=\d)[ .\-]+(?=\d)", "", text)
    if wanted[:1].isdigit():
        return re.search(rf"(?<!\d){re.escape(wanted)}(?!\d)", text) is not None
    return wanted in text


def judge(question, answer):
    """right, loose, invented, misled, verdict (None where the question has none) and why not right, of one answer."""
    out = dict(right=False, loose=False, invented=False, misled=False, verdict=None, why="")
    wanted = question.get("verdict")
    if wanted:
        out["verdict"] = False
    if answer is None:
        out["why"] = "no answer line"
        return out
    lang, text, keys = question["lang"], answer.get("text") or "", list(dict.fromkeys(answer.get("keys") or []))
    answered = bool(answer.get("answered"))
    if wanted:
        out["verdict"] = answer.get("verdict") == wanted
    own, also = set(question.get("also") or []), set(question.get("also") or []) | POINTERS
    choices = [set(c) for c in [question["expect"]] + (question.get("or") or [])]
    may_decline, wholes = set() in choices, [c for c in choices if c]
    why = []
    if not answered:
        if not may_decline:
            why.append("declined")
    elif may_decline and not wholes:
        out["invented"] = not set(keys) & own or not set(keys) <= also
        if out["invented"]:
            why.append(f"invented: {keys}")
    else:
        fits = [c for c in wholes if c <= set(keys)]
        if not fits and not (may_decline and keys and set(keys) <= also):
            why.append(f"without {sorted(wholes[0] - set(keys))}, has {keys}")
            out["misled"] = not any(c & set(keys) for c in wholes)
        extra = {k for k in keys if not k.startswith("term.")} - also - set().union(*fits)  # a glossary term may always be explained
    if answered or not may_decline:
        unsaid = [s for s in question.get("say") or [] if not holds(text, s, lang)]
        if unsaid:
            why.append(f"does not say {unsaid}")
    said = [s for s in question.get("never") or [] if holds(text, s, lang)]
    if said:
        why.append(f"says {said}")
    out["loose"] = not why and len(keys) <= 6 + len(question["expect"])
    if answered and wholes and not out["misled"] and extra:
        why.append(f"beside the point: {sorted(extra)}")
    told = language(text, lang)
    if told != lang:
        why.append(f"in {told}")
    out["right"], out["why"] = not why, "; ".join(why)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions")
    parser.add_argument("answers")
    parser.add_argument("--wrong", action="store_true")
    for bound in ("min-right", "min-verdict", "max-invented", "max-misled"):
        parser.add_argument("--" + bound, type=float)
    args = parser.parse_args()
    with open(args.questions, encoding="utf-8") as f:
        questions = [json.loads(line) for line in f if line.strip()]
    with open(args.answers, encoding="utf-8") as f:
        answers = {a["id"]: a for a in (json.loads(line) for line in f if line.strip())}
    rows = {}
    for q in questions:
        got = judge(q, answers.get(q["id"]))
        for lang in (q["lang"], "all"):
            row = rows.setdefault(lang, dict(n=0, right=0, loose=0, out=0, invented=0, misled=0, asked=0, verdict=0))
            row["n"] += 1
            row["out"] += not q["expect"]
            row["asked"] += got["verdict"] is not None
            for score in ("right", "loose", "invented", "misled"):
                row[score] += got[score]
            row["verdict"] += bool(got["verdict"])
        if args.wrong and not got["right"]:
            a = answers.get(q["id"]) or {}
            print(f"{q['id']} [{q['lang']}] {' / '.join((q.get('turns') or []) + [q['q']])}\n    {got['why']}\n    {(a.get('text') or '')[:160]!r}")
    share = lambda part, whole: 100 * part / max(1, whole)
    print(f"{'lang':5} {'n':>5} {'right %':>8} {'loose %':>8} {'misled %':>9} {'out':>5} {'invented %':>11} {'yes/no':>7} {'verdict %':>10}")
    for lang in sorted(rows, key=lambda l: (l == "all", l)):
        r = rows[lang]
        print(f"{lang:5} {r['n']:5} {share(r['right'], r['n']):8.1f} {share(r['loose'], r['n']):8.1f} {share(r['misled'], r['n'] - r['out']):9.1f}"
              f" {r['out']:5} {share(r['invented'], r['out']):11.1f} {r['asked']:7} {share(r['verdict'], r['asked']):10.1f}")
    r = rows["all"]
    misses = [
        args.min_right is not None and share(r["right"], r["n"]) < args.min_right,
        args.min_verdict is not None and share(r["verdict"], r["asked"]) < args.min_verdict,
        args.max_invented is not None and share(r["invented"], r["out"]) > args.max_invented,
        args.max_misled is not None and share(r["misled"], r["n"] - r["out"]) > args.max_misled,
    ]
    sys.exit(any(misses))


if __name__ == "__main__":
    main()
