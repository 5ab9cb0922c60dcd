package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// LeadSource is where a lead was found (F8).
type LeadSource string

// The sources.
const (
	LeadVacancy  LeadSource = "vacancy"  // advertised
	LeadHidden   LeadSource = "hidden"   // never advertised (piilotyöpaikka)
	LeadEmployer LeadSource = "employer" // the employer told of it
	LeadClient   LeadSource = "client"   // the client found it
	LeadNetwork  LeadSource = "network"  // somebody whom the client or the coach knows
)

// LeadSources lists them in the order they are offered.
var LeadSources = []LeadSource{LeadVacancy, LeadHidden, LeadEmployer, LeadClient, LeadNetwork}

// LeadContract is how long the work would last.
type LeadContract string

// The contracts.
const (
	ContractPermanent LeadContract = "permanent"
	ContractFixed     LeadContract = "fixed_term"
	ContractCasual    LeadContract = "casual" // called in for shifts, or hours from zero
)

// LeadContracts lists them in the order they are offered.
var LeadContracts = []LeadContract{ContractPermanent, ContractFixed, ContractCasual}

// LeadEnd is why a lead is worked no more.
type LeadEnd string

// The ends. That the client got the work is no end to be noted: the job tells it.
const (
	LeadFilled     LeadEnd = "filled"   // somebody else got it
	LeadRefused    LeadEnd = "refused"  // the employer does not want the client
	LeadDeclined   LeadEnd = "declined" // the client does not want it
	LeadNotAllowed LeadEnd = "no_leave" // the client does not let it be worked, or the employer wants no contacts
	LeadLapsed     LeadEnd = "lapsed"   // nothing came of it
)

// LeadEnds lists them in the order they are offered.
var LeadEnds = []LeadEnd{LeadFilled, LeadRefused, LeadDeclined, LeadNotAllowed, LeadLapsed}

// Win (pieni onnistuminen) is a step of the client's that is worth being
// noticed although nobody has hired them yet.
type Win string

// The wins. An application sent and an interview are among them without being
// noted twice: see WinsOf.
const (
	WinCalled    Win = "called"      // dared to call
	WinVisited   Win = "visited"     // went there
	WinAskedHow  Win = "asked_how"   // asked how it stands
	WinFeedback  Win = "feedback"    // asked what to do better
	WinTold      Win = "told"        // told of oneself in one's own words
	WinPractised Win = "practised"   // practised the interview
	WinApplied   Win = "applied"     // of an application
	WinInterview Win = "interviewed" // of an interview held
)

// Wins lists those that are noted by themselves, in the order they are offered.
var Wins = []Win{WinCalled, WinVisited, WinAskedHow, WinTold, WinPractised, WinFeedback}

// SmallWin is a win with its day.
type SmallWin struct {
	Win Win
	On  Day
}

// Lead (työvihje) is a job that there may be at an employer, most often for one
// client. One for nobody yet is there for all the county's coaches, and says
// nothing of anybody. Where it stands is not noted but follows from what has
// happened: see State.
type Lead struct {
	Noted
	EmployerID int64
	EpisodeID  int64 // 0: for nobody yet
	On         Day   // it was found
	LeadTerms
	LeadStep
	EndedOn  Day
	EndedWhy LeadEnd
	Wins     []SmallWin
}

// LeadTerms are what is known of the job, and of how it is worked.
type LeadTerms struct {
	Source     LeadSource
	Title      string // what one would be
	Occupation string // code of four digits, or empty
	Tasks      string
	Hours      *float64     // a week; nil: not told
	Times      string       // shifts, days
	Pay        string       // as it was told
	Contract   LeadContract // empty: not told
	Place      string       // where it is, when that is not the employer's address
	StartsOn   Day
	ApplyBy    Day
	Link       string     // to the advertisement
	Fit        string     // why it fits what the client wishes; with a client only
	Mode       SearchMode // who speaks with the employer; with a client only
}

// LeadStep is what is done next, by whom and by when.
type LeadStep struct {
	Next   string
	NextOn Day
	NextBy Whose
}

// LeadNote is a lead as it is noted. Only the employer and the title are asked for.
type LeadNote struct {
	EmployerID int64
	EpisodeID  int64
	On         Day // zero: today
	LeadTerms
	LeadStep
}

const (
	maxLeadText = 1000
	stepAfter   = 7 // days until the next step, unless its day is told
)

