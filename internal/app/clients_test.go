package app_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// The beginnings of log lines: who acts, in which role and unit.
const (
	asRiikka = "Riikka Tolonen|coach|Suvannon IPS|"
	asSami   = "Sami Karjalainen|coach|Suvannon IPS|"
	asElina  = "Elina Harju|coach|Lintulammen IPS|"
	asPaivi  = "Päivi Aalto|team_leader|Suvannon IPS|"
	asKaisa  = "Kaisa Nieminen|care_worker|Lintulammen psykiatria|"
	asOuti   = "Outi Heikkinen|manager||"
	asAino   = "Aino Lehto|admin||"
	asSanna  = "Sanna Korhonen|dpo||"
)

// The middles: how the actor stands to what was asked for, and by which policies.
const (
	own      = "own_caseload|coach_own_caseload,coach_team|"
	inTeam   = "team|coach_team|"
	asLeader = "team|team_leader_team|"
	inCounty = "county|coach_employers|"
	unknown  = "none||refused|"
)

// line writes one line of a caseload: family name, state and what is told of
// the timeline.
func line(c app.CaseloadClient) string {
	s := c.Client.FamilyName + " " + string(c.State)
	if c.Closed {
		s += " closed"
	}
	if !c.Last.Meeting.IsZero() {
		s += " met " + c.Last.Meeting.String()
	}
	if !c.Last.EmployerFaceToFace.IsZero() {
		s += " employer met " + c.Last.EmployerFaceToFace.String()
	}
	if c.Job != nil {
		s += " in work"
	}
	return s
}

func TestCaseload(t *testing.T) {
	const joona = "Moilanen active met 2026-11-13 employer met 2026-11-17 in work"
	listed := func(relation, view, clients string) string {
		return "list|client||" + relation + "shown|view=" + view + "|" + clients
	}
	inTown(t, func(u *town) {
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			view  app.View
			want  []string
			log   string
		}{
			{"a coach's own are those they coach, on a break too", u.riikka, app.ViewOwn,
				[]string{"Kallio paused", joona}, asRiikka + listed(own, "own", "Joona, Ritva")},
			{"the team's are its colleagues' too, in the order of their names", u.riikka, app.ViewTeam,
				[]string{"Kallio paused", "Laakso active in work", joona}, asRiikka + listed(inTeam, "team", "Joona, Mirja, Ritva")},
			{"those who wait", u.sami, app.ViewQueue,
				[]string{"Rautio queue"}, asSami + listed(inTeam, "queue", "Veikko")},
			{"those who have ended", u.sami, app.ViewEnded,
				[]string{"Virta ended"}, asSami + listed(inTeam, "ended", "Aada")},
			{"a leader who coaches nobody has none of their own", u.paivi, app.ViewOwn,
				nil, asPaivi + listed(asLeader, "own", "")},
			{"and sees the team's", u.paivi, app.ViewTeam,
				[]string{"Kallio paused", "Laakso active in work", joona}, asPaivi + listed(asLeader, "team", "Joona, Mirja, Ritva")},
			{"a care worker's are the care team's; what was done only with leave; Å comes after Z", u.kaisa, app.ViewOwn,
				[]string{"Zetterberg active closed", "Åkerlund active met 2026-11-13"},
				asKaisa + listed("care_team|care_worker_referral|", "own", "Eero, Liisa")},
			{"nobody waits there", u.kaisa, app.ViewQueue,
				nil, asKaisa + listed("care_team|care_worker_referral|", "queue", "")},
		} {
			u.row(row.rule, func() {
				page, err := u.Caseload(u.ctx, u.as(row.actor), row.view, 0)
				must(u.t, err)
				var got []string
				for _, c := range page.Clients {
					got = append(got, line(c))
				}
				if !slices.Equal(got, row.want) || page.Total != len(row.want) || page.View != row.view {
					u.t.Errorf("listed are %q of %d, want %q", got, page.Total, row.want)
				}
				u.wantLogged(row.log)
			})
		}
	})
}

func TestCaseloadIsNotForThoseWithoutClients(t *testing.T) {
	inTown(t, func(u *town) {
		for _, s := range []casework.Staff{u.outi, u.timo, u.aino, u.sanna, u.nobody} {
			page, err := u.Caseload(u.ctx, u.as(s), app.ViewOwn, 0)
			wantProblem(u.t, err, problem.Forbidden, "access.refused.read_client")
			if len(page.Clients) != 0 {
				u.t.Errorf("%s is refused, and given %+v", s.Name, page)
			}
		}
		u.wantLogged(
			asOuti+"attempt|client||"+unknown+"read_client|",
			"Timo Laine|reviewer||attempt|client||"+unknown+"read_client|",
			asAino+"attempt|client||"+unknown+"read_client|",
			asSanna+"attempt|client||"+unknown+"read_client|",
			"Niko Entinen|||attempt|client||"+unknown+"read_client|",
		)
	})
}

