package fidelity

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"sijoita/problem"
)

// mostBytes is what is read at most: an honest file has a few thousand.
const mostBytes = 1 << 20

// ReadMeasures reads {"scale":"ips-25","items":{"1":{…}, …}}, each item with a
// rating or with the measures of the fidelity contract. It refuses with
// problem.Invalid what is no such document, and then tells every fault at once,
// with its path (items.17.specialists[0].per_week): a key that is not known or
// stands twice, a value that is missing, of another type or out of its range,
// an item that the scale does not have.
func ReadMeasures(r io.Reader, editions []*Edition) (Measures, error) {
	text, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err != nil {
		return Measures{}, err
	}
	document, err := parse(text)
	if err != nil {
		return Measures{}, err
	}
	in := &reader{editions: editions}
	m := in.measures(document)
	if in.found > 0 {
		return Measures{}, &problem.Error{Kind: problem.Invalid, Key: "fidelity.refused", Fields: problem.As(in.faults.Problem()).Fields}
	}
	return m, nil
}

// parse makes a value of a JSON text, numbers as they are written.
func parse(text []byte) (value, error) {
	if len(text) > mostBytes {
		return value{}, problem.New(problem.Invalid, "interchange.too_big").With("most", mostBytes>>20)
	}
	var whole json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		line := 1 + bytes.Count(text, []byte("\n"))
		if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
			line = 1 + bytes.Count(text[:min(int(wrong.Offset), len(text))], []byte("\n"))
		}
		return value{}, problem.New(problem.Invalid, "interchange.not_json").With("line", line)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return next(decoder, "")
}

// value is one value of a document and where it stands. Of a list it has the
// values, of an object the keys too, as often as they stand there.
type value struct {
	path  string
	kind  kind
	word  string // a text or a number as written
	truth bool
	keys  []string
	parts []value
}

type kind int

const (
	aNull kind = iota
	anObject
	aList
	aText
	aNumber
	aYesNo
)

// next takes the next value; the text has been found to be valid.
func next(decoder *json.Decoder, path string) (value, error) {
	token, err := decoder.Token()
	if err != nil {
		return value{}, err
	}
	v := value{path: path}
	switch t := token.(type) {
	case json.Delim:
		v.kind = aList
		if t == '{' {
			v.kind = anObject
		}
		for decoder.More() {
			at := fmt.Sprintf("%s[%d]", path, len(v.parts))
			if v.kind == anObject {
				name, err := decoder.Token()
				if err != nil {
					return v, err
				}
				key := name.(string)
				v.keys = append(v.keys, key)
				at = strings.TrimPrefix(path+"."+key, ".")
			}
			part, err := next(decoder, at)
			if err != nil {
				return v, err
			}
			v.parts = append(v.parts, part)
		}
		_, err = decoder.Token()
	case string:
		v.kind, v.word = aText, t
	case json.Number:
		v.kind, v.word = aNumber, t.String()
	case bool:
		v.kind, v.truth = aYesNo, t
	}
	return v, err
}

// reader turns values into measures and gathers what is wrong.
type reader struct {
	editions []*Edition
	faults   problem.Fields
	found    int // how many faults there are
}

func (in *reader) refuse(path, key string, args ...problem.Args) {
	in.found++
	in.faults.Add(cmp.Or(path, "."), key, args...)
}

// object hands out the members of an object by key. A key that is none of
// known, and one that stands twice, is refused; null is as if absent.
func (in *reader) object(v value, known ...string) map[string]value {
	if v.kind != anObject {
		in.refuse(v.path, "interchange.not_object")
		return nil
	}
	members := map[string]value{}
	for n, key := range v.keys {
		part := v.parts[n]
		switch {
		case known != nil && !slices.Contains(known, key):
			in.refuse(part.path, "interchange.unknown_key")
		case slices.Contains(v.keys[:n], key):
			in.refuse(part.path, "interchange.key_twice")
		case part.kind != aNull:
			members[key] = part
		}
	}
	return members
}

