package casework

import (
	"errors"
	"strings"
	"testing"

	"sijoita/problem"
)

// referralDay is the day of these tests.
var referralDay = MustDay("2026-11-23")

// noteWith is a note of a referral with nothing wrong in it.
func noteWith(change func(*ReferralNote)) ReferralNote {
	note := ReferralNote{On: referralDay.AddDays(-1), ProgrammeID: 1, TeamID: 7, CareTeamID: 5, ReferrerID: 9, Pathway: PathwayCarer, Agreed: true}
	if change != nil {
		change(&note)
	}
	return note
}

// wants holds a problem against the fields or the key that it must have; "" is none.
func wants(t *testing.T, err error, want string) {
	t.Helper()
	var p *problem.Error
	got := ""
	if errors.As(err, &p) {
		got = p.Key
		var fields []string
		for _, f := range p.Fields {
			fields = append(fields, f.Name+" "+f.Key)
		}
		if len(fields) > 0 {
			got = strings.Join(fields, ", ")
		}
	}
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRefer(t *testing.T) {
	before := func(change func(*Episode)) []Episode {
		e := Episode{ProgrammeID: 1, ReferredOn: referralDay.AddDays(-90)}
		change(&e)
		return []Episode{e}
	}
	started := func(e *Episode) { e.StartedOn = referralDay.AddDays(-80) }
	for _, row := range []struct {
		rule string
		note ReferralNote
		had  []Episode
		want string
	}{
		{"the day, the units and the agreement are enough", noteWith(nil), nil, ""},
		{"without the client's agreement there is no referral", noteWith(func(n *ReferralNote) { n.Agreed = false }), nil, "agreed referral.agreement_missing"},
		{"a day that has not come", noteWith(func(n *ReferralNote) { n.On = referralDay.AddDays(1) }), nil, "on problem.day_ahead"},
		{"no day", noteWith(func(n *ReferralNote) { n.On = Day{} }), nil, "on problem.day_missing"},
		{"no team", noteWith(func(n *ReferralNote) { n.TeamID = 0 }), nil, "team referral.team_missing"},
		{"no care team", noteWith(func(n *ReferralNote) { n.CareTeamID = 0 }), nil, "care_team referral.care_team_missing"},
		{"a three-way meeting to come", noteWith(func(n *ReferralNote) { n.MetOn = referralDay.AddDays(1) }), nil, "met_on problem.day_ahead"},
		{"words that are in no list", noteWith(func(n *ReferralNote) { n.Pathway, n.Employed, n.Rehabilitation = "x", "y", "z" }), nil,
			"pathway problem.choose, employed problem.choose, rehabilitation problem.choose"},
		{"a presentation to come", noteWith(func(n *ReferralNote) { n.PresentedOn = referralDay.AddDays(1) }), nil, "presented_on problem.day_ahead"},
		{"a motive that is none, and a nurse's name of 201 letters", noteWith(func(n *ReferralNote) {
			n.Motives, n.OwnNurseName = []Motive{MotiveMoney, "fame"}, strings.Repeat("a", 201)
		}), nil,
			"own_nurse problem.too_long, motives problem.choose"},
		{"a wish of 2,001 letters", noteWith(func(n *ReferralNote) { n.Wish = strings.Repeat("ä", 2001) }), nil, "wish problem.too_long"},
		{"one who waits already", noteWith(nil), before(func(*Episode) {}), "referral.open_queue"},
		{"one who is coached already", noteWith(nil), before(started), "referral.open_active"},
		{"one who is on a break", noteWith(nil), before(func(e *Episode) {
			started(e)
			e.Pauses = []Pause{{Span: Span{From: referralDay.AddDays(-2)}}}
		}), "referral.open_paused"},
		{"one who is open in another programme", noteWith(nil), before(func(e *Episode) { e.ProgrammeID = 2 }), ""},
		{"one whose open episode was withdrawn", noteWith(nil), before(func(e *Episode) { e.Withdrawn = true }), ""},
		{"one whose episode has ended comes again", noteWith(nil), before(func(e *Episode) { started(e); e.EndedOn = referralDay.AddDays(-1) }), ""},
		{"on a day before the last episode ended", noteWith(nil), before(func(e *Episode) { started(e); e.EndedOn = referralDay }), "on referral.before_end"},
		{"on a day before the last one was returned", noteWith(nil), before(func(e *Episode) { e.CancelledOn = referralDay }), "on referral.before_end"},
		{"on the very day of the one that was returned", noteWith(nil), before(func(e *Episode) { e.ReferredOn, e.CancelledOn = referralDay.AddDays(-1), referralDay.AddDays(-1) }), "on referral.same_day"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			r, e, err := Refer(row.note, row.had, referralDay)
			wants(t, err, row.want)
			if err == nil && (e.StateOn(referralDay) != Queue || e.TeamID != 7 || e.ReferringUnitID != 5 || e.CareTeamOn(referralDay) != 5 || r.CareTeamID != 5 || !r.Agreed) {
				t.Errorf("it is %+v with %+v", r, e)
			}
		})
	}
	if r, _, _ := Refer(noteWith(func(n *ReferralNote) { n.Pathway = PathwayThreeParty }), nil, referralDay); r.MetOn != referralDay.AddDays(-1) {
		t.Error("a referral made at the three-way meeting has the day of it")
	}
}