// Grounds are what decides whether a lead may be worked: what the client has
// answered about employers, and the employer's own word.
type Grounds struct {
	Leave    Consent // zero: the client has not answered
	Employer Employer
}

// LeadStop is why an open lead may not be worked.
type LeadStop string

// The reasons. The first and the second are the client's, the third the employer's.
const (
	StopNone       LeadStop = ""
	StopNoLeave    LeadStop = "no_leave"        // the coach may not speak with employers, or not help at all
	StopOthersOnly LeadStop = "other_employers" // leave is limited to others
	StopNoContacts LeadStop = "do_not_contact"
)

// stop tells why a job may not be worked in that way on the day. What a client
// does alone nobody stops. To help in the background takes leave of some kind,
// and to speak with the employer leave to name the client there.
func (g Grounds) stop(forClient bool, mode SearchMode, on Day) LeadStop {
	switch {
	case forClient && mode == SearchSelf:
		return StopNone
	case forClient && !g.Leave.Given, forClient && mode.needsLeave() && !g.Leave.Leave.Speaks():
		return StopNoLeave
	case forClient && mode.needsLeave() && !g.Leave.LetsName(g.Employer.ID):
		return StopOthersOnly
	case g.Employer.DoNotContact.Holds(on):
		return StopNoContacts
	}
	return StopNone
}

// StoppedBy tells why an open lead may not be worked on the day; StopNone when
// it may, or is over.
func (l Lead) StoppedBy(g Grounds, on Day) LeadStop {
	if l.Withdrawn || !l.EndedOn.IsZero() {
		return StopNone
	}
	return g.stop(l.EpisodeID != 0, l.Mode, on)
}

// UsualMode is the way to work a lead that is offered first: the plan's where
// the grounds let it, else as much as they let.
func (g Grounds) UsualMode(plan SearchMode, on Day) SearchMode {
	for _, mode := range []SearchMode{plan, SearchDirect, SearchBackground} {
		if mode != "" && g.stop(true, mode, on) == StopNone {
			return mode
		}
	}
	return SearchSelf
}

// NoteLead makes a lead of a note. It refuses with problem.Invalid a note
// without an employer or a title, a day ahead, words that are none, hours
// outside 0–60, a link that is no address, an application day before the lead, a
// step without a text or before the lead, texts that are too long, and with the
// field mode a way of working that the client or the employer does not let.
func NoteLead(in LeadNote, g Grounds, today Day) (Lead, error) {
	l, f := in.lead(g.Employer, today)
	checkGrounds(&f, l, g, today)
	return l, f.Problem()
}

// CorrectLead gives a lead another text. It refuses what NoteLead does; a way of
// working that stood before stays, though it may be stopped now, and so does
// what was noted of its next step, its end and its wins.
func CorrectLead(old Lead, in LeadNote, g Grounds, today Day) (Lead, error) {
	l, f := in.lead(g.Employer, today)
	if l.EmployerID != old.EmployerID || l.Mode != old.Mode || l.EpisodeID != old.EpisodeID {
		checkGrounds(&f, l, g, today)
	}
	l.Noted, l.LeadStep, l.EndedOn, l.EndedWhy, l.Wins = old.Noted, old.LeadStep, old.EndedOn, old.EndedWhy, old.Wins
	return l, f.Problem()
}

func (in LeadNote) lead(e Employer, today Day) (Lead, problem.Fields) {
	l := Lead{EmployerID: in.EmployerID, EpisodeID: in.EpisodeID, On: in.On, LeadTerms: in.LeadTerms.tidied(in.EpisodeID != 0), LeadStep: in.LeadStep.tidied(today)}
	if l.On.IsZero() {
		l.On = today
	}
	var f problem.Fields
	if l.EmployerID == 0 {
		f.Add("employer", "contact.employer_missing")
	}
	if l.Title == "" {
		f.Add("title", "lead.title_missing")
	}
	checkDay(&f, "on", l.On, today)
	oneOf(&f, "source", l.Source, LeadSources)
	if l.Contract != "" {
		oneOf(&f, "contract", l.Contract, LeadContracts)
	}
	if l.Occupation != "" && !fourDigits(l.Occupation) {
		f.Add("occupation", "placement.occupation_digits")
	}
	if l.Hours != nil && !(*l.Hours > 0 && *l.Hours <= mostPlanned) {
		f.Add("hours", "lead.hours_range", problem.Args{"most": mostPlanned})
	}
	if !l.ApplyBy.IsZero() && l.ApplyBy.Before(l.On) {
		f.Add("apply_by", "lead.apply_by_passed")
	}
	var ok bool
	if l.Link, ok = website(in.Link); !ok {
		f.Add("link", "lead.link_wrong")
	}
	for _, text := range []struct {
		name, value string
		most        int
	}{
		{"title", l.Title, maxName}, {"tasks", l.Tasks, maxLeadText}, {"times", l.Times, maxName}, {"pay", l.Pay, maxName},
		{"place", l.Place, maxName}, {"link", l.Link, maxLeadText}, {"fit", l.Fit, maxLeadText},
	} {
		checkText(&f, text.name, text.value, text.most)
	}
	if l.EpisodeID != 0 {
		oneOf(&f, "mode", l.Mode, SearchModes)
	}
	l.LeadStep.check(&f, l.On)
	return l, f
}

