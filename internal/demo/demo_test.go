package demo

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/outcomes"
)

// days are those on which the demo must hold: a Saturday, a Monday, holidays,
// a leap day, and days in the middle of a week and of July.
var days = []string{
	"2026-11-21", "2026-11-23", "2026-11-25", "2026-12-31", "2027-01-01", "2027-03-29", "2027-07-14", "2028-02-29", "2029-12-26",
}

func onEachDay(t *testing.T, check func(t *testing.T, d *interchange.Document, today casework.Day)) {
	for _, day := range days {
		t.Run(day, func(t *testing.T) {
			check(t, documentOf(day), casework.MustDay(day))
		})
	}
}

// made keeps the documents that tests have asked for; nobody changes one.
var made = map[string]*interchange.Document{}

func documentOf(day string) *interchange.Document {
	if made[day] == nil {
		made[day] = Document(casework.MustDay(day))
	}
	return made[day]
}

func TestOneDayHasOneDocument(t *testing.T) {
	today := casework.MustDay("2026-11-21")
	if !reflect.DeepEqual(Document(today), Document(today)) {
		t.Error("two documents for one day differ")
	}
}

func TestTheDocumentIsReadAsItWasWritten(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, _ casework.Day) {
		var out bytes.Buffer
		if err := interchange.Write(&out, d); err != nil {
			t.Fatal(err)
		}
		read, faults, err := interchange.Read(&out, nil)
		if err != nil || len(faults) > 0 {
			t.Fatalf("faults %v, error %v", faults, err)
		}
		if !reflect.DeepEqual(read, d) {
			t.Error("what was read is not what was written")
		}
	})
}

// count is what the tests know of a document: persons by state and such.
type count struct {
	d        *interchange.Document
	today    casework.Day
	episodes map[string]interchange.Episode
	newest   map[string]interchange.Episode // by client
	first    map[string]interchange.Episode // by client
}

func countOf(d *interchange.Document, today casework.Day) count {
	c := count{d, today, map[string]interchange.Episode{}, map[string]interchange.Episode{}, map[string]interchange.Episode{}}
	for _, e := range d.Episodes {
		c.episodes[e.ID] = e
		if old, ok := c.newest[e.Client]; !ok || e.ReferredOn.After(old.ReferredOn) {
			c.newest[e.Client] = e
		}
		if old, ok := c.first[e.Client]; !ok || e.ReferredOn.Before(old.ReferredOn) {
			c.first[e.Client] = e
		}
	}
	return c
}

func state(e interchange.Episode, d casework.Day) casework.State {
	of := casework.Episode{ReferredOn: e.ReferredOn, StartedOn: e.StartedOn, EndedOn: e.EndedOn, CancelledOn: e.CancelledOn}
	for _, p := range e.Pauses {
		of.Pauses = append(of.Pauses, casework.Pause{Span: casework.Span{From: p.From, To: p.To}})
	}
	return of.StateOn(d)
}

// jobStarts are the open jobs that began since the start of their episode.
func (c count) jobStarts() []interchange.Placement {
	var jobs []interchange.Placement
	for _, p := range c.d.Placements {
		if p.Kind == casework.Employment && *p.OpenMarket && !p.StartsOn.After(c.today) && !p.StartsOn.Before(c.episodes[p.Episode].StartedOn) {
			jobs = append(jobs, p)
		}
	}
	return jobs
}

func (c count) placements() map[string]int {
	n := map[string]int{}
	employed, now := map[string]int{}, map[string]bool{}
	for _, p := range c.jobStarts() {
		n["job starts"]++
		employed[c.episodes[p.Episode].Client]++
		if p.Subsidy != nil {
			n["subsidised"]++
		}
	}
	for _, p := range c.d.Placements {
		switch {
		case p.Kind == casework.WorkTrial:
			n["trials"]++
		case p.Kind == casework.Study:
			n["studies"]++
		case p.StartsOn.After(c.today):
			n["planned"]++
		case (casework.Span{From: p.StartsOn, To: p.EndsOn}).Holds(c.today):
			now[c.episodes[p.Episode].Client] = true
		}
	}
	for _, jobs := range employed {
		n["second jobs"] += jobs - 1
	}
	n["employed ever"], n["employed now"] = len(employed), len(now)
	return n
}

