package outcomes

import (
	"sijoita/casework"
)

// PhaseState tells where a phase stands on a day.
type PhaseState int

// The states of a phase. Phases overlap and go back: several may be now.
const (
	PhaseAhead PhaseState = iota
	PhaseDone
	PhaseNow
)

// Phase is one phase of one episode: when the first deed of it was done and
// whether it is still going on. It is found from what was done, never kept.
type Phase struct {
	Key   casework.PhaseKey
	State PhaseState
	From  casework.Day // of its first deed; zero: nothing of it was done yet
	Days  int          // that have passed since From; 0 while it is ahead
}

// Phases finds the five phases of an episode on the day from the client's
// meetings, contacts and placements: coming in from the referral, the profile
// from the first meeting for it, job search from the first meeting for it or
// the first employer met for the client, agreement from the first work trial
// or three-way meeting, support from the first day of a paid job.
//
// The phase that is now is the furthest one begun; job search comes back when
// the last job has ended, and nothing is now when the episode has ended.
func Phases(e casework.Episode, meetings []casework.Meeting, contacts []casework.EmployerContact,
	placements []casework.Placement, on casework.Day) []Phase {
	if e.ReferredOn.IsZero() {
		return nil
	}
	first := firsts{day: on, list: map[casework.PhaseKey]casework.Day{}}
	first.note(casework.PhaseComingIn, e.ReferredOn)
	for _, m := range meetings {
		if m.EpisodeID == e.ID && !m.Withdrawn {
			first.note(phaseOfMeeting(m.Kind), m.On)
		}
	}
	for _, c := range contacts {
		if c.EpisodeID == e.ID && !c.Withdrawn {
			first.note(casework.PhaseJobSearch, c.On)
		}
	}
	working := false
	for _, p := range placements {
		if p.EpisodeID != e.ID || p.Withdrawn {
			continue
		}
		if p.Kind == casework.Employment {
			first.note(casework.PhaseSupport, p.StartsOn)
			working = working || p.RunsOn(on)
		} else {
			first.note(casework.PhaseAgreement, p.StartsOn)
		}
	}
	return first.phases(now(e, first.list, working, on))
}

func phaseOfMeeting(kind casework.MeetingKind) casework.PhaseKey {
	switch kind {
	case casework.MeetingProfile:
		return casework.PhaseProfile
	case casework.MeetingJobSearch:
		return casework.PhaseJobSearch
	case casework.MeetingThreeParty:
		return casework.PhaseAgreement
	case casework.MeetingSupportAtWork:
		return casework.PhaseSupport
	}
	return "" // the other kinds belong to any phase
}

// firsts keeps the first day of each phase by the day asked for.
type firsts struct {
	day  casework.Day
	list map[casework.PhaseKey]casework.Day
}

func (f firsts) note(key casework.PhaseKey, on casework.Day) {
	if key == "" || on.After(f.day) {
		return
	}
	if had, there := f.list[key]; !there || on.Before(had) {
		f.list[key] = on
	}
}

// now is the phase an episode is in; empty when it has ended or was cancelled.
func now(e casework.Episode, first map[casework.PhaseKey]casework.Day, working bool, on casework.Day) casework.PhaseKey {
	switch state := e.StateOn(on); {
	case state == casework.Queue:
		return casework.PhaseComingIn
	case !state.Started() || state == casework.Ended:
		return ""
	case working:
		return casework.PhaseSupport
	}
	present := casework.PhaseComingIn
	for _, key := range casework.Phases {
		if _, begun := first[key]; begun {
			present = key
		}
	}
	if present == casework.PhaseSupport { // the job has ended: back to the search, without a new referral
		return casework.PhaseJobSearch
	}
	return present
}

func (f firsts) phases(present casework.PhaseKey) []Phase {
	list := make([]Phase, len(casework.Phases))
	for i, key := range casework.Phases {
		p := Phase{Key: key, From: f.list[key]}
		if !p.From.IsZero() {
			p.State, p.Days = PhaseDone, f.day.DaysSince(p.From)
		}
		if key == present {
			p.State = PhaseNow
		}
		list[i] = p
	}
	return list
}
