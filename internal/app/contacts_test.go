package app_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// noteAt is the least that a form sends: an employer, and the uids made with it.
func (u *town) noteAt(e casework.Employer) app.ContactInput {
	return app.ContactInput{UID: u.IDs(), Employer: e.UID, NewEmployer: casework.NewEmployer{UID: u.IDs()}}
}

// contact gives a contact as it stands.
func (u *town) contact(uid casework.UID) (c casework.EmployerContact) {
	u.t.Helper()
	u.see(func(tx *store.Tx) (err error) { c, err = tx.ContactByUID(uid); return err })
	return c
}

// week gives how many employers somebody has met face to face this week.
func (u *town) week(s casework.Staff) (n int) {
	u.t.Helper()
	u.see(func(tx *store.Tx) error {
		weeks, err := tx.CoachWeeks([]int64{s.ID}, today.Week(), today.Week())
		for _, w := range weeks {
			n = w.FaceToFace
		}
		return err
	})
	return n
}

// met gives when an employer was last met face to face for a client.
func (u *town) met(r resident) (on casework.Day) {
	u.t.Helper()
	u.see(func(tx *store.Tx) error {
		last, err := tx.LastOf([]int64{r.ID})
		on = last[r.ID].EmployerFaceToFace
		return err
	})
	return on
}

func TestLogContact(t *testing.T) {
	inTown(t, func(u *town) {
		in := u.noteAt(u.purola)
		u.called[in.UID.String()] = "contact"
		done, err := u.LogContact(u.ctx, u.as(u.riikka), in)
		must(u.t, err)
		no := false
		want := casework.EmployerContact{
			Noted:      casework.Noted{Record: casework.Record{ID: done.Contact.ID, UID: in.UID, Revision: 1}, RecordedBy: u.riikka.ID, RecordedAt: u.clock.Now().UnixMicro()},
			EmployerID: u.purola.ID, On: today, Staff: []int64{u.riikka.ID}, Channel: casework.FaceToFace, Kind: casework.ColdVisit,
			DecisionMaker: &no, Reached: casework.ReachedOther, Next: casework.NextNotNow,
		}
		u.wantSame("what is answered", done.Contact, want)
		u.wantSame("what is kept", u.contact(in.UID), want)
		u.wantSame("the employer", done.Employer, u.purola)
		u.wantLogged(asRiikka + "add|employer_contact|contact|" + inCounty + "done||")
		if n := u.week(u.riikka); n != 1 {
			u.t.Errorf("the week counts %d", n)
		}
	})
}

func TestLogContactForAClientWithAPartner(t *testing.T) {
	inTown(t, func(u *town) {
		in := u.noteAt(u.purola)
		u.called[in.UID.String()] = "contact"
		in.Client, in.Partners = u.joona.UID, []casework.UID{u.sami.UID, u.riikka.UID, u.sami.UID}
		done, err := u.LogContact(u.ctx, u.as(u.riikka), in)
		must(u.t, err)
		if !slices.Equal(done.Contact.Staff, []int64{u.riikka.ID, u.sami.ID}) || done.Contact.EpisodeID != u.joona.Episode.ID {
			u.t.Errorf("it is of %v for episode %d", done.Contact.Staff, done.Contact.EpisodeID)
		}
		u.wantLogged(asRiikka + "add|employer_contact|contact|" + own + "done||Joona")
		if u.week(u.riikka) != 1 || u.week(u.sami) != 1 || u.met(u.joona) != today {
			u.t.Errorf("it counts %d and %d, and Joona's last is %v", u.week(u.riikka), u.week(u.sami), u.met(u.joona))
		}
	})
}

