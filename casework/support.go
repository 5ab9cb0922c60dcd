package casework

import (
	"strings"

	"sijoita/problem"
)

// SupportPlace is where a client is supported when they have a job (F11).
type SupportPlace string

// The places.
const (
	SupportAtWork  SupportPlace = "at_work"
	SupportOutside SupportPlace = "outside" // of the workplace, where the employer does not see it
	SupportByPhone SupportPlace = "phone"
)

// SupportPlaces lists them in the order they are offered.
var SupportPlaces = []SupportPlace{SupportAtWork, SupportOutside, SupportByPhone}

// SupportNeed is a matter with which a client is supported (F11).
type SupportNeed string

// The matters.
const (
	NeedTasks       SupportNeed = "tasks"
	NeedCoping      SupportNeed = "coping"
	NeedRoutine     SupportNeed = "routine"
	NeedTravel      SupportNeed = "travel"
	NeedInteraction SupportNeed = "interaction"
	NeedFeedback    SupportNeed = "feedback"
	NeedMoney       SupportNeed = "money"
	NeedMedication  SupportNeed = "medication"
)

// SupportNeeds lists them in the order they are offered.
var SupportNeeds = []SupportNeed{NeedTasks, NeedCoping, NeedRoutine, NeedTravel, NeedInteraction, NeedFeedback, NeedMoney, NeedMedication}

// Adaptation (työn muokkaus) is how a job is fitted to a person (F10).
type Adaptation string

// The adaptations. Working time is the commonest.
const (
	AdaptHours     Adaptation = "hours"
	AdaptDuties    Adaptation = "duties"
	AdaptInduction Adaptation = "induction"
	AdaptPair      Adaptation = "pair"
	AdaptBreaks    Adaptation = "breaks"
	AdaptSpace     Adaptation = "space"
	AdaptAid       Adaptation = "aid"
)

// Adaptations lists them in the order they are offered.
var Adaptations = []Adaptation{AdaptHours, AdaptDuties, AdaptInduction, AdaptPair, AdaptBreaks, AdaptSpace, AdaptAid}

// SupportChange is why a support plan took the place of another.
type SupportChange string

// The reasons. That support thins because all goes well is the step-down.
const (
	SupportThins        SupportChange = "thins"
	SupportGrows        SupportChange = "grows"
	ChangedTerms        SupportChange = "terms" // other hours, duties or people at work
	ChangedHealth       SupportChange = "well_being"
	ChangedOtherSupport SupportChange = "other"
)

// SupportChanges lists them in the order they are offered.
var SupportChanges = []SupportChange{SupportThins, SupportGrows, ChangedTerms, ChangedHealth, ChangedOtherSupport}

// SupportPlan (tukisuunnitelma) is what is agreed of the support in a job, a
// work trial or studies (F11): who does what, how often they are in touch, and
// what is done when the client fares worse. A change is a plan of another day:
// the earlier ones stay as they were.
type SupportPlan struct {
	Noted
	EpisodeID   int64
	PlacementID int64
	On          Day
	SupportTerms
}

// SupportTerms are what a support plan says.
type SupportTerms struct {
	FirstDay     string // where it begins, who is along
	Places       []SupportPlace
	Rhythm       Cadences
	Needs        []SupportNeed
	CoachDoes    string
	ClientDoes   string
	EmployerDoes string // who shows the work, when feedback is given
	CareTeamDoes string
	OthersDo     string // people close to the client
	Adaptations  []Adaptation
	Adapted      string // how, in words
	EarlySigns   string // by which the client and others see that it goes worse
	Helps        string
	Call         string // who is called then, a line each
	EmployerTold string // what the employer may be told then, word for word
	Limits       string // hours or pay that are not to be passed
	ReviewOn     Day
	Agreed       bool          // the client agrees with it
	Changed      SupportChange // empty: the first, or not told
}

// SupportNote is what is noted of a support plan. The day, a place of support
// and whom to call are asked for; the rest where there is something to say.
type SupportNote struct {
	On Day
	SupportTerms
}

const (
	maxSupportText = 1000
	supportAhead   = 30 // days after which a support plan is looked at again, unless another day is agreed
)

