package casework

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sijoita/problem"
)

// MeetingKind is what a meeting was for.
type MeetingKind string

// The kinds (F16), in the interchange's words.
const (
	MeetingFirst         MeetingKind = "first_meeting"
	MeetingProfile       MeetingKind = "profile"
	MeetingJobSearch     MeetingKind = "job_search"
	MeetingSupportAtWork MeetingKind = "support_at_work"
	MeetingFollowAlong   MeetingKind = "follow_along"
	MeetingBenefits      MeetingKind = "benefits"
	MeetingThreeParty    MeetingKind = "three_party"
	MeetingNetwork       MeetingKind = "network"
	MeetingOutreach      MeetingKind = "outreach"
	MeetingOther         MeetingKind = "other"
)

// MeetingKinds lists them in the order they are offered.
var MeetingKinds = []MeetingKind{
	MeetingFirst, MeetingProfile, MeetingJobSearch, MeetingSupportAtWork, MeetingFollowAlong, MeetingBenefits, MeetingThreeParty,
	MeetingNetwork, MeetingOutreach, MeetingOther,
}

// Place is where a meeting was held.
type Place string

// The places (F2), in the interchange's words.
const (
	PlaceOffice    Place = "office"
	PlaceCareUnit  Place = "care_unit"
	PlaceHome      Place = "home"
	PlaceWorkplace Place = "workplace"
	PlaceCommunity Place = "community"
	PlaceRemote    Place = "remote"
)

// Places lists them in the order they are offered.
var Places = []Place{PlaceCommunity, PlaceOffice, PlaceCareUnit, PlaceWorkplace, PlaceHome, PlaceRemote}

// MeetingChannel is how a client was met.
type MeetingChannel string

// The channels, in the interchange's words.
const (
	MeetingFaceToFace MeetingChannel = "face_to_face"
	MeetingByPhone    MeetingChannel = "phone"
	MeetingByVideo    MeetingChannel = "video"
	MeetingByMessage  MeetingChannel = "message"
)

// MeetingChannels lists them in the order they are offered.
var MeetingChannels = []MeetingChannel{MeetingFaceToFace, MeetingByPhone, MeetingByVideo, MeetingByMessage}

// Manner is the place and the channel of a meeting asked in one question: the
// place of a meeting face to face, else the channel.
type Manner string

// Manners lists them in the order they are offered.
var Manners = []Manner{
	Manner(PlaceCommunity), Manner(PlaceOffice), Manner(PlaceCareUnit), Manner(PlaceWorkplace), Manner(PlaceHome),
	Manner(MeetingByPhone), Manner(MeetingByVideo), Manner(MeetingByMessage),
}

// MannerOf is the one word for a place and a channel.
func MannerOf(place Place, channel MeetingChannel) Manner {
	if channel == MeetingFaceToFace {
		return Manner(place)
	}
	return Manner(channel)
}

// Split gives the place and the channel that a manner stands for.
func (m Manner) Split() (Place, MeetingChannel) {
	if slices.Contains(MeetingChannels, MeetingChannel(m)) {
		return PlaceRemote, MeetingChannel(m)
	}
	return Place(m), MeetingFaceToFace
}

// TimeOfDay is a time by the clock in Helsinki, such as 14:30; empty: not told.
type TimeOfDay string

// ParseTimeOfDay reads a time as people type it: 14:30, 14.30, 9:05 or 9.
func ParseTimeOfDay(s string) (TimeOfDay, bool) {
	s = strings.Replace(strings.TrimSpace(s), ".", ":", 1)
	if !strings.Contains(s, ":") {
		s += ":00"
	}
	at, err := time.Parse("15:04", s)
	if err != nil {
		return "", false
	}
	return TimeOfDay(at.Format("15:04")), true
}

// MetWith lists, in the order they are offered, who may be at a meeting beside
// those of the service, who are its staff.
var MetWith = []Attendant{ClientPresent, EmployerPresent, CareWorkerPresent, PartnerPresent, RelativePresent, GuardianPresent}

