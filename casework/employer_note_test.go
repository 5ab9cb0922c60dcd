package casework

import (
	"reflect"
	"strings"
	"testing"

	"sijoita/problem"
)

func TestNoteEmployer(t *testing.T) {
	for _, row := range []struct {
		rule string
		note EmployerNote
		want Employer
	}{
		{"a name is enough", EmployerNote{Name: "Lähikauppa Purola"}, Employer{Name: "Lähikauppa Purola"}},
		{"space in and around a name goes", EmployerNote{Name: "  Lähikauppa \n Purola "}, Employer{Name: "Lähikauppa Purola"}},
		{"a business id has one form", EmployerNote{Name: "P", BusinessID: "fi98765430"}, Employer{Name: "P", BusinessID: "9876543-0"}},
		{"an industry of five digits, of two and of a letter", EmployerNote{Name: "P", Industry: "47111"}, Employer{Name: "P", Industry: "47111"}},
		{"a website has its scheme", EmployerNote{Name: "P", Website: " purola.example/meille "}, Employer{Name: "P", Website: "https://purola.example/meille"}},
		{"a website keeps its scheme", EmployerNote{Name: "P", Website: "http://purola.example"}, Employer{Name: "P", Website: "http://purola.example"}},
		{"a person with nothing in it does not count", EmployerNote{Name: "P", Persons: []ContactPerson{{}, {Role: "Myymäläpäällikkö", Decides: true}, {Name: " "}}},
			Employer{Name: "P", Persons: []ContactPerson{{Role: "Myymäläpäällikkö", Decides: true}}}},
		{"everything told stays as told", EmployerNote{Name: "P", Sector: SectorAssociation, Municipality: "205", Address: "Kauppakatu 1", Needs: "Aamuvuoroja\nja siivousta",
			Hiring: "Kysyvät tutuilta.", OwnerID: 3, Apart: true, Persons: []ContactPerson{{"Anneli Koski", "Kauppias", "+358 50 000 0001", "anneli@purola.example", true}}},
			Employer{Name: "P", Sector: SectorAssociation, Municipality: "205", Address: "Kauppakatu 1", Needs: "Aamuvuoroja\nja siivousta",
				Hiring: "Kysyvät tutuilta.", OwnerID: 3, Apart: true, Persons: []ContactPerson{{"Anneli Koski", "Kauppias", "+358 50 000 0001", "anneli@purola.example", true}}}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := NoteEmployer(row.note)
			if err != nil || !reflect.DeepEqual(got, row.want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, row.want)
			}
		})
	}
}

func TestNoteEmployerIsRefused(t *testing.T) {
	named := func(change func(*EmployerNote)) EmployerNote {
		n := EmployerNote{Name: "Lähikauppa Purola", Persons: []ContactPerson{{Name: "Anneli Koski"}}}
		change(&n)
		return n
	}
	long := strings.Repeat("ä", 1001)
	for _, row := range []struct {
		rule  string
		note  EmployerNote
		field string
		key   string
	}{
		{"a name of nothing but space", named(func(n *EmployerNote) { n.Name = " " }), "name", "employer.name_missing"},
		{"a name over 200 characters", named(func(n *EmployerNote) { n.Name = long }), "name", "problem.too_long"},
		{"a check digit that does not fit", named(func(n *EmployerNote) { n.BusinessID = "9876543-1" }), "business_id", "employer.business_id_wrong"},
		{"a sector that there is not", named(func(n *EmployerNote) { n.Sector = "circus" }), "sector", "problem.choose"},
		{"an industry that there is not", named(func(n *EmployerNote) { n.Industry = "04" }), "industry", "profile.industry_code"},
		{"an industry of six digits", named(func(n *EmployerNote) { n.Industry = "471110" }), "industry", "profile.industry_code"},
		{"an industry with a letter in it", named(func(n *EmployerNote) { n.Industry = "47A" }), "industry", "profile.industry_code"},
		{"a municipality that there is not", named(func(n *EmployerNote) { n.Municipality = "999" }), "municipality", "problem.choose"},
		{"a website that would run", named(func(n *EmployerNote) { n.Website = "javascript://purola.example/%0aalert(1)" }), "website", "employer.website_wrong"},
		{"a website that is no address", named(func(n *EmployerNote) { n.Website = "kysy Annelilta" }), "website", "employer.website_wrong"},
		{"needs over 1,000 characters", named(func(n *EmployerNote) { n.Needs = long }), "needs", "problem.too_long"},
		{"hiring over 1,000 characters", named(func(n *EmployerNote) { n.Hiring = long }), "hiring", "problem.too_long"},
		{"a person without name and role", named(func(n *EmployerNote) { n.Persons = []ContactPerson{{}, {Phone: "050 123"}} }), "person-1-name", "employer.person_missing"},
		{"a phone number that is none", named(func(n *EmployerNote) { n.Persons[0].Phone = "kysy vaihteesta" }), "person-0-phone", "employer.phone_wrong"},
		{"an e-mail address that is none", named(func(n *EmployerNote) { n.Persons[0].Email = "anneli(at)purola" }), "person-0-email", "employer.email_wrong"},
		{"more than twenty persons", named(func(n *EmployerNote) {
			for range 20 {
				n.Persons = append(n.Persons, ContactPerson{Role: "Vuoropäällikkö"})
			}
		}), "person-0-name", "employer.too_many_persons"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			_, err := NoteEmployer(row.note)
			p := problem.As(err)
			if p == nil || p.Kind != problem.Invalid || len(p.Fields) != 1 || p.Fields[0].Name != row.field || p.Fields[0].Key != row.key {
				t.Errorf("got %v, want %s: %s", err, row.field, row.key)
			}
		})
	}
}

