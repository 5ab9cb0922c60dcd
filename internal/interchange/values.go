package interchange

import (
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/problem"
)

// value is where the value of a key stands and how it is written. read gets
// the first token of the value, which is not null, and reads the rest of it.
type value interface {
	read(*reader, token)
	write(*writer)
	absent() bool // there is nothing to write but null
	shape() shape // how it lies in tables
}

// readText takes any text without the one character that no database holds.
func readText(r *reader, tok token) (string, bool) {
	switch {
	case tok.kind != aText:
		r.refuse(tok, "interchange.not_text", nil)
	case strings.IndexByte(tok.text, 0) >= 0:
		r.fault("", "interchange.text_nul", nil)
	default:
		return tok.text, true
	}
	return "", false
}

type textValue struct {
	p        *string
	caseText bool
}

func text(p *string) value { return textValue{p: p} }

// caseText is text in somebody's own words about a client. It goes out with
// the whole copy alone: see WithoutCaseTexts.
func caseText(p *string) value { return textValue{p, true} }

func (v textValue) absent() bool              { return *v.p == "" }
func (v textValue) write(w *writer)           { w.text(*v.p) }
func (v textValue) read(r *reader, tok token) { *v.p, _ = readText(r, tok) }

// wordValue is one of the words of the contract.
type wordValue[T ~string] struct {
	p     *T
	words string // between |
}

func word[T ~string](p *T, words string) value { return wordValue[T]{p, words} }

func (v wordValue[T]) absent() bool    { return *v.p == "" }
func (v wordValue[T]) write(w *writer) { w.text(string(*v.p)) }

func (v wordValue[T]) read(r *reader, tok token) {
	s, ok := readText(r, tok)
	switch {
	case !ok:
	case oneOf(s, v.words):
		*v.p = T(s)
	default:
		r.fault("", "interchange.word", problem.Args{"value": shown(s), "words": strings.ReplaceAll(v.words, "|", ", ")})
	}
}

func oneOf(s, words string) bool {
	for w := range strings.SplitSeq(words, "|") {
		if w == s {
			return true
		}
	}
	return false
}

// codeValue is a text whose form is checked: a code of a public list.
type codeValue struct {
	p     *string
	valid func(string) bool
	key   string // of the message

	digits int // that it has; 0: it has none
}

// digits is a code of n digits: an employment area's, a municipality's or an
// occupation's.
func digits(p *string, n int) value {
	switch n {
	case 2:
		return codeValue{p, isArea, "interchange.employment_area", n}
	case 3:
		return codeValue{p, threeDigits, "interchange.municipality", n}
	}
	return codeValue{p, fourDigits, "interchange.occupation", n}
}

func language(p *string) value { return codeValue{p, isLanguage, "interchange.language", 0} }

func (v codeValue) absent() bool    { return *v.p == "" }
func (v codeValue) write(w *writer) { w.text(*v.p) }

func (v codeValue) read(r *reader, tok token) {
	s, ok := readText(r, tok)
	switch {
	case !ok:
	case v.valid(s):
		*v.p = s
	default:
		r.fault("", v.key, problem.Args{"value": shown(s)})
	}
}

func isArea(s string) bool {
	_, known := casework.EmploymentAreaCalled(s)
	return known
}

func threeDigits(s string) bool { return len(s) == 3 && allDigits(s) }
func fourDigits(s string) bool  { return len(s) == 4 && allDigits(s) }

func allDigits(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c < '0' || c > '9' }) < 0
}

// languages are the codes of ISO 639-1.
const languages = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy" +
	" da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz" +
	" ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv" +
	" mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu" +
	" rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty" +
	" ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "

func isLanguage(s string) bool { return len(s) == 2 && strings.Contains(languages, " "+s+" ") }

// dayValue is a day as YYYY-MM-DD.
type dayValue struct{ p *casework.Day }

func day(p *casework.Day) value { return dayValue{p} }

func (v dayValue) absent() bool    { return v.p.IsZero() }
func (v dayValue) write(w *writer) { w.text(v.p.String()) }

func (v dayValue) read(r *reader, tok token) {
	s, ok := readText(r, tok)
	if !ok {
		return
	}
	d, err := casework.ParseDay(s)
	if err != nil {
		r.fault("", "interchange.day", problem.Args{"value": shown(s)})
		return
	}
	*v.p = d
}