// Going is how a client gets on, as it was seen in a meeting (F12a).
type Going string

// The answers.
const (
	GoingWell   Going = "well"
	GoingWorry  Going = "worry"
	GoingCrisis Going = "crisis"
)

// Goings lists them in the order they are offered.
var Goings = []Going{GoingWell, GoingWorry, GoingCrisis}

// ToTell tells whether it is something that the care team is to know.
func (g Going) ToTell() bool { return g == GoingWorry || g == GoingCrisis }

// Meeting (tapaaminen) was held with or for a client, face to face or not. A
// call to a client who waits in the queue is one too.
type Meeting struct {
	Noted
	EpisodeID int64
	On        Day
	At        TimeOfDay
	Minutes   int // 0: not told
	Staff     []int64
	Place     Place
	Channel   MeetingChannel
	Kind      MeetingKind
	Text      string // what was talked about: a case note
	Seen
}

// Seen is what is noted of a meeting beside when, where and what for. All of it
// may be left open.
type Seen struct {
	Present      []Attendant   // beside those of the service
	Topics       []SupportNeed // what was gone through, in a word
	Going        Going         // empty: not told
	CareTeamTold bool
}

// Round is which three-way meeting one was, by who was there with client and
// coach.
type Round string

// The meetings.
const (
	RoundCare Round = "care" // the care team (kolmikantaneuvottelu)
	RoundWork Round = "work" // the employer (kolmikantatapaaminen)
	RoundFour Round = "four" // the employer, and the care team or another partner
)

// Round tells which three-way meeting the meeting was; empty when it was none,
// or who was there is not told.
func (m Meeting) Round() Round {
	there := func(a Attendant) bool { return slices.Contains(m.Present, a) }
	switch {
	case m.Kind != MeetingThreeParty:
		return ""
	case there(EmployerPresent) && (there(CareWorkerPresent) || there(PartnerPresent)):
		return RoundFour
	case there(EmployerPresent):
		return RoundWork
	case there(CareWorkerPresent):
		return RoundCare
	}
	return ""
}

// MeetingNote is what is noted of a meeting that was held. UsualMeeting gives
// all but the day and the staff, so that one is noted in three taps.
type MeetingNote struct {
	EpisodeID int64
	On        Day // zero: today
	At        TimeOfDay
	Minutes   int
	Staff     []int64
	Place     Place
	Channel   MeetingChannel
	Kind      MeetingKind
	Text      string
	Seen
}

const (
	maxMinutes  = 12 * 60
	maxCaseNote = 4000
	maxWhere    = 200
)

// LogMeeting makes a meeting of a note. It refuses with problem.Invalid a note
// without a client or staff, a day ahead, more than twelve hours, a text over
// 4,000 characters, and words that are not in their lists.
func LogMeeting(note MeetingNote, today Day) (Meeting, error) {
	if note.On.IsZero() {
		note.On = today
	}
	var f problem.Fields
	if note.EpisodeID == 0 {
		f.Add("client", "meeting.client_missing")
	}
	if len(note.Staff) == 0 {
		f.Add("staff", "meeting.staff_missing")
	}
	checkDay(&f, "on", note.On, today)
	if note.Minutes < 0 || note.Minutes > maxMinutes {
		f.Add("minutes", "meeting.minutes", problem.Args{"most": maxMinutes})
	}
	checkManner(&f, note.Place, note.Channel)
	oneOf(&f, "kind", note.Kind, MeetingKinds)
	checkText(&f, "text", note.Text, maxCaseNote)
	allOf(&f, "present", note.Present, Attendants)
	allOf(&f, "topics", note.Topics, SupportNeeds)
	maybeOneOf(&f, "going", note.Going, Goings)
	if err := f.Problem(); err != nil {
		return Meeting{}, err
	}
	return Meeting{
		EpisodeID: note.EpisodeID, On: note.On, At: note.At, Minutes: note.Minutes, Staff: note.Staff,
		Place: note.Place, Channel: note.Channel, Kind: note.Kind, Text: strings.TrimSpace(note.Text), Seen: note.Seen,
	}, nil
}

