package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// Safety is what protects a client from being found or seen.
type Safety struct {
	// NonDisclosure is an order of non-disclosure (turvakielto): where the
	// client lives and works is shown nowhere but on their own page, behind a
	// step that the log tells of.
	NonDisclosure bool
	// HiddenMunicipality is where a client under the order lives. It stands
	// apart so that what shows a Municipality cannot show it.
	HiddenMunicipality string
	// HiddenReach is how such a client is reached, and stands apart as well.
	HiddenReach Reach
	// Bans keep single people of the staff from the client, over every right.
	Bans []Ban
}

// Ban (nimetyn henkilön esto) keeps one of the staff from one client's records
// for a span of days.
type Ban struct {
	StaffID int64
	Span
}

// Banned lists who of the staff may not see the client on the day.
func (s Safety) Banned(d Day) []int64 {
	var staff []int64
	for _, b := range s.Bans {
		if b.Holds(d) {
			staff = append(staff, b.StaffID)
		}
	}
	return staff
}

// Lives is the municipality that a client lives in, under an order or not.
func (c Client) Lives() string {
	if c.NonDisclosure {
		return or(c.HiddenMunicipality, c.Municipality)
	}
	return c.Municipality
}

// ReachedBy is how a client is reached, under an order or not.
func (c Client) ReachedBy() Reach {
	if c.NonDisclosure && c.HiddenReach != (Reach{}) {
		return c.HiddenReach
	}
	return c.Reach
}

// WithNonDisclosure is the client with the order set or lifted: the
// municipality and how they are reached go out of sight, or come back.
func (c Client) WithNonDisclosure(ordered bool) Client {
	lives, reach := c.Lives(), c.ReachedBy()
	c.NonDisclosure, c.Municipality, c.HiddenMunicipality = ordered, lives, ""
	c.Reach, c.HiddenReach = reach, Reach{}
	if ordered {
		c.Municipality, c.HiddenMunicipality = "", lives
		c.Reach, c.HiddenReach = Reach{}, reach
	}
	return c
}

// Unplaced is the placement without where it is: of a client under an order of
// non-disclosure. The number of a decision on a subsidy leads to who made it.
func (p Placement) Unplaced() Placement {
	p.EmployerID, p.School, p.Business = 0, "", ""
	subsidies := slices.Clone(p.Subsidies())
	for i := range subsidies {
		subsidies[i].Decision = ""
	}
	p.Subsidy, p.FurtherSubsidies = firstOf(subsidies)
	return p
}

// Unplaced is the contact without whom it was with, and what was learnt there.
func (c EmployerContact) Unplaced() EmployerContact {
	c.EmployerID, c.Learned, c.Person = 0, "", ""
	return c
}

// Unguarded is the client as lists and other clients' pages may hand them over:
// without the municipality of an order, without how they are reached, and
// without who is banned.
func (c Client) Unguarded() Client {
	c.HiddenMunicipality, c.Reach, c.HiddenReach, c.Bans = "", Reach{}, Reach{}, nil
	return c
}

// Initials are the first letters of the client's names: P. H.
func (c Client) Initials() string {
	var initials []string
	for _, name := range []string{c.GivenName, c.FamilyName} {
		if letters := []rune(strings.TrimSpace(name)); len(letters) > 0 {
			initials = append(initials, strings.ToUpper(string(letters[:1]))+".")
		}
	}
	return strings.Join(initials, " ")
}

// BanStaff keeps a person of the staff from the client. It refuses with
// problem.Invalid a ban on nobody, one that begins ahead or ends before it
// begins, and a second ban beside one that holds.
func BanStaff(c Client, ban Ban, today Day) (Client, error) {
	if ban.From.IsZero() {
		ban.From = today
	}
	var f problem.Fields
	if ban.StaffID == 0 {
		f.Add("staff", "problem.choose")
	}
	checkDay(&f, "from", ban.From, today)
	if !ban.To.IsZero() && ban.To.Before(ban.From) {
		f.Add("to", "problem.end_before_start")
	}
	for _, b := range c.Bans {
		if b.StaffID == ban.StaffID && (b.To.IsZero() || !b.To.Before(ban.From)) {
			f.Add("staff", "safety.banned_already")
			break
		}
	}
	if err := f.Problem(); err != nil {
		return c, err
	}
	c.Bans = append(append([]Ban{}, c.Bans...), ban)
	return c, nil
}

// LiftBan ends the ban on a person of the staff that holds on the day before
// it: from that day on they are kept from the client no more. It refuses with
// problem.Conflict a person without one.
func LiftBan(c Client, staff int64, today Day) (Client, error) {
	bans := make([]Ban, 0, len(c.Bans))
	lifted := false
	for _, b := range c.Bans {
		if b.StaffID != staff || !b.Holds(today) {
			bans = append(bans, b)
			continue
		}
		lifted = true
		if b.To = today.AddDays(-1); !b.To.Before(b.From) { // one of the same day was none
			bans = append(bans, b)
		}
	}
	if !lifted {
		return c, problem.New(problem.Conflict, "safety.not_banned")
	}
	c.Bans = bans
	return c, nil
}