// required is a member that must be there. When it is not, that is told once.
func (in *reader) required(of value, members map[string]value, key string) (value, bool) {
	v, there := members[key]
	if !there && members != nil {
		in.refuse(of.path+"."+key, "interchange.missing")
	}
	return v, there
}

func (in *reader) measures(v value) Measures {
	m := Measures{Items: map[int]Measure{}}
	members := in.object(v, "scale", "items")
	scale, told := members["scale"]
	if members != nil && !told {
		in.refuse("scale", "interchange.missing")
	}
	if told {
		var scales []string
		for _, e := range in.editions {
			scales = append(scales, e.Scale)
		}
		word, ok := in.word(scale, slices.Compact(scales)...)
		if ok {
			m.Edition, _ = Current(in.editions, word)
		}
	}
	list, told := members["items"]
	if members != nil && !told {
		in.refuse("items", "interchange.missing")
	}
	if m.Edition == nil || !told {
		return m
	}
	given := in.object(list)
	for _, key := range list.keys { // in the order of the document, so that faults are too
		part, there := given[key]
		delete(given, key)
		n, err := strconv.Atoi(key)
		switch {
		case !there:
		case err != nil || strconv.Itoa(n) != key || n < 1 || n > items:
			in.refuse(part.path, "interchange.item")
		default:
			if measure := in.measure(part, m.Edition.Item(n)); measure != nil {
				m.Items[n] = measure
			}
		}
	}
	return m
}

// measure reads the measure of an item; nil when there is none to be had.
func (in *reader) measure(v value, i Item) Measure {
	if v.kind == anObject && slices.Contains(v.keys, "rating") {
		members := in.object(v, "rating")
		if rating, there := in.required(v, members, "rating"); there {
			score, ok := in.whole(rating, mostCounted)
			if ok && score >= lowest && score <= highest {
				return Rating(score)
			}
			if ok {
				in.refuse(rating.path, "interchange.score")
			}
		}
		return nil
	}
	before := in.found
	measure := in.byFormula(v, i)
	if in.found > before {
		return nil
	}
	return measure
}

func (in *reader) byFormula(v value, i Item) Measure {
	switch i.Formula {
	case ByCaseload:
		return Caseloads(specialists(in, v, in.caseload, "fte", "active"))
	case ByPercent:
		return Percent{in.need(v, in.object(v, "percent"), "percent", in.percent)}
	case ByPhases:
		return PhasesDone(specialists(in, v, func(v value, m map[string]value) CoachPhases { return in.phases(v, m, i) }, "phases", "role"))
	case ByTeams:
		return Attachments(specialists(in, v, func(v value, m map[string]value) Attachment { return in.attachment(v, m, i) }, "teams", "percent"))
	case ByParts:
		return Parts(in.count(v, in.object(v, "parts"), "parts", len(i.Elements)))
	case ByRhythm:
		return in.rhythm(v)
	case ByWaits:
		return in.waits(v)
	case ByContacts:
		return Frequencies(specialists(in, v, in.frequency, "per_week", "log", "review", "job_seekers"))
	case ByJobTypes:
		return in.variety(v, "job_types")
	case ByEmployers:
		return in.variety(v, "employers")
	case ByJobs:
		return in.jobs(v)
	case ByPercentEach:
		return Shares(specialists(in, v, func(v value, m map[string]value) *big.Rat { return in.need(v, m, "percent", in.percent) }, "percent"))
	}
	in.object(v, "rating")
	in.refuse(v.path+".rating", "fidelity.rating_only")
	return nil
}