// timeValue is a time of day as HH:MM.
type timeValue struct{ p *casework.TimeOfDay }

func timeOfDay(p *casework.TimeOfDay) value { return timeValue{p} }

func (v timeValue) absent() bool    { return *v.p == "" }
func (v timeValue) write(w *writer) { w.text(string(*v.p)) }

func (v timeValue) read(r *reader, tok token) {
	s, ok := readText(r, tok)
	if !ok {
		return
	}
	at, ok := casework.ParseTimeOfDay(s)
	if !ok || string(at) != s {
		r.fault("", "interchange.time_of_day", problem.Args{"value": shown(s)})
		return
	}
	*v.p = at
}

// weekValue is an ISO week as 2026-W47.
type weekValue struct{ p *casework.Week }

func week(p *casework.Week) value { return weekValue{p} }

func (v weekValue) absent() bool    { return *v.p == 0 }
func (v weekValue) write(w *writer) { w.text(v.p.String()) }

func (v weekValue) read(r *reader, tok token) {
	s, ok := readText(r, tok)
	if !ok {
		return
	}
	week, err := casework.ParseWeek(s)
	if err != nil || week.String() != s {
		r.fault("", "interchange.week", problem.Args{"value": shown(s)})
		return
	}
	*v.p = week
}

// monthValue is a calendar month as 2026-11.
type monthValue struct{ p *casework.Month }

func month(p *casework.Month) value { return monthValue{p} }

func (v monthValue) absent() bool    { return *v.p == 0 }
func (v monthValue) write(w *writer) { w.text(v.p.String()) }

func (v monthValue) read(r *reader, tok token) {
	s, ok := readText(r, tok)
	if !ok {
		return
	}
	m, err := casework.ParseMonth(s)
	if err != nil {
		r.fault("", "interchange.month", problem.Args{"value": shown(s)})
		return
	}
	*v.p = m
}

// readNumber takes a number that is not negative.
func readNumber(r *reader, tok token) (float64, bool) {
	f, err := strconv.ParseFloat(tok.text, 64)
	switch {
	case tok.kind != aNumber || err != nil:
		r.refuse(tok, "interchange.not_number", nil)
	case f < 0:
		r.fault("", "interchange.negative", nil)
	case f == 0:
		return 0, true // and never -0
	default:
		return f, true
	}
	return 0, false
}

// hoursValue is a number that is always told.
type hoursValue struct{ p *float64 }

func hours(p *float64) value { return hoursValue{p} }

func (v hoursValue) absent() bool              { return false }
func (v hoursValue) write(w *writer)           { w.number(*v.p) }
func (v hoursValue) read(r *reader, tok token) { *v.p, _ = readNumber(r, tok) }

// numberValue is a number that may be left untold.
type numberValue struct {
	p    **float64
	most float64 // 0: any
}

func number(p **float64) value { return numberValue{p: p} }

// share is a number from 0 to 1.
func share(p **float64) value { return numberValue{p: p, most: 1} }

func (v numberValue) absent() bool    { return *v.p == nil }
func (v numberValue) write(w *writer) { w.number(**v.p) }

func (v numberValue) read(r *reader, tok token) {
	f, ok := readNumber(r, tok)
	switch {
	case !ok:
	case v.most > 0 && f > v.most:
		r.fault("", "interchange.share", nil)
	default:
		*v.p = &f
	}
}

// maxWhole is more than anything that is counted here.
const maxWhole = 1_000_000_000

// readWhole takes a whole number that is not negative, also written as 5.0.
func readWhole(r *reader, tok token) (int, bool) {
	f, ok := readNumber(r, tok)
	if !ok {
		return 0, false
	}
	n := int(min(f, maxWhole))
	if float64(n) != f {
		r.fault("", "interchange.not_whole", nil)
		return 0, false
	}
	return n, true
}

// countValue is a whole number that may be left untold.
type countValue struct{ p **int }

func count(p **int) value { return countValue{p} }

func (v countValue) absent() bool    { return *v.p == nil }
func (v countValue) write(w *writer) { w.raw(strconv.Itoa(**v.p)) }

func (v countValue) read(r *reader, tok token) {
	if n, ok := readWhole(r, tok); ok {
		*v.p = &n
	}
}

// moneyValue is an amount of euros, as a number or as a text.
type moneyValue struct{ p **casework.Cents }

