package casework

import (
	"regexp"
	"slices"
	"strings"

	"sijoita/problem"
)

// Interest is what somebody of a care unit answered when they were asked about
// work (F23).
type Interest string

// The answers.
const (
	WantsNow     Interest = "wants_now"
	WantsLater   Interest = "later"
	WantsUnsure  Interest = "unsure"
	WantsNot     Interest = "no"
	WorksAlready Interest = "working"
	Studies      Interest = "studying"
)

// Interests lists them in the order they are offered.
var Interests = []Interest{WantsNow, WantsLater, WantsUnsure, WantsNot, WorksAlready, Studies}

// AskAgain is after how many months somebody who gave the answer is asked again,
// unless another day is agreed: sooner who thinks about it, and everybody at
// least once a year (criterion 10: half-yearly or yearly, as care plans are
// reviewed).
func (i Interest) AskAgain() int {
	switch i {
	case WantsNow:
		return 1
	case WantsLater, WantsUnsure:
		return 3
	case WorksAlready, Studies:
		return 12
	}
	return 6
}

// FewestListed is how many must stand on a care team's list before its counts are
// told outside the care team: of fewer they would tell of persons.
const FewestListed = 5

// askedAtMost is after how many months everybody is to be asked again.
const askedAtMost = 12

// UnitClient is somebody on a care team's own list of work interest. Who it is
// the care team alone knows: the list holds a mark of the team's own choosing,
// such as initials or a number, and never a name.
type UnitClient struct {
	Noted
	CareTeamID int64
	Mark       string // empty: taken out of a document that names nobody
	Span              // on the list
	ReferralID int64  // that was made of an answer, with the client's consent; 0: none
	Answers    []InterestAnswer
}

// InterestAnswer is one answer, the later ones last.
type InterestAnswer struct {
	On       Day
	Interest Interest
	Told     bool // of the service
	Meet     bool // wants to meet a coach
	InPlan   bool // written into the care plan
	NextOn   Day  // when to ask again
	StaffID  int64
}

const (
	maxMark       = 12
	mostAddedOnce = 200
)

// identityNumber is what a henkilötunnus looks like, also begun.
var identityNumber = regexp.MustCompile(`\d{6}[-+A-FU-Y]\d`)

// ListUnitClients puts people on a care team's list by their marks, one a line.
// A mark that is on the list already stays as it is. It refuses with
// problem.Invalid no mark at all, more than can be added at once, one that is
// too long for a mark, and what looks like an identity number.
func ListUnitClients(careTeam int64, lines string, there []UnitClient, today Day) ([]UnitClient, error) {
	var added []UnitClient
	var f problem.Fields
	for _, line := range strings.Split(lines, "\n") {
		mark := oneSpaced(line)
		if mark == "" || markTaken(mark, slices.Concat(there, added), today) {
			continue
		}
		if checkMark(&f, "marks", mark); f.Problem() != nil {
			return nil, f.Problem()
		}
		added = append(added, UnitClient{CareTeamID: careTeam, Mark: mark, Span: Span{From: today}})
	}
	switch {
	case strings.TrimSpace(lines) == "":
		f.Add("marks", "interest.mark_missing")
	case len(added) > mostAddedOnce:
		f.Add("marks", "interest.too_many", problem.Args{"most": mostAddedOnce})
	}
	if err := f.Problem(); err != nil {
		return nil, err
	}
	return added, nil
}

func checkMark(f *problem.Fields, name, mark string) {
	switch {
	case identityNumber.MatchString(strings.ToUpper(mark)):
		f.Add(name, "interest.identity_number")
	case len([]rune(mark)) > maxMark:
		f.Add(name, "interest.mark_long", problem.Args{"mark": beginning(mark), "most": maxMark})
	}
}

// beginning is as much of a mark that is too long as tells which line is meant.
func beginning(mark string) string {
	const enough = 2 * maxMark
	if runes := []rune(mark); len(runes) > enough {
		return string(runes[:enough]) + "…"
	}
	return mark
}

// markTaken tells whether somebody is on the list under the mark.
func markTaken(mark string, there []UnitClient, on Day) bool {
	return slices.ContainsFunc(there, func(c UnitClient) bool {
		return c.Present(on) && strings.EqualFold(c.Mark, mark)
	})
}

// InterestNote is an answer as it is noted. Only the answer is asked for.
type InterestNote struct {
	On       Day // zero: today
	Interest Interest
	Told     bool
	Meet     bool
	InPlan   bool
	NextOn   Day // zero: as AskAgain says
	StaffID  int64
}

