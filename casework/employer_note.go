package casework

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"sijoita/problem"
)

// EmployerNote is an employer's record as a person fills it in (F7). Everything
// but the name may be left for later.
type EmployerNote struct {
	Name         string
	BusinessID   string
	Industry     string
	Municipality string
	Sector       Sector
	Address      string
	Website      string
	Persons      []ContactPerson // those with nothing in them do not count
	Needs        string
	Hiring       string
	OwnerID      int64
	Apart        bool
}

const (
	maxNeeds   = 1000
	maxPersons = 20
)

// NoteEmployer makes an employer of a note. It refuses with problem.Invalid a
// missing name, a business id whose check digit does not fit, an industry or
// municipality that there is not, a website that is no address, a contact
// person with neither name nor role, a phone number or e-mail address that
// cannot be one, and texts that are too long. Fields of a person are named
// person-0-phone and so on, by their place in the note.
func NoteEmployer(in EmployerNote) (Employer, error) {
	var f problem.Fields
	e := Employer{
		Name: oneLine(in.Name), Sector: in.Sector, Industry: strings.TrimSpace(in.Industry), Municipality: in.Municipality,
		Address: oneLine(in.Address), Needs: strings.TrimSpace(in.Needs), Hiring: strings.TrimSpace(in.Hiring),
		OwnerID: in.OwnerID, Apart: in.Apart,
	}
	if e.Name == "" {
		f.Add("name", "employer.name_missing")
	}
	checkText(&f, "name", e.Name, maxName)
	if typed := strings.TrimSpace(in.BusinessID); typed != "" {
		var ok bool
		if e.BusinessID, ok = ParseBusinessID(typed); !ok {
			f.Add("business_id", "employer.business_id_wrong")
		}
	}
	if e.Sector != "" {
		oneOf(&f, "sector", e.Sector, Sectors)
	}
	if e.Industry != "" && !isIndustry(e.Industry) {
		f.Add("industry", "profile.industry_code")
	}
	if _, known := MunicipalityNames(e.Municipality); e.Municipality != "" && !known {
		f.Add("municipality", "problem.choose")
	}
	checkText(&f, "address", e.Address, maxName)
	var ok bool
	if e.Website, ok = website(in.Website); !ok {
		f.Add("website", "employer.website_wrong")
	}
	checkText(&f, "website", e.Website, maxName)
	checkText(&f, "needs", e.Needs, maxNeeds)
	checkText(&f, "hiring", e.Hiring, maxNeeds)
	e.Persons = persons(&f, in.Persons)
	return e, f.Problem()
}

// website gives an address of the web as one writes it on a card, with its
// scheme. Nothing else may become a link.
func website(typed string) (string, bool) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", true
	}
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || !strings.Contains(u.Host, ".") || strings.ContainsAny(typed, " \"<>\\") {
		return typed, false
	}
	return u.String(), true
}

func persons(f *problem.Fields, all []ContactPerson) []ContactPerson {
	var kept []ContactPerson
	for i, p := range all {
		p.Name, p.Role, p.Phone, p.Email = oneLine(p.Name), oneLine(p.Role), oneLine(p.Phone), strings.TrimSpace(p.Email)
		if p == (ContactPerson{}) {
			continue
		}
		kept = append(kept, p)
		at := fmt.Sprintf("person-%d-", i)
		if p.Name == "" && p.Role == "" {
			f.Add(at+"name", "employer.person_missing")
		}
		checkText(f, at+"name", p.Name, maxName)
		checkText(f, at+"role", p.Role, maxName)
		if p.Phone != "" && !isPhone(p.Phone) {
			f.Add(at+"phone", "employer.phone_wrong")
		}
		if p.Email != "" && !isEmail(p.Email) {
			f.Add(at+"email", "employer.email_wrong")
		}
	}
	if len(kept) > maxPersons {
		f.Add("person-0-name", "employer.too_many_persons", problem.Args{"most": maxPersons})
	}
	return kept
}

// isPhone takes a number as people write it: + at its head, digits in groups.
func isPhone(s string) bool {
	digits := dial(strings.TrimPrefix(s, "+"))
	return len(digits) >= 3 && len(digits) <= 15 && strings.Trim(digits, "0123456789") == ""
}

// isEmail takes what a mail could be sent to; whether anybody reads it, only a
// mail can tell.
func isEmail(s string) bool {
	name, host, found := strings.Cut(s, "@")
	return found && name != "" && strings.Contains(host, ".") && !strings.HasPrefix(host, ".") && !strings.HasSuffix(host, ".") &&
		!strings.ContainsAny(s, " \t\"<>(),;:\\") && !strings.Contains(host, "@") && len(s) <= 254
}

// Dial is the person's number as a telephone takes it: digits, with + at its head.
func (p ContactPerson) Dial() string { return dial(p.Phone) }

func dial(phone string) string {
	return strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(phone)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

const maxReason = 200

// StopContacts notes that an employer wants no more contacts. It refuses a day
// that has not come and a missing reason with problem.Invalid.
func StopContacts(e Employer, in DoNotContact, today Day) (Employer, error) {
	var f problem.Fields
	in.Reason = oneLine(in.Reason)
	if in.On.IsZero() {
		in.On = today
	}
	checkDay(&f, "on", in.On, today)
	if in.Reason == "" {
		f.Add("reason", "problem.reason_missing")
	}
	checkText(&f, "reason", in.Reason, maxReason)
	e.DoNotContact = in
	return e, f.Problem()
}

// CheckContact refuses a contact with an employer that wants none, unless it is
// made knowingly or follows up somebody who works there. That it was made
// knowingly stays on it only where it was asked.
func CheckContact(e Employer, c EmployerContact) (EmployerContact, error) {
	if !e.DoNotContact.Holds(c.On) || c.Kind == FollowUp {
		c.Knowingly = false
		return c, nil
	}
	var f problem.Fields
	if !c.Knowingly {
		f.Add("knowingly", "contact.do_not_contact")
	}
	return c, f.Problem()
}

// OthersWithin is for how many days a contact of another coach is told to
// whoever is about to make one.
const OthersWithin = 30

// OthersAt finds, of an employer's contacts (the newest first), those for which it is worth asking
// a colleague before going there: made by somebody else within thirty days, or
// the newest of all when it is theirs and promised a return, which nothing has
// settled since. It never blocks anything.
func OthersAt(contacts []EmployerContact, staff int64, today Day) []EmployerContact {
	var others []EmployerContact
	newest := true
	for _, c := range contacts {
		if c.Withdrawn {
			continue
		}
		promised := newest && c.Next == NextReturn
		newest = false
		if slices.Contains(c.Staff, staff) || len(c.Staff) == 0 {
			continue
		}
		if promised || today.DaysSince(c.On) <= OthersWithin {
			others = append(others, c)
		}
	}
	return others
}