func TestLogContactWithANewEmployer(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		in := u.noteAt(casework.Employer{})
		in.NewEmployer.Name = "  Rautakauppa   Virta "
		u.called[in.UID.String()], u.called[in.NewEmployer.UID.String()] = "contact", "employer"
		done, err := u.LogContact(u.ctx, riikka, in)
		must(u.t, err)
		if done.Employer.Name != "Rautakauppa Virta" || done.Employer.RecordedBy != u.riikka.ID || done.Contact.EmployerID != done.Employer.ID {
			u.t.Errorf("the employer is %+v", done.Employer)
		}
		u.wantLogged(asRiikka+"add|employer|employer|"+inCounty+"done||", asRiikka+"add|employer_contact|contact|"+inCounty+"done||")

		again := u.noteAt(casework.Employer{})
		again.NewEmployer.Name = "RAUTAKAUPPA virta"
		u.called[again.UID.String()] = "second contact"
		known, err := u.LogContact(u.ctx, riikka, again)
		must(u.t, err)
		u.wantSame("the employer of just that name", known.Employer, done.Employer)
		u.wantLogged(asRiikka + "add|employer_contact|second contact|" + inCounty + "done||")
	})
}

func TestLogContactIsRefused(t *testing.T) {
	inTown(t, func(u *town) {
		before := u.contents()
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			in    func(*app.ContactInput)
			kind  problem.Kind
			key   string
			log   []string
		}{
			{"without an employer", u.riikka, func(in *app.ContactInput) { in.Employer = casework.UID{} }, problem.Invalid, "employer: contact.employer_missing", nil},
			{"with a new one of no name", u.riikka, func(in *app.ContactInput) { in.Employer, in.NewEmployer.Name = casework.UID{}, "  " }, problem.Invalid, "employer_name: employer.name_missing", nil},
			{"tomorrow, with a new employer: neither is kept", u.riikka, func(in *app.ContactInput) {
				in.Employer, in.NewEmployer.Name, in.Note.On = casework.UID{}, "Uusi Oy", today.AddDays(1)
			}, problem.Invalid, "on: problem.day_ahead", nil},
			{"of another county's employer", u.riikka, func(in *app.ContactInput) { in.Employer = u.abroadPurola.UID }, problem.NotFound, "problem.not_found", nil},
			{"with another county's partner", u.riikka, func(in *app.ContactInput) { in.Partners = []casework.UID{u.pekka.UID} }, problem.NotFound, "problem.not_found", nil},
			{"for a client who has given no leave", u.riikka, func(in *app.ContactInput) { in.Client = u.mirja.UID }, problem.Invalid, "client: contact.no_leave", nil},
			{"for a client before they gave leave", u.riikka, func(in *app.ContactInput) { in.Client, in.Note.On = u.joona.UID, always.From.AddDays(-1) },
				problem.Invalid, "client: contact.no_leave", nil},
			{"for another team's client, whatever leave they gave", u.riikka, func(in *app.ContactInput) { in.Client = u.anni.UID }, problem.NotFound, "problem.not_found",
				[]string{asRiikka + "attempt|client|Anni|" + unknown + "note_client|Anni"}},
			{"for another county's client", u.riikka, func(in *app.ContactInput) { in.Client = u.stranger.UID }, problem.NotFound, "problem.not_found", nil},
			{"by a care worker", u.kaisa, func(*app.ContactInput) {}, problem.Forbidden, "access.refused.note_employer",
				[]string{asKaisa + "attempt|employer_contact|contact|" + unknown + "note_employer|"}},
			{"by a manager", u.outi, func(*app.ContactInput) {}, problem.Forbidden, "access.refused.note_employer",
				[]string{asOuti + "attempt|employer_contact|contact|" + unknown + "note_employer|"}},
		} {
			u.row(row.rule, func() {
				in := u.noteAt(u.purola)
				u.called[in.UID.String()] = "contact"
				row.in(&in)
				done, err := u.LogContact(u.ctx, u.as(row.actor), in)
				wantProblem(u.t, err, row.kind, row.key)
				if done.Contact.ID != 0 {
					u.t.Errorf("refused, and given %+v", done)
				}
				u.wantLogged(row.log...)
			})
		}
		u.wantKept(before)
	})
}

