package app_test

import (
	"strconv"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// employer gives an employer as it stands.
func (u *town) employer(uid casework.UID) (e casework.Employer) {
	u.t.Helper()
	u.see(func(tx *store.Tx) (err error) { e, err = tx.EmployerByUID(uid); return err })
	return e
}

// stop notes that an employer wants no contacts since a day.
func (u *town) stop(e casework.Employer, on casework.Day) casework.Employer {
	u.t.Helper()
	stopped, err := u.StopContacts(u.ctx, u.as(u.elina), because(e.UID), on)
	must(u.t, err)
	return stopped
}

// refusedFields lists the fields of a refusal.
func refusedFields(err error) string {
	p := problem.As(err)
	if p == nil {
		return ""
	}
	var names []string
	for _, f := range p.Fields {
		names = append(names, f.Name+" "+f.Key)
	}
	return strings.Join(names, ", ")
}

func TestAddEmployer(t *testing.T) {
	inTown(t, func(u *town) {
		in := app.EmployerInput{UID: u.IDs(), Owner: u.sami.UID, Note: casework.EmployerNote{Name: "Rautakauppa Virta", BusinessID: "98765430",
			Persons: []casework.ContactPerson{{Role: "Myymäläpäällikkö", Phone: "050 000 0001", Decides: true}}}}
		u.called[in.UID.String()] = "Virta"
		e, err := u.AddEmployer(u.ctx, u.as(u.riikka), in)
		must(u.t, err)
		want := casework.Employer{
			Noted: casework.Noted{Record: casework.Record{ID: e.ID, UID: in.UID, Revision: 1}, RecordedBy: u.riikka.ID, RecordedAt: u.clock.Now().UnixMicro()},
			Name:  "Rautakauppa Virta", BusinessID: "9876543-0", OwnerID: u.sami.ID, Persons: in.Note.Persons,
		}
		u.wantSame("what is answered", e, want)
		u.wantSame("what is kept", u.employer(in.UID), want)
		again, err := u.AddEmployer(u.ctx, u.as(u.riikka), in)
		must(u.t, err)
		u.wantSame("sent twice", again, want)
		u.wantLogged(asRiikka+"add|employer|Virta|"+inCounty+"done||", asRiikka+"show|employer|Virta|"+inCounty+"shown|sent again|")
	})
}

func TestAnEmployerOfTheSameNameOrBusinessIDIsAddedKnowingly(t *testing.T) {
	inTown(t, func(u *town) {
		add := func(name, id string, apart bool) error {
			_, err := u.AddEmployer(u.ctx, u.as(u.riikka), app.EmployerInput{UID: u.IDs(), Note: casework.EmployerNote{Name: name, BusinessID: id, Apart: apart}})
			return err
		}
		must(u.t, add("Rautakauppa Virta", "9876543-0", false))
		for rule, err := range map[string]error{
			"the name of an imported one, in other letters": add("LÄHIKAUPPA purola", "", false),
			"another's business id":                         add("Virran Rauta", "9876543-0", false),
		} {
			if got := refusedFields(err); got != "apart employer.known" {
				u.t.Errorf("%s: %q", rule, got)
			}
		}
		must(u.t, add("Lähikauppa Purola", "", true))
		must(u.t, add("Virran Rauta", "9876543-0", true))
	})
}

func TestTwoWhoAddOneEmployerAtOnceMakeOne(t *testing.T) {
	inTown(t, func(u *town) {
		coaches := []casework.Staff{u.riikka, u.sami, u.elina}
		u.together(12, func(i int) error {
			in := u.noteAt(casework.Employer{})
			in.NewEmployer.Name = "Rautakauppa Virta"
			_, err := u.LogContact(u.ctx, u.as(coaches[i%len(coaches)]), in)
			return err
		})
		employers := u.number("SELECT COUNT(*) FROM employer WHERE folded = 'rautakauppa virta'")
		contacts := u.number("SELECT COUNT(*) FROM employer_contact k JOIN employer e ON e.id = k.employer WHERE e.folded = 'rautakauppa virta'")
		if employers != 1 || contacts != 12 {
			u.t.Errorf("there are %d employers with %d contacts", employers, contacts)
		}
	})
}

func TestAnEmployersPageNamesThoseWhomTheReaderMayKnow(t *testing.T) {
	inTown(t, func(u *town) {
		u.called[u.purola.UID.String()] = "Purola"
		u.visit(u.elina, u.purola, -2, &u.anni) // of the other team
		seen := func(s casework.Staff) string {
			p, err := u.Employer(u.ctx, u.as(s), u.purola.UID)
			must(u.t, err)
			var lines []string
			for _, c := range p.Contacts {
				name := "nobody"
				switch {
				case c.Client != nil:
					name = c.Client.GivenName
				case c.Contact.EpisodeID != 0:
					name = "a client"
				}
				if c.Open {
					name += ", open"
				}
				lines = append(lines, name)
			}
			for _, j := range p.Jobs.Named {
				lines = append(lines, "works: "+j.Client.GivenName)
			}
			return strings.Join(lines, "; ") + " of " + strconv.Itoa(p.Jobs.Running)
		}
		if got, want := seen(u.riikka), "a client; Joona, open; works: Joona of 1"; got != want {
			u.t.Errorf("Riikka sees %q, want %q", got, want)
		}
		u.wantLogged(asRiikka + "show|employer|Purola|" + inCounty + "shown||Joona")
		if got, want := seen(u.elina), "Anni, open; a client of 1"; got != want {
			u.t.Errorf("Elina sees %q, want %q", got, want)
		}

		u.write(u.county, func(tx *store.Tx) error {
			c, err := tx.ClientByID(u.joona.ID)
			if err != nil {
				return err
			}
			_, err = tx.ReviseClient(c, c.WithNonDisclosure(true), "x", "x")
			return err
		})
		if got, want := seen(u.riikka), "a client; a client of 1"; got != want {
			u.t.Errorf("under an order of non-disclosure Riikka sees %q, want %q", got, want)
		}
	})
}

func TestWhoElseIsAtAnEmployer(t *testing.T) {
	inTown(t, func(u *town) {
		notice, err := u.EmployerNotice(u.ctx, u.as(u.riikka), u.kahvila.UID) // she was there herself
		must(u.t, err)
		if len(notice.Others) != 0 {
			u.t.Errorf("she is told of %+v", notice.Others)
		}
		form, err := u.ContactForm(u.ctx, u.as(u.sami), "kahvila KULMA", casework.UID{}, casework.UID{})
		must(u.t, err)
		if form.Notice == nil || len(form.Notice.Others) != 1 || form.Notice.Others[0].ID != u.painting.ID || form.Employer.ID != u.kahvila.ID {
			u.t.Errorf("one who types its name is told of %+v", form.Notice)
		}
	})
}

func TestAnEmployerThatWantsNoContacts(t *testing.T) {
	inTown(t, func(u *town) {
		u.stop(u.purola, today.AddDays(-1))
		log := func(change func(*app.ContactInput)) (casework.EmployerContact, error) {
			in := u.noteAt(u.purola)
			change(&in)
			done, err := u.LogContact(u.ctx, u.as(u.riikka), in)
			return done.Contact, err
		}
		_, err := log(func(*app.ContactInput) {})
		if got := refusedFields(err); got != "knowingly contact.do_not_contact" {
			u.t.Errorf("a contact is answered with %q", got)
		}
		c, err := log(func(in *app.ContactInput) { in.Note.Knowingly = true })
		if err != nil || !c.Knowingly {
			u.t.Errorf("knowingly: %+v, %v", c, err)
		}
		c, err = log(func(in *app.ContactInput) { in.Note.Kind, in.Note.Knowingly = casework.FollowUp, true })
		if err != nil || c.Knowingly {
			u.t.Errorf("a follow-up: %+v, %v", c, err)
		}
		_, err = log(func(in *app.ContactInput) { in.Note.On = today.AddDays(-2) })
		must(u.t, err)

		which, text := u.corrected(u.contact(u.dressing.UID), "Aukeaa seitsemältä.") // noted before
		_, err = u.CorrectContact(u.ctx, u.as(u.riikka), which, text)
		must(u.t, err)

		which = because(u.purola.UID)
		which.Revision = 2
		e, err := u.AllowContacts(u.ctx, u.as(u.riikka), which)
		if err != nil || !e.DoNotContact.On.IsZero() {
			u.t.Errorf("allowed again: %+v, %v", e.DoNotContact, err)
		}
		_, err = log(func(*app.ContactInput) {})
		must(u.t, err)
	})
}

func TestCorrectEmployer(t *testing.T) {
	inTown(t, func(u *town) {
		u.called[u.kahvila.UID.String()] = "Kahvila"
		in := app.EmployerInput{Note: casework.EmployerNote{Name: "Kahvila Kulma", Needs: "Lounasapua"}}
		changed, err := u.CorrectEmployer(u.ctx, u.as(u.riikka), because(u.kahvila.UID), in)
		must(u.t, err)
		if changed.Needs != "Lounasapua" || changed.Revision != 2 {
			u.t.Errorf("it stands as %+v", changed)
		}
		_, err = u.CorrectEmployer(u.ctx, u.as(u.sami), because(u.kahvila.UID), in) // as it stands
		must(u.t, err)
		in.Note.Needs = "Tiskaajaa"
		_, err = u.CorrectEmployer(u.ctx, u.as(u.sami), because(u.kahvila.UID), in)
		wantProblem(u.t, err, problem.Conflict, "problem.stale")
		_, err = u.CorrectEmployer(u.ctx, u.as(u.sami), app.Correction{UID: u.kahvila.UID, Revision: 2}, in)
		if got := refusedFields(err); got != "reason problem.reason_missing" {
			u.t.Errorf("without a reason: %q", got)
		}
		u.wantLogged(asRiikka+"correct|employer|Kahvila|"+inCounty+"done|Needs|", asSami+"show|employer|Kahvila|"+inCounty+"shown|unchanged|")
		p, err := u.Employer(u.ctx, u.as(u.sami), u.kahvila.UID)
		if err != nil || len(p.Revisions) != 1 || p.Revisions[0].Reason != canary {
			u.t.Errorf("its earlier texts are %+v, %v", p.Revisions, err)
		}
	})
}

func TestWithdrawEmployer(t *testing.T) {
	inTown(t, func(u *town) {
		_, err := u.WithdrawEmployer(u.ctx, u.as(u.riikka), because(u.purola.UID))
		wantProblem(u.t, err, problem.Conflict, "employer.in_use")
		mistake := u.addEmployer(u.county, "Virhe Oy")
		e, err := u.WithdrawEmployer(u.ctx, u.as(u.riikka), because(mistake.UID))
		if err != nil || !e.Withdrawn {
			u.t.Errorf("it is %+v, %v", e, err)
		}
		_, err = u.LogContact(u.ctx, u.as(u.riikka), u.noteAt(mistake))
		if got := refusedFields(err); got != "employer employer.withdrawn" {
			u.t.Errorf("a contact with it is answered with %q", got)
		}
		list, err := u.Employers(u.ctx, u.as(u.riikka), app.EmployersInput{Filter: app.EmployerFilters[0], ByName: true})
		if err != nil || len(list.Employers) != 2 || list.Employers[0].Employer.ID != u.kahvila.ID || list.Employers[0].Jobs != 1 || list.Employers[0].Last.ID != u.painting.ID {
			u.t.Errorf("the list is %+v, %v", list.Employers, err)
		}
	})
}

func TestJoinEmployers(t *testing.T) {
	inTown(t, func(u *town) {
		double := u.addEmployer(u.county, "Purolan kauppa")
		u.called[double.UID.String()] = "double"
		visit, job := u.visit(u.elina, double, -1, &u.anni), u.job(u.eero, double, -9)
		u.write(u.county, func(tx *store.Tx) error {
			_, err := tx.AddConsent(casework.Consent{Noted: u.noted(), ClientID: u.mirja.ID, Kind: casework.ConsentEmployers, Given: true, Leave: casework.LeaveNamed,
				Employers: []int64{double.ID, u.kahvila.ID}, Span: casework.Span{From: today}})
			return err
		})
		for into, want := range map[casework.UID]string{{}: "into employer.choose_other", double.UID: "into employer.choose_other"} {
			_, err := u.JoinEmployers(u.ctx, u.as(u.riikka), because(double.UID), into)
			if got := refusedFields(err); got != want {
				u.t.Errorf("joining with %s: %q", into, got)
			}
		}
		other, err := u.JoinEmployers(u.ctx, u.as(u.riikka), because(double.UID), u.purola.UID)
		if err != nil || other.ID != u.purola.ID {
			u.t.Fatalf("it gives %+v, %v", other, err)
		}
		u.wantLogged(asRiikka + "move|employer|double|" + inCounty + "done|to " + u.purola.UID.String() + "|Mirja, Eero, Anni")
		gone := u.employer(double.UID)
		if !gone.Withdrawn || gone.SameAsID != u.purola.ID || u.contact(visit.UID).EmployerID != u.purola.ID || u.placement(job.UID).EmployerID != u.purola.ID {
			u.t.Errorf("the double stands as %+v", gone)
		}
		u.see(func(tx *store.Tx) error {
			consents, err := tx.Consents(u.mirja.ID)
			if c := consents.EmployerAnswer(today); !c.LetsName(u.purola.ID) || c.LetsName(double.ID) || !c.LetsName(u.kahvila.ID) {
				u.t.Errorf("Mirja's leave is %+v", c)
			}
			last, lastErr := tx.LastContacts([]int64{double.ID, u.purola.ID})
			if len(last) != 1 || last[u.purola.ID].ID != visit.ID || lastErr != nil {
				u.t.Errorf("the newest contacts are %+v, %v", last, lastErr)
			}
			old, oldErr := tx.Revisions("employer_contact", visit.ID)
			if len(old) != 1 || old[0].Reason != canary || oldErr != nil {
				u.t.Errorf("the contact's trace is %+v, %v", old, oldErr)
			}
			return err
		})
		done, err := u.LogContact(u.ctx, u.as(u.riikka), u.noteAt(double)) // from a form that still has the double
		if err != nil || done.Employer.ID != u.purola.ID {
			u.t.Errorf("a contact goes to %+v, %v", done.Employer, err)
		}
	})
}
