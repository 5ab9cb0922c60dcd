package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// EmployedAtReferral is whether a client was in work when they were referred.
type EmployedAtReferral string

// The answers (F1).
const (
	ReferredJobless   EmployedAtReferral = "no"
	ReferredWorking   EmployedAtReferral = "working"
	ReferredSickLeave EmployedAtReferral = "sick_leave"
	ReferredAtRisk    EmployedAtReferral = "at_risk" // the job is about to be lost
)

// EmployedAnswers lists them in the order they are offered.
var EmployedAnswers = []EmployedAtReferral{ReferredJobless, ReferredWorking, ReferredSickLeave, ReferredAtRisk}

// Rehabilitation is what other rehabilitation is under way.
type Rehabilitation string

// The answers (F1).
const (
	NoRehabilitation   Rehabilitation = "none"
	KelaRehabilitation Rehabilitation = "kela"
	PensionRehab       Rehabilitation = "pension"
	RehabilitativeWork Rehabilitation = "rehabilitative_work"
	WorkTrialRehab     Rehabilitation = "work_trial"
	OtherRehab         Rehabilitation = "other"
)

// Rehabilitations lists them in the order they are offered.
var Rehabilitations = []Rehabilitation{
	NoRehabilitation, KelaRehabilitation, PensionRehab, RehabilitativeWork, WorkTrialRehab, OtherRehab,
}

// Motive is why a client wants to work now.
type Motive string

// The motives (F1).
const (
	MotiveMoney    Motive = "money"
	MotiveSocial   Motive = "social"
	MotiveRecovery Motive = "recovery"
	MotiveEveryday Motive = "everyday" // a rhythm for the days
	MotiveOther    Motive = "other"
)

// Motives lists them in the order they are offered.
var Motives = []Motive{MotiveMoney, MotiveSocial, MotiveRecovery, MotiveEveryday, MotiveOther}

// ReturnReason is why a referral came to nothing before coaching began. How
// ready for work somebody is never is a reason (criterion 9).
type ReturnReason string

// The reasons. An imported episode may have been cancelled for none of them.
const (
	ReturnDeclined   ReturnReason = "declined"      // the client does not want it, or not now
	ReturnOther      ReturnReason = "other_service" // the client chose another service
	ReturnMoved      ReturnReason = "moved"
	ReturnOutside    ReturnReason = "outside"    // not in the programme's area or limits
	ReturnDouble     ReturnReason = "double"     // the client is in the service already
	ReturnIncomplete ReturnReason = "incomplete" // care contact or agreement missing: to be completed and sent again
)

// ReturnReasons lists them in the order they are offered.
var ReturnReasons = []ReturnReason{
	ReturnDeclined, ReturnOther, ReturnMoved, ReturnOutside, ReturnDouble, ReturnIncomplete,
}

// Likeness is what the writer of a referral said when somebody like the client
// was in the service already.
type Likeness string

// What may have been said; nothing when nobody like them was there.
const (
	LikelySame  Likeness = "same"  // it is that person: the team puts the two records together
	KnownlyElse Likeness = "other" // it is somebody else
)

// Likenesses lists them in the order they are offered.
var Likenesses = []Likeness{LikelySame, KnownlyElse}

// Referral (lähete) is what was told of a client when they came: with the
// episode that it began, or asked of a care team and not written yet. The day
// on which it was sent is the episode's ReferredOn.
type Referral struct {
	Noted
	ClientID       int64
	ProgrammeID    int64
	TeamID         int64
	EpisodeID      int64 // 0: asked for only
	Pathway        Pathway
	AskedOn        Day   // the client's own contact; zero: there was none
	CareTeamID     int64 // who refers, or is asked to
	ReferrerID     int64 // of the care team; 0: not told
	Wish           string
	Employed       EmployedAtReferral // empty: not told
	Rehabilitation Rehabilitation     // empty: not told
	JobSeeker      *bool              // nil: not told
	Interpreter    bool
	Notes          string // what to mind in support, and for safety
	Agreed         bool   // the client agrees to what was sent
	MetOn          Day    // the three-way meeting; zero: not held
	Likeness       Likeness
	ReceivedOn     Day
	ReceivedBy     int64
	ExpectedOn     Day // when coaching may begin, as far as can be said
	DroppedOn      Day // an asked one that will not be written
	DropReason     ReturnReason
	CareContact    *bool // the client is in care with the care team now; nil: not told
	OwnNurse
	Motives     []Motive
	CoachWish   string // of who coaches, or in which language (F27); may be empty
	PresentedOn Day    // when the client met the coaches to hear of the service, before the referral; zero: not told
}

