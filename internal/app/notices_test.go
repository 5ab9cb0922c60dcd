package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

var (
	partnerNote = casework.PartnerNote{Place: casework.PlaceRemote, Channel: casework.MeetingByPhone, Matter: canary, Agreed: canary + canary, Present: canary}
	recordNote  = casework.RecordNote{From: today.AddDays(-20), To: today, Register: casework.RegisterPatient, Text: canary + " " + canary}
)

// tellOf adds a setback of somebody.
func (u *town) tellOf(county int64, of resident, by casework.Staff) casework.Setback {
	u.t.Helper()
	all := []casework.Setback{{Noted: u.noted(), EpisodeID: of.Episode.ID, On: today.AddDays(-3), Text: canary}}
	all[0].RecordedBy = by.ID
	u.write(county, func(tx *store.Tx) error { return tx.AddSetbacks(all) })
	return all[0]
}

// partnerOf adds somebody to a network for whom no consent is asked.
func (u *town) partnerOf(county int64, of resident) casework.Supporter {
	u.t.Helper()
	all := []casework.Supporter{{Noted: u.noted(), EpisodeID: of.Episode.ID, On: today.AddDays(-9), Source: casework.SourceClient,
		Party: casework.PartyDebt, Name: canary, MayContact: true, Matters: canary}}
	u.write(county, func(tx *store.Tx) error { return tx.AddSupporters(all) })
	return all[0]
}

// talkedWith adds a talk with somebody of a network.
func (u *town) talkedWith(county int64, of resident, with casework.Supporter) casework.PartnerTalk {
	u.t.Helper()
	all := []casework.PartnerTalk{{Noted: u.noted(), EpisodeID: of.Episode.ID, SupporterID: with.ID, On: today.AddDays(-3), Place: casework.PlaceRemote,
		Channel: casework.MeetingByPhone, Agreed: canary}}
	u.write(county, func(tx *store.Tx) error { return tx.AddPartnerTalks(all) })
	return all[0]
}

// textOf adds a text that waits to be carried.
func (u *town) textOf(county int64, of resident, by casework.Staff) casework.RecordText {
	u.t.Helper()
	all := []casework.RecordText{{Noted: u.noted(), EpisodeID: of.Episode.ID, On: today.AddDays(-3), From: today.AddDays(-30), To: today.AddDays(-3),
		Register: casework.RegisterPatient, Text: canary}}
	all[0].RecordedBy = by.ID
	u.write(county, func(tx *store.Tx) error { return tx.AddRecordTexts(all) })
	return all[0]
}

// told says what somebody is told of, the newest first: the kind, whose it is,
// and + while it is unread.
func (u *town) told(s casework.Staff) string {
	u.t.Helper()
	p, err := u.Notices(u.ctx, u.as(s))
	must(u.t, err)
	var all []string
	unread := 0
	for _, l := range p.Lines {
		mark := ""
		if l.ReadAt == 0 {
			mark = "+"
			unread++
		}
		all = append(all, mark+string(l.Kind)+" "+l.Client.GivenName)
	}
	if unread != p.Unread {
		u.t.Errorf("%d are unread, and the page says %d", unread, p.Unread)
	}
	slices.Sort(all) // those of one moment have no order
	return strings.Join(all, ", ")
}

func (u *town) wantTold(s casework.Staff, want string) {
	u.t.Helper()
	if got := u.told(s); got != want {
		u.t.Errorf("%s is told %q, want %q", s.Name, got, want)
	}
}

func (u *town) hires(of resident, by casework.Staff) casework.Placement {
	u.t.Helper()
	got, err := u.StartPlacement(u.ctx, u.as(by), u.jobFor(of, u.purola))
	must(u.t, err)
	return got.Placement
}

