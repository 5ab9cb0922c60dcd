package app_test

import (
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// referralOf is a referral of somebody new, from the care team to the team.
func (u *town) referralOf(given, family string) app.ReferralInput {
	return app.ReferralInput{
		UID: u.IDs(), Team: u.team.UID, CareTeam: u.care.UID,
		New:  casework.NewClient{GivenName: given, FamilyName: family, BirthOn: casework.MustDay("1991-07-03"), Municipality: "205"},
		Note: casework.ReferralNote{On: today, Pathway: casework.PathwayCarer, Wish: "Keittiöön", Agreed: true},
	}
}

// asked is a referral that Sami has asked of Kaisa's care team.
func (u *town) asked(given string) casework.Referral {
	u.t.Helper()
	done, err := u.AskReferral(u.ctx, u.as(u.sami), u.referralOf(given, given+"la"))
	must(u.t, err)
	u.called[done.Client.UID.String()], u.called[done.Referral.UID.String()] = given, given+"'s referral"
	return done.Referral
}

func (u *town) clientUID(id int64) (uid casework.UID) {
	u.t.Helper()
	u.see(func(tx *store.Tx) error {
		c, err := tx.ClientByID(id)
		uid = c.UID
		return err
	})
	return uid
}

// TestTheOwnNurseIsToldOfTheAnswer: whoever is named by a name of the care team's
// is found among its workers, and is told what became of the referral.
func TestTheOwnNurseIsToldOfTheAnswer(t *testing.T) {
	inTown(t, func(u *town) {
		in := u.referralOf("Uuno", "Uusi")
		in.Note.OwnNurseName, in.Note.Motives = " kaisa nieminen", []casework.Motive{casework.MotiveMoney}
		done, err := u.Refer(u.ctx, u.as(u.paivi), in)
		must(t, err)
		if r := done.Referral; r.OwnNurseID != u.kaisa.ID || r.OwnNurseName != "" || r.ReferrerID != 0 {
			t.Errorf("the own nurse is %+v", r.OwnNurse)
		}
		again, err := u.Refer(u.ctx, u.as(u.paivi), in)
		must(t, err)
		if again.Referral.ID != done.Referral.ID {
			t.Error("a referral with an own nurse that is sent twice is there twice")
		}
		form, err := u.ReferralForm(u.ctx, u.as(u.paivi), casework.UID{}, casework.UID{})
		must(t, err)
		if !slices.Contains(form.Nurses, "Kaisa Nieminen") {
			t.Errorf("the form offers %v", form.Nurses)
		}
		_, err = u.Receive(u.ctx, u.as(u.paivi), app.ReceiptInput{Client: done.Client.UID, Revision: 1, On: today})
		must(t, err)
		told, err := u.Notices(u.ctx, u.as(u.kaisa))
		must(t, err)
		if len(told.Lines) == 0 || told.Lines[0].Kind != casework.NoticeReferralReceived {
			t.Errorf("the own nurse is told %+v", told.Lines)
		}
	})
}

func TestReferral(t *testing.T) {
	inTown(t, func(u *town) {
		in := u.referralOf("Uuno", "Uusi")
		done, err := u.Refer(u.ctx, u.as(u.kaisa), in)
		must(t, err)
		u.called[done.Referral.UID.String()] = "Uuno's referral"
		u.called[done.Client.UID.String()] = "Uuno"
		u.wantLogged("Kaisa Nieminen|care_worker|Lintulammen psykiatria|add|referral|Uuno's referral|care_team|care_worker_refer|done|carer|Uuno")
		if done.Referral.ReferrerID != u.kaisa.ID || done.Referral.EpisodeID == 0 || done.Client.Language != "fi" {
			t.Errorf("it is %+v of %+v", done.Referral, done.Client)
		}

		again, err := u.Refer(u.ctx, u.as(u.kaisa), in)
		must(t, err)
		if again.Referral.ID != done.Referral.ID {
			t.Error("a referral that is sent twice is there twice")
		}
		in.Note.Wish = "Kirjastoon"
		_, err = u.Refer(u.ctx, u.as(u.kaisa), in)
		wantProblem(t, err, problem.Conflict, app.NotedKey)
		u.logged()

		page, err := u.Referral(u.ctx, u.as(u.kaisa), done.Referral.UID)
		must(t, err)
		if page.Answer != casework.AnswerSent || page.Referral.Wish != "Keittiöön" || page.May.Receive {
			t.Errorf("the care worker sees %+v", page)
		}
		u.wantLogged("Kaisa Nieminen|care_worker|Lintulammen psykiatria|show|referral|Uuno's referral|care_team|care_worker_referral|shown||Uuno")

		uid := done.Client.UID
		_, err = u.Receive(u.ctx, u.as(u.riikka), app.ReceiptInput{Client: uid, Revision: 1, On: today})
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		_, err = u.Receive(u.ctx, u.as(u.paivi), app.ReceiptInput{Client: uid, Revision: 1, On: today, ExpectedOn: today.AddDays(30)})
		must(t, err)
		u.wantLogged("Riikka Tolonen|coach|Suvannon IPS|attempt|client|Uuno|none||refused|keep_queue|Uuno",
			"Päivi Aalto|team_leader|Suvannon IPS|receive|referral|Uuno's referral|team|team_leader_team|done||Uuno")
		_, err = u.Receive(u.ctx, u.as(u.paivi), app.ReceiptInput{Client: uid, Revision: 1, On: today})
		wantProblem(t, err, problem.Conflict, "problem.stale")
		page, err = u.Referral(u.ctx, u.as(u.kaisa), done.Referral.UID)
		must(t, err)
		if page.Answer != casework.AnswerReceived || page.Referral.ExpectedOn != today.AddDays(30) {
			t.Errorf("the care worker is told %+v", page)
		}

		returned, err := u.ReturnReferral(u.ctx, u.as(u.paivi), app.ReturnInput{Client: uid, Revision: 1, On: today, Reason: casework.ReturnIncomplete})
		must(t, err)
		if returned.CancelReason != casework.ReturnIncomplete {
			t.Errorf("it is %+v", returned)
		}
		in = u.referralOf("Uuno", "Uusi")
		in.Client = uid
		_, err = u.Refer(u.ctx, u.as(u.kaisa), in)
		wantProblem(t, err, problem.Invalid, "on: referral.same_day")
		back, err := u.TakeBack(u.ctx, u.as(u.paivi), uid, returned.Revision)
		must(t, err)
		if back.StateOn(today) != casework.Queue {
			t.Errorf("it is %+v", back)
		}
		_, err = u.Refer(u.ctx, u.as(u.kaisa), in)
		wantProblem(t, err, problem.Conflict, "referral.open_queue")
	})
}

func TestReferralTellsAllThatIsMissing(t *testing.T) {
	inTown(t, func(u *town) {
		_, err := u.Refer(u.ctx, u.as(u.kaisa), app.ReferralInput{UID: u.IDs(), CareTeam: u.care.UID, Note: casework.ReferralNote{Pathway: casework.PathwayCarer}})
		for _, want := range []string{"given_name: referral.given_name_missing", "family_name: referral.family_name_missing", "birth_on: referral.birth_missing",
			"on: problem.day_missing", "team: referral.team_missing", "agreed: referral.agreement_missing"} {
			wantProblem(t, err, problem.Invalid, want)
		}
	})
}

func TestWhoMayRefer(t *testing.T) {
	inTown(t, func(u *town) {
		for _, row := range []struct {
			rule   string
			actor  casework.Staff
			change func(*app.ReferralInput)
			want   string
		}{
			{"a care worker for the own care team", u.kaisa, func(*app.ReferralInput) {}, ""},
			{"a care worker to any team", u.kaisa, func(in *app.ReferralInput) { in.Team = u.other.UID }, ""},
			{"a care worker not for another care team", u.kaisa, func(in *app.ReferralInput) { in.CareTeam = u.otherCare.UID }, "care_team: referral.care_team_missing"},
			{"a coach to the own team, for any care team", u.riikka, func(in *app.ReferralInput) { in.CareTeam = u.otherCare.UID }, ""},
			{"a coach not to another team", u.riikka, func(in *app.ReferralInput) { in.Team = u.other.UID }, "team: referral.team_missing"},
			{"a team leader to the own team", u.paivi, func(*app.ReferralInput) {}, ""},
			{"a manager refers nobody", u.outi, func(*app.ReferralInput) {}, "access.refused.refer_client"},
			{"nor does an administrator", u.aino, func(*app.ReferralInput) {}, "access.refused.refer_client"},
		} {
			u.row(row.rule, func() {
				in := u.referralOf("Uuno"+row.rule, "Uusi"+row.rule)
				in.Note.Likeness = casework.KnownlyElse
				row.change(&in)
				_, err := u.Refer(u.ctx, u.as(row.actor), in)
				switch {
				case row.want == "":
					must(u.t, err)
				case strings.HasPrefix(row.want, "access."):
					wantProblem(u.t, err, problem.Forbidden, row.want)
				default:
					wantProblem(u.t, err, problem.Invalid, row.want)
				}
			})
		}
	})
}

func TestAPersonAlreadyKnownIsFound(t *testing.T) {
	inTown(t, func(u *town) {
		like := func(r resident) app.ReferralInput {
			in := u.referralOf(r.GivenName, r.FamilyName)
			in.New.BirthOn = r.BirthOn
			return in
		}
		before := u.contents()
		in := like(u.liisa)
		done, err := u.Refer(u.ctx, u.as(u.kaisa), in)
		must(t, err)
		if done.Like == nil || len(done.Like.Known) != 1 || done.Like.Known[0].ID != u.liisa.ID || done.Like.Hidden {
			t.Errorf("of the own care team's client: %+v", done.Like)
		}
		u.wantLogged("Kaisa Nieminen|care_worker|Lintulammen psykiatria|list|client||care_team|care_worker_refer|shown|alike|Liisa")
		done, err = u.Refer(u.ctx, u.as(u.kaisa), like(u.joona))
		must(t, err)
		if done.Like == nil || len(done.Like.Known) != 0 || !done.Like.Hidden {
			t.Errorf("of somebody else's client nothing is told but that there is one: %+v", done.Like)
		}
		u.wantKept(before)

		in.Client = u.liisa.UID
		_, err = u.Refer(u.ctx, u.as(u.kaisa), in)
		wantProblem(t, err, problem.Conflict, "referral.open_active")
		in = like(u.joona)
		in.Client = u.joona.UID
		u.logged()
		_, err = u.Refer(u.ctx, u.as(u.kaisa), in)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		u.wantLogged("Kaisa Nieminen|care_worker|Lintulammen psykiatria|attempt|client|Joona|none||refused|read_client|Joona")

		in.Client, in.Note.Likeness = casework.UID{}, casework.LikelySame
		done, err = u.Refer(u.ctx, u.as(u.kaisa), in)
		must(t, err)
		if done.Referral.Likeness != casework.LikelySame || done.Client.ID == u.joona.ID {
			t.Errorf("it is %+v of %d", done.Referral, done.Client.ID)
		}
		page, err := u.Referral(u.ctx, u.as(u.paivi), done.Referral.UID)
		must(t, err)
		known := []int64{}
		if page.Like != nil {
			for _, c := range page.Like.Known {
				known = append(known, c.ID)
			}
		}
		if !slices.Contains(known, u.joona.ID) || slices.Contains(known, done.Client.ID) {
			t.Errorf("who receives it is told who it may be: %v", known)
		}

		ended := u.referralOf("", "")
		ended.Client, ended.CareTeam = u.aada.UID, u.otherCare.UID
		ended.New.Incomes = []string{"student_aid"}
		done, err = u.Refer(u.ctx, u.as(u.riikka), ended)
		must(t, err)
		if done.Client.ID != u.aada.ID || len(done.Client.Incomes) != 2 {
			t.Errorf("one who has ended comes again: %+v", done.Client)
		}
	})
}

// metOf is a three-party meeting with somebody new, which decides to start.
func (u *town) metOf(given, family string) app.ThreePartyInput {
	return app.ThreePartyInput{Referral: u.referralOf(given, family), MeetingUID: u.IDs(), Meeting: firstMeeting(casework.DecideStart)}
}

func TestThreePartyMeetingIsAReferralAndAFirstMeeting(t *testing.T) {
	inTown(t, func(u *town) {
		in := u.metOf("Uuno", "Uusi")
		in.Meeting.VoluntaryTold = false
		_, err := u.MeetThreeParty(u.ctx, u.as(u.riikka), in)
		wantProblem(t, err, problem.Invalid, "voluntary_told: suitability.tell_voluntary")
		in.Meeting.VoluntaryTold = true
		_, err = u.MeetThreeParty(u.ctx, u.as(u.kaisa), in)
		wantProblem(t, err, problem.Forbidden, "access.refused.change_episode") // the first meeting is the team's to note
		u.see(func(tx *store.Tx) error {
			if _, err := tx.ReferralByUID(in.Referral.UID); err != store.ErrNotFound {
				t.Errorf("a refused meeting left a referral: %v", err)
			}
			return nil
		})

		done, err := u.MeetThreeParty(u.ctx, u.as(u.riikka), in)
		must(t, err)
		u.called[done.Client.UID.String()], u.called[done.Referral.UID.String()], u.called[in.MeetingUID.String()] = "Uuno", "Uuno's referral", "Uuno's first meeting"
		u.wantLogged("Kaisa Nieminen|care_worker|Lintulammen psykiatria|attempt|suitability|Uuno's first meeting|none||refused|change_episode|",
			"Riikka Tolonen|coach|Suvannon IPS|add|referral|Uuno's referral|team|coach_team|done|three_party|Uuno",
			"Riikka Tolonen|coach|Suvannon IPS|add|suitability|Uuno's first meeting|team|coach_team|done|start|Uuno")
		met, err := u.Suitability(u.ctx, u.as(u.riikka), in.MeetingUID)
		must(t, err)
		if s := met.Suitability; s.On != today || s.Wish != "Keittiöön" || s.Decision != casework.DecideStart || s.EpisodeID != done.Referral.EpisodeID {
			t.Errorf("the first meeting is %+v", s)
		}
		if done.Referral.Pathway != casework.PathwayThreeParty || done.Referral.MetOn != today {
			t.Errorf("the referral is %+v", done.Referral)
		}
		u.logged()

		again, err := u.MeetThreeParty(u.ctx, u.as(u.riikka), in)
		must(t, err)
		if again.Referral.ID != done.Referral.ID {
			t.Error("a meeting that is sent twice is there twice")
		}
		u.logged()
		in.Meeting.Goal = casework.GoalStudy
		_, err = u.MeetThreeParty(u.ctx, u.as(u.riikka), in)
		wantProblem(t, err, problem.Conflict, app.NotedKey)
	})
}

func TestAskedReferral(t *testing.T) {
	inTown(t, func(u *town) {
		r := u.asked("Uuno")
		u.wantLogged("Sami Karjalainen|coach|Suvannon IPS|add|referral|Uuno's referral|team|coach_team|done|self|Uuno")
		client := u.clientUID(r.ClientID)
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			sees  bool
		}{
			{"the asking team", u.riikka, true},
			{"its leader", u.paivi, true},
			{"the asked care team", u.kaisa, true},
			{"no other team", u.elina, false},
			{"no manager", u.outi, false},
		} {
			u.row(row.rule, func() {
				page, err := u.Client(u.ctx, u.as(row.actor), client)
				if row.sees {
					must(u.t, err)
					if page.Answer != casework.AnswerAsked || page.HasEpisode || page.May.Refer {
						u.t.Errorf("the client's page is %+v", page)
					}
					_, err = u.Referral(u.ctx, u.as(row.actor), r.UID)
					must(u.t, err)
					return
				}
				wantProblem(u.t, err, problem.NotFound, "problem.not_found")
				_, err = u.Referral(u.ctx, u.as(row.actor), r.UID)
				wantProblem(u.t, err, problem.NotFound, "problem.not_found")
			})
		}
		u.logged()
		in := app.ReferralInput{Note: casework.ReferralNote{On: today, Wish: "Siivousta", Agreed: true}}
		_, err := u.WriteAsked(u.ctx, u.as(u.elina), app.Revised{UID: r.UID, Revision: 1}, in)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		_, err = u.WriteAsked(u.ctx, u.as(u.kaisa), app.Revised{UID: r.UID}, in)
		wantProblem(t, err, problem.Conflict, "problem.stale")
		written, err := u.WriteAsked(u.ctx, u.as(u.kaisa), app.Revised{UID: r.UID, Revision: 1}, in)
		must(t, err)
		u.wantLogged("Elina Harju|coach|Lintulammen IPS|attempt|client|Uuno|none||refused|read_client|Uuno",
			"Kaisa Nieminen|care_worker|Lintulammen psykiatria|add|referral|Uuno's referral|care_team|care_worker_refer|done|written|Uuno")
		if written.EpisodeID == 0 || written.Pathway != casework.PathwaySelf || written.AskedOn != today || written.ReferrerID != u.kaisa.ID {
			t.Errorf("it is %+v", written)
		}

		dropped := u.asked("Tahvo")
		_, err = u.DropAsked(u.ctx, u.as(u.kaisa), app.Revised{UID: dropped.UID, Revision: 1}, today, casework.ReturnDeclined)
		must(t, err)
		uid := u.clientUID(dropped.ClientID)
		_, err = u.Client(u.ctx, u.as(u.kaisa), uid)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		_, err = u.Client(u.ctx, u.as(u.riikka), uid)
		must(t, err)
	})
}