func TestWhatCanBeDialledAndMailed(t *testing.T) {
	for _, phone := range []string{"112", "050 000 0001", "+358 50 000 0001", "(08) 000-0001"} {
		if !isPhone(phone) {
			t.Errorf("%s is no phone number", phone)
		}
	}
	for _, phone := range []string{"", "+", "12", "1234567890123456", "050+000", "050a"} {
		if isPhone(phone) {
			t.Errorf("%s is a phone number", phone)
		}
	}
	for _, email := range []string{"a@b.fi", "anneli.koski+työ@purola.example"} {
		if !isEmail(email) {
			t.Errorf("%s is no address", email)
		}
	}
	for _, email := range []string{"", "a@", "@b.fi", "a@b", "a@.fi", "a@b.", "a b@c.fi", "a@b@c.fi", "a@b.fi?subject=x, b@c.fi", "<a@b.fi>"} {
		if isEmail(email) {
			t.Errorf("%s is an address", email)
		}
	}
	if got := (ContactPerson{Phone: "+358 (50) 000-0001"}).Dial(); got != "+358500000001" {
		t.Errorf("it is dialled %s", got)
	}
}

func TestStopContacts(t *testing.T) {
	today := day("2026-11-23")
	e, err := StopContacts(Employer{Name: "Purola"}, DoNotContact{Reason: " Pyysivät,\n ettei soiteta. "}, today)
	want := Employer{Name: "Purola", DoNotContact: DoNotContact{On: today, Reason: "Pyysivät, ettei soiteta."}}
	if err != nil || !reflect.DeepEqual(e, want) {
		t.Errorf("got %+v, %v", e, err)
	}
	for _, row := range []struct {
		rule  string
		stop  DoNotContact
		field string
	}{
		{"a day that has not come", DoNotContact{On: today.AddDays(1), Reason: "x"}, "on"},
		{"no reason", DoNotContact{On: today}, "reason"},
		{"a reason over 200 characters", DoNotContact{Reason: strings.Repeat("x", 201)}, "reason"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			_, err := StopContacts(Employer{}, row.stop, today)
			if p := problem.As(err); p == nil || len(p.Fields) != 1 || p.Fields[0].Name != row.field {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestCheckContact(t *testing.T) {
	stopped := Employer{DoNotContact: DoNotContact{On: day("2026-11-10"), Reason: "x"}}
	visit := EmployerContact{On: day("2026-11-10"), Kind: ColdVisit}
	with := func(change func(*EmployerContact)) EmployerContact { c := visit; change(&c); return c }
	for _, row := range []struct {
		rule      string
		e         Employer
		c         EmployerContact
		refused   bool
		knowingly bool
	}{
		{"an employer that may be contacted", Employer{}, visit, false, false},
		{"knowingly is not noted where nobody asked", Employer{}, with(func(c *EmployerContact) { c.Knowingly = true }), false, false},
		{"on the day from which it wants none", stopped, visit, true, false},
		{"the day before it", stopped, with(func(c *EmployerContact) { c.On = day("2026-11-09") }), false, false},
		{"knowingly", stopped, with(func(c *EmployerContact) { c.Knowingly = true }), false, true},
		{"to follow up somebody who works there", stopped, with(func(c *EmployerContact) { c.Kind = FollowUp }), false, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			c, err := CheckContact(row.e, row.c)
			if p := problem.As(err); (p != nil) != row.refused || p != nil && p.Fields[0].Name != "knowingly" || c.Knowingly != row.knowingly {
				t.Errorf("got %+v, %v", c, err)
			}
		})
	}
}

func TestOthersAt(t *testing.T) {
	today := day("2026-11-23")
	const me, sami, elina = 1, 2, 3
	visit := func(ago int, staff ...int64) EmployerContact {
		return EmployerContact{On: today.AddDays(-ago), Staff: staff}
	}
	promise := func(c EmployerContact) EmployerContact {
		c.Next, c.ReturnOn = NextReturn, today.AddDays(20)
		return c
	}
	withdrawn := func(c EmployerContact) EmployerContact { c.Withdrawn = true; return c }
	for _, row := range []struct {
		rule     string
		contacts []EmployerContact // the newest first
		want     int               // how many, from the newest on
	}{
		{"nobody has been there", nil, 0},
		{"another thirty days ago", []EmployerContact{visit(30, sami)}, 1},
		{"another thirty-one days ago", []EmployerContact{visit(31, sami)}, 0},
		{"only oneself", []EmployerContact{visit(1, me)}, 0},
		{"another with oneself as a pair", []EmployerContact{visit(1, sami, me)}, 0},
		{"two others", []EmployerContact{visit(1, sami), visit(2, elina)}, 2},
		{"another long ago with an open promise", []EmployerContact{promise(visit(90, sami))}, 1},
		{"a promise that a later contact has settled", []EmployerContact{visit(40, elina), promise(visit(90, sami))}, 0},
		{"a withdrawn contact settles nothing and is told of nobody", []EmployerContact{withdrawn(visit(1, elina)), promise(visit(90, sami))}, 2},
		{"an imported one without staff tells of nobody", []EmployerContact{visit(1)}, 0},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got := OthersAt(row.contacts, me, today)
			want := row.contacts[:row.want]
			if row.want > 0 && row.contacts[0].Withdrawn {
				want = want[1:]
			}
			if len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}