func TestNoticesReachThoseWhoMayKnow(t *testing.T) {
	inTown(t, func(u *town) {
		// Eero and Liisa are of Kaisa's care team, and Eero alone lets it be told.
		u.hires(u.eero, u.elina)
		u.hires(u.liisa, u.elina)
		u.wantTold(u.kaisa, "+got_work Eero")
		u.wantTold(u.elina, "")
		// Riikka's client: the leader of the team is told, and nobody of another.
		job := u.hires(u.joona, u.riikka)
		u.wantTold(u.paivi, "+got_work Joona")
		u.wantTold(u.sami, "")
		// A work trial is no job.
		trial := u.jobFor(u.joona, u.kahvila)
		trial.Note.Kind = casework.WorkTrial
		_, err := u.StartPlacement(u.ctx, u.as(u.riikka), trial)
		must(t, err)
		u.wantTold(u.paivi, "+got_work Joona")
		// What was noted of the wrong client is told of the right one instead.
		_, err = u.MovePlacement(u.ctx, u.as(u.riikka), because(job.UID), u.mirja.UID)
		must(t, err)
		u.wantTold(u.paivi, "+got_work Mirja")
		u.wantTold(u.sami, "+got_work Mirja")
		_, err = u.WithdrawPlacement(u.ctx, u.as(u.riikka), app.Correction{UID: job.UID, Revision: 2, Reason: "väärä"})
		must(t, err)
		u.wantTold(u.sami, "")

		// The care team is told at once, and it is seen that it has read it.
		in := app.SetbackInput{UID: u.IDs(), Client: u.eero.UID, Note: casework.SetbackNote{Text: "Ei ole nukkunut."}}
		_, err = u.TellSetback(u.ctx, u.as(u.elina), in)
		must(t, err)
		again, err := u.TellSetback(u.ctx, u.as(u.elina), in) // the form is sent twice
		must(t, err)
		u.wantTold(u.kaisa, "+fares_worse Eero, +got_work Eero")
		page, err := u.Notices(u.ctx, u.as(u.kaisa))
		must(t, err)
		first := page.Lines[slices.IndexFunc(page.Lines, func(l app.NoticeLine) bool { return l.Kind == casework.NoticeFaresWorse })]
		if first.About != again.UID || first.ByID != u.elina.ID {
			t.Errorf("it tells of %s by %d", first.About, first.ByID)
		}
		_, err = u.OpenNotice(u.ctx, u.as(u.sami), first.UID)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		_, err = u.OpenNotice(u.ctx, u.as(u.kaisa), first.UID)
		must(t, err)
		u.wantTold(u.kaisa, "+got_work Eero, fares_worse Eero")
		seen, err := u.Setback(u.ctx, u.as(u.elina), again.UID)
		must(t, err)
		if len(seen.Told) != 1 || seen.Told[0].StaffID != u.kaisa.ID || seen.Told[0].ReadAt == 0 {
			t.Errorf("told are %+v", seen.Told)
		}
		n, err := u.ReadNotices(u.ctx, u.as(u.kaisa))
		must(t, err)
		if n != 1 {
			t.Errorf("%d were read, want 1", n)
		}

		// When the leave is taken back, what it opened is shown no more.
		_, err = u.WithdrawConsent(u.ctx, u.as(u.elina), app.WithdrawalInput{Consent: u.consentOf(u.eero, casework.ConsentCareTeam), How: casework.ConsentOral})
		must(t, err)
		u.wantTold(u.kaisa, "+consent_withdrawn Eero")
		_, err = u.OpenNotice(u.ctx, u.as(u.kaisa), first.UID)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		_, err = u.TellSetback(u.ctx, u.as(u.elina), app.SetbackInput{UID: u.IDs(), Client: u.eero.UID, Note: casework.SetbackNote{Text: "x"}})
		wantProblem(t, err, problem.Conflict, "setback.no_leave")
		// A ban stands over everything: not even the bell counts what it hides.
		if got := u.unread(u.kaisa); got != 1 {
			t.Errorf("the bell says %d, want 1", got)
		}
		u.ban(u.eero, u.kaisa)
		u.wantTold(u.kaisa, "")
		if got := u.unread(u.kaisa); got != 0 {
			t.Errorf("the bell says %d, want 0", got)
		}
		u.wantNoCanary()
	})
}

// unread is what the bell of somebody says.
func (u *town) unread(s casework.Staff) int {
	u.t.Helper()
	token := auth.Token(u.IDs().String())
	u.write(u.county, func(tx *store.Tx) error {
		return tx.AddSession(store.Session{UID: u.IDs(), StaffID: s.ID, How: "password", State: store.SessionOpen, OpenedAt: tx.Now, SeenAt: tx.Now}, token.Sum())
	})
	v, err := u.Visit(u.ctx, token)
	must(u.t, err)
	return v.Unread
}

// consentOf is the uid of a leave that somebody has given.
func (u *town) consentOf(r resident, kind casework.ConsentKind) (uid casework.UID) {
	u.t.Helper()
	u.see(func(tx *store.Tx) error {
		all, err := tx.Consents(r.ID)
		if c, ok := all.On(kind, today); ok {
			uid = c.UID
		}
		return err
	})
	return uid
}

