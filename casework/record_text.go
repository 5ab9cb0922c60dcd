package casework

import (
	"strings"

	"sijoita/problem"
)

// Register is a record system that a text is carried into by hand.
type Register string

// The registers.
const (
	RegisterPatient Register = "patient" // the care team's: potilastietojärjestelmä
	RegisterSocial  Register = "social"  // the social services': asiakastietojärjestelmä
)

// Registers lists them in the order they are offered.
var Registers = []Register{RegisterPatient, RegisterSocial}

// Consent is the client's leave without which nothing is carried there.
func (r Register) Consent() ConsentKind {
	if r == RegisterSocial {
		return ConsentSocialServices
	}
	return ConsentCareTeam
}

// RecordText (kirjausteksti) is a text about a period of coaching that a coach
// carries into the patient or social record by hand: Sijoita sends it nowhere.
// Once carried it stays as it was, with who carried it and when.
type RecordText struct {
	Noted
	EpisodeID int64
	On        Day // when it was written
	From, To  Day // the period that it tells of
	Register  Register
	Text      string
	CarriedOn Day // zero: it waits to be carried
	CarriedAt TimeOfDay
	CarriedBy int64 // staff
}

// Waits tells whether the text is still to be carried.
func (r RecordText) Waits() bool { return !r.Withdrawn && r.CarriedOn.IsZero() }

// RecordNote is what is written.
type RecordNote struct {
	From, To Day
	Register Register
	Text     string
}

const (
	maxRecordText = 8000
	mostRecorded  = 366 // days that one text may tell of
)

// WriteRecordText makes a text of a note. It refuses with problem.Conflict one
// for a register that the client has not given leave for, and with
// problem.Invalid a period that is missing, ahead, turned round, before the
// referral or longer than a year, a register that is none, no text and one over
// 8,000 characters.
func WriteRecordText(e Episode, consents Consents, in RecordNote, today Day) (RecordText, error) {
	r := RecordText{EpisodeID: e.ID, On: today, From: in.From, To: in.To, Register: in.Register, Text: strings.TrimSpace(in.Text)}
	var f problem.Fields
	checkPeriod(&f, in.From, in.To, e, today)
	oneOf(&f, "register", in.Register, Registers)
	if r.Text == "" {
		f.Add("text", "record.text_missing")
	}
	checkText(&f, "text", r.Text, maxRecordText)
	if err := f.Problem(); err != nil {
		return RecordText{}, err
	}
	if !consents.Allows(r.Register.Consent(), today) {
		return RecordText{}, noRecordLeave(r.Register)
	}
	return r, nil
}

// CheckRecordPeriod refuses with problem.Invalid the periods that
// WriteRecordText refuses.
func CheckRecordPeriod(from, to Day, e Episode, today Day) error {
	var f problem.Fields
	checkPeriod(&f, from, to, e, today)
	return f.Problem()
}

func checkPeriod(f *problem.Fields, from, to Day, e Episode, today Day) {
	checkDay(f, "from", from, today)
	checkDay(f, "to", to, today)
	switch {
	case from.IsZero() || to.IsZero():
	case to.Before(from):
		f.Add("to", "problem.end_before_start")
	case from.Before(e.ReferredOn):
		f.Add("from", "suitability.before_referral", problem.Args{"on": e.ReferredOn})
	case to.DaysSince(from) >= mostRecorded:
		f.Add("from", "record.too_long_period")
	}
}

func noRecordLeave(r Register) error {
	return problem.New(problem.Conflict, "record.no_leave."+string(r))
}

// EditRecordText gives a text that waits another wording, period or register. It
// refuses with problem.Conflict one that was carried or taken back, and what
// WriteRecordText refuses.
func EditRecordText(r RecordText, e Episode, consents Consents, in RecordNote, today Day) (RecordText, error) {
	if err := r.mustWait(); err != nil {
		return r, err
	}
	changed, err := WriteRecordText(e, consents, in, today)
	if err != nil {
		return r, err
	}
	changed.Noted, changed.On = r.Noted, r.On
	return changed, nil
}

// CarryRecordText notes that a text stands in the register now. It refuses with
// problem.Conflict one that was carried or taken back, and one that the client
// gives no leave for any more.
func CarryRecordText(r RecordText, consents Consents, by int64, on Day, at TimeOfDay) (RecordText, error) {
	if err := r.mustWait(); err != nil {
		return r, err
	}
	if !consents.Allows(r.Register.Consent(), on) {
		return r, noRecordLeave(r.Register)
	}
	r.CarriedOn, r.CarriedAt, r.CarriedBy = on, at, by
	return r, nil
}

func (r RecordText) mustWait() error {
	switch {
	case r.Withdrawn:
		return problem.New(problem.Conflict, "record.was_withdrawn")
	case !r.CarriedOn.IsZero():
		return problem.New(problem.Conflict, "record.was_carried").With("on", r.CarriedOn)
	}
	return nil
}