// specialists reads a list of coaches, each an object with known keys.
func specialists[T any](in *reader, v value, read func(value, map[string]value) T, known ...string) []T {
	list, there := in.required(v, in.object(v, "specialists"), "specialists")
	if !there {
		return nil
	}
	if list.kind != aList {
		in.refuse(list.path, "interchange.not_list")
		return nil
	}
	var all []T
	for _, part := range list.parts {
		if members := in.object(part, known...); members != nil {
			all = append(all, read(part, members))
		}
	}
	return all
}

func (in *reader) caseload(v value, m map[string]value) Caseload {
	fte := in.need(v, m, "fte", func(v value) (*big.Rat, bool) {
		n, ok := in.number(v)
		if ok && n.Cmp(ratOf(1)) > 0 {
			in.refuse(v.path, "interchange.share")
		}
		return n, ok
	})
	return Caseload{FTE: fte, Active: in.count(v, m, "active", mostCounted)}
}

func (in *reader) phases(v value, m map[string]value, i Item) CoachPhases {
	c := CoachPhases{Role: HasCaseload}
	if role, told := m["role"]; told {
		word, _ := in.word(role, string(HasCaseload), string(RefersOut), string(RefersOnly))
		c.Role = PhaseRole(word)
	}
	if _, told := m["phases"]; told || c.Role == HasCaseload {
		c.Phases = in.count(v, m, "phases", len(i.Elements))
	}
	return c
}

func (in *reader) attachment(v value, m map[string]value, i Item) Attachment {
	c := Attachment{Teams: in.count(v, m, "teams", mostCounted)}
	if _, told := m["percent"]; told || c.Teams > 0 && c.Teams <= i.Limits.MostTeams {
		c.Share = in.need(v, m, "percent", in.percent)
	}
	return c
}

func (in *reader) rhythm(v value) Measure {
	const quarter = 3 // months
	m := in.object(v, "meeting_months", "contact_weeks", "weeks", "contact_months")
	r := Rhythm{
		MeetingMonths: in.count(v, m, "meeting_months", quarter), Weeks: in.count(v, m, "weeks", mostCounted),
		ContactWeeks: in.count(v, m, "contact_weeks", mostCounted), ContactMonths: in.count(v, m, "contact_months", quarter),
	}
	if weeks, told := m["weeks"]; told && r.Weeks == 0 {
		in.refuse(weeks.path, "fidelity.no_weeks")
	}
	in.within(m, "contact_weeks", r.ContactWeeks, r.Weeks)
	return r
}

func (in *reader) waits(v value) Measure {
	m := in.object(v, "days", "mean", "tracked")
	w := Waits{}
	if tracked, told := m["tracked"]; told {
		if tracked.kind != aYesNo {
			in.refuse(tracked.path, "interchange.not_yes_no")
		}
		w.Tracked = tracked.truth
	}
	days, told := m["days"]
	mean, meanTold := m["mean"]
	switch {
	case told && meanTold:
		in.refuse(mean.path, "fidelity.days_and_mean")
	case meanTold:
		w.Mean, _ = in.number(mean)
	case told && days.kind == aList:
		for _, part := range days.parts {
			if day, ok := in.number(part); ok {
				w.Days = append(w.Days, day)
			}
		}
	case told:
		in.refuse(days.path, "interchange.not_list")
	default:
		in.required(v, m, "days")
	}
	return w
}

func (in *reader) frequency(v value, m map[string]value) Frequency {
	c := Frequency{PerWeek: in.need(v, m, "per_week", in.number)}
	if log, there := in.required(v, m, "log"); there {
		word, _ := in.word(log, "none", "kept")
		c.Log = word == "kept"
	}
	if _, told := m["review"]; told || c.Log {
		if review, there := in.required(v, m, "review"); there {
			word, _ := in.word(review, string(Weekly), string(Monthly), string(Less))
			c.Review = LogReview(word)
		}
	}
	if _, told := m["job_seekers"]; told {
		seekers := in.count(v, m, "job_seekers", mostCounted)
		c.JobSeekers = &seekers
	}
	return c
}

