package casework

import (
	"strings"

	"sijoita/problem"
)

// Reach (yhteystiedot) is how a client is reached (F1). All of it may be empty.
type Reach struct {
	Phone  string
	Email  string
	Manner string // what to mind, such as when to call
}

// Dial is the phone number as a telephone takes it.
func (r Reach) Dial() string { return dial(r.Phone) }

// ClientDetails (henkilö- ja yhteystiedot) are who a client is and how they are
// reached, as they are typed.
type ClientDetails struct {
	GivenName    string
	FamilyName   string
	BirthOn      Day
	Municipality string // empty: not known
	Language     string // empty: not known
	Reach
}

// Details are the client's as they stand; under an order of non-disclosure too
// they tell the municipality and how the client is reached.
func (c Client) Details() ClientDetails {
	return ClientDetails{
		GivenName: c.GivenName, FamilyName: c.FamilyName, BirthOn: c.BirthOn, Municipality: c.Lives(), Language: c.Language, Reach: c.ReachedBy(),
	}
}

const (
	maxPhone  = 50
	maxManner = 300
)

// CorrectDetails gives a client other details. An order of non-disclosure stands
// over them as before. It refuses with problem.Invalid what AddClient refuses,
// and with problem.Conflict a record whose place another took.
func CorrectDetails(c Client, in ClientDetails, today Day) (Client, error) {
	if c.MergedInto != 0 {
		return c, problem.New(problem.Conflict, "merge.already")
	}
	c.GivenName, c.FamilyName, c.BirthOn = oneSpaced(in.GivenName), oneSpaced(in.FamilyName), in.BirthOn
	c.Municipality, c.HiddenMunicipality, c.Language = in.Municipality, "", in.Language
	c.Reach, c.HiddenReach = in.tidied(), Reach{}
	var f problem.Fields
	c.checkDetails(&f, today)
	return c.WithNonDisclosure(c.NonDisclosure), f.Problem()
}

func (r Reach) tidied() Reach {
	return Reach{Phone: oneLine(r.Phone), Email: strings.TrimSpace(r.Email), Manner: oneLine(r.Manner)}
}

// checkDetails refuses a client without a name or birth date, a birth date that
// cannot be right, a phone number and an e-mail address that are none, and words
// that are not in their lists.
func (c Client) checkDetails(f *problem.Fields, today Day) {
	checkName(f, "given_name", c.GivenName, "referral.given_name_missing")
	checkName(f, "family_name", c.FamilyName, "referral.family_name_missing")
	switch {
	case c.BirthOn.IsZero():
		f.Add("birth_on", "referral.birth_missing")
	case !c.BirthOn.Before(today) || c.BirthOn.AddMonths(12*oldest).Before(today):
		f.Add("birth_on", "referral.birth_wrong")
	}
	if _, known := MunicipalityNames(c.Lives()); c.Lives() != "" && !known {
		f.Add("municipality", "problem.choose")
	}
	if c.Language != "" && (len(c.Language) != 2 || strings.Trim(c.Language, "abcdefghijklmnopqrstuvwxyz") != "") {
		f.Add("language", "problem.choose")
	}
	if c.Phone != "" && (!isPhone(c.Phone) || len(c.Phone) > maxPhone) {
		f.Add("phone", "employer.phone_wrong")
	}
	if c.Email != "" && !isEmail(c.Email) {
		f.Add("email", "employer.email_wrong")
	}
	checkText(f, "manner", c.Manner, maxManner)
}