func TestTheCountyHasTheNumbersOfItsRecipe(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		c := countOf(d, today)
		same(t, "placements", c.placements(), map[string]int{"employed ever": 22, "job starts": 27, "second jobs": 5, "employed now": 16,
			"subsidised": 12, "trials": 14, "studies": 6, "planned": 1})
		m := outcomes.Monitor(recordsOf(d), casework.Day{}, today)
		same(t, "monitoring", []int{m.Referred, m.Active, m.Queue, m.Paused, m.Ended, m.Cancelled, m.Started, m.EmployedEver, m.EmployedNow,
			m.JobStarts, m.JobStartsSubsidised, m.WorkTrials, m.Studies},
			[]int{95, 58, 29, 3, 5, 0, 66, 22, 16, 27, 12, 14, 6})
		same(t, "review of May 2024", *m.Reviews[0].Total, 103)
		same(t, "review of half a year ago", *m.Reviews[1].Total, 105)
	})
}

func TestEveryPastDayAddsUp(t *testing.T) {
	today := casework.MustDay("2026-11-21")
	records := recordsOf(documentOf("2026-11-21"))
	referred := 0
	for on := today.AddMonths(-18); on.Before(today); on = on.AddMonths(1) {
		m := outcomes.Monitor(records, casework.Day{}, on)
		if !m.Balanced || m.Referred < referred {
			t.Errorf("%s: %d referred after %d, balanced %v", on, m.Referred, referred, m.Balanced)
		}
		for _, c := range m.Coaches {
			if c.OverLimit {
				t.Errorf("%s: %s has %d clients", on, c.ID, c.Active)
			}
		}
		referred = m.Referred
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func within(t *testing.T, what string, got, low, high float64) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%s: %.3f, want %v to %v", what, got, low, high)
	}
}

func median[T int | float64](list []T) T {
	slices.Sort(list)
	return list[len(list)/2]
}

func TestHours(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		var hours []float64
		short, twenty := 0, 0
		for _, p := range countOf(d, today).jobStarts() {
			hours = append(hours, *p.HoursPerWeek)
			if *p.HoursPerWeek < 30 {
				short++
			}
			if *p.HoursPerWeek == 20 {
				twenty++
			}
		}
		same(t, "median", median(hours), 16.0)
		same(t, "twenty", twenty, 6)
		within(t, "under thirty", float64(short)/float64(len(hours)), 0.79, 0.82)
	})
}

func TestPersons(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		c := countOf(d, today)
		ages, pensions := 0, 0
		names := map[string]bool{}
		for _, p := range d.Clients {
			age := 0
			for !p.BirthDate.AddMonths(12 * (age + 1)).After(today) {
				age++
			}
			if age < 20 || age > 60 {
				t.Errorf("%s is %d", p.GivenName, age)
			}
			ages += age
			names[p.GivenName+" "+p.FamilyName] = true
			if len(p.Incomes) > 0 && slices.Contains([]string{kelaPension, earnedPension, rehabilitated}, p.Incomes[0].Kind) {
				pensions++
			}
			if c.newest[p.ID].StartedOn.IsZero() != (len(p.Incomes) == 0) {
				t.Errorf("%s: incomes %v", p.ID, p.Incomes)
			}
		}
		within(t, "mean age", float64(ages)/float64(len(d.Clients)), 38, 40)
		same(t, "names", len(names), 95)
		same(t, "pensions", pensions, 23)
	})
}

