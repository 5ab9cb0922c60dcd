package app_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

func (u *town) asKaisa() access.Actor { return u.as(u.kaisa) }

// listed is somebody on the care team's own list of work interest, by a mark.
func (s *subject) listed() things {
	one := casework.UnitClient{Noted: s.u.noted(), CareTeamID: s.u.care.ID, Mark: canary, Span: casework.Span{From: today.AddDays(-30)}}
	s.u.write(s.u.county, func(tx *store.Tx) error { return tx.AddUnitClients([]casework.UnitClient{one}) })
	return things{uid: one.UID}
}

func (s *subject) needSurvey() things {
	one := casework.NeedSurvey{Noted: s.u.noted(), TeamID: s.u.team.ID, Name: canary, Span: casework.Span{From: today.AddDays(-3), To: today.AddDays(9)}, Units: []casework.NeedUnit{{Name: canary}}}
	s.u.write(s.u.county, func(tx *store.Tx) error { _, err := tx.AddNeedSurvey(one); return err })
	return things{uid: one.UID}
}

// careMessage is one that Riikka wrote to the care team about nobody.
func (s *subject) careMessage() things {
	one := casework.CareMessage{Noted: s.u.noted(), CareTeamID: s.u.otherCare.ID, To: casework.ToCareTeam, On: today.AddDays(-1), Text: canary}
	one.RecordedBy = s.u.riikka.ID
	s.u.write(s.u.county, func(tx *store.Tx) error { _, err := tx.AddCareMessage(one); return err })
	return things{uid: one.UID}
}

func (u *town) needSurveyOf(team casework.Team) app.NeedSurveyInput {
	return app.NeedSurveyInput{UID: u.IDs(), Team: team.UID, Name: canary, CareTeams: []casework.UID{u.care.UID}, Others: canary + "\n" + canary + "2\n"}
}

// written is all that a use case hands over, as text.
func (u *town) written(found any) string {
	u.t.Helper()
	all, err := json.Marshal(found)
	must(u.t, err)
	return string(all)
}

// TestTheServiceNeverSeesWhoIsOnACareTeamsList has everybody of the service ask
// for the list of work interest and for its sums: no mark is in what they get.
func TestTheServiceNeverSeesWhoIsOnACareTeamsList(t *testing.T) {
	inTown(t, func(u *town) {
		marks := []string{"ML", "KT", "A1", "A2", "A3"}
		n, err := u.ListUnitClients(u.ctx, u.asKaisa(), u.care.UID, strings.Join(marks, "\n"))
		must(u.t, err)
		if n != len(marks) {
			u.t.Fatalf("%d came to the list", n)
		}
		list, err := u.UnitList(u.ctx, u.asKaisa(), u.care.UID)
		must(u.t, err)
		one := list.Due[0]
		_, err = u.AnswerInterest(u.ctx, u.asKaisa(), app.Revised{UID: one.UID, Revision: 1}, casework.InterestNote{Interest: casework.WorksAlready})
		must(u.t, err)
		for _, who := range []casework.Staff{u.riikka, u.elina, u.paivi, u.outi, u.aino, u.sanna, u.timo, u.nobody} {
			a := u.as(who)
			_, err := u.UnitList(u.ctx, a, u.care.UID)
			wantProblem(u.t, err, problem.Forbidden, "access.refused.keep_interest")
			_, err = u.UnitClient(u.ctx, a, one.UID)
			wantProblem(u.t, err, problem.Forbidden, "access.refused.keep_interest")
			_, err = u.AnswerInterest(u.ctx, a, app.Revised{UID: one.UID, Revision: 2}, casework.InterestNote{Interest: casework.WantsNow})
			wantProblem(u.t, err, problem.Forbidden, "access.refused.keep_interest")
			sums, err := u.Interest(u.ctx, a)
			if err == nil {
				said := u.written(sums)
				for _, mark := range marks {
					if strings.Contains(said, `"`+mark+`"`) {
						u.t.Errorf("%s is told the mark %s: %s", who.Name, mark, said)
					}
				}
			}
		}
		sums, err := u.Interest(u.ctx, u.as(u.outi))
		must(u.t, err)
		if sums.Sum.Listed != 5 || sums.Sum.Employed != (casework.Part{N: 1, Of: 1}) {
			u.t.Errorf("the manager is told %+v", sums.Sum)
		}
	})
}

// TestTheSumsOfFewStayInTheUnit: of four people the counts would tell of persons.
func TestTheSumsOfFewStayInTheUnit(t *testing.T) {
	inTown(t, func(u *town) {
		_, err := u.ListUnitClients(u.ctx, u.asKaisa(), u.care.UID, "A1\nA2\nA3\nA4")
		must(u.t, err)
		for _, tt := range []struct {
			who  casework.Staff
			told int
		}{{u.kaisa, 4}, {u.outi, 0}, {u.elina, 0}} {
			sums, err := u.Interest(u.ctx, u.as(tt.who))
			must(u.t, err)
			month, err := u.UnitInterest(u.ctx, u.as(tt.who), u.care.UID)
			must(u.t, err)
			if sums.Sum.Listed != tt.told || month.Listed != tt.told {
				u.t.Errorf("%s is told %d and %d", tt.who.Name, sums.Sum.Listed, month.Listed)
			}
		}
	})
}