func TestSentTwiceItIsThereOnce(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		in := u.noteAt(casework.Employer{})
		in.NewEmployer.Name, in.Client = "Rautakauppa Virta", u.joona.UID
		u.called[in.UID.String()], u.called[in.NewEmployer.UID.String()] = "contact", "employer"
		first, err := u.LogContact(u.ctx, riikka, in)
		must(u.t, err)
		again, err := u.LogContact(u.ctx, riikka, in)
		must(u.t, err)
		u.wantSame("the second answer", again, first)
		u.wantLogged(
			asRiikka+"add|employer|employer|"+inCounty+"done||",
			asRiikka+"add|employer_contact|contact|"+own+"done||Joona",
			asRiikka+"show|employer_contact|contact|"+own+"shown|sent again|Joona",
		)
		if n := u.week(u.riikka); n != 1 {
			u.t.Errorf("the week counts %d", n)
		}
		_, err = u.LogContact(u.ctx, u.as(u.sami), in)
		wantProblem(u.t, err, problem.Conflict, "problem.stale")

		riikka.Grants = []casework.Grant{coachIn(u.other)} // she has changed teams, and her phone sends it once more
		again, err = u.LogContact(u.ctx, riikka, in)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		if again.Contact.ID != 0 {
			u.t.Errorf("she is given %+v", again)
		}
		u.wantLogged("Riikka Tolonen|coach|Lintulammen IPS|attempt|client|Joona|" + unknown + "note_client|Joona")
	})
}

func TestSentFiftyTimesAtOnceItIsThereOnce(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		in := u.noteAt(casework.Employer{})
		in.NewEmployer.Name, in.Client, in.Partners = "Rautakauppa Virta", u.joona.UID, []casework.UID{u.sami.UID}
		u.together(50, func(int) error {
			done, err := u.LogContact(u.ctx, riikka, in)
			if err == nil && done.Contact.UID != in.UID {
				err = fmt.Errorf("answered with %+v", done)
			}
			return err
		})
		if n := u.number("SELECT COUNT(*) FROM employer WHERE name = 'Rautakauppa Virta'"); n != 1 || u.week(u.riikka) != 1 || u.week(u.sami) != 1 {
			u.t.Errorf("there are %d employers, and the weeks count %d and %d", n, u.week(u.riikka), u.week(u.sami))
		}
		added, shown := 0, 0
		for _, e := range u.entries() {
			switch {
			case e.Action == "add" && e.Kind == "employer_contact":
				added++
			case e.Detail == "sent again":
				shown++
			}
		}
		if added != 1 || shown != 49 {
			u.t.Errorf("the log tells of %d added and %d sent again", added, shown)
		}
	})
}

func TestManyNoteForOneClientAtOnce(t *testing.T) {
	inTown(t, func(u *town) {
		riikka, sami := u.as(u.riikka), u.as(u.sami)
		u.together(40, func(i int) error {
			in, actor := u.noteAt(u.purola), riikka
			in.Client, in.Partners = u.joona.UID, []casework.UID{u.sami.UID}
			if i%2 == 1 {
				actor, in.Partners = sami, []casework.UID{u.riikka.UID}
			}
			_, err := u.LogContact(u.ctx, actor, in)
			return err
		})
		if u.week(u.riikka) != 40 || u.week(u.sami) != 40 || u.met(u.joona) != today {
			u.t.Errorf("the weeks count %d and %d, and Joona's last is %v", u.week(u.riikka), u.week(u.sami), u.met(u.joona))
		}
	})
}

// together does something n times at once; none may fail.
func (u *town) together(n int, do func(int) error) {
	u.t.Helper()
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			if err := do(i); err != nil {
				u.t.Error(err)
			}
		})
	}
	wg.Wait()
}

// corrected is what the form of a contact sends back with another text.
func (u *town) corrected(c casework.EmployerContact, text string) (app.Correction, app.ContactInput) {
	in := app.ContactInput{UID: c.UID, Note: casework.ContactNote{
		On: c.On, Channel: c.Channel, Kind: c.Kind, Reached: c.Reached, Next: c.Next, ReturnOn: c.ReturnOn, Learned: text,
	}}
	for _, e := range []casework.Employer{u.purola, u.kahvila} {
		if e.ID == c.EmployerID {
			in.Employer = e.UID
		}
	}
	for _, r := range []resident{u.joona, u.mirja, u.anni} {
		if r.Episode.ID == c.EpisodeID {
			in.Client = r.UID
		}
	}
	return app.Correction{UID: c.UID, Revision: c.Revision, Reason: "wrong day"}, in
}