func TestTheFirstEmployerContact(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		c := countOf(d, today)
		met := map[string]casework.Day{}
		for _, v := range d.EmployerContacts {
			if _, ok := met[v.Episode]; !ok && v.Episode != "" && !v.Withdrawn {
				met[v.Episode] = v.On
			}
		}
		var waits []int
		contacted, soon := 0, 0
		for _, e := range c.first {
			if e.StartedOn.IsZero() || *e.EmployedAtStart {
				continue
			}
			wait := math.MaxInt32
			if on, ok := met[e.ID]; ok {
				wait = on.DaysSince(e.StartedOn)
				contacted++
				if wait <= 30 {
					soon++
				}
				if wait < 10 || wait > 125 {
					t.Errorf("%s waited %d days", e.ID, wait)
				}
			}
			waits = append(waits, wait)
		}
		within(t, "median with those still waiting", float64(median(waits)), 35, 36)
		within(t, "within 30 days", float64(soon)/float64(contacted), 0.54, 0.56)
	})
}

func TestEmployerContacts(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		m := outcomes.Monitor(recordsOf(d), casework.Day{}, today)
		bounds := map[string][2]float64{riikka: {3.8, 4.8}, sami: {6, 6.6}, tuuli: {2, 3.1}, sanna: {1.7, 2.4}}
		for _, c := range m.Coaches {
			within(t, c.ID, *c.PerWeek, bounds[c.ID][0], bounds[c.ID][1])
		}
		same(t, "coaches", len(m.Coaches), 4)
		within(t, "all", *m.EmployerContacts.PerCoachWeek, 3.75, 3.8499)
		contacts := m.EmployerContacts
		within(t, "not face to face", 1-float64(contacts.FaceToFace)/float64(contacts.Total), 0.195, 0.205)
	})
}

func TestThisWeek(t *testing.T) {
	for _, row := range []struct {
		day                 string
		riikka, sami, tuuli int
	}{
		{"2026-11-20", 4, 6, 3}, {"2026-11-21", 4, 6, 3}, {"2026-11-22", 4, 6, 3}, {"2027-01-01", 4, 6, 3}, {"2026-12-25", 4, 6, 3},
		{"2026-11-23", 1, 1, 1}, {"2026-11-25", 2, 4, 2}, {"2027-03-29", 0, 0, 0}, {"2027-07-16", 4, 6, 3},
	} {
		t.Run(row.day, func(t *testing.T) {
			today := casework.MustDay(row.day)
			n := map[string]int{}
			for _, v := range Document(today).EmployerContacts {
				if v.On.Week() == today.Week() && v.Channel == casework.FaceToFace && !v.Withdrawn {
					for _, id := range v.Staff {
						n[id]++
					}
				}
			}
			same(t, "visits", [3]int{n[riikka], n[sami], n[tuuli]}, [3]int{row.riikka, row.sami, row.tuuli})
		})
	}
}

func TestNothingHappensOnADayOffOrAhead(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		check := func(what, id string, on casework.Day) {
			if !workday(on) || on.After(today) || on.Before(d.Programmes[0].StartsOn) {
				t.Errorf("%s %s on %s", what, id, on)
			}
		}
		for _, m := range d.Meetings {
			check("meeting", m.ID, m.On)
		}
		for _, v := range d.EmployerContacts {
			check("contact", v.ID, v.On)
		}
		for _, b := range d.Counselling {
			check("counselling", b.ID, b.On)
		}
		for _, m := range d.CareTeamMeetings {
			check("care-team meeting", m.CareTeam, m.On)
		}
		for _, m := range d.Supervision {
			check("supervision", string(m.Kind), m.On)
		}
		for _, e := range d.Episodes {
			check("referral", e.ID, e.ReferredOn)
		}
		for _, p := range d.Placements {
			if p.StartsOn.After(today) && p.Episode != "e02" {
				t.Errorf("placement %s begins on %s", p.ID, p.StartsOn)
			}
		}
		for _, c := range d.Consents {
			if c.From.After(today) {
				t.Errorf("consent %s from %s", c.ID, c.From)
			}
		}
	})
}

