package casework

import (
	"fmt"
	"slices"
	"strings"

	"sijoita/problem"
)

// GroupKinds are the kinds of notes of the service that are meetings of a group
// (F18, F19 and process.md §6), in the order they are offered.
var GroupKinds = []ServiceNoteKind{JointGroup, PeerGroup, SteeringMeeting, RootingGroup, WorkingParty}

// IsGroup tells whether a note of the kind is a meeting of a group.
func (k ServiceNoteKind) IsGroup() bool {
	for _, group := range GroupKinds {
		if k == group {
			return true
		}
	}
	return false
}

// GroupWay is how a group met.
type GroupWay string

// The ways.
const (
	GroupOnSpot GroupWay = "on_spot"
	GroupRemote GroupWay = "remote" // on Teams and the like
)

// GroupWays lists them in the order they are offered.
var GroupWays = []GroupWay{GroupOnSpot, GroupRemote}

// GroupMeeting is what is told of a meeting of a group beside what every note of
// the service tells (F18, F19). Nothing of it has to be told.
type GroupMeeting struct {
	Way          GroupWay // empty: not told
	Place        string
	Theme        string
	Led          []int64      // of those of ours who were there, who led
	Attendees    []Attendee   // who came, of a group of professionals
	Phases       []PhaseCount // who came, of the peer group: never who they are
	Cost         *Cents       // of the peer group
	Feedback     string       // of the peer group
	Agenda       string
	Observations string // on differences between municipalities
	Decisions    string
	Wishes       string // for the next meeting; of the peer group the clients'
	NextOn       Day    // zero: not agreed
}

// Attendee is one line of who came to a group of professionals.
type Attendee struct {
	Organisation string
	Municipality string // code; empty: none of one
	Role         string
	Count        int
}

// PhaseCount is how many of a phase of coaching came to the peer group.
type PhaseCount struct {
	Phase PhaseKey
	Count int
}

// MostAttendees is how many lines of who came a meeting has at most.
const MostAttendees = 40

// maxCost is in cents; more is a slip of the finger.
const maxCost = 10_000_00

// Came is how many came to a group's meeting: as it was told, else what the
// lines of who came add up to; nil when neither is known.
func (n ServiceNote) Came() *int {
	if sum := n.listed(); n.Present == nil && sum > 0 {
		return &sum
	}
	return n.Present
}

// listed is what the lines of who came add up to.
func (n ServiceNote) listed() (sum int) {
	for _, a := range n.Attendees {
		sum += a.Count
	}
	for _, p := range n.Phases {
		sum += p.Count
	}
	return sum
}

// asGroup puts in order what is told of a meeting of a group and notes what is
// wrong with it. The peer group is of clients: who they were is not kept, and
// what it cost and how it was liked is asked of no other.
func (n ServiceNote) asGroup(f *problem.Fields) ServiceNote {
	g := n.GroupMeeting
	g.Place, g.Theme, g.Feedback = oneLine(g.Place), oneLine(g.Theme), strings.TrimSpace(g.Feedback)
	g.Agenda, g.Observations, g.Decisions, g.Wishes = strings.TrimSpace(g.Agenda), strings.TrimSpace(g.Observations), strings.TrimSpace(g.Decisions), strings.TrimSpace(g.Wishes)
	if n.Kind == PeerGroup {
		g.Attendees, g.Observations = nil, ""
		g.Phases = phaseCounts(f, g.Phases)
	} else {
		g.Phases, g.Cost, g.Feedback = nil, nil, ""
		g.Attendees = attendees(f, g.Attendees)
	}
	n.Staff, g.Led = withLeaders(n.Staff, g.Led)
	if g.Way != "" {
		oneOf(f, "way", g.Way, GroupWays)
	}
	checkText(f, "place", g.Place, maxName)
	checkText(f, "theme", g.Theme, maxName)
	if g.Cost != nil && (*g.Cost < 0 || *g.Cost > maxCost) {
		f.Add("cost", "group.cost")
	}
	for _, text := range []struct{ name, text string }{{"feedback", g.Feedback}, {"agenda", g.Agenda}, {"observations", g.Observations},
		{"decisions", g.Decisions}, {"wishes", g.Wishes}} {
		checkText(f, text.name, text.text, maxTeamText)
	}
	if !g.NextOn.IsZero() && !g.NextOn.After(n.On) {
		f.Add("next_on", "group.next_before")
	}
	n.GroupMeeting = g
	if sum := n.listed(); n.Present != nil && *n.Present < sum {
		f.Add("present", "group.present_less", problem.Args{"n": sum})
	}
	return n
}

// withLeaders counts who led among those who were there, once each.
func withLeaders(there, led []int64) (staff, leaders []int64) {
	add := func(all []int64, id int64) []int64 {
		for _, one := range all {
			if one == id {
				return all
			}
		}
		return append(all, id)
	}
	for _, id := range there {
		staff = add(staff, id)
	}
	for _, id := range led {
		staff, leaders = add(staff, id), add(leaders, id)
	}
	return staff, leaders
}