func TestCorrectContact(t *testing.T) {
	inTown(t, func(u *town) {
		sami := u.as(u.sami)
		which, in := u.corrected(u.dressing, "they want a cleaner")
		in.Note.On, in.Partners = today.AddDays(-1), []casework.UID{u.sami.UID}
		done, err := u.CorrectContact(u.ctx, sami, which, in)
		must(u.t, err)
		want := u.dressing
		want.Revision, want.On, want.Learned, want.Staff = 2, today.AddDays(-1), "they want a cleaner", []int64{u.riikka.ID, u.sami.ID}
		u.wantSame("what is answered", done.Contact, want)
		u.wantSame("what is kept", u.contact(u.dressing.UID), want)
		u.wantLogged(asSami + "correct|employer_contact|dressing|" + inTeam + "done|On, Staff, Learned|Joona")
		if u.met(u.joona) != today.AddDays(-1) || u.week(u.riikka) != 0 {
			u.t.Errorf("Joona's last is %v, and this week counts %d", u.met(u.joona), u.week(u.riikka))
		}

		page, err := u.Contact(u.ctx, sami, u.dressing.UID)
		must(u.t, err)
		if len(page.Revisions) != 1 || page.Revisions[0].Reason != "wrong day" || page.Revisions[0].Actor != sami.ID || page.Revisions[0].Number != 1 ||
			!strings.Contains(string(page.Revisions[0].Body), u.dressing.On.String()) || page.Client.UID != u.joona.UID || page.Employer.ID != u.purola.ID {
			u.t.Errorf("the page is %+v", page)
		}
		u.wantLogged(asSami + "show|employer_contact|dressing|" + inTeam + "shown||Joona")

		again, err := u.CorrectContact(u.ctx, sami, which, in) // the form comes once more, with the old revision
		must(u.t, err)
		u.wantSame("the second answer", again.Contact, want)
		u.wantLogged(asSami + "show|employer_contact|dressing|" + inTeam + "shown|unchanged|Joona")

		_, stale := u.corrected(u.dressing, "they want a cook")
		_, err = u.CorrectContact(u.ctx, u.as(u.riikka), which, stale)
		wantProblem(u.t, err, problem.Conflict, "problem.stale")
		u.wantSame("what stands after a stale correction", u.contact(u.dressing.UID), want)
		u.wantLogged()
	})
}

func TestACorrectionThatChangesTheClientIsLoggedForBoth(t *testing.T) {
	inTown(t, func(u *town) {
		which, in := u.corrected(u.dressing, "")
		in.Client = casework.UID{}
		_, err := u.CorrectContact(u.ctx, u.as(u.riikka), which, in)
		must(u.t, err)
		which, in = u.corrected(u.painting, "")
		in.Client = u.joona.UID
		_, err = u.CorrectContact(u.ctx, u.as(u.riikka), which, in)
		must(u.t, err)
		u.wantLogged(
			asRiikka+"correct|employer_contact|dressing|"+own+"done|EpisodeID|Joona",
			asRiikka+"correct|employer_contact|painting|"+own+"done|EpisodeID|Joona",
		)
		if u.met(u.joona) != u.painting.On {
			u.t.Errorf("Joona's last is %v, want %v", u.met(u.joona), u.painting.On)
		}
	})
}