// What the care team's page lists is what its reader may open, and no more is
// told of anyone than on their own page.
func TestCareTeamPage(t *testing.T) {
	inTown(t, func(u *town) {
		u.asked("Uuno")
		sent, err := u.Refer(u.ctx, u.as(u.kaisa), u.referralOf("Pekko", "Jonottaja"))
		must(t, err)
		u.called[u.care.UID.String()], u.called[u.otherCare.UID.String()] = "care", "other care"
		u.logged()
		for _, row := range []struct {
			rule      string
			actor     casework.Staff
			care      casework.CareTeam
			want, log string
		}{
			{"a care worker sees the own care team's, and of one without leave no more than the referral", u.kaisa, u.care,
				"asked Uuno, sent Pekko, Liisa closed, Eero", "Kaisa Nieminen|care_worker|Lintulammen psykiatria|list|care_team|care|care_team|care_worker_referral|shown||"},
			{"a coach of the other team sees that team's clients", u.elina, u.care,
				"Liisa, Eero", "Elina Harju|coach|Lintulammen IPS|list|care_team|care|team|coach_team|shown||"},
			{"a coach sees what the team has asked for and received", u.riikka, u.care,
				"asked Uuno, sent Pekko", "Riikka Tolonen|coach|Suvannon IPS|list|care_team|care|team|coach_team|shown||"},
			{"with another care team, the team's clients", u.riikka, u.otherCare,
				"received Veikko, Ritva, Mirja, Joona, Aada", "Riikka Tolonen|coach|Suvannon IPS|list|care_team|other care|team|coach_team|shown||"},
		} {
			u.row(row.rule, func() {
				page, err := u.CareTeam(u.ctx, u.as(row.actor), row.care.UID)
				must(u.t, err)
				var told, concerned []string
				listed := func(c casework.Client, words string) {
					told, concerned = append(told, strings.TrimSpace(words)), append(concerned, c.GivenName)
					if len(c.Incomes) > 0 {
						u.t.Errorf("the list tells what %s lives on", c.GivenName)
					}
				}
				for _, line := range slices.Concat(page.Asked, page.Answers) {
					listed(line.Client, string(line.Answer)+" "+line.Client.GivenName)
				}
				for _, c := range page.Clients {
					if c.Closed {
						listed(c.Client, c.Client.GivenName+" closed")
					} else {
						listed(c.Client, c.Client.GivenName)
					}
					if c.Closed && (c.Phase != "" || !c.Last.IsZero() || c.Job != nil || c.Next != nil || c.Episode.EndReason != "") {
						u.t.Errorf("too much is told of %+v", c)
					}
				}
				if got := strings.Join(told, ", "); got != row.want {
					u.t.Errorf("it tells %q, want %q", got, row.want)
				}
				line := u.logged()[0]
				if !strings.HasPrefix(line, row.log) {
					u.t.Errorf("the log says %q", line)
				}
				for _, name := range concerned {
					if !strings.Contains(line, name) {
						u.t.Errorf("%s is listed and not in the log", name)
					}
				}
				for _, c := range page.Clients {
					_, err := u.Client(u.ctx, u.as(row.actor), c.Client.UID)
					must(u.t, err)
				}
				u.logged()
			})
		}
		_, err = u.CareTeam(u.ctx, u.as(u.kaisa), u.otherCare.UID)
		wantProblem(t, err, problem.Forbidden, "access.refused.read_client")
		_, err = u.CareTeam(u.ctx, u.as(u.outi), u.care.UID)
		wantProblem(t, err, problem.Forbidden, "access.refused.read_client")
		_, err = u.CareTeams(u.ctx, u.as(u.outi))
		wantProblem(t, err, problem.Forbidden, "access.refused.read_client")
		common, err := u.CareTeams(u.ctx, u.as(u.riikka))
		must(t, err)
		if len(common) != 2 {
			t.Errorf("a coach's care teams are %v", common)
		}
		if _, err = u.CareTeams(u.ctx, u.as(u.kaisa)); err != nil || sent.Like != nil {
			t.Error(err)
		}
	})
}

