package casework

import (
	"strings"
	"unicode/utf8"

	"sijoita/problem"
)

// Sector is the kind of employer.
type Sector string

// Employer (työnantaja) may have a job for somebody. It is the team's memory,
// and never says which clients it has to do with.
type Employer struct {
	Noted
	Name         string
	BusinessID   string // Y-tunnus, or empty
	Industry     string // TOL code, or empty
	Municipality string
	Sector       Sector // empty: not told
}

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