// checkManner refuses a place or a channel that is not in its list, beside the
// one question that asks for both.
func checkManner(f *problem.Fields, place Place, channel MeetingChannel) {
	if !slices.Contains(Places, place) || !slices.Contains(MeetingChannels, channel) {
		f.Add("manner", "problem.choose")
	}
}

// UsualMeeting is what a meeting with the client of the episode is likely to
// be: as the last one was. A first meeting is held once; one who waits in the
// queue is called.
//
// What was done since then turns it: turns has the kind of meeting that follows
// from each.
func UsualMeeting(e Episode, held []Meeting, turns []Turn, today Day) MeetingNote {
	if !e.StateOn(today).Started() {
		return MeetingNote{Place: PlaceRemote, Channel: MeetingByPhone, Kind: MeetingOther}
	}
	var last Meeting
	for _, m := range held {
		if !m.Withdrawn && !m.On.Before(e.StartedOn) && m.Kind != MeetingOutreach && m.On.After(last.On) {
			last = m
		}
	}
	usual := MeetingNote{Place: last.Place, Channel: last.Channel, Kind: KindAfter(last.Kind)}
	switch last.Kind {
	case "":
		usual = MeetingNote{Place: PlaceCareUnit, Channel: MeetingFaceToFace, Kind: MeetingFirst}
	case MeetingBenefits, MeetingThreeParty, MeetingNetwork: // now and then; what goes on between them is the work itself
		usual.Kind = usualKind(held, e.StartedOn, last.Kind)
	}
	turned := last.On
	for _, t := range turns {
		if !t.On.After(today) && !t.On.Before(turned) {
			usual.Kind, turned = t.Kind, t.On
		}
	}
	return usual
}

// Turn is a day on which the work with a client turned to something else.
type Turn struct {
	On   Day
	Kind MeetingKind // of the meetings after it
}

// KindAfter is what the meeting agreed on in one of the kind is for: after the
// first comes the profile, else it goes on.
func KindAfter(kind MeetingKind) MeetingKind {
	if kind == MeetingFirst {
		return MeetingProfile
	}
	return kind
}

// usualKind is the newest kind of meeting that comes week by week.
func usualKind(held []Meeting, from Day, otherwise MeetingKind) MeetingKind {
	kind, on := otherwise, Day{}
	for _, m := range held {
		switch m.Kind {
		case MeetingProfile, MeetingJobSearch, MeetingSupportAtWork, MeetingFollowAlong:
			if !m.Withdrawn && !m.On.Before(from) && m.On.After(on) {
				kind, on = m.Kind, m.On
			}
		}
	}
	return kind
}

// PlannedMeeting (sovittu tapaaminen) is agreed with a client for a day to
// come. Once held it names the meeting that was noted of it.
type PlannedMeeting struct {
	Noted
	EpisodeID   int64
	On          Day
	At          TimeOfDay
	Place       Place
	Channel     MeetingChannel
	Where       string // the place by its name, as it was agreed
	Kind        MeetingKind
	Staff       []int64
	CancelledOn Day
	HeldAs      int64 // the meeting noted of it; 0: none
}

// Waits tells whether the meeting is still to be held or to be noted.
func (p PlannedMeeting) Waits() bool {
	return !p.Withdrawn && p.CancelledOn.IsZero() && p.HeldAs == 0
}

// Compare orders planned meetings by day and time; one without a time comes
// first on its day.
func (p PlannedMeeting) Compare(o PlannedMeeting) int {
	return cmp.Or(p.On.Compare(o.On), cmp.Compare(p.At, o.At), cmp.Compare(p.ID, o.ID))
}