func TestWhoSeemsOutsideTheTermsIsReferredAllTheSame(t *testing.T) {
	inTown(t, func(u *town) {
		thirty := 29
		page, err := u.ProgrammeSetUp(u.ctx, u.as(u.aino), u.programme.UID)
		must(t, err)
		terms := page.Unit
		terms.Eligibility = casework.Eligibility{AgeTo: &thirty, NoKela: true, Why: "Kokeilun rahoituspäätös"}
		must(t, u.CorrectProgramme(u.ctx, u.as(u.aino), page.Unit.Revision, terms))
		in := u.referralOf("Uuno", "Uusi") // born 1991
		in.Note.Rehabilitation = casework.KelaRehabilitation
		done, err := u.Refer(u.ctx, u.as(u.kaisa), in)
		must(t, err)
		want := []casework.Requirement{casework.RequiresAge, casework.RequiresNoKela}
		for _, who := range []casework.Staff{u.kaisa, u.paivi} {
			shown, err := u.Referral(u.ctx, u.as(who), done.Referral.UID)
			must(t, err)
			if !slices.Equal(shown.Outside, want) {
				t.Errorf("%s sees %v, want %v", who.Name, shown.Outside, want)
			}
		}
		answer, err := u.QueueAnswer(u.ctx, u.as(u.paivi), done.Client.UID)
		must(t, err)
		if !slices.Equal(answer.Outside, want) {
			t.Errorf("who receives it sees %v", answer.Outside)
		}
		_, err = u.Receive(u.ctx, u.as(u.paivi), app.ReceiptInput{Client: done.Client.UID, Revision: 1, On: today})
		must(t, err)
		queue, err := u.Queue(u.ctx, u.as(u.paivi), u.team.UID, 0)
		must(t, err)
		at := slices.IndexFunc(queue.Clients, func(c app.QueueClient) bool { return c.Client.ID == done.Client.ID })
		if at < 0 || !slices.Equal(queue.Clients[at].Outside, want) {
			t.Errorf("the queue tells %+v", queue.Clients)
		}
	})
}
