package casework

import (
	"slices"
	"time"
)

// NoticeKind is what somebody is told of at once.
type NoticeKind string

// The kinds (process.md §4).
const (
	NoticeGotWork          NoticeKind = "got_work"
	NoticeFaresWorse       NoticeKind = "fares_worse"
	NoticeReferralAsked    NoticeKind = "referral_asked" // a care team is asked to write one
	NoticeReferralCame     NoticeKind = "referral_came"
	NoticeReferralReceived NoticeKind = "referral_received"
	NoticeReferralReturned NoticeKind = "referral_returned"
	NoticeReferralDropped  NoticeKind = "referral_dropped" // it was asked for and will not be written
	NoticeConsentWithdrawn NoticeKind = "consent_withdrawn"
	NoticeHandedOver       NoticeKind = "handed_over"
	NoticeCareMessage      NoticeKind = "care_message" // between a care team and the coaches, about a client
)

// NoticeKinds lists them.
var NoticeKinds = []NoticeKind{
	NoticeGotWork, NoticeFaresWorse, NoticeReferralAsked, NoticeReferralCame, NoticeReferralReceived, NoticeReferralReturned,
	NoticeReferralDropped, NoticeConsentWithdrawn, NoticeHandedOver, NoticeCareMessage,
}

// Notice (ilmoitus) tells one of the staff of something that happened to a
// client. It holds no case text: what it tells of is read where it stands, by
// those who may read it then.
type Notice struct {
	ID       int64
	UID      UID
	StaffID  int64 // who is told
	Kind     NoticeKind
	ClientID int64
	About    UID    // the record that it tells of
	Detail   string // a word of the kind: of a withdrawn consent its kind, of a hand-over the queue when nobody coached before, of a message which way it goes
	ByID     int64  // who did what it tells of
	At       int64  // Unix microseconds
	ReadAt   int64  // Unix microseconds; 0: not yet
}

// Happening is what a notice is made of.
type Happening struct {
	Kind       NoticeKind
	ClientID   int64
	About      UID
	Detail     string
	ByID       int64
	TeamID     int64
	CareTeamID int64   // on the day; 0: none
	Coaches    []int64 // on the day, and of a hand-over who coached before
	ReferrerID int64   // 0: nobody is named
	OwnNurseID int64   // is answered beside the referrer; 0: nobody is named
}

// audience says who of those around a client a kind is for.
type audience struct{ coaches, leaders, careTeam, referrer bool }

var toldOf = map[NoticeKind]audience{
	NoticeGotWork:          {coaches: true, leaders: true, careTeam: true},
	NoticeFaresWorse:       {coaches: true, careTeam: true},
	NoticeReferralAsked:    {careTeam: true},
	NoticeReferralCame:     {coaches: true, leaders: true},
	NoticeReferralReceived: {referrer: true},
	NoticeReferralReturned: {referrer: true},
	NoticeReferralDropped:  {coaches: true},
	NoticeConsentWithdrawn: {coaches: true},
	NoticeHandedOver:       {coaches: true, careTeam: true},
	NoticeCareMessage:      {coaches: true, careTeam: true}, // of these the side that it goes to
}

// ToTell lists who of the staff is told of it, in their order: never the one
// who did it, nor anybody whose role does not hold on the day. A referral is
// answered to who wrote it and to the own nurse; where nobody is named, or they
// work in the care team no more, to the care team. That leave to tell the care team was taken back is
// told to the care team too. A message is told to the side that it goes to. Of a team that nobody leads the coaches are told
// what its leader would be.
func (h Happening) ToTell(staff []Staff, on Day) []int64 {
	to := toldOf[h.Kind]
	if h.Kind == NoticeConsentWithdrawn && h.Detail == string(ConsentCareTeam) {
		to.careTeam = true
	}
	if h.Kind == NoticeCareMessage {
		to = audience{coaches: h.Detail == string(ToCoaches), careTeam: h.Detail == string(ToCareTeam)}
	}
	if to.referrer && !slices.ContainsFunc(staff, func(s Staff) bool { return h.answers(s) && s.worksToday(on) }) {
		to.careTeam = true
	}
	led := Led(staff, h.TeamID, on)
	var all []int64
	for _, s := range staff {
		if s.ID != h.ByID && s.worksToday(on) && h.tells(to, s, led, on) {
			all = append(all, s.ID)
		}
	}
	return all
}

func (h Happening) tells(to audience, s Staff, led bool, on Day) bool {
	if to.coaches && slices.Contains(h.Coaches, s.ID) || to.referrer && h.answers(s) {
		return true
	}
	leads := RoleCoach
	if led {
		leads = RoleTeamLeader
	}
	return slices.ContainsFunc(s.Grants, func(g Grant) bool {
		return g.Holds(on) && (to.leaders && g.Role == leads && g.TeamID == h.TeamID ||
			to.careTeam && g.Role == RoleCareWorker && g.CareTeamID == h.CareTeamID)
	})
}

// answers tells whether a referral is answered to the person.
func (h Happening) answers(s Staff) bool { return s.ID == h.ReferrerID || s.ID == h.OwnNurseID }

// worksToday tells whether the person has a role on the day.
func (s Staff) worksToday(on Day) bool {
	return slices.ContainsFunc(s.Grants, func(g Grant) bool { return g.Holds(on) })
}

// MailChoice is how soon somebody wants a letter of what is new.
type MailChoice string

// The choices.
const (
	MailAtOnce MailChoice = "at_once"
	MailDaily  MailChoice = "daily"
	MailNever  MailChoice = "never"
)

// MailChoices lists them in the order they are offered. The first holds for
// those who have not chosen.
var MailChoices = []MailChoice{MailAtOnce, MailDaily, MailNever}

// mailHour is when the daily letter goes, in Helsinki: before the day's work.
const mailHour = 7

// Moment is when a letter of something new at the moment now is to go: at once,
// at the next seven o'clock in Helsinki, or (false) never.
func (c MailChoice) Moment(now time.Time) (time.Time, bool) {
	switch c {
	case MailNever:
		return time.Time{}, false
	case MailDaily:
		y, m, d := now.In(Helsinki).Date()
		next := time.Date(y, m, d, mailHour, 0, 0, 0, Helsinki)
		if !next.After(now) {
			next = time.Date(y, m, d+1, mailHour, 0, 0, 0, Helsinki)
		}
		return next, true
	}
	return now, true
}