func TestAViewThatThereIsNotIsNotLoggedAsTyped(t *testing.T) {
	inTown(t, func(u *town) {
		_, err := u.Caseload(u.ctx, u.as(u.riikka), canary, 0)
		wantProblem(u.t, err, problem.Invalid, "view: problem.choose")
		u.wantLogged()
	})
}

func TestCaseloadGoesPageByPage(t *testing.T) {
	inTown(t, func(u *town) {
		for i := range app.PageSize {
			u.move(fmt.Sprintf("Client %02d", i), "Aalto", home{u.team, u.sami, u.otherCare, casework.Queue, nil})
		}
		riikka := u.as(u.riikka)
		for _, row := range []struct {
			from, place, shown int
			last               string
		}{
			{0, 0, app.PageSize, "Client 49"},
			{app.PageSize, app.PageSize, 1, "Veikko"},
			{1, 1, app.PageSize, "Veikko"},
			{-7, 0, app.PageSize, "Client 49"},
			{1 << 40, app.PageSize + 1, 0, ""},
		} {
			page, err := u.Caseload(u.ctx, riikka, app.ViewQueue, row.from)
			must(u.t, err)
			if page.Total != app.PageSize+1 || page.From != row.place || len(page.Clients) != row.shown {
				u.t.Errorf("from %d: %d clients from %d of %d", row.from, len(page.Clients), page.From, page.Total)
			}
			entry := u.entries()[0]
			if len(entry.Clients) != row.shown {
				u.t.Errorf("from %d: %d clients are shown and %d are in the log", row.from, row.shown, len(entry.Clients))
			}
			if row.shown > 0 && page.Clients[row.shown-1].Client.GivenName != row.last {
				u.t.Errorf("from %d: the last is %s", row.from, page.Clients[row.shown-1].Client.GivenName)
			}
		}
	})
}

// TestListedIsReadable compares, for everyone, whom the lists name with whose
// page opens. Everyone is kept from somebody: from their own client, their
// team's or one that they reach by nothing.
func TestListedIsReadable(t *testing.T) {
	inTown(t, func(u *town) {
		u.move("Cancelled", "Client", home{u.team, casework.Staff{}, u.care, casework.Cancelled, nil})
		for _, s := range []casework.Staff{u.riikka, u.paivi, u.kaisa, u.aino, u.sanna} {
			u.ban(u.ritva, s)
			u.ban(u.eero, s)
		}
		everyone := []resident{u.joona, u.mirja, u.eero, u.liisa, u.anni, u.veikko, u.aada, u.ritva, u.stranger}
		for _, s := range []casework.Staff{u.riikka, u.sami, u.elina, u.paivi, u.kaisa, u.outi, u.timo, u.aino, u.sanna, u.nobody} {
			actor := u.as(s)
			listed := map[casework.UID]bool{}
			for _, view := range []app.View{app.ViewTeam, app.ViewQueue, app.ViewEnded} {
				page, err := u.Caseload(u.ctx, actor, view, 0)
				if err != nil && !problem.Is(err, problem.Forbidden) {
					u.t.Fatal(err)
				}
				for _, c := range page.Clients {
					listed[c.Client.UID] = true
				}
			}
			for _, r := range everyone {
				_, err := u.Client(u.ctx, actor, r.UID)
				if opens := err == nil; opens != listed[r.UID] {
					u.t.Errorf("%s, for %s: listed %v, opens %v (%v)", r.GivenName, s.Name, listed[r.UID], opens, err)
				}
			}
		}
	})
}

