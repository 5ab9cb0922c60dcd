package fidelity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sijoita/problem"
)

// refusalOf reads a document that must be refused and gives its faults as
// path: key, or the key of the whole.
func refusalOf(t *testing.T, document string) []string {
	t.Helper()
	all, err := Published()
	if err != nil {
		t.Fatal(err)
	}
	_, err = ReadMeasures(strings.NewReader(document), all)
	p := problem.As(err)
	if p == nil || p.Kind != problem.Invalid {
		t.Fatalf("%s is taken (%v)", document, err)
	}
	var faults []string
	for _, f := range p.Fields {
		faults = append(faults, f.Name+": "+f.Key)
	}
	if len(faults) == 0 {
		return []string{p.Key}
	}
	return faults
}

func TestRefusals(t *testing.T) {
	item := func(n int, measures string) string {
		return fmt.Sprintf(`{"scale":"ips-25","items":{"%d":%s}}`, n, measures)
	}
	for _, c := range []struct{ says, document, want string }{
		{"nothing", ``, "interchange.not_json"},
		{"half a document", `{"scale":"ips-25"`, "interchange.not_json"},
		{"two documents", `{} {}`, "interchange.not_json"},
		{"a list", `[]`, ".: interchange.not_object"},
		{"no scale", `{"items":{}}`, "scale: interchange.missing"},
		{"no items", `{"scale":"ips-25"}`, "items: interchange.missing"},
		{"a scale that nobody has", `{"scale":"ips-15","items":{}}`, "scale: interchange.word"},
		{"an unknown key", `{"scale":"ips-25","items":{},"team":"t1"}`, "team: interchange.unknown_key"},
		{"a key twice", `{"scale":"ips-25","items":{"2":{"percent":1},"2":{"percent":99}}}`, "items.2: interchange.key_twice"},
		{"an item that does not exist", item(26, `{"rating":4}`), "items.26: interchange.item"},
		{"item 0", item(0, `{"rating":4}`), "items.0: interchange.item"},
		{"an item that is no number", `{"scale":"ips-25","items":{"01":{"rating":4}}}`, "items.01: interchange.item"},
		{"an item that is no object", item(1, `5`), "items.1: interchange.not_object"},
		{"a rating of 0", item(9, `{"rating":0}`), "items.9.rating: interchange.score"},
		{"a rating of 6", item(9, `{"rating":6}`), "items.9.rating: interchange.score"},
		{"half a point", item(9, `{"rating":3.5}`), "items.9.rating: interchange.not_whole"},
		{"a rating below 0", item(9, `{"rating":-1}`), "items.9.rating: interchange.negative"},
		{"a rating in words", item(9, `{"rating":"4"}`), "items.9.rating: interchange.not_number"},
		{"no rating", item(9, `{"rating":null}`), "items.9.rating: interchange.missing"},
		{"a rating and measures", item(2, `{"rating":4,"percent":96}`), "items.2.percent: interchange.unknown_key"},
		{"measures of what only people rate", item(9, `{"parts":3}`), "items.9.parts: interchange.unknown_key items.9.rating: fidelity.rating_only"},
		{"another item's measures", item(2, `{"parts":3}`), "items.2.parts: interchange.unknown_key items.2.percent: interchange.missing"},
		{"140 %", item(2, `{"percent":140}`), "items.2.percent: fidelity.over_hundred"},
		{"a hair over 100 %", item(16, `{"percent":100.0000000001}`), "items.16.percent: fidelity.over_hundred"},
		{"a share below 0", item(2, `{"percent":-1}`), "items.2.percent: interchange.negative"},
		{"a number as long as a book", item(2, `{"percent":1e-999999999}`), "items.2.percent: fidelity.number"},
		{"a number with an endless exponent", item(15, `{"mean":1e99999999999999999999,"tracked":true}`), "items.15.mean: fidelity.number"},
		{"coaches that are no list", item(1, `{"specialists":{}}`), "items.1.specialists: interchange.not_list"},
		{"a coach that is a number", item(1, `{"specialists":[1]}`), "items.1.specialists[0]: interchange.not_object"},
		{"no coaches", item(17, `{}`), "items.17.specialists: interchange.missing"},
		{"a negative count", item(1, `{"specialists":[{"fte":1,"active":3},{"fte":1,"active":-1}]}`), "items.1.specialists[1].active: interchange.negative"},
		{"more than full-time", item(1, `{"specialists":[{"fte":1.2,"active":3}]}`), "items.1.specialists[0].fte: interchange.share"},
		{"half a client", item(1, `{"specialists":[{"fte":1,"active":2.5}]}`), "items.1.specialists[0].active: interchange.not_whole"},
		{"a coach without clients told", item(1, `{"specialists":[{"fte":1}]}`), "items.1.specialists[0].active: interchange.missing"},
		{"seven phases", item(3, `{"specialists":[{"phases":7}]}`), "items.3.specialists[0].phases: fidelity.too_many"},
		{"a role that there is not", item(3, `{"specialists":[{"phases":2,"role":"boss"}]}`), "items.3.specialists[0].role: interchange.word"},
		{"a caseload without phases told", item(3, `{"specialists":[{}]}`), "items.3.specialists[0].phases: interchange.missing"},
		{"two teams without a share", item(4, `{"specialists":[{"teams":2}]}`), "items.4.specialists[0].percent: interchange.missing"},
		{"more parts than the item has", item(5, `{"parts":6}`), "items.5.parts: fidelity.too_many"},
		{"five of four parts", item(13, `{"parts":5}`), "items.13.parts: fidelity.too_many"},
		{"seven of six strategies", item(25, `{"parts":7}`), "items.25.parts: fidelity.too_many"},
		{"four months in a quarter", item(6, `{"meeting_months":4,"contact_weeks":1,"weeks":13,"contact_months":1}`), "items.6.meeting_months: fidelity.too_many"},
		{"more weeks with contact than weeks", item(6, `{"meeting_months":3,"contact_weeks":14,"weeks":13,"contact_months":1}`), "items.6.contact_weeks: fidelity.part_larger"},
		{"no weeks", item(6, `{"meeting_months":3,"contact_weeks":0,"weeks":0,"contact_months":1}`), "items.6.weeks: fidelity.no_weeks"},
		{"days and their mean", item(15, `{"days":[1],"mean":1,"tracked":true}`), "items.15.mean: fidelity.days_and_mean"},
		{"neither days nor mean", item(15, `{"tracked":true}`), "items.15.days: interchange.missing"},
		{"a day below 0", item(15, `{"days":[3,-1],"tracked":true}`), "items.15.days[1]: interchange.negative"},
		{"tracked in words", item(15, `{"mean":1,"tracked":"yes"}`), "items.15.tracked: interchange.not_yes_no"},
		{"a kept log without its review", item(17, `{"specialists":[{"per_week":5,"log":"kept"}]}`), "items.17.specialists[0].review: interchange.missing"},
		{"no word of the log", item(17, `{"specialists":[{"per_week":5,"review":"weekly"}]}`), "items.17.specialists[0].log: interchange.missing"},
		{"more types than jobs", item(19, `{"jobs":3,"job_types":4}`), "items.19.job_types: fidelity.part_larger"},
		{"more employers than jobs", item(20, `{"jobs":3,"employers":4}`), "items.20.employers: fidelity.part_larger"},
		{"more permanent jobs than jobs", item(21, `{"current_jobs":3,"jobs":3,"permanent_competitive":4}`), "items.21.permanent_competitive: fidelity.part_larger"},
		{"more running jobs than jobs", item(21, `{"current_jobs":4,"jobs":3,"permanent_competitive":3}`), "items.21.current_jobs: fidelity.part_larger"},
		{"every fault at once, in the order of the document", `{"scale":"ips-25","items":{"24":{"specialists":[{"percent":140}]},"2":{"percent":-1}}}`,
			"items.24.specialists[0].percent: fidelity.over_hundred items.2.percent: interchange.negative"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if got := strings.Join(refusalOf(t, c.document), " "); got != c.want {
				t.Errorf("the faults are\n%s, want\n%s", got, c.want)
			}
		})
	}
}