func (in *reader) variety(v value, key string) Measure {
	m := in.object(v, "jobs", key)
	x := Variety{Jobs: in.count(v, m, "jobs", mostCounted), Different: in.count(v, m, key, mostCounted)}
	in.within(m, key, x.Different, x.Jobs)
	return x
}

func (in *reader) jobs(v value) Measure {
	m := in.object(v, "current_jobs", "jobs", "permanent_competitive")
	j := Jobs{Current: in.count(v, m, "current_jobs", mostCounted), Jobs: in.count(v, m, "jobs", mostCounted),
		PermanentCompetitive: in.count(v, m, "permanent_competitive", mostCounted)}
	in.within(m, "current_jobs", j.Current, j.Jobs)
	in.within(m, "permanent_competitive", j.PermanentCompetitive, j.Jobs)
	return j
}

// within refuses a part that is larger than its whole.
func (in *reader) within(m map[string]value, key string, part, whole int) {
	if v, told := m[key]; told && part > whole {
		in.refuse(v.path, "fidelity.part_larger", problem.Args{"whole": whole})
	}
}

// need reads a member that must be there.
func (in *reader) need(of value, m map[string]value, key string, read func(value) (*big.Rat, bool)) *big.Rat {
	v, there := in.required(of, m, key)
	if !there {
		return new(big.Rat)
	}
	n, ok := read(v)
	if !ok {
		return new(big.Rat)
	}
	return n
}

// mostCounted is more than anybody has of anything here.
const mostCounted = 1_000_000

// count reads a whole number from 0 to most, which must be there.
func (in *reader) count(of value, m map[string]value, key string, most int) int {
	v, there := in.required(of, m, key)
	if !there {
		return 0
	}
	n, _ := in.whole(v, most)
	return n
}

func (in *reader) whole(v value, most int) (int, bool) {
	r, ok := in.number(v)
	switch {
	case !ok:
		return 0, false
	case !r.IsInt():
		in.refuse(v.path, "interchange.not_whole")
		return 0, false
	case r.Cmp(ratOf(most)) > 0:
		in.refuse(v.path, "fidelity.too_many", problem.Args{"most": most})
		return 0, false
	}
	return int(r.Num().Int64()), true
}

func (in *reader) percent(v value) (*big.Rat, bool) {
	r, ok := in.number(v)
	if ok && r.Cmp(ratOf(100)) > 0 {
		in.refuse(v.path, "fidelity.over_hundred")
		return nil, false
	}
	return r, ok
}

// number reads a number exactly as it is written. One that is written with
// hundreds of digits, or with an exponent that would make as many, is refused.
func (in *reader) number(v value) (*big.Rat, bool) {
	if v.kind != aNumber {
		in.refuse(v.path, "interchange.not_number")
		return nil, false
	}
	const longest = 30
	plain, power, _ := strings.Cut(strings.ToLower(v.word), "e")
	exponent, err := strconv.Atoi(cmp.Or(power, "0"))
	if err != nil || len(plain) > longest || exponent > longest || exponent < -longest {
		in.refuse(v.path, "fidelity.number")
		return nil, false
	}
	r, ok := new(big.Rat).SetString(v.word)
	switch {
	case !ok:
		in.refuse(v.path, "interchange.not_number")
		return nil, false
	case r.Sign() < 0:
		in.refuse(v.path, "interchange.negative")
		return nil, false
	}
	return r, true
}

// word reads one of a few words; the bool is false when it is none of them.
func (in *reader) word(v value, words ...string) (string, bool) {
	switch {
	case v.kind != aText:
		in.refuse(v.path, "interchange.not_text")
	case !slices.Contains(words, v.word):
		in.refuse(v.path, "interchange.word", problem.Args{"value": shown(v.word), "words": strings.Join(words, ", ")})
	default:
		return v.word, true
	}
	return "", false
}

// shown cuts what a document says to what can be told back.
func shown(s string) string {
	const most = 60
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return s
}