func TestNoticesOfReferralsAndHandOvers(t *testing.T) {
	inTown(t, func(u *town) {
		kaisa, paivi := u.as(u.kaisa), u.as(u.paivi)
		in := u.newReferral()
		in.Team, in.CareTeam = u.team.UID, u.care.UID
		in.New.GivenName, in.New.FamilyName = "Uuno", "Uusi"
		r, err := u.Refer(u.ctx, kaisa, in)
		must(t, err)
		u.wantTold(u.paivi, "+referral_came Uuno")
		u.wantTold(u.kaisa, "")
		u.wantTold(u.riikka, "")
		_, err = u.Receive(u.ctx, paivi, app.ReceiptInput{Client: r.Client.UID, Revision: 1, On: today})
		must(t, err)
		u.wantTold(u.kaisa, "+referral_received Uuno")
		_, err = u.Receive(u.ctx, paivi, app.ReceiptInput{Client: r.Client.UID, Revision: 2, On: today, ExpectedOn: today.AddDays(30)})
		must(t, err)
		u.wantTold(u.kaisa, "+referral_received Uuno") // the day is told anew, and that is no news
		_, err = u.ReturnReferral(u.ctx, paivi, app.ReturnInput{Client: r.Client.UID, Revision: 1, On: today, Reason: casework.ReturnMoved})
		must(t, err)
		u.wantTold(u.kaisa, "+referral_received Uuno, +referral_returned Uuno")

		in = u.newReferral()
		in.Team, in.CareTeam = u.team.UID, u.care.UID
		in.New.GivenName, in.New.FamilyName, in.New.BirthOn = "Kysy", "Kysyvä", casework.MustDay("1999-09-09")
		asked, err := u.AskReferral(u.ctx, u.as(u.riikka), in)
		must(t, err)
		if got := u.told(u.kaisa); !strings.Contains(got, "+referral_asked Kysy") {
			t.Errorf("the care team is told %q", got)
		}
		_, err = u.DropAsked(u.ctx, kaisa, app.Revised{UID: asked.Referral.UID, Revision: 1}, today, casework.ReturnDeclined)
		must(t, err)
		u.wantTold(u.riikka, "+referral_dropped Kysy")

		_, err = u.HandOverEpisode(u.ctx, paivi, app.HandOverInput{EpisodeInput: app.EpisodeInput{Client: u.joona.UID, Revision: 1}, Coach: u.sami.UID, From: today})
		must(t, err)
		u.wantTold(u.sami, "+handed_over Joona")
		u.wantTold(u.riikka, "+handed_over Joona, +referral_dropped Kysy")
		u.wantTold(u.elina, "")
	})
}

// TestNoticesEnd: old notices are not told for ever.
func TestNoticesEnd(t *testing.T) {
	inTown(t, func(u *town) {
		u.hires(u.eero, u.elina)
		u.clock.Advance(91 * 24 * time.Hour)
		u.wantTold(u.kaisa, "")
		u.see(func(tx *store.Tx) error {
			waiting, err := tx.UnreadTo(u.kaisa.ID, time.Unix(0, 0), 9)
			if len(waiting) != 1 {
				t.Errorf("%d wait, want 1", len(waiting))
			}
			return err
		})
	})
}

func TestPartnersStayWithinLeave(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		kela := []casework.Supporter{{Noted: u.noted(), EpisodeID: u.joona.Episode.ID, On: today.AddDays(-9), Source: casework.SourceClient,
			Party: casework.PartyKela, Name: "Kela", MayContact: true, Matters: "eläke"}}
		u.write(u.county, func(tx *store.Tx) error { return tx.AddSupporters(kela) })
		talk := app.PartnerTalkInput{UID: u.IDs(), Partner: kela[0].UID, Note: casework.PartnerNote{Place: casework.PlaceRemote, Channel: casework.MeetingByPhone, Agreed: "Kela laskee rajan."}}
		_, err := u.MeetPartner(u.ctx, riikka, talk)
		wantProblem(t, err, problem.Conflict, "partner.no_leave")
		u.write(u.county, func(tx *store.Tx) error {
			_, err := tx.AddConsent(casework.Consent{Noted: u.noted(), ClientID: u.joona.ID, Kind: casework.ConsentKela, Given: true, Span: casework.Span{From: today}})
			return err
		})
		for range 2 { // sent twice
			if _, err = u.MeetPartner(u.ctx, riikka, talk); err != nil {
				t.Fatal(err)
			}
		}
		page, err := u.Partners(u.ctx, riikka, u.joona.UID)
		must(t, err)
		if p := page.Partners[0]; !p.Reachable || len(p.Talks) != 1 || p.Talks[0].ByID != u.riikka.ID || p.Hidden != 0 {
			t.Errorf("with the leave it is %+v", p)
		}
		matter, err := u.RecordMatter(u.ctx, riikka, app.RecordPeriod{Client: u.joona.UID})
		must(t, err)
		if !slices.Equal(matter.Partners, []casework.Party{casework.PartyKela}) {
			t.Errorf("the text tells of %v", matter.Partners)
		}
		_, err = u.WithdrawConsent(u.ctx, riikka, app.WithdrawalInput{Consent: u.consentOf(u.joona, casework.ConsentKela), How: casework.ConsentOral})
		must(t, err)
		page, err = u.Partners(u.ctx, riikka, u.joona.UID)
		must(t, err)
		if p := page.Partners[0]; p.Reachable || len(p.Talks) != 0 || p.Hidden != 1 {
			t.Errorf("without the leave it is %+v", p)
		}
		_, err = u.PartnerTalk(u.ctx, riikka, talk.UID)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		if matter, err = u.RecordMatter(u.ctx, riikka, app.RecordPeriod{Client: u.joona.UID}); err != nil || len(matter.Partners) != 0 {
			t.Errorf("the text tells of %v (%v)", matter.Partners, err)
		}
	})
}