// TestNullIsAbsent: null and absent mean the same.
func TestNullIsAbsent(t *testing.T) {
	got := scoreOf(t, 17, `{"specialists":[{"per_week":5,"log":"none","review":null,"job_seekers":null}]}`)
	if *got.Score != 2 {
		t.Errorf("it scores %d, want 2", *got.Score)
	}
}

// FuzzMeasures: whatever is read, there is an answer or a refusal with a
// place, and never a panic.
func FuzzMeasures(f *testing.F) {
	all, err := Published()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		`{"scale":"ips-25","items":{"1":{"specialists":[{"fte":1,"active":21}]},"6":{"meeting_months":3,"contact_weeks":10,"weeks":13,"contact_months":3}}}`,
		`{"scale":"latu","items":{"15":{"days":[1e3,0.5],"tracked":true},"21":{"current_jobs":1,"jobs":2,"permanent_competitive":0}}}`,
		`{"scale":"ips-25","items":{"3":{"specialists":[{"role":"refers_out"}]},"4":{"specialists":[{"teams":0}]},"17":{"specialists":[]}}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, document string) {
		m, err := ReadMeasures(strings.NewReader(document), all)
		if err != nil {
			if problem.As(err) == nil {
				t.Fatalf("%q fails with %v", document, err)
			}
			return
		}
		s := Score(m)
		for n, item := range s.Items {
			if item.Score != nil && !slices.Contains([]int{1, 2, 3, 4, 5}, *item.Score) {
				t.Fatalf("item %d scores %d", n, *item.Score)
			}
		}
	})
}