func money(p **casework.Cents) value { return moneyValue{p} }

func (v moneyValue) absent() bool    { return *v.p == nil }
func (v moneyValue) write(w *writer) { w.raw((*v.p).String()) }

func (v moneyValue) read(r *reader, tok token) {
	amount, negative := strings.CutPrefix(tok.text, "-")
	cents, ok := euros(amount)
	switch {
	case !ok || tok.kind != aNumber && tok.kind != aText:
		r.refuse(tok, "interchange.money", nil)
	case negative && cents > 0:
		r.fault("", "interchange.negative", nil)
	default:
		*v.p = &cents
	}
}

// sumValue is an amount of euros that is always told and may be taken: one
// below zero.
type sumValue struct{ p *casework.Cents }

func sum(p *casework.Cents) value { return sumValue{p} }

func (v sumValue) absent() bool    { return false }
func (v sumValue) write(w *writer) { w.raw(v.p.String()) }

func (v sumValue) read(r *reader, tok token) {
	amount, negative := strings.CutPrefix(tok.text, "-")
	cents, ok := euros(amount)
	if !ok || tok.kind != aNumber && tok.kind != aText {
		r.refuse(tok, "interchange.money", nil)
		return
	}
	if negative {
		cents = -cents
	}
	*v.p = cents
}

// euros reads plain decimals only: what a person may type into a form with
// spaces or a comma is not an amount here, nor is 1e3.
func euros(s string) (casework.Cents, bool) {
	whole, decimals, point := strings.Cut(s, ".")
	if whole == "" || !allDigits(whole) || !allDigits(decimals) || point && decimals == "" {
		return 0, false
	}
	cents, err := casework.ParseCents(s)
	return cents, err == nil
}

// readYesNo takes true or false.
func readYesNo(r *reader, tok token) (bool, bool) {
	if tok.kind != aYesNo {
		r.refuse(tok, "interchange.not_yes_no", nil)
		return false, false
	}
	return tok.text == "true", true
}

// yesNoValue is a yes or no that may be left untold.
type yesNoValue struct{ p **bool }

func yesNo(p **bool) value { return yesNoValue{p} }

func (v yesNoValue) absent() bool    { return *v.p == nil }
func (v yesNoValue) write(w *writer) { w.yesNo(**v.p) }

func (v yesNoValue) read(r *reader, tok token) {
	if b, ok := readYesNo(r, tok); ok {
		*v.p = &b
	}
}

// yesValue is a yes or no of which untold is no.
type yesValue struct{ p *bool }

func yes(p *bool) value { return yesValue{p} }

func (v yesValue) absent() bool              { return !*v.p }
func (v yesValue) write(w *writer)           { w.yesNo(*v.p) }
func (v yesValue) read(r *reader, tok token) { *v.p, _ = readYesNo(r, tok) }

// The items of a fidelity scale and what each may get.
const (
	items    = 25
	maxScore = 5
)

// scores are the scores of a review by item number.
type scores struct{ p *map[int]int }

func (v scores) absent() bool { return len(*v.p) == 0 }

func (v scores) write(w *writer) {
	w.open("{")
	for item := 1; item <= items; item++ {
		if score, ok := (*v.p)[item]; ok {
			w.key(strconv.Itoa(item))
			w.raw(strconv.Itoa(score))
		}
	}
	w.close("}")
}

func (v scores) read(r *reader, tok token) {
	var seen keySet
	r.members(tok, func(key string) {
		tok := r.next()
		item, known := itemNumber(key)
		switch {
		case !known:
			r.refuse(tok, "interchange.item", nil)
		case seen.has(item):
			r.refuse(tok, "interchange.key_twice", nil)
		default:
			seen.add(item)
			v.readScore(r, item, tok)
		}
	})
}

func (v scores) readScore(r *reader, item int, tok token) {
	if tok.kind == aNull {
		return
	}
	n, ok := readWhole(r, tok)
	switch {
	case !ok:
	case n < 1 || n > maxScore:
		r.fault("", "interchange.score", nil)
	default:
		if *v.p == nil {
			*v.p = make(map[int]int, items)
		}
		(*v.p)[item] = n
	}
}

func itemNumber(key string) (int, bool) {
	n, err := strconv.Atoi(key)
	return n, err == nil && n >= 1 && n <= items && strconv.Itoa(n) == key
}
