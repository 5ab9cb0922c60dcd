package casework

import (
	"math"
	"strings"

	"sijoita/problem"
)

// SearchMode is how client and coach go to employers (F5).
type SearchMode string

// The modes.
const (
	SearchDirect     SearchMode = "direct"     // the coach speaks with employers for the client
	SearchBackground SearchMode = "background" // the coach helps, and employers do not hear of the coach
	SearchTogether   SearchMode = "together"
	SearchSelf       SearchMode = "self" // the client searches alone for now
)

// SearchModes lists them in the order they are offered.
var SearchModes = []SearchMode{SearchDirect, SearchTogether, SearchBackground, SearchSelf}

// needsLeave tells whether the coach speaks with employers of the client.
func (m SearchMode) needsLeave() bool { return m == SearchDirect || m == SearchTogether }

// Disclosure (kertominen työpaikalla, F14) is how much employers are told of
// the client's health and of the service.
type Disclosure string

// The answers. Not to have decided yet is a normal one.
const (
	DiscloseUndecided Disclosure = "undecided"
	DiscloseNothing   Disclosure = "nothing"
	DiscloseSome      Disclosure = "some"
	DiscloseAll       Disclosure = "all"
)

// Disclosures lists them in the order they are offered.
var Disclosures = []Disclosure{DiscloseUndecided, DiscloseNothing, DiscloseSome, DiscloseAll}

// speaks tells whether something is said, for which words are agreed.
func (d Disclosure) speaks() bool { return d == DiscloseSome || d == DiscloseAll }

// PlanChange is why a plan took the place of another.
type PlanChange string

// The reasons.
const (
	ChangedByWork      PlanChange = "work"       // what was learnt in work or on a visit
	ChangedMind        PlanChange = "mind"       // the client wants something else
	ChangedNoPlaces    PlanChange = "no_places"  // there are no such jobs
	ChangedByWellbeing PlanChange = "well_being" // how the client is
	ChangedOtherwise   PlanChange = "other"
)

// PlanChanges lists them in the order they are offered.
var PlanChanges = []PlanChange{ChangedByWork, ChangedMind, ChangedNoPlaces, ChangedByWellbeing, ChangedOtherwise}

// Plan (työnhakusuunnitelma) is what client and coach have agreed on for the
// search of work (F5), with what employers are told (F14). A change of plan is
// a plan of another day: the earlier ones stay as they were.
type Plan struct {
	Noted
	EpisodeID int64
	On        Day
	PlanTerms
}

// PlanTerms are what a plan says.
type PlanTerms struct {
	Goal      string // in the client's own words
	Jobs      string // which jobs are looked for, the first wish first
	MinHours  *int   // a week; nil: not told
	MaxHours  *int
	Times     string // which days, what time of day
	Area      string // where, how far from home
	MustHave  string
	MustAvoid string
	Mode      SearchMode
	Told      Disclosure
	Sentence  string     // that may be said, word for word
	NotSaid   string     // what must not be
	ReviewOn  Day        // when it is looked at together again
	Changed   PlanChange // empty: the first, or not told
}

// PlanNote is what is noted of a plan. Only the day, the goal and the mode are
// asked for; the sentence where something is said.
type PlanNote struct {
	On Day
	PlanTerms
}

// BeginPlan is what the first plan begins with: what the profile knows of the
// wish, the hours and the place, and which jobs are wanted and not wanted, so
// that nobody writes it twice.
func BeginPlan(answers ProfileAnswers, wishes []Wish) PlanTerms {
	text := func(question string) string {
		a, _ := answers.Present(question)
		if !a.Tells() {
			return ""
		}
		return a.Answer
	}
	terms := PlanTerms{Goal: text("goal_now"), Area: text("area")}
	if a, _ := answers.Present("hours"); a.Tells() {
		if hours, known := a.Number(); known {
			most := int(math.Ceil(hours))
			terms.MaxHours = &most
		}
	}
	var wanted, avoided []string
	for _, w := range wishes {
		switch {
		case !w.Holds():
		case w.Wanted:
			wanted = append(wanted, w.Words)
		default:
			avoided = append(avoided, w.Words)
		}
	}
	terms.Jobs, terms.MustAvoid = strings.Join(wanted, "\n"), strings.Join(avoided, "\n")
	return terms
}

const (
	maxPlanText = 1000
	maxSentence = 500
	mostPlanned = 60 // hours a week
	reviewAfter = 91 // days after which a plan is looked at again, unless another day is agreed
)