func (t LeadTerms) tidied(forClient bool) LeadTerms {
	t.Source = or(t.Source, LeadVacancy)
	t.Title, t.Times, t.Pay, t.Place = oneLine(t.Title), oneLine(t.Times), oneLine(t.Pay), oneLine(t.Place)
	t.Tasks, t.Fit, t.Occupation = strings.TrimSpace(t.Tasks), strings.TrimSpace(t.Fit), strings.TrimSpace(t.Occupation)
	if !forClient {
		t.Fit, t.Mode = "", ""
	}
	return t
}

func (s LeadStep) tidied(today Day) LeadStep {
	s.Next = oneLine(s.Next)
	switch {
	case s.Next == "" && s.NextOn.IsZero():
		return LeadStep{}
	case s.NextOn.IsZero():
		s.NextOn = today.AddDays(stepAfter)
	}
	s.NextBy = or(s.NextBy, CoachsTask)
	return s
}

func (s LeadStep) check(f *problem.Fields, found Day) {
	if s == (LeadStep{}) {
		return
	}
	if s.Next == "" {
		f.Add("next", "lead.step_missing")
	}
	checkText(f, "next", s.Next, maxTask)
	oneOf(f, "next_by", s.NextBy, TaskLists)
	if s.NextOn.Before(found) {
		f.Add("next_on", "lead.step_before")
	}
}

func checkGrounds(f *problem.Fields, l Lead, g Grounds, today Day) {
	if l.EmployerID == 0 || l.EpisodeID != 0 && !slices.Contains(SearchModes, l.Mode) {
		return
	}
	switch stop := g.stop(l.EpisodeID != 0, l.Mode, today); {
	case stop == StopNone:
	case l.EpisodeID == 0:
		f.Add("employer", "lead.stop."+string(stop))
	default:
		f.Add("mode", "lead.refused."+string(stop))
	}
}

// StepNote is what is done next with a lead, or that nothing is.
type StepNote struct {
	LeadStep
	Alone bool    // the client goes on alone; the step stays as it is
	End   LeadEnd // empty: it goes on
	EndOn Day     // zero with End: today
}

// StepLead notes what is done next with a lead, that the client goes on alone, or
// ends it; one that had ended goes on again. It refuses with problem.Conflict one that was withdrawn, and
// with problem.Invalid a step without a text or before the lead, an end that is
// none, ahead or before the lead, and with the field next a step in a lead that
// is stopped.
func StepLead(l Lead, in StepNote, g Grounds, today Day) (Lead, error) {
	if l.Withdrawn {
		return l, problem.New(problem.Conflict, "lead.withdrawn_already")
	}
	var f problem.Fields
	changed := l
	changed.EndedOn, changed.EndedWhy = Day{}, ""
	if in.End != "" {
		changed.LeadStep, changed.EndedWhy, changed.EndedOn = LeadStep{}, in.End, in.EndOn
		if in.EndOn.IsZero() {
			changed.EndedOn = today
		}
		oneOf(&f, "end", in.End, LeadEnds)
		checkDay(&f, "end_on", changed.EndedOn, today)
		if changed.EndedOn.Before(l.On) {
			f.Add("end_on", "lead.end_before")
		}
		return changed, f.Problem()
	}
	if in.Alone && l.EpisodeID != 0 {
		changed.Mode = SearchSelf
		return changed, nil
	}
	changed.LeadStep = in.LeadStep.tidied(today)
	changed.LeadStep.check(&f, l.On)
	if changed.Next == "" {
		f.Add("next", "lead.step_missing")
	}
	if stop := changed.StoppedBy(g, today); stop != StopNone {
		f.Add("next", "lead.stop."+string(stop))
	}
	return changed, f.Problem()
}