// attendees keeps the lines in which something is told. One without a number is
// of one person.
func attendees(f *problem.Fields, all []Attendee) []Attendee {
	var kept []Attendee
	for i, a := range all {
		a.Organisation, a.Role = oneLine(a.Organisation), oneLine(a.Role)
		if a == (Attendee{}) {
			continue
		}
		if a.Count == 0 {
			a.Count = 1
		}
		kept = append(kept, a)
		at := fmt.Sprintf("attendee-%d-", i)
		if a.Organisation == "" {
			f.Add(at+"organisation", "group.organisation_missing")
		}
		checkText(f, at+"organisation", a.Organisation, maxName)
		checkText(f, at+"role", a.Role, maxName)
		checkPeople(f, at+"count", &a.Count)
		if _, known := MunicipalityNames(a.Municipality); a.Municipality != "" && !known {
			f.Add(at+"municipality", "problem.choose")
		}
	}
	if len(kept) > MostAttendees {
		f.Add("attendee-0-organisation", "group.too_many_lines", problem.Args{"most": MostAttendees})
	}
	return kept
}

// phaseCounts keeps the phases of which somebody came, in their order.
func phaseCounts(f *problem.Fields, all []PhaseCount) []PhaseCount {
	var kept []PhaseCount
	for _, phase := range Phases {
		for _, p := range all {
			if p.Phase != phase || p.Count == 0 {
				continue
			}
			checkPeople(f, "phase-"+string(phase), &p.Count)
			kept = append(kept, p)
		}
	}
	return kept
}

// GroupActionState is how far an action of a group has come.
type GroupActionState string

// The states.
const (
	GroupActionOpen    GroupActionState = "open"
	GroupActionDone    GroupActionState = "done"
	GroupActionDropped GroupActionState = "dropped" // it need not be done
)

// GroupAction (ryhmän toimi) is what a meeting of a group agreed to be done
// (F19), by one of ours or by somebody outside.
type GroupAction struct {
	Noted
	NoteID       int64 // the meeting
	What         string
	Municipality string // code of where; empty: in all of them
	StaffID      int64  // who of ours does it; 0: see Who
	Who          string // somebody outside, as people call them
	DueOn        Day    // zero: no day was agreed
	State        GroupActionState
	ClosedOn     Day    // done or dropped; zero while it is open
	Outcome      string // what came of it; of one that was dropped why
}

// Open tells whether the action is still to be done.
func (a GroupAction) Open() bool { return !a.Withdrawn && a.State == GroupActionOpen }

// Late tells whether the day by which it was to be done has passed.
func (a GroupAction) Late(today Day) bool {
	return a.Open() && !a.DueOn.IsZero() && a.DueOn.Before(today)
}

// OpenAt tells whether the action was still to be done when the day began.
func (a GroupAction) OpenAt(day Day) bool {
	return !a.Withdrawn && (a.ClosedOn.IsZero() || !a.ClosedOn.Before(day))
}

// AgreeAction checks an action of a meeting that was held on the day; it is open
// unless told otherwise. It refuses with problem.Invalid one without what is
// done, both of ours and outside, a day before the meeting, and texts that are
// too long.
func AgreeAction(a GroupAction, held Day) (GroupAction, error) {
	a.What, a.Who, a.Outcome = strings.TrimSpace(a.What), oneLine(a.Who), strings.TrimSpace(a.Outcome)
	if a.State == "" {
		a.State = GroupActionOpen
	}
	var f problem.Fields
	if a.What == "" {
		f.Add("what", "group.what_missing")
	}
	checkText(&f, "what", a.What, maxTask)
	if _, known := MunicipalityNames(a.Municipality); a.Municipality != "" && !known {
		f.Add("municipality", "problem.choose")
	}
	if a.StaffID != 0 && a.Who != "" {
		f.Add("who", "group.who_both")
	}
	checkText(&f, "who", a.Who, maxName)
	if !a.DueOn.IsZero() && a.DueOn.Before(held) {
		f.Add("due_on", "group.due_before")
	}
	checkText(&f, "outcome", a.Outcome, maxPractise)
	return a, f.Problem()
}

// CloseAction notes an action as done on the day.
func CloseAction(a GroupAction, on Day) GroupAction {
	a.State, a.ClosedOn = GroupActionDone, on
	return a
}

// ReopenAction takes back that an action was done or dropped.
func ReopenAction(a GroupAction) GroupAction {
	a.State, a.ClosedOn, a.Outcome = GroupActionOpen, Day{}, ""
	return a
}

// DropAction notes that an action need not be done, and why. It refuses with
// problem.Invalid no reason, and one that is too long.
func DropAction(a GroupAction, why string, on Day) (GroupAction, error) {
	var f problem.Fields
	a.State, a.ClosedOn, a.Outcome = GroupActionDropped, on, strings.TrimSpace(why)
	if a.Outcome == "" {
		f.Add("outcome", "group.why_missing")
	}
	checkText(&f, "outcome", a.Outcome, maxPractise)
	return a, f.Problem()
}

// LastMeeting is the group's meeting before a day, withdrawn ones apart; the bool
// is false when there was none. Of two on one day the one that was noted later
// is the last.
func LastMeeting(notes []ServiceNote, kind ServiceNoteKind, before Day) (last ServiceNote, found bool) {
	for _, n := range notes {
		if !n.Withdrawn && n.Kind == kind && n.On.Before(before) && (!found || !n.On.Before(last.On)) {
			last, found = n, true
		}
	}
	return last, found
}

// FirstLate sorts actions by the day by which they are to be done, so that what
// is late comes first and what has no day last.
func FirstLate(actions []GroupAction) []GroupAction {
	sorted := slices.Clone(actions)
	slices.SortStableFunc(sorted, func(a, b GroupAction) int {
		if a.DueOn.IsZero() != b.DueOn.IsZero() {
			if a.DueOn.IsZero() {
				return 1
			}
			return -1
		}
		return a.DueOn.Compare(b.DueOn)
	})
	return sorted
}