// MakePlan makes a plan in an episode. It refuses with problem.Conflict when the
// episode is over, and with problem.Invalid a day before the referral or after
// today, no goal, words that are none, hours outside 0–60 or turned round,
// something that is said without the words for it, a review that is not after
// the plan, and texts that are too long.
func MakePlan(e Episode, in PlanNote, today Day) (Plan, error) {
	switch {
	case !e.EndedOn.IsZero():
		return Plan{}, stands("on", "episode.has_ended", e.EndedOn)
	case e.StartedOn.IsZero() && !e.CancelledOn.IsZero():
		return Plan{}, stands("on", "episode.was_cancelled", e.CancelledOn)
	}
	return in.plan(e, today)
}

// CorrectPlan gives a plan another text. It refuses what MakePlan refuses as
// invalid.
func CorrectPlan(p Plan, e Episode, in PlanNote, today Day) (Plan, error) {
	changed, err := in.plan(e, today)
	if err != nil {
		return p, err
	}
	changed.Noted = p.Noted
	return changed, nil
}

func (in PlanNote) plan(e Episode, today Day) (Plan, error) {
	p := Plan{EpisodeID: e.ID, On: in.On, PlanTerms: in.tidied()}
	var f problem.Fields
	checkDay(&f, "on", p.On, today)
	if !p.On.IsZero() && p.On.Before(e.ReferredOn) {
		f.Add("on", "suitability.before_referral", problem.Args{"on": e.ReferredOn})
	}
	if p.Goal == "" {
		f.Add("goal", "plan.goal_missing")
	}
	for _, text := range []struct {
		name, value string
		most        int
	}{
		{"goal", p.Goal, maxPlanText}, {"jobs", p.Jobs, maxPlanText}, {"times", p.Times, maxPlanText}, {"area", p.Area, maxPlanText},
		{"must_have", p.MustHave, maxPlanText}, {"must_avoid", p.MustAvoid, maxPlanText}, {"sentence", p.Sentence, maxSentence}, {"not_said", p.NotSaid, maxPlanText},
	} {
		checkText(&f, text.name, text.value, text.most)
	}
	checkWeek(&f, p.MinHours, p.MaxHours)
	oneOf(&f, "mode", p.Mode, SearchModes)
	oneOf(&f, "told", p.Told, Disclosures)
	if p.Told.speaks() && p.Sentence == "" {
		f.Add("sentence", "plan.sentence_missing")
	}
	if !p.ReviewOn.After(p.On) && !p.On.IsZero() {
		f.Add("review_on", "plan.review_past")
	}
	if p.Changed != "" {
		oneOf(&f, "changed", p.Changed, PlanChanges)
	}
	if err := f.Problem(); err != nil {
		return Plan{}, err
	}
	return p, nil
}

// tidied leaves out what belongs to another answer, and fills in what is not asked for.
func (in PlanNote) tidied() PlanTerms {
	t := in.PlanTerms
	for _, text := range []*string{&t.Goal, &t.Jobs, &t.Times, &t.Area, &t.MustHave, &t.MustAvoid, &t.Sentence, &t.NotSaid} {
		*text = strings.TrimSpace(*text)
	}
	if t.Told == "" {
		t.Told = DiscloseUndecided
	}
	if !t.Told.speaks() {
		t.Sentence = ""
	}
	if t.ReviewOn.IsZero() && !in.On.IsZero() {
		t.ReviewOn = in.On.AddDays(reviewAfter)
	}
	return t
}

func checkWeek(f *problem.Fields, least, most *int) {
	outside := func(hours *int) bool { return hours != nil && (*hours < 0 || *hours > mostPlanned) }
	switch {
	case outside(least):
		f.Add("min_hours", "plan.hours_range", problem.Args{"most": mostPlanned})
	case outside(most):
		f.Add("max_hours", "plan.hours_range", problem.Args{"most": mostPlanned})
	case least != nil && most != nil && *least > *most:
		f.Add("max_hours", "plan.hours_turned")
	}
}

// PlanOn is the plan that holds on a day: the newest that was made by then and
// stands. The bool is false when there is none.
func PlanOn(all []Plan, on Day) (found Plan, ok bool) {
	for _, p := range all {
		if !p.Withdrawn && !p.On.After(on) && (!ok || p.newer(found)) {
			found, ok = p, true
		}
	}
	return found, ok
}

func (p Plan) newer(o Plan) bool { return p.On.After(o.On) || p.On == o.On && p.ID > o.ID }

// WantsLeave tells that the plan has the coach speak with employers although
// the client has not given leave for it.
func (p Plan) WantsLeave(leave EmployerLeave) bool { return p.Mode.needsLeave() && !leave.Speaks() }