func TestReferAtMeeting(t *testing.T) {
	met := func(change func(*SuitabilityNote)) SuitabilityNote {
		note := SuitabilityNote{On: noteWith(nil).On, VoluntaryTold: true, Decision: DecideStart}
		if change != nil {
			change(&note)
		}
		return note
	}
	for _, row := range []struct {
		rule    string
		note    ReferralNote
		meeting SuitabilityNote
		want    string
	}{
		{"the three decide that coaching begins", noteWith(nil), met(nil), ""},
		{"the client is referred and thinks it over", noteWith(nil),
			met(func(n *SuitabilityNote) { n.Decision, n.ThinkUntil = DecideThink, n.On.AddDays(7) }), ""},
		{"who says no is not referred", noteWith(nil),
			met(func(n *SuitabilityNote) { n.Decision, n.Reason = DecideNo, DeclineNotNow }), "decision problem.choose"},
		{"nor who chooses another service", noteWith(nil), met(func(n *SuitabilityNote) { n.Decision = DecideService }), "decision problem.choose"},
		{"what both refuse is told once, and what either does with it",
			noteWith(func(n *ReferralNote) { n.On, n.Agreed = Day{}, false }),
			met(func(n *SuitabilityNote) { n.On, n.VoluntaryTold = Day{}, false }),
			"on problem.day_missing, agreed referral.agreement_missing, voluntary_told suitability.tell_voluntary"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			r, e, err := ReferAtMeeting(row.note, row.meeting, nil, referralDay)
			wants(t, err, row.want)
			if err == nil && (r.Pathway != PathwayThreeParty || r.MetOn != row.note.On || e.Pathway != PathwayThreeParty || !e.CancelledOn.IsZero()) {
				t.Errorf("it is %+v with %+v", r, e)
			}
		})
	}
}

func TestTheOwnNurseIsFoundByName(t *testing.T) {
	works := func(id int64, name string, careTeam int64, to Day) Staff {
		return Staff{Record: Record{ID: id}, Name: name, Grants: []Grant{{Role: RoleCareWorker, CareTeamID: careTeam, Span: Span{From: referralDay.AddDays(-9), To: to}}}}
	}
	staff := []Staff{
		works(1, "Minna Mäki", 5, Day{}), works(2, "Minna Mäki", 6, Day{}), works(3, "Aila Aho", 5, Day{}), works(4, "Aila Aho", 5, Day{}),
		works(5, "Olli Oja", 5, referralDay.AddDays(-1)), {Record: Record{ID: 6}, Name: "Ville Valmentaja", Grants: []Grant{{Role: RoleCoach, TeamID: 7}}},
	}
	for _, row := range []struct {
		rule, typed string
		want        OwnNurse
	}{
		{"the one of the care team who has the name", "Minna Mäki", OwnNurse{OwnNurseID: 1}},
		{"however it is typed", " minna  MÄKI ", OwnNurse{OwnNurseID: 1}},
		{"a name that two have stays in words", "Aila Aho", OwnNurse{OwnNurseName: "Aila Aho"}},
		{"so does the name of one who has left", "Olli Oja", OwnNurse{OwnNurseName: "Olli Oja"}},
		{"of one who is no care worker", "Ville Valmentaja", OwnNurse{OwnNurseName: "Ville Valmentaja"}},
		{"and of somebody else", "Sairaanhoitaja Pirjo", OwnNurse{OwnNurseName: "Sairaanhoitaja Pirjo"}},
		{"none was told", " ", OwnNurse{}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := NurseNamed(row.typed, staff, 5, referralDay); got != row.want {
				t.Errorf("it is %+v, want %+v", got, row.want)
			}
		})
	}
}

