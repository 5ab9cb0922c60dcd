package outcomes

import (
	"math"

	"sijoita/casework"
)

// counting gathers the rows of every number in one pass over the records. A
// number is how many rows it has, so that the two cannot differ.
type counting struct {
	Records
	from, on  casework.Day
	rows      map[string][]Row
	left      map[string][]Left
	people    []*person                  // in the order of their first episodes
	byClient  map[int64]*person          // the same
	episodes  map[int64]casework.Episode // of the programme, the withdrawn ones too
	teams     map[int64]bool             // of the programme
	careTeams map[int64]string           // what they are called outside
	coaches   map[int64]*coach

	// of the outcomes alone
	waits     map[string][]spell   // by what was waited for
	hoursTold []float64            // of the job starts
	reasons   []*string            // why episodes ended, each once
	groups    map[string][]*string // the keys of each list's groups
}

// RowsOf gives the records behind a number, as many as the number says. A
// number is named by its place in the report (see Figures), that of a coach, a
// municipality or a care team with its id: coaches.c1.active,
// municipalities.205.started (null: not known), care_teams.k1.referred. The
// numbers of Outcomes are named in the same way: flows.started,
// tenure.13w.numerator, age_groups.25_to_34.rates.quarterly.numerator. It is
// false for what is no such number.
func RowsOf(r Records, figure string, from, on casework.Day) ([]Row, bool) {
	t := count(r, from, on)
	if _, ok := t.rows[figure]; !ok {
		t.countOutcomes()
	}
	rows, ok := t.rows[figure]
	return rows, ok
}

// LeftOut gives the records that one might look for behind a number and that
// are not in it, each with the reason. What merely lies outside the period is
// not among them.
func LeftOut(r Records, figure string, from, on casework.Day) []Left {
	t := count(r, from, on)
	if _, ok := t.rows[figure]; !ok {
		t.countOutcomes()
	}
	return t.left[figure]
}

func count(r Records, from, on casework.Day) *counting {
	if from.IsZero() {
		from = r.Programme.StartsOn
	}
	t := &counting{Records: r}
	t.empty(from, on)
	t.readTeams()
	t.readCoaches()
	t.readPeople()
	t.countPeople()
	t.countPlaces()
	t.countContacts()
	return t
}

// empty sets the period and forgets what was counted in another.
func (t *counting) empty(from, on casework.Day) {
	t.from, t.on = from, on
	t.rows, t.left = make(map[string][]Row), make(map[string][]Left)
	t.open(Figures...)
	t.open(FlowReferred, FlowStarted, FlowEnded)
}

func (t *counting) readTeams() {
	t.teams = make(map[int64]bool)
	for _, team := range t.Teams {
		if team.ProgrammeID == t.Programme.ID {
			t.teams[team.ID] = true
		}
	}
	t.careTeams = make(map[int64]string, len(t.CareTeams))
	for _, c := range t.CareTeams {
		t.careTeams[c.ID] = c.Outward()
	}
}

// open makes numbers known before they have a row.
func (t *counting) open(figures ...string) {
	for _, figure := range figures {
		if t.rows[figure] == nil {
			t.rows[figure] = []Row{}
		}
	}
}

func (t *counting) add(row Row, figures ...string) {
	for _, figure := range figures {
		t.rows[figure] = append(t.rows[figure], row)
	}
}

func (t *counting) addIf(counts bool, row Row, figures ...string) {
	if counts {
		t.add(row, figures...)
	}
}

func (t *counting) leave(row Row, why Reason, figures ...string) {
	for _, figure := range figures {
		t.left[figure] = append(t.left[figure], Left{Row: row, Reason: why})
	}
}

// inPeriod tells whether a flow of the day counts.
func (t *counting) inPeriod(d casework.Day) bool { return !d.Before(t.from) && !d.After(t.on) }

func (t *counting) n(figure string) int { return len(t.rows[figure]) }

func (t *counting) rate(key string) Rate {
	return rateOf(t.n(Numerator(key)), t.n(Denominator(key)))
}

func rateOf(num, den int) Rate {
	return Rate{Numerator: Count(num), Denominator: Count(den), Value: share(float64(num), float64(den))}
}

// share divides and rounds; nil when there is nothing to divide by.
func share(num, den float64) *float64 {
	if den == 0 {
		return nil
	}
	value := rounded(num / den)
	return &value
}

func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }
