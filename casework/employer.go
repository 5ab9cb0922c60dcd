package casework

import (
	"strings"
	"unicode/utf8"

	"sijoita/problem"
)

// Sector is the kind of employer.
type Sector string

// The sectors (F7).
const (
	SectorCompany          Sector = "company"
	SectorMunicipality     Sector = "municipality"
	SectorCounty           Sector = "county"
	SectorState            Sector = "state"
	SectorAssociation      Sector = "association"
	SectorSocialEnterprise Sector = "social_enterprise"
	SectorHousehold        Sector = "household"
)

// Sectors lists them in the order they are offered.
var Sectors = []Sector{
	SectorCompany, SectorMunicipality, SectorCounty, SectorState, SectorAssociation, SectorSocialEnterprise, SectorHousehold,
}

// Employer (työnantaja) may have a job for somebody. It is the team's memory,
// and never says which clients it has to do with: nothing of anybody's health
// stands in it.
type Employer struct {
	Noted
	Name         string
	BusinessID   string // Y-tunnus, or empty
	Industry     string // TOL code, or empty
	Municipality string
	Sector       Sector // empty: not told
	Address      string
	Website      string
	Persons      []ContactPerson
	Needs        string // what they need, and which tasks there could be
	Hiring       string // how they recruit
	OwnerID      int64  // the coach who looks after it; 0: nobody
	DoNotContact DoNotContact
	Apart        bool  // said to be another than those with its name or business id
	SameAsID     int64 // of a withdrawn double: the employer that took its place; 0: none
}

// ContactPerson is somebody at an employer's, in their work.
type ContactPerson struct {
	Name    string // may be empty when only the role is known
	Role    string
	Phone   string
	Email   string
	Decides bool // on recruiting
}

// DoNotContact says that an employer wants no more contacts, since when and
// why. The zero value: it may be contacted.
type DoNotContact struct {
	On     Day
	Reason string
}

// Holds tells whether the employer wants no contacts on the day.
func (n DoNotContact) Holds(d Day) bool { return !n.On.IsZero() && !d.Before(n.On) }

// NewEmployer is the little that is asked in the car park: a name.
type NewEmployer struct {
	UID          UID // made with the form, so that sending it twice adds one
	Name         string
	Municipality string
}

const maxName = 200

// AddEmployer makes an employer of what was typed. It refuses an empty name
// and one over 200 characters with problem.Invalid.
func AddEmployer(in NewEmployer) (Employer, error) {
	name := strings.Join(strings.Fields(in.Name), " ")
	var f problem.Fields
	checkText(&f, "employer_name", name, maxName)
	if name == "" {
		f.Add("employer_name", "employer.name_missing")
	}
	return Employer{Noted: Noted{Record: Record{UID: in.UID}}, Name: name, Municipality: in.Municipality}, f.Problem()
}

// MayBeName tells whether an employer can be called so: it is text, and no
// longer than a name may be.
func MayBeName(typed string) bool {
	return utf8.ValidString(typed) && utf8.RuneCountInString(typed) <= maxName && !strings.ContainsRune(typed, 0)
}

func checkText(f *problem.Fields, name, text string, most int) {
	if n := len([]rune(text)); n > most {
		f.Add(name, "problem.too_long", problem.Args{"n": n, "most": most})
	}
}