func TestCorrectContactIsRefused(t *testing.T) {
	inTown(t, func(u *town) {
		annis := u.visit(u.elina, u.purola, -3, &u.anni)
		before := u.contents()
		for _, row := range []struct {
			rule    string
			contact casework.EmployerContact
			change  func(*app.Correction, *app.ContactInput)
			kind    problem.Kind
			key     string
			log     []string
		}{
			{"without a reason", u.dressing, func(c *app.Correction, _ *app.ContactInput) { c.Reason = "" }, problem.Invalid, "reason: problem.reason_missing", nil},
			{"with a reason of a book", u.dressing, func(c *app.Correction, _ *app.ContactInput) { c.Reason = strings.Repeat("ä", 1001) }, problem.Invalid, "reason: problem.too_long", nil},
			{"with a reason of spaces", u.dressing, func(c *app.Correction, _ *app.ContactInput) { c.Reason = " \t" }, problem.Invalid, "reason: problem.reason_missing", nil},
			{"to a day ahead", u.dressing, func(_ *app.Correction, in *app.ContactInput) { in.Note.On = today.AddDays(1) }, problem.Invalid, "on: problem.day_ahead", nil},
			{"to a client who has given no leave", u.painting, func(_ *app.Correction, in *app.ContactInput) { in.Client = u.mirja.UID }, problem.Invalid, "client: contact.no_leave", nil},
			{"to another team's client", u.painting, func(_ *app.Correction, in *app.ContactInput) { in.Client = u.anni.UID }, problem.NotFound, "problem.not_found",
				[]string{asRiikka + "attempt|client|Anni|" + unknown + "note_client|Anni"}},
			{"of another team's client", annis, func(*app.Correction, *app.ContactInput) {}, problem.NotFound, "problem.not_found",
				[]string{asRiikka + "attempt|client|Anni|" + unknown + "note_client|Anni"}},
			{"of what there is not", casework.EmployerContact{}, func(*app.Correction, *app.ContactInput) {}, problem.NotFound, "problem.not_found", nil},
		} {
			u.row(row.rule, func() {
				which, in := u.corrected(row.contact, "another text")
				row.change(&which, &in)
				_, err := u.CorrectContact(u.ctx, u.as(u.riikka), which, in)
				wantProblem(u.t, err, row.kind, row.key)
				u.wantLogged(row.log...)
			})
		}
		u.wantKept(before)
	})
}

func TestAContactMayStayWithItsClientWhenLeaveHasEnded(t *testing.T) {
	inTown(t, func(u *town) {
		mirjas := u.visit(u.sami, u.kahvila, -3, &u.mirja) // Mirja has given none
		which, in := u.corrected(mirjas, "they want a cook")
		done, err := u.CorrectContact(u.ctx, u.as(u.sami), which, in)
		must(u.t, err)
		if done.Contact.EpisodeID != u.mirja.Episode.ID {
			u.t.Errorf("it is for episode %d", done.Contact.EpisodeID)
		}
	})
}

// TestACorrectionTellsNothingThatWasNotTold corrects an imported contact, of
// which neither whom it reached nor what follows is known.
func TestACorrectionTellsNothingThatWasNotTold(t *testing.T) {
	inTown(t, func(u *town) {
		yes := true
		c := casework.EmployerContact{
			Noted: u.noted(), EmployerID: u.purola.ID, On: today.AddDays(-3), Staff: []int64{u.riikka.ID}, Channel: casework.FaceToFace,
			DecisionMaker: &yes, MatchesPlan: &yes,
		}
		c.SenderID = "v1"
		u.write(u.county, func(tx *store.Tx) (err error) { c, err = tx.AddContact(c); return err })
		which, in := u.corrected(c, "they want a cook")
		done, err := u.CorrectContact(u.ctx, u.as(u.riikka), which, in)
		must(u.t, err)
		want := c
		want.Revision, want.Learned = 2, "they want a cook"
		u.wantSame("what is answered", done.Contact, want)

		which.Revision, in.Note.Reached = 2, casework.ReachedNobody // now it is told
		done, err = u.CorrectContact(u.ctx, u.as(u.riikka), which, in)
		must(u.t, err)
		no := false
		want.Revision, want.Reached, want.DecisionMaker = 3, casework.ReachedNobody, &no
		u.wantSame("what is answered then", done.Contact, want)
	})
}