func TestClient(t *testing.T) {
	shown := func(whose, relation, parts string) string {
		return "show|client|" + whose + "|" + relation + "shown|" + parts + "|" + whose
	}
	attempted := func(whose string) string {
		return "attempt|client|" + whose + "|" + unknown + "read_client|" + whose
	}
	inTown(t, func(u *town) {
		for _, row := range []struct {
			rule   string
			actor  casework.Staff
			whose  resident
			refuse bool
			may    app.MayWithClient
			log    []string
		}{
			{"a coach opens a client of their own", u.riikka, u.joona, false,
				app.MayWithClient{Timeline: true, Notes: true, Note: true, Change: true, Merge: true, Lookers: true}, []string{asRiikka + shown("Joona", own, "header, timeline")}},
			{"and a colleague's", u.sami, u.joona, false,
				app.MayWithClient{Timeline: true, Notes: true, Note: true, Change: true, Merge: true, Lookers: true}, []string{asSami + shown("Joona", inTeam, "header, timeline")}},
			{"one who waits may be begun with", u.sami, u.veikko, false,
				app.MayWithClient{Timeline: true, Notes: true, Note: true, Change: true, Merge: true, Start: true, Lookers: true}, []string{asSami + shown("Veikko", inTeam, "header, timeline")}},
			{"not another team's", u.riikka, u.anni, true,
				app.MayWithClient{}, []string{asRiikka + attempted("Anni")}},
			{"a leader opens the team's", u.paivi, u.aada, false,
				app.MayWithClient{Timeline: true, Notes: true, Note: true, Change: true, Merge: true, Lookers: true, Refer: true}, []string{asPaivi + shown("Aada", asLeader, "header, timeline")}},
			{"a care worker with leave sees what was done", u.kaisa, u.eero, false,
				app.MayWithClient{Timeline: true}, []string{asKaisa + shown("Eero", "care_team|care_worker_timeline|", "header, timeline")}},
			{"without leave the header alone", u.kaisa, u.liisa, false,
				app.MayWithClient{}, []string{asKaisa + shown("Liisa", "care_team|care_worker_referral|", "header")}},
			{"not another care team's", u.kaisa, u.joona, true,
				app.MayWithClient{}, []string{asKaisa + attempted("Joona")}},
			{"a manager opens nobody", u.outi, u.joona, true,
				app.MayWithClient{}, []string{asOuti + attempted("Joona")}},
			{"nor does an administrator", u.aino, u.joona, true,
				app.MayWithClient{}, []string{asAino + attempted("Joona")}},
			{"nor a data protection officer", u.sanna, u.joona, true,
				app.MayWithClient{}, []string{asSanna + attempted("Joona")}},
			{"another county's client is not even known", u.riikka, u.stranger, true,
				app.MayWithClient{}, nil},
		} {
			u.row(row.rule, func() {
				r := row.whose
				page, err := u.Client(u.ctx, u.as(row.actor), r.UID)
				u.wantLogged(row.log...)
				if row.refuse {
					wantProblem(u.t, err, problem.NotFound, "problem.not_found")
					if page.Client.ID != 0 || page.HasEpisode {
						u.t.Errorf("refused, and given %+v", page)
					}
					return
				}
				must(u.t, err)
				if page.Client.UID != r.UID || page.Episode.ID != r.Episode.ID || page.State != r.Episode.StateOn(today) || page.Programme != "IPS" || page.May != row.may {
					u.t.Errorf("the page is of %s, %s, and allows %+v", page.Client.Name(), page.State, page.May)
				}
				if row.may.Timeline != (len(page.Timeline) > 0) || row.may.Timeline != (len(page.Phases) == 5) {
					u.t.Errorf("the timeline has %d events and %d phases", len(page.Timeline), len(page.Phases))
				}
			})
		}
	})
}