func TestAskedReferrals(t *testing.T) {
	note := noteWith(func(n *ReferralNote) { n.On, n.Pathway = referralDay.AddDays(-10), PathwayCarer })
	asked, err := AskReferral(note, nil, nil, referralDay)
	if err != nil || !asked.Waits() || asked.Pathway != PathwaySelf || asked.AskedOn != referralDay.AddDays(-10) {
		t.Fatalf("it is %+v, %v", asked, err)
	}
	_, err = AskReferral(note, nil, []Referral{asked}, referralDay)
	wants(t, err, "referral.asked_already")
	_, err = AskReferral(note, []Episode{{ProgrammeID: 1, ReferredOn: referralDay}}, nil, referralDay)
	wants(t, err, "referral.open_queue")

	t.Run("the care team writes it, as the client's own contact", func(t *testing.T) {
		r, e, err := WriteAsked(asked, noteWith(func(n *ReferralNote) { n.Wish = " Keittiöön " }), nil, referralDay)
		wants(t, err, "")
		if r.Pathway != PathwaySelf || r.AskedOn != asked.AskedOn || r.Wish != "Keittiöön" || e.Pathway != PathwaySelf || e.ReferredOn != referralDay.AddDays(-1) {
			t.Errorf("it is %+v with %+v", r, e)
		}
	})
	t.Run("not before it was asked for", func(t *testing.T) {
		_, _, err := WriteAsked(asked, noteWith(func(n *ReferralNote) { n.On = referralDay.AddDays(-11) }), nil, referralDay)
		wants(t, err, "on referral.before_asked")
	})
	t.Run("a dropped one is not written, nor dropped again", func(t *testing.T) {
		dropped, err := DropAsked(asked, referralDay, ReturnDeclined, referralDay)
		if wants(t, err, ""); dropped.Waits() || dropped.AnswerOn(Episode{}, referralDay) != AnswerDropped {
			t.Errorf("it is %+v", dropped)
		}
		_, _, err = WriteAsked(dropped, noteWith(nil), nil, referralDay)
		wants(t, err, "referral.dropped_already")
		_, err = DropAsked(dropped, referralDay, ReturnDeclined, referralDay)
		wants(t, err, "referral.dropped_already")
	})
	t.Run("a written one is not written again", func(t *testing.T) {
		written := asked
		written.EpisodeID = 3
		_, _, err := WriteAsked(written, noteWith(nil), nil, referralDay)
		wants(t, err, "referral.written_already")
	})
	t.Run("dropping asks for a day and a reason", func(t *testing.T) {
		_, err := DropAsked(asked, referralDay.AddDays(-11), "not_ready", referralDay)
		wants(t, err, "on referral.before_asked, reason problem.choose")
	})
}

func TestReceiveAndReturn(t *testing.T) {
	queued := Episode{ProgrammeID: 1, ReferredOn: referralDay.AddDays(-5)}
	on := func(d int) Receipt { return Receipt{On: referralDay.AddDays(d), ByID: 4} }
	t.Run("a referral is received, and the expected start told later", func(t *testing.T) {
		r, err := Receive(Referral{}, queued, on(-2), referralDay)
		wants(t, err, "")
		later := on(0)
		later.ByID, later.ExpectedOn = 8, referralDay.AddDays(30)
		r, err = Receive(r, queued, later, referralDay)
		wants(t, err, "")
		if r.ReceivedOn != referralDay.AddDays(-2) || r.ReceivedBy != 4 || r.ExpectedOn != referralDay.AddDays(30) {
			t.Errorf("it is %+v", r)
		}
	})
	for _, row := range []struct {
		rule string
		in   Receipt
		want string
	}{
		{"not before it was sent", on(-6), "on referral.before_sent"},
		{"not on a day to come", on(1), "on problem.day_ahead"},
		{"a start is not expected in the past", Receipt{On: referralDay, ExpectedOn: referralDay.AddDays(-1)}, "expected_on referral.expected_past"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			_, err := Receive(Referral{}, queued, row.in, referralDay)
			wants(t, err, row.want)
		})
	}
	t.Run("a referral is returned with a reason, and taken back", func(t *testing.T) {
		e, err := ReturnReferral(queued, referralDay, ReturnIncomplete, referralDay)
		wants(t, err, "")
		if e.StateOn(referralDay) != Cancelled || e.CancelReason != ReturnIncomplete {
			t.Errorf("it is %+v", e)
		}
		_, err = Receive(Referral{}, e, on(0), referralDay)
		wants(t, err, "episode.was_cancelled")
		back, err := TakeBack(e, []Episode{e})
		wants(t, err, "")
		if back.StateOn(referralDay) != Queue || back.CancelReason != "" {
			t.Errorf("it is %+v", back)
		}
		_, err = TakeBack(e, []Episode{e, {Noted: Noted{Record: Record{ID: 2}}, ProgrammeID: 1, ReferredOn: referralDay}})
		wants(t, err, "referral.sent_again")
		_, err = TakeBack(queued, nil)
		wants(t, err, "referral.not_returned")
	})
	t.Run("readiness is no reason", func(t *testing.T) {
		_, err := ReturnReferral(queued, referralDay, "not_ready", referralDay)
		wants(t, err, "reason problem.choose")
	})
	t.Run("one who has started cannot be returned", func(t *testing.T) {
		begun := queued
		begun.StartedOn = referralDay
		_, err := ReturnReferral(begun, referralDay, ReturnMoved, referralDay)
		wants(t, err, "episode.already_started")
	})
}