func TestTheTextForTheRecord(t *testing.T) {
	inTown(t, func(u *town) {
		elina := u.as(u.elina)
		m, err := u.RecordMatter(u.ctx, elina, app.RecordPeriod{Client: u.eero.UID})
		must(t, err)
		if m.From != today.AddDays(-30) || m.To != today || m.Register != casework.RegisterPatient || len(m.Meetings) != 1 || m.Coach != u.elina.Name {
			t.Errorf("the matter is %+v", m)
		}
		if _, err := u.RecordMatter(u.ctx, elina, app.RecordPeriod{Client: u.eero.UID, From: today, To: today.AddDays(-1)}); !problem.Is(err, problem.Invalid) {
			t.Errorf("a period that is turned round: %v", err)
		}
		in := app.RecordTextInput{UID: u.IDs(), Client: u.eero.UID, Note: casework.RecordNote{From: m.From, To: m.To, Register: m.Register, Text: "Tapaamisia yksi."}}
		r, err := u.WriteRecordText(u.ctx, elina, in)
		must(t, err)
		in.Note.Text = "Toinen."
		_, err = u.WriteRecordText(u.ctx, elina, in)
		wantProblem(t, err, problem.Conflict, app.NotedKey)
		_, err = u.WriteRecordText(u.ctx, elina, app.RecordTextInput{UID: u.IDs(), Client: u.liisa.UID, Note: in.Note})
		wantProblem(t, err, problem.Conflict, "record.no_leave.patient")

		u.wantDue(u.elina, 0)
		u.clock.Advance(24 * time.Hour)
		u.wantDue(u.elina, 1)
		u.clock.Advance(6*time.Hour + 5*time.Minute) // 14:05 in Helsinki
		carried, err := u.CarryRecordText(u.ctx, elina, app.Revised{UID: r.UID, Revision: 1})
		must(t, err)
		if carried.CarriedOn != today.AddDays(1) || carried.CarriedAt != "14:05" || carried.CarriedBy != u.elina.ID {
			t.Errorf("the receipt is %+v", carried)
		}
		again, err := u.CarryRecordText(u.ctx, elina, app.Revised{UID: r.UID, Revision: 1}) // sent twice
		if err != nil || again != carried {
			t.Errorf("sent twice it is %+v (%v)", again, err)
		}
		_, err = u.EditRecordText(u.ctx, elina, app.Revised{UID: r.UID, Revision: 2}, in.Note)
		wantProblem(t, err, problem.Conflict, "record.was_carried")
		u.wantDue(u.elina, 0)
		// The next text begins where this one ended.
		if m, err = u.RecordMatter(u.ctx, elina, app.RecordPeriod{Client: u.eero.UID}); err != nil || m.From != today.AddDays(1) {
			t.Errorf("the next begins on %s (%v)", m.From, err)
		}
	})
}

// wantDue asks how many texts wait on somebody's Today.
func (u *town) wantDue(s casework.Staff, want int) {
	u.t.Helper()
	day, err := u.Today(u.ctx, u.as(s))
	must(u.t, err)
	got := 0
	for _, d := range day.Due {
		if d.Text != nil {
			got++
		}
	}
	if got != want {
		u.t.Errorf("%d texts wait, want %d", got, want)
	}
}