func TestWithdrawContact(t *testing.T) {
	inTown(t, func(u *town) {
		sami := u.as(u.sami)
		fresh := u.visit(u.riikka, u.purola, 0, &u.joona)
		u.called[fresh.UID.String()] = "fresh"
		which := app.Correction{UID: fresh.UID, Revision: 1, Reason: "of somebody else"}
		_, err := u.WithdrawContact(u.ctx, sami, app.Correction{UID: fresh.UID, Revision: 1})
		wantProblem(u.t, err, problem.Invalid, "reason: problem.reason_missing")
		_, err = u.WithdrawContact(u.ctx, sami, app.Correction{UID: fresh.UID, Revision: 2, Reason: "of somebody else"})
		wantProblem(u.t, err, problem.Conflict, "problem.stale")
		_, err = u.WithdrawContact(u.ctx, u.as(u.elina), which)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		if u.week(u.riikka) != 1 || u.met(u.joona) != today {
			u.t.Errorf("before: this week counts %d, and Joona's last is %v", u.week(u.riikka), u.met(u.joona))
		}
		done, err := u.WithdrawContact(u.ctx, sami, which)
		must(u.t, err)
		want := fresh
		want.Withdrawn, want.Revision = true, 2
		u.wantSame("what is answered", done, want)
		u.wantSame("what is kept", u.contact(fresh.UID), want)
		if u.week(u.riikka) != 0 || u.met(u.joona) != u.dressing.On {
			u.t.Errorf("after: this week counts %d, and Joona's last is %v", u.week(u.riikka), u.met(u.joona))
		}
		_, err = u.WithdrawContact(u.ctx, sami, which) // sent again
		must(u.t, err)
		u.wantLogged(
			asElina+"attempt|client|Joona|"+unknown+"note_client|Joona",
			asSami+"withdraw|employer_contact|fresh|"+inTeam+"done||Joona",
			asSami+"show|employer_contact|fresh|"+inTeam+"shown|unchanged|Joona",
		)
		page, err := u.Client(u.ctx, sami, u.joona.UID) // it stays to be read
		must(u.t, err)
		if !slices.ContainsFunc(page.Timeline, func(e app.Event) bool { return e.Contact != nil && e.Contact.UID == fresh.UID && e.Contact.Withdrawn }) {
			u.t.Error("the timeline has lost it")
		}
	})
}

func TestMoveContact(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		direct := casework.Consent{Kind: casework.ConsentEmployers, Given: true, Leave: casework.LeaveDirect}
		tuula := u.move("Tuula", "Aro", home{u.team, u.sami, u.otherCare, casework.Active, []casework.Consent{direct}})
		which := app.Correction{UID: u.dressing.UID, Revision: 1, Reason: "it was Tuula's"}

		moved, err := u.MoveContact(u.ctx, riikka, which, tuula.UID)
		must(u.t, err)
		want := u.dressing
		want.EpisodeID, want.Revision = tuula.Episode.ID, 2
		u.wantSame("what is answered", moved, want)
		u.wantSame("what is kept", u.contact(u.dressing.UID), want)
		u.wantLogged(asRiikka + "move|employer_contact|dressing|" + inTeam + "done|episode|Joona, Tuula")
		if !u.met(u.joona).IsZero() || u.met(tuula) != u.dressing.On {
			u.t.Errorf("Joona's last is %v, Tuula's %v", u.met(u.joona), u.met(tuula))
		}
		for _, r := range []resident{u.joona, tuula} { // a trace stays on both
			found, err := u.Lookers(u.ctx, riikka, r.UID, 0)
			must(u.t, err)
			if n := len(found.Entries); n == 0 || !slices.ContainsFunc(found.Entries, isMove) {
				u.t.Errorf("%s's lookers do not tell of the move", r.GivenName)
			}
		}
		u.logged()

		_, err = u.MoveContact(u.ctx, riikka, which, tuula.UID) // sent again
		must(u.t, err)
		u.wantLogged(asRiikka + "show|employer_contact|dressing|" + inTeam + "shown|unchanged|Tuula")

		which.Revision = 2
		moved, err = u.MoveContact(u.ctx, riikka, which, casework.UID{})
		must(u.t, err)
		if moved.EpisodeID != 0 || !u.met(tuula).IsZero() {
			u.t.Errorf("it is for episode %d, and Tuula's last is %v", moved.EpisodeID, u.met(tuula))
		}
		u.wantLogged(asRiikka + "move|employer_contact|dressing|" + inTeam + "done|episode|Tuula")
	})
}