// NoteWin adds a small win to a lead; one that is there already changes nothing.
// It refuses with problem.Conflict a lead that was withdrawn or is nobody's, and
// with problem.Invalid a word that is none and a day ahead or before the lead.
func NoteWin(l Lead, w SmallWin, today Day) (Lead, error) {
	if l.Withdrawn {
		return l, problem.New(problem.Conflict, "lead.withdrawn_already")
	}
	if l.EpisodeID == 0 {
		return l, problem.New(problem.Conflict, "lead.nobodys")
	}
	if w.On.IsZero() {
		w.On = today
	}
	var f problem.Fields
	oneOf(&f, "win", w.Win, Wins)
	checkDay(&f, "on", w.On, today)
	if w.On.Before(l.On) {
		f.Add("on", "lead.win_before")
	}
	if err := f.Problem(); err != nil || slices.Contains(l.Wins, w) {
		return l, err
	}
	l.Wins = append(slices.Clone(l.Wins), w)
	return l, nil
}

// LeadState is where a lead stands.
type LeadState string

// The states, in the order a lead goes through them.
const (
	LeadNew         LeadState = "new"
	LeadInTouch     LeadState = "in_touch" // the employer was contacted for the client
	LeadApplied     LeadState = "applied"
	LeadInterviewed LeadState = "interview" // one is agreed, or was held
	LeadOffered     LeadState = "offer"
	LeadGot         LeadState = "got"  // the client works there, or will
	LeadOver        LeadState = "over" // nothing comes of it
)

// Open tells whether there is still something to be done.
func (s LeadState) Open() bool { return s != LeadGot && s != LeadOver }

// LeadFacts are what has happened round leads: records that have nothing to do
// with one may be among them.
type LeadFacts struct {
	Contacts     []EmployerContact
	Applications []Application
	Placements   []Placement
}

// State tells where the lead stands. A job of the client's with the employer
// that began after the lead was found is what it led to.
func (l Lead) State(h LeadFacts) LeadState {
	state := LeadNew
	for _, c := range h.Contacts {
		if l.EpisodeID != 0 && c.EpisodeID == l.EpisodeID && c.EmployerID == l.EmployerID && !c.Withdrawn && !c.On.Before(l.On) {
			state = LeadInTouch
		}
	}
	if newest, ok := NewestApplication(l, h.Applications); ok {
		state = newest.leadState()
	}
	for _, p := range h.Placements {
		if l.EpisodeID != 0 && p.EpisodeID == l.EpisodeID && p.EmployerID == l.EmployerID && !p.Withdrawn && !p.StartsOn.Before(l.On) {
			return LeadGot
		}
	}
	if !l.EndedOn.IsZero() {
		return LeadOver
	}
	return state
}

// WinsOf lists what the client has dared in a lead, the oldest first: the wins
// that were noted, the applications sent and the interviews held by the day.
func WinsOf(l Lead, applications []Application, on Day) []SmallWin {
	all := slices.Clone(l.Wins)
	for _, a := range applications {
		if a.LeadID != l.ID || a.Withdrawn {
			continue
		}
		all = append(all, SmallWin{WinApplied, a.On})
		if !a.InterviewOn.IsZero() && !a.InterviewOn.After(on) && a.Result != ResultDeclined {
			all = append(all, SmallWin{WinInterview, a.InterviewOn})
		}
	}
	slices.SortStableFunc(all, func(a, b SmallWin) int { return a.On.Compare(b.On) })
	return all
}

// Unplaced leaves out where the lead is, for those who may not know where the
// client may be found.
func (l Lead) Unplaced() Lead {
	l.EmployerID, l.Link, l.Place = 0, "", ""
	return l
}

// ForNobody leaves of a lead what it says of the job, and nothing of the client.
func (l Lead) ForNobody() Lead {
	l.EpisodeID, l.Fit, l.Mode, l.LeadStep, l.Wins = 0, "", "", LeadStep{}, nil
	return l
}

// Unwritten leaves out what was written of the client.
func (l Lead) Unwritten() Lead {
	l.Fit, l.Next = "", ""
	return l
}