func TestMeetings(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		within(t, "meetings", float64(len(d.Meetings)), 1200, 1400)
		c := countOf(d, today)
		last := map[string]casework.Day{}
		for _, m := range d.Meetings {
			last[m.Episode] = m.On
			if e := c.episodes[m.Episode]; m.On.Before(e.StartedOn) || !e.EndedOn.IsZero() && m.On.After(e.EndedOn) {
				t.Errorf("meeting %s outside its episode", m.ID)
			}
		}
		silent := 0
		for _, e := range c.newest {
			if state(e, today) == casework.Active && !last[e.ID].IsZero() && today.DaysSince(last[e.ID]) >= 21 {
				silent++
			}
		}
		same(t, "silent", silent, 1)
	})
}

func TestTeamwork(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		attended := 0
		for _, m := range d.CareTeamMeetings {
			attended += len(m.Attended)
		}
		within(t, "attended", float64(attended)/float64(len(d.CareTeamMeetings)), 0.595, 0.605)
		same(t, "care teams", len(d.CareTeams), 8)

		counselled := 0
		jobs := countOf(d, today).jobStarts()
		for _, p := range jobs {
			if slices.ContainsFunc(d.Counselling, func(b interchange.Counselling) bool {
				return b.Episode == p.Episode && !b.On.After(p.StartsOn)
			}) {
				counselled++
			}
		}
		within(t, "counselled", float64(counselled)/float64(len(jobs)), 0.84, 0.86)

		total := 0
		for _, score := range d.Reviews[0].Scores {
			total += score
		}
		same(t, "review", total, 105)
		within(t, "review days ago", float64(today.DaysSince(d.Reviews[0].To)), 180, 215)
	})
}

func TestCaseloads(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		n := map[string]int{}
		for _, e := range countOf(d, today).newest {
			if state(e, today) == casework.Active {
				n[e.Coaches[len(e.Coaches)-1].ID]++
			}
		}
		same(t, "active", n, map[string]int{riikka: 19, sami: 20, tuuli: 16, sanna: 3})
	})
}

// TestNobodyIsNamedWithoutLeave: employers hear only of clients who said yes.
func TestNobodyIsNamedWithoutLeave(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		c := countOf(d, today)
		answers := map[string]casework.Consents{}
		for _, a := range d.Consents {
			answer := casework.Consent{Kind: a.Kind, Given: a.Given, Leave: a.Leave, Span: casework.Span{From: a.From, To: a.To}, WithdrawnOn: a.WithdrawnOn}
			for _, e := range a.Employers {
				answer.Employers = append(answer.Employers, employerKey(d, e))
			}
			answers[a.Client] = append(answers[a.Client], answer)
		}
		for _, v := range d.EmployerContacts {
			if v.Episode != "" && !answers[c.episodes[v.Episode].Client].EmployerAnswer(v.On).LetsName(employerKey(d, v.Employer)) {
				t.Errorf("contact %s on %s names %s", v.ID, v.On, v.Episode)
			}
		}
		for client, e := range c.newest {
			if e.StartedOn.IsZero() && len(answers[client]) > 0 {
				t.Errorf("%s waits and has answered", client)
			}
		}
	})
}

func employerKey(d *interchange.Document, id string) int64 {
	return int64(slices.IndexFunc(d.Employers, func(e interchange.Employer) bool { return e.ID == id }) + 1)
}

func TestCalendar(t *testing.T) {
	for day, want := range map[string]bool{
		"2027-12-06": false, "2027-01-01": false, "2027-03-26": false, "2027-03-28": false, "2027-03-29": false, "2027-05-06": false,
		"2026-06-19": false, "2026-11-21": false, "2026-11-23": true, "2028-02-29": true, "2026-12-23": true,
	} {
		if got := workday(casework.MustDay(day)); got != want {
			t.Errorf("%s: %v", day, got)
		}
	}
}

func BenchmarkDocument(b *testing.B) {
	today := casework.MustDay("2026-11-21")
	for b.Loop() {
		Document(today)
	}
}

func ExampleDocument() {
	d := Document(casework.MustDay("2026-11-21"))
	fmt.Println(d.County.Name.FI, len(d.Clients))
	// Output: Suvannon hyvinvointialue 95
}
