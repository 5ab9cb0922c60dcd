package casework

import (
	"strings"

	"sijoita/problem"
)

// PartnerTalk (yhteys kumppaniin) is one talk with somebody of the client's
// network: employment services, Kela, a pension company, a social worker, a
// guardian, a relative. It is held by the client's leave, in the matters that
// the leave names.
type PartnerTalk struct {
	Noted
	EpisodeID   int64
	SupporterID int64 // with whom, of the network map
	On          Day
	At          TimeOfDay
	Minutes     int // 0: not told
	Place       Place
	Channel     MeetingChannel
	ByID        int64  // who of the staff was there
	WithClient  bool   // the client was there too
	Present     string // who else, by what they are
	Matter      string // what was talked about
	Agreed      string // what was agreed: who does what, and by when
	NextOn      Day    // when they talk again; zero: not agreed
}

// PartnerNote is what is noted of it.
type PartnerNote struct {
	On         Day // zero: today
	At         TimeOfDay
	Minutes    int
	Place      Place
	Channel    MeetingChannel
	WithClient bool
	Present    string
	Matter     string
	Agreed     string
	NextOn     Day
}

const maxPresent = 300

// MeetPartner makes a meeting with a partner of a note. It refuses with
// problem.Conflict a partner whom the client does not let us speak with on the
// day of the meeting, and with problem.Invalid a day ahead or before the
// referral, more than twelve hours, places and channels that are none, a next
// day that is not after the meeting, a note that tells neither the matter nor
// what was agreed, and texts that are too long.
func MeetPartner(e Episode, s Supporter, consents Consents, in PartnerNote, today Day) (PartnerTalk, error) {
	m, err := in.meeting(e, today)
	switch {
	case err != nil:
		return m, err
	case !s.Reachable(consents, m.On):
		return PartnerTalk{}, problem.New(problem.Conflict, "partner.no_leave").With("on", m.On)
	}
	m.SupporterID = s.ID
	return m, nil
}

// CorrectPartnerTalk gives a meeting another text; with whom it was stays.
// It refuses what MeetPartner refuses as invalid.
func CorrectPartnerTalk(m PartnerTalk, e Episode, in PartnerNote, today Day) (PartnerTalk, error) {
	changed, err := in.meeting(e, today)
	if err != nil {
		return m, err
	}
	changed.Noted, changed.SupporterID, changed.ByID = m.Noted, m.SupporterID, m.ByID
	return changed, nil
}

func (in PartnerNote) meeting(e Episode, today Day) (PartnerTalk, error) {
	m := PartnerTalk{
		EpisodeID: e.ID, On: in.On, At: in.At, Minutes: in.Minutes, Place: in.Place, Channel: in.Channel, WithClient: in.WithClient,
		Present: oneLine(in.Present), Matter: strings.TrimSpace(in.Matter), Agreed: strings.TrimSpace(in.Agreed), NextOn: in.NextOn,
	}
	if m.On.IsZero() {
		m.On = today
	}
	var f problem.Fields
	checkSinceReferral(&f, m.On, e, today)
	if m.Minutes < 0 || m.Minutes > maxMinutes {
		f.Add("minutes", "meeting.minutes", problem.Args{"most": maxMinutes})
	}
	checkManner(&f, m.Place, m.Channel)
	if m.Matter == "" && m.Agreed == "" {
		f.Add("agreed", "partner.nothing_told")
	}
	checkText(&f, "present", m.Present, maxPresent)
	checkText(&f, "matter", m.Matter, maxWords)
	checkText(&f, "agreed", m.Agreed, maxWords)
	if !m.NextOn.IsZero() && !m.NextOn.After(m.On) {
		f.Add("next_on", "partner.next_before")
	}
	if err := f.Problem(); err != nil {
		return PartnerTalk{}, err
	}
	return m, nil
}