// MeetingPlan is what is agreed of a meeting to come.
type MeetingPlan struct {
	EpisodeID int64
	On        Day
	At        TimeOfDay
	Place     Place
	Channel   MeetingChannel
	Where     string
	Kind      MeetingKind
	Staff     []int64
}

// PlanMeeting makes a planned meeting. It refuses with problem.Invalid a plan
// without a client, staff or a day, a day that has passed, a place over 200
// characters, and words that are not in their lists.
func PlanMeeting(plan MeetingPlan, today Day) (PlannedMeeting, error) {
	var f problem.Fields
	if plan.EpisodeID == 0 {
		f.Add("client", "meeting.client_missing")
	}
	if len(plan.Staff) == 0 {
		f.Add("staff", "meeting.staff_missing")
	}
	switch {
	case plan.On.IsZero():
		f.Add("on", "problem.day_missing")
	case plan.On.Before(today):
		f.Add("on", "meeting.plan_passed")
	}
	checkManner(&f, plan.Place, plan.Channel)
	oneOf(&f, "kind", plan.Kind, MeetingKinds)
	checkText(&f, "where", plan.Where, maxWhere)
	if err := f.Problem(); err != nil {
		return PlannedMeeting{}, err
	}
	return PlannedMeeting{
		EpisodeID: plan.EpisodeID, On: plan.On, At: plan.At, Place: plan.Place, Channel: plan.Channel,
		Where: strings.TrimSpace(plan.Where), Kind: plan.Kind, Staff: plan.Staff,
	}, nil
}

// ReplanMeeting agrees on another day, time or place for a planned meeting. It
// refuses as PlanMeeting does, and with problem.Conflict when the meeting has
// been cancelled or held.
func ReplanMeeting(p PlannedMeeting, plan MeetingPlan, today Day) (PlannedMeeting, error) {
	if err := p.checkWaits(); err != nil {
		return p, err
	}
	plan.EpisodeID = p.EpisodeID
	changed, err := PlanMeeting(plan, today)
	if err != nil {
		return p, err
	}
	changed.Noted = p.Noted
	return changed, nil
}

// CancelMeeting calls a planned meeting off. It refuses with problem.Conflict
// when the meeting has been held or was called off before.
func CancelMeeting(p PlannedMeeting, today Day) (PlannedMeeting, error) {
	if err := p.checkWaits(); err != nil {
		return p, err
	}
	p.CancelledOn = today
	return p, nil
}

// HoldMeeting ties a planned meeting to the one that was noted of it. It
// refuses with problem.Conflict when it was called off or noted before.
func HoldMeeting(p PlannedMeeting, meeting int64) (PlannedMeeting, error) {
	if err := p.checkWaits(); err != nil {
		return p, err
	}
	p.HeldAs = meeting
	return p, nil
}

func (p PlannedMeeting) checkWaits() error {
	switch {
	case p.HeldAs != 0:
		return problem.New(problem.Conflict, "meeting.held_already")
	case !p.Waits():
		return problem.New(problem.Conflict, "meeting.was_cancelled")
	}
	return nil
}

// Note (muistiinpano) is a case note of a client that is tied to no meeting.
type Note struct {
	Noted
	EpisodeID int64
	On        Day
	Text      string
}

// WriteNote makes a case note; no day is today. It refuses with
// problem.Invalid a note without a client or a text, a day ahead and a text
// over 4,000 characters.
func WriteNote(note Note, today Day) (Note, error) {
	if note.On.IsZero() {
		note.On = today
	}
	note.Text = strings.TrimSpace(note.Text)
	var f problem.Fields
	if note.EpisodeID == 0 {
		f.Add("client", "meeting.client_missing")
	}
	checkDay(&f, "on", note.On, today)
	if note.Text == "" {
		f.Add("text", "meeting.note_missing")
	}
	checkText(&f, "text", note.Text, maxCaseNote)
	return note, f.Problem()
}