// TestAnAnswerBecomesAReferralInOneStep: with the client's agreement the care
// worker's referral names the client, and the list remembers that it was made.
func TestAnAnswerBecomesAReferralInOneStep(t *testing.T) {
	inTown(t, func(u *town) {
		_, err := u.ListUnitClients(u.ctx, u.asKaisa(), u.care.UID, "ML")
		must(u.t, err)
		list, err := u.UnitList(u.ctx, u.asKaisa(), u.care.UID)
		must(u.t, err)
		asked := list.Due[0].UID
		in := u.referralOf("Tuomas", "Tuomela")
		in.CareTeam, in.Asked = u.care.UID, asked
		in.Note.Agreed = false
		_, err = u.Refer(u.ctx, u.asKaisa(), in)
		if !problem.Is(err, problem.Invalid) {
			u.t.Fatalf("a referral without the client's agreement: %v", err)
		}
		in.Note.Agreed = true
		done, err := u.Refer(u.ctx, u.asKaisa(), in)
		must(u.t, err)
		page, err := u.UnitClient(u.ctx, u.asKaisa(), asked)
		must(u.t, err)
		if page.Referral != done.Referral.UID || page.MayRefer {
			u.t.Errorf("the list says %v, and may refer again: %v", page.Referral, page.MayRefer)
		}
		_, err = u.Refer(u.ctx, u.asKaisa(), in) // sent twice
		must(u.t, err)
		other := u.referralOf("Eetu", "Eetula")
		other.CareTeam, other.Asked = u.care.UID, asked
		if _, err = u.Refer(u.ctx, u.asKaisa(), other); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("one answer became two referrals: %v", err)
		}
	})
}

// TestANeedSurveyIsAnsweredOnceByItsLink follows a survey from its making to its
// sums.
func TestANeedSurveyIsAnsweredOnceByItsLink(t *testing.T) {
	inTown(t, func(u *town) {
		s, err := u.MakeNeedSurvey(u.ctx, u.asPaivi(), u.needSurveyOf(u.team))
		must(u.t, err)
		links, err := u.MakeNeedLinks(u.ctx, u.asPaivi(), s.UID, -1)
		must(u.t, err)
		if len(links) != 3 {
			u.t.Fatalf("%d links were made", len(links))
		}
		again, err := u.MakeNeedLinks(u.ctx, u.asPaivi(), s.UID, -1)
		must(u.t, err)
		if len(again) != 0 {
			u.t.Error("the links were made twice")
		}
		q, err := u.NeedQuestion(u.ctx, links[1].Token, "192.0.2.1")
		must(u.t, err)
		if q.Unit != canary || q.Answered {
			u.t.Errorf("asked as %+v", q)
		}
		forty, twelve, fifty := 40, 12, 50
		err = u.AnswerNeed(u.ctx, links[1].Token, "192.0.2.1", casework.NeedReply{Clients: &forty, Named: &fifty})
		wantProblem(u.t, err, problem.Invalid, "problem.invalid")
		must(u.t, u.AnswerNeed(u.ctx, links[1].Token, "192.0.2.1", casework.NeedReply{Clients: &forty, Named: &twelve, Text: canary}))
		must(u.t, u.AnswerNeed(u.ctx, links[1].Token, "192.0.2.1", casework.NeedReply{Clients: &fifty, Named: &fifty})) // nothing changes
		found, err := u.NeedSurvey(u.ctx, u.asPaivi(), s.UID)
		must(u.t, err)
		if sums := found.Record.Sums(); sums.Answers != 1 || sums.Named != (casework.Part{N: 12, Of: 40}) {
			u.t.Errorf("the sums are %+v", sums)
		}
		fresh, err := u.MakeNeedLinks(u.ctx, u.asPaivi(), s.UID, 0)
		must(u.t, err)
		_, err = u.NeedQuestion(u.ctx, links[0].Token, "192.0.2.1")
		wantProblem(u.t, err, problem.NotFound, "need.link_gone")
		u.clock.Advance(40 * 24 * time.Hour)
		_, err = u.NeedQuestion(u.ctx, fresh[0].Token, "192.0.2.1")
		wantProblem(u.t, err, problem.Conflict, "need.closed")
		wantProblem(u.t, u.AnswerNeed(u.ctx, fresh[0].Token, "192.0.2.1", casework.NeedReply{Clients: &forty, Named: &twelve}), problem.Conflict, "need.closed")
	})
}