func TestAnswerOn(t *testing.T) {
	written := Referral{Noted: Noted{Record: Record{ID: 1}}, EpisodeID: 1}
	received := written
	received.ReceivedOn = referralDay
	queued := Episode{ReferredOn: referralDay.AddDays(-5)}
	started, returned := queued, queued
	started.StartedOn, returned.CancelledOn = referralDay, referralDay
	for _, row := range []struct {
		rule string
		r    Referral
		e    Episode
		want Answer
	}{
		{"asked for", Referral{Noted: written.Noted}, Episode{}, AnswerAsked},
		{"sent and not looked at", written, queued, AnswerSent},
		{"received", received, queued, AnswerReceived},
		{"an imported one without a record was received elsewhere", ReferralOf(queued), queued, AnswerReceived},
		{"started", received, started, AnswerStarted},
		{"returned", written, returned, AnswerReturned},
	} {
		if got := row.r.AnswerOn(row.e, referralDay); got != row.want {
			t.Errorf("%s: %s", row.rule, got)
		}
	}
}

func TestAddClient(t *testing.T) {
	whole := func(change func(*NewClient)) NewClient {
		c := NewClient{GivenName: " Mirja  Helena", FamilyName: "Laakso ", BirthOn: MustDay("1984-05-02"), Incomes: []string{"wage", "wage"}}
		change(&c)
		return c
	}
	for _, row := range []struct {
		rule string
		in   NewClient
		want string
	}{
		{"a name and a birth date are enough", whole(func(*NewClient) {}), ""},
		{"no name", whole(func(c *NewClient) { c.GivenName, c.FamilyName = " ", "" }), "given_name referral.given_name_missing, family_name referral.family_name_missing"},
		{"no birth date", whole(func(c *NewClient) { c.BirthOn = Day{} }), "birth_on referral.birth_missing"},
		{"born referralDay", whole(func(c *NewClient) { c.BirthOn = referralDay }), "birth_on referral.birth_wrong"},
		{"born in 1884", whole(func(c *NewClient) { c.BirthOn = MustDay("1884-05-02") }), "birth_on referral.birth_wrong"},
		{"a language that is none", whole(func(c *NewClient) { c.Language = "suomi" }), "language problem.choose"},
		{"an income that is in no list", whole(func(c *NewClient) { c.Incomes = []string{"lottery"} }), "incomes problem.choose"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			c, err := AddClient(row.in, referralDay, referralDay)
			wants(t, err, row.want)
			if err == nil && (c.Name() != "Mirja Helena Laakso" || c.Language != "fi" || len(c.Incomes) != 1 || c.Incomes[0].From != referralDay) {
				t.Errorf("it is %+v", c)
			}
		})
	}
	known := Client{Incomes: []Income{{Kind: "wage", Span: Span{From: referralDay.AddDays(-9)}}}}
	c, err := AddIncomes(known, []string{"wage", "student_aid"}, referralDay)
	if err != nil || len(c.Incomes) != 2 || c.Incomes[1].Kind != "student_aid" || len(known.Incomes) != 1 {
		t.Errorf("an income that is known is not told twice: %+v, %v", c.Incomes, err)
	}
}