// AnswerInterest notes what somebody on the list answered; another answer of the
// same day takes the place of the first. It refuses with problem.Conflict
// somebody who is not on the list any more, and with problem.Invalid no answer, a
// day ahead or before they came to the list, and a next asking that is not after
// the answer or more than a year away.
func AnswerInterest(c UnitClient, note InterestNote, today Day) (UnitClient, error) {
	if !c.Present(today) {
		return c, problem.New(problem.Conflict, "interest.off_list")
	}
	a := InterestAnswer{On: orToday(note.On, today), Interest: note.Interest, Told: note.Told, Meet: note.Meet, InPlan: note.InPlan, NextOn: note.NextOn, StaffID: note.StaffID}
	if a.NextOn.IsZero() {
		a.NextOn = a.On.AddMonths(a.Interest.AskAgain())
	}
	var f problem.Fields
	oneOf(&f, "interest", a.Interest, Interests)
	checkDay(&f, "on", a.On, today)
	if a.On.Before(c.From) {
		f.Add("on", "interest.before_list", problem.Args{"on": c.From})
	}
	switch {
	case !a.NextOn.After(a.On):
		f.Add("next_on", "interest.next_past")
	case a.NextOn.After(a.On.AddMonths(askedAtMost)):
		f.Add("next_on", "interest.next_far")
	}
	if err := f.Problem(); err != nil {
		return c, err
	}
	answers := slices.DeleteFunc(slices.Clone(c.Answers), func(b InterestAnswer) bool { return b.On == a.On })
	place, _ := slices.BinarySearchFunc(answers, a, func(x, y InterestAnswer) int { return x.On.Compare(y.On) })
	c.Answers = slices.Insert(answers, place, a)
	return c, nil
}

// LeaveUnit takes somebody off the list: today is the day they leave. It refuses with problem.Conflict who
// is not on it.
func LeaveUnit(c UnitClient, today Day) (UnitClient, error) {
	if !c.Present(today) {
		return c, problem.New(problem.Conflict, "interest.off_list")
	}
	c.To = today
	return c, nil
}

// CorrectUnitClient gives somebody on the list another mark, or other days on
// it; a last day takes them off. It refuses with problem.Invalid what
// ListUnitClients refuses of a mark, a mark that somebody else has, a first day
// after the first answer or ahead, and a last day before the first or ahead.
func CorrectUnitClient(c UnitClient, mark string, on Span, others []UnitClient, today Day) (UnitClient, error) {
	others = slices.DeleteFunc(slices.Clone(others), func(o UnitClient) bool { return o.ID == c.ID })
	c.Mark, c.Span = oneSpaced(mark), on
	var f problem.Fields
	switch {
	case c.Mark == "":
		f.Add("mark", "interest.mark_missing")
	case markTaken(c.Mark, others, today):
		f.Add("mark", "interest.mark_taken", problem.Args{"mark": c.Mark})
	default:
		checkMark(&f, "mark", c.Mark)
	}
	checkDay(&f, "from", c.From, today)
	if len(c.Answers) > 0 && c.Answers[0].On.Before(c.From) {
		f.Add("from", "interest.answered_before", problem.Args{"on": c.Answers[0].On})
	}
	if !c.To.IsZero() {
		checkDay(&f, "to", c.To, today)
		if c.To.Before(c.From) {
			f.Add("to", "interest.left_before", problem.Args{"on": c.From})
		}
	}
	return c, f.Problem()
}

// Present tells whether somebody is on the list at the end of the day: who leaves
// it on the day is not.
func (c UnitClient) Present(on Day) bool { return !c.Withdrawn && c.Holds(on) && c.To != on }

// AnswerOn is the newest answer that was given by the day, and whether there is one.
func (c UnitClient) AnswerOn(on Day) (found InterestAnswer, ok bool) {
	for _, a := range c.Answers {
		if !a.On.After(on) {
			found, ok = a, true
		}
	}
	return found, ok
}

// AskedOn tells whether somebody has been asked within the last year.
func (c UnitClient) AskedOn(on Day) bool {
	a, ok := c.AnswerOn(on)
	return ok && a.On.After(on.AddMonths(-askedAtMost))
}

// DueOn tells whether somebody is to be asked: never asked, or asked so that the
// next day has come. Who was referred is asked in the service.
func (c UnitClient) DueOn(on Day) bool {
	a, ok := c.AnswerOn(on)
	return c.ReferralID == 0 && (!ok || !a.NextOn.After(on))
}

// ProposedOn tells whether somebody wants to work now or to meet a coach, and
// was not referred yet.
func (c UnitClient) ProposedOn(on Day) bool {
	a, ok := c.AnswerOn(on)
	return ok && c.ReferralID == 0 && (a.Interest == WantsNow || a.Meet)
}