// TestWhoGuessesLinksHasToWait: after many links that are none even a good one
// opens nothing from that address for a while.
func TestWhoGuessesLinksHasToWait(t *testing.T) {
	inTown(t, func(u *town) {
		s, err := u.MakeNeedSurvey(u.ctx, u.asPaivi(), u.needSurveyOf(u.team))
		must(u.t, err)
		links, err := u.MakeNeedLinks(u.ctx, u.asPaivi(), s.UID, 0)
		must(u.t, err)
		for range 50 {
			_, err := u.NeedQuestion(u.ctx, "guessed", "192.0.2.66")
			wantProblem(u.t, err, problem.NotFound, "need.link_gone")
		}
		_, err = u.NeedQuestion(u.ctx, links[0].Token, "192.0.2.66")
		wantProblem(u.t, err, problem.NotFound, "need.link_gone")
		_, err = u.NeedQuestion(u.ctx, links[0].Token, "192.0.2.67")
		must(u.t, err)
	})
}

// TestAMessageReachesTheOtherSideWithTheClientsLeave: Eero has given leave to
// tell the care team, Liisa has not.
func TestAMessageReachesTheOtherSideWithTheClientsLeave(t *testing.T) {
	inTown(t, func(u *town) {
		m, err := u.WriteCareMessage(u.ctx, u.asKaisa(), app.CareMessageInput{UID: u.IDs(), Client: u.eero.UID, Text: "Aamut käyvät taas."})
		must(u.t, err)
		if m.To != casework.ToCoaches {
			u.t.Errorf("the care team wrote to %s", m.To)
		}
		u.wantTold(u.elina, "+care_message Eero")
		u.wantTold(u.kaisa, "")
		_, err = u.WriteCareMessage(u.ctx, u.asKaisa(), app.CareMessageInput{UID: u.IDs(), Client: u.liisa.UID, Text: "Aamut käyvät taas."})
		wantProblem(u.t, err, problem.Forbidden, "access.refused.message_care")
		_, err = u.WriteCareMessage(u.ctx, u.as(u.elina), app.CareMessageInput{UID: u.IDs(), Client: u.liisa.UID, Text: "Aamut käyvät taas."})
		wantProblem(u.t, err, problem.Conflict, "care_message.needs_consent")
		_, err = u.WriteCareMessage(u.ctx, u.as(u.outi), app.CareMessageInput{UID: u.IDs(), Client: u.eero.UID, Text: "Aamut käyvät taas."})
		if !problem.Is(err, problem.NotFound) {
			u.t.Errorf("a manager wrote: %v", err)
		}
		done, err := u.SettleCareMessage(u.ctx, u.as(u.elina), app.Revised{UID: m.UID, Revision: 1})
		must(u.t, err)
		if done.Waits() || done.DoneBy != u.elina.ID {
			u.t.Errorf("dealt with: %+v", done)
		}
		_, err = u.WithdrawCareMessage(u.ctx, u.as(u.elina), app.Correction{UID: m.UID, Revision: 2, Reason: "x"})
		wantProblem(u.t, err, problem.Conflict, "care_message.not_own")
		_, err = u.WithdrawCareMessage(u.ctx, u.asKaisa(), app.Correction{UID: m.UID, Revision: 2, Reason: "väärä asiakas"})
		must(u.t, err)
		u.wantTold(u.elina, "")
		_, err = u.WriteCareMessage(u.ctx, u.as(u.elina), app.CareMessageInput{UID: u.IDs(), Client: u.eero.UID, Text: "Hyvä."})
		must(u.t, err)
		u.wantTold(u.kaisa, "+care_message Eero")
	})
}

// TestACareWorkersFirstPageSaysWhatTheClientsLet: of Eero, who has given leave,
// the job is news; of Liisa nothing is.
func TestACareWorkersFirstPageSaysWhatTheClientsLet(t *testing.T) {
	inTown(t, func(u *town) {
		u.job(u.eero, u.purola, -2)
		u.job(u.liisa, u.purola, -2)
		home, err := u.CareHome(u.ctx, u.asKaisa())
		must(u.t, err)
		var jobs []string
		for _, n := range home.News {
			if n.Kind == app.NewsJob {
				jobs = append(jobs, n.Client.GivenName)
			}
		}
		if len(jobs) != 1 || jobs[0] != u.eero.GivenName {
			u.t.Errorf("news of jobs: %v", jobs)
		}
		_, err = u.CareHome(u.ctx, u.asRiikka())
		wantProblem(u.t, err, problem.Forbidden, "access.refused.keep_interest")
	})
}

// TestTheAgendaHoldsNoMark: the care worker and the coach lay the same counts on
// the table.
func TestTheAgendaHoldsNoMark(t *testing.T) {
	inTown(t, func(u *town) {
		_, err := u.ListUnitClients(u.ctx, u.asKaisa(), u.care.UID, "ML\nKT\nA1\nA2\nA3")
		must(u.t, err)
		for _, who := range []casework.Staff{u.kaisa, u.elina} {
			agenda, err := u.CareAgenda(u.ctx, u.as(who), u.care.UID)
			must(u.t, err)
			if agenda.Interest.Listed != 5 || agenda.Interest.Due != 5 {
				u.t.Errorf("%s reads %+v", who.Name, agenda.Interest)
			}
			if said := u.written(agenda); strings.Contains(said, `"ML"`) {
				u.t.Errorf("%s's agenda holds a mark: %s", who.Name, said)
			}
		}
	})
}