func isMove(e audit.Entry) bool { return e.Action == audit.Moved }

func TestMoveContactIsRefused(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		before := u.contents()
		for _, row := range []struct {
			rule string
			do   func(*app.Correction, *casework.UID)
			kind problem.Kind
			key  string
			log  []string
		}{
			{"without a reason", func(c *app.Correction, _ *casework.UID) { c.Reason = "" }, problem.Invalid, "reason: problem.reason_missing", nil},
			{"from a stale page", func(c *app.Correction, to *casework.UID) { c.Revision, *to = 7, casework.UID{} }, problem.Conflict, "problem.stale", nil},
			{"to a client who has given no leave", func(*app.Correction, *casework.UID) {}, problem.Invalid, "client: contact.no_leave", nil},
			{"to another team's", func(_ *app.Correction, to *casework.UID) { *to = u.anni.UID }, problem.NotFound, "problem.not_found",
				[]string{asRiikka + "attempt|client|Anni|" + unknown + "note_client|Anni"}},
			{"to another county's", func(_ *app.Correction, to *casework.UID) { *to = u.stranger.UID }, problem.NotFound, "problem.not_found", nil},
		} {
			u.row(row.rule, func() {
				which, to := app.Correction{UID: u.dressing.UID, Revision: 1, Reason: "it was another's"}, u.mirja.UID
				row.do(&which, &to)
				_, err := u.MoveContact(u.ctx, riikka, which, to)
				wantProblem(u.t, err, row.kind, row.key)
				u.wantLogged(row.log...)
			})
		}
		u.wantKept(before)
	})
}

func TestContactForm(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		u.visit(u.riikka, u.purola, 0, nil)
		u.logged()
		f, err := u.ContactForm(u.ctx, riikka, "kah", u.kahvila.UID, u.mirja.UID)
		must(u.t, err)
		var clients, partners []string
		for _, c := range f.Clients {
			clients = append(clients, c.Client.GivenName+" "+string(c.Leave.Leave))
		}
		for _, p := range f.Partners {
			partners = append(partners, p.Name)
		}
		if want := []string{"Ritva ", "Joona direct", "Mirja "}; !slices.Equal(clients, want) { // one's own, and the one chosen
			u.t.Errorf("the clients are %q, want %q", clients, want)
		}
		if want := []string{"Sami Karjalainen"}; !slices.Equal(partners, want) {
			u.t.Errorf("the partners are %q, want %q", partners, want)
		}
		if f.Today != today || f.ThisWeek != 1 || len(f.Last) != 2 || f.Last[0].ID != u.purola.ID || len(f.Found) != 1 || f.Found[0].ID != u.kahvila.ID ||
			f.Employer == nil || f.Employer.ID != u.kahvila.ID || f.ForClient == nil || f.ForClient.Client.ID != u.mirja.ID {
			u.t.Errorf("the form is %+v", f)
		}
		u.wantLogged(asRiikka + "list|client||own_caseload|coach_own_caseload,coach_team|shown|to choose from|Joona, Mirja, Ritva")

		_, err = u.ContactForm(u.ctx, riikka, "", casework.UID{}, u.anni.UID)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		u.wantLogged(asRiikka + "attempt|client|Anni|" + unknown + "note_client|Anni")
	})
}

func TestFindEmployers(t *testing.T) {
	inTown(t, func(u *town) {
		found, err := u.FindEmployers(u.ctx, u.as(u.paivi), "purola")
		must(u.t, err)
		if len(found) != 1 || found[0].ID != u.purola.ID {
			u.t.Errorf("found are %+v", found)
		}
		_, err = u.FindEmployers(u.ctx, u.as(u.kaisa), "purola")
		wantProblem(u.t, err, problem.Forbidden, "access.refused.read_employers")
		u.wantLogged(asPaivi+"list|employer||county|team_leader_employers|shown||", asKaisa+"attempt|employer||"+unknown+"read_employers|")
	})
}