func TestTimelineIsInOrderWithTheNewestFirst(t *testing.T) {
	inTown(t, func(u *town) {
		trial := casework.Placement{Noted: u.noted(), EpisodeID: u.joona.Episode.ID, Kind: casework.WorkTrial, StartsOn: today.AddDays(5)}
		old := casework.Placement{Noted: u.noted(), EpisodeID: u.joona.Episode.ID, Kind: casework.Employment, StartsOn: today.AddDays(-60), EndsOn: today.AddDays(-30)}
		u.write(u.county, func(tx *store.Tx) error {
			counselled := []casework.Counselling{{Noted: u.noted(), EpisodeID: u.joona.Episode.ID, On: today.AddDays(-30)}}
			return errors.Join(tx.AddPlacements([]casework.Placement{trial, old}), tx.AddCounselling(counselled))
		})
		page, err := u.Client(u.ctx, u.as(u.riikka), u.joona.UID)
		must(u.t, err)
		var got []string
		for _, e := range page.Timeline {
			what := string(e.State)
			switch {
			case e.Contact != nil:
				what = "contact at " + page.Names.Employers[e.Contact.EmployerID]
			case e.Meeting != nil:
				what = "meeting"
			case e.Placement != nil:
				what = string(e.Placement.Kind)
			case e.Ended != nil:
				what = "end of a job"
			case e.Counselled != nil:
				what = "counselling"
			}
			got = append(got, fmt.Sprint(e.On.DaysSince(today), " ", what))
		}
		want := []string{
			"5 work_trial", "-6 contact at Lähikauppa Purola", "-10 meeting", "-30 end of a job", "-30 employment", "-30 counselling",
			"-60 employment", "-90 active", "-100 queue",
		}
		if !slices.Equal(got, want) {
			u.t.Errorf("the timeline is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

// TestWithoutLeaveNothingOfTheTimelineIsHandedOver looks into everything that a
// care worker is given of a client who has not allowed it.
func TestWithoutLeaveNothingOfTheTimelineIsHandedOver(t *testing.T) {
	const canary = "kanarialintu"
	inTown(t, func(u *town) {
		r := u.move("Pihla", "Salo", home{u.other, u.elina, u.care, casework.Ended, nil})
		employer := u.addEmployer(u.county, canary+" employer")
		c := u.visit(u.elina, employer, -3, &r)
		u.job(r, employer, -3)
		u.meet(r, u.elina, -3)
		u.write(u.county, func(tx *store.Tx) error {
			changed := c
			changed.Learned = canary
			_, err := tx.ReviseContact(c, changed, "x", canary)
			return err
		})
		e := r.Episode
		e.EndReason, e.Pauses = canary, []casework.Pause{{Span: casework.Span{From: today.AddDays(-50), To: today.AddDays(-40)}, Reason: canary}}
		u.write(u.county, func(tx *store.Tx) error { _, err := tx.ReviseEpisode(r.Episode, e, "x", canary); return err })

		kaisa := u.as(u.kaisa)
		page, err := u.Client(u.ctx, kaisa, r.UID)
		must(u.t, err)
		list, err := u.Caseload(u.ctx, kaisa, app.ViewEnded, 0)
		must(u.t, err)
		if len(list.Clients) != 1 || page.Client.ID != r.ID {
			u.t.Fatalf("given are %+v and %+v", page, list)
		}
		for what, value := range map[string]any{"page": page, "caseload": list} {
			text := fmt.Sprintf("%+v", value)
			if strings.Contains(text, canary) {
				u.t.Errorf("the %s holds the canary: %s", what, text)
			}
			if strings.Contains(text, "disability_pension_kela") {
				u.t.Errorf("the %s holds what the client lives on: %s", what, text)
			}
		}
		if page.Consents != nil || page.Timeline != nil || page.Phases != nil || page.Names.Employers != nil {
			u.t.Errorf("the page holds %+v", page)
		}
		if len(page.Episode.Coaches) == 0 || page.Episode.ReferringUnitID != u.care.ID {
			u.t.Error("the referral itself is gone too")
		}
	})
}

// TestTheLogSaysWhyItWasShown has people with two roles act in the one that
// opened what they were shown.
func TestTheLogSaysWhyItWasShown(t *testing.T) {
	dpo := casework.Grant{Role: casework.RoleDPO, Span: always}
	inTown(t, func(u *town) {
		both := u.as(u.hire(u.county, "Ilona Kaksi", dpo, nurseIn(u.care)))
		_, err := u.Client(u.ctx, both, u.liisa.UID)
		must(u.t, err)
		u.wantLogged("Ilona Kaksi|care_worker|Lintulammen psykiatria|show|client|Liisa|care_team|care_worker_referral|shown|header|Liisa")

		twoTeams := u.as(u.hire(u.county, "Aki Kaksi", coachIn(u.team), coachIn(u.other)))
		_, err = u.Client(u.ctx, twoTeams, u.anni.UID)
		must(u.t, err)
		_, err = u.Client(u.ctx, twoTeams, u.mirja.UID)
		must(u.t, err)
		u.wantLogged(
			"Aki Kaksi|coach|Lintulammen IPS|show|client|Anni|"+inTeam+"shown|header, timeline|Anni",
			"Aki Kaksi|coach|Suvannon IPS|show|client|Mirja|"+inTeam+"shown|header, timeline|Mirja",
		)
	})
}

func TestLookers(t *testing.T) {
	inTown(t, func(u *town) {
		for _, s := range []casework.Staff{u.riikka, u.kaisa} { // the second is refused
			_, _ = u.Client(u.ctx, u.as(s), u.joona.UID)
		}
		u.logged()
		for _, row := range []struct {
			actor casework.Staff
			named bool
			log   string
		}{
			{u.riikka, true, asRiikka + "show|log|Joona|" + own + "shown||Joona"},
			{u.paivi, true, asPaivi + "show|log|Joona|" + asLeader + "shown||Joona"},
			{u.sanna, false, asSanna + "show|log|Joona|county|dpo_lookers|shown||Joona"},
		} {
			found, err := u.Lookers(u.ctx, u.as(row.actor), u.joona.UID, 0)
			must(u.t, err)
			if found.Named != row.named || (found.Client.Name() == "Joona Moilanen") != row.named || found.Client.UID != u.joona.UID {
				u.t.Errorf("%s is told that it is %+v", row.actor.Name, found.Client)
			}
			n := len(found.Entries)
			if n < 2 || found.Entries[n-1].Actor != "Riikka Tolonen" || found.Entries[n-2].Actor != "Kaisa Nieminen" || found.Before != 0 {
				u.t.Errorf("%s sees %+v, before %d", row.actor.Name, found.Entries, found.Before)
			}
			if strings.Contains(fmt.Sprintf("%+v", found), "Moilanen") != row.named {
				u.t.Errorf("%s is given %+v", row.actor.Name, found)
			}
			u.wantLogged(row.log)
		}
		for _, s := range []casework.Staff{u.kaisa, u.elina, u.outi, u.aino} {
			_, err := u.Lookers(u.ctx, u.as(s), u.joona.UID, 0)
			wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		}
		u.wantLogged(
			asKaisa+"attempt|client|Joona|"+unknown+"read_lookers|Joona",
			asElina+"attempt|client|Joona|"+unknown+"read_lookers|Joona",
			asOuti+"attempt|client|Joona|"+unknown+"read_lookers|Joona",
			asAino+"attempt|client|Joona|"+unknown+"read_lookers|Joona",
		)
	})
}

func TestLookersGoPageByPage(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		for range app.LookersPage + 5 {
			_, err := u.Client(u.ctx, riikka, u.joona.UID)
			must(u.t, err)
		}
		first, err := u.Lookers(u.ctx, riikka, u.joona.UID, 0)
		must(u.t, err)
		rest, err := u.Lookers(u.ctx, riikka, u.joona.UID, first.Before)
		must(u.t, err)
		if len(first.Entries) != app.LookersPage || len(rest.Entries) != 5 || rest.Before != 0 || rest.Entries[0].Seq != first.Before-1 {
			u.t.Errorf("the pages have %d and %d entries, before %d and %d", len(first.Entries), len(rest.Entries), first.Before, rest.Before)
		}
	})
}

func TestTheOperatorPrintsLookersByTheSendersID(t *testing.T) {
	inTown(t, func(u *town) {
		u.write(u.county, func(tx *store.Tx) error {
			return tx.AddClients([]casework.Client{{Record: casework.Record{UID: u.IDs(), SenderID: "p12"}, GivenName: "Tuomo", FamilyName: "Tuotu", BirthOn: always.From}})
		})
		for _, id := range []string{"p12", u.joona.UID.String()} {
			found, err := u.LookersBySender(u.ctx, u.operator(), id)
			must(u.t, err)
			if found.Named || found.Client.ID == 0 {
				u.t.Errorf("%s is told as %+v", id, found.Client)
			}
		}
		_, err := u.LookersBySender(u.ctx, u.operator(), "p13")
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		_, err = u.LookersBySender(u.ctx, u.operator(), u.stranger.UID.String())
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		log := u.logged()
		if len(log) != 2 || log[1] != "tiina|operator||show|log|Joona|operator|operator_log|shown||Joona" {
			u.t.Errorf("the log says %q", log)
		}
	})
}

// TestACareTeamIsNotToldOfAnothersReferral refers a client to a second programme
// by another care team: the first, without the client's leave, still sees its own.
func TestACareTeamIsNotToldOfAnothersReferral(t *testing.T) {
	inTown(t, func(u *town) {
		programme, team, care := u.addUnits(u.county, "Suvannon LATU", "Päihdeklinikka")
		e := casework.Episode{Noted: u.noted(), ClientID: u.liisa.ID, ProgrammeID: programme.ID, TeamID: team.ID, ReferredOn: today.AddDays(-3),
			Pathway: casework.PathwaySelf, ReferringUnitID: care.ID, CareTeams: []casework.Dated{{ID: care.ID, Span: casework.Span{From: today.AddDays(-3)}}}}
		u.write(u.county, func(tx *store.Tx) error { _, err := tx.AddEpisode(e); return err })
		page, err := u.Client(u.ctx, u.as(u.kaisa), u.liisa.UID)
		must(u.t, err)
		if page.Episode.ID != u.liisa.Episode.ID || page.State != casework.Active || page.Programme != u.programme.Name {
			u.t.Errorf("the page is about %s, referred on %v by unit %d", page.Programme, page.Episode.ReferredOn, page.Episode.ReferringUnitID)
		}
	})
}