// OwnNurse (omahoitaja) is who of the care team answers for a client's care,
// when it is another than the referrer.
type OwnNurse struct {
	OwnNurseID   int64  // of the staff; 0: not told, or not known by name here
	OwnNurseName string // in words, of one who is not; may be empty
}

// NurseNamed is the own nurse that somebody means who types a name: the one of
// the care team's workers on the day who has it, or, where none or several have,
// the name as it was typed.
func NurseNamed(name string, staff []Staff, careTeam int64, on Day) OwnNurse {
	name = oneLine(name)
	var ids []int64
	for _, s := range staff {
		if name != "" && Fold(s.Name) == Fold(name) && s.CaresIn(careTeam, on) {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) != 1 {
		return OwnNurse{OwnNurseName: name}
	}
	return OwnNurse{OwnNurseID: ids[0]}
}

// CaresIn tells whether the person works in the care team on the day.
func (s Staff) CaresIn(careTeam int64, on Day) bool {
	return slices.ContainsFunc(s.Grants, func(g Grant) bool {
		return g.Role == RoleCareWorker && g.CareTeamID == careTeam && g.Holds(on)
	})
}

// Waits tells whether the referral has been asked for and is neither written
// nor dropped.
func (r Referral) Waits() bool { return !r.Withdrawn && r.EpisodeID == 0 && r.DroppedOn.IsZero() }

// ReferralNote is what a referral says. Only the day, the team, the care team
// and the client's agreement are asked for.
type ReferralNote struct {
	On             Day
	ProgrammeID    int64
	TeamID         int64
	CareTeamID     int64
	ReferrerID     int64
	Pathway        Pathway
	Wish           string
	Employed       EmployedAtReferral
	Rehabilitation Rehabilitation
	JobSeeker      *bool
	Interpreter    bool
	Notes          string
	Agreed         bool
	MetOn          Day
	Likeness       Likeness
	CareContact    *bool
	OwnNurse
	Motives     []Motive
	CoachWish   string
	PresentedOn Day
}

const (
	maxWish  = 2000
	maxNotes = 2000
)

// Refer makes a referral with the episode that it begins, which waits in the
// queue. had are the client's episodes. It refuses with problem.Conflict when
// one of the programme is open, and with problem.Invalid a day that has not
// come or lies before the last episode was over, and what is not agreed to.
func Refer(note ReferralNote, had []Episode, today Day) (Referral, Episode, error) {
	return refer(Referral{}, note, had, today)
}

// WriteAsked makes of a referral that was asked for the one that the care team
// writes, with the episode that it begins. Beside what Refer refuses, it
// refuses with problem.Conflict one that was written or dropped already.
func WriteAsked(asked Referral, note ReferralNote, had []Episode, today Day) (Referral, Episode, error) {
	if err := asked.stillWaits(); err != nil {
		return asked, Episode{}, err
	}
	note.Pathway, note.ProgrammeID, note.TeamID, note.CareTeamID = asked.Pathway, asked.ProgrammeID, asked.TeamID, asked.CareTeamID
	return refer(asked, note, had, today)
}

func refer(asked Referral, note ReferralNote, had []Episode, today Day) (Referral, Episode, error) {
	if err := openIn(note.ProgrammeID, had, today); err != nil {
		return asked, Episode{}, err
	}
	if note.Pathway == PathwayThreeParty && note.MetOn.IsZero() {
		note.MetOn = note.On
	}
	var f problem.Fields
	checkDay(&f, "on", note.On, today)
	note.check(&f, today)
	if !note.On.IsZero() && !asked.AskedOn.IsZero() && note.On.Before(asked.AskedOn) {
		f.Add("on", "referral.before_asked", problem.Args{"on": asked.AskedOn})
	}
	checkAfter(&f, note, had)
	if err := f.Problem(); err != nil {
		return asked, Episode{}, err
	}
	r := asked
	r.fill(note)
	e := Episode{
		ClientID: r.ClientID, ProgrammeID: note.ProgrammeID, TeamID: note.TeamID, Pathway: note.Pathway, ReferredOn: note.On,
		ReferringUnitID: note.CareTeamID, CareTeams: []Dated{{ID: note.CareTeamID, Span: Span{From: note.On}}},
	}
	return r, e, nil
}

// ReferAtMeeting makes of a three-party meeting (kolmikantaneuvottelu) the
// referral that client, care worker and coach decide on there, with the episode
// whose first meeting it is. Beside what Refer and MeetFirst refuse, it refuses a
// decision after which nobody is referred.
func ReferAtMeeting(note ReferralNote, meeting SuitabilityNote, had []Episode, today Day) (Referral, Episode, error) {
	note.Pathway, note.MetOn = PathwayThreeParty, note.On
	r, e, err := Refer(note, had, today)
	var f problem.Fields
	oneOf(&f, "decision", meeting.Decision, ReferringDecisions)
	_, _, meetErr := MeetFirst(Episode{ReferredOn: note.On}, meeting, today)
	return r, e, problem.Together(err, problem.Together(f.Problem(), meetErr))
}

// AskReferral notes that a client came to a coach by themselves, and asks the
// care team to write the referral. It refuses what Refer refuses, and a second
// asking while one waits.
func AskReferral(note ReferralNote, had []Episode, asked []Referral, today Day) (Referral, error) {
	if err := openIn(note.ProgrammeID, had, today); err != nil {
		return Referral{}, err
	}
	for _, r := range asked {
		if r.Waits() && r.ProgrammeID == note.ProgrammeID {
			return Referral{}, problem.New(problem.Conflict, "referral.asked_already").With("on", r.AskedOn)
		}
	}
	note.Pathway = PathwaySelf
	var f problem.Fields
	checkDay(&f, "on", note.On, today)
	note.check(&f, today)
	if err := f.Problem(); err != nil {
		return Referral{}, err
	}
	r := Referral{AskedOn: note.On}
	r.fill(note)
	return r, nil
}

// DropAsked notes that a referral that was asked for will not be written. It
// refuses with problem.Conflict one that was written or dropped already, and
// with problem.Invalid a day before the asking or after today, and no reason.
func DropAsked(r Referral, on Day, reason ReturnReason, today Day) (Referral, error) {
	if err := r.stillWaits(); err != nil {
		return r, err
	}
	var f problem.Fields
	checkDay(&f, "on", on, today)
	if !on.IsZero() && on.Before(r.AskedOn) {
		f.Add("on", "referral.before_asked", problem.Args{"on": r.AskedOn})
	}
	oneOf(&f, "reason", reason, ReturnReasons)
	if err := f.Problem(); err != nil {
		return r, err
	}
	r.DroppedOn, r.DropReason = on, reason
	return r, nil
}

func (r Referral) stillWaits() error {
	switch {
	case r.EpisodeID != 0:
		return problem.New(problem.Conflict, "referral.written_already")
	case !r.DroppedOn.IsZero():
		return problem.New(problem.Conflict, "referral.dropped_already").With("on", r.DroppedOn)
	}
	return nil
}

// Receipt is the team's answer to a referral: it is in the queue.
type Receipt struct {
	On         Day
	ByID       int64
	ExpectedOn Day // zero: cannot be said yet
}

// ReferralOf is what an episode itself says of the referral that began it, for
// one that came without a record of it.
func ReferralOf(e Episode) Referral {
	return Referral{
		ClientID: e.ClientID, ProgrammeID: e.ProgrammeID, TeamID: e.TeamID, EpisodeID: e.ID, Pathway: e.Pathway,
		CareTeamID: e.ReferringUnitID,
	}
}

// Receive takes a referral into the queue, or tells anew when coaching may
// begin: the day on which it was received first stays. It refuses with
// problem.Conflict an episode that does not wait any more, and with
// problem.Invalid a day outside the wait, and an expected start before it.
func Receive(r Referral, e Episode, in Receipt, today Day) (Referral, error) {
	if err := e.stillWaits(); err != nil {
		return r, err
	}
	if !r.ReceivedOn.IsZero() {
		in.On, in.ByID = r.ReceivedOn, r.ReceivedBy
	}
	var f problem.Fields
	checkDay(&f, "on", in.On, today)
	if !in.On.IsZero() && in.On.Before(e.ReferredOn) {
		f.Add("on", "referral.before_sent", problem.Args{"on": e.ReferredOn})
	}
	if !in.ExpectedOn.IsZero() && in.ExpectedOn.Before(today) && in.ExpectedOn != r.ExpectedOn {
		f.Add("expected_on", "referral.expected_past")
	}
	if err := f.Problem(); err != nil {
		return r, err
	}
	r.ReceivedOn, r.ReceivedBy, r.ExpectedOn = in.On, in.ByID, in.ExpectedOn
	return r, nil
}

// ReturnReferral gives a referral back to who sent it: the episode is over
// before it began. It refuses with problem.Conflict one that does not wait any
// more, and with problem.Invalid a day outside the wait, and no reason.
func ReturnReferral(e Episode, on Day, reason ReturnReason, today Day) (Episode, error) {
	if err := e.stillWaits(); err != nil {
		return e, err
	}
	var f problem.Fields
	checkDay(&f, "on", on, today)
	if !on.IsZero() && on.Before(e.ReferredOn) {
		f.Add("on", "referral.before_sent", problem.Args{"on": e.ReferredOn})
	}
	oneOf(&f, "reason", reason, ReturnReasons)
	if err := f.Problem(); err != nil {
		return e, err
	}
	e.CancelledOn, e.CancelReason = on, reason
	return e, nil
}

// TakeBack puts a referral that was returned back into the queue, with the day
// on which it came: the return was a mistake, or what was missing has come. It
// refuses with problem.Conflict one that was not returned, and one that a newer
// episode of the programme has followed.
func TakeBack(e Episode, had []Episode) (Episode, error) {
	if e.CancelledOn.IsZero() || !e.StartedOn.IsZero() {
		return e, problem.New(problem.Conflict, "referral.not_returned")
	}
	for _, o := range had {
		if o.ID != e.ID && !o.Withdrawn && o.ProgrammeID == e.ProgrammeID && o.laterThan(e) {
			return e, problem.New(problem.Conflict, "referral.sent_again").With("on", o.ReferredOn)
		}
	}
	e.CancelledOn, e.CancelReason = Day{}, ""
	return e, nil
}

func (e Episode) stillWaits() error {
	switch {
	case !e.StartedOn.IsZero():
		return problem.New(problem.Conflict, "episode.already_started").With("on", e.StartedOn)
	case !e.CancelledOn.IsZero():
		return problem.New(problem.Conflict, "episode.was_cancelled").With("on", e.CancelledOn)
	}
	return nil
}

// openIn refuses a second episode beside an open one of the programme, and
// says where the client stands.
func openIn(programme int64, had []Episode, today Day) error {
	for _, e := range had {
		if e.Withdrawn || e.ProgrammeID != programme {
			continue
		}
		switch e.StateOn(today) {
		case Queue:
			return problem.New(problem.Conflict, "referral.open_queue").With("on", e.ReferredOn)
		case Active:
			return problem.New(problem.Conflict, "referral.open_active").With("on", e.StartedOn)
		case Paused:
			return problem.New(problem.Conflict, "referral.open_paused").With("on", e.StartedOn)
		}
	}
	return nil
}

// checkAfter refuses a day on which the client's last episode of the programme
// was not over, and the very day of its referral: of two on one day nobody
// could say which is the newer.
func checkAfter(f *problem.Fields, note ReferralNote, had []Episode) {
	for _, e := range had {
		over := e.Over()
		switch {
		case e.Withdrawn || e.ProgrammeID != note.ProgrammeID || note.On.IsZero():
		case note.On.Before(over):
			f.Add("on", "referral.before_end", problem.Args{"on": over})
			return
		case note.On == e.ReferredOn:
			f.Add("on", "referral.same_day", problem.Args{"on": e.ReferredOn})
			return
		}
	}
}

func (note ReferralNote) check(f *problem.Fields, today Day) {
	if note.TeamID == 0 || note.ProgrammeID == 0 {
		f.Add("team", "referral.team_missing")
	}
	if note.CareTeamID == 0 {
		f.Add("care_team", "referral.care_team_missing")
	}
	oneOf(f, "pathway", note.Pathway, Pathways)
	maybeOneOf(f, "employed", note.Employed, EmployedAnswers)
	maybeOneOf(f, "rehabilitation", note.Rehabilitation, Rehabilitations)
	maybeOneOf(f, "likeness", note.Likeness, Likenesses)
	checkText(f, "wish", note.Wish, maxWish)
	checkText(f, "notes", note.Notes, maxNotes)
	checkText(f, "own_nurse", note.OwnNurseName, maxName)
	allOf(f, "motives", note.Motives, Motives)
	checkText(f, "coach_wish", note.CoachWish, maxName)
	if note.MetOn.After(today) {
		f.Add("met_on", "problem.day_ahead")
	}
	if note.PresentedOn.After(today) {
		f.Add("presented_on", "problem.day_ahead")
	}
	if !note.Agreed {
		f.Add("agreed", "referral.agreement_missing")
	}
}

// fill puts what was told into the referral.
func (r *Referral) fill(note ReferralNote) {
	r.ProgrammeID, r.TeamID, r.CareTeamID, r.ReferrerID = note.ProgrammeID, note.TeamID, note.CareTeamID, note.ReferrerID
	r.Pathway, r.Wish, r.Notes = note.Pathway, strings.TrimSpace(note.Wish), strings.TrimSpace(note.Notes)
	r.Employed, r.Rehabilitation, r.JobSeeker = note.Employed, note.Rehabilitation, note.JobSeeker
	r.Interpreter, r.Agreed, r.MetOn, r.CareContact = note.Interpreter, note.Agreed, note.MetOn, note.CareContact
	r.OwnNurse, r.Motives, r.CoachWish, r.PresentedOn = note.OwnNurse, note.Motives, oneLine(note.CoachWish), note.PresentedOn
	if note.Likeness != "" {
		r.Likeness = note.Likeness
	}
}

// maybeOneOf refuses a word that is not in the list of a field; none at all is
// an answer too.
func maybeOneOf[T ~string](f *problem.Fields, name string, value T, words []T) {
	if value != "" {
		oneOf(f, name, value, words)
	}
}

// Answer is where a referral has got to, as who sent it is told.
type Answer string

// The answers, in the order in which they come.
const (
	AnswerAsked    Answer = "asked"    // the care team is asked to write it
	AnswerSent     Answer = "sent"     // the team has not looked at it yet
	AnswerReceived Answer = "received" // in the queue
	AnswerStarted  Answer = "started"
	AnswerReturned Answer = "returned" // cancelled before the start
	AnswerDropped  Answer = "dropped"  // was asked for, and will not be written
)

// AnswerOn is where the referral has got to on the day. e is its episode, zero
// while it is only asked for.
func (r Referral) AnswerOn(e Episode, d Day) Answer {
	switch state := e.StateOn(d); {
	case state.Started():
		return AnswerStarted
	case state == Cancelled:
		return AnswerReturned
	case state == Queue && (r.ID == 0 || !r.ReceivedOn.IsZero()): // without a record of its own it was received elsewhere
		return AnswerReceived
	case state == Queue:
		return AnswerSent
	case !r.DroppedOn.IsZero():
		return AnswerDropped
	}
	return AnswerAsked
}

// IncomeKinds lists what a client may live on, in the order it is offered.
var IncomeKinds = []string{
	"labour_market_subsidy", "general_support", "basic_allowance", "earnings_related_allowance", "sickness_allowance",
	"rehabilitation_benefit", "disability_pension_kela", "disability_pension_earnings", "social_assistance", "student_aid", "wage",
	"housing_allowance", "pensioner_housing_allowance", "other",
}

// NewClient is a person whom a referral brings into the service.
type NewClient struct {
	UID          UID // of the client to be, made with the form: sending it twice adds one
	GivenName    string
	FamilyName   string
	BirthOn      Day
	Municipality string   // empty: not told
	Language     string   // empty: Finnish
	Incomes      []string // IncomeKinds, from the day of the referral
	Reach
}

// oldest is how old somebody may be, in years: beyond that the birth date is a
// slip.
const oldest = 110

// AddClient makes a client of what was typed. since is the day from which the
// incomes are known. It refuses a client without a name or birth date, a birth
// date that cannot be right, a phone number and an e-mail address that are none,
// and words that are not in their lists.
func AddClient(in NewClient, since, today Day) (Client, error) {
	c := Client{
		GivenName: oneSpaced(in.GivenName), FamilyName: oneSpaced(in.FamilyName), BirthOn: in.BirthOn,
		Municipality: in.Municipality, Language: or(in.Language, "fi"), Reach: in.tidied(),
	}
	var f problem.Fields
	c.checkDetails(&f, today)
	c.Incomes = withIncomes(&f, nil, in.Incomes, since)
	return c, f.Problem()
}

// AddIncomes gives a known client the incomes that a new referral tells of and
// that they do not have on the day since.
func AddIncomes(c Client, kinds []string, since Day) (Client, error) {
	var f problem.Fields
	c.Incomes = withIncomes(&f, slices.Clone(c.Incomes), kinds, since)
	return c, f.Problem()
}

func withIncomes(f *problem.Fields, list []Income, kinds []string, since Day) []Income {
	for _, kind := range kinds {
		oneOf(f, "incomes", kind, IncomeKinds)
		if !slices.ContainsFunc(list, func(i Income) bool { return i.Kind == kind && i.Holds(since) }) {
			list = append(list, Income{Kind: kind, Span: Span{From: since}})
		}
	}
	return list
}

func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

func checkName(f *problem.Fields, name, text, missing string) {
	if text == "" {
		f.Add(name, missing)
	}
	checkText(f, name, text, maxName)
}
