package outcomes

import "sijoita/casework"

// GroupPractice is how often a group is known to meet where the service has been
// tried. It is the practice of the sources, not a rule of law.
type GroupPractice struct {
	PerYear     int // at least so many times a year; 0: not told
	MostPerYear int // and at most, where a source tells both
	EveryMonths int // or once in so many months; 0: not told
}

// Known tells whether any source says how often.
func (p GroupPractice) Known() bool { return p != GroupPractice{} }

// groupPractices are as Kainuu (peer and joint group), Ostrobothnia (rooting) and
// Kanta-Häme (working party) have done; process.md §6. Of the steering group none
// says.
var groupPractices = map[casework.ServiceNoteKind]GroupPractice{
	casework.PeerGroup:    {PerYear: 4},
	casework.JointGroup:   {EveryMonths: 2},
	casework.RootingGroup: {PerYear: 3, MostPerYear: 4},
	casework.WorkingParty: {EveryMonths: 1},
}

// GroupRhythm is how often a group has met, beside how often it is the practice
// to meet.
type GroupRhythm struct {
	Kind     casework.ServiceNoteKind
	Last     casework.Day // zero: no meeting is known
	ThisYear int          // meetings of the day's year, by the day
	NextOn   casework.Day // agreed by the last one, and not passed; zero: none
	Practice GroupPractice
	Behind   bool // longer ago than it is the practice
}

// GroupRhythmOf tells how often a group has met by the day. Withdrawn meetings
// count nowhere.
func GroupRhythmOf(notes []casework.ServiceNote, kind casework.ServiceNoteKind, on casework.Day) GroupRhythm {
	r := GroupRhythm{Kind: kind, Practice: groupPractices[kind]}
	for _, n := range notes {
		if !n.Withdrawn && n.Kind == kind && !n.On.After(on) && n.On.Time().Year() == on.Time().Year() {
			r.ThisYear++
		}
	}
	last, found := casework.LastMeeting(notes, kind, on.AddDays(1))
	if !found {
		return r
	}
	r.Last = last.On
	if !last.NextOn.Before(on) {
		r.NextOn = last.NextOn
	}
	r.Behind = r.Practice.EveryMonths > 0 && on.After(last.On.AddMonths(r.Practice.EveryMonths))
	return r
}
