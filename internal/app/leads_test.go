package app_test

import (
	"slices"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// leadTerms has a text in every field that takes one. The client does it alone,
// so that it may be worked whatever they have answered.
func leadTerms() casework.LeadTerms {
	return casework.LeadTerms{Source: casework.LeadHidden, Title: canary, Tasks: canary, Times: canary, Pay: canary, Place: canary, Fit: canary, Mode: casework.SearchSelf}
}

// leadInput is a lead for a client at an employer of its own.
func (u *town) leadInput(client casework.UID) app.LeadInput {
	return app.LeadInput{
		UID: u.IDs(), Client: client, NewEmployer: casework.NewEmployer{UID: u.IDs(), Name: canary + u.IDs().String()},
		Note: casework.LeadNote{LeadTerms: leadTerms(), LeadStep: casework.LeadStep{Next: canary, NextOn: today}},
	}
}

// leadOf is a lead of the client's that was found three days ago.
func (u *town) leadOf(of resident, by casework.Staff, at casework.Employer) (l casework.Lead) {
	u.t.Helper()
	l = casework.Lead{Noted: u.notedBy(by), EmployerID: at.ID, EpisodeID: of.Episode.ID, On: today.AddDays(-3), LeadTerms: leadTerms(),
		LeadStep: casework.LeadStep{Next: canary, NextOn: today, NextBy: casework.CoachsTask}, Wins: []casework.SmallWin{{Win: casework.WinCalled, On: today.AddDays(-2)}}}
	u.write(u.in(of), func(tx *store.Tx) (err error) { l, err = tx.AddLead(l); return err })
	return l
}

func applicationNote() casework.ApplicationNote {
	return casework.ApplicationNote{On: today.AddDays(-1), ApplicationTerms: casework.ApplicationTerms{
		By: casework.AppliedTogether, Result: casework.ResultNo, ResultOn: today, Feedback: canary, Learned: canary, Feeling: 2,
	}}
}

// applied is an application for a lead.
func (u *town) applied(of resident, l casework.Lead) (a casework.Application) {
	u.t.Helper()
	a = casework.Application{Noted: u.noted(), EpisodeID: l.EpisodeID, LeadID: l.ID, On: today.AddDays(-2), Told: casework.DiscloseSome, Sentence: canary,
		ApplicationTerms: casework.ApplicationTerms{By: casework.AppliedAlone, Feedback: canary, Learned: canary}}
	u.write(u.in(of), func(tx *store.Tx) (err error) { a, err = tx.AddApplication(a); return err })
	return a
}

func talkNote(on casework.Day) casework.TalkNote {
	return casework.TalkNote{On: on, TalkTerms: casework.TalkTerms{
		Occasion: casework.TalkBeforeSearch, Weighed: []casework.Weighed{casework.WeighedBenefits, casework.WeighedDrawbacks}, Thoughts: canary,
		Told: casework.DiscloseSome, Sentence: canary, NotSaid: canary, By: casework.ClientTells, Whom: canary, When: canary, Agreed: true,
	}}
}

// talked is a talk with the client on what employers are told.
func (u *town) talked(of resident, by casework.Staff) (k casework.DisclosureTalk) {
	u.t.Helper()
	k, err := casework.NoteTalk(of.Episode, talkNote(today), today)
	must(u.t, err)
	k.Noted = u.notedBy(by)
	u.write(u.in(of), func(tx *store.Tx) (err error) { k, err = tx.AddDisclosureTalk(k); return err })
	return k
}

// dueLeads are what Riikka's day tells of leads.
func (u *town) dueLeads() (kinds []outcomes.DueKind) {
	u.t.Helper()
	day, err := u.Today(u.ctx, u.as(u.riikka))
	must(u.t, err)
	for _, d := range day.Due {
		if d.Lead != nil {
			kinds = append(kinds, d.Kind)
		}
	}
	return kinds
}

func TestALeadIsWorkedUntilItLeadsToWork(t *testing.T) {
	inTown(t, func(u *town) {
		actor := u.as(u.riikka)
		searching := u.move("Tuija", "Etsivä", home{u.team, u.riikka, u.care, casework.Active, []casework.Consent{{Kind: casework.ConsentEmployers, Given: true, Leave: casework.LeaveDirect}}})
		in := u.leadInput(searching.UID)
		in.Employer, in.Note.Mode, in.Note.Title = u.purola.UID, "", "Hyllyttäjä"
		l, err := u.NoteLead(u.ctx, actor, in)
		must(t, err)
		if l.Mode != casework.SearchDirect {
			t.Errorf("with leave to any employer it is worked %q", l.Mode)
		}
		again, err := u.NoteLead(u.ctx, actor, in)
		must(t, err)
		if again.ID != l.ID {
			t.Error("the same form twice makes two leads")
		}
		in.Note.Title = "Kassa"
		_, err = u.NoteLead(u.ctx, actor, in)
		wantProblem(t, err, problem.Conflict, app.NotedKey)

		wantState := func(state casework.LeadState, due ...outcomes.DueKind) {
			t.Helper()
			page, err := u.Lead(u.ctx, actor, l.UID)
			must(t, err)
			if page.State != state || page.Stop != casework.StopNone {
				t.Errorf("it stands at %q (%q), want %q", page.State, page.Stop, state)
			}
			if got := u.dueLeads(); !slices.Equal(got, due) {
				t.Errorf("today tells %v, want %v", got, due)
			}
		}
		wantState(casework.LeadNew, outcomes.DueLeadStep)
		u.visit(u.riikka, u.purola, 0, &searching)
		wantState(casework.LeadInTouch, outcomes.DueLeadStep)
		l, err = u.StepLead(u.ctx, actor, app.Correction{UID: l.UID, Revision: l.Revision}, casework.StepNote{LeadStep: casework.LeadStep{Next: "hakemus", NextOn: today.AddDays(9)}})
		must(t, err)
		wantState(casework.LeadInTouch)
		_, err = u.StepLead(u.ctx, actor, app.Correction{UID: l.UID, Revision: 1}, casework.StepNote{LeadStep: casework.LeadStep{Next: "muuta"}})
		wantProblem(t, err, problem.Conflict, "problem.stale")

		talk := app.TalkInput{UID: u.IDs(), Client: searching.UID, Note: talkNote(today)}
		talk.Note.Sentence = "Aloitan lyhyillä päivillä."
		_, err = u.NoteDisclosureTalk(u.ctx, actor, talk)
		must(t, err)
		sent, err := u.NoteApplication(u.ctx, actor, app.ApplicationInput{UID: u.IDs(), Lead: l.UID})
		must(t, err)
		if sent.Sentence != "Aloitan lyhyillä päivillä." {
			t.Errorf("the application says %q of what was agreed", sent.Sentence)
		}
		wantState(casework.LeadApplied)
		sent, err = u.CorrectApplication(u.ctx, actor, app.Correction{UID: sent.UID, Revision: 1},
			casework.ApplicationNote{On: sent.On, ApplicationTerms: casework.ApplicationTerms{InterviewOn: today.AddDays(1), InterviewAt: "10:00", WithCoach: true}})
		must(t, err)
		wantState(casework.LeadInterviewed, outcomes.DueInterview)
		l, err = u.NoteWin(u.ctx, actor, app.Correction{UID: l.UID, Revision: l.Revision}, casework.SmallWin{Win: casework.WinPractised})
		must(t, err)
		all, err := u.ClientLeads(u.ctx, actor, searching.UID)
		must(t, err)
		if len(all.Lines) != 1 || len(all.Wins) != 2 || all.Told == nil {
			t.Errorf("the client has %d leads with %v, and is told of by %v", len(all.Lines), all.Wins, all.Told)
		}
		_, err = u.WithdrawLead(u.ctx, actor, app.Correction{UID: l.UID, Revision: l.Revision, Reason: "väärä"})
		wantProblem(t, err, problem.Conflict, "lead.applied_for")
		u.job(searching, u.purola, 0)
		wantState(casework.LeadGot)
	})
}

func TestALeadStopsWithTheLeave(t *testing.T) {
	inTown(t, func(u *town) {
		actor := u.as(u.riikka)
		searching := u.move("Tuija", "Etsivä", home{u.team, u.riikka, u.care, casework.Active, nil})
		in := u.leadInput(searching.UID)
		in.Employer, in.Note.Mode, in.Note.NextOn = u.purola.UID, casework.SearchDirect, today.AddDays(9)
		_, err := u.NoteLead(u.ctx, actor, in)
		wantProblem(t, err, problem.Invalid, "mode: lead.refused.no_leave")

		answer := func(leave casework.EmployerLeave, employers ...casework.UID) casework.Consent {
			t.Helper()
			page, err := u.Consents(u.ctx, actor, searching.UID)
			must(t, err)
			stands, _ := page.Consents.On(casework.ConsentEmployers, today)
			all, err := u.AnswerConsents(u.ctx, actor, searching.UID, []app.ConsentInput{{UID: u.IDs(), Seen: stands.UID, Asked: true, Employers: employers,
				Answer: casework.ConsentAnswer{Kind: casework.ConsentEmployers, Given: true, Leave: leave}}})
			must(t, err)
			return all[0]
		}
		answer(casework.LeaveNamed, u.kahvila.UID)
		_, err = u.NoteLead(u.ctx, actor, in)
		wantProblem(t, err, problem.Invalid, "mode: lead.refused.other_employers")
		answer(casework.LeaveNamed, u.kahvila.UID, u.purola.UID)
		l, err := u.NoteLead(u.ctx, actor, in)
		must(t, err)
		wantStop := func(stop casework.LeadStop) {
			t.Helper()
			page, err := u.Lead(u.ctx, actor, l.UID)
			must(t, err)
			consents, err := u.Consents(u.ctx, actor, searching.UID)
			must(t, err)
			client, err := u.Client(u.ctx, actor, searching.UID)
			must(t, err)
			if page.Stop != stop || len(consents.Leads) != 1 || consents.Leads[0].Stop != stop || len(client.Leads) != 1 || client.Leads[0].Stop != stop {
				t.Errorf("it is stopped by %q, want %q", page.Stop, stop)
			}
			var want []outcomes.DueKind
			if stop != casework.StopNone {
				want = []outcomes.DueKind{outcomes.DueLeadStop}
			}
			if got := u.dueLeads(); !slices.Equal(got, want) {
				t.Errorf("today tells %v, want %v", got, want)
			}
			_, err = u.StepLead(u.ctx, actor, app.Correction{UID: l.UID, Revision: page.Lead.Revision}, casework.StepNote{LeadStep: page.Lead.LeadStep})
			if stop == casework.StopNone {
				must(t, err)
			} else {
				wantProblem(t, err, problem.Invalid, "next: lead.stop."+string(stop))
			}
		}
		wantStop(casework.StopNone)
		answer(casework.LeaveNamed, u.kahvila.UID)
		wantStop(casework.StopOthersOnly)
		given := answer(casework.LeaveDirect)
		wantStop(casework.StopNone)
		_, err = u.WithdrawConsent(u.ctx, actor, app.WithdrawalInput{Consent: given.UID, How: casework.ConsentOral})
		must(t, err)
		wantStop(casework.StopNoLeave)
		answer(casework.LeaveDirect)
		_, err = u.StopContacts(u.ctx, actor, app.Correction{UID: u.purola.UID, Revision: 1, Reason: "eivät halua"}, today)
		must(t, err)
		wantStop(casework.StopNoContacts)
		alone := in
		alone.Note.Mode, alone.Note.On = casework.SearchSelf, l.On
		_, err = u.CorrectLead(u.ctx, actor, app.Correction{UID: l.UID, Revision: l.Revision, Reason: "asiakas jatkaa itse"}, alone)
		must(t, err)
		wantStop(casework.StopNone)
	})
}

func TestWhoSeesALead(t *testing.T) {
	inTown(t, func(u *town) {
		toCare := casework.Consent{Kind: casework.ConsentCareTeam, Given: true}
		open := u.move("Tuija", "Avoin", home{u.team, u.riikka, u.care, casework.Active, []casework.Consent{toCare}})
		shut := u.move("Taisto", "Suljettu", home{u.team, u.riikka, u.care, casework.Active, nil})
		shown, hidden := u.leadOf(open, u.riikka, u.purola), u.leadOf(shut, u.riikka, u.purola)
		sent := u.applied(open, shown)
		_, err := u.Lead(u.ctx, u.as(u.kaisa), hidden.UID)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		page, err := u.Lead(u.ctx, u.as(u.kaisa), shown.UID)
		must(t, err)
		if page.Lead.Title != canary || page.Lead.Fit != "" || page.Lead.Next != "" || page.Note || page.Told != nil || len(page.Revisions) != 0 {
			t.Errorf("the care team reads %+v", page.Lead)
		}
		if a := page.Applications; len(a) != 1 || a[0].Feedback != "" || a[0].Sentence != "" {
			t.Errorf("and of its application %+v", a)
		}
		application, err := u.Application(u.ctx, u.as(u.kaisa), sent.UID)
		must(t, err)
		if application.Application.Learned != "" || application.Note {
			t.Errorf("and by itself %+v", application.Application)
		}
		client, err := u.Client(u.ctx, u.as(u.kaisa), open.UID)
		must(t, err)
		if len(client.Leads) != 1 || client.Leads[0].Lead.Fit != "" || client.Told != nil {
			t.Errorf("and on the client's page %+v", client.Leads)
		}

		// A coach of another team knows the employer, and not whose leads there are.
		at, err := u.Employer(u.ctx, u.as(u.elina), u.purola.UID)
		must(t, err)
		if len(at.Leads) != 0 {
			t.Errorf("another team's coach sees %+v", at.Leads)
		}
		nobodys := u.leadInput(casework.UID{})
		nobodys.Employer, nobodys.Note.Title = u.purola.UID, "Varastoapulainen"
		l, err := u.NoteLead(u.ctx, u.as(u.riikka), nobodys)
		must(t, err)
		if l.Fit != "" {
			t.Errorf("one for nobody yet says %q", l.Fit)
		}
		if at, err = u.Employer(u.ctx, u.as(u.elina), u.purola.UID); err != nil || len(at.Leads) != 1 || at.Leads[0].Client != nil {
			t.Errorf("of one for nobody yet they see %+v (%v)", at.Leads, err)
		}
		if at, err = u.Employer(u.ctx, u.as(u.riikka), u.purola.UID); err != nil || len(at.Leads) != 3 {
			t.Errorf("their own coach sees %d (%v)", len(at.Leads), err)
		}
		found := func(by casework.Staff, typed string) int {
			t.Helper()
			f, err := u.Search(u.ctx, u.as(by), typed)
			must(t, err)
			return len(f.Leads)
		}
		if own, other, part, none := found(u.riikka, canary), found(u.elina, canary), found(u.elina, "varasto"), found(u.riikka, "apulainen"); own != 2 || other != 0 || part != 1 || none != 0 {
			t.Errorf("the search finds %d, %d, %d and %d", own, other, part, none)
		}
		list, err := u.Leads(u.ctx, u.as(u.sami), app.NobodyLeads)
		must(t, err)
		if len(list.Lines) != 1 {
			t.Errorf("for nobody yet there are %d", len(list.Lines))
		}
		for _, c := range []struct {
			who  casework.Staff
			asks app.LeadView
			view app.LeadView
			want int
		}{{u.riikka, "", app.OwnLeads, 2}, {u.riikka, app.TeamLeads, app.TeamLeads, 2}, {u.sami, app.TeamLeads, app.TeamLeads, 2}, {u.paivi, "", app.TeamLeads, 2}, {u.elina, app.TeamLeads, app.TeamLeads, 0}} {
			if list, err = u.Leads(u.ctx, u.as(c.who), c.asks); err != nil || list.View != c.view || len(list.Lines) != c.want {
				t.Errorf("%s, who asks for %q, sees %d of %q, want %d of %q (%v)", c.who.Name, c.asks, len(list.Lines), list.View, c.want, c.view, err)
			}
		}
		u.ban(open, u.riikka)
		if list, err = u.Leads(u.ctx, u.as(u.riikka), app.OwnLeads); err != nil || len(list.Lines) != 1 || list.Lines[0].Client.ID != shut.ID {
			t.Errorf("who is kept from a client sees %+v (%v)", list.Lines, err)
		}
	})
}

// TestALeadOfOneUnderAnOrder holds that where such a client may work stands in no
// list, and opens to those who note for them only.
func TestALeadOfOneUnderAnOrder(t *testing.T) {
	inTown(t, func(u *town) {
		actor := u.as(u.riikka)
		toCare := casework.Consent{Kind: casework.ConsentCareTeam, Given: true}
		r := u.move("Tuija", "Turva", home{u.team, u.riikka, u.care, casework.Active, []casework.Consent{toCare}})
		l := u.leadOf(r, u.riikka, u.purola)
		u.write(u.county, func(tx *store.Tx) error {
			changed := r.Client
			changed.NonDisclosure = true
			_, err := tx.ReviseClient(r.Client, changed, "x", "määräys")
			return err
		})
		list, err := u.Leads(u.ctx, actor, app.OwnLeads)
		must(t, err)
		client, err := u.Client(u.ctx, actor, r.UID)
		must(t, err)
		day, err := u.Today(u.ctx, actor)
		must(t, err)
		due := day.Due[slices.IndexFunc(day.Due, func(d outcomes.Due) bool { return d.Lead != nil })]
		for where, line := range map[string]app.LeadLine{"list": list.Lines[0], "client's page": client.Leads[0], "day": {Lead: *due.Lead, Employer: day.Employers[due.EmployerID]}} {
			if line.Lead.EmployerID != 0 || line.Employer.Name != "" || line.Lead.Place != "" {
				t.Errorf("the %s tells where: %+v", where, line)
			}
		}
		at, err := u.Employer(u.ctx, actor, u.purola.UID)
		must(t, err)
		if len(at.Leads) != 0 {
			t.Errorf("the employer's page names %+v", at.Leads)
		}
		revealed, err := u.ClientRevealed(u.ctx, actor, r.UID)
		must(t, err)
		if revealed.Leads[0].Employer.ID != u.purola.ID {
			t.Error("the page that reveals it does not")
		}
		if page, err := u.Lead(u.ctx, actor, l.UID); err != nil || page.Employer.ID != u.purola.ID {
			t.Errorf("the coach does not read where: %v", err)
		}
		_, err = u.Lead(u.ctx, u.as(u.kaisa), l.UID)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
	})
}

func TestLeadsFollowAnEmployerThatIsJoined(t *testing.T) {
	inTown(t, func(u *town) {
		actor := u.as(u.riikka)
		double := u.addEmployer(u.county, "Purola Oy")
		l := u.leadOf(u.mirja, u.sami, double)
		_, err := u.WithdrawEmployer(u.ctx, actor, app.Correction{UID: double.UID, Revision: 1, Reason: "tuplana"})
		wantProblem(t, err, problem.Conflict, "employer.in_use")
		_, err = u.JoinEmployers(u.ctx, actor, app.Correction{UID: double.UID, Revision: 1, Reason: "sama"}, u.purola.UID)
		must(t, err)
		if page, err := u.Lead(u.ctx, u.as(u.sami), l.UID); err != nil || page.Employer.ID != u.purola.ID {
			t.Errorf("the lead stays at %q (%v)", page.Employer.Name, err)
		}
	})
}

func TestTalksAreNotedCorrectedAndTakenBack(t *testing.T) {
	inTown(t, func(u *town) {
		actor := u.as(u.riikka)
		u.planFirst(u.joona, u.riikka)
		in := app.TalkInput{UID: u.IDs(), Client: u.joona.UID, Note: talkNote(today)}
		in.Note.Told = casework.DiscloseNothing
		k, err := u.NoteDisclosureTalk(u.ctx, actor, in)
		must(t, err)
		told := func() casework.Disclosure {
			t.Helper()
			form, err := u.ContactForm(u.ctx, actor, "", casework.UID{}, u.joona.UID)
			must(t, err)
			page, err := u.Client(u.ctx, actor, u.joona.UID)
			must(t, err)
			if form.ForClient.Told == nil || page.Told == nil || *form.ForClient.Told != *page.Told {
				t.Fatalf("the form says %+v, the page %+v", form.ForClient.Told, page.Told)
			}
			return form.ForClient.Told.Told
		}
		if got := told(); got != casework.DiscloseNothing {
			t.Errorf("before an employer is met it is said %q", got)
		}
		if _, err = u.NoteDisclosureTalk(u.ctx, actor, in); err != nil {
			t.Errorf("sent again: %v", err)
		}
		in.Note.Thoughts = "toisin"
		_, err = u.NoteDisclosureTalk(u.ctx, actor, in)
		wantProblem(t, err, problem.Conflict, app.NotedKey)
		in.Note.Told = casework.DiscloseAll
		k, err = u.CorrectDisclosureTalk(u.ctx, actor, app.Correction{UID: k.UID, Revision: 1, Reason: "väärin kuultu"}, in.Note)
		must(t, err)
		if got := told(); got != casework.DiscloseAll {
			t.Errorf("when it is corrected it is said %q", got)
		}
		_, err = u.WithdrawDisclosureTalk(u.ctx, actor, app.Correction{UID: k.UID, Revision: 1, Reason: "väärä asiakas"})
		wantProblem(t, err, problem.Conflict, "problem.stale")
		_, err = u.WithdrawDisclosureTalk(u.ctx, actor, app.Correction{UID: k.UID, Revision: 2, Reason: "väärä asiakas"})
		must(t, err)
		if got := told(); got != casework.DiscloseSome {
			t.Errorf("when it is withdrawn the plan holds, and says %q", got)
		}
		page, err := u.DisclosureTalk(u.ctx, actor, k.UID)
		must(t, err)
		if !page.Talk.Withdrawn || len(page.Revisions) != 2 {
			t.Errorf("the talk has %d earlier texts", len(page.Revisions))
		}
	})
}