// PlanSupport makes a support plan for a placement in an episode. It refuses
// with problem.Conflict when the episode is over or the placement withdrawn, and
// with problem.Invalid a missing day or one ahead or before the referral, no
// place of support, nobody to call, words that are none, a review that is not
// after the plan, and texts over 1,000 characters.
func PlanSupport(e Episode, p Placement, in SupportNote, today Day) (SupportPlan, error) {
	if err := p.open(); err != nil {
		return SupportPlan{}, err
	}
	if over := e.Over(); !over.IsZero() {
		return SupportPlan{}, stands("on", "episode.has_ended", over)
	}
	return in.plan(e, p.ID, today)
}

// CorrectSupport gives a support plan another text. It refuses what PlanSupport
// refuses as invalid.
func CorrectSupport(old SupportPlan, e Episode, in SupportNote, today Day) (SupportPlan, error) {
	changed, err := in.plan(e, old.PlacementID, today)
	if err != nil {
		return old, err
	}
	changed.Noted = old.Noted
	return changed, nil
}

func (in SupportNote) plan(e Episode, placement int64, today Day) (SupportPlan, error) {
	p := SupportPlan{EpisodeID: e.ID, PlacementID: placement, On: in.On, SupportTerms: in.tidied()}
	var f problem.Fields
	checkDay(&f, "on", p.On, today)
	if !p.On.IsZero() && p.On.Before(e.ReferredOn) {
		f.Add("on", "suitability.before_referral", problem.Args{"on": e.ReferredOn})
	}
	if len(p.Places) == 0 {
		f.Add("places", "support.place_missing")
	}
	allOf(&f, "places", p.Places, SupportPlaces)
	allOf(&f, "needs", p.Needs, SupportNeeds)
	allOf(&f, "adaptations", p.Adaptations, Adaptations)
	for stage, c := range p.Rhythm.all() {
		oneOf(&f, string(stage), c, CadenceWords)
	}
	if p.Call == "" {
		f.Add("call", "support.call_missing")
	}
	for name, text := range p.texts() {
		checkText(&f, name, *text, maxSupportText)
	}
	if !p.On.IsZero() && !p.ReviewOn.After(p.On) {
		f.Add("review_on", "plan.review_past")
	}
	if p.Changed != "" {
		oneOf(&f, "changed", p.Changed, SupportChanges)
	}
	if err := f.Problem(); err != nil {
		return SupportPlan{}, err
	}
	return p, nil
}

// texts yields the plan's free texts by the names of their fields.
func (t *SupportTerms) texts() func(yield func(string, *string) bool) {
	return func(yield func(string, *string) bool) {
		for _, one := range []struct {
			name string
			text *string
		}{
			{"first_day", &t.FirstDay}, {"coach_does", &t.CoachDoes}, {"client_does", &t.ClientDoes}, {"employer_does", &t.EmployerDoes},
			{"care_team_does", &t.CareTeamDoes}, {"others_do", &t.OthersDo}, {"adapted", &t.Adapted}, {"early_signs", &t.EarlySigns},
			{"helps", &t.Helps}, {"call", &t.Call}, {"employer_told", &t.EmployerTold}, {"limits", &t.Limits},
		} {
			if !yield(one.name, one.text) {
				return
			}
		}
	}
}

// tidied trims the texts and fills in what is not asked for.
func (in SupportNote) tidied() SupportTerms {
	t := in.SupportTerms
	for _, text := range t.texts() {
		*text = strings.TrimSpace(*text)
	}
	t.Rhythm = t.Rhythm.filled()
	if t.ReviewOn.IsZero() && !in.On.IsZero() {
		t.ReviewOn = in.On.AddDays(supportAhead)
	}
	return t
}

// SupportOn is the plan that holds for a placement on a day: the newest that was
// made by then and stands. One made before the first day holds from its making.
// The bool is false when there is none.
func SupportOn(all []SupportPlan, placement int64, on Day) (found SupportPlan, ok bool) {
	for _, p := range all {
		if p.PlacementID == placement && !p.Withdrawn && !p.On.After(on) && (!ok || p.newer(found)) {
			found, ok = p, true
		}
	}
	return found, ok
}

func (p SupportPlan) newer(o SupportPlan) bool {
	return p.On.After(o.On) || p.On == o.On && p.ID > o.ID
}
